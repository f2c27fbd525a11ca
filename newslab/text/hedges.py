"""Finds what makes a statement less than a fact, words of suspicion, hearsay, possibility and plan, and their reach."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from newslab.text.clauses import Clause
from newslab.text.language import table
from newslab.text.lexis import Lexis, listed

Kind = Literal["suspicion", "hearsay", "claim", "possibility", "plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """One hedging word (``piece``) and the number of the clause in which it stands.

    ``core`` is the piece that it governs most closely (the verb of a modal, the noun of an adjective); it is None
    where the hedge governs its whole clause. ``reach`` is the stretch of pieces that it governs (half-open).
    """

    kind: Kind
    piece: int
    clause: int
    core: int | None
    reach: tuple[int, int]


def find_hedges(lexis: Lexis, clauses: tuple[Clause, ...]) -> tuple[Hedge, ...]:
    """Return the hedges of a text, in order."""
    words = _hedging_words(lexis.language)
    found: list[Hedge] = []
    for number, clause in enumerate(clauses):
        for piece in range(clause.first, clause.last):
            for topic in words.get(lexis.keys[piece], ()):
                hedge = _hedge(lexis, clauses, number, piece, topic)
                if hedge:
                    found.append(hedge)
                    break
    return tuple(found)


@cache
def _hedging_words(language: str) -> dict[str, list[str]]:
    """Return, for each hedging word, the lists in which it stands, the one that binds closest first."""
    found: dict[str, list[str]] = {}
    for topic in _TOPICS:
        for word in listed(language, "certainty", topic):
            found.setdefault(word, []).append(topic)
    return found


_TOPICS = (
    "suspicion_adjectives", "suspicion_words", "hearsay_adverbs", "hearsay_modals", "possibility_modals",
    "possibility_adverbs", "possibility_verbs", "plan_modals", "plan_verbs", "claim_words",
)  # fmt: skip


def _hedge(lexis: Lexis, clauses: tuple[Clause, ...], number: int, piece: int, topic: str) -> Hedge | None:
    clause = clauses[number]
    kind = _KINDS[topic.partition("_")[0]]
    core: int | None = None
    onwards = table(lexis.language, "certainty")["governs_onwards"] and topic.endswith("_verbs")
    first = piece if onwards else clause.first
    reach = (first, clause.last)
    if topic == "hearsay_modals":
        if lexis.keys[clause.last - 1] in listed(lexis.language, "certainty", "hearsay_verbs"):
            return Hedge(kind=kind, piece=piece, clause=number, core=None, reach=(clause.first, clause.last))
        if not _is_hearsay(lexis, clause, piece):
            return None
    if topic == "plan_verbs" and onwards:
        mark = table(lexis.language, "certainty")["infinitive_mark"]
        if piece + 1 >= clause.last or lexis.keys[piece + 1] != mark:
            return None
        core = _verb(lexis, piece, clause)
    elif topic.endswith("_modals"):
        core = _verb(lexis, piece, clause)
    elif topic == "suspicion_adjectives" or (topic.endswith("_adverbs") and _is_attribute(lexis, piece + 1, clause)):
        core = _noun(lexis, piece, clause)
    elif topic in {"suspicion_words", "claim_words", "plan_verbs", "possibility_verbs"}:
        reach = (first, _end_of_sentence(clauses, number, _WHOLE if kind == "claim" else 1))
    if topic == "suspicion_words":
        # What is suspected stands in the clause that depends on the word; without one, only a deed tells it apart.
        depends = reach[1] > clause.last and table(lexis.language, "certainty")["verb_stands_last"]
        kind, reach = ("suspicion", (clause.last, reach[1])) if depends else ("claim", (clause.first, clause.last))
    return Hedge(kind=kind, piece=piece, clause=number, core=core, reach=reach)


_KINDS: dict[str, Kind] = {
    "suspicion": "suspicion", "hearsay": "hearsay", "claim": "claim", "possibility": "possibility", "plan": "plan",
}  # fmt: skip
# More clauses than any sentence has.
_WHOLE = 1000


def _is_hearsay(lexis: Lexis, clause: Clause, piece: int) -> bool:
    """Tell "soll gestohlen haben" and "gestohlen haben soll" from "soll öffnen"."""
    before = lexis.keys[piece - 1] if piece > clause.first else ""
    return not listed(lexis.language, "certainty", "perfect_auxiliaries").isdisjoint(
        {lexis.keys[clause.last - 1], before}
    )


def _is_attribute(lexis: Lexis, piece: int, clause: Clause) -> bool:
    """Tell whether an adverb stands before an adjective that it qualifies ("die wahrscheinlich größte Schlange")."""
    endings = tuple(table(lexis.language, "certainty")["adjective_endings"])
    return (
        piece + 1 < clause.last
        and lexis.keys[piece] not in listed(lexis.language, "support", "stop")
        and lexis.forms[piece].islower()
        and lexis.keys[piece].endswith(endings)
        and lexis.content[piece + 1]
    )


def _noun(lexis: Lexis, piece: int, clause: Clause) -> int | None:
    """Return the noun that an adjective before it qualifies, past other adjectives and parts of a compound."""
    after = [at for at in range(piece + 1, clause.last) if lexis.content[at]]
    if table(lexis.language, "certainty")["nouns_have_capitals"]:
        return next((at for at in after if lexis.forms[at][0].isupper()), None)
    run = [at for number, at in enumerate(after) if at == piece + 1 + number and lexis.forms[at].islower()]
    return run[-1] if run else next(iter(after), None)


def _verb(lexis: Lexis, piece: int, clause: Clause) -> int | None:
    """Return the verb that a modal governs: at the clause's end, or next to the modal, as the language has it."""
    auxiliaries = listed(lexis.language, "certainty", "auxiliaries")
    last = table(lexis.language, "certainty")["verb_stands_last"]
    numbers = reversed(range(clause.first, clause.last)) if last else iter(range(piece + 1, clause.last))
    return next((at for at in numbers if lexis.keys[at] not in auxiliaries), None)


def _end_of_sentence(clauses: tuple[Clause, ...], number: int, further: int) -> int:
    """Return the end of the sentence, or of the clause ``further`` on where that comes first."""
    last = number
    while (
        last + 1 < len(clauses) and last - number < further and clauses[last + 1].sentence == clauses[number].sentence
    ):
        last += 1
    return clauses[last].last
