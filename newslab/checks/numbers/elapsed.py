"""Owns the time between moments of an article: hours of a night, weeks to an opening, years since a start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.reckoning import Reckoning, sentences_apart
from newslab.records import Span
from newslab.text.dates.finder import Moment
from newslab.text.dates.words import date_words
from newslab.text.document import Document
from newslab.text.quantities.words import number_words
from newslab.text.sieve import Sieve

_DAYS = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.44, "year": 365.25, "decade": 3652.5,
         "century": 36525.0}  # fmt: skip
_HOURS = {"hour": 60.0, "minute": 1.0}
_MOST = 16  # moments of an article that are tried with each other
_NEAR = 1  # sentences between two moments of which one follows the other
_BACK, _AHEAD = 4, 3  # words around a stretch of time in which it is told that it passes
_VAGUE = 4.5  # units of a stretch by which the gap between two moments may be unknown
_RIVAL = 2  # a stretch of the article in the same unit, off by so little, is the one that was meant
_DAY = 24 * 60
_DECADE = 10
_STOPWATCHES = Sieve(lambda key: key[0].isdigit() and key.count(":") == 2)  # times to the second
_CONVERTED = 0.09  # how far weeks may be off from months of 30.44 days: eight weeks are two months


def time_passed(claim: Claim) -> Reckoning | None:
    """Return from which moments of the article a stretch of time follows; None where it does not."""
    ours = claim.ours
    if ours.parts or ours.high is not None or ours.kind != "number" or ours.value <= 0:
        return None
    if ours.unit in _HOURS and (found := _reckoned(claim, _stopped(claim.article), _HOURS[ours.unit], slack=0.17)):
        return found
    if _rivalled(claim):
        return None
    if ours.unit in _HOURS:
        return _reckoned(claim, _between_times(claim), _HOURS[ours.unit], slack=0.17)
    if ours.unit not in _DAYS:
        return None
    near = len(claim.article.sentences) if _is_later(claim) else _NEAR
    found = _between_months(claim) or _in_weeks(claim)
    found = found or _reckoned(claim, _between_days(claim.article, near=near), _DAYS[ours.unit], slack=0.5)
    if found is None and _passes(claim):
        found = _between_years(claim)
    if found is None and _passes(claim):
        found = _since_decade(claim)
    if found is None and _passes(claim):
        found = _reckoned(claim, _from_publication(claim.article), _DAYS[ours.unit], slack=0.5)
    return found


def _since_decade(claim: Claim) -> Reckoning | None:
    """Take "some 90 years ago" for "in the 1930s": any year of them may be meant, and a round number says so."""
    ours, published = claim.ours, claim.article.published
    if published is None or ours.unit != "year" or ours.bound == "exact" or ours.value % _DECADE:
        return None
    for moment in claim.article.dates:
        if moment.stated.kind == "decade" and moment.stated.year:
            least = published.year - moment.stated.year - _DECADE + 1
            if least <= ours.value < least + _DECADE:
                return Reckoning(written=f"{published.year} − {moment.text} ≈ {ours.text}", spans=(moment.span,))
    return None


Gap = tuple[float, float, str, tuple[Span, ...]]


def _rivalled(claim: Claim) -> bool:
    """Tell whether the article gives another stretch in the same unit: "drei Wochen" is wrong where it has two."""
    ours = claim.ours
    return any(
        theirs.unit == ours.unit and 0 < abs(theirs.value - ours.value) <= _RIVAL
        for theirs in claim.figures.between(ours.value - _RIVAL, ours.value + _RIVAL)
    )


def _passes(claim: Claim) -> bool:
    """Tell whether words beside a stretch say that it passes: "seit drei Jahren", "in six weeks", "für fünf Jahre"."""
    keys, ours = claim.summary.words.keys, claim.ours
    if ours.bound != "exact":
        return True  # "gut drei Wochen": nobody hedges what was only counted
    near = {*keys[max(0, ours.first - _BACK) : ours.first], *keys[ours.last : ours.last + _AHEAD]}
    return not near.isdisjoint(date_words(claim.summary.language).groups["passing"])


def _reckoned(claim: Claim, gaps: Iterator[Gap], unit: float, *, slack: float) -> Reckoning | None:
    ours = claim.ours
    for shortest, longest, written, spans in gaps:
        if longest - shortest > _VAGUE * unit:
            continue  # between two years lie four weeks, and as many as one likes
        if _meets(ours.bound, ours.value, shortest / unit, longest / unit, slack):
            sentences = [claim.article.sentence_at(span.start) for span in spans]
            # "am 20. Juni, drei Tage später": the article names both days in one breath
            one_breath = ours.unit in _DAYS and shortest == longest and len(sentences) > 1 and len(set(sentences)) == 1
            return Reckoning(written=f"{written} → {ours.text}", spans=spans, restated=one_breath)
    return None


def _meets(bound: str, value: float, shortest: float, longest: float, slack: float) -> bool:
    """Tell whether a gap, itself known only from so much to so much, makes a claim in its unit true."""
    low, high = {
        "over": (value, value + 1),
        "at least": (value, value + 1),
        "nearly": (value - 1, value),
        "under": (value - 1, value),
        "at most": (value - 1, value),
    }.get(bound, (value - min(slack, value / 3), value + min(slack, value / 3)))
    return longest > 0 and shortest <= high and longest >= low


def _between_months(claim: Claim) -> Reckoning | None:
    """Count the months by which something moves: "two months later" for "from March to May"."""
    article, ours = claim.article, claim.ours
    joints = number_words(article.language).rules["range_words"] | number_words(article.language).rules["sharing"]
    for one, two in pairwise(article.dates) if ours.unit == "month" else ():
        first, last = one.stated.month, two.stated.month
        between = article.words.keys[one.stated.last : two.stated.first]
        bare = one.stated.day is two.stated.day is None and len(between) == 1 and between[0] in joints
        if first and last and bare and min((last - first) % 12, (first - last) % 12) == ours.value:
            return Reckoning(written=f"{one.text} … {two.text} = {ours.text}", spans=(one.span, two.span))
    return None


def _between_years(claim: Claim) -> Reckoning | None:
    """Take "nach 16 Jahren" for what began in 2011 and ends in 2027, wherever the article names both years."""
    ours = claim.ours
    if ours.unit != "year" or ours.bound != "exact":
        return None
    bare = [m for m in claim.article.dates if m.stated.kind == "date" and m.stated.year and m.stated.month is None]
    for one, two in combinations(bare[:_MOST], 2):
        if abs((one.stated.year or 0) - (two.stated.year or 0)) == ours.value:
            return Reckoning(written=f"{one.text} … {two.text} = {ours.text}", spans=(one.span, two.span))
    return None


def _in_weeks(claim: Claim) -> Reckoning | None:
    """Take "rund zwei Monate" for eight weeks, and the reverse: days and months do not convert, but people do."""
    ours = claim.ours
    claimed = ours.value * _DAYS[ours.unit or ""]
    kin = {"clock": "calendar", "calendar": "clock"}[ours.dimension]
    for theirs in claim.figures.of_dimension.get(kin, ())[:_MOST]:
        length = theirs.value * _DAYS.get(theirs.unit or "", 0.0)
        if not theirs.parts and abs(length - claimed) <= _CONVERTED * claimed:
            return Reckoning(
                written=f"{theirs.text} ≈ {ours.text}", spans=(theirs.span,), restated=ours.bound != "exact"
            )
    return None


def _days_of(article: Document) -> list[tuple[Moment, date, date]]:
    """Return the article's days, months and years, each with its first and last day."""
    return [(m, *m.days) for m in article.dates if m.days and m.stated.kind in {"date", "day"}][:_MOST]


