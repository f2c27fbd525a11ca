"""Reads who did what to whom by whichever of the converse verbs says so: "A beat B", "B lost to A"; "A sold to B"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.lexis import listed
from newslab.text.statements.clauses import Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """The part that a verb's subject has: the first of a relation (who won, who gave), or the second (who lost)."""

    relation: str
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Who stands on which side of a relation, as the lemmas of the words that name them."""

    name: str
    first: frozenset[str]
    second: frozenset[str]


@cache
def _verbs(language: str) -> dict[str, dict[str, Role]]:
    """Return, by each form or dictionary form of a verb, its subject's roles by the word that leads to the other."""
    found: dict[str, dict[str, Role]] = {}
    for relation, sides in table(language, "relations").items():
        for side, roads in sides.items():
            for leading, forms in roads.items():
                for form in forms:
                    role = Role(relation=relation, first=side == "first")
                    found.setdefault(form, {})["" if leading == "directly" else leading] = role
    return found


def is_turned(ours: Relation, theirs: Relation) -> bool:
    """Tell whether the first of one relation is the second of the other, and the other way round."""
    if ours.name != theirs.name:
        return False
    first, second = ours.first & theirs.second, ours.second & theirs.first
    # beside the second other nouns stand, of the place and the round: only the names that crossed must be apart
    return (
        bool(first and second)
        and not ours.first & theirs.first
        and not first & ours.second
        and not second & theirs.second
    )


def relations_in(document: Document, clause: Clause) -> Iterator[Relation]:
    """Yield who stands on which side by each verb of a clause that says so."""
    lexis, known = document.lexis, _verbs(document.language)
    passive = listed(document.language, "support", "passive")
    for number in range(clause.first, clause.last):
        roads = known.get(lexis.keys[number]) or known.get(lexis.lemmas[number])
        if roads is None or not lexis.forms[number].islower() or _is_determined(document, number, clause):
            continue
        finite = next(
            (at for at in range(clause.first, number) if lexis.keys[at] in finite_verbs(document.language)), number
        )
        inverted = lexis.keys[clause.first] in listed(document.language, "support", "object_marks")
        subject = frozenset() if inverted else _names(document, clause.first, finite) or opening_name(document, clause)
        mark = table(document.language, "certainty")["infinitive_mark"]
        to_do = mark in lexis.keys[max(clause.first, number - 1) : number]  # "is to buy" is no passive
        if to_do or passive.isdisjoint(lexis.keys[clause.first : number]):
            yield from _active(document, clause, roads, subject, finite)
        elif "" in roads:
            agents = listed(document.language, "support", "agent")
            by = next((at for at in range(finite, clause.last) if lexis.keys[at] in agents), clause.last)
            yield _relation(roads[""], _names(document, by, clause.last), subject)


def _is_determined(document: Document, number: int, clause: Clause) -> bool:
    """Tell whether an article stands before a word: "a defeat" is no verb, "den besiegten Kielern" neither."""
    before = document.lexis.keys[number - 1] if number > clause.first else ""
    return before in listed(document.language, "support", "definite") | listed(
        document.language, "support", "indefinite"
    )


def _active(
    document: Document, clause: Clause, roads: dict[str, Role], subject: frozenset[str], finite: int
) -> Iterator[Relation]:
    keys = document.lexis.keys
    led = {leading: role for leading, role in roads.items() if leading and leading in keys[finite + 1 : clause.last]}
    for leading, role in led.items():
        at = keys.index(leading, finite + 1)  # "setzte sich Ek gegen Bo durch": the subject may follow
        yield _relation(role, subject | _names(document, finite, at), _names(document, at, clause.last))
    if "" in roads and not led:
        yield _relation(roads[""], subject, _names(document, finite + 1, clause.last))


def _relation(role: Role, subject: frozenset[str], other: frozenset[str]) -> Relation:
    first, second = (subject, other) if role.first else (other, subject)
    return Relation(name=role.relation, first=first, second=second)


@cache
def finite_verbs(language: str) -> frozenset[str]:
    """Return the auxiliaries and past forms that part a clause's subject from what follows."""
    return listed(language, "certainty", "past_words") | listed(language, "support", "passive")


def _names(document: Document, first: int, last: int) -> frozenset[str]:
    """Return the words of a stretch that may name somebody: those with capitals, where nouns have them."""
    lexis, capitals = document.lexis, table(document.language, "certainty")["nouns_have_capitals"]
    return frozenset(
        lexis.lemmas[number]
        for number in range(first, last)
        if lexis.content[number] and (not capitals or lexis.forms[number][0].isupper())
    )


def opening_name(document: Document, clause: Clause) -> frozenset[str]:
    """Return the words of the name with which a clause's sentence begins; none where it begins otherwise.

    It is the subject of a verb that has none of its own: "Leeds won, beating York", "X gewann … und besiegte Y".
    """
    lexis, first = document.lexis, clause.first
    while first and lexis.sentence_of[first - 1] == clause.sentence:
        first -= 1
    name = takewhile(lambda n: lexis.content[n] and lexis.forms[n][0].isupper(), range(first, clause.first))
    return frozenset(lexis.lemmas[n] for n in name)


def known_relations(alignment: Alignment, clause: Clause) -> list[Relation]:
    """Return the relations that a clause of the summary tells between those whom the article names, both sides told."""
    known = alignment.article.lexis.known
    told = (
        Relation(name=relation.name, first=relation.first & known, second=relation.second & known)
        for relation in relations_in(alignment.summary, clause)
    )
    return [relation for relation in told if relation.first and relation.second]
