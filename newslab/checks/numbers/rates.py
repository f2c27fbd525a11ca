"""Owns for which stretch of time a number holds: so much a month, a year, "täglich", "pro Woche"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import isclose

from newslab.records import Span
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.normalise import folded
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.units import is_time

# How many of each there are in a year.
IN_A_YEAR = {"hour": 8760.0, "day": 365.0, "week": 52.0, "month": 12.0, "quarter": 4.0, "half": 2.0, "year": 1.0}
_SECONDS_OF_YEAR = 365 * 86_400
_AHEAD, _BACK = 3, 2  # words around a number in which its period is told: "49 Euro pro Monat", "jährlich 49 Euro"


def other_period(ours: Quantity, summary: Document, same: Sequence[Quantity], article: Document) -> Span | None:
    """Return the summary's number with its period, "a month", where all of the article's mentions have another."""
    mine = _period(ours, summary)
    if mine is None and (total := _total_before(ours, summary)) is not None:
        mine = "total", total
    if mine is None:
        return None
    others = [_period(quantity, article) for quantity in same]
    if any(other is None or other[0] == mine[0] for other in others):
        return None
    return summary.words.span(min(ours.first, mine[1]), max(ours.last, mine[1] + 1))


def _total_before(quantity: Quantity, document: Document) -> int | None:
    """Return the word that makes a number a total, right before it: "insgesamt 1.000"."""
    before = document.words.keys[quantity.first - 1] if quantity.first else ""
    return quantity.first - 1 if before in _words(document.language).totals else None


def adverbs_of(keys: Sequence[str], language: str) -> frozenset[str]:
    """Return for which periods adverbs among some words say that a number holds: "täglich"."""
    known = _words(language).adverbs
    return frozenset(known[key] for key in keys if key in known)


def is_total(quantity: Quantity, document: Document) -> bool:
    """Tell whether a number is told as all of them: "insgesamt 22", "a total of 22"."""
    return _total_before(quantity, document) is not None


def period_of(quantity: Quantity, document: Document) -> str | None:
    """Return the unit of time for which a number holds, where words beside it name one."""
    found = _period(quantity, document)
    return found[0] if found else None


def frequency(article: Document, times: float, period: str) -> Span | None:
    """Return where an article says how often in another form: "every quarter", "im 20-Minuten-Takt"."""
    known, keys = _words(article.language), article.words.keys
    wanted = times * IN_A_YEAR.get(period, 0)
    for at, named in ((at, unit) for word, unit in known.adverbs.items() for at in article.places.get(word, ())):
        if IN_A_YEAR[named] == wanted:
            return article.words.span(at, at + 1)
    for at in (at for word in sorted(known.every) for at in article.places.get(word, ())):
        unit = known.units.get(keys[at + 1]) if at + 1 < len(keys) else None
        if unit and IN_A_YEAR[unit] == wanted:
            return article.words.span(at, at + 2)
    for q in article.quantities:
        if is_time(q.unit) and q.dimension == "clock" and isclose(wanted * q.values[0], _SECONDS_OF_YEAR, rel_tol=0.02):
            before = keys[q.first - 1] if q.first else ""
            if before in known.every or keys[q.last - 1].endswith(tuple(known.beats)):
                return q.span
    return None


def _period(quantity: Quantity, document: Document) -> tuple[str, int] | None:
    """Return the unit of time for which a number holds, by the words beside it, and the word that names it."""
    keys, known = document.words.keys, _words(document.language)
    ahead = range(quantity.last, min(len(keys), quantity.last + _AHEAD))
    for at in ahead:
        if _parted(document, at) or at in document.figured:
            break
        if keys[at] in known.adverbs:
            return known.adverbs[keys[at]], at
        if found := _named(at, document, known):
            return found
    back = range(quantity.first - 1, max(-1, quantity.first - 1 - _BACK), -1)
    for at in back:
        if _parted(document, at + 1):
            break
        if keys[at] in known.adverbs:
            return known.adverbs[keys[at]], at
    return None


def _named(at: int, document: Document, known: _Periods) -> tuple[str, int] | None:
    """Return the unit that "pro Monat", "in der Woche", "a year" name from word ``at`` on; "im Jahr 2020" is a date."""
    keys = document.words.keys
    for phrase in (" ".join(keys[at : at + length]) for length in (1, 2)):
        behind = at + phrase.count(" ") + 1
        unit = known.units.get(keys[behind]) if phrase in known.openers and behind < len(keys) else None
        if unit and not (behind + 1 < len(keys) and keys[behind + 1][0].isdigit()):
            return unit, behind
    return None


def _parted(document: Document, at: int) -> bool:
    """Tell whether more than a space parts the word ``at`` from the one before."""
    return document.gaps[at].strip() != ""


class _Periods:
    """A language's words for the time that a number holds for."""

    def __init__(self, language: str) -> None:
        rows = table(language, "numbers")["periods_of_rates"]
        self.openers = frozenset(map(folded, rows["openers"]))
        self.every, self.beats = frozenset(map(folded, rows["every"])), frozenset(map(folded, rows["beats"]))
        self.totals = frozenset(map(folded, rows["totals"]))
        self.units: Mapping[str, str] = {folded(word): unit for word, unit in rows["units"].items()}
        self.adverbs: Mapping[str, str] = {folded(word): unit for word, unit in rows["adverbs"].items()}


@cache
def _words(language: str) -> _Periods:
    return _Periods(language)
