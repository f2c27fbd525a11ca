"""Turns bytes into numbered lines of text, and says of each line that is not text at which byte it goes wrong."""

from __future__ import annotations

import codecs
import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newslab.mistakes import UserError

_LOOKED_AT = 8192
# Above this share of NUL bytes a file is no text in any one-byte-a-letter encoding (UTF-16 of Latin script has half).
_NUL_SHARE = 0.05
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UTF8_BOM = codecs.BOM_UTF8
_WIDE_BOMS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class SourceError(UserError):
    """The source itself cannot be used (it does not exist, its kind or encoding is unknown): nothing was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line without its end; ``number`` counts from 1. ``fault`` says why it is not text, where it is not."""

    number: int
    text: str
    fault: str | None = None


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Yield a file's bytes, or standard input's for ``-``. Raises SourceError where the file cannot be opened."""
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        raise SourceError(f"cannot read {path}: {error.strerror}") from error
    with stream:
        yield stream


def checked_encoding(encoding: str | None) -> str:
    """Return the name under which Python knows ``encoding`` (UTF-8 where none is given). Raises SourceError."""
    try:
        return codecs.lookup(encoding or "utf-8").name
    except LookupError:
        raise SourceError(
            f"no encoding is called {encoding!r}; expected a name such as utf-8, cp1252 or utf-16"
        ) from None


def read_lines(stream: BinaryIO, encoding: str | None = None) -> Iterator[Line]:
    """Yield the lines of ``stream``, split at line feeds only; a binary file yields a single faulty line.

    A line that does not decode carries its fault, with the byte's offset in the file, and the next one goes on.
    """
    name = checked_encoding(encoding)
    source = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_Raw(stream))
    if encoding is None and (fault := _binary_fault(source.peek(_LOOKED_AT)[:_LOOKED_AT])):
        yield Line(number=1, text="", fault=fault)
        return
    if name.startswith(("utf-16", "utf-32")):
        yield from _wide_lines(source, name)
        return
    yield from _narrow_lines(source, "utf-8" if name == "utf-8-sig" else name)


def _narrow_lines(source: io.BufferedReader, encoding: str) -> Iterator[Line]:
    offset = 0
    for number, raw in enumerate(source, start=1):
        start = len(_UTF8_BOM) if number == 1 and encoding == "utf-8" and raw.startswith(_UTF8_BOM) else 0
        try:
            yield Line(number=number, text=raw[start:].decode(encoding).rstrip("\n"))
        except UnicodeDecodeError as error:
            place = offset + start + error.start
            fault = f"byte 0x{raw[start + error.start]:02X} at offset {place} is not {_shown(encoding)}; "
            fault += f"expected {_shown(encoding)}, or the file's own encoding named with --encoding"
            yield Line(number=number, text=raw.decode("ascii", "replace").rstrip("\n"), fault=fault)
        offset += len(raw)


def _wide_lines(source: io.BufferedReader, encoding: str) -> Iterator[Line]:
    """Yield lines of an encoding whose line feed is more than a byte; after a fault nothing can be trusted."""
    number, text_source = 0, io.TextIOWrapper(source, encoding, newline="\n")
    try:
        for number, text in enumerate(text_source, start=1):
            yield Line(number=number, text=text.rstrip("\n"))
    except UnicodeError as error:
        fault = f"the rest is not {_shown(encoding)} ({error}); expected {_shown(encoding)} throughout"
        yield Line(number=number + 1, text="", fault=fault)
    finally:
        text_source.detach()  # the stream is its opener's to close


def _binary_fault(head: bytes) -> str | None:
    for bom, name in _WIDE_BOMS.items():
        if head.startswith(bom):
            return f"the file is {_shown(name)}; expected UTF-8, or --encoding {name}"
    if head.count(0) > _NUL_SHARE * len(head):
        return "a binary file (NUL bytes throughout); expected UTF-8 text"
    if _CONTROL.search(head) and not _decodes(head):
        return "a binary file (control bytes that are not UTF-8); expected UTF-8 text"
    return None


def _decodes(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _shown(encoding: str) -> str:
    return encoding.upper().replace("UTF8", "UTF-8")


class _Raw(io.RawIOBase):
    """Lets a stream that is not buffered (a pipe's, a test's) be read through a buffer that can look ahead."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the io module's own stubs name a private type
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
