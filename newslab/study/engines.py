"""Owns how much work runs at once: an ordered map over a stream, in this process or in a pool of others."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

# Starting a process costs about a second of imports: below so many items one process is done sooner.
_WORTH_A_POOL = 200
_CHUNK = 50


def default_workers() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ordered_map(work: Callable[[list[T]], list[R]], items: Iterable[T], *, workers: int = 1) -> Iterator[R]:
    """Yield ``work``'s results for all items, in their order; ``work`` takes and returns lists of one length.

    With more than one worker, chunks go to other processes (``work`` must be importable by name). Only a few
    chunks are in flight, so memory does not grow with the stream.
    """
    stream = iter(items)
    first = list(islice(stream, _WORTH_A_POOL)) if workers > 1 else []
    if len(first) < _WORTH_A_POOL:
        for chunk in _chunks(chain(first, stream)):
            yield from work(chunk)
        return
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(max_workers=workers, mp_context=spawn)
    pending: deque[Future[list[R]]] = deque()
    try:
        for chunk in _chunks(chain(first, stream)):
            pending.append(pool.submit(work, chunk))
            if len(pending) > 2 * workers:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    stream = iter(items)
    while chunk := list(islice(stream, _CHUNK)):
        yield chunk
