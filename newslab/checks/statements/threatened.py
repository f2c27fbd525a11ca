"""Finds a penalty that a summary tells as imposed, where its article has it only as what somebody faces or demands."""

from __future__ import annotations

from functools import cache, lru_cache

from newslab.checks.statements.negations import TEXTS
from newslab.checks.statements.settled import Unsettled
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.lexis import lemma, listed
from newslab.text.statements.clauses import Clause

# Mentions of penalties in the article that are looked at.
_MOST_PLACES = 16


def threatened(alignment: Alignment, clause: Clause) -> Unsettled | None:
    """Return what leaves a penalty open that a clause tells as imposed, where the article has it nowhere else."""
    summary, here = alignment.summary, alignment.summary.lexis.keys[clause.first : clause.last]
    if not any(_is_penalty(summary, n) for n in range(clause.first, clause.last)):
        return None
    if not _softening(summary.language).isdisjoint(here) or _faced(summary, clause) is not None:
        return None
    faced = _only_faced(alignment.article)
    return faced and Unsettled(clause=faced[0], piece=faced[1], first=clause.first, last=clause.last)


@lru_cache(maxsize=TEXTS)
def _only_faced(article: Document) -> tuple[Clause, int] | None:
    """Return the first clause of the article with a penalty, and its word, where each one is only faced or demanded."""
    language, lexis = article.language, article.lexis
    if not listed(language, "certainty", "proven").isdisjoint(lexis.known):
        return None
    known = {lemma(word, language) for word in listed(language, "certainty", "penalties")}  # "Haft" has "haften"
    places = sorted(n for word in known for n in lexis.places_of.get(word, ()) if _is_penalty(article, n))
    told = [(clause, _faced(article, clause)) for clause in map(article.clause_at, places[:_MOST_PLACES])]
    faced = [(clause, piece) for clause, piece in told if piece is not None]
    return faced[0] if faced and len(faced) == len(told) else None


@cache
def _softening(language: str) -> frozenset[str]:
    """Return the words by which a clause leaves a penalty open, or tells whose account it is."""
    keys = ("hedged", "condition_words", "reporting", "negations")
    found = frozenset[str]().union(*(listed(language, "certainty", key) for key in keys))
    return found - listed(language, "certainty", "attempting")


def _is_penalty(document: Document, piece: int) -> bool:
    return not _penal(document.language).isdisjoint(document.lexis.words[piece])


@cache
def _penal(language: str) -> frozenset[str]:
    return listed(language, "certainty", "penalties") | listed(language, "certainty", "punishing")


def _faced(document: Document, clause: Clause) -> int | None:
    """Return the word of a clause by which a penalty is only possible, or demanded."""
    faced = listed(document.language, "certainty", "facing")
    return next((n for n in range(clause.first, clause.last) if document.lexis.keys[n] in faced), None)
