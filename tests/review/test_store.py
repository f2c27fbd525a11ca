"""The store: what is acknowledged is never lost, what was written is never changed unseen."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from threading import Thread

import pytest

from newslab.review.events import Draft
from newslab.review.store import ConflictError, ReviewStore, StoreError

RATING = Draft(
    id="1",
    item="a",
    revision=0,
    kind="rating",
    editor="K. Albers",
    role="CvD",
    article_hash="x",
    summary_hash="y",
    payload={"dimension": "fluency", "value": 4, "note": "»ß« 😀 \ud800"},
)


def test_an_event_comes_back_as_it_was_stored(store):
    stored = store.append(RATING)
    assert list(store.events()) == [stored]
    assert (stored.number, stored.draft.revision, stored.payload["note"]) == (1, 1, "»ß« 😀 \ud800")


def test_the_same_message_twice_is_one_event(store):
    assert store.append(RATING) == store.append(RATING)
    assert len(list(store.events())) == 1


def test_a_stale_revision_is_a_conflict_and_stores_nothing(store):
    store.append(RATING)
    with pytest.raises(ConflictError) as caught:
        store.append(replace(RATING, id="2"))
    assert caught.value.current == 1
    assert len(list(store.events())) == 1


def test_another_item_is_no_conflict(store):
    store.append(RATING)
    assert store.append(replace(RATING, id="2", item="b")).number == 2


def filled(store, count=4):
    for number in range(count):
        store.append(replace(RATING, id=str(number), revision=number))
    return store.head()


def tamper(store, statement):
    with sqlite3.connect(store.path) as connection:
        connection.execute("DROP TRIGGER events_stay")
        connection.execute("DROP TRIGGER events_keep")
        connection.execute(statement)
    connection.close()


def test_an_untouched_chain_holds(store):
    assert store.verify(filled(store)) is None


@pytest.mark.parametrize(
    ("statement", "number", "reason"),
    [
        ("UPDATE events SET editor = 'nobody' WHERE number = 2", 2, "changed"),
        ("UPDATE events SET payload = '{}' WHERE number = 3", 3, "changed"),
        ("UPDATE events SET time = '2020-01-01T00:00:00+00:00' WHERE number = 1", 1, "changed"),
        ("DELETE FROM events WHERE number = 2", 2, "missing"),
        ("DELETE FROM events WHERE number = 4", 4, "cut off"),
    ],
)
def test_tampering_shows_and_where(store, statement, number, reason):
    head = filled(store)
    tamper(store, statement)
    breach = store.verify(head)
    assert breach is not None
    assert breach.number == number
    assert reason in breach.reason


def test_sqlite_itself_refuses_to_change_or_remove_an_event(store):
    filled(store)
    connection = sqlite3.connect(store.path)
    for statement in ("UPDATE events SET editor = 'x'", "DELETE FROM events"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            connection.execute(statement)
    connection.close()


def test_a_backup_holds_the_same_chain(store, tmp_path):
    head = filled(store)
    store.backup(tmp_path / "backup.sqlite")
    with ReviewStore(tmp_path / "backup.sqlite") as copy:
        assert copy.head() == head
        assert copy.verify(head) is None


def test_a_damaged_file_says_so(tmp_path):
    path = tmp_path / "reviews.sqlite"
    path.write_bytes(b"this is no database, and long enough to be asked about it" * 20)
    with pytest.raises(StoreError, match="damaged"):
        ReviewStore(path)


def test_a_store_of_a_newer_newslab_is_not_touched(store):
    with sqlite3.connect(store.path) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(StoreError, match="update newslab"):
        ReviewStore(store.path)


def test_a_full_disk_says_so_and_keeps_what_there_was(store):
    store.append(RATING)
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreError, match="disk is full"):
        store.append(replace(RATING, id="2", revision=1, payload={"text": "x" * 100_000}))
    assert store.verify(store.head()) is None
    assert len(list(store.events())) == 1


def test_a_folder_that_is_missing_says_so(tmp_path):
    with pytest.raises(StoreError, match="cannot be written to"):
        ReviewStore(tmp_path / "nowhere" / "reviews.sqlite")


def test_two_writers_lose_nothing(tmp_path):
    path = tmp_path / "reviews.sqlite"
    ReviewStore(path).close()
    failures = []

    def write(item):
        try:
            with ReviewStore(path) as store:
                for number in range(100):
                    store.append(replace(RATING, id=f"{item}{number}", item=item, revision=number))
        except StoreError as error:
            failures.append(error)

    writers = [Thread(target=write, args=(item,)) for item in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with ReviewStore(path) as store:
        assert failures == []
        assert len(list(store.events())) == 200
        assert store.verify() is None


WRITER = """
import sys
from pathlib import Path
from newslab.review.events import Draft
from newslab.review.store import ReviewStore

item = sys.argv[2]
with ReviewStore(Path(sys.argv[1])) as store:
    for number in range(100_000):
        store.append(Draft(id=f"{item}-{number}", item=item, revision=number, kind="draft", editor="e", role="r",
                           article_hash="x", summary_hash="y", payload={"text": "Wort " * 50}))
        print(number, flush=True)
"""


def test_what_was_acknowledged_outlives_a_killed_writer(tmp_path):
    # 20 real processes here, in CI's time; benchmarks/review_kills.py runs the 200 whose figures stand in the docs
    path = tmp_path / "reviews.sqlite"
    ReviewStore(path).close()
    acknowledged = {}
    for turn in range(20):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(turn)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        acknowledged[turn] = [int(writer.stdout.readline())]
        time.sleep(0.002 * turn)
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged[turn] += [int(line) for line in writer.stdout if line.endswith("\n")]
        writer.wait()
        writer.stdout.close()
    with ReviewStore(path) as store:
        stored = {event.draft.id for event in store.events()}
        lost = [
            f"{turn}-{number}"
            for turn, numbers in acknowledged.items()
            for number in numbers
            if f"{turn}-{number}" not in stored
        ]
        assert lost == []
        assert store.verify() is None


@pytest.mark.parametrize(("kind", "mode"), [("nfs4", "delete"), ("cifs", "delete"), ("ext4", "wal"), ("", "wal")])
def test_a_network_file_system_gets_a_journal_that_works_there(tmp_path, monkeypatch, kind, mode):
    monkeypatch.setattr("newslab.review.store._filesystem", lambda path: kind)
    with ReviewStore(tmp_path / "reviews.sqlite") as store:
        assert store._connection.execute("PRAGMA journal_mode").fetchone() == (mode,)
        store.append(RATING)
        assert store.verify(store.head()) is None


def test_a_file_that_another_program_holds_says_so(store, monkeypatch):
    store._connection.execute("PRAGMA busy_timeout=50")
    holder = sqlite3.connect(store.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="another program holds the file"):
        store.append(RATING)
    holder.execute("ROLLBACK")
    holder.close()
    assert store.append(RATING).number == 1


def test_a_read_only_file_says_so_and_can_still_be_read(store):
    store.append(RATING)
    # what SQLite answers in a read-only folder; rights on folders do not bind the user that containers test as
    store._connection.execute("PRAGMA query_only=1")
    with pytest.raises(StoreError, match="cannot be written to"):
        store.append(replace(RATING, id="2", revision=1))
    assert len(list(store.events())) == 1
