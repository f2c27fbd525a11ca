"""Finds who holds which office and belongs to which party, where a text says so in one breath."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from newslab.text.language import WORDS_KEPT, table, words_of
from newslab.text.names.countries import states, states_in
from newslab.text.names.domains import Domain, domain_after, domain_before, domain_within
from newslab.text.passage import Passage

_HYPHEN = re.compile(r"[-‐‑]")
_POSSESSIVE = re.compile(r"(?:['’]s?)$")
# A name is at most so many words after its office; an apposition's comma stands at most so many words before.
_LONGEST_NAME = 4
_FARTHEST_COMMA = 4
# "J.", "Dr."
_LONGEST_INITIAL = 2
# Whoever leads a group is named at most so many words after it.
_FARTHEST_LEADER = 40
# An age or a rating may stand before the party or state in a bracket.
_DEEPEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office as a text words it. Words are given by their numbers, half-open.

    ``kind`` is the line of the table that its word stands in; ``parts`` say which office of the kind it is
    ("finanz"); ``holder`` is the key of the surname of who is said to hold it, where the text says so; ``domain`` is
    the land or city that it is an office of.
    """

    first: int
    last: int
    kind: int
    head: str
    parts: frozenset[str]
    deputy: bool
    holder: str | None = None
    domain: Domain | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A party or a state that a text gives to a person: by word number ``word``, to ``member``, a surname's key."""

    word: int
    group: str
    party: str
    member: str


@cache
def _heads(language: str) -> dict[str, tuple[int, str]]:
    stored = table(language, "names")
    return {
        head + ending: (kind, head)
        for kind, line in enumerate([*stored["offices"], *stored["professions"]])
        for head in line
        for ending in stored["office_endings"]
    }


def is_profession(office: Office, language: str) -> bool:
    """Tell whether an "office" is a mere profession, which many people have."""
    return office.kind >= len(table(language, "names")["offices"])


@cache
def _tails(language: str) -> tuple[str, ...]:
    return tuple(sorted(_heads(language), key=len, reverse=True))


@lru_cache(maxsize=WORDS_KEPT)
def tail_of(key: str, language: str) -> str | None:
    """Return the longest word for an office, with its ending, in which a word ends."""
    return (
        next((tail for tail in _tails(language) if key.endswith(tail)), None)
        if key.endswith(_tails(language))
        else None
    )


@cache
def _parties(language: str) -> dict[str, str]:
    return {word: party for party, words in table(language, "names")["parties"].items() for word in words}


def offices_in(passage: Passage) -> tuple[Office, ...]:
    """Return the offices that a text names, in order, with their holders."""
    keys, forms = passage.words.keys, passage.words.forms
    compounds = table(passage.language, "names")["compounds"]
    found = []
    acting = table(passage.language, "names")["acting_as"]
    language, heads = passage.language, _heads(passage.language)
    for number in passage.where(
        lambda key: key in acting or (tail_of(key, language) is not None if compounds else key in heads)
    ):
        key = keys[number]
        if key in acting and (holder := _apposition(passage, number)):
            kind, head = _heads(passage.language)[acting[key]]
            parts = frozenset[str]()
            found.append(
                Office(first=number, last=number + 1, kind=kind, head=head, parts=parts, deputy=False, holder=holder)
            )
        if compounds and not forms[number][0].isupper():
            continue
        office = _compound(passage, number) if compounds else _phrase(passage, number)
        if office and key not in states(passage.language):
            found.append(office)
    return tuple(found)


