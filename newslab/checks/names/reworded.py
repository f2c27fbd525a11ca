"""Owns of whom an article tells what a clause does: the clause's names, its other words, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from newslab.checks.names.compared import ComparedNames
from newslab.text.document import Document
from newslab.text.kinship import shared
from newslab.text.lexis import Word
from newslab.text.names.countries import State, states_in
from newslab.text.names.spellings import stem
from newslab.text.statements.clauses import Clause


class RewordedNames(ComparedNames):
    """The names in a summary's clauses, and the sentences of the article that have a clause's other words."""

    def runs(self) -> Sequence[tuple[Clause, range]]:
        """Return the clauses of a summary that uses capitals with each run of words that begin so."""
        return self.unknown.runs_of_clauses

    def wanted(self, clause: Clause, ours: range) -> tuple[Word, ...]:
        """Return the words of a clause that tell something, without the name's."""
        words, told = self.summary.words, self.unknown.told_in(clause)
        start, end = words.starts[ours[0]], words.ends[ours[-1]]
        return tuple(dict.fromkeys([word for at, word in told if not start <= at < end]))

    def told(self, wanted: Sequence[Word], sentences: Iterable[int], most: int | None = None) -> set[Word]:
        """Return those of some words that some sentences of the article have; some of them where more than ``most``."""
        lexis, found = self.article.lexis, set[Word]()
        for number in sentences:
            if most is not None and len(found) > most:
                break
            if number < len(lexis.ranges):
                first, last = lexis.ranges[number]
                found.update(shared(wanted, tuple(lexis.words[first:last]), self.language))
        return found

    def places(self, ours: range) -> Sequence[int]:
        """Return the words of the article that may be the last word of a name, in whatever form."""
        return _places(self.article, self.summary.words.keys[ours[-1]])

    def sentences_with(self, ours: range) -> frozenset[int]:
        """Return the sentences of the article that may have a name, in whatever form."""
        return _sentences(self.article, self.summary.words.keys[ours[-1]])

    def sentences_of(self, places: Iterable[int]) -> set[int]:
        """Return the sentences of the article that some of its words are in."""
        sentence_of = self.article.sentence_of
        return {sentence_of[number] for number in places}

    def words_of(self, sentence: int) -> range:
        """Return the words of a sentence of the article."""
        return range(*self.article.word_ranges[sentence])

    def states(self, text: Document, words: range) -> dict[int, State]:
        """Return the states that words of a text name: by their names, their people, their capitals."""
        named, found = states_in(text.words.keys[words.start : words.stop], self.language), dict[int, State]()
        for state in (state for _, _, standing in named for state in standing):
            found.setdefault(state.number, state)
        return found


@lru_cache(maxsize=1 << 9)  # two rules ask for each name, and an article's summaries name the same people
def _places(article: Document, key: str) -> Sequence[int]:
    grounding = article.grounding
    found = {*article.places.get(key, ()), *grounding.parts.get(key, ())}
    return sorted(found.union(grounding.stems.get(stem(key, article.language), ())))


@lru_cache(maxsize=1 << 9)
def _sentences(article: Document, key: str) -> frozenset[int]:
    sentence_of = article.sentence_of
    return frozenset([sentence_of[number] for number in _places(article, key)])
