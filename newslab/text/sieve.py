"""Owns how a text's words are sorted out: which of them pass a test, each word asked once for all texts."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from newslab.text.language import WORDS_KEPT


class Sieve:
    """A test of words that remembers its answers: the words of one text are most of those of the next.

    Which words of a text pass, and which are new, are then two operations on sets.
    """

    def __init__(self, test: Callable[[str], bool]) -> None:
        self._test = test
        self._kept: tuple[set[str], set[str]] = set(), set()  # the words that passed, and all that were asked

    def passing(self, words: AbstractSet[str]) -> set[str]:
        """Return those of some words that pass the test."""
        passed, asked = self._kept
        new = words - asked
        if len(asked) + len(new) > WORDS_KEPT:
            self._kept = passed, asked = set(), set()
            new = words
        passed |= set(filter(self._test, new))
        asked |= new  # last: who finds a word here finds its answer there
        return passed & words
