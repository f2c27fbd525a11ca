"""Reads who won against whom, whichever of the converse verbs says so: "A beat B", "B lost to A", "B unterlag A"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from typing import Literal

from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.lexis import listed
from newslab.text.statements.clauses import Clause

Side = Literal["won", "lost"]
# Who won, and who lost, as the lemmas of the words with capitals.
Contest = tuple[frozenset[str], frozenset[str]]


@cache
def _verbs(language: str) -> dict[str, dict[str, Side]]:
    """Return, by each form of a verb, its subject's side by the word that leads to the opponent ("": none)."""
    found: dict[str, dict[str, Side]] = {}
    sides: tuple[Side, Side] = ("won", "lost")
    for side in sides:
        for leading, forms in table(language, "support")["contests"][side].items():
            for form in forms:
                found.setdefault(form, {})["" if leading == "directly" else leading] = side
    return found


def is_turned(ours: Contest, theirs: Contest) -> bool:
    """Tell whether the winner of one is the loser of the other, and the other way round."""
    winner, loser = ours[0] & theirs[1], ours[1] & theirs[0]
    # beside the loser other nouns stand, of the place and the round: only the names that crossed must be apart
    return bool(winner and loser) and not ours[0] & theirs[0] and not winner & ours[1] and not loser & theirs[1]


def contests_in(document: Document, clause: Clause) -> Iterator[Contest]:
    """Yield who won and who lost by each verb of a clause that says so."""
    lexis, known = document.lexis, _verbs(document.language)
    passive = listed(document.language, "support", "passive")
    for number in range(clause.first, clause.last):
        roads = known.get(lexis.keys[number])
        if roads is None or not lexis.forms[number].islower():
            continue
        finite = next(
            (at for at in range(clause.first, number) if lexis.keys[at] in finite_verbs(document.language)), number
        )
        inverted = lexis.keys[clause.first] in listed(document.language, "support", "object_marks")
        subject = frozenset() if inverted else _names(document, clause.first, finite) or opening_name(document, clause)
        if passive.isdisjoint(lexis.keys[clause.first : number]):
            yield from _active(document, clause, roads, subject, finite)
        elif "" in roads:
            agents = listed(document.language, "support", "agent")
            by = next((at for at in range(finite, clause.last) if lexis.keys[at] in agents), clause.last)
            yield _contest(roads[""], _names(document, by, clause.last), subject)


def _active(
    document: Document, clause: Clause, roads: dict[str, Side], subject: frozenset[str], finite: int
) -> Iterator[Contest]:
    keys = document.lexis.keys
    for leading, side in roads.items():
        if not leading:
            yield _contest(side, subject, _names(document, finite + 1, clause.last))
        elif leading in keys[finite + 1 : clause.last]:
            at = keys.index(leading, finite + 1)  # "setzte sich Ek gegen Bo durch": the subject may follow
            yield _contest(side, subject | _names(document, finite, at), _names(document, at, clause.last))


def _contest(side: Side, subject: frozenset[str], opponent: frozenset[str]) -> Contest:
    return (subject, opponent) if side == "won" else (opponent, subject)


@cache
def finite_verbs(language: str) -> frozenset[str]:
    """Return the auxiliaries and past forms that part a clause's subject from what follows."""
    return listed(language, "certainty", "past_words") | listed(language, "support", "passive")


def _names(document: Document, first: int, last: int) -> frozenset[str]:
    lexis = document.lexis
    return frozenset(
        lexis.lemmas[number]
        for number in range(first, last)
        if lexis.content[number] and lexis.forms[number][0].isupper()
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


def known_contests(alignment: Alignment, clause: Clause) -> list[Contest]:
    """Return the contests that a clause of the summary tells between people whom the article names, both sides told."""
    known = alignment.article.lexis.known
    told = ((won & known, lost & known) for won, lost in contests_in(alignment.summary, clause))
    return [(won, lost) for won, lost in told if won and lost]
