"""Owns how a command speaks: rows to a file or standard output, all else to standard error, and its exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import typer

from newslab.files import whole_file
from newslab.mistakes import UserError

if TYPE_CHECKING:
    from newslab.study.answering import Written

EXIT_PARTLY = 1
EXIT_USAGE = 2
EXIT_FOUND = 3
EXIT_INTERRUPTED = 130


def say(line: str) -> None:
    """Write one line to standard error."""
    typer.echo(line, err=True)


def progress(chunks: Iterable[Written], label: str) -> Iterator[Written]:
    """Show a bar that counts rows on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield from chunks
        return
    from tqdm import tqdm  # noqa: PLC0415  (a tenth of a command's start, and most run where nobody watches)

    with tqdm(desc=label, unit="", leave=False) as bar:
        for chunk in chunks:
            yield chunk
            bar.update(chunk.rows)


@contextmanager
def output(path: Path | None) -> Iterator[IO[bytes]]:
    """Yield where rows go: standard output (None or ``-``), or a file that appears whole or not at all."""
    if path is None or str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with whole_file(path) as stream:
            yield stream
    except OSError as error:
        raise UserError(f"cannot write {path}: {error.strerror}") from error


def existing(path: Path) -> Path:
    """Return a path that can be read; ``-`` is standard input. Raises UserError."""
    if str(path) == "-":
        return path
    if not path.exists():
        raise UserError(f"no such file: {path}")
    if path.is_dir():
        raise UserError(f"{path} is a folder; expected a file")
    if not os.access(path, os.R_OK):
        raise UserError(f"cannot read {path}: permission denied")
    return path
