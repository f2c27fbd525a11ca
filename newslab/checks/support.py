"""Judges whether the article bears each clause of a summary."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule
from newslab.text.align import Alignment

_RULES = rules_of("support")


class SupportCheck:
    """Judges whether the article bears each clause of a summary."""

    name = "support"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary."""
        return ()
