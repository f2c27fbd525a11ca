"""Reads rows of CSV and TSV: a header, then a row of as many fields for each record, quoted where needed."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from newslab.corpus.lines import Line, opened, read_lines
from newslab.corpus.row import Row, sound
from newslab.records import Refusal

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def read_table(path: Path, encoding: str | None = None, *, delimiter: str) -> Iterator[Row | Refusal]:
    """Yield one row for each record; ``line`` is where it begins. An empty field is None.

    A header that another delimiter would split better is refused with the whole file: every row would be wrong.
    """
    file = str(path)
    # An article may be longer than the 128 KiB that the csv module allows by default; the limit is the process's.
    csv.field_size_limit(sys.maxsize)
    with opened(path) as stream:
        source = _Source(read_lines(stream, encoding))
        reader = csv.reader(source, delimiter=delimiter, strict=True)
        try:
            header = next(reader, [])
        except csv.Error as error:
            yield Refusal(file=file, line=1, message=f"the header cannot be read ({error}), expected names of columns")
            return
        message = source.fault_since(0) or _header_fault(header, delimiter)
        if message:
            yield Refusal(file=file, line=1, message=message)
            return
        yield from _records(file, reader, source, [name.strip() or f"column {n}" for n, name in enumerate(header, 1)])


class _Source:
    """Feeds a csv reader with lines, and remembers the faulty ones until the record they belong to is complete."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._faults: list[Line] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.number = line.number
            if line.fault:
                self._faults.append(line)
            yield line.text + "\n"

    def fault_since(self, number: int) -> str | None:
        """Return the first fault after line ``number`` and forget it and all others."""
        faults = [line.fault for line in self._faults if line.number > number]
        self._faults.clear()
        return faults[0] if faults else None


def _records(file: str, reader: Iterator[list[str]], source: _Source, header: Sequence[str]) -> Iterator[Row | Refusal]:
    while True:
        before = source.number
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"broken quoting ({error}), expected fields quoted whole, with quotes inside them doubled"
            yield Refusal(file=file, line=before + 1, message=source.fault_since(before) or message)
            continue
        fault = source.fault_since(before)
        if fault:
            yield Refusal(file=file, line=before + 1, message=fault)
        elif fields and len(fields) != len(header):
            message = f"{len(fields)} fields, expected {len(header)} as in the header"
            yield Refusal(file=file, line=before + 1, message=message)
        elif fields:
            data = dict(zip(header, (field or None for field in fields), strict=True))
            yield sound(Row(file=file, line=before + 1, data=data))


def _header_fault(header: Sequence[str], delimiter: str) -> str | None:
    if not any(name.strip() for name in header):
        return "the file is empty, expected a header with the names of the columns"
    written = delimiter.join(header)
    best = max(_DELIMITERS, key=written.count)
    if written.count(best) > len(header) - 1:
        return f"columns separated by {_DELIMITERS[best]}, expected {_DELIMITERS[delimiter]} (header: {written[:80]})"
    twice = sorted({name for name in header if name and header.count(name) > 1})
    return f"two columns are called {twice[0]!r}, expected each name once" if twice else None
