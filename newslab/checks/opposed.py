"""Owns whether the words around a number say the opposite of those around the same number in the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from newslab.checks.counting import change_of, stem
from newslab.text.document import Document
from newslab.text.language import table, words_of
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

_REACH = 7  # words on each side that a number's clause may have
_SHORTEST = 5  # letters of a word whose contrary is looked for
_ENDS = ".;:!?\n–,("
# Measures of a change by themselves; of others only "um", "by" says that they are.
_CHANGES = frozenset(["pp", "points"])


def opposed(ours: Quantity, summary: Document, theirs: Sequence[Quantity], article: Document) -> bool:
    """Tell whether all of the article's mentions of a number stand in a clause that says the contrary.

    Up for down ("verliert zwei Punkte", "zwei Punkte mehr"), or a word for the same word with a negating first
    syllable ("drei Viertel sind zufrieden", "drei Viertel sind unzufrieden").
    """
    mine = _clause(ours, summary)
    others = [_clause(quantity, article) for quantity in theirs]
    changes = _is_change(ours, summary) and all(_is_change(quantity, article) for quantity in theirs)
    return bool(theirs) and (
        (changes and _turned(mine, others, summary.language))
        or all(_earlier(mine, other, summary.language) for other in others)
        or all(_contrary(mine, other, summary.language) for other in others)
    )


def _clause(quantity: Quantity, document: Document) -> frozenset[str]:
    """Return the words of a number's clause, without those of other numbers' clauses."""
    return frozenset(_walk(quantity, document, 1)) | frozenset(_walk(quantity, document, -1))


def _walk(quantity: Quantity, document: Document, step: int) -> Iterator[str]:
    words, listing = document.words, number_words(document.language).rules["listing"]
    at = quantity.last if step > 0 else quantity.first - 1
    for _ in range(_REACH):
        if not 0 <= at < len(words) or at in document.numbered or words.keys[at] in listing:
            return
        gap = document.gaps[at if step > 0 else at + 1]
        if gap != " " and any(mark in gap for mark in _ENDS):
            return
        yield words.keys[at]
        at += step


def _turned(mine: frozenset[str], others: Sequence[frozenset[str]], language: str) -> bool:
    here, there = _direction(mine, language), {_direction(other, language) for other in others}
    return here is not None and None not in there and here not in there


def _is_change(quantity: Quantity, document: Document) -> bool:
    return quantity.unit in _CHANGES or change_of(quantity, document) == "change:by"


def _direction(clause: frozenset[str], language: str) -> str | None:
    """Return "up" or "down" where the words of a clause say one and not the other."""
    said = {way for way in ("up", "down") if not clause.isdisjoint(words_of(language, "numbers", way))}
    return said.pop() if len(said) == 1 else None


def _earlier(mine: frozenset[str], other: frozenset[str], language: str) -> bool:
    """Tell whether a number of this year, or of last year, is that of the time before: "im Vorjahreszeitraum 33"."""
    return any(
        not mine.isdisjoint(now) and not other.isdisjoint(then) and mine.isdisjoint(then) and other.isdisjoint(now)
        for now, then in _periods(language)
    )


@cache
def _periods(language: str) -> Sequence[tuple[frozenset[str], frozenset[str]]]:
    return tuple((frozenset(now), frozenset(then)) for now, then in table(language, "numbers")["periods"])


def _contrary(mine: frozenset[str], other: frozenset[str], language: str) -> bool:
    """Tell whether one clause has a word and the other only that word with a negating first syllable."""
    stems = {clause: frozenset(map(stem, clause)) for clause in (mine, other)}
    return any(
        word not in there and stem(prefix + word) in stems[there]
        for here, there in ((mine, other), (other, mine))
        for word in here
        if len(word) >= _SHORTEST
        for prefix in words_of(language, "numbers", "negating")
    )
