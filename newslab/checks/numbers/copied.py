"""Finds a number that a copied sentence of the summary has in the place of another one of the article's."""

from __future__ import annotations

from newslab.checks.numbers.bearing import comparable, holds, same_value
from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.counting import bound_start
from newslab.text.document import Document
from newslab.text.quantities.finder import Quantity


def in_its_place(claim: Claim) -> Quantity | None:
    """Return the article's number in whose place the summary's stands, all around being copied.

    None where one number may be meant by both, and where the article has the summary's among the same words elsewhere.
    """
    ours = claim.ours
    mine = range(bound_start(ours, claim.summary), ours.last)
    for slot in claim.alignment.slots_from(mine.start):
        if slot.ours.start >= mine.stop:
            break
        if not _within(slot.ours, mine) or (ours.first not in slot.ours and ours.last - 1 not in slot.ours):
            continue
        sentence = claim.article.sentence_of[slot.theirs.start]
        for theirs in claim.figures.in_sentence(sentence):
            if theirs.last > slot.theirs.start and _within(slot.theirs, _words(theirs, claim.article)):
                alike = _may_agree(ours, theirs) or _stands_so(claim)
                return None if alike else theirs
    return None


def _within(inner: range, outer: range) -> bool:
    return outer.start <= inner.start and inner.stop <= outer.stop


def _words(quantity: Quantity, document: Document) -> range:
    return range(bound_start(quantity, document), quantity.last)


def _may_agree(ours: Quantity, theirs: Quantity) -> bool:
    """Tell whether one number is true of the other: an ordinal of its cardinal, perhaps a count of a share."""
    if ours.value == theirs.value and ours.parts == theirs.parts:
        return True
    if "share" in {ours.dimension, theirs.dimension} and ours.dimension != theirs.dimension:
        return True
    return comparable(ours, theirs) and (same_value(ours, theirs) or holds(ours, theirs) or holds(theirs, ours))


def _stands_so(claim: Claim) -> bool:
    """Tell whether the article has the number between the same words somewhere."""
    ours, article = claim.ours, claim.article
    wanted = claim.summary.setting(ours.first, ours.last)
    same = claim.figures.equal_to(*map(abs, ours.values[:1]))
    return any(article.setting(theirs.first, theirs.last) == wanted for theirs in same)
