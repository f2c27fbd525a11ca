"""Owns from what to what a number changed: "von 40 auf 30", "to 2.6 from 3.1", "52 statt 49 Euro"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from newslab.checks.numbers.bearing import equal
from newslab.checks.numbers.counting import bound_start
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.normalise import folded
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

_BACK = 3  # words before a number in which "um" or "auf" stands: "auf nun rund 2,9 Milliarden"
_ROUGHLY = 0.12  # how far a rounded number may lie from the one that it rounds
_LONGEST = 6  # words between the two numbers: "von 40 in diesem Jahr auf 30"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A change of one amount: what it was, what it is, and the words that say so."""

    before: float
    after: float
    words: str
    places: tuple[int, ...]


def reversed_step(ours: Quantity, summary: Document, article: Document) -> tuple[Step, Step] | None:
    """Return the summary's change that a number is a part of, and the article's, where that goes the other way."""
    mine = next((step for step in steps_of(summary) if ours.first in step.places), None)
    if mine is None or equal(mine.before, mine.after):
        return None
    theirs = [step for step in steps_of(article) if {mine.before, mine.after} == {step.before, step.after}]
    if not theirs or any(equal(step.before, mine.before) for step in theirs):
        return None
    return mine, theirs[0]


def other_change(ours: Quantity, summary: Document, article: Document) -> Quantity | None:
    """Return by how much the article lets an amount change to what the summary says, where that is another number.

    "um 9,6 Prozent auf 2,9 Milliarden", where the article has "um drei Prozent auf nun 2,9 Milliarden".
    """
    mine = next((to for by, to in _changes(summary) if by.first == ours.first), None)
    if mine is None:
        return None
    theirs = [
        by
        for by, to in _changes(article)
        if equal(to.values[0], mine.values[0]) and by.dimension == ours.dimension and to.dimension == mine.dimension
    ]
    return theirs[0] if theirs and not any(_about(by.values[0], ours.values[0]) for by in theirs) else None


def _about(one: float, two: float) -> bool:
    return abs(one - two) <= _ROUGHLY * max(abs(one), abs(two))


@lru_cache(maxsize=64)
def _changes(document: Document) -> Sequence[tuple[Quantity, Quantity]]:
    """Return the numbers by which, and to which, something changed, each pair in its sentence."""
    return tuple(
        (one, two)
        for one, two in pairwise(document.quantities)
        if two.first - one.last <= _LONGEST
        and not one.parts
        and not two.parts
        and _said(one, document) == "change:by"
        and _said(two, document) == "change:to"
        and document.sentence_at(one.span.start) == document.sentence_at(two.span.start)
    )


def _said(quantity: Quantity, document: Document) -> str | None:
    """Return whether "um" or "auf" stands among the words right before a number."""
    known, keys = number_words(document.language).changes, document.words.keys
    before = range(quantity.first - 1, max(-1, quantity.first - 1 - _BACK), -1)
    return next((known[keys[at]] for at in before if keys[at] in known), None)


@lru_cache(maxsize=64)
def steps_of(document: Document) -> Sequence[Step]:
    """Return the changes that a text tells with both amounts, in order."""
    return tuple(_find(document))


def _find(document: Document) -> Iterator[Step]:
    for one in document.quantities:
        if len(one.parts) == 2 and one.kind == "range" and _opener(one, document) in _marks(document.language)["was"]:
            yield Step(before=one.parts[0], after=one.parts[1], words=_words(one, one, document), places=(one.first,))
    for one, two in pairwise(document.quantities):
        if one.parts or two.parts or two.first - one.last > _LONGEST or one.kind != "number" or two.kind != "number":
            continue
        if not _alike(one, two) or document.sentence_at(one.span.start) != document.sentence_at(two.span.start):
            continue
        was = _was_first(one, two, document)
        if was is not None:
            before, after = (one, two) if was else (two, one)
            places, words = (one.first, two.first), _words(one, two, document)
            yield Step(before=before.value, after=after.value, words=words, places=places)


def _alike(one: Quantity, two: Quantity) -> bool:
    return one.dimension == two.dimension or (None in {one.unit, two.unit} and None in {one.counted, two.counted})


def _was_first(one: Quantity, two: Quantity, document: Document) -> bool | None:
    """Tell which of two numbers is the earlier amount; None where nothing says that one became the other."""
    marks = _marks(document.language)
    first, second = _opener(one, document), _opener(two, document)
    if first in marks["was"] and second in marks["is"]:
        return True
    if first in marks["is"] and second in marks["was"]:
        return False
    beside = " ".join(document.words.keys[one.last : bound_start(two, document)])
    return False if beside in marks["instead"] else None


def _opener(quantity: Quantity, document: Document) -> str:
    """Return the word before a number and its bound."""
    at = bound_start(quantity, document) - quantity.named  # "from level four to level two"
    return document.words.keys[at - 1] if at else ""


def _words(one: Quantity, two: Quantity, document: Document) -> str:
    """Return the words that tell a change, from the one before its first number on."""
    start = max(0, bound_start(one, document) - 1)
    return document.words.span(start, two.last).of(document.text)


@lru_cache(maxsize=8)
def _marks(language: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(map(folded, words)) for key, words in table(language, "numbers")["steps"].items()}
