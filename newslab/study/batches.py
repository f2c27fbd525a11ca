"""Owns what one worker does with a chunk: an answer for each row, in order, whatever is wrong with any of them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, wraps
from multiprocessing import parent_process
from typing import Any, ParamSpec, TypeVar

from newslab.checks.examine import examine
from newslab.checks.risk.model import basis_told
from newslab.formats import annotation_row, check_row, score_row
from newslab.metrics import METRICS, metric_named
from newslab.protocols import Summarizer
from newslab.records import Article, Examination, Measurement, Pair, Refusal, Summary
from newslab.study.answering import Answer, refused
from newslab.study.judging import Bench
from newslab.study.likeness import likeness
from newslab.summarizers import SpecError, make, parse_spec
from newslab.text.alignment.align import Alignment, align
from newslab.text.document import analyse, document_of

T = TypeVar("T", Article, Pair)
P = ParamSpec("P")
R = TypeVar("R")

_TRAVELLING = frozenset({"lead", "lexrank", "textrank", "smollm2", "hf", "gguf", "oracle"})


def _forgetting(work: Callable[P, R]) -> Callable[P, R]:
    """Let the texts of a chunk be forgotten when it is done: memory stays that of one chunk."""

    @wraps(work)
    def done(*chunk: P.args, **settings: P.kwargs) -> R:
        try:
            return work(*chunk, **settings)
        finally:
            analyse.cache_clear()
            _settle()

    return done


@cache
def _settle() -> None:
    """After the first chunk of a worker, take what it loaded out of the garbage collector's sight.

    Word lists and models stay as long as the process, and going through them again and again took a third of the
    collector's time, which is a fifth of that of checks. To let it come more seldom cost too much memory. In a process
    of somebody else's, such as a notebook's, nothing is decided for the rest of it.
    """
    if parent_process() is not None:
        gc.collect()
        gc.freeze()


@_forgetting
def check_chunk(chunk: Sequence[Pair | Refusal], *, ui: str, with_ok: bool, bench: Bench | None = None) -> list[Answer]:
    """Return what the checks say of each pair, and a judge where there is one."""
    pairs = [item for item in chunk if isinstance(item, Pair)]
    judged = iter(_judged(pairs, bench) if bench else [None] * len(pairs))

    def row(pair: Pair) -> dict[str, Any]:
        found = check_row(pair.id, next(judged) or examine(align(pair)), ui, with_ok=with_ok)
        return found | {"risk_basis": basis_told(found["risk_basis"], ui)}

    return [_not_judged(_answer(item, row)) for item in chunk]


def _judged(pairs: Sequence[Pair], bench: Bench) -> list[Examination | None]:
    alignments = [align(pair) for pair in pairs]
    return bench.judge(alignments, [_examined(alignment) for alignment in alignments])


def _not_judged(answer: Answer) -> Answer:
    """Make it a problem that a judge was asked for and did not judge; the row stands."""
    reason = answer.row.get("not_applicable", {}).get("judge")
    return answer if reason is None else Answer(row=answer.row, problem=f"{answer.row['id']}: {reason}")


@_forgetting
def annotate_chunk(chunk: Sequence[Article | Refusal]) -> list[Answer]:
    """Return what the finders see in each text."""
    return [_answer(item, lambda article: annotation_row(article.id, document_of(article))) for item in chunk]


@_forgetting
def score_chunk(chunk: Sequence[Pair | Refusal], *, mode: str, stem: bool | None) -> list[Answer]:
    """Return the scores of each pair; metrics see the whole chunk at once, which is what makes them fast."""
    pairs = [item for item in chunk if isinstance(item, Pair)]
    try:
        scored = iter([Answer(row=row) for row in _score_rows(pairs, mode=mode, stem=stem)])
    except Exception:  # noqa: BLE001  (one text that trips a metric must not cost the answers to all others)
        one = [_answer(pair, lambda pair: next(_score_rows([pair], mode=mode, stem=stem))) for pair in pairs]
        scored = iter(one)
    return [refused(item) if isinstance(item, Refusal) else next(scored) for item in chunk]


def _score_rows(pairs: Sequence[Pair], *, mode: str, stem: bool | None) -> Iterator[dict[str, Any]]:
    alignments = [align(pair) for pair in pairs]
    columns = {
        name: metric_named(name, **({"mode": mode, "stem": stem} if name == "rouge" else {})).measure(alignments)
        for name in METRICS.built_in
    }
    for place, pair in enumerate(pairs):
        yield score_row(pair.id, {name: column[place] for name, column in columns.items()})


def travels(summarizer: Summarizer) -> bool:
    """Tell whether a summarizer can be made anew from its name elsewhere and be the same.

    One that reads a file, runs a command, asks a server within a budget or is a notebook's own object cannot.
    """
    try:
        return type(summarizer).__module__.startswith("newslab.") and parse_spec(summarizer.name).name in _TRAVELLING
    except SpecError:
        return False


def summarize_chunk(chunk: Sequence[Article], *, spec: str, signature: str) -> list[Summary]:
    """Return the summaries that the model called ``spec`` makes; it is loaded once in each process and then kept.

    Raises ValueError where this process's installation makes another model of the name than ``signature`` says.
    """
    summarizer = _summarizer(spec)
    if summarizer.signature != signature:
        raise ValueError(f"this worker has another model, {summarizer.signature}; expected {signature}")
    return list(summarizer.summarize(chunk))


@lru_cache(maxsize=1)  # models run one after the other: the next may have the memory of the last
def _summarizer(spec: str) -> Summarizer:
    return make(spec, score=likeness)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What metrics and checks say of one summary; no examination means that a check broke on it."""

    measurements: Mapping[str, Measurement] = field(default_factory=dict)
    examination: Examination | None = None


@_forgetting
def judge_chunk(chunk: Sequence[Pair], *, metrics: Sequence[str]) -> list[Judgement]:
    """Return a judgement of each pair by the built-in checks and the metrics of these names."""
    alignments = [align(pair) for pair in chunk]
    columns = {name: metric_named(name).measure(alignments) for name in metrics}
    return [
        Judgement(
            measurements={name: column[place] for name, column in columns.items()}, examination=_examined(alignment)
        )
        for place, alignment in enumerate(alignments)
    ]


def _examined(alignment: Alignment) -> Examination | None:
    try:
        return examine(alignment)
    except Exception:  # noqa: BLE001  (one text that trips a rule must not cost a study; the caller reports it)
        return None


def _answer(item: T | Refusal, work: Callable[[T], dict[str, Any]]) -> Answer:
    if isinstance(item, Refusal):
        return refused(item)
    try:
        return Answer(row=work(item))
    except Exception as error:  # noqa: BLE001  (one text that trips a rule must not cost the answers to all others)
        problem = f"internal error: {type(error).__name__}: {error}"
        return Answer(row={"id": item.id, "error": problem}, problem=f"{item.id}: {problem}")
