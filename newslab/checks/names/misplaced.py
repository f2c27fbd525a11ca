"""Finds names that a summary puts where its article, in other words, has another: "unterstützt von" somebody else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from math import fsum

from newslab.checks.names.compared import Moved
from newslab.checks.names.frames import NameFrame
from newslab.checks.names.reworded import RewordedNames
from newslab.text.document import Document
from newslab.text.language import table, words_of
from newslab.text.lexis import Word
from newslab.text.quotations.cues import grammar_of
from newslab.text.statements.clauses import Clause

_BORNE = 0.6  # share of the other words of a clause that the article's sentence bears
_OWN = 0.5  # of that share, the most that the name's own sentences may bear
_MOST_PLACES = 40  # a name with more is what the whole article is about
_MOST_MARKS = 3  # places of a name that the tagger is asked about
_FEWEST = 2  # words of the clause that the sentence bears at least
_FARTHEST = 5  # words between a preposition and the name that it governs: "vom venezolanischen Präsidenten Hugo Chávez"


class MisplacedNames(RewordedNames):
    """The names of a summary behind a preposition, in clauses whose other words the article has of another name."""

    def judged(self) -> Iterator[Moved]:
        """Yield each such name with the one that the article has behind the same preposition."""
        for clause, ours in self.runs():
            governor = self._governor(self.unknown, ours[0])
            theirs = self._rival(clause, ours, governor) if governor else None
            if theirs is not None and self._reads_as_name(ours) and self._are_of_a_kind(ours, theirs):
                yield Moved(ours, theirs)

    def _are_of_a_kind(self, ours: range, theirs: range) -> bool:
        """Tell whether both names may be people's or neither; nobody stands where a place or a time does."""
        if ours[0] in _dated(self.summary):
            return False
        marks = [self.frame.mark(number) for number in self.places(ours)[:_MOST_MARKS]]
        kinds = {mark.kind for mark in (*marks, self.unknown.mark(ours[-1]) if not any(marks) else None) if mark}
        mark = self.frame.mark(theirs[-1])
        return ("PER" in kinds) == (mark is not None and mark.kind == "PER")

    def _governor(self, frame: NameFrame, number: int) -> str | None:
        """Return the preposition that governs a name, taken out of its article ("vom"); None where none does."""
        text, governing = frame.summary, _governing(self.language)
        for at in range(number - 1, max(-1, number - 1 - _FARTHEST), -1):
            if text.gaps[at + 1] != " ":
                return None
            if text.words.keys[at] in governing and text.words.forms[at][0].islower():
                return governing[text.words.keys[at]]
        return None

    def _reads_as_name(self, name: range) -> bool:
        """Tell whether the article's word is a name; asked last, since a tagger may have to tell."""
        form = self.summary.words.forms[name[-1]]
        return self.unknown.reads_proper(form) or self._is_name(self.article.grounding.find(form)[0])

    def _is_name(self, number: int) -> bool:
        """Tell whether a word of the article with a capital is a part of a name, as all are but in German."""
        capitalised = grammar_of(self.language).capitalised
        inside = not capitalised and number not in _dated(self.article) and number not in self.article.openers
        return inside or self.frame.mark(number) is not None

    def _rival(self, clause: Clause, ours: range, governor: str) -> range | None:
        """Return the article's name in the first sentence that bears the clause as those with the name do not."""
        wanted = self.wanted(clause, ours)
        places = self.article.grounding.find(self.summary.words.forms[ours[-1]])
        if len(wanted) < _FEWEST or not 0 < len(places) <= _MOST_PLACES:
            return None
        own = self.sentences_with(ours).union(self.sentences_of(places))
        whole: float | None = None
        for sentence in self.alignment.links[clause.sentence].sources:
            found = self.told(wanted, self._taken_up(sentence)) if sentence not in own else ()
            if len(found) < _FEWEST:
                continue
            whole = self._weight(wanted) if whole is None else whole
            if (borne := self._weight(found)) < _BORNE * whole:
                continue
            if any(self._weight(self.told(wanted, self._taken_up(other))) > _OWN * borne for other in own):
                continue
            if (theirs := self._governed(sentence, governor, ours)) is not None:
                return theirs
        return None

    def _weight(self, words: Collection[Word]) -> float:
        """Return how much words tell together: the more, the fewer sentences of the article have them."""
        places, rarity = self.article.lexis.sentences_of, self.article.lexis.rarity
        # fsum: the same sum in whatever order a set gives its words, in each process
        return fsum([rarity[len(places[known])] if known in places else rarity[0] for _, known in words])

    def _taken_up(self, sentence: int) -> range:
        """Return a sentence of the article with the one before, where its first word is a pronoun that takes it up."""
        first, last = self.article.lexis.ranges[sentence]
        pronouns = grammar_of(self.language).sets["subject_pronouns"]
        taken = sentence and first < last and self.article.lexis.keys[first] in pronouns
        return range(sentence - 1 if taken else sentence, sentence + 1)

    def _governed(self, sentence: int, governor: str, name: range) -> range | None:
        """Return the name behind the same preposition in a sentence of the article, where the summary's lacks it."""
        ours = set(self.summary.words.keys[slice(*self.summary.word_ranges[self.summary.sentence_of[name[0]]])])
        for theirs in self.frame.runs(self.words_of(sentence)):
            if self._governor(self.frame, theirs[0]) != governor or not self._is_name(theirs[-1]):
                continue
            if ours.isdisjoint(self.article.words.keys[n] for n in theirs) and not self._alike(name, theirs):
                return theirs
        return None

    def _alike(self, name: range, theirs: range) -> bool:
        """Tell whether two names may mean one thing: a land and its city, an abbreviation and what it stands for."""
        if _is_short(self.summary, name) != _is_short(self.article, theirs):
            return True
        areas = words_of(self.language, "names", "place_kinds")
        if not areas.isdisjoint(self.article.words.keys[theirs.start : theirs.stop]):
            return True  # a town by "Lake Ness"
        ours, others = self.states(self.summary, name), self.states(self.article, theirs)
        lands = [any(state.side == "name" for state in named.values()) for named in (ours, others)]
        return lands[0] != lands[1] or bool(ours.keys() & others.keys())


@lru_cache(maxsize=4)  # an article's summaries come one after the other
def _dated(text: Document) -> frozenset[int]:
    """Return the words of a text's dates: "Monday" has a capital and is no name."""
    stated = (moment.stated for moment in text.dates)
    return frozenset(number for said in stated for number in range(said.first, said.last))


def _is_short(text: Document, words: range) -> bool:
    return any(text.words.forms[n].isupper() for n in words)


@cache
def _governing(language: str) -> Mapping[str, str]:
    """Return the prepositions by the words in which they stand: "von" also by "vom"."""
    prepositions, contracted = grammar_of(language).sets["prepositions"], table(language, "names")["contracted"]
    plain = {word: word for word in prepositions if word not in contracted}
    return plain | {word: str(bare) for word, bare in contracted.items() if bare in prepositions}
