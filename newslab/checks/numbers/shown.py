"""Owns reckonings that a summary shows itself: it names the result beside a number that the article gives, too."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from newslab.checks.numbers.bearing import comparable, same_value
from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.counting import class_of, same_noun
from newslab.checks.numbers.pairs import Results, alike, is_plain
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.units import is_time

_NEAR = 5  # sentences of the article between the number that the summary names and the other term
_BESIDE = 1  # sentences of the summary between that number and the result
_COMPARED = frozenset(["share", "times", "fold"])
_TELLING = 10  # smaller results come about by chance
_MOST = 6  # numbers that the summary names, and places of one in the article


def shown(claim: Claim) -> Results:
    """Yield what a number near the claim comes to with one that stands near it in the article.

    "2,600 instead of 3,200 euros", where it gets 600 cheaper; "110 are dismissed, another 50 retire" of 160.
    """
    if claim.ours.dimension in {"times", "fold"} or (not claim.ours.dimension and claim.ours.value < _TELLING):
        return
    for own, other in named_terms(claim):
        yield from _results(claim, own, other)


def named_terms(claim: Claim) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the article's numbers that the summary names near the claim, each with those near it in the article."""
    article, figures = claim.article, claim.figures
    number = claim.summary.sentence_at(claim.ours.span.start)
    for mine in islice((q for q in _near(claim, number) if q is not claim.ours and is_plain(q)), _MOST):
        same = (
            q for q in figures.equal_to(*mine.values) if is_plain(q) and comparable(mine, q) and same_value(mine, q)
        )
        for own in list(same)[:_MOST]:
            sentence = article.sentence_at(own.span.start)
            reach = len(article.sentences) if claim.ours.dimension in _COMPARED else _NEAR
            for at in range(max(0, sentence - reach), sentence + reach + 1):
                yield from ((own, other) for other in figures.in_sentence(at) if other is not own and is_plain(other))


def _near(claim: Claim, number: int) -> Iterator[Quantity]:
    """Yield the summary's numbers in a sentence and those beside it, in order; no others are gone through."""
    quantities, sentences = claim.summary.quantities, claim.summary.sentences
    first = bisect_left(quantities, sentences[max(0, number - _BESIDE)].start, key=lambda q: q.span.start)
    for at in range(first, len(quantities)):
        if claim.summary.sentence_at(quantities[at].span.start) > number + _BESIDE:
            return
        yield quantities[at]


def _results(claim: Claim, own: Quantity, other: Quantity) -> Results:
    ours, terms = claim.ours, (own, other)
    one, two = own.values[0], other.values[0]
    if other.dimension == "share" and alike(ours, own):
        yield one * two, f"{own.text} × {other.text}", terms
    elif ours.dimension == "share":
        if alike(own, other) and own.dimension != "share" and one != two:
            yield min(one, two) / max(one, two), f"{min(one, two):g} ÷ {max(one, two):g}", terms
    elif alike(ours, own) and alike(ours, other) and _of_one_kind(claim, own, other):
        yield abs(one - two), f"|{own.text} − {other.text}|", terms
        yield one + two, f"{own.text} + {other.text}", terms
    elif alike(ours, own) and is_time(other.unit) and _is_named(claim, other):
        yield one / other.value, f"{own.text} ÷ {other.text}", terms


def _of_one_kind(claim: Claim, own: Quantity, other: Quantity) -> bool:
    """Tell whether what two numbers count may be added up or set off: "1.400 Stellen, 900 davon", men and women."""
    if own.counted is None or other.counted is None or same_noun(own.counted, other.counted):
        return True
    people = class_of(own.counted, claim.article.language), class_of(other.counted, claim.article.language)
    return own.dimension != "" or people == ("people", "people")


def _is_named(claim: Claim, other: Quantity) -> bool:
    """Tell whether the summary has the other term, too: "420 Millionen aus sieben Jahren, 60 Millionen jährlich"."""
    return any(q.unit == other.unit and q.value == other.value for q in claim.beside)
