"""Finds quotations, who speaks them and by what words: direct speech, indirect speech, and marks that hold no speech."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newslab.records import Span
from newslab.text.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks: where the naming phrase stands ("der Kremlsprecher"), and the name it resolves to, if any."""

    span: Span
    text: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One stretch of speech. ``span`` is what stands between the marks (``direct``), or the reported words (``indirect``).

    ``kind`` ``mention`` is a title, a nickname, irony: marks without speech. Parts of a split quotation share ``group``.
    """

    span: Span
    kind: Literal["direct", "indirect", "mention"]
    group: int
    speaker: Speaker | None = None
    cue: Span | None = None


def find_quotations(passage: Passage) -> tuple[Quotation, ...]:
    """Return the quotations of a passage, in order."""
    return ()
