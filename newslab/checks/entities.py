"""Judges whether the names in a summary stand in the article and belong together there."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule
from newslab.text.align import Alignment

_RULES = rules_of("entity")


class EntityCheck:
    """Judges whether the names in a summary stand in the article and belong together there."""

    name = "entity"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary."""
        return ()
