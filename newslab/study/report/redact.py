"""Owns what may be shown of an article in a report that leaves the house: the evidence sentences and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newslab.records import Article, Span
from newslab.text.normalise import folded, normalise

# Runs of so many words of the article are withheld wherever they turn up: in a summary, in a message. Eight words
# are commonly taken as a quotation worth protecting; six leaves a margin for those who count words differently.
RUN = 6
# Finer than the words that metrics count, for the same reason: "2:1" and "EU-Kommission" are two each.
_WORD = re.compile(r"[^\W_]+")


class Curtain:
    """Finds in other texts what is the article's own wording and stands in none of its ``evidence`` sentences."""

    def __init__(self, article: Article, evidence: Sequence[Span]) -> None:
        secret: set[tuple[str, ...]] = set()
        allowed: set[tuple[str, ...]] = set()
        for words, place in _runs(article.text):
            where = allowed if any(sentence.covers(place) for sentence in evidence) else secret
            where.add(words)
        self._secret = secret - allowed

    def hidden(self, text: str) -> list[Span]:
        """Return the stretches of ``text`` to withhold, in order, apart from each other."""
        found: list[Span] = []
        for words, place in _runs(text):
            if words in self._secret:
                start = found.pop().start if found and found[-1].end >= place.start else place.start
                found.append(Span(start, place.end))
        return found

    def masked(self, text: str) -> str:
        """Return ``text`` with what is withheld replaced by an ellipsis in brackets."""
        for span in reversed(self.hidden(text)):
            text = f"{text[: span.start]}[…]{text[span.end :]}"
        return text


def _runs(text: str) -> Iterator[tuple[tuple[str, ...], Span]]:
    """Yield every run of RUN words, as keys that ignore case and spelling, with its place in the text as given."""
    plain = normalise(text)
    words = list(_WORD.finditer(plain.text))
    keys = [folded(word.group()) for word in words]
    for first in range(len(words) - RUN + 1):
        place = Span(words[first].start(), words[first + RUN - 1].end())
        yield tuple(keys[first : first + RUN]), plain.origin(place)
