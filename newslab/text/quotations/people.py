"""Owns who is meant by a naming phrase: names, offices and bodies in it, and whether two phrases can mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from newslab.text.given import is_given
from newslab.text.normalise import folded
from newslab.text.quotations.cues import Grammar, grammar_of
from newslab.text.segment import WORD

_BREAKS = re.compile(r"[,;:()–—]")
HYPHEN = re.compile("[-‐‑]")
_OWNER = re.compile(r"(.{3,})['’]s")
_ACRONYM = re.compile("[A-ZÄÖÜ]{2,}")
_ALIKE = 80  # of 100: "Selenskij" and "Selenskyj", "Barth" and "Bart"
_SHORTEST_NAME = 3
_FULL_NAME = 2  # words of a first name with a surname
_CASES = ("s", "es", "n", "en")
_LONG = 5  # letters from which likeness or a shared part of a compound means something


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A naming phrase taken apart, case-folded: parts of a personal name, offices, and all else that tells who it is.

    ``body`` tells that a body is meant ("die Staatsanwaltschaft"), not a person; ``documents`` are words for what
    somebody wrote ("Studie"), which do not tell whose it is.
    """

    names: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    body: bool = False
    documents: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        """Tell whether the phrase says anything about who is meant."""
        return bool(self.names or self.roles or self.others)

    @property
    def all(self) -> frozenset[str]:
        """Every word that tells who is meant."""
        return self.roles | self.others | frozenset(self.names)


@lru_cache(maxsize=4096)
def identity_of(phrase: str, language: str) -> Identity:
    """Take a naming phrase apart: "der SPD-Chef Sigmar Gabriel" → names Sigmar, Gabriel; role chef; other spd."""
    grammar = grammar_of(language)
    names: tuple[str, ...] = ()
    roles: set[str] = set()
    others: set[str] = set()
    documents: set[str] = set()
    body = False
    for segment in _BREAKS.split(phrase):
        found = _Segment(segment, grammar)
        roles |= found.roles
        body |= found.body
        others |= found.others
        documents |= found.documents
        if found.names and (roles or others) and _ACRONYM.fullmatch(segment.strip()):
            others |= set(found.names)  # "der Sekretär des Verbands (DGB)"
        elif found.names and not names:
            names = found.names
        elif len(found.names) > 1 and len(names) == 1:
            others |= set(names)  # "der Parteichef Hanois, Pham Quang Nghi"
            names = found.names
        elif found.names:
            others |= set(found.names)
    return Identity(
        names=names,
        roles=frozenset(roles),
        others=frozenset(others),
        body=body and not names,
        documents=frozenset(documents),
    )


