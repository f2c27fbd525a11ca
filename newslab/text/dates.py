"""Finds dates, times of day and durations, and resolves relative ones against the day of publication."""

from __future__ import annotations

from dataclasses import dataclass

from newslab.records import Span
from newslab.text.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One point or stretch of time: ``value`` is as much of ISO 8601 as is known (``2025-09-04``, ``2025-09``, ``2025``)."""

    span: Span
    text: str
    value: str | None
    resolved_from: str | None = None


def find_dates(passage: Passage) -> tuple[Moment, ...]:
    """Return the dates of a passage, in order."""
    return ()
