"""Owns on which side of a date something lies: from it on or up to it, before or after, at the earliest or latest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from newslab.checks.numbers.counting import stem
from newslab.records import Span
from newslab.text.dates.finder import Moment
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.normalise import folded
from newslab.text.quantities.words import number_words

_BACK, _AHEAD, _FILLERS = 3, 3, 3  # words around a date in which its side is told
_SHORTEST = 4
_ENDS = frozenset(",;:")
# Of the summary's telling words around the date, so large a part must be the article's beside the same date: "bis
# Freitag gesperrt" and "ab Freitag wieder frei" say the same of two things.
_SHARED = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """On which side of a moment something lies, and the words that say so."""

    name: str
    span: Span


def turned_side(ours: Moment, summary: Document, theirs: Sequence[Moment], article: Document) -> Side | None:
    """Return the summary's side of a date where the article has the same thing on the contrary side of it."""
    mine = _side(ours, summary)
    if theirs and all(_ends_what_begins(ours, summary, moment, article) for moment in theirs):
        return mine or Side(name="", span=ours.span)
    if mine is None or not theirs:
        return None
    against = _words(summary.language).contraries[mine.name]
    others = [_side(moment, article) for moment in theirs]
    if not all(side is not None and side.name in against for side in others):
        return None
    return mine if any(_tells_the_same(ours, summary, moment, article) for moment in theirs) else None


def keeps_side(ours: Moment, summary: Document, own: Moment, rival: Moment, article: Document) -> bool:
    """Tell whether a date's own mention has the summary's side of it, and a rival has not: "bis zum 23. Oktober".

    What began then lasts "seit" then.
    """
    mine, theirs, other = _side(ours, summary), _side(own, article), _side(rival, article)
    if mine is None:
        return False
    begun = mine.name == "from" and not _words(article.language).begun.isdisjoint(_around(own, article))
    return begun or (theirs is not None and theirs.name == mine.name and (other is None or other.name != mine.name))


def side_of(moment: Moment, document: Document) -> str | None:
    """Return the name of the side on which something lies of a moment; None where nothing says so."""
    side = _side(moment, document)
    return None if side is None else side.name


def _side(moment: Moment, document: Document) -> Side | None:
    """Return the side that the words before a moment tell, else those behind it; of a range, its rims."""
    known, keys, first = _words(document.language), document.words.keys, moment.stated.first
    if first and keys[first - 1] in known.joining and (opening := _ranged_from(moment, document)) is not None:
        return Side(name="end", span=document.words.span(opening, moment.stated.last))
    for back in range(first - 1, max(-1, first - 1 - _BACK), -1):
        if document.gaps[back + 1].strip():
            break
        phrases = [(" ".join(keys[back - more : back + 1]), back - more) for more in (2, 1, 0) if back >= more]
        found = next(((known.sides[phrase], at) for phrase, at in phrases if phrase in known.sides), None)
        if found:
            return Side(name=found[0], span=document.words.span(found[1], moment.stated.last))
        if keys[back] not in known.fillers:
            break
    for length in (3, 2, 1):
        last = moment.stated.last + length
        phrase = " ".join(keys[moment.stated.last : last])
        if phrase in known.behind:
            return Side(name=known.behind[phrase], span=document.words.span(first, last))
    return None


def _ranged_from(moment: Moment, document: Document) -> int | None:
    """Return the word that opens a range of which a moment is the end: "zwischen 2017 und 2022"."""
    before = next((m for m in document.dates if m.stated.last == moment.stated.first - 1), None)
    at = before.stated.first - 1 if before else -1
    opened = at >= 0 and _words(document.language).sides.get(document.words.keys[at]) == "start"
    return at if opened else None


def _undoing(moment: Moment, document: Document) -> frozenset[str]:
    """Return the words that say that something begins or ends anew: where they differ, two things are told."""
    words, known = document.words, _words(document.language)
    sentence = document.sentences[document.sentence_at(moment.span.start)]
    keys = words.keys[document.word_at(sentence.start) : document.word_at(sentence.end - 1) + 1]
    return known.undoing.intersection(keys)


def _tells_the_same(ours: Moment, summary: Document, theirs: Moment, article: Document) -> bool:
    mine, other = _around(ours, summary), _around(theirs, article)
    alike = bool(mine) and len(mine & other) >= _SHARED * len(mine)
    return alike and _undoing(ours, summary) == _undoing(theirs, article)


def _ends_what_begins(ours: Moment, summary: Document, theirs: Moment, article: Document) -> bool:
    """Tell whether one text lets something begin on a date on which the other lets it end."""
    known, stretches = _words(summary.language), (_around(ours, summary), _around(theirs, article))
    begins, ends = ([not words.isdisjoint(stretch) for stretch in stretches] for words in (known.begins, known.ends))
    side = _side(ours, summary)
    told = _side(theirs, article)
    if told is not None and told.name in {"until", "latest", "end"}:
        begins[1] = False  # "began on Monday and runs until 30 August": what closes then
    if side is not None and side.name in {"until", "latest"} and not begins[0] and told is None:
        ends[0] = True  # "gilt bis zum 1. Januar" of what comes into force then
    turned = begins != ends and sum(begins) == sum(ends) == 1 and begins[0] != begins[1]
    return turned and not stretches[0].isdisjoint(stretches[1])


@lru_cache(maxsize=1 << 8)  # asked anew for each mention of the other text, and of an article by all its summaries
def _around(moment: Moment, document: Document) -> frozenset[str]:
    """Return the telling words of a moment's sentence in its own stretch between marks."""
    words, known = document.words, _words(document.language)
    idle = known.idle
    sentence = document.sentences[document.sentence_at(moment.span.start)]
    low, high = document.word_at(sentence.start), min(len(words), document.word_at(sentence.end - 1) + 1)
    first, last = moment.stated.first, moment.stated.last
    while first > low and _ENDS.isdisjoint(document.gaps[first]):
        first -= 1
    while last < high and _ENDS.isdisjoint(document.gaps[last]):
        last += 1
    inside = words.keys[first : moment.stated.first] + words.keys[moment.stated.last : last]
    return frozenset([stem(key) for key in inside if len(key) >= _SHORTEST and key not in idle])


class _Sides:
    """A language's words for the sides of a date."""

    def __init__(self, language: str) -> None:
        rows = table(language, "dates")["sides"]
        self.sides: Mapping[str, str] = {folded(word): side for side, words in rows["before"].items() for word in words}
        self.behind: Mapping[str, str] = {folded(word): side for side, words in rows["after"].items() for word in words}
        self.contraries: Mapping[str, frozenset[str]] = {
            side: frozenset(others) for side, others in rows["contraries"].items()
        }
        self.telling = frozenset(word for phrase in (*self.sides, *self.behind) for word in phrase.split(" "))
        self.idle = number_words(language).rules["not_counted"] | self.telling
        self.joining = frozenset(map(folded, rows["joining"]))
        self.begins, self.ends = (frozenset(stem(folded(word)) for word in rows[key]) for key in ("begins", "ends"))
        self.begun = self.begins | frozenset(stem(folded(word)) for word in rows["begun"])
        self.fillers = frozenset(map(folded, rows["fillers"]))
        self.undoing = frozenset(map(folded, rows["undoing"]))


@cache
def _words(language: str) -> _Sides:
    return _Sides(language)
