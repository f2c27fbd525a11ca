"""Owns the events of a study's review: one append-only SQLite file that acknowledges only what is on the disk."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from newslab.review.events import GENESIS, SIGNS, Breach, Draft, Event, breach_in, chained

SCHEMA = 1
# A writer waits this long for others; longer than any of our transactions by three orders of magnitude.
_PATIENCE_SECONDS = 10.0
# WAL needs memory shared between processes, which these do not offer (sqlite.org/wal.html, "Disadvantages").
_REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "fuse.sshfs"})
_TABLES = """
CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    item TEXT NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    editor TEXT NOT NULL,
    role TEXT NOT NULL,
    time TEXT NOT NULL,
    article_hash TEXT NOT NULL,
    summary_hash TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX events_of_item ON events (item, revision);
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_keep BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
"""
_COLUMNS = "number, id, item, revision, kind, payload, editor, role, time, article_hash, summary_hash, previous, hash"


class StoreError(Exception):
    """The store cannot do what was asked; the message says why and what to do. Nothing was stored."""


class ConflictError(StoreError):
    """Somebody else changed the item since it was read; ``current`` is the item's revision now."""

    def __init__(self, item: str, seen: int, current: int) -> None:
        super().__init__(f"the item changed since you opened it (you saw revision {seen}, it is now at {current})")
        self.item = item
        self.current = current


