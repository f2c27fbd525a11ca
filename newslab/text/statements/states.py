"""Finds how settled a text says a thing is: final, done, out of the question, still to come, open, rumoured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from newslab.text.language import table
from newslab.text.lexis import Lexis
from newslab.text.normalise import folded
from newslab.text.statements.hedges import is_month

State = Literal["final", "done", "excluded", "awaited", "there", "pending", "open", "rumour", "weighed", "resolved"]
# The words of a phrase stand so near to one another.
_REACH = 12


def states_in(lexis: Lexis, first: int, last: int, states: tuple[State, ...]) -> list[tuple[int, State]]:
    """Return the pieces of a stretch that say how settled it is, each with the state, in order."""
    words = _words(lexis.language, states)
    found: list[tuple[int, State]] = []
    for at in range(first, last):
        key, known = lexis.words[at]
        if (key in words or known in words) and not is_month(lexis, at):
            entries = {*words.get(key, ()), *words.get(known, ())}
            found += {(at, entry.state) for entry in entries if _stands(lexis, at, first, last, entry)}
    return sorted(found)


def _stands(lexis: Lexis, at: int, first: int, last: int, entry: _Entry) -> bool:
    """Tell whether a piece is the word of an entry, a noun or not, and the entry's others stand near it."""
    capitals = table(lexis.language, "certainty")["nouns_have_capitals"]
    if capitals and at != first and lexis.forms[at].istitle() != entry.noun:  # the first word may be any
        return False
    return entry.others <= set(lexis.keys[max(first, at - _REACH) : min(last, at + _REACH)])


@dataclass(frozen=True, slots=True)
class _Entry:
    state: State
    noun: bool
    others: frozenset[str]


@cache
def _words(language: str, states: tuple[State, ...]) -> Mapping[str, Sequence[_Entry]]:
    """Return, for the first word of each entry, its state, whether it is a noun, and the words that stand with it."""
    found: dict[str, list[_Entry]] = {}
    for state in states:
        for line in table(language, "states")[state]:
            first, *others = line.split()
            entry = _Entry(state, first.istitle(), frozenset(map(folded, others)))
            found.setdefault(folded(first), []).append(entry)
    return found
