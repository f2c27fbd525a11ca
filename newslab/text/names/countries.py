"""Owns what follows from a state's name by common knowledge: its adjective, its people, its capital."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from newslab.text.language import table
from newslab.text.normalise import folded
from newslab.text.passage import Passage
from newslab.text.sieve import Sieve

Side = Literal["name", "adjective", "people", "capital", "city"]
_SIDES: tuple[Side, ...] = ("name", "adjective", "people", "capital")
_ENDINGS = {
    "name": "name_endings",
    "adjective": "adjective_endings",
    "people": "people_endings",
    "capital": "capital_endings",
}


@dataclass(frozen=True, slots=True)
class State:
    """One state, by its number in the table, and by which of its words it was named."""

    number: int
    side: Side


@cache
def states(language: str) -> dict[str, tuple[State, ...]]:
    """Return, for the key of each word that stands for a state in any inflection, the states it may stand for.

    A name of several words ("Sri Lanka") is known by the words joined with a space.
    """
    found: dict[str, list[State]] = {}
    stored = table(language, "countries")
    for number, row in enumerate([*stored["states"], *stored["regions"]]):
        for side, words in zip(_SIDES, row, strict=True):
            for word in words.split("; "):
                for form in _forms(word, stored[_ENDINGS[side]], stored["capital_joint"] if side == "capital" else {}):
                    here = found.setdefault(folded(form), [])
                    if State(number, side) not in here:
                        here.append(State(number, side))
    return {key: tuple(standing) for key, standing in found.items()}


def _forms(word: str, endings: Sequence[str], joints: Mapping[str, str]) -> Iterator[str]:
    """Yield a word with each ending, and as its end changes before one ("München", "Münchner")."""
    yield from (word + ending for ending in endings)
    yield from (word.removesuffix(end) + changed for end, changed in joints.items() if word.endswith(end))


@cache
def cities(language: str) -> Mapping[str, State]:
    """Return, for the key of each well-known city or part of a state, in any inflection, the state that it lies in.

    A name of several words ("New York") is known by the words joined with a space.
    """
    found: dict[str, State] = {}
    stored = table(language, "countries")
    rows = [*stored["cities"], *((row[0].split("; ")[0], row[3]) for row in stored["states"])]
    for name, places in rows:
        state = next(state for state in states(language)[folded(name)] if state.side == "name")
        for place in places.split("; "):
            for ending in {*stored["name_endings"], *stored["city_endings"]}:
                found.setdefault(folded(place + ending), State(state.number, "city"))
    return found


@cache
def home_states(language: str) -> frozenset[int]:
    """Return the numbers of the states that papers of a language report from and often leave unsaid."""
    home = {folded(name) for name in table(language, "countries")["home"]}
    return frozenset(state.number for key in home for state in states(language)[key])


@cache
def parts_of_home(language: str) -> frozenset[int]:
    """Return the numbers of what the table has as states and is a part of a home state: Scotland."""
    names = {folded(name) for name in table(language, "countries")["home_parts"]}
    return frozenset(state.number for key in names for state in states(language)[key])


def is_region(number: int, language: str) -> bool:
    """Tell whether a number in the table is a part of the home state, a Land, rather than a state."""
    return number >= len(table(language, "countries")["states"])


@cache
def _widest_from(language: str) -> dict[str, int]:
    """Return, for each word that names of states or capitals begin with, how many words the longest of these has."""
    found: dict[str, int] = {}
    for key in states(language):
        first, width = key.split(" ", 1)[0], key.count(" ") + 1
        found[first] = max(found.get(first, 0), width)
    return found


@cache
def _state_openers(language: str) -> Sieve:
    """Return the sieve for the words with which names of states or capitals begin."""
    return Sieve(_widest_from(language).__contains__)


@cache
def _city_openers(language: str) -> frozenset[str]:
    """Return the words with which names of cities begin."""
    return frozenset(name.split(" ", 1)[0] for name in cities(language))


def cities_in(keys: list[str], language: str) -> list[tuple[int, State]]:
    """Return the words ``keys`` at which well-known cities and parts of states begin, with their states."""
    known, openers = cities(language), _city_openers(language)
    found = []
    for at in [number for number, key in enumerate(keys) if key in openers]:
        key = keys[at]
        if state := known.get(key) or known.get(" ".join(keys[at : at + 2])) or known.get(" ".join(keys[at : at + 3])):
            found.append((at, state))
    return found


def states_of(passage: Passage) -> list[tuple[int, int, tuple[State, ...]]]:
    """Return where a text names states, as (first word, word after the last, states)."""
    openers = passage.where(_state_openers(passage.language))
    return _states_at(openers, passage.words.keys, passage.language)


def states_in(keys: list[str], language: str) -> list[tuple[int, int, tuple[State, ...]]]:
    """Return where the words ``keys``, a part of a text or none of it, name states, likewise."""
    widest = _widest_from(language)
    return _states_at([at for at, key in enumerate(keys) if key in widest], keys, language)


def _states_at(openers: Sequence[int], keys: list[str], language: str) -> list[tuple[int, int, tuple[State, ...]]]:
    known, widest = states(language), _widest_from(language)
    found: list[tuple[int, int, tuple[State, ...]]] = []
    for at in openers:
        if found and at < found[-1][1]:
            continue
        for width in range(min(widest[keys[at]], len(keys) - at), 0, -1):
            standing = known.get(" ".join(keys[at : at + width]) if width > 1 else keys[at])
            if standing:
                found.append((at, at + width, standing))
                break
    return found
