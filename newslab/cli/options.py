"""The options that several verbs share, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Output = Annotated[
    Path | None, typer.Option("--out", "-o", help="Write here, whole or not at all (default, or -: standard output).")
]
Workers = Annotated[int, typer.Option("--workers", min=0, help="Processes to use (0: one for each core).")]
Engine = Annotated[
    Literal["local", "dask"],
    typer.Option("--engine", help="Where the work is done: processes of this machine, or a cluster of Dask."),
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="The cluster, as tcp://HOST:8786 (default: one is started)."),
]
Language = Annotated[
    Literal["de", "en"] | None,
    typer.Option("--language", help="Language of the texts (default: their column, else detected)."),
]
Encoding = Annotated[str | None, typer.Option("--encoding", help="Encoding of the input where it is not UTF-8.")]
UiOption = Annotated[
    Literal["de", "en"] | None, typer.Option("--ui", help="Language of messages and reports (default: the locale's).")
]
Inputs = Annotated[
    list[Path],
    typer.Argument(
        metavar="CORPUS...",
        help="Articles: .txt .jsonl .json .csv .tsv .parquet, a folder of them, a data set, or hub:NAME[:SPLIT].",
    ),
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="Take the first N accepted articles.")]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=COLUMN", help="Read FIELD from COLUMN; may be repeated."),
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Seed of all that is drawn: resamples, sampling models.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Start over: use nothing that was finished before.")]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Say what it takes (calls, tokens, minutes, money) and run nothing."),
]
JudgeOption = Annotated[
    str | None,
    typer.Option(
        "--judge",
        metavar="SPEC",
        help="Let a chat model judge too (openai:MODEL, hf:…, gguf:FILE): its objections are warnings, never a review.",
    ),
]
