"""Owns one article's numbers as claims are looked up among them: by value, by kind, by measure, by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from newslab.records import Span
from newslab.text.document import Document
from newslab.text.once import once
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

# So many numbers are looked at closely for one claim, the article's first: more are a table's, and the work for a claim
# stays bounded.
_MOST = 64
# Numbers that lie no further apart may count as equal; which do is looked at closely.
_CLOSE = 4e-6

Key = TypeVar("Key")


# "three in five": wholes of so many at most, and what may stand between the two.
_MOST_EACH, _JOINT = 20, 16


class Figures:
    """An article's numbers, indexed once for all its summaries; every answer is in the article's order."""

    def __init__(self, article: Document) -> None:
        self.article = article
        self.all: Sequence[Quantity] = article.quantities
        values = sorted((abs(value), at) for at, q in enumerate(self.all) for value in {*q.values, *written(q)})
        self._values = [value for value, _ in values]
        self._owners = [at for _, at in values]
        self._ends = [q.span.end for q in self.all]

    def between(self, low: float, high: float) -> list[Quantity]:
        """Return the numbers with a value of that size, in the base of their measure or as it is written."""
        first, last = bisect_left(self._values, low), bisect_right(self._values, high)
        return [self.all[at] for at in sorted(set(self._owners[first:last]))[:_MOST]]

    def equal_to(self, *values: float) -> list[Quantity]:
        """Return the numbers that may equal one of some values, whatever their signs."""
        sizes = sorted({abs(value) for value in values})
        found = [self.between(size * (1 - _CLOSE), size * (1 + _CLOSE)) for size in sizes]
        return found[0] if len(found) == 1 else sorted({q.first: q for row in found for q in row}.values(), key=_first)

    def touching(self, span: Span) -> list[Quantity]:
        """Return the numbers that share a character with a stretch of the text."""
        at = bisect_right(self._ends, span.start)
        found: list[Quantity] = []
        while at < len(self.all) and self.all[at].span.start < span.end:
            found.append(self.all[at])
            at += 1
        return found

    def in_sentence(self, number: int) -> list[Quantity]:
        """Return the numbers that begin in a sentence."""
        return self._by_sentence.get(number, [])

    @once
    def _by_sentence(self) -> dict[int, list[Quantity]]:
        return _grouped(self.all, lambda q: self.article.sentence_at(q.span.start))

    @once
    def of_kind(self) -> dict[str, list[Quantity]]:
        """The numbers by their kind."""
        return _grouped(self.all, lambda q: q.kind)

    @once
    def of_dimension(self) -> dict[str, list[Quantity]]:
        """The numbers by what they measure."""
        return _grouped(self.all, lambda q: q.dimension)

    @once
    def near_unit(self) -> dict[str | None, set[int]]:
        """For each unit, the sentences that have it, and those beside."""
        found: dict[str | None, set[int]] = {}
        for number, several in self._by_sentence.items():
            for q in several:
                found.setdefault(q.unit, set()).update((number - 1, number, number + 1))
        return found

    @once
    def wholes(self) -> list[Quantity]:
        """The numbers of which the article names one: the five of "einer von fünf", "one borrower in five"."""
        rules, keys = number_words(self.article.language).rules, self.article.words.keys
        return [
            q
            for q in self.of_kind.get("number", ())
            if q.first > 1
            and keys[q.first - 1] in rules["out_of"]
            and not rules["articles"].isdisjoint(keys[max(0, q.first - 3) : q.first - 1])
        ]

    @once
    def of_so_many(self) -> list[tuple[float, Quantity, Quantity]]:
        """The shares that the article words as "three in five", each with its two numbers."""
        text, out_of = self.article.text, number_words(self.article.language).rules["out_of"]
        return [
            (part.value / whole.value, part, whole)
            for part, whole in pairwise(self.article.quantities)
            if 0 < part.value < whole.value <= _MOST_EACH
            and text[part.span.end : whole.span.start][:_JOINT].strip().casefold() in out_of
        ]


def written(quantity: Quantity) -> tuple[float, ...]:
    """Return a number's values as they are written, whatever their unit."""
    return quantity.parts or (quantity.value,)


def _grouped(quantities: Iterable[Quantity], key: Callable[[Quantity], Key]) -> dict[Key, list[Quantity]]:
    found: dict[Key, list[Quantity]] = {}
    for quantity in quantities:
        found.setdefault(key(quantity), []).append(quantity)
    return found


def _first(quantity: Quantity) -> int:
    return quantity.first


@lru_cache(maxsize=4)  # an article's summaries come one after the other
def figures_of(article: Document) -> Figures:
    """Return an article's numbers, indexed when its first summary asks."""
    return Figures(article)