class ReviewStore:
    """The events of one study. Several processes and threads may each open their own; writers take turns.

    An event that ``append`` returned is on the disk (``synchronous=FULL``). ``read_only`` makes no file and changes
    none. Raises StoreError where the file cannot be opened, is damaged, is no record of reviews, or is of a newer
    newslab.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        with self._explained("cannot open"):
            self._connection = sqlite3.connect(
                _address(path, read_only=read_only),
                uri=True,
                timeout=_PATIENCE_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
        try:
            with self._explained("cannot open"):
                self._prepare(read_only=read_only)
        except StoreError:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> ReviewStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def append(self, draft: Draft) -> Event:
        """Store ``draft`` as the next event and return it once it is on the disk.

        The same message again, known by its ``id``, returns the event as stored. Raises ConflictError where the item
        is no longer at the draft's revision, StoreError where the disk is full, read-only, or the file is held by
        somebody.
        """
        with self._explained("not saved to"), self._transaction():
            known = self._one("WHERE id = ?", draft.id)
            if known is not None:
                if (known.draft.item, known.kind, known.payload) != (draft.item, draft.kind, draft.payload):
                    raise StoreError("not saved: an event with this id, but another content, is stored already")
                return known
            current = self._revision(draft.item)
            if draft.revision != current and draft.kind not in SIGNS:
                raise ConflictError(draft.item, draft.revision, current)
            last = self._one("ORDER BY number DESC LIMIT 1")
            event = chained(
                number=last.number + 1 if last else 1,
                previous=last.hash if last else GENESIS,
                time=datetime.now(tz=UTC).isoformat(timespec="milliseconds"),
                draft=draft,
                current=current,
            )
            self._connection.execute(f"INSERT INTO events ({_COLUMNS}) VALUES ({','.join('?' * 13)})", _row(event))  # noqa: S608  (the columns are ours)
        return event

    def events(self, item: str | None = None, after: int = 0) -> Iterator[Event]:
        """Yield the events with a number above ``after``, of one item or of all, in their order."""
        with self._explained("cannot read"):
            if item is None:
                rows = self._select("WHERE number > ? ORDER BY number", after)
            else:
                rows = self._select("WHERE item = ? AND number > ? ORDER BY number", item, after)
            yield from map(_event, rows)

    def head(self) -> tuple[int, str]:
        """Return number and hash of the last event: what an export writes down, since a cut tail shows nowhere else."""
        with self._explained("cannot read"):
            last = self._one("ORDER BY number DESC LIMIT 1")
        return (last.number, last.hash) if last else (0, GENESIS)

    def verify(self, head: tuple[int, str] | None = None) -> Breach | None:
        """Return where the chain is broken; with ``head`` (of an export), also whether the chain still holds it."""
        with self._explained("cannot read"):
            (whole,) = self._connection.execute("PRAGMA quick_check(1)").fetchone()
        if whole != "ok":
            raise StoreError(f"{self.path} is damaged ({whole}): restore the last backup, or salvage it with .recover")
        found = breach_in(self.events())
        if found is not None or head is None:
            return found
        number, expected = head
        if number == 0:
            return None
        with self._explained("cannot read"):
            event = self._one("WHERE number = ?", number)
        if event is None:
            return Breach(number=number, reason=f"the events up to {number}, which an export names, were cut off")
        if event.hash != expected:
            return Breach(number=number, reason=f"event {number} is not the one that an export names")
        return None

    def backup(self, target: Path) -> None:
        """Copy the store as it is now to ``target``, also while others write; the copy appears whole or not at all."""
        if not target.parent.is_dir():
            raise StoreError(f"cannot write {target}: {target.parent} is no folder")
        aside = target.with_name(f".{target.name}.{uuid4().hex}")
        try:
            with self._explained("cannot copy"), closing(sqlite3.connect(aside)) as copy:
                self._connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
            aside.replace(target)
        except OSError as error:
            raise StoreError(f"cannot write {target}: {error.strerror}") from error
        finally:
            aside.unlink(missing_ok=True)

    def rehearse(self) -> None:
        """Take the writer's turn and give it back. Raises StoreError where nothing could be stored now."""
        with self._explained("cannot write to"), self._transaction():
            self._connection.execute(f"PRAGMA user_version={SCHEMA}")

    def _revision(self, item: str) -> int:
        (found,) = self._connection.execute(
            "SELECT COALESCE(MAX(revision), 0) FROM events WHERE item = ?", (item,)
        ).fetchone()
        return int(found)

    def _one(self, where: str, *values: object) -> Event | None:
        row = self._select(where, *values).fetchone()
        return None if row is None else _event(row)

    def _select(self, where: str, *values: object) -> sqlite3.Cursor:
        return self._connection.execute(f"SELECT {_COLUMNS} FROM events {where}", values)  # noqa: S608  (every clause is written above)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _prepare(self, *, read_only: bool) -> None:
        tables = {name for (name,) in self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if tables and "events" not in tables:
            raise StoreError(f"{self.path} is a database, but no record of reviews; it is left as it is")
        if read_only and not tables:
            raise StoreError(f"{self.path} is empty: it holds no record of reviews")
        if not read_only:
            mode = "DELETE" if _filesystem(self.path) in _REMOTE else "WAL"
            self._connection.execute(f"PRAGMA journal_mode={mode}")
            self._connection.execute("PRAGMA synchronous=FULL")
        self._migrate()

    def _migrate(self) -> None:
        (found,) = self._connection.execute("PRAGMA user_version").fetchone()
        if found > SCHEMA:
            raise StoreError(
                f"{self.path} was written by a newer newslab (schema {found}; this one knows {SCHEMA}): update newslab"
            )
        if found == SCHEMA:
            return
        with self._transaction():
            # somebody else may have been first
            if self._connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                for statement in _statements(_TABLES):
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version={SCHEMA}")

    @contextmanager
    def _explained(self, failed: str) -> Iterator[None]:
        """Turn SQLite's words into ours: what happened, and what the editor can do."""
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(_explanation(f"{failed} {self.path}", error)) from error


def _explanation(failed: str, error: sqlite3.Error) -> str:
    said = str(error).lower()
    if "full" in said:
        advice = "the disk is full; free some space and try again"
    elif "readonly" in said or "unable to open" in said or "access permission" in said:
        advice = "the folder or the file cannot be written to; copy the study to a folder of yours"
    elif "locked" in said or "busy" in said:
        advice = "another program holds the file; close it and try again"
    elif "malformed" in said or "not a database" in said:
        advice = "the file is damaged; restore the last backup, or salvage it with SQLite's .recover"
    else:
        advice = "the database answered with an error"
    return f"{failed}: {advice} ({error})"


def _statements(script: str) -> Sequence[str]:
    """Split a script of ours at its statements: `executescript` would commit before it starts."""
    found, held = [], ""
    for line in script.strip().splitlines():
        held += line + "\n"
        if sqlite3.complete_statement(held):
            found.append(held)
            held = ""
    return found


def _row(event: Event) -> tuple[object, ...]:
    draft = event.draft
    payload = json.dumps(dict(draft.payload), ensure_ascii=True, sort_keys=True)
    return (
        event.number,
        draft.id,
        draft.item,
        draft.revision,
        draft.kind,
        payload,
        draft.editor,
        draft.role,
        event.time,
        draft.article_hash,
        draft.summary_hash,
        event.previous,
        event.hash,
    )


def _event(row: tuple[object, ...]) -> Event:
    number, key, item, revision, kind, payload, editor, role, time, article, summary, previous, found = row
    draft = Draft(
        id=str(key),
        item=str(item),
        revision=int(str(revision)),
        kind=kind,  # type: ignore[arg-type]  # the text of a Kind; an unknown one of a later version is kept as it is
        payload=json.loads(str(payload)),
        editor=str(editor),
        role=str(role),
        article_hash=str(article),
        summary_hash=str(summary),
    )
    return Event(number=int(str(number)), draft=draft, time=str(time), previous=str(previous), hash=str(found))


def _address(path: Path, *, read_only: bool) -> str:
    """Return the file as SQLite's URI; a folder that cannot be written to holds no room for WAL's side files either."""
    if not read_only:
        return path.absolute().as_uri()
    alone = not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    return f"{path.absolute().as_uri()}?{'immutable=1' if alone else 'mode=ro'}"


def _filesystem(path: Path) -> str:
    """Return the kind of file system that ``path`` lies on, where Linux tells it; else an empty text."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    folder = str(path.resolve().parent)
    rows = [line.split() for line in mounts.read_text("utf-8", "replace").splitlines()]
    held = [(len(row[1]), row[2]) for row in rows if folder == row[1] or folder.startswith(row[1].rstrip("/") + "/")]
    return max(held)[1] if held else ""