def _is_later(claim: Claim) -> bool:
    """Tell whether the summary says that something was so many years after something: "zwölf Jahre später"."""
    return claim.ours.unit == "year" and _is_set_off(claim)


def _between_days(article: Document, *, near: int) -> Iterator[Gap]:
    """Yield how many days lie between two moments that the article names close to each other."""
    for (one, *first), (two, *second) in combinations(_days_of(article), 2):
        if sentences_apart(article, one, two) <= near:
            yield (*_gap(first, second), f"{one.text} … {two.text}", (one.span, two.span))


def _from_publication(article: Document) -> Iterator[Gap]:
    """Yield how many days lie between the day of publication and a moment of the article."""
    today = article.published
    if today is None:
        return
    for moment, *days in _days_of(article):
        yield (*_gap(days, [today, today]), f"{moment.text} … {today:%Y-%m-%d}", (moment.span,))


def _gap(one: list[date], two: list[date]) -> tuple[float, float]:
    """Return how many days lie at least, and at most, between two stretches."""
    early, late = sorted((one, two))
    return float(max(0, (late[0] - early[1]).days)), float((late[1] - early[0]).days)


def _is_set_off(claim: Claim) -> bool:
    """Tell whether the summary says that something was so long before or after something: "eine Stunde bevor"."""
    words, last = date_words(claim.summary.language).groups, claim.ours.last
    return not (words["later"] | words["apart_after"]).isdisjoint(claim.summary.words.keys[last : last + 1])


def _between_times(claim: Claim) -> Iterator[Gap]:
    """Yield how many minutes lie between two times of day that the article names close to each other.

    They may stand anywhere where the summary's sentence names one of them: "fünf Stunden später, gegen 0.30 Uhr".
    """
    article, summary = claim.article, claim.summary
    number = summary.sentence_at(claim.ours.span.start)
    told = {m.value for m in summary.dates if summary.sentence_at(m.span.start) == number}
    times = [m for m in article.dates if m.stated.kind == "time"][:_MOST]
    for one, two in combinations(times, 2):
        near = sentences_apart(article, one, two) <= 2 * _NEAR or _is_set_off(claim)
        if near or not told.isdisjoint({one.value, two.value}):
            passed = float((_minutes(two) - _minutes(one)) % _DAY)
            yield passed, passed, f"{one.text} … {two.text}", (one.span, two.span)


def _stopped(article: Document) -> Iterator[Gap]:
    """Yield how many minutes a stopwatch shows: 2:31:37."""
    for at in article.where(_STOPWATCHES):
        hours, minutes, seconds = (int(part) if part.isdecimal() else 0 for part in article.words.keys[at].split(":"))
        passed, span = 60.0 * hours + minutes + seconds / 60, article.words.span(at, at + 1)
        yield passed, passed, span.of(article.text), (span,)


def _minutes(moment: Moment) -> int:
    return (moment.stated.hour or 0) * 60 + (moment.stated.minute or 0)
