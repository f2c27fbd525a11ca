"""Judges whether a summary is as sure as its article: suspicion, possibility, plan and negation."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule
from newslab.text.align import Alignment

_RULES = rules_of("certainty")


class CertaintyCheck:
    """Judges whether a summary is as sure as its article: suspicion, possibility, plan and negation."""

    name = "certainty"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary."""
        return ()
