"""Owns what stands between two words of a running text, line breaks and runs of spaces read as one space."""

from __future__ import annotations

import re

_LINE_BREAK = re.compile(r" *\n *| {2,}")


def gap_between(text: str, end: int, start: int) -> str:
    """Return what lies between the end of one word and the start of the next; an empty line stays one."""
    gap = text[end:start]
    if len(gap) < 2 and gap != "\n":  # nearly always one space
        return gap
    return gap if gap.count("\n") > 1 else _LINE_BREAK.sub(" ", gap)
