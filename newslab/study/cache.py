"""Owns finished work: what was computed once is kept by its content, so that it is never computed twice."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path
from typing import Any

from newslab.mistakes import UserError
from newslab.settings import cache_folder

# SQLite takes at most some thousands of values in one statement.
_BATCH = 500
_SCHEMA = """
CREATE TABLE IF NOT EXISTS work (
    key TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    maker TEXT NOT NULL,
    made REAL NOT NULL,
    value TEXT NOT NULL
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How much of one maker's work is kept: how many items, and their size in bytes."""

    kind: str
    maker: str
    items: int
    size: int


class CacheError(UserError):
    """The file of finished work cannot be used; the message says what to do."""


class WorkCache:
    """Finished work in one SQLite file, under keys that hash all that determines it; several processes may use it.

    A write is durable against a killed process as soon as ``put`` returns. Raises CacheError where the file
    cannot be opened or is damaged. ``read_only`` writes nothing, not even an empty file where there is none.
    """

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        self.path = path or cache_folder() / "work.sqlite"
        try:
            if read_only:
                self._connection = _to_read(self.path)
                return
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            # WAL needs shared memory, which network file systems lack: SQLite then answers with the mode it kept.
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.execute(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise CacheError(
                f"cannot use {self.path} for finished work ({error}); name another folder by NEWSLAB_CACHE, "
                "or remove the file"
            ) from error

    def __enter__(self) -> WorkCache:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def get(self, keys: Iterable[str]) -> dict[str, Any]:
        """Return the values that are kept under ``keys``; a key without work is left out."""
        found: dict[str, Any] = {}
        for batch, marks in _batches(keys):
            rows = self._connection.execute(f"SELECT key, value FROM work WHERE key IN ({marks})", batch)  # noqa: S608  (only question marks are pasted in)
            found |= {key: json.loads(value) for key, value in rows}
        return found

    def known(self, keys: Iterable[str]) -> frozenset[str]:
        """Return those of ``keys`` under which something is kept."""
        found: set[str] = set()
        for batch, marks in _batches(keys):
            rows = self._connection.execute(f"SELECT key FROM work WHERE key IN ({marks})", batch)  # noqa: S608  (as above)
            found.update(key for (key,) in rows)
        return frozenset(found)

    def recent(self, kind: str, signature: str | None, most: int) -> list[Any]:
        """Return the newest values of a kind, those of one signature where it is told."""
        rows = self._connection.execute(
            "SELECT value FROM work WHERE kind = ? AND (? IS NULL OR json_extract(value, '$.signature') = ?) "
            "ORDER BY made DESC LIMIT ?",
            (kind, signature, signature, most),
        )
        return [json.loads(value) for (value,) in rows]

    def put(self, kind: str, maker: str, values: Mapping[str, Any]) -> None:
        """Keep ``values`` by their keys, all or none."""
        now = time.time()
        rows = [(key, kind, maker, now, json.dumps(value, ensure_ascii=True)) for key, value in values.items()]
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            cursor.executemany("INSERT OR REPLACE INTO work VALUES (?, ?, ?, ?, ?)", rows)
            cursor.execute("COMMIT")

    def kept(self) -> list[Kept]:
        """Return what is kept, by kind and maker, the largest first."""
        rows = self._connection.execute(
            "SELECT kind, maker, COUNT(*), SUM(LENGTH(value)) AS size FROM work GROUP BY kind, maker ORDER BY size DESC"
        )
        return [Kept(kind=kind, maker=maker, items=items, size=size) for kind, maker, items, size in rows]

    def clear(self) -> int:
        """Forget everything and give the disk space back; return how many items there were."""
        (items,) = self._connection.execute("SELECT COUNT(*) FROM work").fetchone()
        self._connection.execute("DELETE FROM work")
        self._connection.execute("VACUUM")
        return int(items)


def _to_read(path: Path) -> sqlite3.Connection:
    if path.is_file():
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
        connection.execute("SELECT COUNT(*) FROM (SELECT key FROM work LIMIT 1)")
        return connection
    connection = sqlite3.connect(":memory:")
    connection.execute(_SCHEMA)
    return connection


def _batches(keys: Iterable[str]) -> Iterator[tuple[list[str], str]]:
    stream = iter(keys)
    while batch := list(islice(stream, _BATCH)):
        yield batch, ",".join("?" * len(batch))


@cache
def code_digest() -> str:
    """Return a hash of the code and tables that judge texts: work done by other code is not reused."""
    found = sha256()
    for room in ("text", "metrics", "checks"):
        for name, content in sorted(_sources(files("newslab") / room)):
            found.update(f"{room}/{name}\0".encode())
            found.update(content)
    return found.hexdigest()[:16]


def _sources(folder: Traversable, above: str = "") -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry, f"{above}{entry.name}/")
        elif entry.name.endswith((".py", ".toml", ".json")):
            yield above + entry.name, entry.read_bytes()
