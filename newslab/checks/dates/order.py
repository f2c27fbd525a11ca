"""Owns whether something lies on the same side of an event in both texts: before the vote, or after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from newslab.records import Span
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.lexis import listed
from newslab.text.normalise import folded
from newslab.text.statements.clauses import LONGEST_CLAUSE

_EVENT = 8  # pieces behind "before" that name the event
_NOUN = 4  # … and among which its first noun stands
_HALF = 0.5  # share of the event's words that the article's must have, which may name it more fully
# Of what the summary says lies there, so large a part stands in the article's sentence, and so many words.
_SHARED, _FEWEST = 0.6, 2
_MOST = 32  # places of an event that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A piece that says "before" or "after", which of the two, and the pieces that name the event."""

    name: str
    at: int
    event: range

    def span(self, document: Document) -> Span:
        """Return where it stands, with the event."""
        return document.lexis.span(self.at, self.event.stop)

    def telling(self, document: Document) -> set[str]:
        """Return the event's words with news."""
        return {document.lexis.lemmas[n] for n in self.event if document.lexis.telling[n]}


def turned_round(summary: Document, article: Document) -> Iterator[tuple[Side, Side]]:
    """Yield what a summary puts before an event and its article after it, or the reverse, as both say it."""
    for ours in _sides(summary).values():
        head = next((n for n in ours.event if summary.lexis.telling[n]), None)
        if head is None or head - ours.at > _NOUN:
            continue
        named = list(_naming(article, summary.lexis.lemmas[head]))
        if any(theirs.name == ours.name for theirs in named):
            continue
        found = next((theirs for theirs in named if _is_same(ours, summary, theirs, article)), None)
        if found is not None:
            yield ours, found


def _naming(article: Document, known: str) -> Iterator[Side]:
    """Yield the sides of an event that a word names."""
    sides = _sides(article)
    for place in article.lexis.places_of.get(known, ())[:_MOST]:
        yield from (sides[at] for at in range(place - _EVENT, place) if at in sides and place in sides[at].event)


def _is_same(ours: Side, summary: Document, theirs: Side, article: Document) -> bool:
    """Tell whether the event is the same one, and what lies on its side."""
    named = ours.telling(summary)
    if len(named & theirs.telling(article)) < _HALF * len(named):
        return False
    clause = summary.clause_at(ours.at)
    if clause.last - clause.first > LONGEST_CLAUSE:
        return False
    mine, other = summary.lexis, article.lexis
    told = {mine.lemmas[n] for n in range(clause.first, clause.last) if mine.telling[n]} - named
    low, high = other.ranges[other.sentence_of[theirs.at]]
    near = range(max(low, theirs.at - LONGEST_CLAUSE), min(high, theirs.event.stop + LONGEST_CLAUSE))
    said = {other.lemmas[n] for n in near if n not in theirs.event}
    return len(told & said) >= max(_FEWEST, _SHARED * len(told))


@lru_cache(maxsize=8)  # an article and its summaries
def _sides(document: Document) -> Mapping[int, Side]:
    """Return what stands before or after something, by the piece that says so; a stretch of time is no event."""
    lexis, words = document.lexis, _words(document.language)
    found: dict[int, Side] = {}
    for at in (at for at, key in enumerate(lexis.keys) if key in words):
        event = range(at + 1, _end(document, at))
        if not any(lexis.keys[n][0].isdigit() for n in event[:_NOUN]):
            found[at] = Side(name=words[lexis.keys[at]], at=at, event=event)
    return found


def _end(document: Document, at: int) -> int:
    """Return where the event's name ends: before a relative clause, or with the sentence."""
    lexis, relatives = document.lexis, listed(document.language, "quotations", "relatives")
    last = min(at + 1 + _EVENT, lexis.ranges[lexis.sentence_of[at]][1])
    described = (n for n in range(at + 2, last) if lexis.keys[n] in relatives and _has_comma(document, n))
    return next(described, last)


def _has_comma(document: Document, at: int) -> bool:
    return "," in document.text[document.lexis.ends[at - 1] : document.lexis.starts[at]]


@cache
def _words(language: str) -> dict[str, str]:
    rows = table(language, "dates")["order"]
    return {folded(word): side for side, words in rows.items() for word in words}
