"""One row as it was read, and what no row may hold, whatever file it came from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from newslab.records import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as it was read; ``line`` counts from 1 (for Parquet and datasets: the row's number)."""

    file: str
    line: int
    data: Mapping[str, Any]

    def refused(self, message: str) -> Refusal:
        """Return the refusal of this row, with its id where it tells one."""
        return Refusal(file=self.file, line=self.line, message=message, id=_told_id(self.data))


def sound(row: Row) -> Row | Refusal:
    """Return the row, or its refusal where a string in it is not text: a NUL, or half of a surrogate pair."""
    for key, value in row.data.items():
        for text in _strings(key, value):
            fault = _fault(text)
            if fault:
                return row.refused(f"{fault} in {_printable(key)}, expected text")
    return row


def unfolded(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a row with the columns that we folded into ``extra`` as columns again."""
    folded = data.get("extra")
    if not isinstance(folded, str) or not folded.startswith("{"):
        return data
    try:
        columns: dict[str, Any] = json.loads(folded)
    except ValueError:
        return data
    return {name: value for name, value in data.items() if name != "extra"} | columns


def _fault(text: str) -> str | None:
    nul = text.find("\0")
    if nul >= 0:
        return f"a NUL at character {nul}"
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"an unpaired surrogate (U+{ord(text[error.start]):04X}) at character {error.start}"
    return None


def _strings(*values: object) -> Iterator[str]:
    """Yield every string inside nested lists and objects, keys too; a stack, since JSON may nest deeper than Python."""
    waiting = list(values)
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            waiting += [*value.keys(), *value.values()]
        elif isinstance(value, list | tuple):
            waiting += value


def _told_id(data: Mapping[str, Any]) -> str | None:
    told = data.get("id")
    return _printable(told) if isinstance(told, str) and told else None


def _printable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()