class _Segment:
    """One stretch of a naming phrase between commas."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self._grammar = grammar
        self._sets = grammar.sets
        self.roles: set[str] = set()
        self.others: set[str] = set()
        self.names: tuple[str, ...] = ()
        self.body = False
        forms = [match.group() for match in WORD.finditer(text)]
        self.documents = {key for key in map(folded, forms) if key in self._sets["source_documents"]}
        owner = self._owner_of(forms)
        if owner:
            owners = (folded(form) for form in forms[:owner] if not self._closed(form))
            self.others.update(key.removesuffix("'s").removesuffix("’s") for key in owners)
            forms = forms[owner:]
        head, tail = self._split(forms)
        if len(tail) > 1 and self._is_speech(head):
            head, tail = self._split(
                tail
            )  # "Angaben des Sprechers Jan Ott", "die Forderung von Ina Kolb": whose they are
        self._read_head(head)
        if named := self._holder(tail):
            self.names, tail = tuple(folded(form) for form in tail[named:]), tail[:named]
        for form in tail:
            self._note(form)
            if not grammar.capitalised and self.roles and self._is_body(form) and not self._closed(form):
                self.others.add(folded(form))  # "a spokesman for the coastguard" is not the union's

    def _owner_of(self, forms: list[str]) -> int:
        """Return where an English noun without a name begins behind its owner: "author Ina Cole's | publisher"."""
        at = next((at for at in range(len(forms) - 1, 0, -1) if _OWNER.fullmatch(folded(forms[at - 1]))), 0)
        return 0 if self._grammar.capitalised or any(form[:1].isupper() for form in forms[at:]) else at

    def _holder(self, tail: list[str]) -> int:
        """Return where a full name begins behind an office and its house: "Chef des Aufsichtsrats | Jan Ott".

        Behind a person it is that one's: "Anwalt des Angeklagten Jan Ott".
        """
        at = len(tail) - _FULL_NAME
        if self.names or not self.roles or self.roles & self._sets["kin"] or at < _FULL_NAME:
            return 0
        house = tail[:at]
        if any(map(self._is_office, house)) or not any(map(self._is_house, house)):
            return 0
        return at if is_given(folded(tail[at])) and tail[-1][:1].isupper() and not is_given(folded(tail[-1])) else 0

    def _is_house(self, form: str) -> bool:
        """Tell whether a word names a body in whatever case, or may by its capitals: "des Ministeriums", "der IG"."""
        *_, last = HYPHEN.split(folded(form))
        return bool(_ACRONYM.fullmatch(form)) or any(map(self._grammar.is_body, cases(last)))

    def _split(self, forms: list[str]) -> tuple[list[str], list[str]]:
        """Part the head of the phrase from its attributes: "der Sprecher | des Ministeriums"."""
        for at, form in enumerate(forms):
            key = folded(form)
            attribute = key in self._sets["prepositions"] or key in self._sets["genitive_determiners"]
            if at and attribute and not self._inside_name(forms, at):
                return forms[:at], forms[at:]
        return forms, []

    def _is_speech(self, forms: list[str]) -> bool:
        """Tell whether nothing but words that somebody said stand here: "die jüngsten Angaben"."""
        nouns = self._sets["source_nouns"] | self._sets["speech_nouns"]
        rest = [form for form in forms if folded(form) not in nouns]
        return len(rest) < len(forms) and all(self._closed(form) or form[:1].islower() for form in rest)

    def _inside_name(self, forms: list[str], at: int) -> bool:
        """Tell whether "von" belongs to a name: between two capitalised words of which the first is no office."""
        before = forms[at - 1]
        if folded(forms[at]) not in self._sets["name_particles"] or not before[:1].isupper():
            return folded(before) in self._sets["name_particles"] and folded(forms[at]) in self._sets["name_particles"]
        following = next((form for form in forms[at:] if folded(form) not in self._sets["name_particles"]), "")
        if self._is_full_name(forms[:at]):
            return False  # "Louise Abernathy of the Coast Guard"
        goes_on = following[:1].isupper() and not self._is_body(following) and not self._is_office(following)
        return goes_on and not self._is_office(before) and not self._is_body(before)

    def _is_full_name(self, forms: list[str]) -> bool:
        """Tell whether the words end in a full name: a given one, or one behind an office, and a surname, no rank.

        English has no surnames with "of": there any two words with capitals will do that are neither office nor body.
        """
        if len(forms) < _FULL_NAME or is_given(folded(forms[-1])) or folded(forms[-1]) in self._sets["noble"]:
            return False
        if is_given(folded(forms[-2])) or (len(forms) > _FULL_NAME and self._is_office(forms[-3])):
            return forms[-2][:1].isupper()
        plain = (form[:1].isupper() and not self._is_office(form) and not self._is_body(form) for form in forms[-2:])
        return not self._grammar.capitalised and all(plain)

    def _read_head(self, forms: list[str]) -> None:
        capitals = [form for at, form in enumerate(forms) if form[:1].isupper() and not self._small(forms, at)]
        offices = [at for at, form in enumerate(forms) if self._is_office(form)]
        last = len(forms) - 1
        if (
            last in offices[-1:]
            and last
            and folded(forms[last]) in self._sets["surname_roles"]
            and forms[-2] in capitals
            and " ".join(map(folded, forms[-2:])) not in self._sets["double_titles"]
            and not (last == 1 and self._is_person_owning(forms[0]))
        ):
            offices = offices[:-1]  # "Chefarzt Dirk Bauer" is no farmer, "Kolbs Sohn" no Mr Sohn
        trade = self._trade(forms)
        if trade:
            self.roles.update(folded(form) for form in forms[:trade] if not self._closed(form))
            self.names = tuple(folded(form) for form in forms[trade:])
            return
        trade = self._apposed(forms) if not offices else 0
        if trade:
            self.names = tuple(folded(form) for form in forms[trade:] if form in capitals)
            for form in forms[:trade]:
                self._note(form)
            return
        determined = bool(forms) and folded(forms[0]) in self._sets["determiners"] | self._sets["oblique_determiners"]
        rest = [form for form in forms[offices[-1] + 1 :] if form in capitals] if offices else capitals
        if not self._grammar.capitalised and not determined and capitals:
            self.roles.update(folded(form) for form in forms[: forms.index(capitals[0])] if not self._closed(form))
        behind = forms[offices[-1] + 1 :] if offices else forms
        self.body = any(self._is_body(form) for form in (rest if self._grammar.capitalised else behind))
        if self.body or (determined and not offices):
            for form in capitals:
                self._note(form)
            if not self._grammar.capitalised:
                self._note_common(forms)
            return
        self.names = tuple(folded(form) for form in rest)
        front = forms[: offices[-1] + 1] if offices else []
        if self.names and len(front) > 1 and self._is_person_owning(front[0]) and self._attends(front[-1]):
            front = front[1:]  # "Kolbs Anwalt Jan Ott" is not Kolb; "Italiens Minister Jan Ott" is Italy's
        for form in front[:-1]:
            if owner := _OWNER.fullmatch(folded(form)):
                self.others.add(owner[1])  # "the union's president" tells whose president that is
        for form in front:
            if form in capitals or self._is_office(form):
                self._note(form)

    def _is_person_owning(self, form: str) -> bool:
        """Tell whether a word is a name in the genitive: "Kolbs", "Cole's"; "Lukas" is none."""
        key = folded(form)
        if (
            not form[:1].isupper()
            or self._closed(form)
            or is_given(key)
            or self._is_office(form)
            or self._is_body(form)
        ):
            return False
        return key.endswith("s") if self._grammar.capitalised else _OWNER.fullmatch(key) is not None

    def _attends(self, form: str) -> bool:
        """Tell whether an office is one that a person has, not a house or a country: a son, a lawyer, an aide."""
        return HYPHEN.split(folded(form))[-1] in self._sets["kin"] | self._sets["attendants"]

    def _trade(self, forms: list[str]) -> int:
        """Return where the name begins behind a noun that is no office on our list: "Union delegate Rita Olmos"."""
        if self._grammar.capitalised or any(self._is_office(form) for form in forms):
            return 0
        at = next((at for at in range(len(forms) - 1, -1, -1) if not forms[at][:1].isupper()), -1)
        named = len(forms) - at > _FULL_NAME and at >= 0
        return at + 1 if named and not (self._closed(forms[at]) or self._is_body(forms[at])) else 0

    def _apposed(self, forms: list[str]) -> int:
        """Return where the name begins behind a noun that is no office on our list: "Kassenprüferin Ina Kolb"."""
        if not self._grammar.capitalised:
            return 0
        for at in range(1, len(forms) - 1):
            before, after = forms[at - 1], forms[at + 1]
            named = is_given(folded(forms[at])) or (forms[at][:1].isupper() and self._is_womans(before))
            if named and after[:1].isupper() and not self._is_body(after):
                noun = before[:1].isupper() and len(before) >= _LONG and not self._closed(before)
                return at if noun and not is_given(folded(before)) and not self._is_body(before) else 0
        return 0

    def _is_womans(self, form: str) -> bool:
        """Tell whether a noun is what a woman is called by her trade: "die Theologin Edda Brink"; no "Magazin"."""
        key = folded(form)
        return key.endswith(self._grammar.female_endings) and not key.endswith(self._grammar.endings["media_endings"])

    def _note_common(self, forms: list[str]) -> None:
        """Note common nouns where these are not capitalised."""
        for form in forms:
            key = folded(form)
            if key not in self._grammar.closed_class and key not in self._sets["determiners"]:
                self.others.add(key)

    def _note(self, form: str) -> None:
        """Note a word as an office or as something else; compounds with a hyphen are two words."""
        if self._closed(form) or (not form[:1].isupper() and not self._is_office(form)):
            return
        *front, last = HYPHEN.split(folded(form))
        if self._is_office(form):
            self.roles.add(last)
        elif last:
            self.others.add(last)
        self.others.update(part for part in front if len(part) > 1)

    def _small(self, forms: list[str], at: int) -> bool:
        """Tell whether a word is none that names; a small word behind a name is a surname ("Sebastian Kurz")."""
        if not self._closed(forms[at]):
            return False
        before = forms[at - 1] if at else ""
        named = before[:1].isupper() and not self._closed(before)
        return not named or min(len(forms[at]), len(before)) < _SHORTEST_NAME

    def _closed(self, form: str) -> bool:
        key = folded(form)
        if (
            key in self._sets["source_nouns"]
            or key in self._sets["source_documents"]
            or key in self._sets["speech_nouns"]
        ):
            return True
        return (
            key in self._grammar.closed_class
            or key in self._sets["determiners"]
            or key in self._sets["oblique_determiners"]
        )

    def _is_office(self, form: str) -> bool:
        return self._grammar.is_office(HYPHEN.split(folded(form))[-1])

    def _is_body(self, form: str) -> bool:
        return self._grammar.is_body(HYPHEN.split(folded(form))[-1])


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two personal names can be the same person's: surname, part of a name, spelling variant, genitive."""
    if not one or not other:
        return False
    if alike(one[-1], other[-1]):
        return len(one) == 1 or len(other) == 1 or _first_names_agree(one, other)
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    return len(shorter) == 1 and any(alike(shorter[0], part) for part in longer)


