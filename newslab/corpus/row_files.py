"""Owns how answers become a file: JSON Lines, or Parquet with declared columns; encoded by who made them, in chunks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal, Protocol

from newslab.files import json_line
from newslab.formats import COLUMNS, Kind

# A group of rows of Parquet is written when it holds so many rows or bytes: few enough to hold, enough to compress.
_GROUP_ROWS = 8192
_GROUP_BYTES = 32_000_000


class Sink(Protocol):
    """Where encoded rows go, in order."""

    def write(self, encoded: bytes, /) -> Any:
        """Take the rows of one chunk."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How rows of one kind are written; the same object is asked by the workers and by who writes the file."""

    kind: Kind
    form: Literal["lines", "parquet"] = "lines"

    @classmethod
    def of(cls, kind: Kind, path: Path | None) -> Encoding:
        """Return the encoding that a file's name asks for; standard output takes JSON Lines."""
        parquet = path is not None and path.suffix.lower() == ".parquet"
        return cls(kind=kind, form="parquet" if parquet else "lines")

    def encode(self, rows: Sequence[Mapping[str, Any]]) -> bytes:
        """Return rows as bytes that a sink of this encoding takes."""
        if self.form == "lines":
            return b"".join(map(json_line, rows))
        import pyarrow as pa  # noqa: PLC0415  (a quarter of a second, only for who wants Parquet)

        schema = _schema(self.kind)
        batch = pa.RecordBatch.from_pylist([_known(row, schema.names) for row in rows], schema=schema)
        with pa.BufferOutputStream() as stream:
            with pa.ipc.new_stream(stream, schema) as writer:
                writer.write_batch(batch)
            encoded: bytes = stream.getvalue().to_pybytes()
        return encoded

    @contextmanager
    def sink(self, stream: IO[bytes]) -> Iterator[Sink]:
        """Yield what writes encoded rows to ``stream``; the file is complete when the block ends."""
        if self.form == "lines":
            yield stream
            return
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415  (as above)

        with ParquetWriter(stream, _schema(self.kind), compression="zstd") as writer:
            groups = _Groups(writer)
            yield groups
            groups.flush()


class _Groups:
    """Puts chunks together to groups of rows: a group for each chunk would make a long table of contents."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._batches: list[Any] = []
        self._rows = self._bytes = 0

    def write(self, encoded: bytes) -> None:
        import pyarrow as pa  # noqa: PLC0415  (as above)

        for batch in pa.ipc.open_stream(encoded):
            self._batches.append(batch)
            self._rows += batch.num_rows
            self._bytes += batch.nbytes
        if self._rows >= _GROUP_ROWS or self._bytes >= _GROUP_BYTES:
            self.flush()

    def flush(self) -> None:
        import pyarrow as pa  # noqa: PLC0415  (as above)

        if self._batches:
            self._writer.write_table(pa.Table.from_batches(self._batches))
        self._batches, self._rows, self._bytes = [], 0, 0


def _known(row: Mapping[str, Any], names: Sequence[str]) -> Mapping[str, Any]:
    """Return a row whose columns are declared: what is not stands in ``extra`` as a JSON object, never lost."""
    extra = {name: value for name, value in row.items() if name not in names}
    return {**row, "extra": json.dumps(extra)} if extra else row


def _schema(kind: Kind) -> Any:
    import pyarrow as pa  # noqa: PLC0415  (as above)

    return pa.schema([(name, _type(shape)) for name, shape in (*COLUMNS[kind].items(), ("extra", str))])


def _type(shape: Any) -> Any:
    """Return the Arrow type of a declared shape: a Python type, a list of one shape, a record, a mapping of texts."""
    import pyarrow as pa  # noqa: PLC0415  (as above)

    if isinstance(shape, list):
        return pa.list_(_type(shape[0]))
    if isinstance(shape, dict):
        if set(shape) == {str}:
            return pa.map_(pa.string(), _type(shape[str]))
        return pa.struct([(name, _type(inner)) for name, inner in shape.items()])
    return {str: pa.string(), float: pa.float64(), int: pa.int64(), bool: pa.bool_()}[shape]
