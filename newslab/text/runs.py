"""Owns the search for the longest run of words that one text shares with another, in time linear in both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

# A pair of neighbouring words that stands more often than this in a text is no place to look for longer runs from.
_MOST_PLACES = 32

# What stands behind the last word of either text, so that a run ends there: no words, and not the same.
_BEHIND_OURS, _BEHIND_THEIRS = "", " "

_Thing = TypeVar("_Thing")
Run = tuple[int, int, int]  # where it begins in the other text, where in this one, and how many words it has


def run_index(keys: Sequence[str]) -> PairIndex | RunIndex:
    """Return the index of a text's words: of pairs, which takes a tenth of the time, where none of them is frequent."""
    index = PairIndex(keys)
    return index if index.most <= _MOST_PLACES else RunIndex(keys)


class PairIndex:
    """The places of a text's pairs of neighbouring words: a longer run begins at one of the few places of its pair."""

    def __init__(self, keys: Sequence[str]) -> None:
        pairs = list(pairwise(keys))
        self._keys = [*keys, _BEHIND_OURS]
        self._word, self._pair = _first_places(keys), _first_places(pairs)
        self._again: dict[tuple[str, str], list[int]] = {}  # the places of a pair but the first
        if len(self._pair) < len(pairs):
            for pair, place in [(pair, place) for place, pair in enumerate(pairs) if self._pair[pair] != place]:
                self._again.setdefault(pair, []).append(place)
        self.most = 1 + max(map(len, self._again.values()), default=0)

    def greedy(self, keys: Sequence[str]) -> Iterator[Run]:
        """Yield the greedy longest shared runs (Grusky et al. 2018, figure 3) in order, each at its first place."""
        ours, theirs, at = [*keys, _BEHIND_THEIRS], self._keys, 0
        while at < len(keys):
            pair, length = (ours[at], ours[at + 1]), 1
            if pair in self._pair:
                places, length = [self._pair[pair], *self._again.get(pair, ())], 2
                while longer := [place for place in places if theirs[place + length] == ours[at + length]]:
                    places, length = longer, length + 1
                yield at, places[0], length
            elif ours[at] in self._word:
                yield at, self._word[ours[at]], 1
            at += length


def _first_places(things: Sequence[_Thing]) -> dict[_Thing, int]:
    return dict(zip(reversed(things), range(len(things) - 1, -1, -1), strict=True))


class RunIndex:
    """The suffix automaton of a text's words (Blumer et al. 1985): every run of its words is a path from the root.

    Built once for an article, in time and space linear in its words; a walk along it answers for each word of a
    summary how far the run that begins there goes on in the article, whatever repeats in either text.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        # The state of the words up to a place has that place's number; those that split off others come behind all.
        self._steps: list[dict[str, int]] = [{} for _ in range(len(keys) + 1)]
        self._suffix = [-1] + [0] * len(keys)
        self._length = list(range(len(keys) + 1))
        self._first_end: dict[int, int] = {}  # of the states that split off others; of all else, their length
        steps, suffix, lengths = self._steps, self._suffix, self._length
        for last, key in enumerate(keys, start=1):
            state = last - 1
            while state >= 0 and key not in (following := steps[state]):
                following[key] = last
                state = suffix[state]
            if state >= 0:
                target = following[key]
                suffix[last] = target if lengths[target] == lengths[state] + 1 else self._split(target, state, key)

    def _split(self, target: int, state: int, key: str) -> int:
        """Return a new state for what ``key`` leads to from ``state``, where longer runs end in ``target`` too."""
        steps, suffix = self._steps, self._suffix
        clone = len(steps)
        steps.append(steps[target].copy())
        suffix.append(suffix[target])
        self._length.append(self._length[state] + 1)
        self._first_end[clone] = self._first_end.get(target, self._length[target])
        while state >= 0 and key in (following := steps[state]) and following[key] == target:
            following[key] = clone
            state = suffix[state]
        suffix[target] = clone
        return clone

    def greedy(self, keys: Sequence[str]) -> Iterator[Run]:
        """Yield the greedy longest shared runs in order, each at its first place."""
        steps, at, many = self._steps, 0, len(keys)
        while at < many:
            state, here = 0, at
            while here < many and keys[here] in (following := steps[state]):
                state, here = following[keys[here]], here + 1
            if here > at:
                yield at, self._first_end.get(state, self._length[state]) - (here - at), here - at
            at = max(here, at + 1)
