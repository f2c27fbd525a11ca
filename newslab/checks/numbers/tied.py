"""Owns reckonings whose terms the texts tie together themselves: from one to another, so many of a whole, ten times."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.counting import change_of, class_of, same_noun
from newslab.checks.numbers.figures import figures_of
from newslab.checks.numbers.pairs import FAR, Pair, Results, any_foreign, is_plain, pairs_near, whole_behind
from newslab.checks.numbers.reckoning import significant
from newslab.checks.numbers.totals import NEVER_ADDED
from newslab.text.document import Document
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

_SURE = 3  # figures of a number that two others do not come to by chance
_MANY = 100  # people or things of which two groups are added up
_SUM_OFF = 0.05  # how far a sum may lie beyond a bound that rounds it: "gut 10.000" for 10,200


def tied(claim: Claim) -> Results:
    """Yield what follows from numbers that are tied together, whatever words the summary has for it."""
    yield from _widths(claim)
    yield from _of_own_whole(claim)
    yield from _multiplied(claim)
    yield from _parts(claim)
    yield from _sums_across_sentences(claim)
    yield from _without_included(claim)


def _changes_of(article: Document) -> Iterator[Pair]:
    """Yield the pairs of which one became the other: "from 68 to 80 million", "to 48,000 from 36,000"."""
    for one, two in pairs_near(article, apart=0):
        levels = one.dimension == two.dimension and one.dimension != "share"
        told = {change_of(one, article), change_of(two, article)} if levels else frozenset()
        if "change:to" in told and "change:by" not in told:
            yield one, two


def _widths(claim: Claim) -> Results:
    """Yield by how much something changed "from 167 to 195 rupees": the raise, the added cost."""
    ours, article = claim.ours, claim.article
    for one, two in _changes_of(article):
        if one.dimension == ours.dimension:
            yield abs(one.values[0] - two.values[0]), f"|{one.text} − {two.text}|", (one, two)
    openers = number_words(article.language).rules["change_openers"]
    figures = figures_of(article)
    for span in (*figures.of_kind.get("range", ()), *figures.of_kind.get("score", ())):
        before = article.words.keys[span.first - 1] if span.first else ""
        if before in openers and span.unit == ours.unit and len(span.parts) > 1:
            yield abs(span.values[0] - span.values[-1]), span.text, (span,)


def _of_own_whole(claim: Claim) -> Results:
    """Yield the share that a number of the article is of the whole that the summary names: "a fifth of its 1,100"."""
    whole = whole_behind(claim) if claim.ours.dimension == "share" else None
    if whole is None or not is_plain(whole):
        return
    figures = figures_of(claim.article)
    wholes = [q for q in figures.equal_to(whole.value) if is_plain(q) and q.dimension == whole.dimension]
    for theirs in wholes[:1]:
        number = claim.article.sentence_at(theirs.span.start)
        near = (q for n in range(number - FAR, number + FAR + 1) for q in figures.in_sentence(n))
        for part in near:
            if is_plain(part) and part.dimension == whole.dimension and part.value < whole.value:
                yield part.values[0] / whole.values[0], f"{part.text} ÷ {whole.text}", (part, theirs)


def _multiplied(claim: Claim) -> Results:
    """Yield what "ten times as much" is of the amount before it."""
    ours, keys = claim.ours, claim.article.words.keys
    known, rules = claim.figures.of_dimension, claim.words.rules
    if not known.get("times") and not known.get("fold"):
        return
    for one, two in pairs_near(claim.article, apart=1):
        for amount, by in ((one, two), (two, one)):
            # "dreimal" alone is how often
            told = by.dimension == "fold" or not rules["as_much"].isdisjoint(keys[by.last : by.last + 1])
            if told and by.dimension in {"times", "fold"} and amount.dimension == ours.dimension and by.value > 1:
                yield amount.values[0] * by.value, f"{amount.text} × {by.text}", (amount, by)


def _parts(claim: Claim) -> Results:
    """Yield about how much a share of an amount is: a third of 310,000 euros."""
    ours = claim.ours
    if ours.dimension in {"", *NEVER_ADDED} or not claim.figures.of_dimension.get("share"):
        return
    for one, two in pairs_near(claim.article, apart=0):
        for share, amount in ((one, two), (two, one)):
            part = share.dimension == "share" and amount.dimension == ours.dimension and share.values[0] < 1
            value = share.values[0] * amount.values[0]
            if part and (ours.bound != "exact" or isclose(value, ours.values[0], rel_tol=1e-6)):
                yield value, f"{amount.text} × {share.text}", (amount, share)


def _sums_across_sentences(claim: Claim) -> Results:
    """Yield what two numbers of sentences near each other come to, where that is hardly chance."""
    ours, language = claim.ours, claim.summary.language
    things = ours.counted is not None and class_of(ours.counted, language) not in {None, "people"}
    if things or ours.dimension in NEVER_ADDED:
        return
    for one, two in pairs_near(claim.article):
        alike = one.dimension == two.dimension == ours.dimension and not any_foreign((one, two), claim.article.language)
        if alike and _is_sum(ours, one.values[0] + two.values[0]):
            yield one.values[0] + two.values[0], f"{one.text} + {two.text}", (one, two)


def _is_sum(ours: Quantity, value: float) -> bool:
    """Tell whether a sum is a number with enough figures, or the round number that a bound makes of it."""
    claim = ours.values[0]
    if isclose(value, claim, rel_tol=1e-6):
        return significant(ours.value) >= _SURE
    return ours.bound != "exact" and claim >= _MANY and abs(value - claim) <= _SUM_OFF * claim


def _without_included(claim: Claim) -> Results:
    """Yield who is left of the five dead "of whom two are children": three grown-ups."""
    ours, article, language = claim.ours, claim.article, claim.summary.language
    if ours.dimension or ours.counted is None or class_of(ours.counted, language) is None:
        return
    included = number_words(article.language).rules["included"]
    for whole, part in pairs_near(article, apart=0):
        between = article.words.keys[whole.last : part.last + 2]
        named = part.counted is not None and same_noun(part.counted, ours.counted)
        if (
            whole.value > part.value
            and not included.isdisjoint(between)
            and not named
            and _counts(whole, ours, language)
        ):
            yield whole.value - part.value, f"{whole.text} − {part.text}", (whole, part)


def _counts(whole: Quantity, ours: Quantity, language: str) -> bool:
    """Tell whether a whole counts things of the same class as a claim, by another noun."""
    noun, mine = whole.counted, ours.counted
    if noun is None or mine is None or whole.dimension:
        return False
    return class_of(noun, language) == class_of(mine, language) and not same_noun(noun, mine)
