"""Reads one article from a plain text file: a line with its date where there is one, then its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from newslab.corpus.crossheads import parted
from newslab.corpus.lines import opened, read_lines
from newslab.corpus.row import Row, sound
from newslab.corpus.values import Unfit, published_of
from newslab.records import Refusal
from newslab.text.detect import detect

_DAY = r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?|\d{1,2}\.\d{1,2}\.\d{4}"
# " date 2025-09-04 The article …" as crawlers write it, or a first line that is nothing but a date.
_DATE_LINE = re.compile(
    rf"\s*(?:(?:date|datum|published|veröffentlicht)\s*:?\s+({_DAY})(?:\s+|$)|({_DAY})\s*(?:\n|$))", re.IGNORECASE
)


def read_plain_text(path: Path, encoding: str | None = None) -> Iterator[Row | Refusal]:
    """Yield the one row of a text file: ``text`` and, where the file begins with it, ``published``."""
    file = str(path)
    with opened(path) as stream:
        lines = list(read_lines(stream, encoding))
    fault = next((line for line in lines if line.fault), None)
    if fault is not None and fault.fault is not None:
        yield Refusal(file=file, line=fault.number, message=fault.fault)
        return
    text = "\n".join(line.text.removesuffix("\r") for line in lines)
    if not text.strip():
        yield Refusal(file=file, line=1, message="the file is empty, expected an article")
        return
    data = _parts(text)
    yield sound(Row(file=file, line=1, data=data | {"text": parted(data["text"], detect(data["text"]))}))


def _parts(text: str) -> dict[str, str]:
    found = _DATE_LINE.match(text)
    if found:
        try:
            published = published_of(found[1] or found[2])
        except Unfit:
            published = None  # not a day after all: it stays in the text
        if published:
            return {"text": text[found.end() :].strip(), "published": published}
    return {"text": text.strip()}
