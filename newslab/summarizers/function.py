"""Owns the summarizer that is a Python function of yours: an article in, a text out."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence

from newslab.records import Article, Provenance, Summary, digest_of
from newslab.summarizers.one_by_one import NoSummaryError, one_by_one


class Function:
    """Any callable that takes an Article and returns a text.

    ``signature`` holds a hash of its source, so that a changed function is run again; what it reads from elsewhere
    (a model, a setting) is not in it: give ``version`` another value when that changes.
    """

    def __init__(self, function: Callable[[Article], str], name: str | None = None, version: str = "1") -> None:
        self._function = function
        self.name: str = name or str(getattr(function, "__name__", type(function).__name__))
        self.signature = f"function:{self.name}|source:{_source_hash(function)}|v:{version}"
        self.limits = (inspect.getdoc(function) or "A function of yours; it says nothing of its limits.").split("\n")[0]

    def summarize(self, articles: Sequence[Article]) -> Iterator[Summary]:
        """Yield what the function returns for each article."""
        return one_by_one(self, articles, self._call)

    def _call(self, article: Article) -> tuple[str, Provenance]:
        text = self._function(article)
        if not isinstance(text, str):
            raise NoSummaryError(f"{self.name} returned {type(text).__name__}, expected a text")
        return text, Provenance(settings={"function": self.name})


def _source_hash(function: Callable[[Article], str]) -> str:
    try:
        return digest_of(inspect.getsource(function))[:12]
    except (OSError, TypeError):  # typed into a plain prompt, or made of C: its compiled form must do
        code = getattr(function, "__code__", None)
        return digest_of(code.co_code.hex(), repr(code.co_consts))[:12] if code else "unknown"
