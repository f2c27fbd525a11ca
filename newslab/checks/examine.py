"""Runs the checks over one summary: findings, the scores that count them, and the risk, all from the same pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter

from newslab.checks import default_checks
from newslab.checks.footing import with_footing
from newslab.checks.judge import Judge, Outcome
from newslab.checks.risk.model import risk_of
from newslab.protocols import Check, NotApplicableError
from newslab.records import Examination, Finding
from newslab.text.alignment.align import Alignment

VERSION = 1
# check → the score that says what share of what it looked at was found in order
SCORES = {
    "quote": "quotes_supported",
    "attribution": "attributions_supported",
    "entity": "entities_supported",
    "number": "numbers_supported",
    "date": "dates_supported",
}
# check → the score that counts what it objects to: one that verifies nothing has no share in order
COUNTS = {"judge": "judge_objections"}


def examine(alignment: Alignment, checks: Sequence[Check] | None = None) -> Examination:
    """Return all that ``checks`` (by default, all there are) say of a summary; findings in its order."""
    chosen = default_checks() if checks is None else checks
    outcomes = {check.name: _outcome(check, alignment) for check in chosen}
    found, scores, reasons = _told(outcomes)
    found = tuple(with_footing(alignment, found))
    return Examination(
        findings=found,
        scores=scores,
        not_applicable=reasons,
        risk=risk_of(alignment, found),
        signature=_signature(tuple(outcomes), alignment.article.language),
    )


def with_judgement(examination: Examination, judge: Judge, outcome: Outcome) -> Examination:
    """Return an examination with what a judge says of the same pair; the risk is the checks' alone."""
    found, scores, reasons = _told({judge.name: outcome})
    return replace(
        examination,
        findings=in_order([*examination.findings, *found]),
        scores={**examination.scores, **scores},
        not_applicable={**examination.not_applicable, **reasons},
        signature=f"{examination.signature}|{judge.signature}",
    )


def _outcome(check: Check, alignment: Alignment) -> Outcome:
    try:
        return check.examine(alignment)
    except NotApplicableError as error:
        return error


def _told(
    outcomes: Mapping[str, Outcome],
) -> tuple[tuple[Finding, ...], Mapping[str, float | None], Mapping[str, str]]:
    """Return the findings in the summary's order, the scores, and why a score or a check does not apply."""
    spoken = {name: [] if isinstance(told, NotApplicableError) else list(told) for name, told in outcomes.items()}
    silent = {name: str(told) for name, told in outcomes.items() if isinstance(told, NotApplicableError)}
    scores: dict[str, float | None] = {}
    reasons = dict(silent)
    for name, findings in spoken.items():
        score = SCORES.get(name) or COUNTS.get(name)
        if score is not None:
            scores[score] = None if name in silent else _score(name, findings)
            if scores[score] is None:
                reasons[score] = silent.get(name, "nothing of the kind in the summary")
    return in_order([finding for findings in spoken.values() for finding in findings]), scores, reasons


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of the summary."""
    return tuple(sorted(findings, key=attrgetter("place")))


def _score(check: str, findings: Sequence[Finding]) -> float | None:
    if check in COUNTS:
        return float(len(findings))
    severities = [finding.severity for finding in findings]
    return severities.count("ok") / len(severities) if severities else None


@cache
def _signature(names: tuple[str, ...], language: str) -> str:
    return f"checks|lang:{language}|checks:{'+'.join(names)}|v:{VERSION}"
