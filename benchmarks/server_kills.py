"""What a study against a server loses when it is killed: SIGKILL at drawn moments, and every request counted.

    python benchmarks/server_kills.py [--kills 20] [--articles 300]

A server on loopback answers slowly and counts. `newslab compare` is started and killed, again and again, then run to
its end. Says how many articles have no summary (the aim: 0), how many requests were sent again although their answer
was on disk at a kill (the aim: 0), how many were sent more than once, and how many of these the study itself tells of.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PARALLEL = 4
PATIENCE = 300  # seconds for a whole run


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of ``articles`` articles after ``kills`` kills; ``told`` is what the study says was sent again."""

    articles: int
    kills: int
    missing: int
    requests: int
    paid_twice: int
    told: int

    @property
    def again(self) -> int:
        """How many requests were sent for an article that had one already."""
        return self.requests - self.articles


class Counting:
    """A server that answers each article after a drawn pause, and counts what it was asked."""

    def __init__(self, pauses: tuple[float, float]) -> None:
        self.asked: Counter[str] = Counter()
        self._drawn, self._pauses, self._lock = random.Random(1), pauses, threading.Lock()

    def begin(self, body: dict) -> tuple[str, float]:
        name = body["messages"][-1]["content"].split("Beitrag ")[1].split(" ")[0]
        with self._lock:
            self.asked[name] += 1
            return name, self._drawn.uniform(*self._pauses)


@contextmanager
def serving(counting: Counting) -> Iterator[str]:
    """Serve on loopback while the block runs; yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            body = self.rfile.read(length)
            if len(body) < length:
                return  # killed while it asked
            name, pause = counting.begin(json.loads(body))
            time.sleep(pause)
            message = {"role": "assistant", "content": f"Nummer {name}."}
            answer = {
                "id": "x", "object": "chat.completion", "created": 0, "model": "counting",
                "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
                "usage": {"prompt_tokens": 100, "completion_tokens": 5, "total_tokens": 105},
            }  # fmt: skip
            written = json.dumps(answer).encode()
            try:
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(written)))
                self.end_headers()
                self.wfile.write(written)
            except OSError:
                pass  # whoever asked is dead

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def measure(folder: Path, *, kills: int, articles: int, pauses: tuple[float, float] = (0.05, 0.3)) -> Outcome:
    """Kill ``kills`` runs over ``articles`` articles, each at a drawn moment of its asking, let one end, and count."""
    drawn, counting = random.Random(0), Counting(pauses)
    corpus = folder / "articles.jsonl"
    corpus.write_text("".join(map(_article, range(articles))), "utf-8")
    longest = 1.6 * articles * sum(pauses) / 2 / PARALLEL / kills  # so that the last kills find some work left
    safe: dict[str, int] = {}  # for each article whose answer was on disk at a kill: how often it had been asked then
    with serving(counting) as address:
        for _ in range(kills):
            process = _started(folder, corpus, address)
            _wait_for_request(counting, process)
            time.sleep(drawn.uniform(0, longest))
            process.send_signal(signal.SIGKILL)
            process.wait()
            for name in _on_disk(folder / "cache"):
                safe.setdefault(name, counting.asked[name])
        _started(folder, corpus, address).wait(PATIENCE)
    return Outcome(
        articles=articles,
        kills=kills,
        missing=articles - len(_summaries(folder / "study" / "summaries.jsonl")),
        requests=counting.asked.total(),
        paid_twice=sum(counting.asked[name] - count for name, count in safe.items()),
        told=json.loads((folder / "study" / "study.json").read_text("utf-8"))["times"].get("asked_again", 0),
    )


def _article(number: int) -> str:
    row = {"id": str(number), "language": "de", "text": f"Beitrag {number} steht hier. Der Rat tagte am Montag."}
    return json.dumps(row) + "\n"


def _started(folder: Path, corpus: Path, address: str) -> subprocess.Popen[bytes]:
    surroundings = {
        **os.environ,
        "OPENAI_BASE_URL": address,
        "OPENAI_API_KEY": "none",
        "NEWSLAB_CACHE": str(folder / "cache"),
    }
    command = ["compare", corpus, "--models", f"openai:m[parallel={PARALLEL},words=10]", "--out", folder / "study"]
    return subprocess.Popen(
        [sys.executable, "-m", "newslab", *map(str, command), "--metrics", "overlap", "--workers", "1"],
        env=surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wait_for_request(counting: Counting, process: subprocess.Popen[bytes]) -> None:
    before, deadline = counting.asked.total(), time.monotonic() + PATIENCE
    while counting.asked.total() == before and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)


def _on_disk(cache: Path) -> set[str]:
    """Return the articles whose answers a kill left on disk: answers not yet taken, and summaries that are kept."""
    answers = [json.loads(path.read_text("utf-8"))["answer"]["text"] for path in (cache / "answers").glob("*.json")]
    with closing(sqlite3.connect(f"file:{cache / 'work.sqlite'}?mode=ro", uri=True)) as work:
        rows = work.execute("SELECT value FROM work WHERE kind = 'summary'").fetchall()
    return {text.split()[1].rstrip(".") for text in [*answers, *(json.loads(row)["summary"] for (row,) in rows)]}


def _summaries(path: Path) -> set[str]:
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return {row["id"] for row in rows if row["summary"] == f"Nummer {row['id']}."}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--articles", type=int, default=300)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), kills=asked.kills, articles=asked.articles)
    print(f"{found.kills} runs killed, {found.articles} articles, {PARALLEL} requests at once")
    print(f"without a summary: {found.missing}")
    print(f"sent again although the answer was on disk: {found.paid_twice}")
    print(f"sent again because they were under way at a kill: {found.again}; the study tells of {found.told}")


if __name__ == "__main__":
    main()
