"""Owns whether a moment of the article bears one of the summary: by what both state, and by the days they mean."""

from __future__ import annotations

from datetime import date

from newslab.text.dates import almanac
from newslab.text.dates.clock import Stated
from newslab.text.dates.finder import Moment

# Hours of the day that a part of it may mean; generous, for people are.
_HOURS = {
    "morning": range(3, 12), "forenoon": range(8, 13), "noon": range(11, 15), "afternoon": range(12, 19),
    "evening": range(16, 24), "midnight": (23, 0), "night": (20, 21, 22, 23, 0, 1, 2, 3, 4, 5, 6),
}  # fmt: skip
_NEIGHBOURS = (
    {"morning", "forenoon"},
    {"evening", "night"},
    {"noon", "midday"},
    {"midnight", "night"},
    {"morning", "night"},
)
_EDGE_MONTHS = {"early": range(1, 5), "mid": range(4, 10), "late": range(8, 13)}
_RIM_MONTHS = {"early": {1, 2}, "mid": {5, 6, 7, 8}, "late": {10, 11, 12}}  # of a whole year, nobody else's month
_EDGE_WEEKDAYS = {"early": (1, 2, 3), "mid": (2, 3, 4), "late": (4, 5, 6, 7)}
_EDGE_WEEKEND = {"early": (5, 6), "late": (7,)}
_EDGE_YEARS = {"early": range(4), "mid": range(3, 8), "late": range(7, 11)}  # 2030 is the end of the twenties, too
# Minutes by which the true time may lie after (before, if negative) one that is hedged.
_CLOSE = {"about": range(-15, 16), "soon_after": range(21), "soon_before": range(-20, 1)}
_FORTNIGHT = 14  # days: a bare weekday of the summary means none further away
_NEAR = 8  # days: how far from the day of publication a bare weekday of the article may be meant


def bears(ours: Moment, theirs: Moment, published: date | None) -> bool:
    """Tell whether the article's moment makes the summary's true, times of day aside where only one names them."""
    mine, other = ours.stated, theirs.stated
    if mine.kind == "time":
        if other.kind == "part":
            return (other.part, mine.hour, mine.minute) in {("noon", 12, 0), ("midnight", 0, 0)}
        return other.kind == "time" and mine.minute == other.minute and _same_hour(mine, other)
    if mine.kind == "part":
        return part_fits(mine.part, other)
    if mine.kind == "holiday":
        return mine.name == other.name or (mine.day is not None and (mine.month, mine.day) == (other.month, other.day))
    if mine.kind == "season":
        return _season(ours, theirs)
    if mine.kind == "decade":
        return _same_decade(mine, other)
    if mine.kind == "stretch":
        return _stretch(ours, theirs) or _rim(mine, theirs, published)
    return _date(ours, theirs, published) and parts_agree(mine.part, other.part)


def both_known(ours: Moment, theirs: Moment) -> bool:
    """Tell whether two moments can be held against each other: by their days, or as what is said in the same way."""
    if ours.days is not None and theirs.days is not None:
        return True
    one, two = ours.stated, theirs.stated
    if one.edge is not None and one.unit == "year" and two.year is None and theirs.days is not None:
        return True  # "Anfang des Jahres" for "am Dienstag" is seen from today
    said = [(s.kind, s.weekday is None, s.month is None, s.year is None, s.unit, s.shift is None) for s in (one, two)]
    return said[0] == said[1] or "time" in {one.kind, two.kind}


