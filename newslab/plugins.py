"""Owns how a plug-in is found by name: a visible table of our own, and entry points for third parties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import entry_points
from typing import Generic, TypeVar

from newslab.mistakes import UserError

T = TypeVar("T")


class UnknownNameError(UserError):
    """A name that stands in no table; the message lists those that do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[T]):
    """Names of one kind of plug-in, each with where its class lives (``module:Class``), loaded on first use."""

    kind: str
    group: str
    built_in: Mapping[str, str] = field(default_factory=dict)

    def names(self) -> Iterator[str]:
        """Yield our own names, then third parties', each group in its order."""
        yield from self.built_in
        yield from sorted(point.name for point in entry_points(group=self.group) if point.name not in self.built_in)

    def make(self, name: str, **settings: object) -> T:
        """Return a new object of the class called ``name``."""
        if name in self.built_in:
            module, _, attribute = self.built_in[name].partition(":")
            made: T = getattr(import_module(module), attribute)(**settings)
            return made
        for point in entry_points(group=self.group, name=name):
            found: T = point.load()(**settings)
            return found
        raise UnknownNameError(f"no {self.kind} is called {name!r}; there are: {', '.join(self.names())}")
