"""Judges whether what a summary puts in quotation marks was said so in the article."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule
from newslab.text.align import Alignment

_RULES = rules_of("quote")


class QuoteCheck:
    """Judges whether what a summary puts in quotation marks was said so in the article."""

    name = "quote"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary."""
        return ()