def _compound(passage: Passage, number: int) -> Office | None:
    """Read a word like "EU-Umweltkommissarin"."""
    language, key = passage.language, passage.words.keys[number]
    if tail_of(key, language) is None:
        return None  # answered from memory for most words, without taking them apart
    *before, base = _HYPHEN.split(key)
    tail = tail_of(base, language)
    if tail is None:
        return None
    kind, head = _heads(language)[tail]
    part = base[: -len(tail)]
    parts = {piece for piece in before if piece not in _parties(language) and piece not in states(language)} | (
        {part} if part else set()
    )
    deputies = tuple(table(language, "names")["deputy"])
    beside = passage.words.keys[number - 1] if number else ""
    deputy = any(beside.startswith(word) or any(word in piece for piece in parts) for word in deputies)
    telling = {_telling(piece, language) for piece in parts} - {""}
    return Office(
        first=number,
        last=number + 1,
        kind=kind,
        head=head,
        parts=frozenset(telling),
        deputy=deputy,
        holder=_holder(passage, number + 1)
        or _apposition(passage, number)
        or _named_behind(passage, number, number + 1),
        domain=_domain(passage, number, number + 1) or domain_within(passage, number),
    )


@cache
def _telling(part: str, language: str) -> str:
    """Return the piece of an office's part that says which it is: verkehr for Bundesverkehrs-, none for Vize-."""
    stored = table(language, "names")
    for general in sorted((*stored["general_office_parts"], *stored["deputy"]), key=len, reverse=True):
        if part.startswith(general):
            return _telling(part.removeprefix(general), language)
    for general in stored["deputy"]:
        part = part.removesuffix(general)
    bare = part.removesuffix("s") if len(part) > 3 else part
    return str(stored["same_parts"].get(bare, bare))


def _phrase(passage: Passage, number: int) -> Office | None:
    """Read a word like "minister" with those before it that say which ("deputy foreign minister")."""
    language, keys = passage.language, passage.words.keys
    if keys[number] not in _heads(language):
        return None
    kind, head = _heads(language)[keys[number]]
    first, parts, deputy = number, set(), False
    while first and (
        keys[first - 1] in words_of(language, "names", "office_parts")
        or keys[first - 1] in words_of(language, "names", "deputy")
    ):
        first -= 1
        deputy = deputy or keys[first] in words_of(language, "names", "deputy")
        if keys[first] in words_of(language, "names", "office_parts"):
            parts.add(keys[first])
    domain = _domain(passage, first, number + 1)
    return Office(
        first=first,
        last=number + 1,
        kind=kind,
        head=head,
        parts=frozenset(parts),
        deputy=deputy,
        holder=_holder(passage, number + 1)
        or _apposition(passage, min(first, domain.words[0]) if domain else first)
        or _named_behind(passage, first, number + 1),
        domain=domain,
    )


def _domain(passage: Passage, first: int, last: int) -> Domain | None:
    """Return whose office it is: "Hessens Ministerpräsident", "governor of Ohio", "Senator Gallego of Arizona"."""
    beside = domain_before(passage, first) or domain_after(passage, last)
    name = range(0) if beside or last >= len(passage.words) else name_after(passage, last)
    return domain_after(passage, name[-1] + 1) if name else beside


def _named_behind(passage: Passage, first: int, last: int) -> str | None:
    """Return the surname in "Indiana's governor, Susan Crowe, …": the land before tells that the comma lists nobody."""
    if _gap(passage, last) != ", " or not domain_before(passage, first):
        return None
    name = name_after(passage, last, detached=True)
    closed = len(name) > 1 and passage.text[passage.words.ends[name[-1]] :].lstrip(" ").startswith((",", "("))
    return _surname(passage, name) if closed else None


def _gap(passage: Passage, number: int) -> str:
    """Return what stands between word ``number`` and the word before it."""
    return passage.gaps[number] if 0 < number < len(passage.words) else "\n"


def _is_name(passage: Passage, number: int) -> bool:
    form, key = passage.words.forms[number], passage.words.keys[number]
    language = passage.language
    return (
        form[0].isupper()
        and tail_of(key, language) is None
        and key not in states(language)
        and key not in _parties(language)
        and not (len(form) > 1 and form.isupper())
    )


