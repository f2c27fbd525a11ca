"""Owns the search for the longest run of words that one text shares with another, in time linear in both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


class RunIndex:
    """The suffix automaton of a text's words (Blumer et al. 1985): every run of its words is a path from the root.

    Built once for an article, in time and space linear in its words; a walk along it answers for each word of a
    summary how far the run that begins there goes on in the article, whatever repeats in either text.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._steps: list[dict[str, int]] = [{}]
        self._suffix = [-1]
        self._length = [0]
        self._first_end: dict[int, int] = {}  # of the states that split off others; of all else, their length
        steps, suffix, lengths, last = self._steps, self._suffix, self._length, 0
        for length, key in enumerate(keys, start=1):
            state, last = last, len(steps)
            steps.append({})
            suffix.append(0)
            lengths.append(length)
            while state >= 0 and key not in (following := steps[state]):
                following[key] = last
                state = suffix[state]
            if state >= 0:
                suffix[last] = self._reached(state, key)

    def _reached(self, state: int, key: str) -> int:
        """Return the state that ``key`` leads to from ``state``, split where longer runs end there too."""
        steps, suffix, lengths = self._steps, self._suffix, self._length
        target, length = steps[state][key], lengths[state] + 1
        if lengths[target] == length:
            return target
        clone = len(steps)
        steps.append(steps[target].copy())
        suffix.append(suffix[target])
        lengths.append(length)
        self._first_end[clone] = self._first_end.get(target, lengths[target])
        while state >= 0 and steps[state].get(key) == target:
            steps[state][key] = clone
            state = suffix[state]
        suffix[target] = clone
        return clone

    def longest(self, keys: Sequence[str], at: int) -> tuple[int, int]:
        """Return ``(start, length)`` of the longest run of ``keys`` from ``at`` of the text, at its first place."""
        steps, state, here = self._steps, 0, at
        while here < len(keys):
            following = steps[state].get(keys[here])
            if following is None:
                break
            state, here = following, here + 1
        return self._first_end.get(state, self._length[state]) - (here - at), here - at

    def reaches(self, keys: Sequence[str]) -> list[int]:
        """Return for each word how long a run of the text it ends: the most words up to it that stand there so."""
        steps, suffix, lengths = self._steps, self._suffix, self._length
        found: list[int] = []
        state = length = 0
        for key in keys:
            while state and key not in steps[state]:
                state = suffix[state]
                length = lengths[state]
            if key in steps[state]:
                state, length = steps[state][key], length + 1
            found.append(length)
        return found

    def greedy(self, keys: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Yield ``(at, start, length)`` of the greedy longest shared runs (Grusky et al. 2018, figure 3), in order."""
        at = 0
        while at < len(keys):
            start, length = self.longest(keys, at)
            if length:
                yield at, start, length
            at += max(1, length)
