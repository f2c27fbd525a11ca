"""Finds whom or what a summary gives another nation than its article does: "Danish prosecutors" for Swedish ones."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from newslab.checks.names.compared import ComparedNames, Moved
from newslab.checks.names.frames import MARKS
from newslab.text.document import Document
from newslab.text.kinship import shared
from newslab.text.lexis import Word, lemma
from newslab.text.names.countries import State, home_states, is_region, parts_of_home, states_of

_FEWEST = 2  # other words that both sentences have, where a noun is no name
_SURELY = 3
_FAR = 40  # words of a sentence on either side of the noun that are looked at
_MOST = 12  # places of a noun: one that stands with more nations' adjectives is many people's


class OriginNames(ComparedNames):
    """The nations of a summary beside a noun that its article has with another nation's adjective only."""

    def judged(self) -> Iterator[Moved]:
        """Yield each such adjective, in order."""
        for ours, noun, standing in _adjectives(self.summary) if self.unknown.cased else ():
            theirs = nations(self.article).get(lemma(self.summary.words.keys[noun], self.language), ())
            if not 0 < len(theirs) <= _MOST or standing.isdisjoint(self.article.grounding.states):
                continue  # a nation that the article does not name is told as such
            if any(_may_be_one(standing, numbers, self.language) for _, numbers in theirs):
                continue
            if self._is_near(standing, [place for place, _ in theirs]):
                continue
            words = self._told_there(ours, noun, theirs[0][0])
            named = self._are_names(noun, theirs[0][0].stop)
            if named or words >= _FEWEST:
                yield Moved(ours, theirs[0][0], sure=named or words >= _SURELY)

    def _is_near(self, standing: frozenset[int], places: Sequence[range]) -> bool:
        """Tell whether a sentence with the noun names the summary's nation in another way."""
        named = _named_in(self.article)
        return any(not standing.isdisjoint(named[self.article.sentence_of[place[0]]]) for place in places)

    def _are_names(self, noun: int, theirs: int) -> bool:
        """Tell whether the noun is a name in both texts; asked last, since a tagger has to tell."""
        is_capital = self.summary.words.forms[noun][0].isupper()
        return is_capital and self.unknown.mark(noun) is not None and self.frame.mark(theirs) is not None

    def _told_there(self, ours: range, noun: int, place: range) -> int:
        """Count the words beside the noun that the article's sentence shares; none where a name follows the noun."""
        summary, article = self.summary, self.article
        if self._is_of_another(noun + 1, place.stop + 1):
            return 0
        mine = [word for at, word in self._beside(summary, noun) if not ours[0] <= at <= noun]
        theirs = [word for _, word in self._beside(article, place.stop)]
        return len(set(shared(mine, theirs, self.language)))

    def _beside(self, text: Document, number: int) -> list[tuple[int, Word]]:
        """Return the telling words not far from a word in its sentence, with their numbers."""
        lexis, (first, last) = text.lexis, text.lexis.ranges[text.sentence_of[number]]
        here = bisect_left(lexis.starts, text.words.starts[number], first, last)
        near = range(max(first, here - _FAR), min(last, here + _FAR))
        return [(lexis.word_of[at], lexis.words[at]) for at in near if lexis.telling[at]]

    def _is_of_another(self, ours: int, theirs: int) -> bool:
        """Tell whether a name that follows is not the article's: "the Danish firm Nykar", "the Greek firm Petrakis"."""
        words, there = self.summary.words, self.article.words.keys
        if ours >= len(words) or self.summary.gaps[ours] != " " or not words.forms[ours][0].isupper():
            return False
        return there[theirs : theirs + 1] != [words.keys[ours]]


def _numbers(standing: tuple[State, ...]) -> frozenset[int]:
    return frozenset(state.number for state in standing if state.side == "adjective")


def _adjectives(text: Document) -> Iterator[tuple[range, int, frozenset[int]]]:
    """Yield the words that say of which nation what the noun behind them is, with that noun and the nations."""
    words, gaps = text.words, text.gaps
    for first, last, standing in states_of(text):
        numbers = _numbers(standing)
        if not numbers or last >= len(words) or not gaps[last] or gaps[last].strip(MARKS):
            continue
        if first and gaps[first].strip(MARKS) in {"-", "‑"}:
            continue  # "the Danish-Swedish border"
        yield range(first, last), last, numbers


@lru_cache(maxsize=4)  # an article's summaries come one after the other
def nations(article: Document) -> Mapping[str, list[tuple[range, frozenset[int]]]]:
    """Return, by its dictionary form, with which nations' adjectives an article has a noun."""
    found: dict[str, list[tuple[range, frozenset[int]]]] = {}
    for words, noun, numbers in _adjectives(article):
        found.setdefault(lemma(article.words.keys[noun], article.language), []).append((words, numbers))
    return found


@lru_cache(maxsize=4)
def _named_in(article: Document) -> Mapping[int, set[int]]:
    """Return the states that each sentence of an article names, in whatever form."""
    found: dict[int, set[int]] = defaultdict(set)
    for first, _, standing in states_of(article):
        found[article.sentence_of[first]].update(state.number for state in standing)
    return found


def _may_be_one(ours: frozenset[int], theirs: frozenset[int], language: str) -> bool:
    """Tell whether two adjectives may tell one origin: of one state, or of a state and a part of it (Scottish)."""
    parts = parts_of_home(language) | home_states(language)
    both = [all(number in parts or is_region(number, language) for number in each) for each in (ours, theirs)]
    return bool(ours & theirs) or all(both)
