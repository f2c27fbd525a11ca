"""Cuts a text into pieces at the rims of its marks, so that a page can draw marks that overlap, each visible."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from newslab.records import Severity, Span

# What a browser would drop, act on or refuse, shown instead as a visible sign, one for one, so that no offset moves:
# control characters as their pictures (U+2400 …), direction overrides and unpaired surrogates as U+FFFD.
_SHOWN = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\r\t"} | {0x7F: 0x2421}
_UNSHOWABLE = re.compile("[\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a text to be marked: how grave, and the label that names its finding (empty for none)."""

    span: Span
    severity: Severity
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One mark as it runs through a piece; ``lane`` (0 and up) keeps its underline apart from the others there."""

    severity: Severity
    lane: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch over which the same marks lie; ``ending`` are those whose last character it holds, or empty marks.

    ``hidden`` counts the words that stand here and are not shown; 0 where the text is shown.
    """

    text: str
    lines: tuple[Line, ...] = ()
    ending: tuple[Mark, ...] = ()
    hidden: int = 0


def pieces(text: str, marks: Sequence[Mark], within: Span | None = None, hidden: Sequence[Span] = ()) -> list[Piece]:
    """Return ``text`` (or the part ``within``) as pieces in order; ``hidden`` stretches are withheld."""
    whole = within or Span(0, len(text))
    seen = [mark for mark in marks if mark.span.touches(whole) or (not len(mark.span) and whole.covers(mark.span))]
    lanes = _lanes(seen)
    rims = {whole.start, whole.end}
    for span in (*(mark.span for mark in seen), *hidden):
        rims |= {min(max(rim, whole.start), whole.end) for rim in (span.start, span.end)}
    bounds = sorted(rims)
    found = [_at_start(whole.start, seen)] if any(mark.span == Span(whole.start, whole.start) for mark in seen) else []
    for start, end in pairwise(bounds):
        here = Span(start, end)
        found.append(
            Piece(
                text=showable(here.of(text)),
                lines=tuple(
                    Line(severity=mark.severity, lane=lane)
                    for mark, lane in sorted(zip(seen, lanes, strict=True), key=lambda pair: pair[1])
                    if mark.span.covers(here) and len(mark.span)
                ),
                ending=tuple(mark for mark in seen if _ends(mark.span, here, whole)),
                hidden=len(here.of(text).split()) if any(span.covers(here) for span in hidden) else 0,
            )
        )
    return found


def showable(text: str) -> str:
    """Return ``text`` with what no page can show replaced one for one by a visible sign."""
    return _UNSHOWABLE.sub("\ufffd", text.translate(_SHOWN))


def _ends(span: Span, here: Span, whole: Span) -> bool:
    end = min(span.end, whole.end)
    return here.start < end <= here.end


def _at_start(start: int, marks: Sequence[Mark]) -> Piece:
    return Piece(text="", ending=tuple(mark for mark in marks if mark.span == Span(start, start)))


def _lanes(marks: Sequence[Mark]) -> list[int]:
    """Give each mark the lowest lane that no mark it overlaps has: as few lines under one another as can be."""
    lanes: list[int] = []
    for place, mark in enumerate(marks):
        taken = {lane for other, lane in zip(marks[:place], lanes, strict=True) if other.span.touches(mark.span)}
        lanes.append(next(lane for lane in range(len(marks)) if lane not in taken))
    return lanes
