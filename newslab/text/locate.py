"""Finds where a few words stand in a text, changed or not: an index of its words proposes places, edlib picks the best.

The answer is that of edlib's infix alignment over the whole text (least edit distance, first place) wherever the
words sought and the text share enough words to propose the place, at a fraction of its cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import edlib

from newslab.records import Span
from newslab.text.passage import Passage

# Typography that is no difference: one character each, so that offsets hold.
_TYPOGRAPHY = (("„“”‟»«″", '"'), ("‚‘’‛›‹′´`ʼ", "'"), ("‐‑‒–—−", "-"), ("\n", " "), ("…", "."))
_PROPOSED = 4  # places looked at closely
_MOST = 20
_COMMON = 8  # a word that stands more often than this proposes places only when no rarer one does


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a needle lies best: its span in the text, and the edit distance in characters."""

    span: Span
    distance: int


class Locator:
    """The index of one text, made once and asked for every quotation."""

    def __init__(self, passage: Passage) -> None:
        self._words = passage.words
        self._places = passage.places
        self._text = even(passage.text)

    def find(self, needle: str, keys: Sequence[str], within: Span | None = None) -> Place | None:
        """Return the best place for ``needle``, whose words have ``keys``; None where the text shares no word with it.

        ``within`` limits the search to a stretch of the text.
        """
        needle = even(needle)
        low, high = (within.start, within.end) if within else (0, len(self._text))
        exact = self._exact(needle, low, high)
        if exact is not None:
            return Place(span=Span(exact, exact + len(needle)), distance=0)
        best: Place | None = None
        proposals, counted = self._proposals(keys, low, high)
        for start, stop, shared in proposals:
            # One edit spoils two words at most, so a place that shares fewer words cannot beat what we have.
            if best is not None and counted - shared > 2 * best.distance:
                break
            place = self._refine(needle, start, stop, -1 if best is None else best.distance)
            if place is not None and (best is None or (place.distance, place.span) < (best.distance, best.span)):
                best = place
        return best

    def _exact(self, needle: str, low: int, high: int) -> int | None:
        """Return where ``needle`` stands unchanged as whole words; its first such place."""
        at = self._text.find(needle, low, high) if needle else -1
        while at >= 0:
            end = at + len(needle)
            glued_before = at > 0 and self._text[at - 1].isalnum() and needle[0].isalnum()
            glued_after = end < len(self._text) and self._text[end].isalnum() and needle[-1].isalnum()
            if not glued_before and not glued_after:
                return at
            at = self._text.find(needle, at + 1, high)
        return None

    def everywhere(self, needle: str, within: Span | None = None) -> list[Span]:
        """Return every place where ``needle`` stands unchanged as whole words, in order, twenty at most."""
        needle = even(needle)
        low, high = (within.start, within.end) if within else (0, len(self._text))
        found: list[Span] = []
        at = self._exact(needle, low, high)
        while at is not None and len(found) < _MOST:
            found.append(Span(at, at + len(needle)))
            at = self._exact(needle, at + 1, high)
        return found

    def _proposals(self, keys: Sequence[str], low: int, high: int) -> tuple[list[tuple[int, int, int]], int]:
        """Return stretches of the text that share most words with the needle, and how many words voted.

        Each is (start, stop, shared words), in characters, those with most shared words first.
        """
        starts, ends = self._words.starts, self._words.ends
        votes: list[int] = []
        counted = 0
        for limit in (_COMMON, len(starts)):
            for number, key in enumerate(keys):
                places = self._places.get(key, ())
                if len(places) <= limit:
                    votes += [place - number for place in places]
                    counted += 1
            if votes:
                break
        slack = 3 + len(keys) // 4
        proposals: list[tuple[int, int, int]] = []
        for diagonal, shared in _peaks(votes, slack):
            first = max(0, diagonal - slack)
            # The neighbourhood reaches ``slack`` beyond its first diagonal, and words put in may push the end as far.
            last = min(len(starts) - 1, max(0, diagonal + len(keys) - 1 + 2 * slack))
            start, stop = max(low, starts[min(first, last)]), min(high, ends[last] + 2)
            if start < stop:
                proposals.append((start, stop, shared))
        return proposals, counted

    def _refine(self, needle: str, start: int, stop: int, limit: int) -> Place | None:
        found = edlib.align(needle, self._text[start:stop], mode="HW", task="locations", k=limit)
        if found["editDistance"] < 0 or not found["locations"]:
            return None
        begin, end = found["locations"][0]
        return Place(span=Span(start + (begin or 0), start + max(begin or 0, end + 1)), distance=found["editDistance"])


def _peaks(votes: list[int], slack: int) -> list[tuple[int, int]]:
    """Return the diagonals with most votes around them and the votes, at most one from each neighbourhood."""
    votes.sort()
    scores: list[tuple[int, int]] = []
    low = 0
    for high, diagonal in enumerate(votes):
        while votes[low] < diagonal - slack:
            low += 1
        scores.append((low - high - 1, votes[low]))
    scores.sort()
    chosen: list[tuple[int, int]] = []
    for score, diagonal in scores:
        if all(abs(diagonal - other) > slack for other, _ in chosen):
            chosen.append((diagonal, -score))
            if len(chosen) == _PROPOSED:
                break
    return chosen


def even(text: str) -> str:
    """Return ``text`` in small letters and typewriter marks, character for character, for comparing."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ".lower() has two characters
        lowered = "".join(character.lower() if len(character.lower()) == 1 else character for character in text)
    for odd, plain in _TYPOGRAPHY:  # one look for each is several times faster than str.translate
        for character in odd:
            if character in lowered:
                lowered = lowered.replace(character, plain)
    return lowered
