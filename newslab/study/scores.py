"""Owns what is known of each score by its name: what people call it, which end is better, how it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from newslab.wording import Wording, table

_PACKAGE, _NAMES, _WORDING = "newslab.study", "wording/scores.toml", "wording/sentences.toml"
_PARTS = {"p": "precision", "r": "recall", "f": ""}
_NGRAM = re.compile(r"rouge(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One score: ``better`` is 1 where more is better, -1 where less is, 0 where neither is.

    ``label`` gives its name in each interface language. ``scale`` makes the figure that people read (a share is read
    in points of a hundred), ``digits`` how many decimals that has. The headline scores are those that sum a study up.
    """

    name: str
    label: Mapping[str, str]
    better: int = 0
    scale: float = 1.0
    digits: int = 2
    headline: bool = False


@cache
def score_named(name: str) -> Score:
    """Return what is known of a score; one that we do not know is called by its name, and neither end is better."""
    entries = table(_PACKAGE, _NAMES)
    family, _, part = name.rpartition(".") if name.rpartition(".")[2] in _PARTS else (name, "", "")
    ngram = _NGRAM.fullmatch(family)
    entry = entries.get(name, entries.get(family, entries.get("rouge_n") if ngram else None))
    if not isinstance(entry, dict):
        return Score(name=name, label={"de": name, "en": name})
    label = {ui: str(entry[ui]).format(n=ngram.group(1) if ngram else "") for ui in ("de", "en")}
    if _PARTS.get(part):
        label = {ui: f"{label[ui]} ({Wording(_PACKAGE, _WORDING, ui)(_PARTS[part])})" for ui in label}
    return Score(
        name=name,
        label=label,
        better={"more": 1, "less": -1}.get(str(entry.get("better")), 0),
        scale=float(entry.get("scale", 1)),
        digits=int(entry.get("digits", 2)),
        headline=bool(entry.get("headline", False)) and not _PARTS.get(part),
    )
