"""Finds a number that a copied sentence of the summary has in the place of another one of the article's."""

from __future__ import annotations

from newslab.checks.numbers.bearing import comparable, holds, same_value
from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.context import names_in, stems_of
from newslab.checks.numbers.counting import bound_start
from newslab.text.document import Document
from newslab.text.quantities.finder import Quantity

_MOST_MENTIONS = 8  # of a number that stands oftener, some are looked at


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
                alike = _may_agree(ours, theirs) or _stands_so(claim) or _moved_along(claim, theirs)
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


def _moved_along(claim: Claim, theirs: Quantity) -> bool:
    """Tell whether a name of the summary's sentence stands with its own number in the article, and not with the other.

    "Rents in Tarn rose by 9.1 per cent" in the frame of "Rents in Marlow rose by 7.2", where 9.1 is told of Tarn.
    """
    summary, article = claim.summary, claim.article
    told = _stems(summary, claim.ours.first) & names_in(summary)
    moved = told - _stems(article, theirs.first)
    same = claim.figures.equal_to(*map(abs, claim.ours.values[:1]))
    own = (_stems(article, q.first) for q in same[:_MOST_MENTIONS] if same_value(claim.ours, q))
    return bool(moved) and any(not moved.isdisjoint(stems) for stems in own)


def _stems(document: Document, at: int) -> frozenset[str]:
    return stems_of(document, document.sentence_of[at])


def _stands_so(claim: Claim) -> bool:
    """Tell whether the article has the number between the same words somewhere."""
    ours, article = claim.ours, claim.article
    wanted = claim.summary.setting(ours.first, ours.last)
    same = claim.figures.equal_to(*map(abs, ours.values[:1]))
    return any(article.setting(theirs.first, theirs.last) == wanted for theirs in same)
