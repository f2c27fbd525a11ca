"""Finds by which nouns a text calls its people: "die Moderatorin Ina Wirt", "Bo Ek, a baker", "her sister, Ann Lee"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from newslab.text.given import is_given
from newslab.text.language import WORDS_KEPT, table, words_of
from newslab.text.names.bearers import (
    closed_name,
    gap_before,
    is_name,
    name_after,
    name_after_complement,
    name_before,
    name_behind_comma,
    surname,
)
from newslab.text.names.countries import states
from newslab.text.names.formation import is_of_city
from newslab.text.names.morphology import reading
from newslab.text.names.titles import heads, tail_of
from newslab.text.passage import Passage
from newslab.text.sieve import Sieve

_HYPHEN = re.compile(r"[-‐‑]")
# A word of so few letters with the ending of a trade may be anything ("aber", "er").
_SHORTEST = 6
# An article or a pronoun stands at most so many words before a noun whose name follows behind a comma.
_FARTHEST_ARTICLE = 4
_LONGEST_COMPLEMENT = 8
_FARTHEST_AGE = 4
# Before an age that stands for whom a text does not name.
AGED = "#"
_MARKS = ' „“”"»«'
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Calling:
    """A noun, word number ``word``, by which a text calls somebody: the keys of a surname and of the name before."""

    word: int
    holder: str
    given: str = ""


def base_of(key: str) -> str:
    """Return the last part of a word with hyphens: "SPD-Chefin" as "chefin"."""
    return _HYPHEN.split(key)[-1]


def callings_in(passage: Passage) -> tuple[Calling, ...]:
    """Return by which nouns a text calls its people, in the order of the text."""
    return tuple(_callings(passage))


def _callings(passage: Passage) -> Iterator[Calling]:
    keys, forms, language = passage.words.keys, passage.words.forms, passage.language
    compounds = table(language, "names")["compounds"]
    for number in passage.where(_calling_words(language)):
        if compounds and not (forms[number][0].isupper() and _stands_beside(passage, number)):
            continue
        if not is_calling(keys[number], language):
            continue
        if name := _name(passage, number):
            given = keys[name[-2]] if len(name) > 1 else ""
            yield Calling(number, surname(passage, name), given)
        elif age := _age_before(passage, number) or _age_behind(passage, number):
            yield Calling(number, AGED + age)


def _stands_beside(passage: Passage, number: int) -> bool:
    """Tell whether a noun stands where nouns for somebody do: before another, at a comma, before its house, aged."""
    gaps, words = passage.gaps, passage.words
    if "," in gaps[number + 1] or ", " in gaps[max(0, number - _FARTHEST_ARTICLE) : number + 1]:
        return True
    if gaps[number + 1] == " " and number + 1 < len(words):
        joins = words_of(passage.language, "names", "opening_complements")
        if words.forms[number + 1][0].isupper() or words.keys[number + 1] in joins:
            return True
    return bool(_age_before(passage, number))


def _age_before(passage: Passage, number: int) -> str:
    """Return the age in "der 17-jährige schwer verletzte Beifahrer"."""
    for place in range(number - 1, max(-1, number - 1 - _FARTHEST_AGE), -1):
        if passage.gaps[place + 1] != " ":
            break
        if age := _age(passage, place):
            return age
        if passage.words.forms[place][0].isupper():
            break
    return ""


def _age_behind(passage: Passage, number: int) -> str:
    """Return the age in "Der Fahrgast, ein 52 Jahre alter Dortmunder,": the age stands behind the comma."""
    if gap_before(passage, number + 1) != ", ":
        return ""
    places = range(number + 1, min(number + 1 + _FARTHEST_AGE, len(passage.words)))
    return next((age for place in places if (age := _age(passage, place))), "")


@cache
def _endings(language: str, key: str) -> tuple[str, ...]:
    return tuple(table(language, "names")[key])


def _age(passage: Passage, number: int) -> str:
    """Return the age that ends at a word: of "17-jährige", "52 Jahre alter", "40-year-old"."""
    keys = passage.words.keys
    if keys[number][0].isdigit():
        figure, _, unit = keys[number].partition("-")
        return figure if unit.startswith(_endings(passage.language, "aged")) else ""
    old = _endings(passage.language, "old")
    years = number > 1 and keys[number].startswith(old) and keys[number - 2][0].isdigit()
    return keys[number - 2] if years and keys[number - 1] == old[-1] else ""


def _name(passage: Passage, number: int) -> range:
    """Return the words of the name of whom a noun calls."""
    keys, name = passage.words.keys, name_after(passage, number + 1)
    if name and (is_given(keys[name[0]]) or not is_calling(keys[name[0]], passage.language)):
        return name if len(name) > 1 or not _is_noun(passage, name[0]) else range(0)
    return (
        name_after_complement(passage, number + 1)
        or _behind_complement(passage, number + 1)
        or _behind_comma(passage, number)
        or _apposed(passage, number)
        if not name  # "Trainer Manager Bo Ek": the nearer noun has the name
        else range(0)
    )


def _is_noun(passage: Passage, number: int) -> bool:
    """Tell whether a word is a common noun: "dem Künstler Betriebsblindheit vorwerfen"."""
    if not table(passage.language, "names")["compounds"]:
        return False
    read = reading(passage.words.forms[number], passage.language)
    return read.leaning == "common" and read.known != "u"


def _behind_complement(passage: Passage, number: int) -> range:
    """Return the name in "dem Leiter des Amtes Jan Ott", the last two of a row of capitals."""
    words = passage.words
    if number >= len(words) or words.keys[number] not in words_of(passage.language, "names", "opening_complements"):
        return range(0)
    first = last = number + 1
    while last < min(number + _LONGEST_COMPLEMENT, len(words)) and not passage.gaps[last].strip(_MARKS):
        if not words.forms[last][0].isupper():
            if last > first:
                break
            first = last + 1
        last += 1
    name = range(last - 2, last)
    if last - first <= len(name) or not all(is_name(passage, at) and not _is_noun(passage, at) for at in name):
        return range(0)
    if is_given(words.keys[first]):
        return range(0)  # "die Anwältin von Ali Reza Samani"
    if any(is_calling(words.keys[at], passage.language) for at in range(first, name[0])):
        return range(0)  # "der Mörder der Politikerin Jo Cox"
    return name if is_given(words.keys[name[0]]) or _is_noun(passage, name[0] - 1) else range(0)


def _apposed(passage: Passage, number: int) -> range:
    """Return the name in "Bo Ek, Bäcker", "Bo Ek, a baker and councillor"."""
    if name := name_before(passage, number):
        return name
    keys = passage.words.keys
    listed = number > 1 and keys[number - 1] in words_of(passage.language, "names", "listing")
    if not listed or gap_before(passage, number) != " " or gap_before(passage, number - 1) != " ":
        return range(0)
    return name_before(passage, number - 2) if is_calling(keys[number - 2], passage.language) else range(0)


def _behind_comma(passage: Passage, number: int) -> range:
    """Return the name in "her sister, Ann Lee, …", "der Kantor, Jan Ott,": an article tells that it lists none."""
    name = name_behind_comma(passage, number + 1) or _kin_behind_comma(passage, number)
    opening = words_of(passage.language, "names", "opening_callings")
    for place in range(number - 1, max(-1, number - 1 - _FARTHEST_ARTICLE) if name else number - 1, -1):
        if gap_before(passage, place + 1) != " ":
            break
        if place and gap_before(passage, place) == " " and is_calling(passage.words.keys[place - 1], passage.language):
            return range(0)  # "der Anwalt des Witwers, Jan Ott,"
        if passage.words.keys[place] in opening or passage.words.forms[place].endswith(("'s", "’s")):
            return name
    return range(0)


def _kin_behind_comma(passage: Passage, number: int) -> range:
    """Return the name in "her brother, the former coach Bo Ek, …": of whom a noun for kin stands first."""
    keys, language = passage.words.keys, passage.language
    if keys[number] not in words_of(language, "names", "relatives") or gap_before(passage, number + 1) != ", ":
        return range(0)
    clause = words_of(language, "names", "listing") | words_of(language, "names", "opening_relatives")
    for place in range(number + 1, min(number + 2 + _FARTHEST_ARTICLE, len(keys))):
        if place > number + 1 and gap_before(passage, place) != " ":
            break
        if passage.words.forms[place][0].isupper() and not is_calling(keys[place], language):
            return closed_name(passage, place) if place > number + 1 else range(0)
        if keys[place] in clause:
            break
    return range(0)


@cache
def _calling_words(language: str) -> Sieve:
    """Return the sieve for the words that may be a noun for a person, before a dictionary is asked."""
    known, stored = _known(language), table(language, "names")
    compounds, endings = stored["compounds"], tuple(stored["calling_endings"])

    def may_call(key: str) -> bool:
        base = base_of(key)
        return base in known or bool(compounds and _tail(base, language)) or base.endswith(endings)

    return Sieve(may_call)


@lru_cache(maxsize=WORDS_KEPT)
def is_calling(key: str, language: str) -> bool:
    """Tell whether a word may be a noun for a person: an office, a trade on the lists, or by its ending."""
    base, stored = base_of(key), table(language, "names")
    if base in _known(language):
        return True
    compounds = bool(stored["compounds"])
    if compounds and _tail(base, language):
        return not is_given(base)
    if len(base) < _SHORTEST or not base.endswith(tuple(stored["calling_endings"])) or is_given(base):
        return False
    if base.endswith(tuple(stored["no_calling_endings"])) or base in states(language):
        return False
    if not compounds or is_of_city(base.capitalize(), language):
        return not compounds  # "Kölner Museum"
    read = reading(base.capitalize(), language)
    return read.leaning != "proper" and read.noun


def _tail(base: str, language: str) -> str:
    """Return the longest known noun in which a compound ends: shorter ones end other words, too."""
    known = _known(language)
    return next((tail for start in range(len(base) - _SHORT) if (tail := base[start:]) in known), "")


@cache
def _known(language: str) -> frozenset[str]:
    stored = table(language, "names")
    words = {word for line in stored["callings"] for word in line} | set(stored["more_callings"])
    inflected = frozenset(word + ending for word in words for ending in stored["office_endings"])
    return inflected | frozenset(stored["general_callings"]) | frozenset(heads(language))


@lru_cache(maxsize=WORDS_KEPT)
def kinds_of(key: str, language: str) -> frozenset[str]:
    """Return the lines of the tables in which a noun or its end stands: their words say the same of somebody."""
    base, lines = base_of(key), _lines(language)
    kinds = next((lines[tail] for start in range(len(base)) if (tail := base[start:]) in lines), frozenset[str]())
    office = tail_of(base, language) if table(language, "names")["compounds"] else base
    return kinds | {f"o{heads(language)[office][0]}"} if office in heads(language) else kinds


@lru_cache(maxsize=WORDS_KEPT)
def ranked(base: str, language: str) -> tuple[str, str]:
    """Part a noun whose bearer is the first of the kind: chef and redakteur for "Chefredakteur"; else two blanks."""
    found = (part for part in table(language, "names")["rank_parts"] if base.startswith(part))
    return next(((part, rest) for part in found if is_calling(rest := base.removeprefix(part), language)), ("", ""))


@cache
def _lines(language: str) -> dict[str, frozenset[str]]:
    """Return the lines in which each noun stands, in all its forms."""
    stored = table(language, "names")
    found: dict[str, frozenset[str]] = {}
    for line, words in enumerate(stored["callings"]):
        for noun in (word + ending for word in words for ending in stored["office_endings"]):
            found[noun] = found.get(noun, frozenset()) | {f"c{line}"}
    return found


@lru_cache(maxsize=WORDS_KEPT)
def is_general(key: str, language: str) -> bool:
    """Tell whether a noun says of somebody what holds of most: "Politiker", "Kollege", "expert"."""
    base = base_of(key)
    tail = _tail(base, language) if table(language, "names")["compounds"] and base not in _known(language) else base
    return tail in words_of(language, "names", "general_callings")