def name_after(passage: Passage, number: int, *, detached: bool = False) -> range:
    """Return the numbers of the words of the name that begins at word ``number``; empty where none does.

    It stands right after the word before, or, ``detached``, after any mark.
    """
    particles = words_of(passage.language, "names", "particles")
    end = number
    while end < len(passage.words) and end - number < _LONGEST_NAME:
        if not _goes_on(passage, end) and not (detached and end == number):
            break
        if not (_is_name(passage, end) or (end > number and passage.words.keys[end] in particles)):
            break
        if end > number and domain_after(passage, end):
            break  # "Senator Gallego of Arizona"
        if end > number + 1 and passage.words.keys[end] in words_of(passage.language, "names", "contracted_particles"):
            break  # "rief Hannah Zobel zur Ordnung"; a name has it behind one first name ("Harald zur Hausen")
        end += 1
    while end > number and passage.words.keys[end - 1] in particles:
        end -= 1
    return range(number, end)


def _goes_on(passage: Passage, number: int) -> bool:
    """Tell whether a word stands right after the one before, or after the full stop of an initial or a title."""
    gap = _gap(passage, number)
    return gap == " " or (gap == ". " and len(passage.words.forms[number - 1]) <= _LONGEST_INITIAL)


def _surname(passage: Passage, name: range) -> str:
    return _POSSESSIVE.sub("", passage.words.keys[name[-1]])


def _holder(passage: Passage, number: int) -> str | None:
    """Return the surname of the name right after an office ("Ministerin Jutta Lenz")."""
    name = name_after(passage, number)
    return _surname(passage, name) if name else _after_complement(passage, number)


def _after_complement(passage: Passage, number: int) -> str | None:
    """Return the surname of the name, of two words at least, in "Ministerpräsident von Hessen, Jonas Reuter,"."""
    for place in range(number, min(number + _FARTHEST_COMMA, len(passage.words))):
        gap = _gap(passage, place)
        if gap == ", ":
            name = name_after(passage, place, detached=True) if place > number else range(0)
            after = passage.words.ends[name[-1]] if name else 0
            closed = bool(name) and passage.text[after : after + 2].lstrip(" ").startswith((",", "("))
            return _surname(passage, name) if len(name) > 1 and closed else None
        if gap != " ":
            return None
    return None


def _apposition(passage: Passage, number: int) -> str | None:
    """Return the surname of the name, of two words at least, before an office ("Bill Keller, Herausgeber …")."""
    place, listing = number, words_of(passage.language, "names", "listing")
    for _ in range(_FARTHEST_COMMA):
        gap = _gap(passage, place)
        if gap == ", ":
            last = place - 1
            if last and _is_name(passage, last) and _is_name(passage, last - 1) and _gap(passage, last) == " ":
                return _surname(passage, range(last, last + 1))
            return None
        place -= 1
        beside = passage.words.keys[place]
        if gap != " " or place < 1 or passage.words.forms[place][0].isupper() or beside in listing:
            return None
    return None


def memberships_in(passage: Passage) -> tuple[Membership, ...]:
    """Return which parties and states a text gives to whom: "SPD-Chefin Maren Jahn", "der Däne Bo Ek"."""
    return (*_party_members(passage), *_state_members(passage))


def _party_members(passage: Passage) -> Iterator[Membership]:
    compounds = table(passage.language, "names")["compounds"]
    for number in passage.where(lambda key: _party_of(key, passage.language) is not None):
        key = passage.words.keys[number]
        party = _party_of(key, passage.language)
        if party is None or not (compounds or passage.words.forms[number][0].isupper()):
            continue  # "green energy"
        _, *rest = _HYPHEN.split(key)
        member = _member_after(passage, number) if rest or not compounds else None
        member = member or _member_before(passage, number) or (_leader_of(passage, number) if rest else None)
        member = member or _speaks_for(passage, number)
        if member:
            yield Membership(word=number, group="party", party=party, member=member)


