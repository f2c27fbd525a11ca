"""The options that several verbs share, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Output = Annotated[
    Path | None, typer.Option("--out", "-o", help="Write here, whole or not at all (default: standard output).")
]
Workers = Annotated[int, typer.Option("--workers", min=0, help="Processes to use (0: one for each core).")]
Language = Annotated[
    Literal["de", "en"] | None,
    typer.Option("--language", help="Language of the texts (default: their column, else detected)."),
]
Encoding = Annotated[str | None, typer.Option("--encoding", help="Encoding of the input where it is not UTF-8.")]
UiOption = Annotated[
    Literal["de", "en"] | None, typer.Option("--ui", help="Language of messages and reports (default: the locale's).")
]
