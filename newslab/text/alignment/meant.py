"""Finds what a report lost of how its speaker meant it: a hope, a doubt or a denial told as a statement."""

from __future__ import annotations

from collections.abc import Iterator

from newslab.records import Span
from newslab.text.alignment.reported import content_of
from newslab.text.alignment.surroundings import CLAUSE, kept_words
from newslab.text.document import Document
from newslab.text.quotations.cues import grammar_of
from newslab.text.quotations.finder import Quotation

_SHARED = 0.6  # share of a report's content that the article's speech must have
_FEWEST = 2  # words of content that both must share
_OPENS = 12  # words before the first shared one in which its clause begins
_DIRECTLY = 4  # words before the first shared one in which the verb stands that governs it without a conjunction
_STEM = 5  # letters by which the word that is denied is known in another form
_NEXT = 3  # words behind a negation in which that word stands


def lost_attitude(quotation: Quotation, source: Quotation, summary: Document, article: Document) -> Span | None:
    """Return the word by which the article's speaker hopes, doubts or denies what a summary has him state."""
    reader = _Meant(quotation, source, summary, article)
    at = next(reader.lost(), None)
    return None if at is None else article.words.span(at, at + 1)


class _Meant:
    """Lays one report of a summary over the speech of the article that it rests on."""

    def __init__(self, quotation: Quotation, source: Quotation, summary: Document, article: Document) -> None:
        self._sets = grammar_of(article.language).sets
        self._article, self._keys = article, article.words.keys
        self._quotation, self._source, self._summary = quotation, source, summary
        self._first, self._last = article.word_at(source.span.start), article.word_at(source.span.end)

    def lost(self) -> Iterator[int]:
        """Yield the words that are lost, the one that governs most first."""
        cue = self._source.cue
        told = [self._article.word_at(cue.start)] if cue else []
        words = [*told, *range(self._first, self._last)]
        operators = {
            name: [at for at in words if self._keys[at] in self._sets[f"frame.{name}"]]
            for name in ("wishes", "doubting", "negations")
        }
        if not any(operators.values()):
            return
        shared = self._shared()
        if shared is None:
            return
        opens = self._clause_start(shared)
        governing = self._governing(opens, shared)
        hangs = self._keys[opens] in self._sets["complementisers"]
        for name, places in operators.items():
            reach = governing if hangs or name != "negations" else range(0)
            found = [at for at in places if at in told or at in reach]
            if found and self._lacks(name):
                yield found[0]
        yield from self._denied([at for at in operators["negations"] if at >= opens], opens)

    def _shared(self) -> int | None:
        """Return the first word of the speech that the report has too, where they share most of what it says."""
        wanted = content_of(self._summary, self._quotation.span, self._quotation)
        lexis, span = self._article.lexis, self._source.span
        number = self._article.sentence_at(span.start)
        last = self._article.sentence_at(max(span.start, span.end - 1))
        places = [
            at
            for at in range(lexis.ranges[number][0], lexis.ranges[last][1])
            if lexis.lemmas[at] in wanted and span.start <= lexis.starts[at] < span.end
        ]
        found = {lexis.lemmas[at] for at in places}
        if len(found) < max(_FEWEST, _SHARED * len(wanted)):
            return None
        return lexis.word_of[places[0]]

    def _clause_start(self, at: int) -> int:
        """Return where the clause of a word begins: behind a mark, or with a conjunction."""
        low = max(self._first, at - _OPENS)
        while at > low and not (
            self._keys[at] in self._sets["complementisers"] or CLAUSE.search(self._article.gaps[at])
        ):
            at -= 1
        return at

    def _governing(self, opens: int, shared: int) -> range:
        """Return the words that a clause hangs on: those before its "dass"; "she hoped | the grant would"."""
        if self._keys[opens] in self._sets["complementisers"]:
            return range(self._clause_start(opens - 1), opens) if opens > self._first else range(0)
        capitalised = grammar_of(self._article.language).capitalised
        return range(0) if capitalised else range(max(opens, shared - _DIRECTLY), shared)

    def _denied(self, negations: list[int], opens: int) -> Iterator[int]:
        """Yield a negation in the clause of what is shared where the summary has the very word that it denies."""
        gaps, focus = self._article.gaps, self._sets["frame.focus"]
        for at in negations:
            if any(CLAUSE.search(gaps[word]) for word in range(opens + 1, at + 1)):
                return
            behind = self._keys[at + 1 : min(self._last, at + 1 + _NEXT)]
            if not behind or behind[0] in focus or not self._lacks("negations"):
                continue
            stems = {word[:_STEM] for word in self._said() if len(word) >= _STEM}
            denied = any(len(word) >= _STEM and _core(word)[:_STEM] in stems for word in behind)
            if denied and self._adds_nothing():
                yield at

    def _adds_nothing(self) -> bool:
        """Tell whether a report has no word of its own, by which it may deny: "escaped damage"."""
        lexis, span = self._article.lexis, self._source.span
        number = self._article.sentence_at(span.start)
        theirs = {_core(lexis.lemmas[at])[:_STEM] for at in range(*lexis.ranges[number])}
        wanted = content_of(self._summary, self._quotation.span, self._quotation)
        return all(_core(word)[:_STEM] in theirs for word in wanted)

    def _said(self) -> list[str]:
        words = self._summary.words
        first, last = (self._summary.word_at(edge) for edge in (self._quotation.span.start, self._quotation.span.end))
        return [_core(key) for key in words.keys[first:last]]

    def _lacks(self, name: str) -> bool:
        """Tell whether the summary's sentence has no word that keeps a hope, a doubt or a denial."""
        words = self._summary.words.keys
        sentence = self._summary.sentences[self._summary.sentence_at(self._quotation.span.start)]
        first, last = self._summary.word_at(sentence.start), self._summary.word_at(sentence.end)
        return kept_words(name, self._sets).isdisjoint(words[first:last])


def _core(word: str) -> str:
    """Return a participle without its prefix: "gesichert", "sichert"."""
    return word.removeprefix("ge") if len(word) > _STEM + 2 else word
