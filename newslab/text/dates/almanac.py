"""Owns the calendar: the days that a weekday, "4. September" or "last week" means, seen from a given day."""

from __future__ import annotations

from datetime import date, timedelta

Days = tuple[date, date]  # the first and the last day of a stretch, both included

_TERM_BEGINS = 8
SEASON_MONTHS = {"spring": (3, 4, 5, 6), "summer": (6, 7, 8, 9), "autumn": (9, 10, 11, 12), "winter": (12, 1, 2, 3)}


def valid(year: int | None, month: int, day: int) -> bool:
    """Tell whether there is such a day; without a year, 29 February is one."""
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def nearest_day(month: int, day: int, seen_from: date) -> date | None:
    """Return the day with this month and day that lies nearest, in the past or to come."""
    candidates = [date(year, month, day) for year in _years_around(seen_from) if valid(year, month, day)]
    return min(candidates, key=lambda one: abs(one - seen_from), default=None)


def nearest_month(month: int, seen_from: date) -> tuple[int, int]:
    """Return year and month of the nearest such month; half a year off, the past one."""
    here = seen_from.year * 12 + seen_from.month
    year = min(_years_around(seen_from), key=lambda one: (abs(one * 12 + month - here), one))
    return year, month


def month_beyond(month: int, shift: int, seen_from: date) -> tuple[int, int]:
    """Return year and month of the next such month (``shift`` 1) or the last one (-1): "next April"."""
    beyond = (month - seen_from.month) * shift > 0
    return seen_from.year if beyond else seen_from.year + shift, month


def weekday_near(weekday: int, seen_from: date, shift: int | None = None) -> date:
    """Return the last such weekday up to ``seen_from`` (ISO: Monday is 1); with ``shift`` 1 the next one after it."""
    back = (seen_from.isoweekday() - weekday) % 7
    if shift == 1:
        return _moved(seen_from, 7 - back)
    return _moved(seen_from, -(back or (7 if shift == -1 else 0)))


def stretch(unit: str, shift: int, seen_from: date) -> Days | None:
    """Return the days of "last week", "this year" and their like; None for units that are no stretch of days."""
    if unit == "day":
        return (_moved(seen_from, shift),) * 2
    if unit in ("week", "weekend"):
        monday = _moved(seen_from, 7 * shift - seen_from.isoweekday() + 1)
        return (_moved(monday, 5 if unit == "weekend" else 0), _moved(monday, 6))
    if unit == "month":
        count = seen_from.year * 12 + seen_from.month - 1 + shift
        return month_days(count // 12, count % 12 + 1)
    if unit == "year":
        year = seen_from.year + shift
        return (date(year, 1, 1), date(year, 12, 31)) if 0 < year < 9999 else None
    if unit == "term":  # a season of sport, a school year: from one August to the next
        year = seen_from.year + shift - (seen_from.month < _TERM_BEGINS)
        return (date(year, _TERM_BEGINS, 1), date(year + 1, _TERM_BEGINS - 1, 31)) if 0 < year < 9998 else None
    if unit == "decade":
        first = seen_from.year // 10 * 10 + 10 * shift
        return (date(first, 1, 1), date(first + 9, 12, 31)) if 0 < first < 9980 else None
    return None


def month_days(year: int, month: int) -> Days | None:
    """Return the first and the last day of a month; None beyond the calendar's years 1 to 9998."""
    if not 0 < year < 9999:
        return None
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def edge_of(day: int) -> str:
    """Return which part of its month a day lies in, as "Anfang", "Mitte", "Ende" divide it."""
    return "early" if day <= 10 else "mid" if day <= 20 else "late"


def _moved(day: date, by: int) -> date:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return day


def _years_around(day: date) -> list[int]:
    return [year for year in (day.year - 1, day.year, day.year + 1) if 0 < year < 9999]
