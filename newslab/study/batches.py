"""Owns what one worker does with a chunk of rows: an answer for each, in order, whatever is wrong with any of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from newslab.checks.examine import examine
from newslab.formats import annotation_row, check_row, score_row
from newslab.metrics import METRICS
from newslab.records import Article, Pair, Refusal
from newslab.text.align import align
from newslab.text.document import document_of

T = TypeVar("T", Article, Pair)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One row to write, and, where it could not be made, the line for standard error."""

    row: dict[str, Any]
    problem: str | None = None


def check_chunk(chunk: Sequence[Pair | Refusal], *, ui: str, with_ok: bool) -> list[Answer]:
    """Return what the checks say of each pair."""
    return [_answer(item, lambda pair: check_row(pair.id, examine(align(pair)), ui, with_ok=with_ok)) for item in chunk]


def annotate_chunk(chunk: Sequence[Article | Refusal]) -> list[Answer]:
    """Return what the finders see in each text."""
    return [_answer(item, lambda article: annotation_row(article.id, document_of(article))) for item in chunk]


def score_chunk(chunk: Sequence[Pair | Refusal], *, mode: str, stem: bool | None) -> list[Answer]:
    """Return the scores of each pair; metrics see the whole chunk at once, which is what makes them fast."""
    metrics = {name: METRICS.make(name) for name in METRICS.built_in if name != "rouge"}
    metrics = {"rouge": METRICS.make("rouge", mode=mode, stem=stem), **metrics}
    pairs = [item for item in chunk if isinstance(item, Pair)]
    alignments = [align(pair) for pair in pairs]
    measured = {name: iter(metric.measure(alignments)) for name, metric in metrics.items()}
    rows = iter([score_row(pair.id, {name: next(each) for name, each in measured.items()}) for pair in pairs])
    return [_refused(item) if isinstance(item, Refusal) else Answer(row=next(rows)) for item in chunk]


def _answer(item: T | Refusal, work: Callable[[T], dict[str, Any]]) -> Answer:
    if isinstance(item, Refusal):
        return _refused(item)
    try:
        return Answer(row=work(item))
    except Exception as error:  # noqa: BLE001  (one text that trips a rule must not cost the answers to all others)
        problem = f"internal error: {type(error).__name__}: {error}"
        return Answer(row={"id": item.id, "error": problem}, problem=f"{item.id}: {problem}")


def _refused(refusal: Refusal) -> Answer:
    return Answer(row={"id": refusal.id, "error": refusal.message}, problem=str(refusal))
