"""Owns whether an article gives another number for exactly what a summary says of one: for its year, rate or words.

Both sides are asked: the other number stands with the year, the period, the word of expectation or most of the words
that the summary has beside its own, and no mention of the summary's number in the article does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from newslab.checks.numbers.bearing import same_value
from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.context import names_in, stems_of
from newslab.checks.numbers.counting import (
    change_of,
    class_of,
    is_further,
    is_more_or_less,
    is_taken_from,
    same_noun,
    stem,
    whole_words,
)
from newslab.checks.numbers.pieces import piece_of, tags_of
from newslab.checks.numbers.rates import adverbs_of, is_total, period_of
from newslab.checks.numbers.said_of import may_be_said_of_other, said_of_other, words_beside, words_of_sentence
from newslab.text.dates.finder import Moment
from newslab.text.dates.words import date_words
from newslab.text.document import Document
from newslab.text.kinship import shared
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

_MOST_RIVALS = 200  # numbers of an article that are looked at for one claim
_MOST_MENTIONS = 3  # a number that stands oftener is told of many things
_FEW = 5  # a smaller count of things says too little
_LARGE = 1_000_000
_MANY, _NAMED = 4, 3  # words that tell what is said of a number; with a name among them, fewer do
_SHORTEST = 4
_FAR = 2  # sentences within which a text counts on without its noun: "eleven publishers … five of them"
_BEHIND = 3  # words behind a number that may say that it is a difference
_JOINT = 2  # words between a part and its whole
_QUARTER = 80  # days of a stretch that is told by its year


def of_same_holder(claim: Claim, same: Sequence[Quantity]) -> Quantity | None:
    """Return the article's number of what the summary tells by another one; None where both may be right."""
    ours = claim.ours
    few = ours.dimension == "" and ours.value < _FEW
    if ours.kind == "number" and not ours.dimension and (found := _of_whole(claim, same)):
        return found
    if few or not _is_single(ours) or ours.dimension in {"clock", "calendar"} or len(same) > _MOST_MENTIONS:
        return None
    return next(
        filter(None, (find(claim, same) for find in (_of_year, _of_kind, _of_words, _of_clause, _of_noun))), None
    )


@lru_cache(maxsize=1)  # the ways ask for those of one claim, one after the other
def _rivals(claim: Claim) -> Sequence[Quantity]:
    """Return the article's numbers that may be told of the same things, and that the sentence does not tell too."""
    told = {q.values[0] for q in claim.beside}
    return tuple(
        theirs
        for theirs in claim.article.quantities[:_MOST_RIVALS]
        if _is_single(theirs)
        and theirs.values[0] not in told
        and not same_value(claim.ours, theirs)
        and _are_kin(claim, theirs)
    )


def _is_single(quantity: Quantity) -> bool:
    """Tell whether a number is one value, and no vague word."""
    return quantity.kind == "number" and not quantity.parts and quantity.high is None


def _are_kin(claim: Claim, theirs: Quantity) -> bool:
    """Tell whether a number measures the same, counts things of the same class, or is a sum without its currency."""
    ours, language = claim.ours, claim.article.language
    if ours.dimension != theirs.dimension:
        return _is_sum(ours) and _is_sum(theirs) and "" in {ours.dimension, theirs.dimension}
    if ours.dimension:
        return ours.unit == theirs.unit
    one, two = ours.counted, theirs.counted
    if one is None or two is None or same_noun(one, two):
        return True
    return class_of(one, language) is not None and class_of(one, language) == class_of(two, language)


def _is_sum(quantity: Quantity) -> bool:
    return quantity.dimension.isupper() or (
        quantity.dimension == "" and quantity.value >= _LARGE and quantity.counted is None
    )


def _of_year(claim: Claim, same: Sequence[Quantity]) -> Quantity | None:
    """Return the number of the one year that the summary names, where the sentence of its own number names it not."""
    years = years_of(claim.ours, claim.summary)
    if len(years) != 1 or any(not years.isdisjoint(_years_around(theirs, claim.article)) for theirs in same):
        return None
    return next((theirs for theirs in _rivals(claim) if years <= years_of(theirs, claim.article)), None)


@lru_cache(maxsize=1 << 10)
def years_of(quantity: Quantity, document: Document) -> frozenset[int]:
    """Return the years that the words of a number's piece of the sentence name: "2007", "im Vorjahr"."""
    first, last = piece_of(quantity, document)
    inside = (m for m in document.dates if first <= m.stated.first and m.stated.last <= last)
    return frozenset(filter(None, map(_year, inside))) | _last_year(document, first, last)


