"""Finds of which land, city or house an office is: "Hessens Ministerpräsident", "the governor of Ohio"."""

from __future__ import annotations

from dataclasses import dataclass

from newslab.text.language import table, words_of
from newslab.text.names.countries import cities, is_region, states
from newslab.text.names.spellings import stem
from newslab.text.passage import Passage

# A land's name has at most so many words, and stands at most so many words from its office's preposition ("des Landes
# Hessen"); one adjective may stand between it and the office ("Hessens neuer Ministerpräsident").
_WIDEST = 3
_FARTHEST = 1


@dataclass(frozen=True, slots=True)
class Domain:
    """Of what an office is: perhaps a state ("s"), a part of the home state ("r"), a city ("c"), a house ("h").

    A house of several words has a name for each: "Manchester United" may be called "United".
    """

    names: frozenset[str]
    words: range


def domain_before(passage: Passage, first: int) -> Domain | None:
    """Return the land or city named right before an office that begins at word ``first``."""
    last = first
    beside = last > 1 and passage.gaps[last] == " " and passage.words.forms[last - 1].islower()
    if beside and not _named(passage, last - 1, last):
        last -= 1
    for start in range(max(0, last - _WIDEST), last):
        if passage.gaps[start + 1 : last + 1].count(" ") == last - start and (found := _named(passage, start, last)):
            return Domain(found | _houses(passage, start, last), range(start, first))
    return _house_before(passage, first)


def domain_after(passage: Passage, last: int) -> Domain | None:
    """Return the land or city that a preposition at word ``last`` joins to what stands before."""
    words = passage.words
    if (
        last >= len(words.keys)
        or passage.gaps[last] != " "
        or words.keys[last] not in words_of(passage.language, "names", "before_domains")
    ):
        return None
    for start in range(last + 1, min(last + 2 + _FARTHEST, len(words))):
        if passage.gaps[start] != " ":
            break
        for end in range(min(start + _WIDEST, len(words)), start, -1):
            if passage.gaps[start + 1 : end].count(" ") == end - start - 1 and (found := _named(passage, start, end)):
                return Domain(found, range(last, end))
    return None


def domain_within(passage: Passage, number: int) -> Domain | None:
    """Return the land that a word with a hyphen begins with ("US-Verteidigungsminister")."""
    numbers = {
        state.number
        for piece in passage.words.keys[number].split("-")[:-1]
        for state in states(passage.language).get(piece, ())
        if state.side == "name"
    }
    return Domain(_lands(numbers, passage.language), range(number, number + 1)) if numbers else None


def _lands(numbers: set[int], language: str) -> frozenset[str]:
    return frozenset(f"{'r' if is_region(number, language) else 's'}{number}" for number in numbers)


def _house_before(passage: Passage, first: int) -> Domain | None:
    """Return the house whose name stands right before an office written apart from it ("Chelsea manager")."""
    start = first
    while first - start < _WIDEST and start and passage.gaps[start] == " " and _is_house(passage, start - 1):
        start -= 1
    return Domain(_houses(passage, start, first), range(start, first)) if start < first else None


def _is_house(passage: Passage, number: int) -> bool:
    stored, key = table(passage.language, "names"), passage.words.keys[number]
    if stored["compounds"] or not passage.words.forms[number][0].isupper():
        return False
    parties = (word for words in stored["parties"].values() for word in words)
    return not any(key in words for words in (stored["never"], stored["titles"], stored["deputy"], parties))


def _houses(passage: Passage, first: int, last: int) -> frozenset[str]:
    """Return the words that may be parts of a house's name, where offices are written apart from it."""
    return frozenset(
        f"h{stem(passage.words.keys[number], passage.language)}"
        for number in range(first, last)
        if _is_house(passage, number)
    )


def _named(passage: Passage, first: int, last: int) -> frozenset[str]:
    """Return what words name as a whole."""
    key = " ".join(passage.words.keys[first:last])
    numbers = {s.number for s in states(passage.language).get(key, ()) if s.side in {"name", "adjective"}}
    if numbers:
        return _lands(numbers, passage.language)
    return frozenset({f"c{_bare(key, passage.language)}"}) if key in cities(passage.language) else frozenset()


def _bare(key: str, language: str) -> str:
    """Return a city's name without an ending: "virginias" as "virginia", whose own end is none."""
    stored = table(language, "countries")
    bases = (key.removesuffix(ending) for ending in (*stored["name_endings"], *stored["city_endings"]) if ending)
    return next((base for base in bases if base != key and base in cities(language)), key)


def apart(one: Domain, other: Domain) -> bool:
    """Tell whether two offices are of two lands, or of two cities."""
    for kind in "src":
        ours, theirs = ({name for name in domain.names if name.startswith(kind)} for domain in (one, other))
        if ours and theirs and ours.isdisjoint(theirs):
            return True
    return False


def share_house(one: Domain, other: Domain) -> bool:
    """Tell whether two offices may be of one house."""
    return any(name.startswith("h") for name in one.names & other.names)
