"""Finds a date that a copied sentence of the summary has in the place of another one of the article's."""

from __future__ import annotations

from bisect import bisect_right

from newslab.checks.dates.calendars import bears, both_known
from newslab.checks.dates.claim import DateClaim
from newslab.text.dates.finder import Moment


def in_its_place(claim: DateClaim) -> Moment | None:
    """Return the article's moment in whose place the summary's stands, all around being copied.

    None where both may mean one time, which nobody can tell of "Dienstag" and "3. Mai" without the day of publication,
    and where the article has the summary's moment among the same words elsewhere.
    """
    ours, published = claim.ours, claim.article.published
    dates = claim.article.dates
    for slot in claim.alignment.slots_from(ours.stated.first):
        if slot.ours.start >= ours.stated.last:
            break
        if slot.ours.stop > ours.stated.last:
            continue
        at = bisect_right(dates, slot.theirs.start, key=lambda moment: moment.stated.first) - 1
        if at >= 0 and dates[at].stated.last >= slot.theirs.stop:
            theirs = dates[at]
            wider = ours.stated.edge is None and bears(theirs, ours, published)
            alike = bears(ours, theirs, published) or wider or not both_known(ours, theirs)
            return None if alike or _stands_so(claim) else theirs
    return None


def _stands_so(claim: DateClaim) -> bool:
    """Tell whether the article has a moment that makes the summary's true between the same words somewhere."""
    wanted = claim.summary.setting(claim.stated.first, claim.stated.last)
    return any(
        claim.article.setting(m.stated.first, m.stated.last) == wanted
        for m in claim.article.dates
        if bears(claim.ours, m, claim.article.published)
    )
