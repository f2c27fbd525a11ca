"""Owns the one figure that sums a summary up: the estimated chance that an editor finds a factual error."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.records import Finding, Risk
from newslab.text.align import Alignment

_BASIS = "share of findings that are errors or warnings; fitted on nothing yet"


def risk_of(alignment: Alignment, findings: Sequence[Finding]) -> Risk:
    """Return the risk of a summary from its findings and its overlap with the article."""
    raised = sum(finding.severity != "ok" for finding in findings)
    return Risk(value=raised / (1 + len(findings)), basis=_BASIS)
