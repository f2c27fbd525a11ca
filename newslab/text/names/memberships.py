"""Finds which parties and states a text gives to whom: "SPD-Chefin Maren Jahn", "der Däne Bo Ek"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from newslab.text.language import WORDS_KEPT, table, words_of
from newslab.text.names.bearers import (
    after_complement,
    apposition,
    gap_before,
    holder_behind,
    is_name,
    name_after,
    surname,
)
from newslab.text.names.countries import states_of
from newslab.text.names.titles import parties, tail_of
from newslab.text.passage import Passage
from newslab.text.sieve import Sieve

_HYPHEN = re.compile(r"[-‐‑]")
_POSSESSIVE = re.compile(r"(?:['’]s?)$")
# Whoever leads a group is named at most so many words after it.
_FARTHEST_LEADER = 40
# An age or a rating may stand before the party or state in a bracket.
_DEEPEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A party or a state that a text gives to a person: by word number ``word``, to ``member``, a surname's key."""

    word: int
    group: str
    party: str
    member: str


def memberships_in(passage: Passage) -> tuple[Membership, ...]:
    """Return which parties and states a text gives to whom: "SPD-Chefin Maren Jahn", "der Däne Bo Ek"."""
    return (*_party_members(passage), *_state_members(passage))


def _party_members(passage: Passage) -> Iterator[Membership]:
    compounds = table(passage.language, "names")["compounds"]
    for number in passage.where(_party_words(passage.language)):
        key = passage.words.keys[number]
        party = _party_of(key, passage.language)
        if party is None or not (compounds or passage.words.forms[number][0].isupper()):
            continue  # "green energy"
        _, *rest = _HYPHEN.split(key)
        before = rest or not compounds or passage.words.forms[number].islower()  # "die liberale Abgeordnete Ann Lee"
        member = _member_after(passage, number) if before else None
        member = member or _member_before(passage, number) or (_leader_of(passage, number) if rest else None)
        member = member or _speaks_for(passage, number)
        if member:
            yield Membership(word=number, group="party", party=party, member=member)


@cache
def _party_words(language: str) -> Sieve:
    return Sieve(lambda key: _party_of(key, language) is not None)


@lru_cache(maxsize=WORDS_KEPT)
def _party_of(key: str, language: str) -> str | None:
    """Return the party that a word, or its first piece, names."""
    word, known = _POSSESSIVE.sub("", _HYPHEN.split(key)[0]), parties(language)
    endings = (ending for ending in table(language, "names")["party_endings"] if word.endswith(ending))
    return known.get(word) or next((party for e in endings if (party := known.get(word.removesuffix(e)))), None)


def _leader_of(passage: Passage, number: int) -> str | None:
    """Return the surname in "Die CDU-Fraktion … Fraktionschef Bo Ek": whoever leads the group named last."""
    language, keys = passage.language, passage.words.keys
    groups = tuple(table(language, "names")["party_groups"])
    if not groups or not keys[number].endswith(groups):
        return None
    for place in range(number + 1, min(number + _FARTHEST_LEADER, len(keys))):
        if _HYPHEN.split(keys[place])[0] in parties(language):
            return None
        if keys[place].startswith(groups) and tail_of(keys[place], language):
            return holder_behind(passage, place + 1)
    return None


def _speaks_for(passage: Passage, number: int) -> str | None:
    """Return the surname in "der Sprecher der SPD-Fraktion, Bo Ek, …" or "Bo Ek, Sprecher der SPD-Fraktion"."""
    keys = passage.words.keys
    governed = number > 1 and keys[number - 1] in words_of(passage.language, "names", "party_articles")
    if not governed or gap_before(passage, number) != " " or gap_before(passage, number - 1) != " ":
        return None
    if tail_of(keys[number - 2], passage.language) is None:
        return None
    return after_complement(passage, number - 1) or apposition(passage, number - 2)


def _state_members(passage: Passage) -> Iterator[Membership]:
    for first, last, standing in states_of(passage):
        telling = all(state.side in {"adjective", "people"} for state in standing)
        member = _member_after(passage, last - 1, shortest=2) if telling else _member_before(passage, first)
        if member:
            yield Membership(word=first, group="state", party=str(standing[0].number), member=member)


def _member_after(passage: Passage, number: int, shortest: int = 1) -> str | None:
    here = number + 1
    while here < len(passage.words) and gap_before(passage, here) == " " and _is_title(passage, here):
        here += 1
    name = name_after(passage, here)
    return surname(passage, name) if len(name) >= shortest else None


def _is_title(passage: Passage, number: int) -> bool:
    """Tell whether a word is an office, or a title before a name ("councillor")."""
    key = passage.words.keys[number]
    return tail_of(key, passage.language) is not None or key in words_of(passage.language, "names", "titles")


def _opening_of_bracket(passage: Passage, number: int) -> int:
    """Return the first word of the bracket in which a word stands not far from its head: "(45, SPD)"; else the word."""
    for place in range(number, max(number - _DEEPEST, 0), -1):
        gap = gap_before(passage, place)
        if "(" in gap:
            return place
        if gap.strip(" ,"):
            break
    return number


def _member_before(passage: Passage, number: int) -> str | None:
    """Return the surname before "(CDU)", "von der CDU", "von den Grünen", ", ein Republikaner"."""
    number = _opening_of_bracket(passage, number)
    gap = gap_before(passage, number)
    here = number - 1
    beside = False
    if gap == " " and here and passage.words.keys[here] in words_of(passage.language, "names", "appositive"):
        gap, here = gap_before(passage, here), here - 1
        if gap != ", ":
            return None
        beside = is_name(passage, here) and passage.text[passage.words.ends[number] :].startswith(",")
    elif gap.strip(" ") not in {"(", "["}:
        while gap == " " and here and passage.words.keys[here] in words_of(passage.language, "names", "particles"):
            gap = gap_before(passage, here)
            here -= 1
        if here == number - 1 or gap != " ":
            return None
    two = here > 0 and passage.words.forms[here - 1][0].isupper()
    if here < 0 or not is_name(passage, here) or not (two or beside):
        return None
    return surname(passage, range(here, here + 1))
