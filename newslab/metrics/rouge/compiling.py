"""Owns how a function is compiled: by numba, without the interpreter's lock, the outcome kept on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """Return the function compiled on its first call; the machine code is kept beside the source, or in the cache."""
    return cast("F", njit(cache=True, nogil=True)(function))


def inlined(function: F) -> F:
    """Return the function as a part of each compiled one that calls it.

    A call hands over each array as seven numbers: for the small steps that are made for every word it costs several
    times what the step does.
    """
    return cast("F", njit(inline="always", nogil=True)(function))
