"""Finds dates, times of day and named stretches of time, and resolves relative ones against the day of publication.

Stretches with a number in them ("drei Wochen") are quantities whose unit is one of time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newslab.records import Span
from newslab.text.dates import almanac
from newslab.text.dates.clock import Stated
from newslab.text.dates.reader import DateReader
from newslab.text.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One point or stretch of time; ``value`` is as much of ISO 8601 as is known (``2025-09-04``, ``T20:15``).

    ``stated`` is what the text says; ``days`` the first and last day that it means, where that is known, and
    ``resolved_from`` says ``published`` where it took the day of publication to know.
    """

    span: Span
    text: str
    value: str | None
    stated: Stated
    resolved_from: str | None = None
    days: almanac.Days | None = None

    def __hash__(self) -> int:
        # by its place, which tells a text's moments apart: what is read around one is kept under it, and asked often
        return self.stated.first


def find_dates(passage: Passage) -> tuple[Moment, ...]:
    """Return the dates of a passage, in order and without overlap; one pass over its words."""
    reader = DateReader(passage)
    found = list[Moment]()
    at = 0
    for number in passage.where(reader.lexicon.openers):
        if number < at:
            continue
        stated = reader.read(number)
        if stated is not None and stated.first >= at:
            found.append(_moment(stated, passage))
            at = stated.last
    return tuple(found)


def _moment(stated: Stated, passage: Passage) -> Moment:
    span = passage.words.span(stated.first, stated.last)
    days, resolved = _days(stated, passage.published)
    return Moment(
        span=span,
        text=span.of(passage.text),
        value=_value(stated, days),
        stated=stated,
        resolved_from="published" if resolved else None,
        days=days,
    )


def _days(stated: Stated, published: date | None) -> tuple[almanac.Days | None, bool]:
    """Return the days that a moment means, and whether the day of publication was needed to know them."""
    if stated.year is not None and stated.kind != "decade":
        return _days_of(stated.year, stated.month, stated.day), False
    if published is None or stated.name == "several" or stated.kind in {"time", "part", "decade"}:
        return None, False
    if stated.month is not None and stated.unit == "year" and stated.shift is not None:
        return _days_of(published.year + stated.shift, stated.month, stated.day), True
    if stated.month is not None and stated.day is None and stated.shift in {-1, 1}:
        return almanac.month_days(*almanac.month_beyond(stated.month, stated.shift or 0, published)), True
    if stated.month is not None:
        return _days_of(*_nearest(stated, published)), True
    if stated.weekday is not None:
        day = almanac.weekday_near(stated.weekday, published, stated.shift)
        return (day, day), True
    if stated.shift is not None and stated.unit is not None:
        return almanac.stretch(stated.unit, stated.shift, published), True
    return None, False


def _nearest(stated: Stated, published: date) -> tuple[int, int, int | None]:
    month = stated.month or 1
    if stated.day is not None:
        day = almanac.nearest_day(month, stated.day, published)
        return (day.year, month, stated.day) if day else (published.year, month, None)
    year, month = almanac.nearest_month(month, published)
    return year, month, None


def _days_of(year: int, month: int | None, day: int | None) -> almanac.Days | None:
    if month is None:
        return (date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return almanac.month_days(year, month)
    return (date(year, month, day),) * 2 if almanac.valid(year, month, day) else None


def _value(stated: Stated, days: almanac.Days | None) -> str | None:
    """Write as much of ISO 8601 as is known: a day, month, year, decade ("199"), time, bare weekday ("-W-4")."""
    if stated.kind == "time":
        return f"T{stated.hour:02}:{stated.minute:02}"
    if stated.kind == "decade" and stated.year is not None:
        return str(stated.year)[:3]
    if days is not None:
        first, last = days
        if first == last:
            return first.isoformat()
        if (first.day, first.month, last.month) == (1, 1, 12):
            return f"{first.year:04}"
        if (first.year, first.month) == (last.year, last.month) and first.day == 1 and last.day >= 28:
            return f"{first.year:04}-{first.month:02}"
        return f"{first.isocalendar().year:04}-W{first.isocalendar().week:02}"
    if stated.month is not None:
        return f"--{stated.month:02}" + (f"-{stated.day:02}" if stated.day else "")
    if stated.weekday is not None:
        return f"-W-{stated.weekday}"
    return None
