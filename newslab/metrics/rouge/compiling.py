"""Owns how a function is compiled: by numba, without the interpreter's lock, the outcome kept on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

F = TypeVar("F", bound=Callable[..., object])


def compiled(function: F) -> F:
    """Return the function compiled on its first call; the machine code is kept beside the source, or in the cache."""
    return cast("F", njit(cache=True, nogil=True)(function))
