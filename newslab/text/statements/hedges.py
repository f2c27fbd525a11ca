"""Finds what makes a statement less than a fact, words of suspicion, hearsay, possibility and plan, and their reach."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Literal

from newslab.text.dates.words import date_words
from newslab.text.language import table
from newslab.text.lexis import Lexis, is_subjunctive, listed
from newslab.text.statements.clauses import Clause
from newslab.text.statements.standing import (
    governs_onwards,
    has_complement,
    is_about,
    is_attribute,
    is_hearsay,
    is_listed,
    is_passive_report,
    is_past_inability,
    noun_behind,
    only_describes,
    only_rounds,
    supposes_nothing,
    verb_of,
)

Kind = Literal["suspicion", "hearsay", "claim", "possibility", "plan", "denial"]
_Reach = tuple[int, int] | None


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
    verbs = listed(lexis.language, "certainty", "claim_verbs")
    found: list[Hedge] = []
    firsts = [clause.first for clause in clauses]
    for piece in [piece for piece, (key, lemma) in enumerate(lexis.words) if key in words or lemma in verbs]:
        if is_month(lexis, piece):
            continue
        number = bisect_right(firsts, piece) - 1
        for topic in words.get(lexis.keys[piece], _BY_LEMMA):
            hedge = _hedge(lexis, clauses, number, piece, topic)
            if hedge:
                found.append(hedge)
                break
    return tuple(found)


def is_month(lexis: Lexis, piece: int) -> bool:
    """Tell the month from the modal: "in May", "9 May", "May 9"."""
    words = date_words(lexis.language)
    if lexis.keys[piece] not in words.doubtful_months or not lexis.forms[piece][0].isupper():
        return False
    before, after = lexis.keys[piece - 1 : piece], lexis.keys[piece + 1 : piece + 2]
    told = not words.groups["month_before"].isdisjoint(before)
    return told or any(key[0].isdigit() for key in (*before, *after))


@cache
def _hedging_words(language: str) -> dict[str, list[str]]:
    """Return, for each hedging word, the lists in which it stands, the one that binds closest first."""
    found: dict[str, list[str]] = {}
    for topic in _TOPICS:
        for word in listed(language, "certainty", topic):
            found.setdefault(word, []).append(topic)
    return found


_TOPICS = (
    "hearsay_participles", "suspicion_adjectives", "suspicion_words", "suspicion_inquiries", "suspicion_particle_verbs",
    "hearsay_adverbs", "hearsay_modals",
    "possibility_modals", "denial_verbs", "denial_particle_verbs", "denial_adverbs", "condition_words",
    "possibility_nouns", "possibility_adjectives",
    "possibility_adverbs", "possibility_verbs", "plan_modals", "plan_verbs", "plan_demands",
    "claim_words",
)  # fmt: skip

# So many pieces behind a verb of accusing its preposition stands at the furthest.
_ACCUSED = 7
# What a verb of the list for dictionary forms counts as.
_BY_LEMMA = ["claim_words"]


def _hedge(lexis: Lexis, clauses: tuple[Clause, ...], number: int, piece: int, topic: str) -> Hedge | None:
    """Return the hedge that a word of a list makes where it stands, or None where it makes none there."""
    clause, kind = clauses[number], _KINDS[topic.partition("_")[0]]
    core: int | None = None
    reach: _Reach = (clause.first, clause.last)
    if topic == "hearsay_modals":
        if not is_hearsay(lexis, clause, piece):
            return None
        core = None if is_about(lexis, clause) else verb_of(lexis, piece, clause)
    elif topic.endswith("_modals"):
        if is_past_inability(lexis, piece, clause):
            return None
        core = verb_of(lexis, piece, clause)
    elif topic.endswith("_adverbs") and is_attribute(lexis, piece + 1, clause):
        if has_complement(lexis, piece, clause):
            return None
        core = piece + 1  # "ein offenbar leeres Haus": that it is empty, not that it is a house
    elif topic == "suspicion_adjectives":
        if has_complement(lexis, piece, clause):
            return None
        core = noun_behind(lexis, piece, clause)
    elif topic == "hearsay_participles":
        if not is_passive_report(lexis, piece, clause):
            return None
        core, reach = verb_of(lexis, piece + 1, clause), (piece + 1, clause.last)
    elif topic == "possibility_adjectives":
        if piece + 1 >= clause.last or not lexis.content[piece + 1]:
            return None  # "as soon as possible"
        core = noun_behind(lexis, piece, clause)
    elif topic == "possibility_nouns":
        none = piece > clause.first and is_listed(lexis, lexis.keys[piece - 1], "none_of")
        kind = "denial" if none else kind
        shows = not none and is_listed(lexis, lexis.keys[piece], "showing_nouns")  # "evidence that …" is a finding
        reach = None if shows else _supposed(lexis, clause, piece)
    elif topic == "plan_demands":
        reach = _dependent(lexis, clauses, number)
    elif topic in {"suspicion_words", "suspicion_inquiries"}:
        kind, reach = _suspected(lexis, clauses, number, piece)
    elif topic == "suspicion_particle_verbs":
        reach = _reproached(lexis, clauses, number)
    elif topic == "condition_words":
        conceding = piece + 1 < clause.last and is_listed(lexis, lexis.keys[piece + 1], "conceding")
        reach = _conditioned(clauses, number) if piece == clause.first and not conceding else None
    elif topic in {"denial_verbs", "denial_particle_verbs"}:
        reach = _denied(lexis, clauses, number, piece, topic)
    elif topic == "possibility_adverbs":
        if only_rounds(lexis, piece, clause):
            return None
        reach = (_joined_from(lexis, piece, clause), clause.last)
    elif (topic == "possibility_verbs" and supposes_nothing(lexis, piece, clause)) or (
        topic == "plan_verbs" and only_describes(lexis, piece, clause)
    ):
        return None
    elif topic in {"claim_words", "plan_verbs", "possibility_verbs"}:
        onwards = governs_onwards(lexis) and topic != "claim_words"
        if onwards and topic == "plan_verbs":
            if (
                piece + 1 >= clause.last
                or lexis.keys[piece + 1] != table(lexis.language, "certainty")["infinitive_mark"]
            ):
                return None
            core = None if is_listed(lexis, lexis.keys[piece], "plan_conditions") else verb_of(lexis, piece, clause)
        reach = _reach_of_verb(lexis, clauses, number, piece, topic)
    return Hedge(kind=kind, piece=piece, clause=number, core=core, reach=reach) if reach else None


def _led_by(lexis: Lexis, piece: int, clause: Clause, topic: str) -> int | None:
    """Return the next preposition of a list behind a verb: behind whom one accuses stands of what."""
    near = range(piece + 1, min(clause.last - 1, piece + _ACCUSED))
    return next((n for n in near if is_listed(lexis, lexis.keys[n], topic)), None)


def _named_behind(lexis: Lexis, piece: int, clause: Clause) -> tuple[int, int] | None:
    """Return what somebody is investigated for: "investigated for leaking files"."""
    led, naming = _led_by(lexis, piece, clause, "inquiry_prepositions"), table(lexis.language, "support")
    return (led + 1, clause.last) if led and lexis.keys[led + 1].endswith(naming["progressive_ending"]) else None


def _until_joined(lexis: Lexis, first: int, last: int) -> int:
    """Return where what somebody is accused of ends: before what the accuser also does, "and demanded …"."""
    keys, joining = lexis.keys, listed(lexis.language, "support", "joining")
    endings = tuple(table(lexis.language, "support")["verb_endings"])
    return next((n for n in range(first, last - 1) if keys[n] in joining and keys[n + 1].endswith(endings)), last)


def _dependent(lexis: Lexis, clauses: tuple[Clause, ...], number: int) -> tuple[int, int] | None:
    """Return the clause after a demand that says what is demanded: "fordert, … zu entlassen"; None where none does."""
    if number + 1 >= len(clauses) or clauses[number + 1].sentence != clauses[number].sentence:
        return None
    return (clauses[number + 1].first, clauses[number + 1].last) if depends(lexis, clauses[number + 1]) else None


def _supposed(lexis: Lexis, clause: Clause, piece: int) -> tuple[int, int] | None:
    """Return what a noun says is only supposed: "one theory is that it moved", "no evidence that it moved"."""
    after = piece + 1 + (lexis.keys[piece + 1 : piece + 2] != [] and is_listed(lexis, lexis.keys[piece + 1], "being"))
    if after + 1 >= clause.last or not is_listed(lexis, lexis.keys[after], "dependent_words"):
        return None
    return after + 1, clause.last


def depends(lexis: Lexis, clause: Clause) -> bool:
    """Tell whether a clause says what another one is about: "dass …", "wonach …", or an infinitive with its mark."""
    mark = table(lexis.language, "certainty")["infinitive_mark"]
    if is_listed(lexis, lexis.keys[clause.first], "dependent_words"):
        return True
    return mark in lexis.keys[clause.first : clause.last] or _particle_infinitive(lexis, clause)


def _suspected(lexis: Lexis, clauses: tuple[Clause, ...], number: int, piece: int) -> tuple[Kind, _Reach]:
    """Return where what is suspected stands: in the clause that depends on the word, or after it in its own.

    A noun ("the suspect") governs nothing; in its clause only a word for a deed tells a suspicion apart.
    """
    clause = clauses[number]
    if is_listed(lexis, lexis.keys[piece], "suspicion_inquiries"):
        return "suspicion", _named_behind(lexis, piece, clause)
    if not governs_onwards(lexis):
        end = _end_of_dependent(lexis, clauses, number)
        return ("suspicion", (clause.last, end)) if end > clause.last else ("claim", (clause.first, clause.last))
    determined = piece > clause.first and lexis.keys[piece - 1] in (
        listed(lexis.language, "support", "definite") | listed(lexis.language, "support", "indefinite")
    )
    verb = lexis.lemmas[piece] == "suspect" and not determined
    accuses = is_listed(lexis, lexis.keys[piece], "accusing_verbs")
    of = _led_by(lexis, piece + 1, clause, "suspicion_prepositions") if accuses else None
    if of and listed(lexis.language, "certainty", "proven").isdisjoint(lexis.lemmas):
        return "suspicion", (of + 1, _until_joined(lexis, of + 1, clause.last))  # "accused it of ignoring complaints"
    if has_complement(lexis, piece, clause) and listed(lexis.language, "certainty", "proven").isdisjoint(lexis.lemmas):
        return "suspicion", (piece + 2, clause.last)  # "charged with leaking files", where nobody was convicted
    return ("suspicion", (piece, clause.last)) if verb else ("claim", (clause.first, clause.last))


def _reproached(lexis: Lexis, clauses: tuple[Clause, ...], number: int) -> tuple[int, int] | None:
    """Return the clause that depends on "wirft … vor": what somebody is said to have done."""
    clause = clauses[number]
    if not is_listed(lexis, lexis.keys[clause.last - 1], "suspicion_particles"):
        return None
    end = _end_of_dependent(lexis, clauses, number)
    return (clause.last, end) if end > clause.last else None


def _second_verb(lexis: Lexis, piece: int, clause: Clause) -> int | None:
    """Return where a clause goes on to what is a fact: "prüft den Kauf zweier Schiffe | und hat ein Werk gekauft"."""
    joiners, told = listed(lexis.language, "support", "joining"), listed(lexis.language, "certainty", "past_words")
    near = range(piece + 1, clause.last - 1)
    return next((n for n in near if lexis.keys[n] in joiners and lexis.keys[n + 1] in told), None)


def _reach_of_verb(lexis: Lexis, clauses: tuple[Clause, ...], number: int, piece: int, topic: str) -> tuple[int, int]:
    """Return what a verb of claims, plans or doubts governs: its clause, and what follows, of doubts what depends."""
    clause, onwards = clauses[number], governs_onwards(lexis) and topic != "claim_words"
    end = _end_of_sentence(clauses, number, _WHOLE if topic == "claim_words" else 1)
    if topic != "possibility_verbs":
        return piece if onwards else clause.first, end
    if cut := _second_verb(lexis, piece, clause):
        return piece if onwards else clause.first, cut
    if end == clause.last:
        return piece if onwards else clause.first, end
    opening = lexis.keys[clause.last]
    if is_listed(lexis, opening, "dependent_words") or is_listed(lexis, opening, "asking"):
        return piece if onwards else clause.last, end
    if onwards:
        return piece, end
    behind = clauses[number + 1]  # not "…, so wurde dies verworfen"
    mood = (is_subjunctive(lexis.forms[n], lexis.keys[n], lexis.language) for n in range(behind.first, behind.last))
    return clause.first, end if depends(lexis, behind) or any(mood) else clause.last


def _conditioned(clauses: tuple[Clause, ...], number: int) -> tuple[int, int] | None:
    """Return the clause beside a condition: the next one, or the one before where the condition ends the sentence."""
    for other in (number + 1, number - 1):
        if 0 <= other < len(clauses) and clauses[other].sentence == clauses[number].sentence:
            return clauses[other].first, clauses[other].last
    return None


def _denied(lexis: Lexis, clauses: tuple[Clause, ...], number: int, piece: int, topic: str) -> tuple[int, int] | None:
    """Return what is denied: what follows the verb, in German the clause that depends on it, on either side."""
    clause = clauses[number]
    onwards = governs_onwards(lexis)
    negations = listed(lexis.language, "certainty", "negations")
    if not negations.isdisjoint(lexis.keys[clause.first : piece if onwards else clause.last]):
        return None  # "did not deny" grants
    if onwards:
        return piece, clause.last
    if topic == "denial_particle_verbs" and not is_listed(lexis, lexis.keys[clause.last - 1], "denial_particles"):
        return None
    for other in (number + 1, number - 1):
        if 0 <= other < len(clauses) and clauses[other].sentence == clause.sentence:
            beside = clauses[other]
            if depends(lexis, beside):  # "dementierte Berichte, wonach …"
                return min(clause.first, beside.first), max(clause.last, beside.last)
    return None


def _particle_infinitive(lexis: Lexis, clause: Clause) -> bool:
    """Tell whether a clause ends in an infinitive with its mark inside ("abzureißen")."""
    return has_mark_inside(lexis.keys[clause.last - 1], lexis.language)


def has_mark_inside(key: str, language: str) -> bool:
    """Tell whether a word is an infinitive with its mark between the particle and the verb: "abzureißen"."""
    mark, ending = (table(language, "certainty")[name] for name in ("infinitive_mark", "marked_infinitive"))
    return bool(ending) and key.endswith(ending) and mark in key[2:-3]


_KINDS: dict[str, Kind] = {
    "suspicion": "suspicion", "hearsay": "hearsay", "claim": "claim", "possibility": "possibility", "plan": "plan",
    "denial": "denial", "condition": "possibility",
}  # fmt: skip
# More clauses than any sentence has.
_WHOLE = 1000
# Pieces between an "and" and an adverb of what it joins on.
_NEAR_JOINER = 3


def _joined_from(lexis: Lexis, piece: int, clause: Clause) -> int:
    """Return where what an adverb of possibility governs begins: behind the "and" that joins it to what is a fact.

    "Das Schiff wurde nach Leningrad geschleppt und später vermutlich versenkt."
    """
    joiners = listed(lexis.language, "support", "coordinating")
    near = range(max(clause.first, piece - _NEAR_JOINER), piece)
    joined = next((at for at in reversed(near) if lexis.keys[at] in joiners), None)
    if joined is not None or not governs_onwards(lexis):
        return clause.first if joined is None else joined
    relatives = listed(lexis.language, "quotations", "relatives")  # "a statue that was probably looted"
    return next((at for at in reversed(range(clause.first, piece)) if lexis.keys[at] in relatives), clause.first)


def _end_of_dependent(lexis: Lexis, clauses: tuple[Clause, ...], number: int) -> int:
    """Return the end of the next clause of the sentence; of this one where the next tells facts.

    It does where it gives a reason or a time, or describes who is named: "werfen ihm Kunden vor, die klagen".
    """
    end = _end_of_sentence(clauses, number, 1)
    if end == clauses[number].last:
        return end
    behind = clauses[number + 1]
    here = lexis.keys[behind.first : behind.last]
    relative = here[0] in listed(lexis.language, "quotations", "relatives") and not depends(lexis, behind)
    describes = relative and listed(lexis.language, "crimes", "reported").isdisjoint(here)
    return clauses[number].last if describes or is_listed(lexis, here[0], "factual_words") else end


def _end_of_sentence(clauses: tuple[Clause, ...], number: int, further: int) -> int:
    """Return the end of the sentence, or of the clause ``further`` on where that comes first."""
    last, furthest = number, min(number + further, len(clauses) - 1)
    while last < furthest and clauses[last + 1].sentence == clauses[number].sentence:
        last += 1
    return clauses[last].last
