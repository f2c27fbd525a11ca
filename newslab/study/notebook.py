"""What a notebook calls: run a study, show its comparison as a table and as a plot, one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from newslab import studyfolder
from newslab.corpus.corpus import Corpus
from newslab.metrics import METRICS
from newslab.protocols import Chat, Metric, Summarizer
from newslab.records import Article
from newslab.study.cache import WorkCache
from newslab.study.engines import Name
from newslab.study.judging import Bench
from newslab.study.likeness import likeness
from newslab.study.run import Plan, carry_out
from newslab.studyfolder import Study
from newslab.summarizers import make
from newslab.summarizers.chat import chat_model
from newslab.wording import Wording, default_ui

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure


def run_study(
    articles: Corpus | Iterable[Article],
    models: Iterable[str | Summarizer | Callable[[Article], str]] = ("lead-3", "lexrank", "textrank"),
    *,
    metrics: Sequence[str | Metric] = tuple(METRICS.built_in),
    judge: str | Chat | None = None,
    out: str | Path | None = None,
    name: str = "study",
    seed: int = 0,
    workers: int = 0,
    engine: Name = "local",
    scheduler: str | None = None,
    fresh: bool = False,
    ui: str | None = None,
) -> Study:
    """Run ``models`` (names, functions, objects that fit the Protocol) over ``articles``; return the study.

    ``judge`` is a chat model that judges too (``openai:MODEL``).

    With ``out`` the study's folder is written there, its report included. What was finished before is not done
    again unless ``fresh``. Raises UserError for an unknown model or metric, and where ``out`` holds reviews.
    """
    folder = None if out is None else Path(out)
    chat = chat_model(judge) if isinstance(judge, str) else judge
    if folder is not None:
        studyfolder.refuse_reviewed(folder)
    plan = Plan(
        name=folder.name if folder else name,
        summarizers=[make(model, score=likeness) for model in models],
        metrics=metrics,
        seed=seed,
        workers=workers,
        engine=engine,
        scheduler=scheduler,
        fresh=fresh,
    )
    refused = articles.refused if isinstance(articles, Corpus) else ()
    with WorkCache() as cache:
        bench = Bench(chat, cache, fresh=fresh) if chat is not None else None
        study = carry_out(replace(plan, bench=bench), list(articles), refused, cache=cache)
    if folder is not None:
        from newslab.study.report.page import build_report  # noqa: PLC0415  (matplotlib, only for who wants a report)

        studyfolder.write(study, folder, ui or default_ui())
        build_report(folder, ui or default_ui())
    return study


def comparison_table(study: Study, scores: Sequence[str] | None = None) -> pandas.DataFrame:
    """Return where each model stands: a row for each model and score, with mean, 95 % interval, n and rank.

    ``scores`` picks some (``["rouge1.f", "risk"]``); by default all stand there.
    """
    import pandas as pd  # noqa: PLC0415  (half a second, only for who wants a table)

    rows = [
        {
            "model": row.model,
            "score": row.score,
            "mean": row.mean,
            "low": row.low,
            "high": row.high,
            "n": row.n,
            "not_applicable": row.not_applicable,
        }
        for row in study.comparison.standings
        if scores is None or row.score in scores
    ]
    return pd.DataFrame(rows).set_index(["score", "model"])


def plot_scores(study: Study, score: str = "rouge1.f", *, ui: str | None = None) -> Figure:
    """Draw one score: for each model its mean and the 95 % interval. Raises UserError for a score nobody measured."""
    from newslab.study.report import plots  # noqa: PLC0415  (matplotlib, only for who wants a picture)
    from newslab.study.report.view import Overview  # noqa: PLC0415  (as above)

    return plots.intervals(Overview(study), score, Wording("newslab.study", "wording.toml", ui or default_ui()))


def plot_effort(study: Study, score: str = "rougeLsum.f", *, hour: float = 0.0, ui: str | None = None) -> Figure:
    """Draw a score against what a summary takes: seconds, and the cost of tokens and of this machine's time.

    ``hour`` is what an hour of the machine costs, in the currency of the file of prices. Raises UserError for a score
    nobody measured.
    """
    from newslab.study.report import plots  # noqa: PLC0415  (as above)
    from newslab.study.report.view import Overview  # noqa: PLC0415  (as above)

    return plots.effort(Overview(study), score, hour, Wording("newslab.study", "wording.toml", ui or default_ui()))
