"""Owns plain arithmetic: a number that follows by rounding, as a sum, a difference, a share, or from a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newslab.checks.numbers.bearing import equal, rounds_to
from newslab.checks.numbers.counting import class_of, same_noun
from newslab.checks.numbers.figures import figures_of
from newslab.records import Span
from newslab.text.dates.finder import Moment
from newslab.text.dates.words import date_words
from newslab.text.document import Document
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

# Numbers further apart in the article are seldom of one reckoning; chance hits grow with the square of the distance.
_WINDOW = 6
# Pairs that are looked at closely for one number; an article that repeats its numbers has more, all alike.
_MOST_PAIRS = 200
# Small numbers are sums of others by chance: at least this much, unless both counts stand in one sentence.
_TELLING = 10
# A share in percent that is written without decimals is right to half a percent; each decimal makes it ten times finer.
_SHARE_OFF = 0.005
# A share of a whole comes to so large a number by chance seldom enough, wherever both stand.
_SURE = 100
_FEW_YEARS = 5  # fewer are a span between two years by chance, unless "vor drei Jahren" says from when
_ROUNDED = 0.5  # a part of a whole is given in whole numbers
_FRACTION_OFF = 0.015  # how far a share may lie from the fraction in words that rounds it: "drei Viertel" for 76
_SLACK = 1e-5
_ROUNDED_OFF = 0.045  # further away, a number without "rund" is not rounded but wrong


# How far a share may lie from one that is said to be about or nearly so.
_NEARLY, _ABOUT, _OVER = 0.88, 0.06, 1.2
# Sentences between two amounts of which one may be said to be a share.
_NEAR = 2
# Words after a number in which "each" may stand ("35 members each"), and days of an article whose distances are tried.
_BESIDE, _MOST_DAYS = 3, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """How a number follows: the terms as an editor would write them, and where they stand in the article.

    ``restated``: both texts say the same in another unit or form, and nothing had to be worked out.
    """

    written: str
    spans: tuple[Span, ...]
    restated: bool = False


def _counted_up(ours: Quantity, article: Document) -> Reckoning | None:
    """Take "ein sechster Mann", "a sixth man", after others for six."""
    articles = number_words(article.language).rules["articles"]
    for theirs in figures_of(article).of_kind.get("ordinal", ()):
        before = article.words.keys[theirs.first - 1] if theirs.first else ""
        if theirs.value == ours.value and ours.dimension == "" and before in articles:
            return Reckoning(written=f"{before} {theirs.text} → {ours.text}", spans=(theirs.span,))
    return None


def reckon(ours: Quantity, article: Document, *, ago: bool = False, compared: bool = False) -> Reckoning | None:
    """Return the reckoning by which the article gives a number, or None; the plainest first.

    ``ago``: the summary says that something was so long ago, or so long after something; ``compared``: that
    something is so much more or less than something else.
    """
    if ours.kind == "ordinal":
        calendar = _anniversary(ours, article) or _quarter(ours, article) or _part_of_year(ours, article)
        return calendar or _one_more(ours, article)
    if ours.parts or ours.high is not None or ours.kind == "score":
        return None
    return (
        _rounded(ours, article)
        or _combined(ours, article, compared=compared)
        or _all_votes(ours, article)
        or _counted_up(ours, article)
        or (_days_between(ours, article) if ago else None)
        or _since(ours, article, ago=ago)
    )


def _anniversary(ours: Quantity, article: Document) -> Reckoning | None:
    """Reckon "der 61. Jahrestag" from a year in the article and the year of publication."""
    if article.published is None or ours.counted not in number_words(article.language).rules["anniversaries"]:
        return None
    for moment in article.dates:
        year = moment.stated.year
        if year and article.published.year - year == ours.value:
            return Reckoning(written=f"{article.published.year} − {year} = {ours.value:g}", spans=(moment.span,))
    return None


def _one_more(ours: Quantity, article: Document) -> Reckoning | None:
    """Take "ein siebter Flughafen" for a new one beside the six that there are."""
    told = number_words(article.language).rules["one_more"]
    if ours.counted is None or ours.value <= 1 or told.isdisjoint(article.places):
        return None
    for theirs in figures_of(article).equal_to(ours.value - 1):
        if theirs.kind == "number" and theirs.counted and same_noun(theirs.counted, ours.counted):
            return Reckoning(written=f"{theirs.text} + 1 → {ours.text}", spans=(theirs.span,))
    return None


def _quarter(ours: Quantity, article: Document) -> Reckoning | None:
    """Take "the three months to the end of June" for the second quarter."""
    if date_words(article.language).units.get(ours.counted or "") != "quarter":
        return None
    for months in article.quantities:
        if (months.unit, months.value) == ("month", 3):
            sentence = article.sentence_at(months.span.start)
            for moment in article.dates:
                last = moment.stated.month == 3 * ours.value and moment.stated.day in {None, 30, 31}
                if last and article.sentence_at(moment.span.start) == sentence:
                    spans = (months.span, moment.span)
                    return Reckoning(written=f"{months.text} → {moment.text}", spans=spans)
    return None


def _part_of_year(ours: Quantity, article: Document) -> Reckoning | None:
    """Take a month, or the first day of one, for its quarter or half of the year: "zum zweiten Halbjahr", 1 July."""
    months = {"quarter": 3, "half": 6}.get(date_words(article.language).units.get(ours.counted or "") or "")
    for moment in article.dates if months else ():
        month = moment.stated.month
        if month and (month - 1) // (months or 1) + 1 == ours.value:
            return Reckoning(written=f"{moment.text} → {ours.text}", spans=(moment.span,))
    return None


def _all_votes(ours: Quantity, article: Document) -> Reckoning | None:
    """Add up the votes of a ballot: with 29 against 21, fifty have voted."""
    for theirs in figures_of(article).of_kind.get("score", ()):
        if min(theirs.parts) < _TELLING:
            continue
        share = max(theirs.parts) / sum(theirs.parts)
        if ours.dimension == "share" and any(_comes_to(ours, part, _SHARE_OFF) for part in (share, 1 - share)):
            return Reckoning(written=f"{theirs.text} → {ours.text}", spans=(theirs.span,))
        if ours.dimension == "" and equal(sum(theirs.parts), ours.value):
            written = " + ".join(f"{part:g}" for part in theirs.parts)
            return Reckoning(written=f"{written} = {ours.text}", spans=(theirs.span,))
    return None


def _days_between(ours: Quantity, article: Document) -> Reckoning | None:
    """Count the days from one day that the article names to another: from Monday to Wednesday, two."""
    if ours.unit != "day":
        return None
    days = [(moment, moment.days[0]) for moment in article.dates if moment.days and moment.days[0] == moment.days[1]]
    for (one, first), (two, second) in combinations(days[:_MOST_DAYS], 2):
        if abs((second - first).days) == ours.value:
            one_breath = article.sentence_at(one.span.start) == article.sentence_at(two.span.start)
            written = f"{one.text} … {two.text} = {ours.text}"
            return Reckoning(written=written, spans=(one.span, two.span), restated=one_breath)
    return None


def _rounded(ours: Quantity, article: Document) -> Reckoning | None:
    claim = ours.values[0]
    for theirs in figures_of(article).between(claim * (1 - _ROUNDED_OFF), claim * (1 + _ROUNDED_OFF)):
        alike = theirs.dimension == ours.dimension and not theirs.parts and theirs.high is None
        if alike and ours.unit == "share" and ours.spelt and abs(theirs.values[0] - claim) <= _FRACTION_OFF:
            return Reckoning(written=f"{theirs.text} ≈ {ours.text}", spans=(theirs.span,))
        scale = claim / ours.value if ours.value else 1.0  # 31 years are three decades
        rounded = alike and _coarser(ours, theirs) and rounds_to(theirs.values[0] / scale, ours.value)
        if rounded and abs(theirs.values[0] - claim) <= _ROUNDED_OFF * claim:
            return Reckoning(written=f"{theirs.text} ≈ {ours.text}", spans=(theirs.span,))
    return None


def _coarser(ours: Quantity, theirs: Quantity) -> bool:
    """Tell whether a number has fewer figures than another: 30 for 29,6 or for 29, never 25 for 24."""
    scale = ours.values[0] / ours.value if ours.value else 1.0  # 15 metres for 50 feet, which are 15.24
    return significant(ours.value) < significant(theirs.value if ours.unit == theirs.unit else theirs.values[0] / scale)


def significant(value: float) -> int:
    """Return how many figures a number has without the noughts at its rims."""
    return len(f"{abs(value):.12g}".replace(".", "").strip("0").split("e")[0])


def _combined(ours: Quantity, article: Document, *, compared: bool) -> Reckoning | None:
    claim = ours.values[0]
    for one, two in _pairs_of(article).near(ours):
        a, b = one.values[0], two.values[0]
        # so wide a claim is soon true by chance, unless both are amounts of money or of another measure, side by side
        said = ours.bound != "over" or sentences_apart(article, one, two) <= (_NEAR if one.unit else 0)
        if ours.dimension == "share" and one.dimension == two.dimension != "share" and said and _is_share(ours, a, b):
            less, more = (one, two) if a < b else (two, one)
            return _written(f"{less.text} ÷ {more.text} = {ours.text}", one, two)
        if (
            ours.unit in {"pp", "points"}
            and one.unit == two.unit == "%"
            and equal(abs(one.value - two.value), ours.value)
        ):
            more, less = (one, two) if a > b else (two, one)
            return _written(f"{more.text} − {less.text} = {ours.text}", one, two)
        whole = _same_sentence(article, one, two) or claim >= _SURE
        if {one.dimension, two.dimension} == {"share", ours.dimension} and _is_part(claim, a, b) and whole:
            return _written(f"{one.text} × {two.text} = {ours.text}", one, two)
        if equal(a * b, claim) and is_each(article, one, two):
            return _written(f"{one.text} × {two.text} = {ours.text}", one, two)
        if _is_ratio(ours, one, two) and _same_sentence(article, one, two):
            return _written(f"{two.text} ÷ {one.text} → {ours.text}", one, two)
        base = _grown_from(ours, one, two) if ours.dimension == "share" and _same_sentence(article, one, two) else None
        if base is not None:
            more, less = (one, two) if a > b else (two, one)
            return _written(f"({more.text} − {less.text}) ÷ {base.text} = {ours.text}", one, two)
        if not one.dimension == two.dimension == ours.dimension:
            continue
        near = _same_sentence(article, one, two)
        alike = one.counted is not None and two.counted is not None and same_noun(one.counted, two.counted)
        elliptic = None in {one.counted, two.counted} and (claim >= _TELLING or _goes_on(article, two))
        people = near and _all_people(article.language, ours, one, two)
        unlike = (
            ours.unit is not None and ours.dimension != "share" and compared and equal(abs(a - b), claim) and a != b
        )
        if not (near and (alike or elliptic or people)) and not (alike and claim >= _TELLING) and not unlike:
            continue
        if equal(a + b, claim) and not unlike:
            return _written(f"{one.text} + {two.text} = {ours.text}", one, two)
        if equal(abs(a - b), claim) and (claim >= _TELLING or unlike) and a != b:
            first, second = (one, two) if a > b else (two, one)
            return _written(f"{first.text} − {second.text} = {ours.text}", one, two)
    return None


def is_each(article: Document, one: Quantity, two: Quantity) -> bool:
    """Tell whether the second number holds for each of what the first counts: "four teams, each with 35 members"."""
    each, keys = number_words(article.language).rules["each"], article.words.keys
    beside = keys[one.last : two.first] + keys[two.last : two.last + _BESIDE]
    return _same_sentence(article, one, two) and one.unit is None and not each.isdisjoint(beside)


def _goes_on(article: Document, quantity: Quantity) -> bool:
    """Tell whether a number counts more of the same: "drei Menschen starben, fünf weitere wurden verletzt"."""
    more = number_words(article.language).rules["more_of_them"]
    return not more.isdisjoint(article.words.keys[quantity.last : quantity.last + 1])


def _same_sentence(article: Document, one: Quantity, two: Quantity) -> bool:
    return sentences_apart(article, one, two) == 0


def sentences_apart(article: Document, one: Quantity | Moment, two: Quantity | Moment) -> int:
    """Return how many sentences lie between two things that an article states."""
    return abs(article.sentence_at(one.span.start) - article.sentence_at(two.span.start))


def _all_people(language: str, *quantities: Quantity) -> bool:
    """Tell whether all count people, by whatever noun: three men and two women are five people."""
    return all(q.counted is not None and class_of(q.counted, language) == "people" for q in quantities)


def _is_part(claim: float, one: float, two: float) -> bool:
    """Tell whether a number is a share of a whole: two thirds of 90 are 60."""
    return min(one, two) < 1 and claim >= _TELLING and abs(one * two - claim) <= _ROUNDED


def _grown_from(ours: Quantity, one: Quantity, two: Quantity) -> Quantity | None:
    """Return the amount from which a percentage is the rise or fall to the other, whichever stands first."""
    before, after = one.values[0], two.values[0]
    amounts = one.dimension == two.dimension and one.dimension not in {"clock", "calendar"}
    enough = before >= _TELLING or (one.unit == two.unit == "%" and one.value >= _TELLING)
    if not (amounts and enough) or (ours.unit == "share" and ours.bound != "exact"):
        return None  # "more than half" is a part, not a change
    change = abs(after - before)
    return next((base for base in (one, two) if _comes_to(ours, change / base.values[0], _SHARE_OFF)), None)


def _is_ratio(ours: Quantity, one: Quantity, two: Quantity) -> bool:
    """Tell whether one amount is so many times the other: 60 is over three times 18."""
    small, large = sorted((one.values[0], two.values[0]))
    if ours.dimension not in {"times", "fold"} or one.dimension != two.dimension or not 0 < small < large:
        return False
    ratio, claim = large / small, ours.value
    low, high = {"about": (1 - _ABOUT, 1 + _ABOUT), "nearly": (_NEARLY, 1.0), "over": (1.0, _OVER)}.get(
        ours.bound, (1 - _SHARE_OFF, 1 + _SHARE_OFF)
    )
    return claim > 1 and low * claim <= ratio <= high * claim


def _is_share(ours: Quantity, one: float, two: float) -> bool:
    claim = ours.values[0]
    part, whole = sorted((one, two))
    if not (0 < part < whole and claim < 1 and whole >= _TELLING):
        return False
    decimals = len(f"{ours.value:.6g}".partition(".")[2]) if ours.unit == "%" else 0
    tolerance: float = _SHARE_OFF * 0.1**decimals
    return _comes_to(ours, part / whole, tolerance)


def _holds(ours: Quantity, years: int) -> bool:
    """Tell whether so many years make "mehr als hundert Jahre", "almost 40 years" true."""
    bounds = {"over": (1.0, _OVER), "nearly": (_NEARLY, 1.0), "about": (1 - _ABOUT, 1 + _ABOUT)}
    low, high = bounds.get(ours.bound, (1.0, 1.0))
    return low * ours.value <= years <= high * ours.value


def _comes_to(ours: Quantity, share: float, tolerance: float) -> bool:
    """Tell whether a share makes a claim true: "knapp 30 Prozent", "more than half", or the share itself."""
    claim = ours.values[0]
    if ours.bound == "nearly":
        return _NEARLY * claim <= share <= claim
    if ours.bound == "about":
        return abs(share - claim) <= _ABOUT * claim
    if ours.bound in {"over", "at least"}:
        return claim <= share <= _OVER * claim
    if ours.bound in {"under", "at most"}:
        return claim / _OVER <= share <= claim
    return abs(share - claim) <= tolerance


def _written(written: str, *terms: Quantity) -> Reckoning:
    return Reckoning(written=written, spans=tuple(term.span for term in terms))


def _neighbours(article: Document) -> Iterator[tuple[Quantity, Quantity]]:
    plain = [q for q in article.quantities if not q.parts and q.high is None and q.kind == "number" and q.value > 0]
    for number, one in enumerate(plain):
        for two in islice(plain, number + 1, number + 1 + _WINDOW):
            yield one, two


class _Pairs:
    """An article's pairs of neighbouring numbers, with what each comes to; the pairs near a claim are told at once.

    Where the article has thousands of pairs and the summary hundreds of numbers, trying them one by one takes minutes.
    """

    def __init__(self, article: Document) -> None:
        self._pairs = list(_neighbours(article))
        rows = [(one.values[0], two.values[0], one.value - two.value) for one, two in self._pairs]
        one, two, written = np.array(rows, np.float64).reshape(-1, 3).T
        self._written = np.abs(written)
        with np.errstate(all="ignore"):  # products beyond all floats are near nothing
            apart = np.abs(one - two)
            self._sums = (one + two, apart)
            self._products = one * two
            self._shares = (np.minimum(one, two) / np.maximum(one, two), apart / one, apart / two)
            self._ratios = np.maximum(one, two) / np.minimum(one, two)

    def near(self, ours: Quantity) -> Iterator[tuple[Quantity, Quantity]]:
        """Yield, in their order, the pairs of which one may come to a number, by whatever operation."""
        claim = abs(ours.values[0])
        with np.errstate(all="ignore"):
            near = self._is_within(self._written, abs(ours.value), 0)
            near |= self._is_within(self._products, claim, _ROUNDED if claim >= _TELLING else 0)
            for sums in self._sums:
                near |= self._is_within(sums, claim, 0)
            near |= self._is_within(self._ratios, claim, (_OVER - 1) * claim)
            for shares in self._shares:
                near |= self._is_within(shares, claim, _SHARE_OFF + (_OVER - 1) * claim)
        for number in np.flatnonzero(near)[:_MOST_PAIRS]:
            yield self._pairs[number]

    @staticmethod
    def _is_within(values: NDArray[Any], claim: float, reach: float) -> NDArray[Any]:
        # a little more than the reach: what is equal but for the last digits counts, and is looked at closely later
        within: NDArray[Any] = np.abs(values - claim) <= reach + _SLACK * (values + claim) + _SLACK
        return within


@lru_cache(maxsize=4)  # an article's summaries come one after the other
def _pairs_of(article: Document) -> _Pairs:
    return _Pairs(article)


def _since(ours: Quantity, article: Document, *, ago: bool) -> Reckoning | None:
    """Reckon an age or a span of years from a year in the article and the year of publication."""
    if ours.unit != "year":
        return None
    years = [moment for moment in article.dates if moment.stated.year and moment.stated.kind == "date"]
    for one, two in pairwise(years):
        between = abs((one.stated.year or 0) - (two.stated.year or 0))
        if between == ours.value and article.sentence_at(one.span.start) == article.sentence_at(two.span.start):
            written = f"{two.stated.year} − {one.stated.year} = {ours.value:g}"
            return Reckoning(written=written, spans=(one.span, two.span))
    if article.published is None or ours.value > 110:
        return None
    exact = article.published.year - ours.value
    since, keys = date_words(article.language).groups["since"], article.words.keys
    for moment in sorted(years, key=lambda m: m.stated.year != exact):
        told = not since.isdisjoint(keys[max(0, moment.stated.first - 1) : moment.stated.first])
        if ours.value < _FEW_YEARS and not ago and not told:  # "a four-year low", the lowest since 2021
            continue
        year = moment.stated.year
        passed = article.published.year - year if year else 0
        bounded = ours.bound != "exact" and ours.value >= _TELLING and _holds(ours, passed)
        if year and (0 <= passed - ours.value <= (ours.value >= _FEW_YEARS) or bounded):
            return Reckoning(written=f"{article.published.year} − {year} = {ours.value:g}", spans=(moment.span,))
    return None
