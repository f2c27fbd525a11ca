"""Owns one summary laid over its article, once: what metrics, checks and risk all read."""

from __future__ import annotations

from functools import cached_property

from newslab.records import Pair, Span
from newslab.text.document import Document, analyse, document_of


class Alignment:
    """An article, a summary of it and, where there are any, summaries of it by people."""

    def __init__(self, article: Document, summary: Document, references: tuple[Document, ...] = ()) -> None:
        self.article = article
        self.summary = summary
        self.references = references

    @cached_property
    def fragments(self) -> tuple[Fragment, ...]:
        """The greedy longest shared runs of words, in the summary's order (Grusky et al. 2018, section 3.1)."""
        return shared_runs(self.article, self.summary)


class Fragment:
    """A run of words that the summary shares with the article, by the number of its first word in each."""

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
    """Return the greedy longest shared runs of words (Grusky et al. 2018, figure 3), one word and longer."""
    theirs, ours, places = article.words.keys, summary.words.keys, article.places
    found: list[Fragment] = []
    at = 0
    while at < len(ours):
        best, best_start = 0, -1
        for start in places.get(ours[at], ()):
            length = 0
            while (
                at + length < len(ours) and start + length < len(theirs) and ours[at + length] == theirs[start + length]
            ):
                length += 1
            if length > best:
                best, best_start = length, start
        if best:
            found.append(Fragment(at, best_start, best))
        at += max(1, best)
    return tuple(found)


def align(pair: Pair) -> Alignment:
    """Lay a pair's summary over its article; analyses of both are shared with other pairs that use the same texts."""
    article = pair.article
    return Alignment(
        document_of(article),
        analyse(pair.summary, article.language, article.published_on),
        tuple(analyse(reference, article.language, article.published_on) for reference in article.references),
    )