@lru_cache(maxsize=WORDS_KEPT)
def _party_of(key: str, language: str) -> str | None:
    """Return the party that a word, or its first piece, names."""
    return _parties(language).get(_POSSESSIVE.sub("", _HYPHEN.split(key)[0]))


def _leader_of(passage: Passage, number: int) -> str | None:
    """Return the surname in "Die CDU-Fraktion … Fraktionschef Bo Ek": whoever leads the group named last."""
    language, keys = passage.language, passage.words.keys
    groups = tuple(table(language, "names")["party_groups"])
    if not groups or not keys[number].endswith(groups):
        return None
    for place in range(number + 1, min(number + _FARTHEST_LEADER, len(keys))):
        if _HYPHEN.split(keys[place])[0] in _parties(language):
            return None
        if keys[place].startswith(groups) and tail_of(keys[place], language):
            return _holder(passage, place + 1)
    return None


def _speaks_for(passage: Passage, number: int) -> str | None:
    """Return the surname in "der Sprecher der SPD-Fraktion, Bo Ek, …" or "Bo Ek, Sprecher der SPD-Fraktion"."""
    keys = passage.words.keys
    governed = number > 1 and keys[number - 1] in words_of(passage.language, "names", "party_articles")
    if not governed or _gap(passage, number) != " " or _gap(passage, number - 1) != " ":
        return None
    if tail_of(keys[number - 2], passage.language) is None:
        return None
    return _after_complement(passage, number - 1) or _apposition(passage, number - 2)


def _state_members(passage: Passage) -> Iterator[Membership]:
    for first, last, standing in states_in(passage.words.keys, passage.language):
        telling = all(state.side in {"adjective", "people"} for state in standing)
        member = _member_after(passage, last - 1, shortest=2) if telling else _member_before(passage, first)
        if member:
            yield Membership(word=first, group="state", party=str(standing[0].number), member=member)


def _member_after(passage: Passage, number: int, shortest: int = 1) -> str | None:
    here = number + 1
    while here < len(passage.words) and _gap(passage, here) == " " and _is_title(passage, here):
        here += 1
    name = name_after(passage, here)
    return _surname(passage, name) if len(name) >= shortest else None


def _is_title(passage: Passage, number: int) -> bool:
    """Tell whether a word is an office, or a title before a name ("councillor")."""
    key = passage.words.keys[number]
    return key.endswith(_tails(passage.language)) or key in words_of(passage.language, "names", "titles")


def _opening_of_bracket(passage: Passage, number: int) -> int:
    """Return the first word of the bracket in which a word stands not far from its head: "(45, SPD)"; else the word."""
    for place in range(number, max(number - _DEEPEST, 0), -1):
        gap = _gap(passage, place)
        if "(" in gap:
            return place
        if gap.strip(" ,"):
            break
    return number


def _member_before(passage: Passage, number: int) -> str | None:
    """Return the surname before "(CDU)", "von der CDU", "von den Grünen", ", ein Republikaner"."""
    number = _opening_of_bracket(passage, number)
    gap = _gap(passage, number)
    here = number - 1
    apposition = False
    if gap == " " and here and passage.words.keys[here] in words_of(passage.language, "names", "appositive"):
        gap, here = _gap(passage, here), here - 1
        if gap != ", ":
            return None
        apposition = _is_name(passage, here) and passage.text[passage.words.ends[number] :].startswith(",")
    elif gap.strip(" ") not in {"(", "["}:
        while gap == " " and here and passage.words.keys[here] in words_of(passage.language, "names", "particles"):
            gap = _gap(passage, here)
            here -= 1
        if here == number - 1 or gap != " ":
            return None
    two = here > 0 and passage.words.forms[here - 1][0].isupper()
    if here < 0 or not _is_name(passage, here) or not (two or apposition):
        return None
    return _surname(passage, range(here, here + 1))
