"""Owns reckonings whose operation the summary's own words tell: "drei Euro teurer", "je zwei Millionen", "zusammen"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import isclose

from newslab.checks.numbers.bearing import rounds_to
from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.counting import bound_start, change_of, is_more_or_less, role_of
from newslab.checks.numbers.figures import figures_of
from newslab.checks.numbers.pairs import (
    FAR,
    MOST,
    WINDOW,
    Results,
    alike,
    all_pairs,
    any_foreign,
    is_plain,
    pairs_near,
    with_own,
)
from newslab.checks.numbers.rates import IN_A_YEAR, period_of
from newslab.checks.numbers.reckoning import Reckoning, significant
from newslab.checks.numbers.shown import named_terms, shown
from newslab.checks.numbers.tied import tied
from newslab.checks.numbers.totals import sums, wholes
from newslab.records import Span
from newslab.text.document import Document
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.units import is_time
from newslab.text.quantities.words import number_words

# Words on each side of a number in which its operation is told: "um 14 Grad kühler", "im Schnitt zwei Millionen".
_BACK, _AHEAD = 6, 6
_OFF = 0.045  # without a word for it, a reader takes a result that is rounded by more for a wrong one
_BOUNDS = {"nearly": (0.85, 1.0), "about": (0.92, 1.08), "over": (1.0, 1.2), "at least": (0.999, 1.2),
           "under": (0.85, 1.0), "at most": (0.85, 1.001)}  # fmt: skip
_TELLING = 10  # so many for each, and the number need not be even
_LARGE, _TWICE = 1_000_000, 2
_MORE = 1.2  # how many times as much "more than 150 times" may be
_ENDINGS = ("e", "en", "er", "es", "em")
_COINS = {"ct": "EUR", "p": "GBP"}  # a hundredth of which currency


def operate(claim: Claim) -> Reckoning | None:
    """Return the reckoning that gives a number of the summary by the operation that the words around it tell."""
    ours = claim.ours
    if ours.parts or ours.high is not None or ours.kind not in {"number", "multiple"} or ours.value <= 0:
        return None
    told = _told(claim)
    ways = (
        *([_differences, _changes] if "difference" in told else []),
        *([_equal_parts] if "each" in told else []),
        _each_period,
        _ratios,
        *([_majorities] if "majority" in told else []),
        *([_rests] if "rest" in told or (ours.unit == "share" and claim.tells_rest) else []),
        _undone,
        _parts_of_few,
        wholes if "sum" in told else sums,
        tied,
        shown,
    )
    for way in ways:
        for value, written, terms in way(claim):
            if meets(ours, value):
                spans = _in_article(claim, terms)
                # "doppelt so viele": nobody needs paper for it
                twice = way is _ratios and ours.value == _TWICE and ours.bound not in {"over", "at least"}
                restated = twice and len({claim.article.sentence_at(span.start) for span in spans}) == 1
                return Reckoning(written=f"{written} = {ours.text}", spans=spans, restated=restated)
    return None


def _in_article(claim: Claim, terms: Sequence[Quantity]) -> tuple[Span, ...]:
    """Return where the terms stand; one of the summary's own has no place in the article."""
    return tuple(term.span for term in terms if not any(term is own for own in claim.summary.quantities))


def meets(ours: Quantity, value: float) -> bool:
    """Tell whether a result makes a claim true: exactly, within its bound, or rounded as one rounds without a word."""
    claim = ours.values[0]
    if ours.bound in _BOUNDS:
        low, high = _BOUNDS[ours.bound]
        return low * claim <= value <= high * claim
    return isclose(value, claim, rel_tol=1e-6) or (
        rounds_to(value, claim) and abs(value - claim) <= _OFF * claim and significant(ours.value) <= 3
    )


def _told(claim: Claim) -> frozenset[str]:
    """Return the operations that the words around the number tell."""
    summary, ours = claim.summary, claim.ours
    sentence = summary.sentences[summary.sentence_at(ours.span.start)]
    keys = summary.words.keys
    article = ours.first > 0 and keys[ours.first - 1] in number_words(summary.language).rules["share_articles"]
    start = bound_start(ours, summary, before=ours.first - article)  # "mehr als die Hälfte" is no increase
    first, last = summary.word_at(sentence.start), summary.word_at(sentence.end - 1) + 1
    near = {*keys[max(first, start - _BACK) : start], *keys[ours.first : min(last, ours.last + _AHEAD)]}
    near |= {key.removesuffix(ending) for key in near for ending in _ENDINGS}  # "um 47 Grad höheren"
    rows = number_words(summary.language).operations.items()
    told = frozenset(name for name, known in rows if not known.isdisjoint(near))
    pairs = {" ".join(keys[at : at + 2]) for at in range(max(first, start - _BACK), min(last, ours.last + _AHEAD) - 1)}
    if not number_words(summary.language).rules["to_each"].isdisjoint(pairs):
        told |= {"each"}  # "auf eine freie Stelle kommen 14 Bewerber"
    return told | {"difference"} if ours.dimension in {"pp", "points"} else told


