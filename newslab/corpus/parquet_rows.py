"""Reads rows of Parquet, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newslab.corpus.lines import SourceError
from newslab.corpus.row import Row, sound, unfolded
from newslab.records import Refusal

_BATCH = 256


def read_parquet(path: Path, encoding: str | None = None) -> Iterator[Row | Refusal]:  # noqa: ARG001  (Parquet is always UTF-8)
    """Yield one row for each record; ``line`` is its number. Raises SourceError where there is no such file."""
    from pyarrow import ArrowException  # noqa: PLC0415  (a quarter of a second that other formats need not pay)
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    file, number = str(path), 0
    if not path.is_file():
        raise SourceError(f"cannot read {path}: no such file")
    try:
        with ParquetFile(path) as source:
            for batch in source.iter_batches(batch_size=_BATCH):
                for data in batch.to_pylist():
                    number += 1
                    yield sound(Row(file=file, line=number, data=unfolded(data)))
    except (ArrowException, OSError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        yield Refusal(file=file, line=number + 1, message=f"cannot be read ({reason}), expected a Parquet file")
