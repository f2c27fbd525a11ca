"""Finds a share that is told as so many of so many, "two in five", "one in seven", as a share or by two numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise

from newslab.checks.numbers.bearing import equal
from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.counting import bound_start
from newslab.checks.numbers.pairs import pairs_near
from newslab.records import Finding, Span
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import Bound

_CLOSE = 0.005
_ONE_IN = 0.08  # how far "one in seven" may lie from the share that it rounds
_ONE_BEYOND = 0.25  # how far, as a part of itself, it may lie beyond a bound: "more than one in ten" for 12 percent
_FEW = 10  # of so few one says how many
_SHARE_NEAR = 0.06  # how far it may lie beyond a bound: "just over four in five" for 83 percent
_SHARE_OF_FEW = 0.035  # how far "sechs von zehn" may lie from the share that it rounds
_MOST = 100
_UPWARD, _DOWNWARD = frozenset(["over", "at least"]), frozenset(["nearly", "under", "at most"])

Shares = Iterator[tuple[float, str, tuple[Span, ...]]]


class Ratios(Claim):
    """One number of a summary that may be a share: the two or the five of "two in five", a fraction."""

    def as_share(self) -> Finding | None:
        """Find "drei von vier Mitgliedern", "three in four", as a share of the article: drei Viertel, 75 Prozent."""
        return self._as_part_of_whole() or self._as_so_many_of_so_many() or self._as_one_in()

    def is_told_whole(self) -> bool:
        """Tell whether a number is the five of a "two in five" that holds: what is to be said stands at the two."""
        pair = self.summary.quantities[max(0, self.at - 1) : self.at + 1]
        return len(pair) > 1 and self._is_pair(*pair) and self._as_part_of_whole() is not None

    def _as_part_of_whole(self) -> Finding | None:
        for one, two in self._pairs():
            share = one.value / two.value
            for theirs in self.figures.of_dimension.get("share", ()):
                if abs(theirs.values[0] - share) < _CLOSE or _bounded(one.bound, theirs.values[0] - share):
                    return self.say("N001", theirs.span)
                if abs(1 - theirs.values[0] - share) < _SHARE_OF_FEW and self.tells_rest:
                    return self.say("N002", theirs.span, reckoning=f"1 − {theirs.text}")
                if abs(theirs.values[0] - share) < _SHARE_OF_FEW:
                    return self.say("N002", theirs.span, reckoning=f"{theirs.text} ≈ {share:.0%}")
            fitting = (quotient for quotient in self._quotients() if _rounds(one, share, quotient[0]))
            if best := min(fitting, key=lambda quotient: abs(quotient[0] - share), default=None):
                return self.say("N002", *best[2], reckoning=f"{best[1]} = {best[0]:.0%}")
        return None

    def of_other_so_many(self) -> bool:
        """Tell whether a number is the three of "three in five", where the article has "four in five" only."""
        pair = self.summary.quantities[self.at : self.at + 2]
        if len(pair) < 2 or not self._is_pair(*pair) or pair[1].value > _FEW:
            return False
        others = [share for share, _, whole in self.figures.of_so_many if equal(whole.value, pair[1].value)]
        share = pair[0].value / pair[1].value
        shares = [*others, *(q.values[0] for q in self.figures.of_dimension.get("share", ()))]
        near = (abs(other - share) < _SHARE_OF_FEW or abs(1 - other - share) < _CLOSE for other in shares)
        return bool(others) and not any(near)  # what is left of all is looked at later

    def _pairs(self) -> Iterator[tuple[Quantity, Quantity]]:
        """Yield the two numbers of "two in five" where the claim is one of them."""
        near = pairwise(self.summary.quantities[max(0, self.at - 1) : self.at + 2])
        return (pair for pair in near if self._is_pair(*pair))

    def _is_pair(self, one: Quantity, two: Quantity) -> bool:
        between = self.summary.text[one.span.end : two.span.start].strip().casefold()
        return between in self.words.rules["out_of"] and 0 < one.value < two.value <= _MOST

    def _quotients(self) -> Shares:
        """Yield the shares that two numbers of the article come to, of one measure and near each other."""
        for one, two in pairs_near(self.article):
            if one.dimension == two.dimension and one.dimension not in {"times", "share"} and one.value != two.value:
                less, more = sorted((one, two), key=lambda q: q.values[0])
                yield less.values[0] / more.values[0], f"{less.text} ÷ {more.text}", (less.span, more.span)

    def _as_one_in(self) -> Finding | None:
        """Find "einer von sieben", "one in seven", as a share or as the quotient of two numbers near each other."""
        keys, first, rules = self.summary.words.keys, self.ours.first, self.words.rules
        if first < 2 or keys[first - 1] not in rules["out_of"] or keys[first - 2] not in rules["articles"]:
            return None
        bound = self._bound_of_one(first - 2)
        shares = ((q.values[0], q.text, (q.span,)) for q in self.figures.of_dimension.get("share", ()))
        fitting = (row for row in chain(shares, self._quotients()) if _is_one_in(bound, row[0] * self.ours.value))
        best = min(fitting, key=lambda row: abs(row[0] * self.ours.value - 1), default=None)
        return self.say("N002", *best[2], reckoning=f"{best[1]} ≈ 1 ÷ {self.ours.value:g}") if best else None

    def _bound_of_one(self, at: int) -> Bound:
        """Return how exact the "one" of "fewer than one in ten" claims to be; it may be read as a mere article."""
        start = bound_start(self.ours, self.summary, before=at)
        return self.words.before.get(" ".join(self.summary.words.keys[start:at]), "exact")

    def _as_so_many_of_so_many(self) -> Finding | None:
        """Find "ein Fünftel", "20 per cent", where the article has "einer von fünf", "one in five"."""
        if self.ours.dimension != "share" or self.ours.parts:
            return None
        for whole in self.figures.wholes:
            if equal(whole.value * self.ours.values[0], 1):
                return self.say("N001", whole.span)
        for share, part, whole in self.figures.of_so_many:
            if abs(share - self.ours.values[0]) < _CLOSE:
                return self.say("N001", part.span, whole.span)
        return None


def _rounds(part: Quantity, share: float, quotient: float) -> bool:
    """Tell whether "seven in ten" may be said of a quotient; with a bound only of one on its side."""
    off = quotient - share
    return _bounded(part.bound, off) if part.bound in _UPWARD | _DOWNWARD else abs(off) < _SHARE_OF_FEW


def _bounded(bound: Bound, off: float) -> bool:
    """Tell whether a bound makes "just over four in five" true of a share that lies so far off."""
    return (bound in _UPWARD and 0 <= off < _SHARE_NEAR) or (bound in _DOWNWARD and -_SHARE_NEAR < off <= 0)


def _is_one_in(bound: Bound, times: float) -> bool:
    """Tell whether a share, as so many times "one in ten", makes that true with its bound: 1.15 is more than one."""
    if bound in _UPWARD:
        return 1 <= times < 1 + _ONE_BEYOND
    return 1 - _ONE_BEYOND < times <= 1 if bound in _DOWNWARD else abs(times - 1) < _ONE_IN