def _differences(claim: Claim) -> Results:
    """Yield what lies between two numbers of one measure, or between the sides of a score or a vote."""
    ours = claim.ours
    for one, two in pairs_near(claim.article, apart=0) if ours.dimension == "pp" else ():
        if {one.unit, two.unit} == {"%", None} and None in {one.counted, two.counted}:
            yield abs(one.value - two.value), f"|{one.text} − {two.text}|", (one, two)  # "bei 13,8, bei Mädchen 9,3 %"
    for one, two in (*pairs_near(claim.article), *with_own(claim), *named_terms(claim)):
        if _share_measure(ours, one, two):
            more, less = (one, two) if one.values[0] > two.values[0] else (two, one)
            coins = ours.unit in _COINS and one.dimension != ours.dimension
            factor = 100.0 if one.dimension == "share" or coins else 1.0
            sizes = (more.value, less.value) if _leaves_out(ours, one) else (more.values[0], less.values[0])
            yield (sizes[0] - sizes[1]) * factor, f"{more.text} − {less.text}", (one, two)
        if ours.unit is not None and {one.unit, two.unit} == {ours.unit, None}:  # "five days a week rather than seven"
            apart = abs(one.value - two.value) * ours.values[0] / ours.value
            yield apart, f"|{one.text} − {two.text}|", (one, two)
    for both in figures_of(claim.article).of_kind.get("score", ()):
        if ours.dimension in {"", "goals", "points"} and len(both.parts) == 2:
            yield abs(both.parts[0] - both.parts[1]), both.text, (both,)
    ranges = figures_of(claim.article).of_kind.get("range", [])[:WINDOW]
    for one, two in combinations([q for q in ranges if q.dimension == ours.dimension], 2):
        low, high = (abs(mine - other) for mine, other in zip(one.values, two.values, strict=False))
        if isclose(low, high):
            yield low, f"|{one.text} − {two.text}|", (one, two)
    for span in ranges:
        if ours.dimension == "pp" and span.unit == "%":  # "from 4 to 7 percent"
            yield 100.0 * abs(span.values[0] - span.values[-1]), span.text, (span,)
        if ours.dimension == span.dimension and len(span.values) == 2:
            yield abs(span.values[0] - span.values[1]), span.text, (span,)
            near = figures_of(claim.article).in_sentence(claim.article.sentence_at(span.span.start))
            for other in (q for q in near if q.dimension == span.dimension and not q.parts):
                for end in span.values:
                    yield abs(other.values[0] - end), f"|{other.text} − {end:g}|", (span, other)


def _share_measure(ours: Quantity, one: Quantity, two: Quantity) -> bool:
    """Tell whether a claim may be what lies between two numbers: percentages differ by points."""
    if ours.dimension in {"pp", "points"}:
        return one.unit == two.unit == "%" or one.dimension == two.dimension == ours.dimension
    measures = {one.dimension, two.dimension}
    if _leaves_out(ours, one):
        return one.unit == two.unit
    if ours.unit in _COINS:
        return measures in ({_COINS[ours.unit]}, {"USD"}, {ours.dimension})
    return ours.dimension != "share" and measures in ({ours.dimension}, {ours.dimension, ""})


def _leaves_out(ours: Quantity, theirs: Quantity) -> bool:
    """Tell whether a number is so large that it leaves its unit out: "eine Million mehr", "fünf Millionen weniger"."""
    return not ours.dimension and not ours.counted and ours.value >= _LARGE and theirs.dimension not in {"", "share"}


