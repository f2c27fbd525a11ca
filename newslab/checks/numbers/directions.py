"""Owns which way a number of a text went, up or down, by the words of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from newslab.checks.numbers.counting import bound_start, change_of, is_more_or_less, is_whole
from newslab.text.document import Document
from newslab.text.language import table, words_of
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

_REACH = 7  # words on each side that a number's clause may have
_ENDS = frozenset(".;:!?\n–,(")
# Measures of a change by themselves; of others "um", "by" or "auf", "to" says that something went there.
_CHANGES = frozenset(["pp", "points"])
# Shares and the word for their way stand side by side: "rose 2.5 percent", "ein Minus von 2,5 Prozent".
_SHARES = frozenset(["%"])
_BESIDE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Which way a number went, and the words that say so, as they are written ("nahm … ab"); where the first stands."""

    up: bool
    words: str
    first: int


def turned(ours: Quantity, summary: Document, theirs: Sequence[Quantity], article: Document) -> tuple[Way, Way] | None:
    """Return the summary's way and the article's where all of the article's mentions of a number go the other way.

    Of "um 20.000 auf 2,7 Millionen" the first figure alone is called wrong: it is one mistake.
    """
    mine = _way(ours, summary, across=change_of(ours, summary) != "change:to")
    if mine is None:
        return None
    others = [_way(quantity, article, across=True) for quantity in theirs]
    against = [way for way in others if way is not None and way.up != mine.up]
    return (mine, against[0]) if against and len(against) == len(others) else None


@lru_cache(maxsize=1 << 8)  # two rules ask of the same number, and all summaries of an article of its numbers
def clause_of(quantity: Quantity, document: Document, step: int, *, across: bool = False) -> Sequence[int]:
    """Return the numbers of the words of a number's clause on one side (``step`` 1 or -1), up to another number.

    ``across`` goes on behind the other figure of one change: "um 20.000 auf 2,7 Millionen gesunken".
    """
    keys, gaps, figured = document.words.keys, document.gaps, document.figured
    known = number_words(document.language)
    listing, end = known.rules["listing"], len(keys)
    found: list[int] = []
    # "mehr als 18" is no increase, "up to 18" neither; a bound of one word names no way.
    at = quantity.last if step > 0 else bound_start(quantity, document, shortest=2) - 1
    for _ in range(_REACH):
        if across and at in document.numbered and keys[at - step] in known.changes:
            at = _past(at, document, step)
        if not 0 <= at < end:
            break
        if step > 0 and at in document.numbered and is_whole(quantity.last, at, document):
            at += step
            continue
        gap = gaps[at if step > 0 else at + 1]
        if at in figured or keys[at] in listing or (gap != " " and not _ENDS.isdisjoint(gap)):
            break
        found.append(at)
        at += step
    return found


def _past(at: int, document: Document, step: int) -> int:
    """Return the first word beyond a figure in the direction of ``step``."""
    while at in document.numbered:
        at += step
    return at


def _way(quantity: Quantity, document: Document, *, across: bool) -> Way | None:
    """Return the way of a number that measures a change, where the words of its clause say one and not the other."""
    ahead, back = (clause_of(quantity, document, step, across=across) for step in (1, -1))
    changes = quantity.unit in _CHANGES or change_of(quantity, document) is not None
    if not changes and not is_more_or_less(quantity, document):
        beside = [*ahead[:_BESIDE], *back[:_BESIDE]]
        if quantity.unit not in _SHARES or _direction(beside, document) is None:
            return None
    return _direction(sorted([*ahead, *back]), document)


def _direction(clause: Sequence[int], document: Document) -> Way | None:
    """Return the way that the words of a clause say; None where they say none, or both."""
    said = [way for name in ("up", "down") if (way := _saying(clause, name, document))]
    return said[0] if len(said) == 1 else None


def _saying(clause: Sequence[int], way: str, document: Document) -> Way | None:
    """Return the words of a clause that say a way; None where none does."""
    language, forms = document.language, document.words.forms
    known, endings = words_of(language, "directions", way), tuple(words_of(language, "directions", f"{way}_endings"))
    keys = {document.words.keys[at]: at for at in clause}
    for key, at in keys.items():
        if key in known or key.endswith(endings):
            return Way(up=way == "up", words=forms[at], first=at)
    parted = next((parts for parts in _separable(language, way) if parts[0] in keys and parts[1] in keys), None)
    if parted is None:
        return None
    return Way(up=way == "up", words=" … ".join(forms[keys[part]] for part in parted), first=keys[parted[0]])


@cache
def _separable(language: str, way: str) -> Sequence[tuple[str, str]]:
    """Return the verbs of two words ("nahm ab")."""
    entries = (entry.split() for entry in table(language, "directions")[way] if " " in entry)
    return tuple((verb, particle) for verb, particle in entries)
