"""The three shapes a plug-in may have: a Summarizer, a Metric, a Check. Any object that fits is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from newslab.records import Article, Finding, Measurement, Rule, Summary
from newslab.text.align import Alignment


@runtime_checkable
class Summarizer(Protocol):
    """Makes summaries of articles.

    ``name`` is the SPEC in canonical form (``lead-3``); ``signature`` also tells apart all that changes the
    outcome (model revision, prompt hash, settings, versions): the same signature on the same article is never
    run twice. ``limits`` says in one sentence what the model cannot do.
    """

    @property
    def name(self) -> str:
        """The SPEC in canonical form."""
        ...

    @property
    def signature(self) -> str:
        """All that changes the outcome."""
        ...

    @property
    def limits(self) -> str:
        """One sentence on what the model cannot do."""
        ...

    def summarize(self, articles: Sequence[Article]) -> Iterator[Summary]:
        """Yield one summary for each article, in order, each as soon as it is done; a failed one carries ``error``."""
        ...


@runtime_checkable
class Metric(Protocol):
    """Gives scores to a batch of summaries."""

    @property
    def name(self) -> str:
        """What ``--metrics`` calls it."""
        ...

    def signature(self, language: str) -> str:
        """Return all that changes a figure, as ``name|key:value|…|v:1``."""
        ...

    def measure(self, alignments: Sequence[Alignment]) -> list[Measurement]:
        """Return one measurement for each alignment, in order."""
        ...


@runtime_checkable
class Check(Protocol):
    """Judges one summary against its article. ``rules`` are all that it can say."""

    @property
    def name(self) -> str:
        """The check's word in files: ``quote``, ``number`` …."""
        ...

    @property
    def rules(self) -> Sequence[Rule]:
        """All that it can say, in the order in which people should read it."""
        ...

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary, ``ok`` ones too; spans are of the texts as given."""
        ...
