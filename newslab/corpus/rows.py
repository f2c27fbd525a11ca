"""Reads rows of JSON Lines: the good ones, and for each bad one what was wrong and what was expected."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newslab.records import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as it was read; ``line`` counts from 1."""

    file: str
    line: int
    data: Mapping[str, Any]


def read_rows(path: Path, encoding: str | None = None) -> Iterator[Row | Refusal]:
    """Yield the rows of a file, in order; ``-`` is standard input."""
    name = str(path)
    stream = sys.stdin.buffer if name == "-" else path.open("rb")
    with stream:
        for line, raw in enumerate(stream, start=1):
            try:
                data = json.loads(raw.decode(encoding or "utf-8-sig"))
            except ValueError as error:
                yield Refusal(file=name, line=line, message=f"not JSON ({error}); expected one object a line")
                continue
            if not isinstance(data, dict):
                yield Refusal(file=name, line=line, message="not a JSON object; expected one object a line")
                continue
            yield Row(file=name, line=line, data=data)
