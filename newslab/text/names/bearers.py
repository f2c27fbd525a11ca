"""Reads the name of who bears an office, a party or a state, from the words beside it."""

from __future__ import annotations

import re

from newslab.text.given import is_given
from newslab.text.language import table, words_of
from newslab.text.names.countries import states
from newslab.text.names.domains import domain_after, domain_before
from newslab.text.names.morphology import reading
from newslab.text.names.titles import parties, tail_of
from newslab.text.passage import Passage

_POSSESSIVE = re.compile(r"(?:['’]s?)$")
# A name is at most so many words after its office; an apposition's comma stands at most so many words before.
_LONGEST_NAME = 4
_FARTHEST_COMMA = 6
# What stands behind a name that is an apposition; more of a sentence makes it the subject.
_CLOSED = (",", "(", ".", ";", ":")
# Marks behind and before the name of a house.
_CLOSING, _OPENING = '“”"«»’‘', ' „“"»«’‘'
# "J.", "Dr."
_LONGEST_INITIAL = 2


def name_after(passage: Passage, number: int, *, detached: bool = False) -> range:
    """Return the numbers of the words of the name that begins at word ``number``; empty where none does.

    It stands right after the word before, or, ``detached``, after any mark.
    """
    particles = words_of(passage.language, "names", "particles")
    end, last = number, len(passage.words.forms)
    while end < last and end - number < _LONGEST_NAME:
        beside = end > 0 and passage.gaps[end] == " "  # nearly always
        if not beside and not _goes_on(passage, end) and not (detached and end == number):
            break
        if not (is_name(passage, end) or (end > number and passage.words.keys[end] in particles)):
            break
        if end > number and domain_after(passage, end):
            break  # "Senator Gallego of Arizona"
        if end > number + 1 and passage.words.keys[end] in words_of(passage.language, "names", "contracted_particles"):
            break  # "rief Hannah Zobel zur Ordnung"; a name has it behind one first name ("Harald zur Hausen")
        if end > number and (_is_article(passage, end) or _is_object(passage, number, end)):
            break
        end += 1
    while end > number and passage.words.keys[end - 1] in particles:
        end -= 1
    return range(number, end)


def _is_article(passage: Passage, number: int) -> bool:
    """Tell whether a particle is an article ("sagte Bo Ek den Gästen"); in names one is behind another ("von der")."""
    words = passage.words
    article = words.keys[number] in words_of(passage.language, "names", "articles")
    return article and words.keys[number - 1] not in words_of(passage.language, "names", "particles")


def _is_object(passage: Passage, first: int, number: int) -> bool:
    """Tell whether a noun behind a name is none of its words: "hat Bo Ek Schutz versprochen", "gab Lenz Auskunft"."""
    words = passage.words
    if not table(passage.language, "names")["compounds"] or words.forms[number].islower():
        return False
    if number < first + 2 and is_given(words.keys[first]):
        return False  # "Peter Stein"
    read = reading(words.forms[number], passage.language)
    return read.known == "k" and read.leaning == "common" and "-" not in words.forms[number]


def holder_behind(passage: Passage, number: int) -> str | None:
    """Return the surname of the name right after an office ("Ministerin Jutta Lenz")."""
    name = name_after(passage, number)
    return surname(passage, name) if name else after_complement(passage, number)


def named_behind(passage: Passage, first: int, last: int) -> str | None:
    """Return the surname in "Indiana's governor, Susan Crowe, …": the land before tells that the comma lists nobody."""
    name = name_behind_comma(passage, last) if domain_before(passage, first) else range(0)
    return surname(passage, name) if name else None


def name_behind_comma(passage: Passage, number: int) -> range:
    """Return the words of the name, two at least, that a comma before word ``number`` and a mark behind cut off."""
    if gap_before(passage, number).lstrip(_CLOSING) != ", ":
        return range(0)
    return closed_name(passage, number, detached=True)


def closed_name(passage: Passage, number: int, *, detached: bool = False) -> range:
    """Return the words of the name, two at least, at word ``number`` and before a mark."""
    name = name_after(passage, number, detached=detached)
    closed = len(name) > 1 and passage.text[passage.words.ends[name[-1]] :].lstrip(" ").startswith(_CLOSED)
    return name if closed else range(0)


def after_complement(passage: Passage, number: int) -> str | None:
    """Return the surname of the name, of two words at least, in "Ministerpräsident von Hessen, Jonas Reuter,"."""
    name = name_after_complement(passage, number)
    return surname(passage, name) if name else None


def name_after_complement(passage: Passage, number: int) -> range:
    """Return the words of the name in "Ministerpräsident von Hessen, Jonas Reuter,", where "von" is word ``number``."""
    for place in range(number, min(number + _FARTHEST_COMMA, len(passage.words))) if number > 0 else ():
        gap = passage.gaps[place]
        if gap == " ":
            continue
        if gap.lstrip(_CLOSING) == ", ":
            return name_behind_comma(passage, place) if place > number else range(0)
        if gap.strip(_OPENING) and gap.lstrip(_CLOSING) != " ":
            return range(0)
    return range(0)


def apposition(passage: Passage, number: int) -> str | None:
    """Return the surname of the name, of two words at least, before an office ("Bill Keller, Herausgeber …")."""
    name = name_before(passage, number)
    return surname(passage, name) if name else None


def name_before(passage: Passage, number: int) -> range:
    """Return the last two words of the name whose apposition has its noun at word ``number``."""
    place, language = number, passage.language
    listing = words_of(language, "names", "listing") | words_of(language, "names", "opening_relatives")
    for _ in range(_FARTHEST_COMMA):
        gap = gap_before(passage, place)
        if gap == ", ":
            last = place - 1
            if not last or not is_name(passage, last) or gap_before(passage, last) != " ":
                return range(0)
            if passage.words.keys[last - 1] in words_of(language, "names", "relatives"):
                return range(last, last + 1)  # "his daughter Beth, a librarian"
            return range(last - 1, last + 1) if is_name(passage, last - 1) else range(0)
        place -= 1
        beside = passage.words.keys[place]
        if gap != " " or place < 1 or passage.words.forms[place][0].isupper() or beside in listing:
            return range(0)
    return range(0)


def surname(passage: Passage, name: range) -> str:
    """Return the key of a name's last word, without a possessive's ending."""
    return _POSSESSIVE.sub("", passage.words.keys[name[-1]])


def is_name(passage: Passage, number: int) -> bool:
    """Tell whether a word may be a part of a person's name: with a capital, no office, no state, no party."""
    form, key = passage.words.forms[number], passage.words.keys[number]
    language = passage.language
    return (
        form[0].isupper()
        and tail_of(key, language) is None
        and key not in states(language)
        and key not in parties(language)
        and not (form[1:] and form.isupper())
    )


def _goes_on(passage: Passage, number: int) -> bool:
    """Tell whether a word stands right after the one before, or after the full stop of an initial or a title."""
    gap = gap_before(passage, number)
    return gap == " " or (gap == ". " and len(passage.words.forms[number - 1]) <= _LONGEST_INITIAL)


def gap_before(passage: Passage, number: int) -> str:
    """Return what stands between word ``number`` and the word before it."""
    return passage.gaps[number] if 0 < number < len(passage.gaps) - 1 else "\n"
