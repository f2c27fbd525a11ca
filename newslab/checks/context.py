"""Owns whether a number or date stands among the same words in both texts, or whether another one does there."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.checks.counting import stem
from newslab.text.document import Document
from newslab.text.numberwords import number_words

_REACH = 9  # words on each side that belong to a mention; beyond lies another thought
_SHORTEST = 4
# So many words must another mention's surroundings share with the summary's, while the mention's own share none at
# all: one word in common may be the subject of the whole article.
_SHARED = 2

Place = tuple[int, int]  # word numbers, half-open


def around_words(document: Document, place: Place) -> frozenset[str]:
    """Return the stems of the telling words around a mention, inside its sentence; numbers tell nothing here."""
    words = document.words
    sentence = document.sentences[document.sentence_at(words.starts[place[0]])]
    low = max(place[0] - _REACH, document.word_at(sentence.start))
    high = min(place[1] + _REACH, document.word_at(sentence.end))
    plain = number_words(document.language).rules["not_counted"]
    return frozenset(
        stem(key)
        for at, key in enumerate(words.keys[low:high], low)
        if not place[0] <= at < place[1] and len(key) >= _SHORTEST and key.isalpha() and key not in plain
    )


def rival(
    summary: Document, ours: Place, article: Document, own: Sequence[Place], others: Sequence[Place]
) -> int | None:
    """Return which other mention of the article has the summary's words around it, where its own mentions have none."""
    if not others:
        return None
    wanted = around_words(summary, ours)
    if len(wanted) < _SHARED or any(wanted & around_words(article, place) for place in own):
        return None
    shared = [len(wanted & around_words(article, place)) for place in others]
    top = max(shared)
    return shared.index(top) if top >= _SHARED else None
