"""Finds what a summary tells as so, where its article has somebody still weigh whether to do it.

The verb is what both texts share, or in German its noun: "prüft die Schließung" and "schließt" tell one deed, and only
one of them as decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from newslab.checks.statements.negations import governing
from newslab.checks.statements.openness import is_infinitive
from newslab.checks.statements.put_off import deeds, is_verb, places_of_kind
from newslab.checks.statements.settled import FEWEST_WORDS, bearers, is_softened, stretch
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.lexis import listed
from newslab.text.statements.clauses import LONGEST_CLAUSE, MOST_CLAUSES, Clause
from newslab.text.statements.hedges import Hedge

# What leaves a deed open, by whatever grammar.
_OPEN = ("considering", "asking", "unresolved")
_MOST_PLACES = 32


def undecided(alignment: Alignment, clause: Clause) -> Hedge | None:
    """Return what leaves undecided what a clause tells, where the article has its verb nowhere else."""
    article, summary = alignment.article, alignment.summary
    if _unresolved(article.language).isdisjoint(article.lexis.known):
        return None
    for at in _verbs(summary, clause):
        places = places_of_kind(article, summary.lexis.lemmas[at])
        left = [_weighed(article, place) for place in places[:_MOST_PLACES]]
        if not left or not all(left) or is_softened(summary, clause, at, "done"):
            continue
        words = stretch(summary, clause, ())[2]
        nearest = [sentence for sentence, borne in bearers(article, words) if len(borne) >= FEWEST_WORDS]
        found = next((one for one in left if one and article.lexis.sentence_of[one.piece] in nearest), None)
        if found:
            return found
    return None


def _verbs(summary: Document, clause: Clause) -> Iterator[int]:
    """Yield the verbs by which a clause tells what is done or will be."""
    lexis = summary.lexis
    pieces = range(clause.first, clause.last)
    if table(summary.language, "certainty")["nouns_have_capitals"]:
        yield from (n for n in pieces if lexis.content[n] and is_verb(summary, clause, n, helped=True))
        return
    yield from deeds(summary, clause)
    ahead, being = (listed(summary.language, "certainty", key) for key in ("telling_ahead", "being"))
    for n in (n for n in pieces if lexis.content[n]):
        before = lexis.keys[max(0, n - 2) : n]
        bent = lexis.keys[n] != lexis.lemmas[n]  # "is closing", not "is low"
        if not ahead.isdisjoint(before) or (bent and not being.isdisjoint(before)):
            yield n


@cache
def _unresolved(language: str) -> frozenset[str]:
    return frozenset[str]().union(*(listed(language, "certainty", key) for key in _OPEN))


def _weighed(article: Document, piece: int) -> Hedge | None:
    """Return the word that leaves open whether a deed is done: it governs it ("erwägt", "ob"), or stands beside it."""
    lexis, weighing = article.lexis, listed(article.language, "certainty", "considering")
    weighing |= listed(article.language, "certainty", "asking")
    for hedge in article.hedges_of.get(lexis.sentence_of[piece], ())[:MOST_CLAUSES]:
        governs = hedge.reach[0] <= piece < hedge.reach[1] and hedge.piece != piece
        if governs and lexis.keys[hedge.piece] in weighing:
            return hedge
    return _wanted(article, piece)


def _wanted(article: Document, piece: int) -> Hedge | None:
    """Return what proposes, demands or threatens a deed that a noun or an infinitive names: "empfahl die Sperrung"."""
    lexis = article.lexis
    if not (lexis.forms[piece].istitle() or is_infinitive(lexis, piece) or _is_named(article, piece)):
        return None
    number = article.clause_number(piece)
    here = article.clauses[number]
    wanting = listed(article.language, "certainty", "unresolved")
    for clause in (here, *(governing(article, here) if is_infinitive(lexis, piece) else ())):
        at = next((n for n in range(clause.first, clause.last) if lexis.keys[n] in wanting and n != piece), None)
        if at is not None and clause.last - clause.first <= LONGEST_CLAUSE:
            return Hedge(kind="possibility", piece=at, clause=number, core=None, reach=(here.first, here.last))
    return None


def _is_named(article: Document, piece: int) -> bool:
    """Tell whether a verb stands for its deed, where nouns have no capitals: "recommended closing it"."""
    key, endings = article.lexis.keys[piece], tuple(table(article.language, "certainty")["naming_endings"])
    return bool(endings) and key.endswith(endings)
