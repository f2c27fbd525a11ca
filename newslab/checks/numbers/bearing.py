"""Owns whether a number of the article bears one of the summary: same dimension, same value, or a true bound."""

from __future__ import annotations

from math import floor, isclose, isfinite, log10

from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import Bound

_CLOSE = 1e-6
# Units that only name what is counted: "fünfköpfig" is five, "2.500-seitig" is 2.500 Seiten.
COUNTED_AS_UNIT = frozenset(
    ["people", "pages", "floors", "lanes", "seats", "doors", "parts", "beds", "games", "goals", "fold"]
)
_VOTES = 20  # so many are votes of a ballot, which its "368 gegen 251" counts too; fewer may be goals, rounds, anything
_ONE_SIZE = 2  # vague words whose sizes are less than this times apart mean the same: tens, dozens
# How far beyond a bound the true value may lie before it misleads: "more than 30" for 44, "more than seven" for eight.
_REACH_ROUND, _REACH_SHARP = 1.5, 1.2
_NEARLY = 0.88
_NEARLY_TIME = 0.83  # "fast eine Stunde" is 50 minutes
_DOZEN = 12
_ABOUT = 0.06
_ROUGHLY = 0.17  # "rund eine halbe Stunde" is 35 minutes
_LARGE = 1_000_000
# An article's own hedge that makes a bound of the summary true at the very value ("über 30" said as "mehr als 30").
_UPWARD: frozenset[Bound] = frozenset(["over", "at least", "about"])
_DOWNWARD: frozenset[Bound] = frozenset(["under", "nearly", "at most", "about"])


def comparable(ours: Quantity, theirs: Quantity) -> bool:
    """Tell whether two numbers can be of the same kind: same dimension, or one of them says nothing of its unit."""
    one, two = ours.dimension, theirs.dimension
    if one == two or {one, two} in ({"fold", "times"}, {"points", "pp"}):
        return True
    if _is_vague_sum(ours) and two.isupper():
        return True
    if "" not in {one, two} or ours.high is not None:
        return False
    bare = ours if one == "" else theirs
    if {one, two} == {"times", ""} and ours.value >= _VOTES:
        return True  # "mehr als 300 Mal" they turned out: 340 "Einsätze"
    if "score" in {one, two}:
        if len(ours.parts) == len(theirs.parts) > 1:
            return True  # "7-2", a range by its form, and "7 to 2"
        if ours.named:
            return False  # "Rang zwei", and a score of 3:2
        told = bool((ours if one == "score" else theirs).counted)  # "mit 12 zu 7 Stimmen"
        return told or ours.counted is None or ours.value >= _VOTES
    if "ordinal" in {one, two}:
        return bare.named or not (ours.spelt or theirs.spelt)
    return bare.counted is None or not {one, two}.isdisjoint(COUNTED_AS_UNIT)


def _is_vague_sum(ours: Quantity) -> bool:
    """Tell whether "Milliarden abschreiben" leaves the currency out: nobody counts so many of anything else."""
    return ours.high is not None and ours.value >= _LARGE and ours.dimension == "" and ours.counted is None


def same_value(ours: Quantity, theirs: Quantity) -> bool:
    """Tell whether all numbers of one stand in the other: a range or a score only as a whole, in either order."""
    mine, others = _commensurable(ours, theirs)
    if ours.dimension == theirs.dimension == "degrees" and (mine[0] < 0) != (others[0] < 0):
        return False  # elsewhere a lost minus is a fall that the words tell; a temperature is not
    if not ours.parts and ours.high is None and theirs.high is None:  # one number of a range, too
        return mine[0] in others or any(equal(mine[0], other) for other in others)
    if ours.high is not None and theirs.high is not None:  # "Tausende", "mehrere Tausend": words of one size
        return max(mine[0], others[0]) < _ONE_SIZE * min(mine[0], others[0])
    if ours.high is not None or theirs.high is not None:
        return ours.high == theirs.high and equal(mine[0], others[0])
    return len(mine) == len(others) and all(map(equal, sorted(mine), sorted(others)))