@lru_cache(maxsize=1 << 10)
def _years_around(quantity: Quantity, document: Document) -> frozenset[int]:
    """Return the years of all moments of a number's sentence."""
    number = document.sentence_at(quantity.span.start)
    days = [m.days for m in document.dates if m.days and document.sentence_at(m.span.start) == number]
    return frozenset(day.year for both in days for day in both) | _last_year(document, *document.word_ranges[number])


def _year(moment: Moment) -> int | None:
    """Return the year of a moment that is no day and no month."""
    if moment.stated.month is not None or moment.stated.weekday is not None or moment.days is None:
        return None
    begin, end = moment.days
    return begin.year if begin.year == end.year and (end - begin).days > _QUARTER else None


def _last_year(document: Document, first: int, last: int) -> frozenset[int]:
    told = date_words(document.language).groups["last_year"]
    if document.published is None or told.isdisjoint(document.words.keys[first:last]):
        return frozenset()
    return frozenset([document.published.year - 1])


def _of_kind(claim: Claim, same: Sequence[Quantity]) -> Quantity | None:
    """Return the number that was expected, or that holds for the period, where the summary's has no such word there."""
    ours, article = claim.ours, claim.article
    expected = _expectations(ours, claim.summary)
    if expected and not any(_expectations(theirs, article) for theirs in same):
        return next((theirs for theirs in _rivals(claim) if expected & _expectations(theirs, article)), None)
    period = period_of(ours, claim.summary) if ours.dimension not in {"", "share"} else None
    if period is None or any(period_of(theirs, article) == period for theirs in same):
        return None
    return next((theirs for theirs in _rivals(claim) if period_of(theirs, article) == period), None)


def _expectations(quantity: Quantity, document: Document) -> frozenset[str]:
    """Return the words of expectation in a number's piece: "Analysten", "gerechnet"."""
    first, last = piece_of(quantity, document)
    return number_words(document.language).rules["expected"].intersection(document.words.keys[first:last])


def _of_words(claim: Claim, same: Sequence[Quantity]) -> Quantity | None:
    """Return the number of another sentence that has nearly all the words that the summary has beside its own."""
    ours, article = claim.ours, claim.article
    noun = {stem(ours.counted)} if ours.counted else set[str]()
    mine = tags_of(ours, claim.summary) - noun
    if len(mine) < _NAMED or is_taken_from(ours, claim.summary):
        return None
    own = max(len(mine & tags_of(theirs, article)) for theirs in same)
    if own > 1:
        return None
    apart = {article.sentence_at(theirs.span.start) for theirs in same}
    told = frozenset().union(*(stems_of(article, number) for number in apart))
    for theirs in _rivals(claim):
        shared = mine & tags_of(theirs, article)
        if len(shared) < _NAMED or article.sentence_at(theirs.span.start) in apart:
            continue
        named = own == 0 and 2 * len(shared) >= len(mine) and not shared.isdisjoint(names_in(claim.summary))
        enough = len(shared) >= _MANY or named
        # what the summary has more must not be what tells its own number in the article
        apart_from = (word for word in mine - shared if len(word) >= _SHORTEST)
        if enough and told.isdisjoint(apart_from) and _is_rival(claim, theirs):
            return theirs
    return None


def _of_clause(claim: Claim, same: Sequence[Quantity]) -> Quantity | None:
    """Return the number of whose clause the summary's says the same, in whatever words, where no own mention does."""
    ours, summary, article = claim.ours, claim.summary, claim.article
    if is_taken_from(ours, summary) or _told_with(claim, same):
        return None
    levels = same if _is_difference(ours, summary) else [q for q in same if not is_more_or_less(q, article)]
    own = [(q.first, q.last) for q in levels]
    if not may_be_said_of_other(summary, (ours.first, ours.last), article, own):
        return None
    years = years_of(ours, summary)
    rivals = [
        theirs
        for theirs in _rivals(claim)
        if _is_rival(claim, theirs)
        and not is_total(theirs, article)
        and not is_further(theirs, article)
        and years_of(theirs, article) <= years
    ]
    if not rivals:
        return None
    others = [(q.first, q.last) for q in rivals]
    found = said_of_other(summary, (ours.first, ours.last), article, own, others)
    return None if found is None else rivals[found]


