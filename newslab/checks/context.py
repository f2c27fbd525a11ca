"""Owns whether a number or date stands among the same words in both texts, or whether another one does there."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.checks.counting import stem
from newslab.text.document import Document
from newslab.text.names.morphology import reading
from newslab.text.quantities.words import number_words

_REACH = 9  # words on each side that belong to a mention; beyond lies another thought
_SHORTEST = 4
_BESIDE = 5  # words on each side within which a figure belongs to a mention
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
    for at in range(low, high - 1):  # "Deutschland wählt am 18. September: Nach …" is two thoughts
        if any(mark in document.text[words.ends[at] : words.starts[at + 1]] for mark in ":;"):
            low, high = (at + 1, high) if at < place[0] else (low, min(high, at + 1))
    rules = number_words(document.language).rules
    plain = rules["not_counted"] | rules["compared"]
    return frozenset(
        stem(key)
        for at, key in enumerate(words.keys[low:high], low)
        if not place[0] <= at < place[1] and len(key) >= _SHORTEST and key.isalpha() and key not in plain
    )


def chunk(document: Document, place: Place) -> frozenset[str]:
    """Return the telling words of a mention's piece of the sentence, between commas, semicolons and "and"."""
    words, language = document.words, number_words(document.language)
    known = language.rules
    first, last = place
    while first > 0 and not _parts(document, first - 1) and words.keys[first - 1] not in known["listing"]:
        first -= 1
    while last < len(words) and not _parts(document, last - 1) and words.keys[last] not in known["listing"]:
        last += 1
    inside = (*range(first, place[0]), *range(place[1], last))
    return frozenset(
        stem(words.keys[at])
        for at in inside
        if _tells(words.forms[at], capitals=language.capital_nouns) and words.keys[at] not in known["not_counted"]
    )


def _tells(form: str, *, capitals: bool) -> bool:
    """Tell whether a word names somebody or something: by its capital in German, by its length elsewhere."""
    return form[:1].isupper() if capitals else len(form) >= _SHORTEST or form.isupper()


def _is_name(form: str, language: str) -> bool:
    """Tell whether a word is a name: by its capital, and where nouns have capitals too, not known for a noun."""
    if not form[:1].isupper():
        return False
    read = reading(form, language)
    return not number_words(language).capital_nouns or form.isupper() or read.proper


def _parts(document: Document, at: int) -> bool:
    """Tell whether a mark that parts a sentence stands after a word."""
    words = document.words
    if at + 1 >= len(words):
        return True
    gap = document.text[words.ends[at] : words.starts[at + 1]]
    return any(mark in gap for mark in (*",;:–—!?\n", "--")) or (
        "." in gap and document.sentence_at(words.starts[at]) != document.sentence_at(words.starts[at + 1])
    )


def neighbour(summary: Document, ours: Place, article: Document, own: Place, others: Sequence[Place]) -> int | None:
    """Return which mention of the same sentence goes with the summary's words, where its own mention does not.

    "Die CDU kam auf 33 Prozent, die SPD auf 21" gives 33 to the CDU: a summary that says "die SPD" there is wrong.
    """
    wanted, mine = chunk(summary, ours), chunk(article, own)
    names = frozenset(stem(form.casefold()) for form in summary.words.forms if _is_name(form, summary.language))
    if not mine:
        return None  # "84 Prozent der Täter sind Männer, 72 Prozent jünger als 30": the second names nobody of its own
    for number, place in enumerate(others):
        theirs = chunk(article, place)
        gained, lost = wanted & (theirs - mine), wanted & (mine - theirs)
        if (len(gained) >= _SHARED and len(gained) > len(lost)) or (gained & names and not lost & names):
            return number
    return None


def _figures(document: Document, place: Place) -> frozenset[str]:
    """Return the words near a mention that are written in figures, of two and more; they tell one statement."""
    words = document.words
    near = words.keys[max(0, place[0] - _BESIDE) : place[0]] + words.keys[place[1] : place[1] + _BESIDE]
    return frozenset(key for key in near if key[0].isdigit() and len(key) > 1)


def rival(
    summary: Document, ours: Place, article: Document, own: Sequence[Place], others: Sequence[Place]
) -> int | None:
    """Return which other mention of the article has the summary's words around it, where its own mentions have none."""
    if not others:
        return None
    wanted = around_words(summary, ours)
    if _figures(summary, ours) & frozenset[str]().union(*(_figures(article, place) for place in own)):
        return None  # the same figure beside it in both texts: one statement
    if len(wanted) < _SHARED or any(wanted & around_words(article, place) for place in own):
        return None
    shared = [len(wanted & around_words(article, place)) for place in others]
    top = max(shared)
    return shared.index(top) if top >= _SHARED else None
