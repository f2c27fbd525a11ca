"""Owns whether a date is told of what the article dates otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from newslab.checks.dates import frames
from newslab.checks.dates.calendars import bears, years
from newslab.text.dates.finder import Moment
from newslab.text.document import Document
from newslab.text.names.spellings import without_possessive
from newslab.text.quantities.words import number_words

_DATED = frozenset(["date", "day", "stretch", "season", "holiday", "decade"])


def of_other_event(ours: Moment, summary: Document, own: Sequence[Moment], article: Document) -> Moment | None:
    """Return the article's date in whose frame the summary's words stand, where none stands in the own date's.

    "1998 wurde die Botschaft hinterlassen", where the article has "1993 wurde die Botschaft hinterlassen, und 1998 …".
    """
    rivals = rivals_of(ours, summary, own, article)
    last = summary.words.keys[ours.stated.last - 1]
    if not rivals or last != without_possessive(last):  # "above Wednesday's price"
        return None
    here, place = _frames(summary), _place(ours)
    wanted, clause = here.piece(place, frames.STRONG), here.piece(place, frames.CLAUSE)
    places = [_place(m) for m in rivals]
    found = frames.taken_from(wanted, clause, _places(own), places, _frames(article))
    return None if found is None else rivals[found]


def holds_more(ours: Moment, summary: Document, own: Sequence[Moment], theirs: Moment, article: Document) -> bool:
    """Tell whether more of the summary's words stand with the date's own mentions than with another date."""
    wanted = _frames(summary).piece(_place(ours), frames.STRONG)
    return frames.holds_more(wanted, _places(own), _place(theirs), _frames(article))


def rivals_of(ours: Moment, summary: Document, own: Sequence[Moment], article: Document) -> list[Moment]:
    """Return the article's other dates that may be meant instead of the summary's and that it does not name too."""
    stated = _is_weekday(ours) or any(m.stated.year is not None or m.stated.month is not None for m in own)
    found = [m for m in _dated(article) if _is_rival(m, ours, own, article)] if stated else []
    told = [m for m in _dated(summary) if m is not ours] if found else []
    return [m for m in found if not any(bears(one, m, article.published) for one in told)]


def _is_rival(theirs: Moment, ours: Moment, own: Sequence[Moment], article: Document) -> bool:
    """Tell whether a moment of the article may be meant instead of the summary's, and is another one."""
    if theirs in own or not _may_replace(theirs, ours) or bears(theirs, ours, article.published):
        return False
    before = article.words.keys[theirs.stated.first - 1] if theirs.stated.first else ""
    if (
        theirs.stated.month is theirs.stated.weekday is None
        and before in number_words(article.language).rules["determiners"]
    ):
        return False  # "der 2004 verstorbene Präsident"
    return not any(bears(theirs, one, article.published) or bears(one, theirs, article.published) for one in own)


def _is_weekday(moment: Moment) -> bool:
    return moment.stated.weekday is not None and moment.stated.day is None


def _may_replace(theirs: Moment, ours: Moment) -> bool:
    """Tell whether a moment may stand where the summary has its own; days of the week are when things were said."""
    mine, other = ours.stated, theirs.stated
    if mine.kind != "date" or other.kind not in {"date", "day"}:
        return False
    if _is_weekday(ours):
        return _is_weekday(theirs) and mine.weekday != other.weekday
    if mine.month is None:
        return mine.year is not None and other.year is not None and years(ours).isdisjoint(years(theirs))
    return other.month is not None or (other.kind == "day" and mine.day is not None)


@lru_cache(maxsize=8)
def _dated(document: Document) -> Sequence[Moment]:
    return tuple(m for m in document.dates if m.stated.kind in _DATED)


def _place(moment: Moment) -> frames.Place:
    return moment.stated.first, moment.stated.last


def _places(moments: Sequence[Moment]) -> list[frames.Place]:
    """Return where dates stand that hold a frame; a time of day holds none."""
    return [_place(m) for m in moments if m.stated.kind in _DATED]


@lru_cache(maxsize=8)  # an article and its summaries
def _frames(document: Document) -> frames.Frames:
    return frames.Frames(document, [_place(m) for m in _dated(document)])
