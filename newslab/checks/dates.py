"""Judges whether the dates and times in a summary are the article's."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule
from newslab.text.align import Alignment

_RULES = rules_of("date")


class DateCheck:
    """Judges whether the dates and times in a summary are the article's."""

    name = "date"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary."""
        return ()
