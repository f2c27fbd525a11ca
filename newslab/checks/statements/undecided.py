"""Finds what a summary tells as so, where its article has somebody still weigh whether to do it.

The verb is what both texts share, or in German its noun: "prüft die Schließung" and "schließt" tell one deed, and only
one of them as decided.
"""

from __future__ import annotations

from collections.abc import Iterator

from newslab.checks.statements.put_off import deeds, is_verb, places_of_kind
from newslab.checks.statements.settled import FEWEST_WORDS, bearers, is_softened, stretch
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.lexis import listed
from newslab.text.statements.clauses import MOST_CLAUSES, Clause
from newslab.text.statements.hedges import Hedge


def undecided(alignment: Alignment, clause: Clause) -> Hedge | None:
    """Return the word that leaves undecided what a clause tells, where the article has its verb nowhere else."""
    article, summary = alignment.article, alignment.summary
    if _weighing(article.language).isdisjoint(article.lexis.known):
        return None
    for at in _verbs(summary, clause):
        places = places_of_kind(article, summary.lexis.lemmas[at])
        left = [_weighed(article, place) for place in places]
        if not left or not all(left) or is_softened(summary, clause, at, "done"):
            continue
        words = stretch(summary, clause, ())[2]
        nearest = [sentence for sentence, borne in bearers(article, words) if len(borne) >= FEWEST_WORDS][:1]
        found = next((one for one in left if one and article.clauses[one.clause].sentence in nearest), None)
        if found:
            return found
    return None


def _verbs(summary: Document, clause: Clause) -> Iterator[int]:
    """Yield the verbs of a clause: of any tense where nouns are told by their capitals, else those of deeds done."""
    if not table(summary.language, "certainty")["nouns_have_capitals"]:
        yield from deeds(summary, clause)
        return
    yield from (
        n
        for n in range(clause.first, clause.last)
        if summary.lexis.content[n] and is_verb(summary, clause, n, helped=True)
    )


def _weighing(language: str) -> frozenset[str]:
    return listed(language, "certainty", "considering") | listed(language, "certainty", "asking")


def _weighed(article: Document, piece: int) -> Hedge | None:
    """Return the word that governs a piece as what is still weighed: "erwägt", "ob"."""
    weighing = _weighing(article.language)
    sentence = article.lexis.sentence_of[piece]
    for hedge in article.hedges_of.get(sentence, ())[:MOST_CLAUSES]:
        governs = hedge.reach[0] <= piece < hedge.reach[1] and hedge.piece != piece
        if governs and article.lexis.keys[hedge.piece] in weighing:
            return hedge
    return None
