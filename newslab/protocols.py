"""The shapes a plug-in may have: a Summarizer, a Metric, a Check, a Chat. Any object that fits is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from newslab.records import Article, Finding, Measurement, Reply, Rule, Summary, Usage

if TYPE_CHECKING:
    from newslab.text.alignment.align import Alignment

# What a chat model is asked: messages with ``role`` (system, user, assistant) and ``content``.
Question = Sequence[Mapping[str, str]]


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
class Metered(Protocol):
    """A summarizer that can say what it will take before it is run."""

    @property
    def at_once(self) -> int:
        """How many summaries are made side by side, each of which counts its own seconds."""
        ...

    def most(self, article: Article) -> Usage:
        """Return the most that a summary of this article can take in one try."""
        ...

    def cost(self, usage: Usage) -> float | None:
        """Return what so many tokens cost, None where no price is known."""
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


class NotApplicableError(Exception):
    """A check that cannot judge a pair raises it with the reason: that it found nothing would be another statement."""


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
        """Return the findings in the order of the summary, ``ok`` ones too; spans are of the texts as given.

        Raises NotApplicableError where it cannot judge this pair.
        """
        ...


@runtime_checkable
class Chat(Protocol):
    """Answers questions: a chat model, wherever it runs."""

    @property
    def name(self) -> str:
        """The SPEC in canonical form."""
        ...

    @property
    def signature(self) -> str:
        """All that changes an answer to the same question."""
        ...

    def ask(self, questions: Sequence[Question]) -> Iterator[tuple[int, Reply]]:
        """Yield the reply to each question as soon as it is there, with the question's number; a failed one too."""
        ...
