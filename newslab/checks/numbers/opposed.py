"""Owns whether the words around a number say the opposite of those around the same number in the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from newslab.checks.numbers.counting import stem
from newslab.checks.numbers.directions import clause_of
from newslab.text.document import Document
from newslab.text.language import table, words_of
from newslab.text.normalise import folded
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

_OF_PEOPLE = frozenset(["sex", "age"])  # contrasts of those whom a number counts
_SHORTEST = 5  # letters of a word whose contrary is looked for


def opposed(ours: Quantity, summary: Document, theirs: Sequence[Quantity], article: Document) -> bool:
    """Tell whether all of the article's mentions of a number stand in a clause that says the contrary.

    Another time for this one ("im Vorjahr 33"), or a word for the same word with a negating first syllable ("drei
    Viertel sind zufrieden", "drei Viertel sind unzufrieden").
    """
    mine = _clause(ours, summary)
    others = [_clause(quantity, article) for quantity in theirs]
    return bool(theirs) and (
        all(_earlier(mine, other, summary.language) for other in others)
        or all(_contrary(mine, other, summary.language) for other in others)
        or all(_other_side(mine, other, summary.language, measured=_is_measure(ours)) for other in others)
        or _timed_otherwise(ours, summary, theirs, article)
    )


def _timed_otherwise(ours: Quantity, summary: Document, theirs: Sequence[Quantity], article: Document) -> bool:
    """Tell whether something comes so much later than usual that comes so much earlier in the article."""
    mine = _is_late(ours, summary)
    return mine is not None and all(_is_late(quantity, article) is (not mine) for quantity in theirs)


def _is_late(quantity: Quantity, document: Document) -> bool | None:
    """Tell "zehn Tage später als üblich" from "zehn Tage früher als sonst"; None where nothing is compared."""
    keys, rules = document.words.keys, number_words(document.language).rules
    behind = keys[quantity.last : quantity.last + 2]
    if len(behind) < 2 or behind[1] not in rules["than"]:
        return None
    return True if behind[0] in rules["late"] else False if behind[0] in rules["early"] else None


def _clause(quantity: Quantity, document: Document) -> frozenset[str]:
    """Return the words of a number's clause, without those of other numbers' clauses."""
    keys = document.words.keys
    return frozenset([keys[at] for step in (1, -1) for at in clause_of(quantity, document, step)])


def _earlier(mine: frozenset[str], other: frozenset[str], language: str) -> bool:
    """Tell whether a number of this year, or of last year, is that of the time before: "im Vorjahreszeitraum 33"."""
    return any(
        not mine.isdisjoint(now) and not other.isdisjoint(then) and mine.isdisjoint(then) and other.isdisjoint(now)
        for now, then in _periods(language)
    )


def _is_measure(quantity: Quantity) -> bool:
    """Tell whether a number measures something, so that people beside it are not what it counts: 138 km/h."""
    return quantity.dimension not in {"", "share", "people"}


def _other_side(mine: frozenset[str], other: frozenset[str], language: str, *, measured: bool) -> bool:
    """Tell whether one clause names one side of two and the other the other: government and opposition.

    A man may be the driver where a woman is the victim: of a measure, men and women are no sides.
    """
    sides = _sides(language)
    here, there = (sides.keys() & clause for clause in (mine, other))
    if not here or not there:
        return False
    for name in {name for word in here for name, _ in sides[word] if not (measured and name in _OF_PEOPLE)}:
        ours, theirs = ({side for word in words for row, side in sides[word] if row == name} for words in (here, there))
        if len(ours) == len(theirs) == 1 and ours != theirs:
            return True
    return False


@cache
def _sides(language: str) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return, for each word of a contrast, the contrasts that it is of, each with the word's side there."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, sides in table(language, "numbers")["contrasts"].items():
        for side, words in sides.items():
            for word in words:
                found.setdefault(folded(word), []).append((name, side))
    return found


@cache
def _periods(language: str) -> Sequence[tuple[frozenset[str], frozenset[str]]]:
    return tuple((frozenset(now), frozenset(then)) for now, then in table(language, "numbers")["periods"])


def _contrary(mine: frozenset[str], other: frozenset[str], language: str) -> bool:
    """Tell whether one clause has a word and the other only that word with a negating first syllable.

    "Unbesetzt" is no contrary of "nicht besetzt".
    """
    negators = words_of(language, "numbers", "negators")
    if mine.isdisjoint(negators) != other.isdisjoint(negators):
        return False
    prefixes = words_of(language, "numbers", "negating")
    for here, there in ((mine, other), (other, mine)):
        # a stem begins as its word does: where no word has the syllable, none has it for the syllable
        stems = {stem(word) for word in there if word.startswith(tuple(prefixes))}
        told = frozenset(map(stem, there)) if stems else frozenset()  # of those and of the others
        long = [word for word in here - there if len(word) >= _SHORTEST and stem(word) not in told] if stems else ()
        if any(stem(prefix + word) in stems for word in long for prefix in prefixes):
            return True
    return False
