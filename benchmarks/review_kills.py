"""Measures what the store of reviews loses: 200 writers killed with SIGKILL, and two writers at once.

    python benchmarks/review_kills.py [--kills N] [--events N]

Says how many events were acknowledged, how many of these are missing afterwards (the aim: 0), whether the chain holds,
and how long an event takes to be on the disk.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from newslab.review.events import Draft
from newslab.review.store import ReviewStore

# Writes events as fast as it can; prints an event's id only after the store acknowledged it.
WRITER = """
import sys
from pathlib import Path
from newslab.review.events import Draft
from newslab.review.store import ReviewStore

path, item, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with ReviewStore(path) as store:
    for number in range(count):
        store.append(Draft(id=f"{item}-{number}", item=item, revision=number, kind="draft", editor="e", role="r",
                           article_hash="a", summary_hash="s", payload={"text": "Wort " * 60}))
        print(f"{item}-{number}", flush=True)
"""


def started(path: Path, item: str, count: int) -> subprocess.Popen[str]:
    """Start a writer of ``count`` events of one item."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), item, str(count)], stdout=subprocess.PIPE, text=True
    )


def killed_writers(path: Path, kills: int) -> set[str]:
    """Kill ``kills`` writers, each at a drawn moment of its writing; return the ids that were acknowledged."""
    drawn, acknowledged = random.Random(0), set()
    for turn in range(kills):
        writer = started(path, f"k{turn}", 1_000_000)
        assert writer.stdout is not None
        acknowledged.add(writer.stdout.readline().strip())
        time.sleep(drawn.uniform(0, 0.08))
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged |= {line.strip() for line in writer.stdout if line.endswith("\n")}
        writer.wait()
        writer.stdout.close()
    return acknowledged - {""}


def two_writers(path: Path, count: int) -> tuple[set[str], int]:
    """Let two processes write at once; return the ids that were acknowledged, and how many writers failed."""
    writers = [started(path, item, count) for item in ("left", "right")]
    said = [writer.communicate()[0] for writer in writers]
    return set("".join(said).split()), sum(writer.returncode != 0 for writer in writers)


def missing(path: Path, acknowledged: set[str]) -> tuple[int, str]:
    """Return how many acknowledged events are not in the store, and whether its chain holds."""
    with ReviewStore(path) as store:
        stored = {event.draft.id for event in store.events()}
        breach = store.verify()
    return len(acknowledged - stored), "holds" if breach is None else breach.reason


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--events", type=int, default=1000, help="events of each of the two writers")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kills.sqlite"
        ReviewStore(path).close()
        acknowledged = killed_writers(path, given.kills)
        lost, chain = missing(path, acknowledged)
        print(f"{given.kills} kills: {len(acknowledged)} acknowledged, {lost} lost, chain {chain}")
        path = Path(folder) / "two.sqlite"
        ReviewStore(path).close()
        began = time.perf_counter()
        acknowledged, failed = two_writers(path, given.events)
        lasted = time.perf_counter() - began
        lost, chain = missing(path, acknowledged)
        counted = f"{len(acknowledged)} acknowledged, {lost} lost, {failed} errors"
        print(f"two writers: {counted}, chain {chain} ({lasted:.1f} s)")
        print(f"one event on the disk: {statistics.median(single(Path(folder) / 'one.sqlite')):.1f} ms (median of 200)")


def single(path: Path) -> list[float]:
    """Return the milliseconds that each of 200 events took, written by nobody else."""

    taken = []
    with ReviewStore(path) as store:
        for number in range(200):
            draft = Draft(
                id=str(number), item="i", revision=number, kind="draft", editor="e", role="r", article_hash="a",
                summary_hash="s", payload={"text": "Wort " * 60},
            )  # fmt: skip
            began = time.perf_counter()
            store.append(draft)
            taken.append(1000 * (time.perf_counter() - began))
    return taken


if __name__ == "__main__":
    main()
