"""Owns how work is spread: a map over a stream in chunks, in order, by this machine's processes or by a cluster's."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import chain, islice
from math import ceil
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

from newslab.mistakes import UserError

T = TypeVar("T")
R = TypeVar("R")
Name = Literal["local", "dask"]

# Starting a process costs about a second of imports: below so many items one process is done sooner.
_WORTH_A_POOL = 200
# A chunk is full when it holds so many items or characters: what is in flight stays small, also with huge articles.
_MOST_ITEMS = 50
_MOST_CHARACTERS = 500_000
# A process may be killed by chance (a machine short of memory); a chunk on which so many died is done item by item.
DEATHS = 2
_NONE_BEGINS = (
    "worker processes end before they begin; expected ones that start. A script is run anew by each, so it must "
    'call newslab below `if __name__ == "__main__":`; elsewhere, look for a lack of memory. --workers 1 needs none'
)
# What a process is to have loaded before its copies begin to work.
_LOADED = "newslab.study.workshop"
# Where Linux tells a container's share of the machine: in one file, in older kernels in two.
GROUPS = Path("/sys/fs/cgroup")
_QUOTA, _OLDER_QUOTA = ("cpu.max",), ("cpu/cpu.cfs_quota_us", "cpu/cpu.cfs_period_us")


class CrewError(UserError):
    """Who was to do the work cannot, or is gone; the message says what to do."""


class LostError(Exception):
    """The processes that worked on a chunk died, again and again: it is the chunk, not chance."""


@dataclass(frozen=True, slots=True)
class ByName:
    """A function told by where it stands: who only hands work out need not load all that doing it needs."""

    module: str
    name: str

    def __call__(self, *arguments: Any, **settings: Any) -> Any:
        """Do it, here."""
        return getattr(import_module(self.module), self.name)(*arguments, **settings)


class Crew(Protocol):
    """Who does the work."""

    @property
    def hosts_models(self) -> bool:
        """Whether summarizers are to run there too, a model loaded in each process."""
        ...

    def map(
        self, work: Callable[[list[T]], R], chunks: Iterable[list[T]], *, lost: Callable[[T], R] | None = None
    ) -> Iterator[R]:
        """Yield what ``work``, importable by name, makes of each chunk, in order; only a few are in flight.

        A chunk whose processes keep dying is done item by item; ``lost`` answers for an item that they die on, and
        without it that is an error. Whatever else ``work`` raises is raised here.
        """
        ...


def chunks_of(
    items: Iterable[T], weight: Callable[[T], int] = lambda _: 0, most: int = _MOST_ITEMS
) -> Iterator[list[T]]:
    """Yield the items in chunks of at most ``most``; ``weight`` gives an item's characters."""
    chunk: list[T] = []
    heavy = 0
    for item in items:
        chunk.append(item)
        heavy += weight(item)
        if len(chunk) >= most or heavy >= _MOST_CHARACTERS:
            yield chunk
            chunk, heavy = [], 0
    if chunk:
        yield chunk


def default_workers() -> int:
    """Return how many cores this process may use: those it is bound to, less where a container has a smaller share."""
    bound = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(bound, _quota() or bound))


def _quota() -> int | None:
    """Return how many cores' time the container may use, rounded up; None where nothing limits it."""
    names = _QUOTA if (GROUPS / _QUOTA[0]).exists() else _OLDER_QUOTA
    try:
        quota, period = (int(told) for name in names for told in (GROUPS / name).read_text().split())
    except (OSError, ValueError):  # no such file, or "max"
        return None
    return ceil(quota / period) if quota > 0 else None


@dataclass(frozen=True, slots=True)
class Local:
    """Processes of this machine; so few items that processes would not pay are done in this one."""

    workers: int = 0
    hosts_models: bool = False

    def map(
        self, work: Callable[[list[T]], R], chunks: Iterable[list[T]], *, lost: Callable[[T], R] | None = None
    ) -> Iterator[R]:
        """Yield what ``work`` makes of each chunk, in order."""
        workers, stream = self.workers or default_workers(), iter(chunks)
        first: list[list[T]] = []
        while workers > 1 and sum(map(len, first)) < _WORTH_A_POOL and (chunk := next(stream, None)):
            first.append(chunk)
        if sum(map(len, first)) < _WORTH_A_POOL:
            yield from map(work, chain(first, stream))
            return
        pool = _Pool(workers)
        try:
            yield from in_order(pool, work, chain(first, stream), lost, window=2 * workers)
        finally:
            pool.close()


