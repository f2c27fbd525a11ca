"""Owns what is said of a number in its piece of the sentence, and whether an article says it of another number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from newslab.checks.numbers.counting import bound_start, is_whole, stem
from newslab.text.document import Document
from newslab.text.language import words_of
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

_ENDS = frozenset(",;:.!?–—()\n")
_REACH = 12  # words on each side that may belong to a number
_SHORTEST = 3
_FEW = 12
_TOLD = 3  # words that tell what is said of a number

Tags = frozenset[str]


def told_of_other(
    ours: Quantity, summary: Document, same: Sequence[Quantity], others: Iterable[Quantity], article: Document
) -> Quantity | None:
    """Return the article's number of which it tells what the summary tells of ours, where it tells nothing of it there.

    "38,000 homes were still without power at noon", where by noon "11,500 were still without", after 38,000 homes.
    """
    noun = {stem(ours.counted)} if ours.counted else set[str]()
    mine = tags_of(ours, summary) - noun
    few = ours.dimension == "" and ours.value <= _FEW  # "the Six Nations"
    if few or ours.parts or len(mine) < _TOLD or any(not mine.isdisjoint(tags_of(theirs, article)) for theirs in same):
        return None
    for other in others:
        shared = mine & tags_of(other, article)
        if len(shared) >= max(_TOLD, len(mine) / 2):
            return other
    return None


@lru_cache(maxsize=1 << 10)
def tags_of(quantity: Quantity, document: Document) -> Tags:
    """Return what tells a number from its neighbours: the words and dates of its piece of the sentence."""
    first, last = piece_of(quantity, document)
    last = _with_relative_clause(last, document)
    keys, known = document.words.keys, number_words(document.language).rules
    idle = known["not_counted"] | known["compared"] | words_of(document.language, "numbers", "idle")
    inside = [at for at in range(first, last) if at not in document.figured]
    told = {stem(keys[at]) for at in inside if len(keys[at]) >= _SHORTEST and keys[at] not in idle}
    return frozenset(told | _dates(document, first, last))


def _dates(document: Document, first: int, last: int) -> set[str]:
    """Return the dates of a piece by what they mean, so that "im Vorjahr" and its year are one."""
    return {
        moment.value or moment.text.casefold()
        for moment in document.dates
        if first <= moment.stated.first and moment.stated.last <= last
    }


def piece_of(quantity: Quantity, document: Document) -> tuple[int, int]:
    """Return the words that belong to a number: up to a mark, a joining word or another number."""
    first, last = bound_start(quantity, document), quantity.last  # "mehr als 100": no comparison
    low, high = max(0, first - _REACH), min(len(document.words), last + _REACH)
    if first > low and document.gaps[first].endswith("("):  # "aus Syrien (7.200), der Türkei (3.100)"
        first, high = first - 1, last
    while first > low and not _is_cut(document, first) and not _joins(document, first - 1):
        first -= 1
    while (
        last < high
        and not _is_cut(document, last)
        and (is_whole(quantity.last, last, document) or not _joins(document, last))
    ):
        last += 1
    return first, last


def _with_relative_clause(last: int, document: Document) -> int:
    """Return the end of a piece with the relative clause behind it: "800 Autos, die bei Lyon angezündet wurden"."""
    keys, relative = document.words.keys, words_of(document.language, "support", "relative_pronouns")
    if last >= len(keys) or document.gaps[last].rstrip() != "," or keys[last] not in relative:
        return last
    end, high = last + 1, min(len(keys), last + _REACH)
    while end < high and not _is_cut(document, end) and not _joins(document, end):
        end += 1
    return end


def _is_cut(document: Document, at: int) -> bool:
    """Tell whether a mark parts the word ``at`` from the one before."""
    gap = document.gaps[at]
    return gap != " " and not _ENDS.isdisjoint(gap)


def _joins(document: Document, at: int) -> bool:
    rules, key = number_words(document.language).rules, document.words.keys[at]
    return at in document.figured or key in rules["listing"] or key in rules["piece_openers"]
