"""The verbs that answer row by row: ``score``, ``check``, ``annotate``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer

from newslab.cli.console import EXIT_FOUND, EXIT_PARTLY, existing, output, progress, say
from newslab.cli.options import Encoding, JudgeOption, Language, Output, UiOption, Workers
from newslab.corpus.pairs import articles_of, pairs_of
from newslab.corpus.rows import read_rows
from newslab.files import json_line
from newslab.study.batches import Answer, annotate_chunk, check_chunk, score_chunk
from newslab.study.cache import WorkCache
from newslab.study.engines import default_workers, ordered_map
from newslab.study.judging import Bench
from newslab.summarizers.chat import chat_model
from newslab.wording import default_ui

Pairs = Annotated[
    Path,
    typer.Argument(help="JSON Lines of id, article, summary (reference, language, published); - is standard input."),
]
Texts = Annotated[Path, typer.Argument(help="JSON Lines of id, text (language, published); - is standard input.")]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command."""
    app.command()(score)
    app.command()(check)
    app.command()(annotate)


def score(
    pairs: Pairs,
    out: Output = None,
    rouge: Annotated[
        Literal["language", "classic"],
        typer.Option(help="language: right for German. classic: as rouge-score 0.1.2, for published English figures."),
    ] = "language",
    stem: Annotated[
        bool | None, typer.Option("--stem/--no-stem", help="Compare word stems (default: in classic mode only).")
    ] = None,
    workers: Workers = 0,
    language: Language = None,
    encoding: Encoding = None,
) -> None:
    """Score summaries against references and articles: ROUGE, overlap, readability."""
    work = partial(score_chunk, mode=rouge, stem=stem)
    rows = pairs_of(read_rows(existing(pairs), encoding), language)
    _finish(ordered_map(work, rows, workers=workers or default_workers()), out, "score")


def check(
    pairs: Pairs,
    out: Output = None,
    all_: Annotated[bool, typer.Option("--all", help="Write what was verified too, with its evidence.")] = False,
    fail_on: Annotated[
        Literal["error", "warning"] | None, typer.Option(help="Leave with status 3 where a finding is this grave.")
    ] = None,
    judge: JudgeOption = None,
    workers: Workers = 0,
    language: Language = None,
    encoding: Encoding = None,
    ui: UiOption = None,
) -> None:
    """Check summaries against their articles: quotations, attribution, names, numbers, dates, certainty, support."""
    work = partial(check_chunk, ui=ui or default_ui(), with_ok=all_)
    rows = pairs_of(read_rows(existing(pairs), encoding), language)
    fatal = {"error": {"error"}, "warning": {"error", "warning"}, None: set[str]()}[fail_on]
    if judge is None:
        _finish(ordered_map(work, rows, workers=workers or default_workers()), out, "check", fatal=fatal)
        return
    chat = chat_model(judge)
    with WorkCache() as cache:
        bench = Bench(chat, cache)
        try:
            # one process: the judge's questions are what takes time, and they are asked side by side
            _finish(ordered_map(partial(work, bench=bench), rows), out, "check", fatal=fatal)
        finally:
            say(bench.told())


def annotate(
    texts: Texts,
    out: Output = None,
    workers: Workers = 0,
    language: Language = None,
    encoding: Encoding = None,
) -> None:
    """Show what the finders see in a text: sentences, quotations with speakers, names, quantities, dates."""
    rows = articles_of(read_rows(existing(texts), encoding), language)
    _finish(ordered_map(annotate_chunk, rows, workers=workers or default_workers()), out, "annotate")


def _finish(answers: Iterable[Answer], out: Path | None, label: str, fatal: Iterable[str] = ()) -> None:
    """Write every row in order, say every problem, and leave with the status that the contract gives."""
    problems, found, grave = 0, 0, set(fatal)
    with output(out) as stream:
        for answer in progress(answers, label):
            stream.write(json_line(answer.row))
            if answer.problem is not None:
                problems += 1
                say(answer.problem)
            found += any(finding["severity"] in grave for finding in answer.row.get("findings", ()))
    if problems:
        say(f"newslab {label}: {problems} row{'s' * (problems > 1)} refused or failed; the rest is written")
    if found:
        raise typer.Exit(EXIT_FOUND)
    if problems:
        raise typer.Exit(EXIT_PARTLY)
