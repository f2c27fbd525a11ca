"""Owns which numbers of an article are tried with each other, and with those that a summary has beside its claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.counting import class_of, whole_words
from newslab.checks.numbers.figures import figures_of
from newslab.text.document import Document
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

_NEAR, FAR = 2, 5  # sentences between the terms of one reckoning, and of a comparison of like amounts
_JOINT = 3  # words between a part and its whole
WINDOW, MOST = 8, 400  # numbers ahead that are tried with one, and pairs in all

_LARGE = 1_000_000

Pair = tuple[Quantity, Quantity]
# A result, how it is reckoned in writing, and its terms.
Results = Iterator[tuple[float, str, Sequence[Quantity]]]


def with_own(claim: Claim) -> Iterator[Pair]:
    """Yield the article's numbers each with one that the summary itself has beside: "um vier Punkte auf 20 Prozent"."""
    kin = {q.dimension for q in claim.beside if is_plain(q)}
    theirs = [q for dimension in sorted(kin) for q in figures_of(claim.article).of_dimension.get(dimension, ())]
    return islice(((one, two) for one in theirs if is_plain(one) for two in claim.beside if is_plain(two)), MOST)


def is_plain(quantity: Quantity) -> bool:
    """Tell whether a number is one value with which one reckons: no range, no vague word, no ordinal."""
    single = not quantity.parts and quantity.high is None
    return single and quantity.kind in {"number", "multiple"} and (quantity.value > 0 or quantity.unit == "degrees")


def whole_behind(claim: Claim) -> Quantity | None:
    """Return the number right behind a claim of which that is a part: "sieben der 22", "a fifth of its 1,100 jobs"."""
    whole = next(iter(claim.summary.quantities[claim.at + 1 : claim.at + 2]), None)
    between = claim.summary.words.keys[claim.ours.last : whole.first] if whole else []
    linked = 0 < len(between) <= _JOINT and not whole_words(claim.summary.language).isdisjoint(between)
    return whole if linked else None


def pairs_near(article: Document, apart: int = _NEAR) -> Iterator[Pair]:
    """Yield the pairs of numbers that stand near each other, in order."""
    return ((one, two) for one, two, between in all_pairs(article) if between <= apart)


@lru_cache(maxsize=4)  # an article's summaries come one after the other
def all_pairs(article: Document) -> Sequence[tuple[Quantity, Quantity, int]]:
    """Return the pairs of numbers with how many sentences lie between the two, in order."""
    articles, keys = number_words(article.language).rules["articles"], article.words.keys
    idle = {q.first for q in figures_of(article).wholes if keys[q.first - 2] in articles}  # "one in eight" is no eight
    plain = [q for q in article.quantities if is_plain(q) and q.first not in idle and not _is_age(q, article)]
    number = {q.first: article.sentence_at(q.span.start) for q in plain}
    return tuple(
        islice(
            (
                (one, two, number[two.first] - number[one.first])
                for at, one in enumerate(plain)
                for two in plain[at + 1 : at + 1 + WINDOW]
                if number[two.first] - number[one.first] <= FAR
            ),
            MOST,
        )
    )


def alike(one: Quantity, two: Quantity) -> bool:
    """Tell whether two numbers measure the same; one so large may leave its currency out: "39 Milliarden weniger"."""
    if one.dimension == two.dimension:
        return True
    bare, other = (one, two) if not one.dimension else (two, one)
    return not bare.dimension and bare.counted is None and bare.value >= _LARGE and other.dimension.isupper()


def _is_age(quantity: Quantity, article: Document) -> bool:
    """Tell whether a bare number stands behind a name as an age: "Nora Quill, 42, of Harwick"."""
    bare = quantity.unit is None and quantity.counted is None and not quantity.spelt
    apart = article.gaps[quantity.first] in {", ", " ("} and article.gaps[quantity.last][:1] in {",", ")"}
    return bare and apart


def any_foreign(row: Sequence[Quantity], language: str) -> bool:
    """Tell whether two terms count things that nobody adds up; men and women are people."""
    classes = {class_of(q.counted, language) for q in row if q.counted} - {None}
    return len(classes) > 1
