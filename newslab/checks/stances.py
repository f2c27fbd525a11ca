"""Owns who wants, welcomes or rejects what in both texts, and whether a summary gives one's stance to another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newslab.records import Span
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.lexis import shared
from newslab.text.quotations.cues import grammar_of
from newslab.text.quotations.people import Identity, identity_of, related
from newslab.text.quotations.stances import Stance

_SAME = 0.6  # share of a stance's telling words that another must have to be about the same
_NEAR = 2  # sentences between two stances of which one takes up the other
_MOST = 200  # stances of an article that are looked through
_OPPOSITE = {"for": "against", "against": "for"}


def exchanged_stances(alignment: Alignment) -> Iterator[tuple[Stance, Stance]]:
    """Yield each stance of the summary whose holder has another one in the article, beside whose it is there."""
    ours = alignment.summary.stances
    theirs = alignment.article.stances[:_MOST] if ours else ()
    if theirs:
        compare = _Comparison(alignment, theirs)
        for stance in ours:
            other = compare.owner(stance)
            if other is not None:
                yield stance, other


class _Comparison:
    """Lays the stances of one summary over those of its article."""

    def __init__(self, alignment: Alignment, theirs: Sequence[Stance]) -> None:
        self._summary: Document = alignment.summary
        self._article: Document = alignment.article
        self._theirs = theirs
        self._sets = grammar_of(alignment.article.language).sets

    def owner(self, ours: Stance) -> Stance | None:
        """Return the article's stance that is the summary's, but somebody else's; None where that is not safe to say.

        Safe it is where the article has the one whom the summary names close by with another stance of his own.
        """
        if ours.pronoun:
            return None
        same = [stance for stance in self._theirs if stance.side == ours.side and self._covers(stance, ours)]
        if not same or any(stance.pronoun or self._can_be(ours, stance) for stance in same):
            return None
        own = [stance for stance in self._theirs if not stance.pronoun and self._is(ours, stance)]
        crossed = (theirs for theirs in same if any(self._takes_up(other, theirs) for other in own))
        return next(crossed, None)

    def _takes_up(self, other: Stance, theirs: Stance) -> bool:
        """Tell whether a stance is the other side of one close by: the opposite, or set against it."""
        if abs(other.sentence - theirs.sentence) > _NEAR:
            return False
        if other.side == _OPPOSITE.get(theirs.side):
            return True
        apart = other.shared or theirs.shared or self._contrasted(other) or self._contrasted(theirs)
        return other.side == theirs.side and apart

    def _contrasted(self, stance: Stance) -> bool:
        sentence = self._article.sentences[stance.sentence].of(self._article.text)
        words = {word.strip(".,;:!?").casefold() for word in sentence.split()}
        return not self._sets["set_against"].isdisjoint(words)

    def _covers(self, theirs: Stance, ours: Stance) -> bool:
        """Tell whether a stance of the article is about what the summary's is about."""
        mine, others = self._about(ours, self._summary), self._about(theirs, self._article)
        return bool(mine) and len(shared(mine, others, self._article.language)) >= _SAME * len(mine)

    def _about(self, stance: Stance, document: Document) -> list[tuple[str, str]]:
        """Return the telling words of what a stance is about."""
        lexis = document.lexis
        return [
            (lexis.keys[at], lexis.lemmas[at])
            for span in stance.about
            for at in range(bisect_left(lexis.starts, span.start), bisect_left(lexis.starts, span.end))
            if lexis.content[at] or lexis.keys[at][:1].isdigit()
        ]

    def _identity(self, place: Span, document: Document) -> Identity:
        return identity_of(place.of(document.text), document.language)

    def _can_be(self, ours: Stance, theirs: Stance) -> bool:
        """Tell whether both holders can be the same, or one speak for the other."""
        mine, other = self._identity(ours.holder, self._summary), self._identity(theirs.holder, self._article)
        cast = self._article.cast
        known = cast.of(other) if other.names else other
        if related(mine.all, known.all) or cast.same(mine, other):
            return True
        return cast.speaks_for(mine, other) or cast.speaks_for(other, mine)

    def _is(self, ours: Stance, theirs: Stance) -> bool:
        mine, other = self._identity(ours.holder, self._summary), self._identity(theirs.holder, self._article)
        return related(mine.names[-1:] or mine.all, other.all)
