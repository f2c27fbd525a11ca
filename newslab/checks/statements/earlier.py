"""Finds "more than last year" told of a figure that the article has as less than last year's, and the reverse."""

from __future__ import annotations

from collections.abc import Sequence, Set

from newslab.checks.statements.amounts import (
    around,
    exceeds,
    figures_in,
    go_on,
    is_amount,
    measure_same,
    piece_of,
    times_in,
)
from newslab.checks.statements.comparisons import degree_before
from newslab.checks.statements.orders import COUNTED
from newslab.records import Span
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.lexis import listed
from newslab.text.quantities.finder import Quantity
from newslab.text.statements.clauses import Clause, span_of

# Mentions of a figure in the article, and figures of a sentence, that are looked at.
_MOST_PLACES = 8
_LAST_YEAR = "last year"


def otherwise_before(alignment: Alignment, clause: Clause) -> Span | None:
    """Return where the article has less at the time for which a clause tells more than the figure before, or None."""
    summary, article = alignment.summary, alignment.article
    keys, than = summary.lexis.keys, listed(summary.language, "support", "comparing")
    if than.isdisjoint(keys[clause.first : clause.last]) or _denies(summary, clause):
        return None
    for at in (n for n in range(clause.first + 1, clause.last) if keys[n] in than):
        degree, times = degree_before(summary, clause, at), _times(summary, at, clause.last)
        mine = _figure_before(summary, clause, at) if degree and degree[0] in COUNTED and times else None
        if degree is None or mine is None:
            continue
        told = [
            (is_more == degree[1], theirs, other)
            for theirs in _mentions(article, mine)
            for other in _of_other_time(article, theirs, times)
            if (is_more := exceeds(theirs, other)) is not None
        ]
        if told and not any(straight for straight, *_ in told):
            return around(article, *told[0][1:])
    return None


def _denies(summary: Document, clause: Clause) -> bool:
    negations = listed(summary.language, "certainty", "negations")
    return not negations.isdisjoint(summary.lexis.keys[clause.first : clause.last])


def _figure_before(summary: Document, clause: Clause, at: int) -> Quantity | None:
    """Return the figure that is compared: the last before the word of comparison, there or in the clause before."""
    number = summary.clause_number(clause.first)
    before = summary.clauses[number - 1] if number else clause
    opens = before.first if before.statement == clause.statement else clause.first
    told = figures_in(summary, summary.lexis.span(opens, at))
    return told[-1] if told and is_amount(told[-1], summary) else None


def _mentions(article: Document, mine: Quantity) -> list[Quantity]:
    """Return where the article has the figure of a summary."""
    same = (q for q in article.quantities if q.values == mine.values and q.dimension == mine.dimension)
    return [quantity for quantity in same if is_amount(quantity, article)][:_MOST_PLACES]


def _of_other_time(article: Document, quantity: Quantity, times: Set[str]) -> Sequence[Quantity]:
    """Return the figures of the same measure that stand by one of these times: in its sentence, or in one beside it.

    "Im Vorjahr" and the year before that of publication are one, where the article does not tell them apart.
    """
    here = article.sentence_at(quantity.span.start)
    alike = [
        (other, sentence)
        for sentence in (here, here + 1, here - 1)
        if 0 <= sentence < len(article.sentences)
        for other in figures_in(article, article.sentences[sentence])[:_MOST_PLACES]
        if measure_same(quantity, other) and is_amount(other, article)
        if sentence == here or go_on(article, here, sentence)
    ]
    last_year = frozenset([_LAST_YEAR, str(article.published.year - 1)] if article.published else [_LAST_YEAR])
    for told in (times, last_year) if not times.isdisjoint(last_year) else (times,):
        found = [(other, sentence) for other, sentence in alike if not told.isdisjoint(_times_by(article, other))]
        if found and told.isdisjoint(_times_by(article, quantity)):
            return [other for other, sentence in found if sentence == found[0][1]]
    return ()


def _times_by(article: Document, quantity: Quantity) -> Set[str]:
    """Return the times by a figure: behind it, and before it where it is the first of its clause."""
    at = piece_of(article, quantity)
    clause = article.clause_at(at)
    figures = [other for other in figures_in(article, span_of(clause, article.lexis)) if is_amount(other, article)]
    behind = next((piece_of(article, other) for other in figures if other.first > quantity.first), clause.last)
    return _times(article, clause.first if figures[:1] == [quantity] else at, behind)


def _times(document: Document, first: int, last: int) -> Set[str]:
    """Return the times that a stretch names, "im Vorjahr" as a word of its own."""
    earlier = listed(document.language, "comparisons", "earlier")
    said = not earlier.isdisjoint(document.lexis.keys[first:last])
    return times_in(document, first, last) | ({_LAST_YEAR} if said else set())
