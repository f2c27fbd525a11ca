"""Tells how a hedging word stands in its clause: before which noun or verb, and whether it leaves anything open."""

from __future__ import annotations

from newslab.text.language import table
from newslab.text.lexis import Lexis, listed
from newslab.text.statements.clauses import Clause

# What opens a noun's phrase.
OPENERS = (("support", "definite"), ("support", "indefinite"), ("quotations", "prepositions"))


def is_listed(lexis: Lexis, key: str, topic: str) -> bool:
    """Tell whether a word is in one of the lists of certainty."""
    return key in listed(lexis.language, "certainty", topic)


def governs_onwards(lexis: Lexis) -> bool:
    """Tell whether a hedging word governs only what follows it, in English."""
    return bool(table(lexis.language, "certainty")["governs_onwards"])


def is_about(lexis: Lexis, clause: Clause) -> bool:
    """Tell whether a clause ends in "soll es sich um … handeln", which governs a noun."""
    return is_listed(lexis, lexis.keys[clause.last - 1], "hearsay_verbs")


def has_complement(lexis: Lexis, piece: int, clause: Clause) -> bool:
    """Tell whether "suspected" goes on with "of": then it is no adjective."""
    return piece + 1 < clause.last and is_listed(lexis, lexis.keys[piece + 1], "suspicion_prepositions")


def is_passive_report(lexis: Lexis, piece: int, clause: Clause) -> bool:
    """Tell "is said to have left" from "said he left"."""
    after = lexis.keys[piece + 1 : min(piece + 3, clause.last)]
    perfect = listed(lexis.language, "certainty", "perfect_auxiliaries")
    return len(after) > 1 and after[0] == table(lexis.language, "certainty")["infinitive_mark"] and after[1] in perfect


def is_hearsay(lexis: Lexis, clause: Clause, piece: int) -> bool:
    """Tell "soll gestohlen haben" and "gestohlen haben soll" from "soll öffnen"."""
    last, before = lexis.keys[clause.last - 1], lexis.keys[piece - 1] if piece > clause.first else ""
    perfect = listed(lexis.language, "certainty", "perfect_auxiliaries")
    return last in perfect or before in perfect or is_about(lexis, clause)


def is_past_inability(lexis: Lexis, piece: int, clause: Clause) -> bool:
    """Tell whether "could not" says what was impossible: "a helicopter could not land"."""
    after = lexis.keys[piece + 1 : min(piece + 3, clause.last)]
    return is_listed(lexis, lexis.keys[piece], "past_modals") and not listed(
        lexis.language, "certainty", "negations"
    ).isdisjoint(after)


def is_attribute(lexis: Lexis, piece: int, clause: Clause) -> bool:
    """Tell whether an adverb stands before an adjective that it qualifies ("die wahrscheinlich größte Schlange")."""
    endings = tuple(table(lexis.language, "certainty")["adjective_endings"])
    return (
        piece + 1 < clause.last
        and lexis.keys[piece] not in listed(lexis.language, "support", "stop")
        and lexis.forms[piece].islower()
        and lexis.keys[piece].endswith(endings)
        and lexis.content[piece + 1]
    )


def only_rounds(lexis: Lexis, piece: int, clause: Clause) -> bool:
    """Tell whether an adverb only rounds a figure behind a preposition: "a boy of maybe 15"."""
    if piece == clause.first or piece + 1 == clause.last or not lexis.keys[piece + 1][0].isdigit():
        return False
    return lexis.keys[piece - 1] in listed(lexis.language, "quotations", "prepositions")


def only_describes(lexis: Lexis, piece: int, clause: Clause) -> bool:
    """Tell whether a participle stands before its noun: "des versuchten Mordes", not "sie versuchten Mut zu fassen"."""
    if not table(lexis.language, "certainty")["nouns_have_capitals"] or not clause.first < piece < clause.last - 1:
        return False
    opens = (listed(lexis.language, *place) for place in OPENERS)
    return lexis.forms[piece + 1][0].isupper() and any(lexis.keys[piece - 1] in words for words in opens)


def supposes_nothing(lexis: Lexis, piece: int, clause: Clause) -> bool:
    """Tell whether nothing is left open: "weiter als befürchtet", or a court tries a case ("Gericht verhandelt")."""
    if not listed(lexis.language, "support", "comparing").isdisjoint(lexis.keys[max(clause.first, piece - 2) : piece]):
        return True
    here, courts = lexis.keys[clause.first : clause.last], tuple(table(lexis.language, "certainty")["courts"])
    if is_listed(lexis, lexis.keys[piece], "counting_on"):
        return listed(lexis.language, "certainty", "counted_on").isdisjoint(here)  # "in der Zeit zurück rechnen"
    return is_listed(lexis, lexis.keys[piece], "trying") and any(key.endswith(courts) for key in here)


def noun_behind(lexis: Lexis, piece: int, clause: Clause) -> int | None:
    """Return the noun that an adjective before it qualifies, past other adjectives and parts of a compound."""
    after = [at for at in range(piece + 1, clause.last) if lexis.content[at]]
    if table(lexis.language, "certainty")["nouns_have_capitals"]:
        return next((at for at in after if lexis.forms[at][0].isupper()), None)
    run = [at for number, at in enumerate(after) if at == piece + 1 + number and lexis.forms[at].islower()]
    return run[-1] if run else next(iter(after), None)


def verb_of(lexis: Lexis, piece: int, clause: Clause) -> int | None:
    """Return the verb that a modal governs: at the clause's end, or next to the modal, as the language has it."""
    auxiliaries = listed(lexis.language, "certainty", "auxiliaries")
    last = table(lexis.language, "certainty")["verb_stands_last"]
    numbers = reversed(range(clause.first, clause.last)) if last else iter(range(piece + 1, clause.last))
    return next((at for at in numbers if lexis.keys[at] not in auxiliaries), None)
