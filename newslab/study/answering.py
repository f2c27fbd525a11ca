"""Owns what a worker does with rows of a file: reads them as records, has these judged, encodes the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from newslab.corpus.row import Row
from newslab.corpus.row_files import Encoding
from newslab.records import Refusal

Rows = Iterable[Row | Refusal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One row to write, and, where it could not be made, the line for standard error."""

    row: dict[str, Any]
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The answers of a chunk as they go into a file; how many there are, what went wrong, the findings by severity."""

    rows: int
    encoded: bytes
    problems: tuple[str, ...] = ()
    severities: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """All that a worker does with rows as they were read: makes records of them, judges these, encodes the answers.

    ``read`` makes the records (pairs or articles), ``judge`` answers them, each in a list of the same length.
    """

    read: Callable[[Rows], Iterator[Any]]
    judge: Callable[[Sequence[Any]], list[Answer]]
    encoding: Encoding

    def __call__(self, rows: list[Row | Refusal]) -> Written:
        """Return the answers of some rows."""
        return self._written(self.judge(list(self.read(rows))))

    def lost(self, row: Row | Refusal) -> Written:
        """Return the answer of a row that ends the processes which work on it."""
        message = "the process that worked on this row died (out of memory?), expected a shorter text"
        return self._written([refused(row.refused(message) if isinstance(row, Row) else row)])

    def _written(self, answers: Sequence[Answer]) -> Written:
        found = (finding["severity"] for answer in answers for finding in answer.row.get("findings", ()))
        return Written(
            rows=len(answers),
            encoded=self.encoding.encode([answer.row for answer in answers]),
            problems=tuple(answer.problem for answer in answers if answer.problem is not None),
            severities=Counter(found),
        )


def refused(refusal: Refusal) -> Answer:
    """Return the answer of a row that could not be read."""
    return Answer(row={"id": refusal.id, "error": refusal.message}, problem=str(refusal))
