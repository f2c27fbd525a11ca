"""Reads rows from files of any kind: the good ones, and for each bad one what was wrong and what was expected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from newslab.corpus import json_rows, parquet_rows, table_rows
from newslab.corpus.lines import SourceError
from newslab.corpus.row import Row
from newslab.records import Refusal

Reader = Callable[[Path, str | None], Iterator[Row | Refusal]]

READERS: Mapping[str, Reader] = {
    ".jsonl": json_rows.read_json_lines,
    ".ndjson": json_rows.read_json_lines,
    ".json": json_rows.read_json,
    ".csv": partial(table_rows.read_table, delimiter=","),
    ".tsv": partial(table_rows.read_table, delimiter="\t"),
    ".parquet": parquet_rows.read_parquet,
}


def read_rows(path: Path, encoding: str | None = None) -> Iterator[Row | Refusal]:
    """Yield the rows of a file, in order; ``-`` is JSON Lines on standard input, and so is a name of no known kind.

    A row that cannot be used is a Refusal in its place. Raises SourceError where there is no such file.
    """
    reader = READERS.get(path.suffix.lower(), json_rows.read_json_lines)
    return reader(path, encoding)


__all__ = ["READERS", "Reader", "Refusal", "Row", "SourceError", "read_rows"]