def _of_noun(claim: Claim, same: Sequence[Quantity]) -> Quantity | None:
    """Return the one other count of the summary's noun, where the number itself counts nothing far from there.

    "Five publishers turned it down", where eleven publishers did and five is a shortlist of five.
    """
    ours, article, noun = claim.ours, claim.article, stem(claim.ours.counted or "")
    if ours.dimension or not noun or is_taken_from(ours, claim.summary) or any(q.counted or q.unit for q in same):
        return None
    mine = words_beside(claim.summary, (ours.first, ours.last))
    if any(shared(mine, words_of_sentence(article, (q.first, q.last)), article.language) for q in same):
        return None
    counts = [theirs for theirs in _rivals(claim) if theirs.counted and stem(theirs.counted) == noun]
    here = [article.sentence_of[q.first] for q in same]
    if len({q.value for q in counts}) != 1 or not _is_rival(claim, counts[0]):
        return None
    near = any(abs(article.sentence_of[q.first] - number) < _FAR for q in counts for number in here)
    return None if near else counts[0]


def _of_whole(claim: Claim, same: Sequence[Quantity]) -> Quantity | None:
    """Return how many of the same whole the article says it of: "fünf der 38 Filialen", told as "24 ihrer 38"."""
    ours, summary, article = claim.ours, claim.summary, claim.article
    whole = _whole_of(ours, summary)
    if whole is None or any(_whole_of(theirs, article) for theirs in same):
        return None
    nouns = {stem(noun) for noun in (ours.counted, whole.counted) if noun}
    mine = [word for word in words_beside(summary, (ours.first, ours.last)) if stem(word[0]) not in nouns]
    for theirs in article.quantities[:_MOST_RIVALS]:
        other = _whole_of(theirs, article) if theirs.kind == "number" else None
        if other is None or other.value != whole.value or same_value(ours, theirs):
            continue
        if shared(mine, words_beside(article, (theirs.first, theirs.last)), article.language):
            return theirs
    return None


def _whole_of(part: Quantity, document: Document) -> Quantity | None:
    """Return the number right behind one of which it counts some: the 38 of "fünf der 38", "24 ihrer 38"."""
    rules = number_words(document.language).rules
    at = bisect_right(document.quantities, part.first, key=lambda quantity: quantity.first)
    whole = next(iter(document.quantities[at : at + 1]), None)
    between = document.words.keys[part.last : whole.first] if whole else []
    linked = 0 < len(between) <= _JOINT and (whole_words(document.language) | rules["whose"]).issuperset(between)
    return whole if linked and whole is not None and not whole.parts else None


def _told_with(claim: Claim, same: Sequence[Quantity]) -> bool:
    """Tell whether another number of the summary's clause stands beside the number in the article, too."""
    summary, starts = claim.summary, claim.summary.lexis.starts
    here, *others = [summary.clause_number(bisect_left(starts, q.span.start)) for q in (claim.ours, *claim.beside)]
    told = {q.values[0] for q, clause in zip(claim.beside, others, strict=True) if clause == here}
    sentences = {claim.article.sentence_at(theirs.span.start) for theirs in same}
    near = (q for number in sentences for q in claim.figures.in_sentence(number))
    return any(q.values[0] in told for q in near)


def _is_difference(quantity: Quantity, document: Document) -> bool:
    """Tell whether a number says how far one is from another: "17 Paare mehr", "1,903 votes ahead"."""
    rules, behind = number_words(document.language).rules, document.words.keys[quantity.last : quantity.last + _BEHIND]
    told = not (rules["more_or_less"] | rules["leads"]).isdisjoint(behind)
    return told or change_of(quantity, document) == "change:by"


def _is_rival(claim: Claim, theirs: Quantity) -> bool:
    """Tell whether a number is no change, no whole of which others count a part, and of no other period."""
    article = claim.article
    by = change_of(theirs, article) == "change:by" and change_of(claim.ours, claim.summary) != "change:by"
    by = by or is_more_or_less(theirs, article)
    periods = {period_of(claim.ours, claim.summary), period_of(theirs, article)}
    if not _adverbs(claim.ours, claim.summary) <= _adverbs(theirs, article):
        return False  # "täglich sterben 400", of whom 140,000 die each year
    counted = claim.ours.dimension or theirs.counted is not None or (claim.ours.named and theirs.named)
    return bool(counted) and not by and not is_taken_from(theirs, article) and (len(periods) == 1 or None in periods)


def _adverbs(quantity: Quantity, document: Document) -> frozenset[str]:
    first, last = piece_of(quantity, document)
    return adverbs_of(document.words.keys[first:last], document.language)
