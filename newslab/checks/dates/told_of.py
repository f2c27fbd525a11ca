"""Finds another date of the article of which it says what the summary says of one, or to which that was moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from newslab.checks.dates.calendars import bears, both_known
from newslab.checks.dates.claim import DateClaim
from newslab.checks.dates.sides import side_of
from newslab.checks.numbers.context import Place
from newslab.checks.numbers.said_of import may_be_said_of_other, said_of_other
from newslab.text.dates.finder import Moment
from newslab.text.document import Document

_MOST_RIVALS = 100  # dates of an article among whose clauses the summary's is looked for
_NEWS = 3  # days before publication that are the day of the news, whatever else is told in its sentence
_NEAR = 2  # words before a date that may say that something was moved there: "nun am"
_HOURS = frozenset(["time", "part"])


def told_of_other(claim: DateClaim, bearing: Sequence[Moment]) -> Moment | None:
    """Return the date of the article's clause that says what the summary's says, where none of its own does."""
    ours, summary, article, published = claim.ours, claim.summary, claim.article, claim.article.published
    place, own = _place(ours), [_place(moment) for moment in bearing]
    if ours.stated.kind in _HOURS or not may_be_said_of_other(summary, place, article, own):
        return None
    sentence = summary.sentence_of[ours.stated.first]
    told = [moment for moment in summary.dates if summary.sentence_of[moment.stated.first] == sentence]
    side, time = side_of(ours, summary), _time_of(ours, published)
    rivals = [
        theirs
        for theirs in article.dates[:_MOST_RIVALS]
        if theirs.stated.kind not in _HOURS
        and both_known(ours, theirs)
        and _time_of(theirs, published) == time
        and not _is_of_news(theirs, published)
        and side_of(theirs, article) == side
        and not any(bears(one, theirs, published) or bears(theirs, one, published) for one in told)
    ]
    if not rivals:
        return None
    found = said_of_other(summary, place, article, own, [_place(theirs) for theirs in rivals])
    return None if found is None else rivals[found]


def _place(moment: Moment) -> Place:
    return moment.stated.first, moment.stated.last


def moved_from(claim: DateClaim, bearing: Sequence[Moment]) -> Moment | None:
    """Return the date to which the article moves something from the one to which the summary moves it.

    "Nun am 12. Dezember", where the article has "statt am 12. Dezember nun am 20."; "to August" for "from August".
    """
    groups, summary, article = claim.words.groups, claim.summary, claim.article
    near = _before(claim.ours, summary)
    moved = not near.isdisjoint(groups["changed_to"]) and _moves(claim.ours, summary, groups["moving"])
    if not moved and near.isdisjoint(groups["moved_to"]):
        return None
    if not all(_is_left(moment, article, groups) for moment in bearing):
        return None
    sentence = article.sentence_of[bearing[0].stated.first]
    told = {moment.value for moment in summary.dates}
    return next(
        (
            theirs
            for theirs in article.dates
            if article.sentence_of[theirs.stated.first] == sentence
            and theirs.value not in told
            and not _before(theirs, article).isdisjoint(groups["moved_to"] | groups["changed_to"])
            and both_known(claim.ours, theirs)
            and not bears(claim.ours, theirs, article.published)
        ),
        None,
    )


def _is_left(moment: Moment, article: Document, groups: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether something was moved from a date: "statt am 12.", "postponed from August"."""
    near = _before(moment, article)
    return not near.isdisjoint(groups["instead_of"]) or (
        not near.isdisjoint(groups["changed_from"]) and _moves(moment, article, groups["moving"])
    )


def _before(moment: Moment, document: Document) -> frozenset[str]:
    """Return the words right before a moment, in its sentence."""
    first = moment.stated.first
    low = max(document.word_ranges[document.sentence_of[first]][0], first - _NEAR)
    return frozenset(document.words.keys[low:first])


def _moves(moment: Moment, document: Document, verbs: frozenset[str]) -> bool:
    first, last = document.word_ranges[document.sentence_of[moment.stated.first]]
    return not verbs.isdisjoint(document.words.keys[first:last])


def _time_of(moment: Moment, published: date | None) -> int:
    """Tell what is over (-1) on the day of publication from what is to come (1): one tense cannot be both."""
    if published is None or moment.days is None:
        return 0
    return (moment.days[0] > published) - (moment.days[1] < published)


def _is_of_news(moment: Moment, published: date | None) -> bool:
    """Tell a day on which the news was made: in its sentence stands all that is told, of whatever time."""
    if published is None or moment.days is None or moment.days[0] != moment.days[1]:
        return False
    return 0 <= (published - moment.days[0]).days <= _NEWS
