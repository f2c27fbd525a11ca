"""Finds names that a summary puts where its article, in other words, has another: "unterstützt von" somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from math import log

from newslab.checks.names.exchanged import Slot
from newslab.checks.names.frames import NameFrame
from newslab.checks.names.unknown import UnknownNames
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.lexis import Word, shared
from newslab.text.names.countries import states_in
from newslab.text.quotations.cues import grammar_of

_BORNE = 0.6  # share of the other words of a clause that the article's sentence bears
_OWN = 0.5  # of that share, the most that the name's own sentences may bear
_FEWEST = 2  # words of the clause that the sentence bears at least
_FARTHEST = 5  # words between a preposition and the name that it governs: "vom venezolanischen Präsidenten Hugo Chávez"


class MisplacedNames:
    """The names of a summary behind a preposition, in clauses whose other words the article has of another name."""

    def __init__(self, alignment: Alignment, unknown: UnknownNames) -> None:
        self.alignment, self.unknown = alignment, unknown
        self.article, self.summary = alignment.article, alignment.summary
        self.language = self.summary.language
        self._frame = NameFrame(self.article)
        self._grammar = grammar_of(self.language)
        self._prepositions = self._grammar.sets["prepositions"]
        self._contracted = table(self.language, "names")["contracted"]

    def judged(self) -> Iterator[Slot]:
        """Yield each such name with the one that the article has behind the same preposition."""
        if not self.unknown.cased:
            return
        last = -1
        for number in self.unknown.capitals:
            if number <= last:
                continue
            name = self._name(self.summary, number)
            last = name[-1]
            governor = self._governor(self.summary, number)
            rival = self._rival(name, governor) if governor else None
            if rival is not None and self._reads_as_name(name):
                yield Slot(name, rival)

    def _name(self, text: Document, first: int) -> range:
        """Return the words with capitals that stand together from word ``first`` on."""
        end = first + 1
        while end < len(text.words) and text.gaps[end] == " " and text.words.forms[end][0].isupper():
            end += 1
        return range(first, end)

    def _governor(self, text: Document, number: int) -> str | None:
        """Return the preposition that governs a name, taken out of its article ("vom"); None where none does."""
        keys, forms = text.words.keys, text.words.forms
        for at in range(number - 1, max(-1, number - 1 - _FARTHEST), -1):
            if text.gaps[at + 1] != " ":
                return None
            key = str(self._contracted.get(keys[at], keys[at]))
            if key in self._prepositions and not forms[at][0].isupper():
                return key
        return None

    def _reads_as_name(self, name: range) -> bool:
        """Tell whether the article's word is a name; asked last, since a tagger may have to tell."""
        form = self.summary.words.forms[name[-1]]
        return self.unknown.reads_proper(form) or self._is_name(self.article.grounding.find(form)[0])

    def _is_name(self, number: int) -> bool:
        """Tell whether a word of the article with a capital is a part of a name, as all are but in German."""
        dated = any(moment.stated.first <= number < moment.stated.last for moment in self.article.dates)
        inside = not self._grammar.capitalised and not dated and number not in self.article.openers
        return inside or self._frame.mark(number) is not None

    def _rival(self, name: range, governor: str) -> range | None:
        start = self.summary.words.starts[name[0]]
        link = self.alignment.links[self.summary.sentence_at(start)]
        ours = self._others(name)
        places = self.article.grounding.find(self.summary.words.forms[name[-1]])
        if len(ours) < _FEWEST or not places:
            return None
        weights = {word: log(1 + len(self.article.sentences) / self._spread(word)) for word in ours}
        whole = sum(weights.values())
        own = {self.article.sentence_at(self.article.words.starts[at]) for at in self._everywhere(places)}
        for sentence in link.sources:
            if sentence in own:
                continue
            found = shared(ours, self._words(sentence, taken_up=True), self.language)
            borne = sum(weights[word] for word in dict.fromkeys(found)) / whole
            if len(found) < _FEWEST or borne < _BORNE:
                continue
            elsewhere = (shared(ours, self._words(other), self.language) for other in own)
            if any(sum(weights[w] for w in dict.fromkeys(f)) / whole > _OWN * borne for f in elsewhere):
                continue
            if (rival := self._governed(sentence, governor, name)) is not None:
                return rival
        return None

    def _spread(self, word: Word) -> int:
        return max(1, len(self.article.lexis.sentences_of.get(word[1], ())))

    def _others(self, name: range) -> list[Word]:
        """Return the telling words of the name's clause but the name's own."""
        lexis, words = self.summary.lexis, self.summary.words
        start, end = words.starts[name[0]], words.ends[name[-1]]
        for clause in self.summary.clauses_of[self.summary.sentence_at(start)]:
            if lexis.starts[clause.first] <= start < lexis.ends[clause.last - 1]:
                pieces = range(clause.first, clause.last)
                return [lexis.words[at] for at in pieces if lexis.content[at] and not start <= lexis.starts[at] < end]
        return []

    def _words(self, sentence: int, *, taken_up: bool = False) -> list[Word]:
        """Return the telling words of a sentence of the article; also those of the one that its first word takes up."""
        lexis = self.article.lexis
        first, last = lexis.ranges[sentence]
        if taken_up and sentence and first < last and lexis.keys[first] in self._grammar.sets["subject_pronouns"]:
            first = lexis.ranges[sentence - 1][0]
        return [lexis.words[at] for at in range(first, last) if lexis.content[at]]

    def _everywhere(self, places: tuple[int, ...]) -> list[int]:
        keys = {self.article.words.keys[at] for at in places}
        return [at for key in keys for at in self.article.places[key]]

    def _governed(self, sentence: int, governor: str, name: range) -> range | None:
        """Return the name behind the same preposition in a sentence of the article, where the summary's lacks it."""
        span = self.article.sentences[sentence]
        here = self.summary.sentences[self.summary.sentence_at(self.summary.words.starts[name[0]])]
        ours = set(self.summary.words.keys[self.summary.word_at(here.start) : self.summary.word_at(here.end)])
        at, stop = self.article.word_at(span.start), self.article.word_at(span.end)
        while at < stop:
            if not self.article.words.forms[at][0].isupper():
                at += 1
                continue
            theirs = self._name(self.article, at)
            at = theirs[-1] + 1
            if self._governor(self.article, theirs[0]) != governor or not self._is_name(theirs[-1]):
                continue
            if ours.isdisjoint(self.article.words.keys[n] for n in theirs) and not self._alike(name, theirs):
                return theirs
        return None

    def _alike(self, name: range, theirs: range) -> bool:
        """Tell whether two names may mean one thing: a land and its city, an abbreviation and what it stands for."""
        ours, others = self._states(self.summary, name), self._states(self.article, theirs)
        if (self._is_short(self.summary, name)) != (self._is_short(self.article, theirs)):
            return True
        return ("name" in ours.values()) != ("name" in others.values()) or bool(ours.keys() & others.keys())

    def _is_short(self, text: Document, words: range) -> bool:
        return any(text.words.forms[n].isupper() for n in words)

    def _states(self, text: Document, words: range) -> dict[int, str]:
        """Return the states that words name, and in which way: by its name, its people, its capital."""
        keys = [text.words.keys[n] for n in words]
        return {state.number: state.side for _, _, standing in states_in(keys, self.language) for state in standing}
