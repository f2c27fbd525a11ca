"""Owns one summary laid over its article, once: what metrics, checks and risk all read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress, islice
from math import fsum

from newslab.records import Pair, Span
from newslab.text.alignment.quotes import QuotationMatch, match_quotation
from newslab.text.alignment.slots import Slot, slots
from newslab.text.document import Document, analyse, document_of
from newslab.text.once import once

# A word in more sentences than this tells nothing about where a summary's sentence comes from; the bound also keeps
# the work for one sentence below a fixed figure in an article of any length.
_MOST_SENTENCES = 64
# How many sentences of the article one sentence of the summary may rest on.
_MOST_SOURCES = 3


class Alignment:
    """An article, a summary of it and, where there are any, summaries of it by people."""

    def __init__(self, article: Document, summary: Document, references: tuple[Document, ...] = ()) -> None:
        self.article = article
        self.summary = summary
        self.references = references

    @once
    def fragments(self) -> tuple[Fragment, ...]:
        """The greedy longest shared runs of words, in the summary's order (Grusky et al. 2018, section 3.1)."""
        return shared_runs(self.article, self.summary)

    @once
    def slots(self) -> tuple[Slot, ...]:
        """Where the summary copies a sentence of the article and has other words in one place of it, in order."""
        return slots(self.article, self.summary, self.fragments)

    def slots_from(self, word: int) -> Iterator[Slot]:
        """Yield the slots that begin at a word of the summary or behind it, in order."""
        first = bisect_left(self.slots, word, key=lambda slot: slot.ours.start)
        return islice(self.slots, first, None)

    @once
    def links(self) -> tuple[Link, ...]:
        """For each sentence of the summary, the sentences of the article that it rests on."""
        return link_sentences(self.article, self.summary)

    @once
    def quotation_matches(self) -> tuple[QuotationMatch, ...]:
        """For each quotation in marks of the summary, in order: its words in the article, and what changed."""
        marked = (quotation for quotation in self.summary.quotations if quotation.kind != "indirect")
        return tuple(match_quotation(quotation, self.summary, self.article) for quotation in marked)


class Fragment:
    """A run of words that the summary shares with the article, by the numbers of its first words and its length."""

    __slots__ = ("article_start", "length", "summary_start")

    def __init__(self, summary_start: int, article_start: int, length: int) -> None:
        self.summary_start = summary_start
        self.article_start = article_start
        self.length = length

    def summary_span(self, summary: Document) -> Span:
        """Return where the run stands in the summary's text."""
        return summary.words.span(self.summary_start, self.summary_start + self.length)

    def article_span(self, article: Document) -> Span:
        """Return where the run stands in the article's text."""
        return article.words.span(self.article_start, self.article_start + self.length)


def shared_runs(article: Document, summary: Document) -> tuple[Fragment, ...]:
    """Return the greedy longest shared runs of words, one word and longer; of equal ones the first in the article."""
    return tuple(Fragment(*run) for run in article.runs.greedy(summary.words.keys))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One sentence of the summary and the sentences of the article that it rests on, the strongest first.

    ``strength`` is the share of its content words, weighed by how rare they are in the article, that those sentences
    bear together; ``single`` the share that the strongest bears alone (both 0 to 1).
    """

    sentence: int
    sources: tuple[int, ...]
    strength: float
    single: float


def link_sentences(article: Document, summary: Document) -> tuple[Link, ...]:
    """Return a link for each sentence of the summary; its work grows with the summary and the article's sentences."""
    ours = summary.lexis
    wanted: list[set[str]] = [set() for _ in summary.sentences]
    for sentence, lemma in compress(zip(ours.sentence_of, ours.lemmas, strict=True), ours.telling):
        wanted[sentence].add(lemma)
    return tuple(_link(article, number, lemmas) for number, lemmas in enumerate(wanted))


def _link(article: Document, sentence: int, lemmas: set[str]) -> Link:
    places, weights = article.lexis.sentences_of, article.lexis.weigh(sorted(lemmas))
    bearing: dict[int, set[str]] = {}
    for word in weights:
        for number in places[word][:_MOST_SENTENCES] if word in places else ():
            if number in bearing:
                bearing[number].add(word)
            else:
                bearing[number] = {word}
    left = set(weights)
    sources: list[int] = []
    gains: list[float] = []
    while bearing and len(sources) < _MOST_SOURCES:
        # fsum: the same sum in whatever order a set gives its words, in each process
        gain, nearest = max((fsum(map(weights.__getitem__, words & left)), -at) for at, words in bearing.items())
        if not gain:
            break
        sources.append(-nearest)
        gains.append(gain)
        left -= bearing.pop(-nearest)
    whole = sum(weights.values()) or 1.0
    return Link(sentence=sentence, sources=tuple(sources), strength=sum(gains) / whole, single=sum(gains[:1]) / whole)


def align(pair: Pair) -> Alignment:
    """Lay a pair's summary over its article; analyses of both are shared with other pairs that use the same texts."""
    article = pair.article
    return Alignment(
        document_of(article),
        analyse(pair.summary, article.language, article.published_on),
        tuple(analyse(reference, article.language, article.published_on) for reference in article.references),
    )
