"""Judges whether speech in a summary is given to the one who spoke it in the article."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule
from newslab.text.align import Alignment

_RULES = rules_of("attribution")


class AttributionCheck:
    """Judges whether speech in a summary is given to the one who spoke it in the article."""

    name = "attribution"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary."""
        return ()
