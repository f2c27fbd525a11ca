"""Owns the loop of a summarizer that takes articles one by one: time, and failures that cost one item only."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from newslab.records import Article, Provenance, Summary, Usage


class Named(Protocol):
    """What the loop needs to know of a summarizer."""

    @property
    def name(self) -> str:
        """The SPEC in canonical form."""
        ...

    @property
    def signature(self) -> str:
        """All that changes the outcome."""
        ...


class Free:
    """A summarizer that takes neither tokens nor money."""

    at_once = 1

    def most(self, article: Article) -> Usage:  # noqa: ARG002  (the Protocol's: it is nothing, whatever the article)
        """Return no tokens."""
        return Usage(tokens_in=0, tokens_out=0)

    def cost(self, usage: Usage) -> float | None:  # noqa: ARG002  (as above)
        """Return no money."""
        return 0.0


class NoSummaryError(Exception):
    """There is no summary of this article, for a reason that the message tells."""


def one_by_one(
    model: Named, articles: Sequence[Article], work: Callable[[Article], tuple[str, Provenance]]
) -> Iterator[Summary]:
    """Yield what ``work`` makes of each article, in order; whatever it raises is that article's error."""
    for article in articles:
        began = time.perf_counter()
        try:
            text, provenance = work(article)
        except Exception as error:  # noqa: BLE001  (a model may fail in any way; the other articles must not)
            yield failed(model, article, reason_of(error))
        else:
            took = round(time.perf_counter() - began, 3)
            yield made(model, article, text, replace(provenance, seconds=took))


def reason_of(error: object) -> str:
    """Return an exception as one line: our own reasons as they stand, anybody else's with the exception's name."""
    said = " ".join(str(error).split())
    return said if isinstance(error, NoSummaryError) else f"{type(error).__name__}: {said}".rstrip(": ")


def made(model: Named, article: Article, text: str, provenance: Provenance) -> Summary:
    """Return the summary that a model made."""
    return Summary(article_id=article.id, model=model.name, text=text, signature=model.signature, provenance=provenance)


def failed(model: Named, article: Article, reason: str, provenance: Provenance | None = None) -> Summary:
    """Return the record of a summary that did not come to be."""
    return Summary(
        article_id=article.id,
        model=model.name,
        text=None,
        signature=model.signature,
        provenance=provenance or Provenance(),
        error=reason,
    )
