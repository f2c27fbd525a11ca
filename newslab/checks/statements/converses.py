"""Reads who did what to whom by whichever of the converse verbs says so: "A beat B", "B lost to A"; "A sold to B"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import takewhile

from newslab.checks.statements.appositions import around_appositions, with_appositions
from newslab.checks.statements.negations import TEXTS
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.lexis import listed
from newslab.text.statements.clauses import Clause
from newslab.text.statements.parties import Parties, parties

# Of the table, what is no relation by its verbs.
_APART = frozenset(["one_sided", "ruling"])


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
    relations = table(language, "relations")
    for relation, sides in relations.items():
        if relation in _APART:
            continue
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


def relations_in(document: Document, clause: Clause) -> Sequence[Relation]:
    """Return who stands on which side by each verb of a clause that says so."""
    return _relations_of(document).of(clause)


class _Relations:
    """The relations of a text by clause; a clause is read when somebody asks, and once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        verbs, actions = _verbs(document.language), _actions(document.language)
        words = enumerate(document.lexis.words)
        self.pieces = [n for n, (key, known) in words if key in verbs or known in verbs or key in actions]
        self.read: dict[int, Sequence[Relation]] = {}

    def of(self, clause: Clause) -> Sequence[Relation]:
        """Return the relations of a clause."""
        if clause.first not in self.read:
            at = bisect_left(self.pieces, clause.first)
            here = self.pieces[at : bisect_left(self.pieces, clause.last, at)]
            told = (*_rulings_in(self.document, clause), *_told(self.document, clause, here)) if here else ()
            self.read[clause.first] = told
        return self.read[clause.first]


_relations_of = lru_cache(maxsize=TEXTS)(_Relations)


def _told(document: Document, clause: Clause, pieces: Sequence[int]) -> Iterator[Relation]:
    """Yield who stands on which side by each of some pieces of a clause that is a verb which says so."""
    lexis, known = document.lexis, _verbs(document.language)
    clause, appositions = around_appositions(document, clause)
    for number in pieces:
        roads = known.get(lexis.keys[number]) or known.get(lexis.lemmas[number])
        if roads is None or not lexis.forms[number].islower() or _is_determined(document, number, clause):
            continue
        joined = number > clause.first and lexis.keys[number - 1] in listed(lexis.language, "support", "coordinating")
        here = replace(clause, first=number) if joined else clause  # "gewann den Satz und besiegte Ek"
        auxiliaries = finite_verbs(lexis.language) | listed(lexis.language, "support", "state_passive")
        finite = next((at for at in range(here.first, number) if lexis.keys[at] in auxiliaries), number)
        told = with_appositions(document, parties(lexis, here, finite, number), appositions)
        subject = told.subject or (frozenset() if told.stood_for else opening_name(document, here))
        mark = table(document.language, "certainty")["infinitive_mark"]
        to_do = mark in lexis.keys[max(clause.first, number - 1) : number]  # "is to buy" is no passive
        voice = "active" if to_do else _voice(document, here, number, roads)
        if (
            voice is None
            or _has_no_object(document, number, roads)
            or (set(roads) == {""} and _is_reflexive(document, number))
        ):
            continue
        if voice == "active":
            yield from _active(document, here, roads, Parties(subject=subject, other=told.other), finite)
        else:
            told_by = here if _ends_in_verb(document, here) else replace(clause, first=finite)
            yield from _passive(document, told_by, roads, subject)


def _voice(document: Document, clause: Clause, verb: int, roads: Collection[str]) -> str | None:
    """Return ``active`` or ``passive``; None where a headline may leave out the auxiliary: "Drei Männer verletzt"."""
    lexis, language = document.lexis, document.language
    passive, state = (listed(language, "support", key) for key in ("passive", "state_passive"))
    here = lexis.keys[clause.first : clause.last]
    if not table(language, "certainty")["nouns_have_capitals"]:
        going_on = lexis.keys[verb].endswith(_going_on(language))  # "is buying"
        return "active" if going_on or passive.isdisjoint(lexis.keys[clause.first : verb]) else "passive"
    if not listed(language, "support", "causatives").isdisjoint(lexis.lemmas[clause.first : clause.last]):
        return None  # "lässt Puten töten"
    if lexis.keys[verb] == lexis.lemmas[verb]:
        return "active"  # "wird … kritisieren"
    if not passive.isdisjoint(here) or not passive.isdisjoint(lexis.lemmas[clause.first : clause.last]):
        return "passive"
    if not state.isdisjoint(here):
        return "passive" if "" in roads else "active"  # "ist angeklagt", but "ist an ihr gescheitert"
    bare = verb == clause.last - 1 and listed(language, "certainty", "past_words").isdisjoint(here)
    return None if bare and lexis.keys[clause.first] not in _dependent(language) else "active"


@cache
def _dependent(language: str) -> frozenset[str]:
    """Return the words at whose clause's end the finite verb stands."""
    return frozenset[str]().union(
        listed(language, "certainty", "dependent_words"),
        listed(language, "certainty", "condition_words"),
        *(listed(language, "support", key) for key in ("after_conjunctions", "relative_pronouns", "outcome_words")),
    )


