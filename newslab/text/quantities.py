"""Finds numbers with their units: figures, number words, fractions, percentages, money, scores, ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newslab.records import Span
from newslab.text.dates import Moment
from newslab.text.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number: ``value`` with its magnitude worked in (1.4 Milliarden is 1.4e9), its unit as a canonical word."""

    span: Span
    text: str
    value: float
    unit: str | None = None
    approximate: bool = False


def find_quantities(passage: Passage, dates: Sequence[Moment]) -> tuple[Quantity, ...]:
    """Return the quantities of a passage, in order; what one of ``dates`` covers is a date, not a quantity."""
    return ()