class Hands(Protocol):
    """What starts a chunk somewhere and waits for what came of it."""

    def start(self, work: Callable[[list[T]], R], chunk: list[T]) -> Any:
        """Begin a chunk; return the token by which it is waited for."""
        ...

    def finish(self, job: Any) -> Any:
        """Return what came of a chunk. Raises LostError where processes keep dying on it."""
        ...

    def alone(self, work: Callable[[list[T]], R], item: T) -> Any:
        """Do one item where no other can be the reason for its end, nor suffer from it. Raises LostError."""
        ...


def in_order(
    hands: Hands,
    work: Callable[[list[T]], R],
    chunks: Iterable[list[T]],
    lost: Callable[[T], R] | None,
    *,
    window: int,
) -> Iterator[R]:
    """Yield what comes of each chunk, in order, never more than ``window`` and one of them begun ahead."""
    pending: deque[tuple[list[T], Any]] = deque()
    stream = iter(chunks)
    while True:
        for chunk in islice(stream, window + 1 - len(pending)):
            pending.append((chunk, hands.start(work, chunk)))
        if not pending:
            return
        chunk, job = pending.popleft()
        try:
            results: Iterable[R] = [hands.finish(job)]
        except LostError:
            results = _one_by_one(hands, work, chunk, lost)
        yield from results


def _one_by_one(
    hands: Hands, work: Callable[[list[T]], R], chunk: list[T], lost: Callable[[T], R] | None
) -> Iterator[R]:
    for item in chunk:
        try:
            yield hands.alone(work, item)
        except LostError as error:
            if lost is None:
                raise CrewError(f"the worker processes keep dying ({error}); is there too little memory?") from error
            yield lost(item)


@dataclass(slots=True)
class _Job:
    """A chunk and what is to be done with it; no future means that the pool was broken when it came."""

    work: Callable[[Any], Any]
    chunk: Any
    future: Future[Any] | None = None

    @property
    def done(self) -> bool:
        future = self.future
        return future is not None and future.done() and not future.cancelled() and future.exception() is None


class _Pool:
    """Processes that take chunks; those that die are replaced, and the chunks they held are begun again."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool = _processes(workers)
        self._aside: ProcessPoolExecutor | None = None
        self._open: list[_Job] = []

    def start(self, work: Callable[[list[T]], R], chunk: list[T]) -> _Job:
        job = _Job(work, chunk)
        self._open.append(job)
        self._begin(job)
        return job

    def finish(self, job: _Job) -> Any:
        try:
            for _ in range(DEATHS):
                try:
                    if job.future is not None:
                        return job.future.result()
                except BrokenProcessPool:
                    pass
                self._replace()
            raise LostError(f"{DEATHS} processes died on it")
        finally:
            self._open.remove(job)

    def alone(self, work: Callable[[list[T]], R], item: T) -> Any:
        self._aside = self._aside or _processes(1)
        try:
            return self._aside.submit(work, [item]).result()
        except BrokenProcessPool as error:
            _end(self._aside)
            self._aside = None
            if not _can_begin():
                raise CrewError(_NONE_BEGINS) from error
            raise LostError("its process died") from error

    def close(self) -> None:
        for pool in (self._pool, self._aside):
            _end(pool)

    def _begin(self, job: _Job) -> None:
        try:
            job.future = self._pool.submit(job.work, job.chunk)
        except BrokenProcessPool:  # whoever waits for it mends that
            job.future = None

    def _replace(self) -> None:
        _end(self._pool)
        self._pool = _processes(self._workers)
        for job in self._open:
            if not job.done:
                self._begin(job)


def _processes(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        max_workers=workers, mp_context=_beginning(), initializer=_arrive, initargs=(dict(os.environ),)
    )


def _can_begin() -> bool:
    """Tell whether a process that is given nothing to do lives to say so: if not, the work is not what kills them."""
    pool = _processes(1)
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool:
        return False
    finally:
        _end(pool)
    return True


def _arrive(environment: Mapping[str, str]) -> None:
    """Give this worker the environment of the process that it works for, and let it end when that one has ended.

    What a worker is a copy of may be older than a setting; and of an end by force nobody else would tell.
    """
    os.environ.clear()
    os.environ.update(environment)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _beginning() -> BaseContext:
    """Return how a process begins: on Linux as a copy of one that has loaded what workers need, elsewhere by itself.

    That one has a single thread and nothing but what it loaded, so that its copies are sound whatever this process
    does meanwhile; on macOS the system's own libraries do not promise as much. It ends with this process.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_LOADED])
    with _same_path():
        forkserver.ensure_running()
    return context


@contextmanager
def _same_path() -> Iterator[None]:
    """Let a process that begins find modules where this one does.

    Python 3.11 tells it no path, and it would look in the current folder first, whatever files lie there.
    """
    told = {"PYTHONSAFEPATH": "1", "PYTHONPATH": os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)}
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _end(pool: ProcessPoolExecutor | None) -> None:
    if pool is not None:
        pool.shutdown(wait=True, cancel_futures=True)
