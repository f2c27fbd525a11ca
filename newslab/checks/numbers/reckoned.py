"""Tells small numbers that a reader may have counted or reckoned from such as stand in the place of another."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, takewhile

from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.counting import role_of, same_noun
from newslab.checks.numbers.enumerations import lists_in
from newslab.checks.numbers.pairs import whole_behind
from newslab.text.quantities.finder import Quantity

_SMALL, _RIVALS = 12, 20
# What is counted, reckoned from two days, or ranked.
_RECKONED = {"", "calendar", "clock", "ordinal", "times"}
_PARTS = frozenset(["share", "times", "fold"])
_STRETCHES = frozenset(["month", "week"])
_HALF, _SECOND = 0.5, 2
_COPIED = 0.6  # so large a part of a sentence's telling words makes it one that was taken over
_TELLING = 3  # words beside a number that show its place to be copied


def may_be_reckoned(claim: Claim) -> bool:
    """Tell whether a reader may have come to a small number by counting or reckoning, however the article says it.

    It is no such number where the sentence that the summary's rests on has another one of the same things, of the same
    measure or in the same order, or where another stands between the same words. Who died or was hurt is counted by
    the article or by nobody; an age and a part of a number are somebody's own too.
    """
    ours, keys = claim.ours, claim.summary.words.keys
    if _is_half(claim):
        told = _in_source(claim)
        parts = any(theirs.dimension in _PARTS for theirs in told)
        return not parts and not _shows_ratio(claim, told) and not _is_in_copy(claim)
    if ours.value == 1 and ours.unit in _STRETCHES:  # "einen Monat Zeit", where the article names the day
        told = _in_source(claim)
        return not any(theirs.dimension in {"calendar", "clock"} for theirs in told) and not _is_in_copy(claim)
    plain = (ours.kind != "multiple" or claim.is_how_often) and not ours.parts and not ours.value % 1
    if not plain or not 1 < ours.value <= _SMALL or ours.dimension not in _RECKONED:
        return False
    aged = not claim.words.rules["old"].isdisjoint(keys[ours.last : ours.last + 1])
    if aged or (role_of(ours, claim.summary) or "").startswith("casualties") or _is_part(claim):
        return False
    sources = claim.alignment.links[claim.summary.sentence_at(ours.span.start)].sources
    if any(_is_alike(ours, theirs) for number in sources[:1] for theirs in claim.figures.in_sentence(number)):
        return False
    figures = [(q.first, q.last) for number in sources for q in claim.figures.in_sentence(number)]
    days = [day for day in claim.article.dates if claim.article.sentence_at(day.span.start) in sources]
    places = figures + [(day.stated.first, day.stated.last) for day in days]
    return not any(_is_between_the_same(claim, *place) for place in places)


def is_plain_count(claim: Claim) -> bool:
    """Tell whether a small number counts things of which the article's sentences name no other small number.

    Whoever sums up counts what is named; where nothing small is counted, nothing was taken for something else.
    """
    ours = claim.ours
    if ours.kind != "number" or ours.dimension or ours.counted is None:
        return False
    sources = claim.alignment.links[claim.summary.sentence_at(ours.span.start)].sources
    near = (q for number in sources for q in claim.figures.in_sentence(number))
    if any(claim.article.sentence_at(span.start) in sources for _, span in lists_in(claim.article)):
        return False  # of another length, or it would have been found
    return not any(q.unit is None and q.kind != "ordinal" and min(q.values) <= _RIVALS for q in near)


def is_second_behind(claim: Claim) -> bool:
    """Tell whether "Zweiter wurde …" may be whom the article has the winner beat: "gewann vor dem Spanier …"."""
    ours = claim.ours
    ranked = ours.kind == "ordinal" and ours.value == _SECOND and ours.counted is None
    if not ranked:
        return False
    article = claim.article
    sources = claim.alignment.links[claim.summary.sentence_at(ours.span.start)].sources
    places = (at for word in sorted(claim.words.rules["won_before"]) for at in article.places.get(word, ()))
    return any(article.sentence_of[at] in sources for at in places)


def _is_half(claim: Claim) -> bool:
    """Tell whether a number is a half, "jeder zweite" or a double: whoever sees two numbers reckons it in the head."""
    ours = claim.ours
    if ours.dimension in _PARTS and not ours.parts:
        return ours.unit != "%" and (ours.values[0] == _HALF or (ours.values[0] == _SECOND and ours.bound != "exact"))
    before = claim.summary.words.keys[ours.first - 1] if ours.first else ""
    return ours.kind == "ordinal" and ours.value == _SECOND and before in claim.words.rules["share_of_each"]


def _is_in_copy(claim: Claim) -> bool:
    """Tell whether the sentence was taken over, so that the number stands in the place of something else."""
    return claim.alignment.links[claim.summary.sentence_at(claim.ours.span.start)].single > _COPIED


def _shows_ratio(claim: Claim, told: list[Quantity]) -> bool:
    """Tell whether a sentence has both numbers of which one would be the half; "128 new ones" are none of the two."""
    keys, more = claim.article.words.keys, claim.words.rules["one_more"]
    plain = [q.dimension for q in told if q.kind == "number" and more.isdisjoint(keys[q.last : q.last + 1])]
    return any(plain.count(dimension) > 1 for dimension in plain)


def _in_source(claim: Claim) -> list[Quantity]:
    """Return the article's numbers in the sentence that the summary's rests on."""
    sources = claim.alignment.links[claim.summary.sentence_at(claim.ours.span.start)].sources
    return [q for number in sources[:1] for q in claim.figures.in_sentence(number) if q.unit != "%"]


def _is_alike(ours: Quantity, theirs: Quantity) -> bool:
    """Tell whether both rank, or both count or measure the same things."""
    if (_ranks(ours) and _ranks(theirs)) or (ours.unit is not None and ours.unit == theirs.unit):
        return True
    return bool(ours.counted and theirs.counted and same_noun(ours.counted, theirs.counted))


def _ranks(quantity: Quantity) -> bool:
    return quantity.kind == "ordinal" or quantity.named


def _is_part(claim: Claim) -> bool:
    """Tell whether the number is a part of another that follows: "sieben der 18 Kurse"."""
    return whole_behind(claim) is not None


def _is_between_the_same(claim: Claim, first: int, last: int) -> bool:
    """Tell whether words of the article stand where the number does in what is copied around it."""
    ours, keys, there = claim.ours, claim.summary.words.keys, claim.article.words.keys
    before = _alike(reversed(keys[: ours.first]), reversed(there[:first]))
    behind = _alike(keys[ours.last :], there[last:])
    return before + behind >= _TELLING or (before > 0 and behind > 0)


def _alike(ours: Iterable[str], theirs: Iterable[str]) -> int:
    """Return how many words are the same from the first on, up to the few that tell."""
    pairs = islice(zip(ours, theirs, strict=False), _TELLING)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
