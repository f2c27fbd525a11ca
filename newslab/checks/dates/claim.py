"""Owns one moment of a summary as a claim beside its article, and how something is said of it."""

from __future__ import annotations

from newslab.checks.extract import around
from newslab.checks.rules import rules_of
from newslab.records import Finding, Span
from newslab.text.alignment.align import Alignment
from newslab.text.dates.finder import Moment
from newslab.text.dates.words import date_words

_RULES = rules_of("date")


class DateClaim:
    """One moment of a summary, and its article."""

    def __init__(self, alignment: Alignment, ours: Moment) -> None:
        self.alignment, self.ours, self.stated = alignment, ours, ours.stated
        self.article, self.summary = alignment.article, alignment.summary
        self.words = date_words(self.summary.language)

    def say(self, code: str, *spans: Span, at: Span | None = None, **details: str) -> Finding:
        """Return a finding on the moment, or on what stands ``at`` a place around it, with its evidence."""
        place = at or self.ours.span
        return Finding(
            rule=_RULES[code],
            summary_span=self.summary.origin(place),
            article_spans=tuple(self.article.origin(span) for span in spans),
            details={
                "text": place.of(self.summary.text),
                "evidence": " … ".join(around(self.article, span) for span in spans),
                **details,
            },
        )
