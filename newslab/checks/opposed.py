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
# Measures of a change by themselves; of others "um", "by" or "auf", "to" says that something went there.
_CHANGES = frozenset(["pp", "points"])
# Shares and the word for their way stand side by side: "rose 2.5 percent", "ein Minus von 2,5 Prozent".
_SHARES = frozenset(["%"])
_BESIDE = 3


def opposed(ours: Quantity, summary: Document, theirs: Sequence[Quantity], article: Document) -> bool:
    """Tell whether all of the article's mentions of a number stand in a clause that says the contrary.

    Up for down ("verliert zwei Punkte", "zwei Punkte mehr"), or a word for the same word with a negating first
    syllable ("drei Viertel sind zufrieden", "drei Viertel sind unzufrieden").
    """
    mine = _clause(ours, summary)
    others = [_clause(quantity, article) for quantity in theirs]
    return bool(theirs) and (
        _turned(_way(ours, summary), [_way(quantity, article) for quantity in theirs])
        or all(_earlier(mine, other, summary.language) for other in others)
        or all(_contrary(mine, other, summary.language) for other in others)
    )


def _clause(quantity: Quantity, document: Document) -> frozenset[str]:
    """Return the words of a number's clause, without those of other numbers' clauses."""
    return frozenset(_walk(quantity, document, 1)) | frozenset(_walk(quantity, document, -1))


def _walk(quantity: Quantity, document: Document, step: int) -> Iterator[str]:
    words, listing = document.words, number_words(document.language).rules["listing"]
    at = quantity.last if step > 0 else _before_bound(quantity, document) - 1
    for _ in range(_REACH):
        if not 0 <= at < len(words) or at in document.numbered or words.keys[at] in listing:
            return
        gap = document.gaps[at if step > 0 else at + 1]
        if gap != " " and any(mark in gap for mark in _ENDS):
            return
        yield words.keys[at]
        at += step


def _before_bound(quantity: Quantity, document: Document) -> int:
    """Return where a number begins with the words that bound it: "mehr als 18" is no increase, "up to 18" neither."""
    keys, bounds = document.words.keys, number_words(document.language).before
    for length in (3, 2):
        if length <= quantity.first and " ".join(keys[quantity.first - length : quantity.first]) in bounds:
            return quantity.first - length
    return quantity.first


def _turned(mine: str | None, others: Sequence[str | None]) -> bool:
    return mine is not None and None not in others and mine not in others


def _way(quantity: Quantity, document: Document) -> str | None:
    """Return "up" or "down" where a number measures a change and the words of its clause say one and not the other."""
    ahead, back = list(_walk(quantity, document, 1)), list(_walk(quantity, document, -1))
    clause, language = frozenset([*ahead, *back]), document.language
    if quantity.unit in _CHANGES or change_of(quantity, document) is not None:
        return _direction(clause, language)
    beside = frozenset([*ahead[:_BESIDE], *back[:_BESIDE]])
    return _direction(clause, language) if quantity.unit in _SHARES and _direction(beside, language) else None


def _direction(clause: frozenset[str], language: str) -> str | None:
    """Return "up" or "down" where the words of a clause say one and not the other."""
    said = {way for way in ("up", "down") if _says(clause, way, language)}
    return said.pop() if len(said) == 1 else None


def _says(clause: frozenset[str], way: str, language: str) -> bool:
    endings = tuple(words_of(language, "directions", f"{way}_endings"))
    return (
        not clause.isdisjoint(words_of(language, "directions", way))
        or any(particle <= clause for particle in _separable(language, way))
        or any(key.endswith(endings) for key in clause)
    )


@cache
def _separable(language: str, way: str) -> Sequence[frozenset[str]]:
    """Return the verbs of two words ("nahm ab"), each as the set of both."""
    return tuple(frozenset(entry.split()) for entry in table(language, "directions")[way] if " " in entry)


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
