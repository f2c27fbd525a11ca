"""Finds who may be a clause's subject and who its object, by the order of its noun phrases and the case they show."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from newslab.text.language import table
from newslab.text.lexis import Lexis, listed
from newslab.text.statements.clauses import Clause

Names = frozenset[str]
Case = Literal["open", "oblique", "genitive", "governed"]
_NOBODY: Names = frozenset()
# Words of two names with their offices.
_TWO_NAMES = 4


@dataclass(slots=True, kw_only=True)
class Phrase:
    """A noun phrase by the dictionary forms of its nouns; ``case`` is what its first word shows of it.

    ``at`` is its last piece so far; it has ``ended`` where a noun has come, or ``stands_for`` one as a pronoun.
    """

    case: Case
    at: int
    names: list[str] = field(default_factory=list)
    ended: bool = False
    stands_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Who does a deed and to whom, as dictionary forms of the nouns that name them; nobody where it is not told.

    ``stood_for`` where a pronoun is the subject.
    """

    subject: Names
    other: Names
    stood_for: bool = False


def parties(lexis: Lexis, clause: Clause, finite: int, verb: int) -> Parties:
    """Return the subject and the object of a clause whose verb is given, and its auxiliary where there is one.

    What stands before the verb is the subject, unless its case or a preposition shows that it is not.
    """
    if not table(lexis.language, "certainty")["nouns_have_capitals"]:
        return _by_order(lexis, clause, finite, verb)
    phrases = _Reader(lexis, clause).phrases()
    free = [phrase for phrase in phrases if phrase.case == "open" and (phrase.names or phrase.stands_for)]
    auxiliaries = listed(lexis.language, "certainty", "auxiliaries")
    if (finite == clause.first or lexis.keys[clause.first] in auxiliaries) and len(free) <= 1:
        # the subject stands before "und"; behind a parenthesis or a quotation it may stand on either side
        joined = lexis.keys[max(0, finite - 1)] in listed(lexis.language, "support", "coordinating")
        marked = next((phrase for phrase in phrases if phrase.case == "oblique" and phrase.names), None)
        second = marked or (free[0] if joined and free else None)
        return Parties(subject=_NOBODY, other=frozenset(second.names) if second else _NOBODY)
    subject = next((phrase for phrase in free if phrase.stands_for == "subject"), free[0] if free else None)
    if _may_be_two(lexis, clause, phrases):
        return Parties(subject=_NOBODY, other=_NOBODY)
    others = [phrase for phrase in phrases if phrase.case == "oblique" and phrase.names]
    others += [phrase for phrase in free if phrase is not subject]
    dependent = lexis.keys[clause.first] in listed(lexis.language, "certainty", "dependent_words")
    if dependent and subject and subject.stands_for == "either" and others and others[0].case == "open":
        return Parties(subject=_NOBODY, other=_NOBODY)  # "wie sie die Grünen fordern"
    return Parties(
        subject=frozenset(subject.names) if subject else _NOBODY,
        other=frozenset(others[0].names) if others else _NOBODY,
        stood_for=subject is not None and bool(subject.stands_for),
    )


def first_subject(lexis: Lexis, clause: Clause) -> int | None:
    """Return the first noun of the first phrase that may be a clause's subject; None where that is a pronoun."""
    if not table(lexis.language, "certainty")["nouns_have_capitals"]:
        determiners = listed(lexis.language, "quotations", "determiners")
        at = next((n for n in range(clause.first, clause.last) if lexis.keys[n] not in determiners), clause.last)
        return at if at < clause.last and lexis.content[at] else None
    free = (phrase for phrase in _Reader(lexis, clause).phrases() if phrase.case == "open")
    found = next((phrase for phrase in free if phrase.names or phrase.stands_for), None)
    if found is None or not found.names:
        return None
    here = range(clause.first, found.at + 1)
    return next((n for n in here if lexis.lemmas[n] == found.names[0] and lexis.forms[n][0].isupper()), None)


def _may_be_two(lexis: Lexis, clause: Clause, phrases: list[Phrase]) -> bool:
    """Tell whether a long run of names may be two parties: "nachdem Ministerin Anna Ek Minister Bo Ahl entließ"."""
    told = [phrase for phrase in phrases if phrase.names and phrase.case != "governed"]
    return len(told) == 1 and len(told[0].names) >= _TWO_NAMES and lexis.forms[clause.last - 1].islower()