def _commensurable(ours: Quantity, theirs: Quantity) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the numbers of both in one base; as they are written where one of them says nothing of its unit."""
    if ours.dimension == theirs.dimension:
        return ours.values, theirs.values
    return ours.parts or (ours.value,), theirs.parts or (theirs.value,)


def equal(one: float, two: float) -> bool:
    """Tell whether two values are the same; a lost sign counts only where it is not a fall that the words tell."""
    return isclose(one, two, rel_tol=_CLOSE) or isclose(abs(one), abs(two), rel_tol=_CLOSE)


def holds(ours: Quantity, theirs: Quantity) -> bool:
    """Tell whether what the summary claims ("knapp 30", "Hunderte") is true of the article's value."""
    mine, others = _commensurable(ours, theirs)
    claim, truth = mine[0], others[-1 if ours.bound == "at most" else 0]
    if (
        theirs.high is not None
        or ours.parts
        or ours.kind == "ordinal"
        or not (
            theirs.dimension in {ours.dimension, "people", "" if ours.dimension == "times" else "people"}
            or _unit_left_out(ours, theirs)
        )
    ):
        return False
    if ours.high is not None:
        return (
            claim <= truth <= ours.high * (claim / ours.value if ours.value else 1)
        )  # "Dutzende Tonnen", in kilograms
    if claim <= 0 or truth <= 0:
        return False
    dozens = ours.spelt and not claim % _DOZEN
    reach = _REACH_SHARP if claim % 10 and not dozens else _REACH_ROUND
    if (
        ours.unit == theirs.unit
        and ours.dimension in {"clock", "calendar"}
        and ours.value < theirs.value < ours.value + 1
    ):
        reach = max(reach, theirs.value / ours.value)  # "mehr als zwei Jahre" for two and a half
    return {
        "exact": False,
        "about": rounds_to(truth, claim) or abs(truth - claim) <= (_ROUGHLY if _is_half_hour(ours) else _ABOUT) * claim,
        "nearly": (_NEARLY_TIME if ours.dimension == "clock" else _NEARLY) * claim <= truth <= claim,
        "over": claim < truth <= reach * claim,
        "at least": claim <= truth <= reach * claim,
        "under": claim / reach <= truth < claim,
        "at most": claim / reach <= truth <= claim,
    }[ours.bound]


def _is_half_hour(ours: Quantity) -> bool:
    """Tell a half of an hour, which nobody means to the minute."""
    return ours.unit == "hour" and ours.value == 0.5


def _unit_left_out(ours: Quantity, theirs: Quantity) -> bool:
    """Tell "neue Kredite von knapp zwei Milliarden" for 1.9 billions of euros: so large a number may leave them out."""
    return ours.dimension == "" and ours.counted is None and ours.value >= _LARGE and theirs.dimension.isupper()


def contradicts(ours: Quantity, theirs: Quantity) -> bool:
    """Tell whether the value is the article's but the bound is not: "mehr als 30" for "knapp 30", or for 30 sharp."""
    if theirs.kind == "range" and not ours.parts:
        return _wrong_end(ours, theirs)
    if theirs.parts or ours.bound in {"exact", "about"}:
        return False
    if theirs.bound == "exact":
        return ours.bound in {"over", "under"}
    return (ours.bound in _UPWARD and theirs.bound in _DOWNWARD - _UPWARD) or (
        ours.bound in _DOWNWARD and theirs.bound in _UPWARD - _DOWNWARD
    )


def _wrong_end(ours: Quantity, theirs: Quantity) -> bool:
    """Tell whether a bound takes one end of a range for the other: "mindestens 15" for "between 13 and 15"."""
    low, high = min(theirs.values), max(theirs.values)
    if ours.bound in {"over", "at least"}:
        return equal(ours.values[0], high) and high > low
    return ours.bound in {"under", "at most"} and equal(ours.values[0], low) and high > low


def rounds_to(value: float, rounded: float) -> bool:
    """Tell whether ``rounded`` is ``value`` with fewer figures (29.6 → 30, 1 234 → 1 200), at most a tenth away."""
    if rounded <= 0 or value <= 0 or abs(value - rounded) > 0.1 * rounded:
        return False
    step = 10.0 ** floor(log10(rounded))
    while step > 1e-6 * rounded and not isclose(rounded / step, round(rounded / step), rel_tol=1e-9):
        step /= 10
    return abs(value - rounded) <= step / 2 * (1 + 1e-9)


def same_figures(ours: Quantity, theirs: Quantity) -> bool:
    """Tell whether two values differ only in their magnitude: 4,5 Millionen and 4,5 Milliarden."""
    one, two = ours.values[0], theirs.values[0]
    if not ours.kind == theirs.kind == "number":
        return False
    if one <= 0 or two <= 0 or max(one, two) < 1000 or not isfinite(max(one, two)):
        return False
    ratio = log10(one / two)
    return abs(ratio) > 0.5 and isclose(ratio, round(ratio), abs_tol=1e-6) and round(ratio) % 3 == 0