def _changes(claim: Claim) -> Results:
    """Yield by how much of itself one amount rises or falls to another."""
    if claim.ours.dimension != "share":
        return
    for one, two in (*pairs_near(claim.article), *with_own(claim)):
        a, b = one.values[0], two.values[0]
        if alike(one, two) and one.dimension not in {"share", "clock", "calendar"} and min(a, b) > 0:
            for base in (a, b):
                yield abs(a - b) / base, f"|{one.text} − {two.text}| ÷ {base:g}", (one, two)
            for by, to in ((one, two), (two, one)):  # "400 weitere Tiere", and now 1,600: by a third
                if by.values[0] < to.values[0] and _is_added(by, claim.article):
                    base = to.values[0] - by.values[0]
                    yield by.values[0] / base, f"{by.text} ÷ ({to.text} − {by.text})", (one, two)


def _is_added(quantity: Quantity, article: Document) -> bool:
    """Tell whether a number says how many came to those that there were: "400 weitere Tiere"."""
    keys, more = article.words.keys, number_words(article.language).rules["more_of_them"]
    beside = {*keys[max(0, quantity.first - 1) : quantity.first], *keys[quantity.last : quantity.last + 1]}
    by = change_of(quantity, article) == "change:by"
    return by or not more.isdisjoint(beside) or is_more_or_less(quantity, article)


def _equal_parts(claim: Claim) -> Results:
    """Yield so much for each: six millions for three schools, 1,800 homes in six years."""
    for one, two in pairs_near(claim.article):
        for whole, count in ((one, two), (two, one)):
            counts = not count.dimension or count.dimension in {"calendar", "clock", "people"}
            exact = whole.values[0] >= _TELLING * count.value or not whole.value % count.value  # 77 are no three 25
            exact = exact and claim.ours.value != 1
            if whole.dimension == claim.ours.dimension and counts and count.value > 1 and exact:
                yield whole.values[0] / count.value, f"{whole.text} ÷ {count.text}", (one, two)


def _each_period(claim: Claim) -> Results:
    """Yield so much a month where the article says how much a year, and the like."""
    mine = period_of(claim.ours, claim.summary)
    if mine is None or mine not in IN_A_YEAR:
        return
    for theirs in figures_of(claim.article).of_dimension.get(claim.ours.dimension, ())[:MOST]:
        other = period_of(theirs, claim.article)
        if other in IN_A_YEAR and other != mine and is_plain(theirs):
            factor = IN_A_YEAR[other] / IN_A_YEAR[mine]
            yield theirs.values[0] * factor, f"{theirs.text} × {factor:g}", (theirs,)


def _ratios(claim: Claim) -> Results:
    """Yield how many times one number is another of the same measure, further apart too: "fast dreimal so viele"."""
    if claim.ours.dimension not in {"times", "fold"}:
        return
    more_of = number_words(claim.article.language).rules["one_more"]
    for one, two in pairs_near(claim.article, apart=1):
        for old, new in ((one, two), (two, one)):  # "bisher 450", and "500 neue Mitarbeiter"
            told = not more_of.isdisjoint(claim.article.words.keys[new.last : new.last + 1])
            grown = (old.values[0] + new.values[0]) / old.values[0]
            if told and one.dimension == two.dimension and _is_times(claim.ours, grown):
                yield claim.ours.values[0], f"({old.text} + {new.text}) ÷ {old.text}", (old, new)
    for named, theirs in named_terms(claim):  # "$1.7 million, nearly twice the insured value"
        less, more = sorted((named, theirs), key=lambda q: q.values[0])
        fit = named.dimension == theirs.dimension and not any_foreign((named, theirs), claim.article.language)
        if fit and _fits_times(claim.ours, more, less):
            yield claim.ours.values[0], f"{more.text} ÷ {less.text}", (named, theirs)
    own = {q.value for q in claim.beside}  # first the pairs of which the summary has one: "350.000, doppelt so viele"
    for one, two in sorted(pairs_near(claim.article, FAR), key=lambda pair: own.isdisjoint(q.value for q in pair)):
        if any_foreign((one, two), claim.article.language):
            continue
        less, more = sorted((one, two), key=lambda q: q.values[0])
        if _is_left_out(one, two) and _is_times(claim.ours, max(one.value, two.value) / min(one.value, two.value)):
            yield claim.ours.values[0], f"{one.text}, {two.text}", (one, two)
        if one.dimension == two.dimension and less.values[0] > 0 and _fits_times(claim.ours, more, less):
            yield claim.ours.values[0], f"{more.text} ÷ {less.text}", (one, two)


def _is_left_out(one: Quantity, two: Quantity) -> bool:
    """Tell whether a number has the unit of the one before: "7,000 tonnes … would handle 20,000"."""
    return two.dimension == "" != one.dimension and two.counted is None and not is_time(one.unit) and one.unit != "%"