def _has_no_object(document: Document, number: int, roads: Collection[str]) -> bool:
    """Tell from a verb what nobody's name follows: "a man accused of …", "a 4-0 thrashing at home", "a defeat by"."""
    (key, known), keys, language = document.lexis.words[number], document.lexis.keys, document.language
    participle, after = table(language, "certainty")["participle_ending"], number + 1
    if not participle or after >= len(keys) or keys[after] not in listed(language, "quotations", "prepositions"):
        return False
    return key.endswith(participle) or (
        keys[after] not in roads and (key == known or key.endswith(_going_on(language)))
    )


def _going_on(language: str) -> str:
    return str(table(language, "support")["progressive_ending"])


def _is_reflexive(document: Document, verb: int) -> bool:
    """Tell whether somebody does to himself what a verb tells: "verletzte sich leicht"."""
    return not listed(document.language, "support", "reflexives").isdisjoint(
        document.lexis.keys[max(0, verb - 1) : verb + 2]
    )


def _rulings_in(document: Document, clause: Clause) -> Iterator[Relation]:
    """Yield who won before a court: whose action against whom was upheld or dismissed."""
    lexis, actions = document.lexis, _actions(document.language)
    if actions.isdisjoint(lexis.keys[clause.first : clause.last]):
        return
    ruling = table(document.language, "relations")["ruling"]
    here = {*lexis.lemmas[clause.first : clause.last], *lexis.keys[clause.first : clause.last]}
    for side, verbs in (("first", ruling["upheld"]), ("second", ruling["dismissed"])):
        if here.isdisjoint(verbs):
            continue
        at = next(n for n in range(clause.first, clause.last) if lexis.keys[n] in actions)
        against = next((n for n in range(at + 1, clause.last) if lexis.keys[n] in ruling["against"]), clause.last)
        if lexis.keys[at + 1 : at + 2] and lexis.keys[at + 1] in ruling["whose"] and against < clause.last:
            whose, whom = _names(document, at + 1, against), _names(document, against + 1, clause.last)
            first, second = (whose, whom) if side == "first" else (whom, whose)
            yield Relation(name="contest", first=first, second=second)


@cache
def _actions(language: str) -> frozenset[str]:
    return frozenset(table(language, "relations")["ruling"]["actions"])


def _is_determined(document: Document, number: int, clause: Clause) -> bool:
    """Tell whether an article stands before a word: "a defeat" is no verb, "den besiegten Kielern" neither.

    A preposition tells the same: "als bedrohte Art", "in attacked towns".
    """
    before = document.lexis.keys[number - 1] if number > clause.first else ""
    return before in _determining(document.language)


@cache
def _determining(language: str) -> frozenset[str]:
    return frozenset[str]().union(
        *(listed(language, "support", key) for key in ("definite", "indefinite", "comparing")),
        listed(language, "quotations", "prepositions") - {table(language, "certainty")["infinitive_mark"]},
    )


def _active(
    document: Document, clause: Clause, roads: dict[str, Role], told: Parties, finite: int
) -> Iterator[Relation]:
    keys = document.lexis.keys
    if _ends_in_verb(document, clause):
        yield from _of_last_verb(document, replace(clause, last=finite), roads)
    led = {leading: role for leading, role in roads.items() if leading and leading in keys[finite + 1 : clause.last]}
    for leading, role in led.items():
        at = keys.index(leading, finite + 1)  # "setzte sich Ek gegen Bo durch": the subject may follow
        first = _opening(document, clause, finite)
        if table(document.language, "certainty")["nouns_have_capitals"]:
            first |= _names(document, finite, at)
        yield _relation(role, first, _names(document, at, clause.last))
    if "" in roads and not led:
        yield _relation(roads[""], told.subject, told.other)


def _ends_in_verb(document: Document, clause: Clause) -> bool:
    """Tell whether a clause's finite verb is its last: "dass X die Sparte an Y verkauft"."""
    last = table(document.language, "certainty")["verb_stands_last"]
    return last and document.lexis.keys[clause.first] in _dependent(document.language)


def _of_last_verb(document: Document, clause: Clause, roads: dict[str, Role]) -> Iterator[Relation]:
    """Yield who stands before and behind what leads to the other side, before a verb that ends its clause."""
    keys = document.lexis.keys
    for leading in roads.keys() & keys[clause.first : clause.last]:
        at = keys.index(leading, clause.first)
        before, behind = _names(document, clause.first, at), _names(document, at, clause.last)
        yield _relation(roads[leading], before, behind)


def _passive(document: Document, clause: Clause, roads: dict[str, Role], subject: frozenset[str]) -> Iterator[Relation]:
    """Yield by whom the subject was beaten, or to whom it was sold: "an Amer verkauft"."""
    keys, agents = document.lexis.keys, listed(document.language, "support", "agent")
    by = next((at for at in range(clause.first, clause.last) if keys[at] in agents), clause.last)
    if "" in roads:
        yield _relation(roads[""], _names(document, by, clause.last), subject)
        return
    for leading in roads.keys() - agents:
        at = next((n for n in range(clause.first, clause.last) if keys[n] == leading), clause.last)
        doer = _names(document, by, at if by < at else clause.last)
        yield _relation(roads[leading], doer, _names(document, at, by if at < by else clause.last))


def _opening(document: Document, clause: Clause, finite: int) -> frozenset[str]:
    """Return all names before the verb, where no mark shows that they are not its subject."""
    if document.lexis.keys[clause.first] in listed(document.language, "support", "object_marks"):
        return frozenset()
    return _names(document, clause.first, finite) or opening_name(document, clause)


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
