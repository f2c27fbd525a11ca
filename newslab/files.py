"""Owns how a file comes to be: it appears whole under its name, or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Yield a stream whose bytes stand under ``path`` once the block ends well; else nothing there has changed.

    The folder is made where it is missing. Raises OSError where it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        Path(aside).chmod(mode & 0o7777)
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8, whole or not at all."""
    with whole_file(path) as stream:
        stream.write(text.encode("utf-8", "replace"))


def json_line(row: Mapping[str, Any]) -> bytes:
    """Return one row of JSON Lines as UTF-8. NaN is refused; an unpaired surrogate is written as its escape."""
    try:
        return json.dumps(row, ensure_ascii=False, allow_nan=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(row, ensure_ascii=True, allow_nan=False).encode() + b"\n"


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, 64 hexadecimal digits; of a folder's, its files by name."""
    found = hashlib.sha256()
    for part in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if not part.is_file():
            continue
        if path.is_dir():
            found.update(f"{part.relative_to(path).as_posix()}\0".encode("utf-8", "surrogateescape"))
        with part.open("rb") as stream:
            while block := stream.read(1 << 20):
                found.update(block)
    return found.hexdigest()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
