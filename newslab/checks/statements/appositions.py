"""Finds where a clause goes on around a name's other name between commas: "sued its partner, the miner Ek, in Oslo"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from newslab.checks.statements.openness import is_relative
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.lexis import listed
from newslab.text.statements.clauses import LONGEST_CLAUSE, MOST_CLAUSES, Clause
from newslab.text.statements.parties import Parties

# Pieces of an apposition, and before it those among which the name stands that it explains.
_LONGEST, _BEFORE = 9, 6
_SHORT = 5


def around_appositions(document: Document, clause: Clause) -> tuple[Clause, Sequence[Clause]]:
    """Return a clause with what it has before and behind the appositions beside it, and those."""
    clauses = document.clauses_of[clause.sentence][:MOST_CLAUSES]
    at = next((n for n, other in enumerate(clauses) if other == clause), None)
    if at is None:
        return clause, ()
    first = _opening(document, clauses, at)
    last = _closing(document, clauses, at)
    wide = replace(clause, first=clauses[first].first, last=clauses[last].last)
    if wide.last - wide.first > LONGEST_CLAUSE:
        return clause, ()
    between = clauses[first + 1 : at] + clauses[at + 1 : last + 1]
    return wide, [other for other in between if _is_phrase(document, other)]


def subject_before(document: Document, clause: Clause) -> tuple[int, int] | None:
    """Return the pieces that tell a clause's subject, where a relative clause cuts it off: "that X, who …, was"."""
    lexis, clauses = document.lexis, document.clauses_of[clause.sentence][:MOST_CLAUSES]
    at = next((n for n, other in enumerate(clauses) if other == clause), 0)
    if at <= 1 or not is_relative(document, clauses[at - 1]) or is_relative(document, clause):
        return None
    verbs, ends = _auxiliaries(document.language), (lexis.keys[clause.first], lexis.keys[clause.last - 1])
    first, dependent = clauses[at - 2].first, listed(document.language, "certainty", "dependent_words")
    if verbs.isdisjoint(ends) or ends[0] in _joining(document.language) or lexis.forms[clause.first][0].isupper():
        return None
    that = [n for n in range(first, clauses[at - 2].last) if lexis.keys[n] in dependent]
    return (that[-1] + 1 if that else first), clauses[at - 2].last


def with_appositions(document: Document, told: Parties, appositions: Sequence[Clause]) -> Parties:
    """Return two parties, each also by the names between the commas that follow it."""
    lexis = document.lexis
    for there in appositions:
        names = frozenset(lexis.lemmas[n] for n in range(there.first, there.last) if _is_name(document, n))
        for n in range(there.first - 1, max(0, there.first - _BEFORE) - 1, -1):
            if lexis.lemmas[n] in told.other:
                told = replace(told, other=told.other | names)
                break
            if lexis.lemmas[n] in told.subject:
                told = replace(told, subject=told.subject | names)
                break
    return told


def _is_name(document: Document, number: int) -> bool:
    capitals = _has_capitals(document.language)
    return document.lexis.content[number] and (not capitals or document.lexis.forms[number][0].isupper())


def _has_capitals(language: str) -> bool:
    return bool(table(language, "certainty")["nouns_have_capitals"])


def _opening(document: Document, clauses: Sequence[Clause], at: int) -> int:
    """Return the clause in which a clause begins that appositions cut: with its auxiliary, or its bare subject."""
    keys, here = document.lexis.keys, at
    if keys[clauses[at].first] in _joining(document.language):
        return at
    while here and clauses[here - 1].statement == clauses[at].statement and _is_phrase(document, clauses[here - 1]):
        here -= 1
    if here == at:
        return at
    before = clauses[here - 1] if here and clauses[here - 1].statement == clauses[at].statement else None
    if before and _leaves_verb_open(document, before, clauses[at]):
        return here - 1
    return here if before is None and at - here > 1 else at


def _closing(document: Document, clauses: Sequence[Clause], at: int) -> int:
    """Return the clause in which a clause ends that an apposition follows, and behind that a preposition."""
    here, last = at, len(clauses) - 1
    while (
        here < last and clauses[here + 1].statement == clauses[at].statement and _is_phrase(document, clauses[here + 1])
    ):
        here += 1
    prepositions = listed(document.language, "quotations", "prepositions")
    goes_on = at < here < last and document.lexis.keys[clauses[here + 1].first] in prepositions
    return here + 1 if goes_on and clauses[here + 1].statement == clauses[at].statement else here


def _leaves_verb_open(document: Document, before: Clause, clause: Clause) -> bool:
    """Tell whether an auxiliary stands before the appositions, and its verb behind them at the end."""
    if not table(document.language, "certainty")["verb_stands_last"]:
        return False
    keys, auxiliaries = document.lexis.keys, _auxiliaries(document.language)
    there, here = keys[before.first : before.last], keys[clause.first : clause.last]
    return (
        not auxiliaries.isdisjoint(there)
        and auxiliaries.isdisjoint(here)
        and there[0] not in _joining(document.language)
    )


def _is_phrase(document: Document, clause: Clause) -> bool:
    """Tell whether a stretch between commas is no more than one noun's phrase: a name, or a noun behind its article."""
    lexis, language = document.lexis, document.language
    pieces = range(clause.first, clause.last)
    named = lexis.forms[pieces[-1]][0].isupper()
    # "a family firm": where nouns have no capitals, a name's kind is known by its article
    kind = not _has_capitals(language) and lexis.keys[clause.first] in listed(language, "quotations", "indefinite")
    opens = clause.first == lexis.ranges[clause.sentence][0]
    if not (opens or document.text[lexis.ends[clause.first - 1] : lexis.starts[clause.first]].strip() == ","):
        return False  # a title in its marks
    if len(pieces) > _LONGEST or not (named or (kind and len(pieces) <= _SHORT)):
        return False
    told = [
        n for n in pieces if lexis.forms[n][0].islower() and (lexis.content[n] or lexis.keys[n] in _verbal(language))
    ]
    if lexis.forms[clause.first][0].isupper() and lexis.keys[clause.first] not in _articles(language):
        return not told
    return lexis.keys[clause.first] in _articles(language) and not any(_may_be_verb(document, n) for n in told)


def _may_be_verb(document: Document, number: int) -> bool:
    """Tell whether a word may be a verb: by its list, or by its ending where no noun follows as behind an adjective."""
    lexis, setting = document.lexis, table(document.language, "certainty")
    key = lexis.keys[number]
    ends = key.endswith(tuple(setting["past_endings"])) and key != lexis.lemmas[number]
    return key in _verbal(document.language) or (ends and not any(lexis.content[number + 1 : number + 2]))


@cache
def _verbal(language: str) -> frozenset[str]:
    lists = (listed(language, "certainty", key) for key in ("preterites", "reporting", "possibility_modals"))
    return _auxiliaries(language).union(*lists)


@cache
def _auxiliaries(language: str) -> frozenset[str]:
    return listed(language, "certainty", "past_words") | listed(language, "support", "passive")


@cache
def _articles(language: str) -> frozenset[str]:
    return frozenset[str]().union(*(listed(language, "support", key) for key in ("definite", "indefinite")))


@cache
def _joining(language: str) -> frozenset[str]:
    """Return the words with which no clause goes on, nor a main clause begins."""
    return frozenset[str]().union(
        listed(language, "support", "coordinating"),
        listed(language, "certainty", "dependent_words"),
        listed(language, "certainty", "condition_words"),
        listed(language, "certainty", "factual_words"),
        *(listed(language, "support", key) for key in ("after_conjunctions", "outcome_words", "things_pronouns")),
    )
