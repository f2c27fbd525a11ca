"""Finds a suspended sentence that a summary tells as one to be served: "jailed for a year"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from newslab.checks.statements.negations import denies, hidden_in
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.lexis import listed
from newslab.text.statements.clauses import Clause


def served(alignment: Alignment, clause: Clause) -> Clause | None:
    """Return the article's clause that suspends a sentence of which a clause of the summary says that it is served."""
    article, summary = alignment.article, alignment.summary
    language = summary.language
    suspending = listed(language, "crimes", "suspending")
    if suspending.isdisjoint(article.lexis.known) or not suspending.isdisjoint(summary.lexis.known):
        return None
    keys = summary.lexis.keys[clause.first : clause.last]
    hedged = listed(language, "certainty", "hedged")
    if (
        not _jails(keys, language)
        or denies(summary, clause)
        or hidden_in(summary, clause)
        or not hedged.isdisjoint(keys)
    ):
        return None
    return _suspended(article)


@lru_cache(maxsize=4)  # an article's summaries come one after the other
def _suspended(article: Document) -> Clause | None:
    """Return the clause that suspends a sentence, where the article tells of none that is to be served."""
    suspending = listed(article.language, "crimes", "suspending")
    if any(_jails(article.lexis.keys[clause.first : clause.last], article.language) for clause in article.clauses):
        return None
    if any(_sentences(article, number, suspending) for number in range(len(article.sentences))):
        return None  # another, or another's, is to be served
    return next((clause for clause in article.clauses if _suspends(article, clause, suspending)), None)


def _sentences(article: Document, number: int, suspending: frozenset[str]) -> bool:
    """Tell whether a sentence of the article tells of a punishment that nothing there suspends."""
    lexis, (first, last) = article.lexis, article.lexis.ranges[number]
    passing = listed(article.language, "crimes", "sentencing")
    return not passing.isdisjoint(lexis.lemmas[first:last]) and suspending.isdisjoint(lexis.keys[first:last])


def _suspends(article: Document, clause: Clause, suspending: frozenset[str]) -> bool:
    """Tell whether a clause suspends a sentence, not its rest, not as somebody pleads, and nobody "from duty"."""
    here = article.lexis.words[clause.first : clause.last]
    only = listed(article.language, "crimes", "not_suspending")
    if any(key in only or known in only for key, known in here):
        return False
    keys, others = article.lexis.keys, listed(article.language, "crimes", "suspended_otherwise")
    return any(
        keys[n] in suspending and others.isdisjoint(keys[n + 1 : n + 2]) for n in range(clause.first, clause.last)
    )


def _jails(keys: Iterable[str], language: str) -> bool:
    """Tell whether words say that somebody goes to prison."""
    text = f" {' '.join(keys)} "
    return any(f" {phrase} " in text for phrase in table(language, "crimes")["jailing"])
