"""Finds who holds which office, where a text says so in one breath."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newslab.text.language import table, words_of
from newslab.text.names.bearers import after_complement, apposition, name_after, named_behind, surname
from newslab.text.names.countries import states
from newslab.text.names.domains import Domain, domain_after, domain_before, domain_within
from newslab.text.names.titles import heads, parties, tail_of
from newslab.text.passage import Passage
from newslab.text.sieve import Sieve

_HYPHEN = re.compile(r"[-‐‑]")
# A word that says that an office is over stands so many words before it.
_FARTHEST_FORMER = 2
_SHORT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office as a text words it. Words are given by their numbers, half-open.

    ``kind`` is the line of the table that its word stands in; ``parts`` say which office of the kind it is
    ("finanz"); ``former`` is the word that says that it is over ("früher"); ``holder`` is the key of the surname of who
    is said to hold it, where the text says so; ``domain`` is the land or city that it is an office of.
    """

    first: int
    last: int
    kind: int
    head: str
    parts: frozenset[str]
    deputy: bool
    holder: str | None = None
    domain: Domain | None = None
    former: int | None = None


def is_profession(office: Office, language: str) -> bool:
    """Tell whether an "office" is a mere profession, which many people have."""
    return office.kind >= len(table(language, "names")["offices"])


def houses_ending(ours: Office, theirs: Office, language: str) -> set[str]:
    """Return the parts by which an office names a house by the end of its name: "Messechef" for "Buchmessechef".

    A minister's field is no house: agriculture is not the economy.
    """
    parts = {part for part in ours.parts if len(part) > _SHORT and any(name.endswith(part) for name in theirs.parts)}
    if not parts or theirs.kind != ours.kind:
        return set()
    general = words_of(language, "names", "general_offices")
    return parts if any(kind == theirs.kind and head in general for kind, head in heads(language).values()) else set()


def offices_in(passage: Passage) -> tuple[Office, ...]:
    """Return the offices that a text names, in order, with their holders."""
    keys, forms = passage.words.keys, passage.words.forms
    compounds = table(passage.language, "names")["compounds"]
    found = []
    acting = table(passage.language, "names")["acting_as"]
    language, known = passage.language, heads(passage.language)
    for number in passage.where(_office_words(language)):
        key = keys[number]
        if key in acting and (holder := apposition(passage, number)):
            kind, head = known[acting[key]]
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


@cache
def _office_words(language: str) -> Sieve:
    """Return the sieve for the words that tell of an office."""
    stored, known = table(language, "names"), heads(language)
    if stored["compounds"]:
        return Sieve(lambda key: key in stored["acting_as"] or tail_of(key, language) is not None)
    return Sieve(lambda key: key in stored["acting_as"] or _without_ex(key) in known)


def _compound(passage: Passage, number: int) -> Office | None:
    """Read a word like "EU-Umweltkommissarin"."""
    language, key = passage.language, passage.words.keys[number]
    if tail_of(key, language) is None:
        return None  # answered from memory for most words, without taking them apart
    *before, base = _HYPHEN.split(key)
    tail = tail_of(base, language)
    if tail is None:
        return None
    kind, head = heads(language)[tail]
    part = base[: -len(tail)]
    if part in words_of(language, "support", "stop"):
        return None  # "Fürsprecher"
    parts = {piece for piece in before if piece not in parties(language) and piece not in states(language)} | (
        {part} if part else set()
    )
    deputies = table(language, "names")["deputy"]
    beside = passage.words.keys[number - 1] if number else ""
    pieces = words_of(language, "names", "deputy_pieces")
    deputy = (
        beside.startswith(tuple(deputies))
        or not pieces.isdisjoint(parts)
        or any(word in piece for piece in parts for word in deputies)
    )
    name = name_after(passage, number + 1)
    telling = {telling_part(piece, language) for piece in parts - pieces} - {""} | _told_by(beside, language)
    return Office(
        first=number,
        last=number + 1,
        kind=kind,
        head=head,
        parts=frozenset(telling),
        deputy=deputy,
        holder=(surname(passage, name) if name else after_complement(passage, number + 1))
        or apposition(passage, number)
        or named_behind(passage, number, number + 1),
        domain=_domain(passage, number, number + 1, name) or domain_within(passage, number),
        former=_former(passage, number),
    )