def _fits_times(ours: Quantity, more: Quantity, less: Quantity) -> bool:
    """Tell whether one number is so many times the other: 310 is "mehr als halbiert" from 760."""
    return _is_times(ours, more.values[0] / less.values[0])


def _is_times(ours: Quantity, ratio: float) -> bool:
    """Tell whether a ratio, larger than one, is what a claim says with its bound."""
    times = max(ours.value, 1 / ours.value)
    low, high = {
        "over": (times, max(times + 1, _MORE * times)),
        "at least": (times, max(times + 1, _MORE * times)),
        "nearly": (0.85 * times, times),
        "about": (0.9 * times, 1.1 * times),
    }.get(ours.bound, (0.97 * times, 1.03 * times))
    return low <= ratio <= high


def _majorities(claim: Claim) -> Results:
    """Yield by how many seats more than half a side holds: 79 of 150 are four more than 75."""
    for one, two in pairs_near(claim.article):
        part, whole = sorted((one, two), key=lambda q: q.value)
        if part.dimension == whole.dimension == "" and whole.value / 2 < part.value < whole.value:
            yield part.value - whole.value / 2, f"{part.text} − {whole.text} ÷ 2", (one, two)
            yield 2 * part.value - whole.value, f"2 × {part.text} − {whole.text}", (one, two)


def _rests(claim: Claim) -> Results:
    """Yield what is left of a whole: 500 jobs elsewhere of 1,200, 38 percent where 62 agree."""
    if claim.ours.dimension == "share":
        for share in figures_of(claim.article).of_dimension.get("share", [])[:MOST]:
            if not share.parts and 0 < share.values[0] < 1:
                yield 1 - share.values[0], f"1 − {share.text}", (share,)
        return
    for one, two in pairs_near(claim.article):
        if one.dimension == two.dimension == claim.ours.dimension:
            yield abs(one.values[0] - two.values[0]), f"|{one.text} − {two.text}|", (one, two)


def _undone(claim: Claim) -> Results:
    """Yield what was there before: 12 where it doubled to 24, 4 percent where a quarter point less is 3.75."""
    article = claim.article
    for one, two, apart in all_pairs(article):
        if apart > 1:
            continue
        for by, to in ((one, two), (two, one)):
            if to.dimension == by.dimension == claim.ours.dimension and is_more_or_less(by, article):
                yield from _before(by, to)
            if apart:
                continue
            if to.dimension != claim.ours.dimension and not _leaves_out(claim.ours, to):
                continue
            if by.kind == "multiple" and by.value != 1:
                yield to.values[0] / by.value, f"{to.text} ÷ {by.text}", (one, two)
                yield to.values[0] * by.value, f"{to.text} × {by.text}", (one, two)
            elif by.unit in {"pp", "points"} and to.unit == "%":
                for sign in (1, -1):
                    yield to.values[0] + sign * by.value / 100, f"{to.text} ± {by.text}", (one, two)
            elif change_of(to, article) == "change:to" or change_of(by, article) == "change:by":
                yield from _before(by, to)


def _before(by: Quantity, to: Quantity) -> Results:
    """Yield the amount from which a change led to another: by a sum, or by a share of itself."""
    signs = (1, -1)
    if by.dimension == "share" and to.dimension != "share" and by.values[0] < 1:
        yield from (
            (to.values[0] / (1 + sign * by.values[0]), f"{to.text} ÷ (1 ± {by.text})", (by, to)) for sign in signs
        )
    elif by.dimension == to.dimension:
        yield from ((to.values[0] + sign * by.values[0], f"{to.text} ± {by.text}", (by, to)) for sign in signs)


def _parts_of_few(claim: Claim) -> Results:
    """Yield the share that six of nine are, or one side of a vote of all who voted for a side."""
    if claim.ours.dimension != "share":
        return
    article = claim.article
    for one, two in pairs_near(article, apart=0):
        part, whole = sorted((one, two), key=lambda q: q.value)
        bare = two.dimension == "" and two.counted is None and not is_time(one.unit)
        like = one.dimension == two.dimension == "" or bare
        if like and 0 < part.value < whole.value and whole.value > 2:
            yield part.value / whole.value, f"{part.text} ÷ {whole.text}", (one, two)
        if like and all((role_of(q, article) or "").startswith("votes:") for q in (one, two)):
            yield whole.value / (part.value + whole.value), f"{whole.text} ÷ ({one.text} + {two.text})", (one, two)
