"""Owns one number of a summary as a claim: beside its article's numbers, and how something is said of it."""

from __future__ import annotations

from newslab.checks.extract import around
from newslab.checks.numbers.figures import Figures, figures_of
from newslab.checks.rules import rules_of
from newslab.records import Finding, Span
from newslab.text.alignment.align import Alignment
from newslab.text.once import once
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

_RULES = rules_of("number")


class Claim:
    """The number ``at`` of a summary, and the numbers of its article."""

    def __init__(self, alignment: Alignment, at: int) -> None:
        self.alignment, self.at = alignment, at
        self.article, self.summary = alignment.article, alignment.summary
        self.ours = alignment.summary.quantities[at]
        self.words = number_words(self.summary.language)
        self.figures: Figures = figures_of(self.article)

    @once
    def beside(self) -> list[Quantity]:
        """The summary's other numbers in the sentence of this one."""
        number = self.summary.sentence_at(self.ours.span.start)
        told = (q for q in self.summary.quantities if q is not self.ours)
        return [q for q in told if self.summary.sentence_at(q.span.start) == number]

    @once
    def tells_rest(self) -> bool:
        """Whether the sentence speaks of those that are left: "zwei von drei sind nicht zufrieden", "der Rest"."""
        first, last = self.summary.word_ranges[self.summary.sentence_at(self.ours.span.start)]
        return not self.words.operations["rest"].isdisjoint(self.summary.words.keys[first:last])

    @once
    def is_how_often(self) -> bool:
        """Whether the number says how often something happens, "twice", and not how many times as much something is."""
        behind = self.summary.words.keys[self.ours.last : self.ours.last + 1]
        told = self.ours.dimension == "times" and self.ours.bound == "exact"
        return told and self.words.rules["as_much"].isdisjoint(behind)

    def say(self, code: str, *spans: Span, at: Span | None = None, **details: str) -> Finding:
        """Return a finding on the number, or on what stands ``at`` a place beside it, with its evidence."""
        place = at or self.ours.span
        evidence = " … ".join(around(self.article, span) for span in spans[:2])
        return Finding(
            rule=_RULES[code],
            summary_span=self.summary.origin(place),
            article_spans=tuple(self.article.origin(span) for span in spans),
            details={"text": place.of(self.summary.text) if at else self.ours.text, "evidence": evidence, **details},
        )