def _told_by(adjective: str, language: str) -> set[str]:
    """Return the part of an office that an adjective tells: kaufmännisch, sport for "sportliche Leiterin"."""
    known = table(language, "names")["office_adjectives"]
    if not adjective.startswith(tuple(known)):
        return set()
    return {next(part for root, part in known.items() if adjective.startswith(root))}


def begins_so(key: str, words: Sequence[str]) -> bool:
    """Tell whether a word begins with one of some words; it is one of the short ones, which begin too many."""
    return any(key.startswith(word) if len(word) > _SHORT else key == word for word in words)


def _former(passage: Passage, first: int) -> int | None:
    """Return the word that says that an office is over: "der frühere Bremer Bürgermeister", "Ex-Minister"."""
    stored, keys = table(passage.language, "names"), passage.words.keys
    if keys[first].startswith(tuple(stored["former_prefixes"])):
        return first
    for place in range(first - 1, max(-1, first - 1 - _FARTHEST_FORMER), -1):
        if passage.gaps[place + 1] not in {" ", "-"}:
            break
        if begins_so(keys[place], stored["former"]) or keys[place].startswith("ex-"):
            return place
    return None


@cache
def telling_part(part: str, language: str) -> str:
    """Return the piece of an office's part that says which it is: verkehr for Bundesverkehrs-, none for Vize-."""
    stored = table(language, "names")
    for general in sorted((*stored["general_office_parts"], *stored["deputy"]), key=len, reverse=True):
        if part.startswith(general):
            return telling_part(part.removeprefix(general), language)
    for general in stored["deputy"]:
        part = part.removesuffix(general)
    bare = part.removesuffix("s") if len(part) > 3 else part
    return str(stored["same_parts"].get(bare, bare))


def _without_ex(key: str) -> str:
    return key.removeprefix("ex-")


def _phrase(passage: Passage, number: int) -> Office | None:
    """Read a word like "minister" with those before it that say which ("deputy foreign minister")."""
    language, keys = passage.language, passage.words.keys
    if (key := _without_ex(keys[number])) not in heads(language):
        return None
    kind, head = heads(language)[key]
    first, parts, deputy = number, set(), False
    which, deputies = words_of(language, "names", "office_parts"), words_of(language, "names", "deputy")
    beside = passage.gaps
    while first and beside[first] == " " and ((part := _without_ex(keys[first - 1])) in which or part in deputies):
        first -= 1
        deputy = deputy or part in deputies
        if part in which:
            parts.add(part)
    tail = table(language, "names")["office_tails"].get(key)
    last = number + 2 if tail and keys[number + 1 : number + 2] == [tail] else number + 1
    name = name_after(passage, last)
    domain = _domain(passage, first, last, name)
    return Office(
        first=first,
        last=last,
        kind=kind,
        head=head,
        parts=frozenset(parts),
        deputy=deputy,
        holder=(surname(passage, name) if name else after_complement(passage, last))
        or apposition(passage, min(first, domain.words[0]) if domain else first)
        or named_behind(passage, first, last),
        domain=domain,
        former=_former(passage, first),
    )


def _domain(passage: Passage, first: int, last: int, name: range) -> Domain | None:
    """Return whose office it is: "Hessens Ministerpräsident", "governor of Ohio", "Senator Gallego of Arizona"."""
    beside = domain_before(passage, first) or domain_after(passage, last)
    return domain_after(passage, name[-1] + 1) if name and not beside else beside
