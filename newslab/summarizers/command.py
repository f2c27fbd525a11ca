"""Owns the summarizer that is a program of yours: JSON Lines of articles in, JSON Lines of summaries out."""

from __future__ import annotations

import json
import queue
import shlex
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import IO, Any

from newslab.records import Article, Provenance, Summary
from newslab.summarizers.catalogue import limits_of
from newslab.summarizers.one_by_one import failed, made
from newslab.summarizers.spec import Spec, SpecError

_PATIENCE = 600  # seconds for one article, where the name says nothing else
_SHOWN = 300


class Command:
    """Runs a command once for all articles: it reads ``{"id", "title", "text", "language", "published"}`` a line and
    writes ``{"id", "summary"}`` a line, in the same order, each as soon as it has it. No shell is involved.
    """

    reads_ids = True  # two articles with one text may have two summaries here

    def __init__(self, spec: Spec) -> None:
        spec.known({"timeout", "version"})
        try:
            self._words = shlex.split(spec.argument)
        except ValueError as error:
            raise SpecError(f"{spec}: {error}, expected a command as in a shell") from error
        if not self._words:
            raise SpecError("cmd: names no command, expected cmd:COMMAND")
        self.name = str(spec)
        self._patience = spec.decimal("timeout", _PATIENCE)
        self.signature = f"cmd:{spec.argument}|version:{spec.options.get('version', '1')}|v:1"
        self.limits = limits_of("cmd")

    def summarize(self, articles: Sequence[Article]) -> Iterator[Summary]:
        """Yield what the program writes; where it stops or goes silent, the articles that are left carry the reason."""
        try:
            with self._running(articles) as answers:
                yield from self._paired(articles, answers)
        except OSError as error:
            for article in articles:
                yield failed(self, article, f"cannot run {self._words[0]}: {error.strerror}")

    def _paired(self, articles: Sequence[Article], answers: _Answers) -> Iterator[Summary]:
        reason: str | None = None
        for article in articles:
            began = time.perf_counter()
            row: Mapping[str, Any] | str = reason if reason is not None else answers.next(self._patience)
            if isinstance(row, Mapping) and str(row.get("id")) != article.id:
                row = f"the program answered for id {row.get('id')!r}, expected {article.id!r}"
            if isinstance(row, str):
                reason = row  # from here on no answer can be matched to its article
                yield failed(self, article, row)
            elif not isinstance(row.get("summary"), str):
                yield failed(self, article, str(row.get("error") or "the program gave no summary"))
            else:
                took = round(time.perf_counter() - began, 3)
                yield made(self, article, row["summary"], Provenance(settings={"command": self._words}, seconds=took))

    @contextmanager
    def _running(self, articles: Sequence[Article]) -> Iterator[_Answers]:
        process = subprocess.Popen(  # noqa: S603  (the user's own command, by the user's own wish, without a shell)
            self._words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        answers = _Answers(process, articles)
        try:
            yield answers
        finally:
            process.kill()
            process.wait()
            answers.close()


class _Answers:
    """The lines of a running program. Threads feed and empty its pipes, so that neither side waits for ever."""

    def __init__(self, process: subprocess.Popen[bytes], articles: Sequence[Article]) -> None:
        self._process = process
        self._lines: queue.Queue[bytes | None] = queue.Queue()
        self._said = bytearray()
        work: Sequence[Callable[[], None]] = (partial(self._feed, articles), self._collect, self._listen)
        self._threads = [threading.Thread(target=task, daemon=True) for task in work]
        for thread in self._threads:
            thread.start()

    def next(self, patience: float) -> Mapping[str, Any] | str:
        """Return the program's next row, or why there is none."""
        try:
            line = self._lines.get(timeout=patience)
        except queue.Empty:
            return f"the program gave no answer within {patience:g} seconds"
        if line is None:
            status = self._process.wait()
            said = self._said.decode("utf-8", "replace").strip()[-_SHOWN:]
            return f"the program ended (status {status}) before it answered{': ' + said if said else ''}"
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        shown = line.decode("utf-8", "replace").strip()[:80]
        return (
            row if isinstance(row, dict) else f"the program wrote {shown!r}, expected a JSON object with id and summary"
        )

    def close(self) -> None:
        """Wait for the threads, which end with the program, and close its pipes."""
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            _close(pipe)

    def _feed(self, articles: Sequence[Article]) -> None:
        pipe = self._process.stdin
        try:
            for article in articles:
                if pipe:
                    pipe.write(json.dumps(_asked(article), ensure_ascii=False).encode() + b"\n")
                    pipe.flush()
        except OSError:
            return  # the program does not read any more: what it did not answer is told there
        finally:
            _close(pipe)

    def _collect(self) -> None:
        for line in self._process.stdout or ():
            self._lines.put(line)
        self._lines.put(None)

    def _listen(self) -> None:
        for line in self._process.stderr or ():
            self._said += line
            del self._said[: -10 * _SHOWN]


def _close(pipe: IO[bytes] | None) -> None:
    try:
        if pipe:
            pipe.close()
    except OSError:
        return  # nothing is lost: the other side is gone


def _asked(article: Article) -> Mapping[str, Any]:
    """Return what a program is told of an article: neither references nor unknown columns, which may hold answers."""
    return {name: getattr(article, name) for name in ("id", "title", "text", "language", "published")}
