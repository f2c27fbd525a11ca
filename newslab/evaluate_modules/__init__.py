"""Owns our metrics and checks as modules of Hugging Face evaluate: a folder each, loaded by its path, offline."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
MODULES = tuple(sorted(folder.name for folder in _HERE.iterdir() if (folder / f"{folder.name}.py").is_file()))


def evaluate_module(name: str) -> str:
    """Return the folder to hand to ``evaluate.load``. Raises ValueError for a name that there is not."""
    if name not in MODULES:
        raise ValueError(f"newslab has the evaluate modules {', '.join(MODULES)}; got {name!r}")
    return str(_HERE / name)
