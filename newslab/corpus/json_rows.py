"""Reads rows of JSON Lines, and of a JSON file that holds a list of objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from newslab.corpus.lines import Line, opened, read_lines
from newslab.corpus.row import Row, sound
from newslab.records import Refusal

# Only an escape can bring a NUL or a surrogate into a JSON text that decoded; most rows hold none and are not searched.
_RISKY_ESCAPE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_SPACE = re.compile(r"\s*")
_NAMES = {list: "a list", str: "a text", bool: "true or false", type(None): "null", int: "a number", float: "a number"}


def read_json_lines(path: Path, encoding: str | None = None) -> Iterator[Row | Refusal]:
    """Yield one row for each line; lines of white space alone are passed over, they hold nothing."""
    file, empty = str(path), True
    with opened(path) as stream:
        for line in read_lines(stream, encoding):
            empty = False
            if line.fault:
                yield Refusal(file=file, line=line.number, message=line.fault)
            elif line.text.strip():
                yield _row_of(file, line)
    if empty:
        yield Refusal(file=file, line=1, message="the file is empty, expected one JSON object a line")


def read_json(path: Path, encoding: str | None = None) -> Iterator[Row | Refusal]:
    """Yield one row for each object of a list (``line`` is where it begins); JSON Lines are read too."""
    file = str(path)
    with opened(path) as stream:
        lines = list(read_lines(stream, encoding))
    for line in lines:
        if line.fault:
            yield Refusal(file=file, line=line.number, message=line.fault)
            return
    text = "\n".join(line.text for line in lines)
    start = _skip_space(text, 0)
    if start == len(text):
        yield Refusal(file=file, line=1, message="the file is empty, expected a list of JSON objects")
    elif text[start] == "[":
        yield from _elements(file, text, start + 1)
    elif _is_whole(text):
        yield from _members(file, text)
    else:
        yield from (_row_of(file, line) for line in lines if line.text.strip())


def _row_of(file: str, line: Line) -> Row | Refusal:
    try:
        value = _DECODER.decode(line.text)
    except (ValueError, RecursionError) as error:
        return Refusal(file=file, line=line.number, message=f"{_trouble(error)}, expected one JSON object a line")
    return _checked(file, line.number, value, risky=bool(_RISKY_ESCAPE.search(line.text)))


def _checked(file: str, number: int, value: object, *, risky: bool) -> Row | Refusal:
    if not isinstance(value, dict):
        return Refusal(file=file, line=number, message=f"{_NAMES[type(value)]}, expected a JSON object")
    row = Row(file=file, line=number, data=value)
    return sound(row) if risky else row


def _elements(file: str, text: str, place: int) -> Iterator[Row | Refusal]:
    """Yield the elements of the list that opened before ``place``; after broken JSON nothing can be found again."""
    number, counted = 1, 0
    place = _skip_space(text, place)
    while text[place : place + 1] != "]":
        number, counted = number + text.count("\n", counted, place), place
        try:
            value, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            yield Refusal(file=file, line=number, message=f"{_trouble(error)}; the rest of the list cannot be read")
            return
        yield _checked(file, number, value, risky=bool(_RISKY_ESCAPE.search(text, place, end)))
        place = _skip_space(text, end)
        if text[place : place + 1] == ",":
            place = _skip_space(text, place + 1)
        elif text[place : place + 1] != "]":
            message = "the list breaks off here, expected a comma or a closing bracket"
            yield Refusal(file=file, line=number, message=message)
            return


def _is_whole(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _members(file: str, text: str) -> Iterator[Row | Refusal]:
    """Yield the rows of one JSON value: those of its only list of objects, as web services wrap them, or itself."""
    try:
        value = _DECODER.decode(text)
    except ValueError as error:
        yield Refusal(file=file, line=1, message=f"{_trouble(error)}, expected a list of JSON objects")
        return
    lists = [each for each in value.values() if _lists_objects(each)] if isinstance(value, dict) else []
    for member in lists[0] if len(lists) == 1 else [value]:
        yield _checked(file, 1, member, risky=True)


def _lists_objects(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(member, dict) for member in value)


def _skip_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _trouble(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"broken JSON at column {error.colno} ({error.msg})"
    return "JSON nested too deeply" if isinstance(error, RecursionError) else f"no JSON ({error})"


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _finite(digits: str) -> Any:
    value = float(digits)
    if value in {float("inf"), float("-inf")}:
        raise ValueError(f"{digits[:20]} is too large a number")
    return value


_DECODER = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite)