def _first_names_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether full names can be the same person's: a first name in common, or an initial of one."""
    if any(alike(mine, theirs) for mine in one[:-1] for theirs in other[:-1]):
        return True
    return min(len(one[0]), len(other[0])) <= 2 and one[0][0] == other[0][0]


def alike(one: str, other: str) -> bool:
    """Tell whether two words are one name: the same, one with a genitive -s, or spelled a little differently."""
    if one == other:
        return True
    if one[:1] != other[:1]:
        return False
    if one.removesuffix("s").rstrip("'’") == other.removesuffix("s").rstrip("'’"):
        return True
    return min(len(one), len(other)) >= _LONG and fuzz.ratio(one, other) >= _ALIKE


def cases(word: str) -> tuple[str, ...]:
    """Return a word with and without the endings that another case gives it: "Herstellers", "Präsidenten"."""
    bare = (word.removesuffix(ending) for ending in _CASES)
    return tuple(
        dict.fromkeys(
            (word, *(form for form in bare if len(form) >= _SHORTEST_NAME), *(word + ending for ending in _CASES))
        )
    )


def related(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether two sets of words share one, or a part of a compound: "Kanzlerin" and "Bundeskanzlerin"."""
    return any(_share(one, other) for one in ones for other in others)


def _share(one: str, other: str) -> bool:
    if alike(one, other):
        return True
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    if len(shorter) < _LONG:
        return False
    return longer.endswith(shorter) or longer.startswith(shorter[: max(_LONG, len(shorter) - 2)])
