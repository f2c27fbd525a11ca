"""Owns the search for the longest run of words that one text shares with another, in time linear in both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Run = tuple[int, int, int]  # where it begins in the other text, where in this one, and how many words it has


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
