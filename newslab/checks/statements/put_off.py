"""Finds a deed that a summary tells as done, where its article has it only as still to do, in whatever other words.

The verb is what both texts share: "muss noch zustimmen" and "hat zugestimmt" tell one deed, and only one as done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from newslab.checks.statements.negations import governing
from newslab.checks.statements.openness import is_infinitive, settles
from newslab.checks.statements.settled import FEWEST_WORDS, Unsettled, bearers, is_softened, stretch
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.lexis import Lexis, listed
from newslab.text.statements.clauses import Clause
from newslab.text.statements.hedges import is_month
from newslab.text.statements.states import states_in

# Letters of a verb's root by which the words of its family are known.
_ROOT = 5
# Pieces between a verb and what puts it off, where the language keeps them together.
_NEAR = 4


def put_off(alignment: Alignment, clause: Clause) -> Unsettled | None:
    """Return what puts off a deed that a clause tells as done, where the article has it nowhere but as still to do."""
    article, summary = alignment.article, alignment.summary
    for at in deeds(summary, clause):
        left = [_still_to_do(article, place) for place in places_of_kind(article, summary.lexis.lemmas[at])]
        if not left or not all(left) or is_softened(summary, clause, at, "done"):
            continue
        words = stretch(summary, clause, ())[2]
        nearest = [sentence for sentence, borne in bearers(article, words) if len(borne) >= FEWEST_WORDS][:1]
        found = next((one for one in left if one and one[0].sentence in nearest), None)
        if found:
            return Unsettled(clause=found[0], piece=found[1], first=clause.first, last=clause.last)
    return None


def deeds(summary: Document, clause: Clause) -> Sequence[int]:
    """Return the verbs by which a clause tells a deed as done: participles behind "hat" or "was", and preterites."""
    lexis, language = summary.lexis, summary.language
    past, states = listed(language, "certainty", "past_words"), _words_of_state(language)
    capitals = table(language, "certainty")["nouns_have_capitals"]
    if not capitals and lexis.keys[clause.first] in past:
        return ()  # the rest of a clause whose modal stands before a comma
    tells = [
        n
        for n in range(clause.first, clause.last)
        if (lexis.keys[n] != lexis.lemmas[n] or n == clause.last - 1)
        and lexis.content[n]
        and lexis.keys[n] not in states
        and lexis.lemmas[n] not in states
    ]
    if capitals:
        here = lexis.keys[clause.first : clause.last]
        closing = lexis.lemmas[clause.last - 1] != here[-1] and not listed(language, "certainty", "being").isdisjoint(
            here
        )
        helped = closing or not past.isdisjoint(here)  # "ist eingetroffen"
        return [n for n in tells if is_verb(summary, clause, n, helped=helped)]
    preterites, going_on = listed(language, "certainty", "preterites"), table(language, "support")["progressive_ending"]
    return [
        n
        for n in tells
        if lexis.keys[n] != lexis.lemmas[n]
        and not lexis.keys[n].endswith(going_on)  # "has ruled out paying"
        and (lexis.keys[n] in preterites or not past.isdisjoint(lexis.keys[max(clause.first, n - _NEAR) : n]))
    ]


def is_verb(summary: Document, clause: Clause, at: int, *, helped: bool) -> bool:
    """Tell a verb from a noun by its capital, and from an adjective by the noun that would follow it."""
    lexis, preterites = summary.lexis, listed(summary.language, "certainty", "preterites")
    key, known = lexis.keys[at], lexis.lemmas[at]
    closes = helped and at == clause.last - 1  # a participle that no dictionary knows
    if not closes and (key == known or not known.endswith("n")):
        return False
    opens = at == clause.first
    if (lexis.forms[at].istitle() and not opens) or is_infinitive(lexis, at):
        return False
    described = at + 1 < clause.last and lexis.forms[at + 1].istitle()
    endings = tuple(table(summary.language, "certainty")["past_endings"])
    told = key.endswith(endings) or key in preterites
    return not (described and (opens or not told)) and (helped or told)


@cache
def _words_of_state(language: str) -> frozenset[str]:
    """Return the words that say themselves how settled something is, and those of saying: no deeds to be done."""
    own = (listed(language, "states", key) for key in ("pending", "open"))
    other = (listed(language, "certainty", key) for key in ("hedged", "reporting", "claim_words", "plan_verbs"))
    return frozenset[str]().union(*own, *other)


def places_of_kind(article: Document, known: str) -> list[int]:
    """Return the pieces of the article that have a verb, or a word of its root: "Zustimmung" for "zustimmen"."""
    endings = table(article.language, "certainty")["infinitive_endings"]
    root = next((known.removesuffix(ending) for ending in endings if ending and known.endswith(ending)), known)
    if len(root) < _ROOT:
        return article.lexis.places_of.get(known, [])
    return sorted({n for word in article.lexis.of_root(root) for n in article.lexis.places_of.get(word, ())})


def _still_to_do(article: Document, piece: int) -> tuple[Clause, int] | None:
    """Return what says in a verb's clause that it is still to do: "soll … zustimmen", "is due to start"."""
    lexis, language = article.lexis, article.language
    clause = article.clause_at(piece)
    room = range(max(clause.first, piece - _NEAR), piece)
    if table(language, "certainty")["nouns_have_capitals"]:
        future = listed(language, "certainty", "future_behind")
        bare = lexis.keys[piece] == lexis.lemmas[piece] or not future.isdisjoint(lexis.keys[piece + 1 : piece + 2])
        room = range(clause.first, clause.last)
        if lexis.forms[piece].istitle():
            pending = [n for n, _ in states_in(lexis, clause.first, clause.last, ("pending",))]
            found = pending or [n for n in room if lexis.keys[n] in listed(language, "states", "ahead")]
            return (clause, found[0]) if found else None
        if is_infinitive(lexis, piece):
            return next(_announced(article, clause), None)
        if not bare:
            return None
    if settles(article, clause, "done"):
        return None
    ahead = listed(language, "states", "ahead")
    told = (n for n in room if lexis.keys[n] in ahead or _opens_plan(lexis, n))
    return next(((clause, n) for n in told if not is_month(lexis, n)), None)


def _announced(article: Document, clause: Clause) -> Iterator[tuple[Clause, int]]:
    """Yield what governs an infinitive as still to come: "hat angekündigt, im Herbst zurückzutreten"."""
    for other in governing(article, clause):
        for at, _ in states_in(article.lexis, other.first, other.last, ("pending",)):
            yield other, at


def _opens_plan(lexis: Lexis, at: int) -> bool:
    """Tell whether a word and the mark of an infinitive behind it put a deed off: "is to", "plans to"."""
    lists = (listed(lexis.language, "certainty", key) for key in ("plan_verbs", "hedged_before_infinitive"))
    mark = table(lexis.language, "certainty")["infinitive_mark"]
    return lexis.keys[at + 1 : at + 2] == [mark] and any(lexis.keys[at] in words for words in lists)
