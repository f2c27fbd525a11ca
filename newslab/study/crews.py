"""Chooses who does the work: this machine's processes, or a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from newslab.study.engines import Crew, CrewError, Local, Name


@contextmanager
def crew_of(name: Name = "local", *, workers: int = 0, scheduler: str | None = None) -> Iterator[Crew]:
    """Yield who is to do the work: ``workers`` processes here (0: one a core), or a cluster of Dask.

    Without a ``scheduler`` such a cluster is started here and ends with the block. Raises CrewError.
    """
    if name == "local":
        if scheduler is not None:
            raise CrewError("a scheduler is for a cluster: say --engine dask too")
        yield Local(workers)
        return
    from newslab.study.cluster import connected  # noqa: PLC0415  (asyncio, a tenth of a command's start: only a cluster needs it)

    with connected(scheduler, workers) as crew:
        yield crew
