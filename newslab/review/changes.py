"""Owns what changed between two versions of a summary, word by word, and where a stretch of one stands in the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from newslab.records import Span

# A figure is one word: "43,8" for "48,3" is one change, not two.
_TOKEN = re.compile(r"\s+|\d+(?:[.,:]\d+)*|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A stretch that both versions share, or that only the first (deleted) or only the second (inserted) has."""

    kind: Literal["same", "deleted", "inserted"]
    text: str


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Return how ``before`` became ``after``, what went before what came in its place.

    The shared and deleted stretches together are ``before``, the shared and inserted ones ``after``.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[Change] = []
    gone = come = ""
    for step in Indel.opcodes(old, new):
        if step.tag != "equal":
            gone += "".join(old[step.src_start : step.src_end])
            come += "".join(new[step.dest_start : step.dest_end])
            continue
        found += _replaced(gone, come)
        gone = come = ""
        found.append(Change(kind="same", text="".join(old[step.src_start : step.src_end])))
    return (*found, *_replaced(gone, come))


def _replaced(gone: str, come: str) -> list[Change]:
    pair = (Change(kind="deleted", text=gone), Change(kind="inserted", text=come))
    return [change for change in pair if change.text]


def moved(span: Span, before: str, after: str) -> Span | None:
    """Return where the characters of ``span`` in ``before`` stand in ``after``; None where none of them is left."""
    kept: list[tuple[int, int]] = []
    for step in Indel.opcodes(before, after):
        start, end = max(step.src_start, span.start), min(step.src_end, span.end)
        if step.tag == "equal" and end > start:
            by = step.dest_start - step.src_start
            kept.append((start + by, end + by))
    return Span(kept[0][0], kept[-1][1]) if kept else None
