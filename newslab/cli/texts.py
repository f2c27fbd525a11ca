"""The verbs that answer row by row: ``score``, ``check``, ``annotate``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from newslab.cli.console import EXIT_FOUND, EXIT_PARTLY, existing, output, progress, say
from newslab.cli.options import Encoding, Engine, JudgeOption, Language, Output, Scheduler, UiOption, Workers
from newslab.corpus.pairs import articles_of, pairs_of
from newslab.corpus.row import Row
from newslab.corpus.row_files import Encoding as Form
from newslab.corpus.rows import read_rows
from newslab.formats import Kind
from newslab.mistakes import UserError
from newslab.records import Refusal
from newslab.study.answering import Answer, Answering, Rows, Written
from newslab.study.crews import crew_of
from newslab.study.engines import ByName, Crew, Local, chunks_of
from newslab.wording import default_ui

Pairs = Annotated[
    Path,
    typer.Argument(
        help="Rows of id, article, summary (reference, language, published): JSON Lines, Parquet; - is standard input."
    ),
]
Texts = Annotated[
    Path, typer.Argument(help="Rows of id, text (language, published): JSON Lines, Parquet; - is standard input.")
]
Read = Callable[[Rows], Iterator[Any]]
# Who only reads and writes need not load what does the work.
_WORK = "newslab.study.batches"
# Rows of a chunk at most: what counts by the batch takes a fifth less time for four times as many.
_MOST_ROWS: Mapping[Kind, int] = {"score": 200, "check": 50, "annotate": 50}


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
    engine: Engine = "local",
    scheduler: Scheduler = None,
    language: Language = None,
    encoding: Encoding = None,
) -> None:
    """Score summaries against references and articles: ROUGE, overlap, readability."""
    judge = partial(ByName(_WORK, "score_chunk"), mode=rouge, stem=stem)
    with crew_of(engine, workers=workers, scheduler=scheduler) as crew:
        _answer("score", existing(pairs), encoding, partial(pairs_of, language=language), judge, crew, out)


def check(
    pairs: Pairs,
    out: Output = None,
    all_: Annotated[bool, typer.Option("--all", help="Write what was verified too, with its evidence.")] = False,
    fail_on: Annotated[
        Literal["error", "warning"] | None, typer.Option(help="Leave with status 3 where a finding is this grave.")
    ] = None,
    judge: JudgeOption = None,
    workers: Workers = 0,
    engine: Engine = "local",
    scheduler: Scheduler = None,
    language: Language = None,
    encoding: Encoding = None,
    ui: UiOption = None,
) -> None:
    """Check summaries against their articles: quotations, attribution, names, numbers, dates, certainty, support."""
    work = partial(ByName(_WORK, "check_chunk"), ui=ui or default_ui(), with_ok=all_)
    read = partial(pairs_of, language=language)
    fatal = {"error": {"error"}, "warning": {"error", "warning"}, None: set[str]()}[fail_on]
    if judge is None:
        with crew_of(engine, workers=workers, scheduler=scheduler) as crew:
            _answer("check", existing(pairs), encoding, read, work, crew, out, fatal)
        return
    if engine != "local":
        raise UserError("a judge is asked from this machine, within one budget: leave --engine dask away")
    from newslab.study.cache import WorkCache  # noqa: PLC0415  (only a judge needs it, and all that it brings)
    from newslab.study.judging import Bench  # noqa: PLC0415  (as above)
    from newslab.summarizers.chat import chat_model  # noqa: PLC0415  (as above)

    chat = chat_model(judge)
    with WorkCache() as cache:
        bench = Bench(chat, cache)
        try:
            # one process: the judge's questions are what takes time, and they are asked side by side
            _answer("check", existing(pairs), encoding, read, partial(work, bench=bench), Local(1), out, fatal)
        finally:
            say(bench.told())


def annotate(
    texts: Texts,
    out: Output = None,
    workers: Workers = 0,
    engine: Engine = "local",
    scheduler: Scheduler = None,
    language: Language = None,
    encoding: Encoding = None,
) -> None:
    """Show what the finders see in a text: sentences, quotations with speakers, names, quantities, dates."""
    with crew_of(engine, workers=workers, scheduler=scheduler) as crew:
        read = partial(articles_of, language=language)
        _answer("annotate", existing(texts), encoding, read, ByName(_WORK, "annotate_chunk"), crew, out)


def _answer(
    kind: Kind,
    source: Path,
    encoding: str | None,
    read: Read,
    judge: Callable[[Sequence[Any]], list[Answer]],
    crew: Crew,
    out: Path | None,
    fatal: Iterable[str] = (),
) -> None:
    """Stream the rows through the crew into the file; this process only reads, writes and says what went wrong."""
    form = Form.of(kind, out)
    work = Answering(read=read, judge=judge, encoding=form)
    chunks = chunks_of(read_rows(source, encoding), _characters, _MOST_ROWS[kind])
    with output(out) as stream, form.sink(stream) as sink:
        problems, found = _written(progress(crew.map(work, chunks, lost=work.lost), kind), sink.write)
    if problems:
        say(f"newslab {kind}: {problems} row{'s' * (problems > 1)} refused or failed; the rest is written")
    if any(found[severity] for severity in fatal):
        raise typer.Exit(EXIT_FOUND)
    if problems:
        raise typer.Exit(EXIT_PARTLY)


def _written(chunks: Iterable[Written], write: Callable[[bytes], Any]) -> tuple[int, Counter[str]]:
    """Write every chunk in order and say every problem; return how many there were, and the findings by severity."""
    problems, found = 0, Counter[str]()
    for chunk in chunks:
        write(chunk.encoded)
        found.update(chunk.severities)
        problems += len(chunk.problems)
        for problem in chunk.problems:
            say(problem)
    return problems, found


def _characters(row: Row | Refusal) -> int:
    """Return how much text a row holds, in characters."""
    return sum(len(value) for value in row.data.values() if isinstance(value, str)) if isinstance(row, Row) else 0