def _same_decade(mine: Stated, other: Stated) -> bool:
    """Tell whether a moment lies in a decade; of one in words ("the nineties") the century goes without saying."""
    if other.year is None or mine.year is None:
        return False
    spelt = other.kind == "decade" and "spelt" in {mine.name, other.name}
    return (other.year // 10 - mine.year // 10) % (10 if spelt else 1000) == 0


def about_same_time(mine: Stated, other: Stated, hedge: str) -> bool:
    """Tell whether a time of day lies as close to another as "gegen", "kurz nach" or "kurz vor" says."""
    if other.kind != "time" or None in {mine.hour, mine.minute, other.hour, other.minute}:
        return False
    day = 12 * 60 if "spoken" in {mine.name, other.name} else 24 * 60
    ahead = ((other.hour or 0) - (mine.hour or 0)) * 60 + (other.minute or 0) - (mine.minute or 0)
    ahead = (ahead + day // 2) % day - day // 2
    return ahead in _CLOSE[hedge]


def _same_hour(mine: Stated, other: Stated) -> bool:
    """Tell whether two hours are the same; of one spoken without its half of the day, both halves count."""
    spoken = "spoken" in {mine.name, other.name}
    return mine.hour == other.hour or (spoken and (mine.hour or 0) % 12 == (other.hour or 0) % 12)


def _date(ours: Moment, theirs: Moment, published: date | None) -> bool:
    mine, other = ours.stated, theirs.stated
    if mine.kind == "day" and other.kind == "day" and mine.shift == other.shift:
        return True
    if mine.day is not None or mine.kind == "day":
        return _same_day(ours, theirs, published)
    if mine.weekday is not None:
        return mine.weekday in _weekdays(theirs, published)
    if mine.month is not None:
        return _same_month(ours, theirs)
    named = other.year is not None or other.unit in {"year", "term"}
    return named and mine.year in years(theirs) and _edges_agree(mine, theirs)


def _same_day(ours: Moment, theirs: Moment, published: date | None) -> bool:
    mine, other = ours.stated, theirs.stated
    if mine.month is not None and other.day is not None:
        months = other.month in {None, mine.month}
        return months and other.day == mine.day and _years_agree(ours, theirs)
    if mine.month is None and mine.day is not None:
        return other.day == mine.day
    day = ours.days[0] if ours.days and ours.days[0] == ours.days[1] else None
    if day is None:
        return False
    if other.weekday is not None and other.day is None and published is not None:
        return other.weekday == day.isoweekday() and abs((day - published).days) <= _NEAR
    return theirs.days == (day, day)


def _weekdays(theirs: Moment, published: date | None) -> set[int]:
    """Return the weekdays that a moment may be: the stated one, else that of the one day that it means, if near."""
    if theirs.stated.weekday is not None:
        return {theirs.stated.weekday}
    if theirs.days and theirs.days[0] == theirs.days[1]:
        near = published is None or abs((theirs.days[0] - published).days) <= _FORTNIGHT
        return {theirs.days[0].isoweekday()} if near else set()
    if theirs.stated.unit == "weekend":
        return {6, 7}
    return set()


def _same_month(ours: Moment, theirs: Moment) -> bool:
    mine, other = ours.stated, theirs.stated
    month = other.month
    if month is None and other.year is None and theirs.days and theirs.days[0].month == theirs.days[1].month:
        month = theirs.days[0].month
    return month == mine.month and _years_agree(ours, theirs) and _edges_agree(mine, theirs)


# A year that the summary states is checked where the article states one; where the article leaves it to the reader, the
# calling check looks whether the article names that year anywhere.
def _years_agree(ours: Moment, theirs: Moment) -> bool:
    """Tell whether no year contradicts: a stated one against a stated or resolved one."""
    mine, other = years(ours), years(theirs)
    if ours.stated.year is None and ours.stated.unit == "year" and mine and other:
        return bool(mine & other)  # "im Februar vergangenen Jahres"
    if ours.stated.year is None or not other:
        return ours.stated.year is None or theirs.stated.year is None
    return bool(mine & other)


def years(moment: Moment) -> set[int]:
    """Return the years that a moment lies in, both of a season ("2015/16"); resolved ones too."""
    if moment.stated.kind == "decade":
        return set()
    if moment.stated.year is not None:
        tail = moment.text[-2:]
        following = moment.stated.year + 1
        return (
            {moment.stated.year, following}
            if tail.isdecimal() and int(tail) == following % 100
            else {moment.stated.year}
        )
    return {moment.days[0].year, moment.days[1].year} if moment.days else set()


def _edges_agree(mine: Stated, theirs: Moment) -> bool:
    other = theirs.stated
    if mine.edge is None:
        return True
    if other.edge is not None:
        return other.edge == mine.edge
    if mine.month is not None:
        day = other.day or (theirs.days[0].day if theirs.days and theirs.days[0] == theirs.days[1] else None)
        return day is None or almanac.edge_of(day) == mine.edge or _border(day)
    return other.month is None or other.month in _EDGE_MONTHS[mine.edge]


def _border(day: int) -> bool:
    """Tell whether a day lies where "Mitte" and its neighbours meet, which people do not count out."""
    return day in {8, 9, 10, 11, 12, 18, 19, 20, 21, 22, 23}


def _season(ours: Moment, theirs: Moment) -> bool:
    mine, other = ours.stated, theirs.stated
    if other.kind == "season":
        return mine.name == other.name and _years_agree(ours, theirs)
    return other.month in almanac.SEASON_MONTHS.get(mine.name or "", ()) and _years_agree(ours, theirs)


def _stretch(ours: Moment, theirs: Moment) -> bool:
    mine, other = ours.stated, theirs.stated
    if mine.unit == other.unit and other.kind == "stretch":
        if "new" in {mine.name, other.name}:  # "the new season" is the next one, or has just begun
            return {mine.shift, other.shift} <= {0, 1}
        nearest = mine.shift is None and other.shift == 0  # "Mitte des Jahres", "Mitte dieses Jahres"
        return (nearest or mine.shift == other.shift) and (mine.edge is None or other.edge in {None, mine.edge})
    if mine.shift is None:
        if other.kind == "stretch" and mine.unit != other.unit:
            return False  # "Ende der Woche" is no "Ende des Monats"
        return (
            mine.edge is not None
            and (other.month is None or other.month in _EDGE_MONTHS[mine.edge])
            and other.edge == mine.edge
        )
    if ours.days is None or theirs.days is None:
        return False
    first, last = theirs.days
    edge = mine.edge if mine.unit == "year" and other.edge is None else None
    if edge is not None and not {first.month, last.month} <= set(_EDGE_MONTHS[edge]):
        return False  # the days of "Ende nächsten Jahres" are the whole year's
    return ours.days[0] <= first and last <= ours.days[1]


def _rim(mine: Stated, theirs: Moment, published: date | None) -> bool:
    """Tell whether a moment lies at "Anfang des Monats", "the end of the decade", seen from today."""
    if mine.unit == "weekend" and mine.edge in _EDGE_WEEKEND:
        return theirs.stated.weekday in _EDGE_WEEKEND[mine.edge]
    if mine.edge is None or mine.shift not in {None, 0} or theirs.days is None or published is None:
        return False
    first, last = theirs.days
    if mine.unit == "week":
        near = abs((first - published).days) <= _NEAR and first == last
        return near and first.isoweekday() in _EDGE_WEEKDAYS[mine.edge]
    if mine.unit == "month":
        same = (first.year, first.month) == (last.year, last.month) == (published.year, published.month)
        return same and first == last and (almanac.edge_of(first.day) == mine.edge or _border(first.day))
    if mine.unit == "year":
        same = first.year == last.year == published.year
        return same and {first.month, last.month} <= _RIM_MONTHS[mine.edge]
    if mine.unit == "decade":
        return (first.year - published.year // 10 * 10) in _EDGE_YEARS[mine.edge]
    return False


def part_fits(part: str | None, other: Stated) -> bool:
    """Tell whether a moment names this part of the day, or an hour in it."""
    if other.kind == "time" and other.hour is not None:
        return other.hour in _HOURS.get(part or "", ())
    return other.part is not None and parts_agree(part, other.part)


def parts_agree(mine: str | None, other: str | None) -> bool:
    """Tell whether two parts of the day can be the same; one that is not named contradicts nothing."""
    return mine is None or other is None or mine == other or {mine, other} in _NEIGHBOURS
