"""Owns what may be shown of an article in a report that leaves the house: the evidence sentences and nothing more."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.records import Article, Span
from newslab.text.passage import Passage

# Runs of so many words of the article are withheld wherever they turn up: in a summary, in a message. Eight words
# are commonly taken as a quotation worth protecting; six leaves a margin for those who count words differently.
RUN = 6


class Curtain:
    """Finds in other texts what is the article's own wording and stands in none of its ``evidence`` sentences."""

    def __init__(self, article: Article, evidence: Sequence[Span]) -> None:
        self._language = article.language
        passage = Passage(article.text, article.language)
        keys = passage.words.keys
        secret: set[tuple[str, ...]] = set()
        allowed: set[tuple[str, ...]] = set()
        for first in range(len(keys) - RUN + 1):
            run = passage.origin(passage.words.span(first, first + RUN))
            where = allowed if any(sentence.covers(run) for sentence in evidence) else secret
            where.add(tuple(keys[first : first + RUN]))
        self._secret = secret - allowed

    def hidden(self, text: str) -> list[Span]:
        """Return the stretches of ``text`` to withhold, in order, apart from each other."""
        passage = Passage(text, self._language)
        keys = passage.words.keys
        found: list[Span] = []
        for first in range(len(keys) - RUN + 1):
            if tuple(keys[first : first + RUN]) in self._secret:
                run = passage.origin(passage.words.span(first, first + RUN))
                start = found.pop().start if found and found[-1].end >= run.start else run.start
                found.append(Span(start, run.end))
        return found

    def masked(self, text: str) -> str:
        """Return ``text`` with what is withheld replaced by an ellipsis in brackets."""
        for span in reversed(self.hidden(text)):
            text = f"{text[: span.start]}[…]{text[span.end :]}"
        return text
