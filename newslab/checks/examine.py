"""Runs the checks over one summary: findings, the scores that count them, and the risk, all from the same pass."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from newslab.checks import default_checks
from newslab.checks.risk import risk_of
from newslab.protocols import Check
from newslab.records import Examination, Finding
from newslab.text.align import Alignment

VERSION = 1
# check → the score that says what share of what it looked at was found in order
SCORES = {
    "quote": "quotes_supported",
    "attribution": "attributions_supported",
    "entity": "entities_supported",
    "number": "numbers_supported",
    "date": "dates_supported",
}


def examine(alignment: Alignment, checks: Sequence[Check] | None = None) -> Examination:
    """Return all that ``checks`` (by default, all there are) say of a summary; findings in its order."""
    chosen = default_checks() if checks is None else checks
    found = [finding for check in chosen for finding in check.examine(alignment)]
    findings = tuple(sorted(found, key=lambda finding: (finding.summary_span, finding.rule.code)))
    scores = {SCORES[check.name]: _share_in_order(check.name, found) for check in chosen if check.name in SCORES}
    return Examination(
        findings=findings,
        scores=scores,
        not_applicable={name: "nothing of the kind in the summary" for name, value in scores.items() if value is None},
        risk=risk_of(alignment, findings),
        signature=_signature(tuple(check.name for check in chosen), alignment.article.language),
    )


def _share_in_order(check: str, findings: Sequence[Finding]) -> float | None:
    severities = [finding.severity for finding in findings if finding.rule.check == check]
    return severities.count("ok") / len(severities) if severities else None


@cache
def _signature(names: tuple[str, ...], language: str) -> str:
    return f"checks|lang:{language}|checks:{'+'.join(names)}|v:{VERSION}"
