"""Owns reckonings that a reader does in the head: the rest of a few, a part of a price, years between two ages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import isclose

from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.counting import change_of, same_noun, stem, whole_words
from newslab.checks.numbers.figures import figures_of
from newslab.checks.numbers.operations import meets
from newslab.checks.numbers.pairs import pairs_near, whole_behind
from newslab.checks.numbers.pieces import tags_of
from newslab.checks.numbers.reckoning import Reckoning, is_each
from newslab.text.dates.words import date_words
from newslab.text.document import Document
from newslab.text.quantities.finder import Quantity

_BESIDE = 3  # words between a part and its whole ("sieben der 22"), and between a number and what it is compared by
_MOST = 12  # numbers of an article that are tried with each other
_AGES = (10, 110)
_MANY = 100  # jobs, homes or people, of which somebody says that each seventh goes
_ONE_IN = 0.05  # how far "each seventh" may lie from the quotient that it rounds


def complement(claim: Claim) -> Reckoning | None:
    """Return the reckoning that a reader does without paper; None where there is none."""
    ours = claim.ours
    if ours.parts or ours.high is not None or ours.kind not in {"number", "ordinal"} or ours.value <= 0:
        return None
    ways = (_all_together, _rest_of_share, _rest_of_few, _part_of_price, _between_ages, _one_in_so_many, _since_century,
            _longer, _of_so_many)  # fmt: skip
    return next((found for way in ways if (found := way(claim)) is not None), None)


def _all_together(claim: Claim) -> Reckoning | None:
    """Take "knapp 58 Megawatt" for what eight wheels "mit je 7,2 Megawatt" come to."""
    for many, each in pairs_near(claim.article, apart=0):
        if each.dimension != claim.ours.dimension or not is_each(claim.article, many, each):
            continue
        if meets(claim.ours, many.value * each.values[0]):
            return Reckoning(written=f"{many.text} × {each.text} = {claim.ours.text}", spans=(many.span, each.span))
    return None


def _rest_of_share(claim: Claim) -> Reckoning | None:
    """Take "um zwei Drittel verringern" for what may be a third only: what is left, told as what goes."""
    ours = claim.ours
    if ours.unit != "share" or change_of(ours, claim.summary) != "change:by":
        return None
    for share in figures_of(claim.article).of_dimension.get("share", ())[:_MOST]:
        fits = not share.parts and isclose(1 - share.values[0], ours.values[0], abs_tol=1e-6)
        if fits and change_of(share, claim.article) != "change:by":
            return Reckoning(written=f"1 − {share.text} = {ours.text}", spans=(share.span,))
    return None


def _rest_of_few(claim: Claim) -> Reckoning | None:
    """Take "für sieben der 22 gibt es Karten" for 15 of 22 that are sold out, if it is said of the rest."""
    ours, whole = claim.ours, _whole_beside(claim)
    if whole is None:
        return _rest_of_named(claim)
    if ours.dimension:
        return None
    figures = figures_of(claim.article)
    for theirs in figures.equal_to(whole.value):
        near = figures.in_sentence(claim.article.sentence_at(theirs.span.start))
        part = next(
            (q for q in near if not q.parts and q.dimension == "" and q.value == whole.value - ours.value), None
        )
        if part is not None and _is_named_whole(theirs, claim.article) and not _told_of_same(claim, part):
            written = f"{theirs.text} − {part.text} = {ours.text}"
            return Reckoning(written=written, spans=(part.span, theirs.span))
    return None


def _rest_of_named(claim: Claim) -> Reckoning | None:
    """Take "fünf unbesetzte Stellen" for what is left "von neun Stellen" of which "nur vier" are filled."""
    ours = claim.ours
    if ours.dimension or ours.counted is None:
        return None
    for whole, part in pairs_near(claim.article, apart=0):
        left = whole.value - part.value == ours.value and not (part.dimension or part.counted)
        if not left or whole.counted is None or not same_noun(whole.counted, ours.counted):
            continue
        if _is_named_whole(whole, claim.article) and not _told_of_same(claim, part):
            written = f"{whole.text} − {part.text} = {ours.text}"
            return Reckoning(written=written, spans=(part.span, whole.span))
    return None


def _whole_beside(claim: Claim) -> Quantity | None:
    """Return the number behind ours of which ours is a part: "sieben der 22 Aufführungen"."""
    whole = whole_behind(claim)
    return whole if whole is not None and whole.value > claim.ours.value else None


def _is_named_whole(whole: Quantity, article: Document) -> bool:
    """Tell whether a number stands as the whole of something: "von den 22", "two of five"."""
    before = article.words.keys[max(0, whole.first - _BESIDE) : whole.first]
    return not whole_words(article.language).isdisjoint(before)


def _told_of_same(claim: Claim, part: Quantity) -> bool:
    """Tell whether the article says of its part what the summary says of ours: then one of them is wrong."""
    shared = tags_of(claim.ours, claim.summary) & tags_of(part, claim.article)
    counted = [stem(q.counted) for q in claim.summary.quantities[claim.at : claim.at + 2] if q.counted]
    counted += _attributes(claim)
    return any(not any(same_noun(tag, noun) for noun in counted) for tag in shared)


def _attributes(claim: Claim) -> list[str]:
    """Return the words that tell of the whole of which the claim is a part: "acht von 14 empfohlenen Maßnahmen"."""
    whole, keys = whole_behind(claim), claim.summary.words.keys
    if (
        whole is None
        or whole.counted is None
        or whole.counted not in (behind := keys[whole.last : whole.last + _BESIDE])
    ):
        return []
    return [stem(key) for key in behind[: behind.index(whole.counted)]]


def _part_of_price(claim: Claim) -> Reckoning | None:
    """Take 4.50 euros for "neun Euro, Kinder zahlen die Hälfte"."""
    figures, ours = figures_of(claim.article), claim.ours
    if not ours.unit or ours.dimension in {"", "share", "times"}:
        return None
    for share in figures.of_dimension.get("share", ())[:_MOST]:
        for amount in figures.in_sentence(claim.article.sentence_at(share.span.start)):
            alike = amount.dimension == ours.dimension and not amount.parts
            if alike and isclose(amount.values[0] * share.values[0], ours.values[0], rel_tol=1e-6):
                written = f"{amount.text} × {share.text} = {ours.text}"
                return Reckoning(written=written, spans=(amount.span, share.span))
    return None


def _longer(claim: Claim) -> Reckoning | None:
    """Take 13 days for what lasts "einen Tag länger" than the twelve that its own or the next sentence names."""
    article, longer = claim.article, claim.words.rules["longer"]
    for one, two in pairs_near(article, apart=1):
        for by, whole in ((one, two), (two, one)):
            alike = by.dimension == whole.dimension == claim.ours.dimension
            told = not longer.isdisjoint(article.words.keys[by.last : by.last + 1])
            if alike and told and isclose(by.values[0] + whole.values[0], claim.ours.values[0], rel_tol=1e-6):
                written = f"{whole.text} + {by.text} = {claim.ours.text}"
                return Reckoning(written=written, spans=(whole.span, by.span))
    return None


def _of_so_many(claim: Claim) -> Reckoning | None:
    """Take "two of six are dropped" for what is cut from six to four."""
    ours, whole = claim.ours, _whole_beside(claim)
    if whole is None or ours.dimension:
        return None
    figures = figures_of(claim.article)
    for change in (*figures.of_kind.get("score", ()), *figures.of_kind.get("range", ())):
        if max(change.parts) == whole.value and whole.value - min(change.parts) == ours.value:
            return Reckoning(written=f"{change.text} → {ours.text}", spans=(change.span,))
    for one, two in pairs_near(claim.article, apart=0):
        left = one.value == whole.value and one.value - two.value == ours.value
        if left and change_of(two, claim.article) == "change:to":
            return Reckoning(written=f"{one.text} − {two.text} = {ours.text}", spans=(one.span, two.span))
    return None


def _between_ages(claim: Claim) -> Reckoning | None:
    """Take "five years older" for 77 and 72, however far apart the article names the two ages."""
    ours = claim.ours
    behind = claim.summary.words.keys[ours.last : ours.last + _BESIDE]
    if ours.unit != "year" or claim.words.rules["older"].isdisjoint(behind):
        return None
    for one, two in combinations(list(_ages(claim.article))[:_MOST], 2):
        if abs(one.value - two.value) == ours.value:
            more, less = (one, two) if one.value > two.value else (two, one)
            return Reckoning(written=f"{more.text} − {less.text} = {ours.text}", spans=(one.span, two.span))
    return None


def _ages(article: Document) -> Iterator[Quantity]:
    low, high = _AGES
    for q in article.quantities:
        bare = q.unit is None and q.counted is None and q.kind == "number"
        if low <= q.value <= high and not q.parts and (bare or q.unit == "year"):
            yield q


def _one_in_so_many(claim: Claim) -> Reckoning | None:
    """Take "jede siebte Stelle" for 1,150 jobs of 7,800, wherever the article names the two."""
    ours, keys = claim.ours, claim.summary.words.keys
    before = keys[ours.first - 1] if ours.first else ""
    if ours.unit != "share" or before not in claim.words.rules["share_of_each"]:
        return None
    counts = [q for q in figures_of(claim.article).of_dimension.get("", ()) if q.value >= _MANY and not q.parts]
    for one, two in combinations(counts[:_MOST], 2):
        less, more = (one, two) if one.value < two.value else (two, one)
        if isclose(less.value / more.value, ours.values[0], rel_tol=_ONE_IN):
            return Reckoning(written=f"{less.text} ÷ {more.text} → {ours.text}", spans=(less.span, more.span))
    return None


def _since_century(claim: Claim) -> Reckoning | None:
    """Take "mehr als 1.800 Jahre alt" for something of the second century."""
    ours, article = claim.ours, claim.article
    if ours.unit != "year" or article.published is None or ours.value < _MANY:
        return None
    units = date_words(article.language).units
    for theirs in figures_of(article).of_kind.get("ordinal", ()):
        era = {*article.words.keys[theirs.last + 1 : theirs.last + 2]}
        if units.get(theirs.counted or "") != "century" or not era.isdisjoint(claim.words.rules["before_christ"]):
            continue
        youngest = article.published.year - 100 * theirs.value
        oldest = youngest + 100
        low, high = {"over": (youngest - 100, oldest), "at least": (youngest - 100, oldest)}.get(
            ours.bound, (youngest - 50, oldest + 50)
        )
        if low <= ours.value <= high:
            written = f"{article.published.year} − {theirs.text} {theirs.counted} → {ours.text}"
            return Reckoning(written=written, spans=(theirs.span,))
    return None
