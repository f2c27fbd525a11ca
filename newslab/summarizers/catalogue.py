"""Owns what is said of each kind of model: how it is called, what it is, and what it cannot do."""

from __future__ import annotations

from collections.abc import Iterator

from newslab.wording import table

_TABLE = "models.toml"
_PACKAGE = "newslab.summarizers"


def described(ui: str) -> Iterator[tuple[str, str]]:
    """Yield for each kind of model how it is named and one sentence on it, in interface language ``ui``."""
    for entry in table(_PACKAGE, _TABLE).values():
        if isinstance(entry, dict):
            yield entry["form"], entry[ui]


def limits_told(limits: str, ui: str) -> str:
    """Return what a file says in English of a model's limits in interface language ``ui``; others' words stay."""
    entries = [entry for entry in table(_PACKAGE, _TABLE).values() if isinstance(entry, dict)]
    return next((str(entry[ui]) for entry in entries if entry["en"] == limits), limits)


def limits_of(name: str, ui: str = "en") -> str:
    """Return the one sentence on what a kind of model is and cannot do."""
    entry = table(_PACKAGE, _TABLE).get(name)
    return str(entry[ui]) if isinstance(entry, dict) else ""
