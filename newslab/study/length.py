"""Owns how well a summary kept to the length that its model was asked for."""

from __future__ import annotations

from newslab.records import Measurement, Summary
from newslab.summarizers.budget import Budget, budget_told

NAME = "length"
_SCORES = ("length_kept", "length_used")


def length_of(summary: Summary, language: str) -> Measurement:
    """Return whether a summary is within its budget (1 or 0), and how much of the budget it used (1 is all of it).

    The budget stands in the summary's provenance. Where none does, neither score applies.
    """
    budget = budget_told(summary.provenance.settings)
    if summary.text is None or budget is None:
        reason = "no length was asked for"
        return Measurement(
            scores=dict.fromkeys(_SCORES), not_applicable=dict.fromkeys(_SCORES, reason), signature="length|v:1"
        )
    used = budget.measured(summary.text, language) / budget.size
    return Measurement(
        scores={"length_kept": float(used <= 1), "length_used": used}, signature=_signature(budget, language)
    )


def _signature(budget: Budget, language: str) -> str:
    return f"length|lang:{language}|asked:{budget.size} {budget.unit}|v:1"
