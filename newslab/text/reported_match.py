"""Finds the speech in an article that a report in a summary rests on: same things said, in whatever words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from newslab.records import Span
from newslab.text.document import Document
from newslab.text.quotations import Quotation

_FEWEST = 2  # content words below which nothing is said of where a report comes from


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMatch:
    """A report of the summary and the sentence of the article that says most of it.

    ``strength`` is the share of its content words, weighed by how rare they are, that the sentence has (0 to 1);
    ``margin`` is what it has more than the best sentence that lies further away. ``sources`` is the speech in it.
    """

    quotation: Quotation
    sentence: Span
    strength: float
    margin: float
    sources: tuple[Quotation, ...]


def match_report(quotation: Quotation, span: Span, summary: Document, article: Document) -> ReportMatch | None:
    """Return the sentence that the words ``span`` of the summary rest on; None where they say too little."""
    wanted = _content(summary, span)
    if len(wanted) < _FEWEST:
        return None
    scores = _scores(wanted, article)
    if not scores:
        return None
    ranked = sorted(scores, key=lambda number: (-scores[number], number))
    best = ranked[0]
    rest = max((scores[number] for number in ranked[1:] if abs(number - best) > 1), default=0.0)
    sentence = article.sentences[best]
    return ReportMatch(
        quotation=quotation,
        sentence=sentence,
        strength=scores[best],
        margin=scores[best] - rest,
        sources=speech_in(article.quotations, sentence),
    )


def _content(summary: Document, span: Span) -> set[str]:
    """Return the lemmas and figures that carry news between two offsets of the summary."""
    lexis = summary.lexis
    first, last = bisect_left(lexis.starts, span.start), bisect_left(lexis.starts, span.end)
    return {lexis.lemmas[at] for at in range(first, last) if lexis.content[at] or lexis.keys[at][0].isdigit()}


def _scores(wanted: set[str], article: Document) -> dict[int, float]:
    places, many = article.lexis.sentences_of, len(article.sentences)
    weights = {word: log(1 + many / max(1, len(places.get(word, ())))) for word in sorted(wanted)}
    whole = sum(weights.values())
    scores: dict[int, float] = {}
    for word, weight in weights.items():
        for number in places.get(word, ()):
            scores[number] = scores.get(number, 0.0) + weight / whole
    return scores


def speech_in(quotations: Sequence[Quotation], span: Span) -> tuple[Quotation, ...]:
    """Return the speech that touches a stretch of text."""
    first = bisect_left([quotation.span.end for quotation in quotations], span.start + 1)
    found: list[Quotation] = []
    for quotation in quotations[first:]:
        if quotation.span.start >= span.end:
            break
        if quotation.kind != "mention" and quotation.span.touches(span):
            found.append(quotation)
    return tuple(found)
