"""Owns the cluster, and is the one module that knows Dask: chunks go to its workers, and a dead one costs nothing."""

from __future__ import annotations

import asyncio
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib.util import find_spec
from typing import Any, TypeVar

from newslab.study.cache import code_digest
from newslab.study.engines import DEATHS, CrewError, LostError, default_workers, in_order

T = TypeVar("T")
R = TypeVar("R")

# Seconds: until a scheduler must have answered, until its first worker must be there, and how long all may be gone.
_PATIENCE = 30.0
_WORKERS_PATIENCE = 300.0
_GLANCE = 5.0
# Chunks on their way for each thread of the cluster: one at work, others waiting beside it.
_AHEAD = 3
# A worker of several threads does one chunk at a time: neither the finders' tables nor a model are made for more.
_ONE_AT_A_TIME = threading.Lock()


@contextmanager
def connected(
    scheduler: str | None = None,
    workers: int = 0,
    *,
    patience: float = _PATIENCE,
    workers_patience: float = _WORKERS_PATIENCE,
) -> Iterator[Cluster]:
    """Yield the cluster at an address such as ``tcp://host:8786``; without one, a cluster of this machine's processes.

    Raises CrewError where Dask is not installed, the scheduler does not answer or has no workers in time.
    """
    if find_spec("distributed") is None:
        raise CrewError("--engine dask needs dask.distributed: pip install 'newslab[dask]'")
    if scheduler is not None and workers:
        raise CrewError("--workers counts this machine's processes; the cluster at a scheduler has its own")
    import dask  # noqa: PLC0415  (an extra, and a second: only who asks for a cluster has it)
    import distributed  # noqa: PLC0415  (as above)

    settings = {
        "distributed.admin.large-graph-warning-threshold": "1GB",
        "distributed.comm.timeouts.connect": patience,
        "distributed.scheduler.allowed-failures": DEATHS - 1,
        # looking at the stack a hundred times a second, for a page that nobody is shown
        "distributed.worker.profile.enabled": False,
    }
    with ExitStack() as stack, dask.config.set(settings):
        stack.enter_context(warnings.catch_warnings())
        # Dask's advice is to whoever programs with it, not to a newsroom.
        warnings.filterwarnings("ignore", module=r"(dask|distributed|tornado)\b")
        address: Any = scheduler
        mend: Callable[[], object] = bool
        if scheduler is None:
            workers = workers or default_workers()
            address = stack.enter_context(_local_cluster(distributed, workers))
            mend = partial(address.scale, workers)
        else:
            _meet(distributed, scheduler, patience)
        client = stack.enter_context(distributed.Client(address, timeout=patience, set_as_default=False))
        try:
            client.wait_for_workers(1, timeout=workers_patience)
        except TimeoutError as error:
            raise CrewError(
                f"the scheduler at {scheduler} has had no worker for {workers_patience:.0f} seconds; start some "
                "(see docs/scale.md)"
            ) from error
        yield Cluster(client, workers_patience, mend)


def _meet(distributed: Any, scheduler: str, patience: float) -> None:
    """Raise CrewError unless a scheduler answers; a client that met none would keep the program from ending."""

    async def identity() -> Any:
        async with distributed.rpc(scheduler) as asked:
            return await asked.identity()

    try:
        with ThreadPoolExecutor(1) as apart:  # a notebook's own thread has a loop running already
            kind = apart.submit(lambda: asyncio.run(asyncio.wait_for(identity(), patience))).result().get("type")
    except Exception as error:  # noqa: BLE001  (an address can be wrong in as many ways as there are transports)
        kind = f"{type(error).__name__}: {error}".rstrip(": ")
    if kind != "Scheduler":
        raise CrewError(
            f"no scheduler answers at {scheduler} ({kind}); expected an address such as tcp://HOST:8786 "
            "(see docs/scale.md)"
        )


def _local_cluster(distributed: Any, workers: int) -> Any:
    return distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        worker_dashboard_address=None,
        silence_logs="CRITICAL",
    )


class Cluster:
    """Workers of Dask. A chunk whose worker dies is begun again on another by the scheduler, and answered once."""

    hosts_models = True

    def __init__(self, client: Any, patience: float, mend: Callable[[], object]) -> None:
        self._client = client
        self._mend = mend
        self._patience = patience
        self._open: list[Any] = []

    @property
    def address(self) -> str:
        """Where the scheduler is, for another command to join."""
        return str(self._client.scheduler.address)

    def map(
        self, work: Callable[[list[T]], R], chunks: Iterable[list[T]], *, lost: Callable[[T], R] | None = None
    ) -> Iterator[R]:
        """Yield what ``work`` makes of each chunk, in order."""
        threads = sum(self._client.nthreads().values())
        try:
            yield from in_order(self, work, chunks, lost, window=_AHEAD * max(1, threads))
        finally:  # what nobody waits for any more need not be done
            for job in self._open:
                job.release()
            self._open.clear()

    def start(self, work: Callable[[list[T]], R], chunk: list[T]) -> Any:
        """Send a chunk off; return its future."""
        job = self._client.submit(_at_worker, work, chunk, code_digest(), pure=False)
        self._open.append(job)
        return job

    def finish(self, job: Any) -> Any:
        """Return what came of a chunk. Raises LostError where workers keep dying on it, CrewError if all are gone."""
        from distributed import KilledWorker  # noqa: PLC0415  (as above)

        try:
            self._settled(job)
            return job.result(timeout=self._patience)
        except KilledWorker as error:
            raise LostError(f"{error.allowed_failures + 1} workers died on it") from error
        except Exception as error:
            if job.status in {"cancelled", "lost"}:
                raise CrewError(f"the cluster's scheduler is gone ({error})") from error
            raise
        finally:
            self._open.remove(job)
            job.release()

    def alone(self, work: Callable[[list[T]], R], item: T) -> Any:
        """Do one item while nothing else is under way: a worker that dies is held against all that waited at it."""
        for job in self._open:
            self._settled(job)
        return self.finish(self.start(work, [item]))

    def _settled(self, job: Any) -> None:
        """Wait for whatever comes of a chunk; look now and then whether there is anybody whom it could come from."""
        missed = 0.0
        while not job.done():
            try:
                job.exception(timeout=_GLANCE)
            except TimeoutError as error:
                self._mend()  # a worker of our own that died while it started is not started again by itself
                missed = 0.0 if self._client.nthreads() else missed + _GLANCE
                if missed >= self._patience:
                    raise CrewError(f"the cluster has had no workers for {missed:.0f} seconds") from error


def _at_worker(work: Callable[[list[T]], R], chunk: list[T], digest: str) -> R:
    if digest != code_digest():
        raise CrewError("a worker of the cluster runs another version of newslab; expected the same everywhere")
    with _ONE_AT_A_TIME:
        return work(chunk)
