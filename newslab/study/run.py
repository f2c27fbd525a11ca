"""Runs a study: every summarizer over every article, every metric and check over every summary, and nothing twice."""

from __future__ import annotations

import platform
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from typing import Any, TypeVar

from tqdm.auto import tqdm

from newslab import studyfolder
from newslab.checks import all_rules
from newslab.formats import check_row, summary_row
from newslab.metrics import METRICS, metric_named
from newslab.protocols import Metric, Summarizer
from newslab.records import Article, Evaluation, Measurement, Pair, Refusal, Summary, digest_of, plain
from newslab.study.batches import Judgement, judge_chunk, summarize_chunk, travels
from newslab.study.cache import WorkCache, code_digest
from newslab.study.compare import compare
from newslab.study.crews import crew_of
from newslab.study.engines import Crew, CrewError, Local, Name, chunks_of
from newslab.study.judging import Bench
from newslab.study.length import NAME as LENGTH
from newslab.study.length import length_of
from newslab.studyfolder import Manifest, Study
from newslab.summarizers.one_by_one import failed
from newslab.text.alignment.align import align

T = TypeVar("T")

# How many evaluations are asked of the cache, and kept there, at once.
_BATCH = 200
# How many articles a worker summarises before it hands them over: so many are lost when it dies.
_GENERATED_AT_ONCE = 8
_VERSIONED = ("newslab", "numpy", "sentencex", "HanTa", "rapidfuzz", "sumy", "datasets", "transformers", "torch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a study is to do. ``metrics`` are names or objects; ``bench`` holds a judge; ``settings`` are only told.

    ``engine``, ``workers`` and ``scheduler`` say who works on it (``study.engines``), which changes no result.
    """

    name: str
    summarizers: Sequence[Summarizer]
    metrics: Sequence[str | Metric] = tuple(METRICS.built_in)
    bench: Bench | None = None
    seed: int = 0
    workers: int = 0
    engine: Name = "local"
    scheduler: str | None = None
    fresh: bool = False
    inputs: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    progress: bool = True


def carry_out(plan: Plan, articles: Sequence[Article], refused: Sequence[Refusal] = (), *, cache: WorkCache) -> Study:
    """Return the finished study; what is in ``cache`` is not done again, what is done goes there at once.

    An article that a model fails on has a summary with its ``error``; a summary that trips a check has an
    evaluation without examination and a refusal that says why. Neither stops the rest.
    """
    for metric in plan.metrics:
        if isinstance(metric, str):
            metric_named(metric)  # an unknown name is told now, not after hours of summarizing
    began, started = datetime.now(tz=UTC), time.perf_counter()
    with crew_of(plan.engine, workers=plan.workers, scheduler=plan.scheduler) as crew:
        evaluations = _evaluated(plan, articles, cache, crew)
    broken = [
        Refusal(
            file=item.summary.model, line=0, message="the checks failed on this summary", id=item.summary.article_id
        )
        for item in evaluations
        if item.summary.text is not None and item.examination is None
    ]
    manifest = Manifest(
        name=plan.name,
        models={summarizer.name: summarizer.signature for summarizer in plan.summarizers},
        limits={summarizer.name: summarizer.limits for summarizer in plan.summarizers},
        inputs=plan.inputs,
        settings={**plan.settings, "seed": plan.seed, **({"judge": plan.bench.signature} if plan.bench else {})},
        versions=_versions(),
        seed=plan.seed,
        times={
            "began": began.isoformat(timespec="seconds"),
            "seconds": round(time.perf_counter() - started, 3),
            **_asked_again(evaluations),
        },
    )
    return Study(
        manifest=manifest,
        articles=articles,
        evaluations=evaluations,
        comparison=compare(evaluations, seed=plan.seed),
        refused=[*refused, *broken],
    )


def _evaluated(plan: Plan, articles: Sequence[Article], cache: WorkCache, crew: Crew) -> list[Evaluation]:
    """Summarise every article by every model, then judge what came of it, article by article."""
    summaries = [
        list(summaries_of(summarizer, articles, cache, fresh=plan.fresh, shown=plan.progress, crew=crew))
        for summarizer in plan.summarizers
    ]
    by_article = [(article, [made[place] for made in summaries]) for place, article in enumerate(articles)]
    return list(_evaluations(plan, by_article, cache, crew))


def summaries_of(
    summarizer: Summarizer,
    articles: Sequence[Article],
    cache: WorkCache,
    *,
    fresh: bool,
    shown: bool,
    crew: Crew | None = None,
) -> Iterator[Summary]:
    """Yield a summary for each article, in order: what is kept as it is, the rest as the summarizer makes it.

    It works in this process, unless the crew hosts models and this one can go to it.
    """
    keys = [summary_key(summarizer, article) for article in articles]
    kept = {} if fresh else cache.get(keys)
    missing = {key: article for article, key in zip(articles, keys, strict=True) if key not in kept}
    made = _made(summarizer, list(missing.values()), crew or Local())
    for article, key in zip(_shown(articles, summarizer.name, shown), keys, strict=True):
        if key in kept:
            yield replace(studyfolder.summary_of(kept[key]), article_id=article.id, model=summarizer.name)
            continue
        summary = next(made)
        kept[key] = summary_row(summary)  # an article that comes twice is summarized once
        if summary.error is None:  # a failure is tried again the next time
            cache.put("summary", summarizer.name, {key: {**kept[key], "letters": len(article.text)}})
        yield summary


def summary_key(summarizer: Summarizer, article: Article) -> str:
    """Return the key of a summary; the article's id is part of it only where the summarizer goes by ids, as a file."""
    identity = article.id if getattr(summarizer, "reads_ids", False) else None
    return digest_of("summary", summarizer.signature, article.digest, dict(article.extra), identity)


def _asked_again(evaluations: Iterable[Evaluation]) -> dict[str, int]:
    """Count the requests that stopped runs left under way, and that were sent again: they may have been paid twice."""
    count = sum(each.summary.provenance.extra.get("asked_again", 0) for each in evaluations)
    return {"asked_again": count} if count else {}


def evaluation_key(article: Article, text: str, metrics: Sequence[str]) -> str:
    """Return the key of what metrics and checks say of a summary's text."""
    return digest_of("evaluation", code_digest(), sorted(metrics), article.digest, text)


def _made(summarizer: Summarizer, articles: Sequence[Article], crew: Crew) -> Iterator[Summary]:
    """Yield what the summarizer makes of each article; if it breaks, the articles that are left carry the reason."""
    done = 0
    summarize = (
        partial(_by_crew, summarizer, crew) if crew.hosts_models and travels(summarizer) else summarizer.summarize
    )
    try:
        for summary in summarize(articles) if articles else ():
            done += 1
            yield summary
        reason = "the model gave fewer summaries than it was given articles"
    except CrewError:
        raise
    except Exception as error:  # noqa: BLE001  (whatever a model's library raises, the other models' work goes on)
        reason = f"{type(error).__name__}: {error}"
    for article in articles[done:]:
        yield Summary(
            article_id=article.id, model=summarizer.name, text=None, signature=summarizer.signature, error=reason
        )


def _by_crew(summarizer: Summarizer, crew: Crew, articles: Sequence[Article]) -> Iterator[Summary]:
    """Yield what the summarizer makes of each article where the crew works."""

    def lost(article: Article) -> list[Summary]:
        reason = "the process that worked on this article died (out of memory?)"
        return [failed(summarizer, article, reason)]

    work = partial(summarize_chunk, spec=summarizer.name, signature=summarizer.signature)
    return chain.from_iterable(crew.map(work, chunks_of(articles, most=_GENERATED_AT_ONCE), lost=lost))


def _evaluations(
    plan: Plan, by_article: Sequence[tuple[Article, Sequence[Summary]]], cache: WorkCache, crew: Crew
) -> Iterator[Evaluation]:
    """Yield an evaluation for each article and model, article by article, so that each article is analysed once."""
    names = tuple(metric for metric in plan.metrics if isinstance(metric, str))
    foreign = [metric for metric in plan.metrics if not isinstance(metric, str)]
    items = [_Item.of(article, summary, names) for article, summaries in by_article for summary in summaries]
    kept = frozenset() if plan.fresh else cache.known(item.key for item in items)
    missing = (item.pair for item in items if item.pair is not None and item.key not in kept)
    chunks = chunks_of(missing, lambda pair: len(pair.article.text) + len(pair.summary))
    judged = chain.from_iterable(crew.map(partial(judge_chunk, metrics=names), chunks, lost=lambda _: [Judgement()]))
    bar = tqdm(total=len(items), desc="checks", unit="", leave=False, disable=None if plan.progress else True)
    with bar:
        for batch in _batches(items):
            yield from _with_foreign(foreign, _with_judge(plan.bench, _batch(batch, kept, judged, cache)))
            bar.update(len(batch))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One summary to evaluate: its pair (None where the summarizer failed) and the key of its finished evaluation."""

    summary: Summary
    pair: Pair | None
    key: str

    @classmethod
    def of(cls, article: Article, summary: Summary, metrics: Sequence[str]) -> _Item:
        if summary.text is None:
            return cls(summary=summary, pair=None, key="")
        key = evaluation_key(article, summary.text, metrics)
        pair = Pair(id=article.id, article=article, summary=summary.text)
        return cls(summary=summary, pair=pair, key=key)


def _batch(
    items: Sequence[_Item], kept: frozenset[str], judged: Iterator[Judgement], cache: WorkCache
) -> list[tuple[_Item, Evaluation]]:
    """Put the evaluations of a batch together from what is kept and what the workers hand over, and keep the new."""
    finished = cache.get(item.key for item in items if item.key in kept)
    new: dict[str, Any] = {}
    evaluations = []
    began = time.perf_counter()
    for item in items:
        if item.pair is None:
            evaluations.append((item, Evaluation(summary=item.summary)))
            continue
        judgement = _read(finished[item.key]) if item.key in kept else next(judged)
        if item.key not in kept and judgement.examination is not None:
            new[item.key] = _written(judgement)
        evaluation = Evaluation(
            summary=item.summary,
            measurements={**judgement.measurements, LENGTH: length_of(item.summary, item.pair.article.language)},
            examination=judgement.examination,
        )
        evaluations.append((item, evaluation))
    took = round((time.perf_counter() - began) / max(1, len(new)), 4)  # what the next forecast goes by
    cache.put("evaluation", "checks and metrics", {key: {**value, "seconds": took} for key, value in new.items()})
    return evaluations


def _with_judge(bench: Bench | None, batch: list[tuple[_Item, Evaluation]]) -> list[tuple[_Item, Evaluation]]:
    """Return the evaluations with what the judge says; it is asked from here, and keeps its replies itself."""
    if bench is None:
        return batch
    alignments = [align(item.pair) for item, _ in batch if item.pair is not None]
    examinations = [evaluation.examination for item, evaluation in batch if item.pair is not None]
    judged = iter(bench.judge(alignments, examinations))
    return [
        (item, evaluation if item.pair is None else replace(evaluation, examination=next(judged)))
        for item, evaluation in batch
    ]


def _with_foreign(metrics: Sequence[Metric], batch: Sequence[tuple[_Item, Evaluation]]) -> Iterator[Evaluation]:
    """Yield the evaluations with what third parties' metrics measure; those run here, as they need not travel."""
    pairs = [item.pair for item, _ in batch if item.pair is not None]
    alignments = [align(pair) for pair in pairs] if metrics else []
    columns = {metric.name: iter(metric.measure(alignments)) for metric in metrics}
    for item, evaluation in batch:
        if item.pair is None or not columns:
            yield evaluation
            continue
        added = {name: next(column) for name, column in columns.items()}
        yield replace(evaluation, measurements={**evaluation.measurements, **added})


def _written(judgement: Judgement) -> dict[str, Any]:
    assert judgement.examination is not None  # noqa: S101  (narrowing; the caller has asked)
    return {
        "measurements": {
            name: {key: value for key, value in plain(measurement).items() if key != "findings"}
            for name, measurement in judgement.measurements.items()
        },
        "examination": check_row("", judgement.examination, "en", with_ok=True),
    }


def _read(value: Mapping[str, Any]) -> Judgement:
    return Judgement(
        measurements={name: Measurement(**row) for name, row in value["measurements"].items()},
        examination=studyfolder.examination_of(value["examination"], all_rules()),
    )


def _shown(items: Sequence[T], label: str, shown: bool) -> Iterable[T]:  # noqa: FBT001  (a switch that is passed on)
    bar: Iterable[T] = tqdm(items, desc=label, unit="", leave=False, disable=None if shown else True)
    return bar


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for name in _VERSIONED:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
