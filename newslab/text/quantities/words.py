"""Owns one language's words around a number: units, approximators, what opens a range, what is no counted noun."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, cast

from newslab.text.language import table
from newslab.text.normalise import folded

Bound = Literal["exact", "about", "nearly", "over", "at least", "under", "at most"]


class NumberWords:
    """A language's ``numbers`` table, folded, without the number words themselves (those are in ``numerals``)."""

    def __init__(self, language: str) -> None:
        rows = table(language, "numbers")
        self.rules: Mapping[str, frozenset[str]] = {
            key: frozenset(map(folded, words)) for key, words in rows["rules"].items()
        }
        self.units: Mapping[str, str] = {folded(word): str(unit) for word, unit in rows["units"].items()}
        self.signs = tuple(sorted((word for word in self.units if not word[0].isalpha()), key=len, reverse=True))
        self.before = _bounds(rows["approximators"])
        self.after = _bounds(rows["approximators_after"])
        # the words at which a phrase that is sought begins or ends: nearly all words are sorted out by them
        self.unit_openers = frozenset(phrase.partition(" ")[0] for phrase in self.units)
        self.before_closers = frozenset(phrase.rpartition(" ")[2] for phrase in self.before)
        self.after_openers = frozenset(phrase.partition(" ")[0] for phrase in self.after)
        self.half_openers = frozenset(phrase.partition(" ")[0] for phrase in self.rules["and_a_half"])
        self.capital_nouns = bool(rows["form"]["capital_nouns"])
        self.capital_numerals = bool(rows["form"]["capital_numerals"])
        self.thousands = str(rows["form"]["thousands"])
        self.roles: Mapping[str, str] = {
            folded(word): f"{family}:{role}"
            for family, members in rows["roles"].items()
            for role, words in members.items()
            for word in words
        }
        self.roles_if: Mapping[str, tuple[frozenset[str], str]] = {
            folded(word): (frozenset(map(folded, members["verbs"])), f"{family}:{role}")
            for family, members in rows["roles_if"].items()
            for role, words in members.items()
            if role != "verbs"
            for word in words
        }
        self.changes: Mapping[str, str] = {
            folded(word): f"change:{role}" for role, words in rows["changes"].items() for word in words
        }
        self.contrasts: tuple[Mapping[str, list[str]], ...] = tuple(
            {side: [folded(word) for word in words] for side, words in sides.items()}
            for sides in rows["contrasts"].values()
        )
        self.operations: Mapping[str, frozenset[str]] = {
            name: frozenset(map(folded, words)) for name, words in rows["operations"].items()
        }
        self.classes: Mapping[str, str] = {
            folded(word): name for name, words in rows["classes"].items() for word in words
        }


def _bounds(rows: Mapping[str, str]) -> Mapping[str, Bound]:
    return {folded(words): cast(Bound, bound) for words, bound in rows.items()}


@cache
def number_words(language: str) -> NumberWords:
    """Return a language's words around numbers, built once in each process."""
    return NumberWords(language)