def _by_order(lexis: Lexis, clause: Clause, finite: int, verb: int) -> Parties:
    """Return what stands before the verb, and what stands after it up to the first preposition."""
    prepositions = listed(lexis.language, "quotations", "prepositions")
    before = frozenset(lexis.lemmas[n] for n in range(clause.first, finite) if lexis.content[n])
    after: list[str] = []
    for number in range(verb + 1, clause.last):
        if lexis.keys[number] in prepositions and after:
            break
        if lexis.content[number]:
            after.append(lexis.lemmas[number])
    pronouns = listed(lexis.language, "quotations", "subject_pronouns")
    stood_for = not before and not pronouns.isdisjoint(lexis.keys[clause.first : verb])
    return Parties(subject=before, other=frozenset(after), stood_for=stood_for)


class _Words:
    """The words of a language by which noun phrases are cut."""

    def __init__(self, language: str) -> None:
        names = ("oblique_determiners", "genitive_determiners", "determiners", "subject_pronouns")
        self.oblique, self.genitive, plain, pronouns = (listed(language, "quotations", name) for name in names)
        self.articles = plain | self.oblique
        self.prepositions = listed(language, "quotations", "prepositions")
        self.joiners = listed(language, "quotations", "joiners")
        self.subjects = listed(language, "support", "subject_only")
        self.feminine = tuple(table(language, "support")["feminine_endings"])
        self.dative = tuple(table(language, "support")["dative_endings"])
        self.strong = tuple(table(language, "support")["strong_endings"])
        self.pronouns = pronouns.union(
            *(listed(language, "support", name) for name in ("relative_pronouns", "things_pronouns"))
        )


_words = cache(_Words)


class _Reader:
    """Cuts a clause into noun phrases: each begins at its article or preposition, and ends behind its nouns."""

    def __init__(self, lexis: Lexis, clause: Clause) -> None:
        self.lexis, self.clause, self.words = lexis, clause, _words(lexis.language)
        self.found: list[Phrase] = []
        self.open: Phrase | None = None
        # "ihren nach 26 Jahren scheidenden Vorgänger": what an attribute stands in
        self.around: Phrase | None = None

    def phrases(self) -> list[Phrase]:
        """Return the phrases in order."""
        forms, words, last = self.lexis.forms, self.words, self.clause.last
        for number, key in enumerate(self.lexis.keys[self.clause.first : last], self.clause.first):
            if key in words.prepositions and number + 1 < last:
                self._begin("governed", number, inside=True)
            elif key in words.pronouns and self._stands_alone(number):
                self._begin("open", number)
                self.found[-1].stands_for = "subject" if key in words.subjects else "either"
                self.open = None
            elif key in words.articles:
                self._take_article(number)
            elif forms[number][0].isupper():
                if not self._is_adjective(number):
                    self._take_name(number)
            elif key not in words.joiners and self.open and self.open.ended:
                self.open, self.around = self.around, None
        return self.found

    def _is_adjective(self, number: int) -> bool:
        """Tell whether a name only begins an adjective: "US-amerikanische", but not "Plug-in-Version"."""
        lexis, after = self.lexis, number + 1
        return lexis.is_joined(number) and lexis.forms[after].islower() and not lexis.is_joined(after)

    def _stands_alone(self, number: int) -> bool:
        """Tell a pronoun from an article: no noun and no adjective that could lead to one comes next."""
        lexis, words, after = self.lexis, self.words, number + 1
        if lexis.keys[number] not in words.articles or after == self.clause.last:
            return True
        if number > self.clause.first:
            return False  # "für die an Grippe erkrankte Sängerin"
        strong = lexis.forms[after].islower() and lexis.keys[after].endswith(words.strong)  # "das | teures Gas ersetzt"
        return strong or lexis.keys[after] in words.articles or lexis.keys[after] in words.prepositions

    def _begin(self, case: Case, number: int, *, inside: bool = False) -> None:
        if inside and self.open and not self.open.ended:
            self.around = self.open
        self.open = Phrase(case=case, at=number)
        self.found.append(self.open)

    def _take_article(self, number: int) -> None:
        key, lexis = self.lexis.keys[number], self.lexis
        if self.open and (not self.open.ended or lexis.keys[number - 1] in self.words.joiners):
            return  # behind a preposition, or "Lemke und die Grünen"
        behind = self.open is not None and self.open.at == number - 1
        if key in self.words.genitive and behind:
            self._begin("genitive", number)
        else:
            self._begin("oblique" if key in self.words.oblique else "open", number)

    def _take_name(self, number: int) -> None:
        words, key = self.words, self.lexis.keys[number]
        before = self.lexis.keys[number - 1] if number > self.clause.first else ""
        if self.open is None:
            dative = before.endswith(words.dative) and bool(words.dative)  # "(vor Sturm und) ergiebigem Regen"
            self._begin("oblique" if dative else "open", number)
        if self.open:
            self.open.at, self.open.ended = number, True
            if self.open.case == "open" and before in words.genitive and key.endswith(words.feminine):
                self.open.case = "oblique"
            if self.lexis.content[number]:
                self.open.names.append(self.lexis.lemmas[number])
