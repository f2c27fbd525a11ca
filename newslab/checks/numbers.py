"""Judges whether the numbers in a summary are the article's, with their units and what they count."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule
from newslab.text.align import Alignment

_RULES = rules_of("number")


class NumberCheck:
    """Judges whether the numbers in a summary are the article's, with their units and what they count."""

    name = "number"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary."""
        return ()
