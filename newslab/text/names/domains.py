"""Finds of which land or city an office is: "Hessens Ministerpräsident", "the governor of Ohio"."""

from __future__ import annotations

from dataclasses import dataclass

from newslab.text.language import words_of
from newslab.text.names.countries import cities, is_region, states
from newslab.text.names.spellings import stem
from newslab.text.passage import Passage

# A land's name has at most so many words, and stands at most so many words from its office's preposition ("des Landes
# Hessen"); one adjective may stand between it and the office ("Hessens neuer Ministerpräsident").
_WIDEST = 3
_FARTHEST = 1


@dataclass(frozen=True, slots=True)
class Domain:
    """An office's land or city: what it may be, a state ("s"), a part of the home state ("r") or a city ("c")."""

    names: frozenset[str]
    words: range


def domain_before(passage: Passage, first: int) -> Domain | None:
    """Return the land or city named right before an office that begins at word ``first``."""
    last = first
    beside = last > 1 and passage.gaps[last] == " " and passage.words.forms[last - 1].islower()
    if beside and not _named(passage, last - 1, last):
        last -= 1
    for start in range(max(0, last - _WIDEST), last):
        if all(gap == " " for gap in passage.gaps[start + 1 : last + 1]) and (found := _named(passage, start, last)):
            return Domain(found, range(start, first))
    return None


def domain_after(passage: Passage, last: int) -> Domain | None:
    """Return the land or city that a preposition at word ``last`` joins to what stands before."""
    words = passage.words
    if (
        last >= len(words)
        or passage.gaps[last] != " "
        or words.keys[last] not in words_of(passage.language, "names", "before_domains")
    ):
        return None
    for start in range(last + 1, min(last + 2 + _FARTHEST, len(words))):
        if passage.gaps[start] != " ":
            break
        for end in range(min(start + _WIDEST, len(words)), start, -1):
            if all(gap == " " for gap in passage.gaps[start + 1 : end]) and (found := _named(passage, start, end)):
                return Domain(found, range(last, end))
    return None


def _named(passage: Passage, first: int, last: int) -> frozenset[str]:
    """Return what words name as a whole."""
    key = " ".join(passage.words.keys[first:last])
    numbers = {s.number for s in states(passage.language).get(key, ()) if s.side in {"name", "adjective"}}
    if numbers:
        return frozenset(f"{'r' if is_region(n, passage.language) else 's'}{n}" for n in numbers)
    return frozenset({f"c{stem(key, passage.language)}"}) if key in cities(passage.language) else frozenset()


def apart(one: Domain, other: Domain) -> bool:
    """Tell whether two offices are of two lands, or of two cities."""
    for kind in "src":
        ours, theirs = ({name for name in domain.names if name.startswith(kind)} for domain in (one, other))
        if ours and theirs and ours.isdisjoint(theirs):
            return True
    return False
