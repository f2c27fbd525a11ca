"""Owns what each finder of names has before it: an article, a summary, and what is known of the words of both."""

from __future__ import annotations

from dataclasses import dataclass

from newslab.checks.names.frames import NameFrame
from newslab.checks.names.unknown import UnknownNames
from newslab.text.alignment.align import Alignment


@dataclass(frozen=True, slots=True)
class Moved:
    """A name of the summary, the words of the article's name in whose place it stands, and whether that is sure."""

    ours: range
    theirs: range
    sure: bool = False


class ComparedNames:
    """The names of a summary beside those of its article; ``frame`` is of the article, ``unknown`` of the summary."""

    def __init__(self, alignment: Alignment, unknown: UnknownNames) -> None:
        self.alignment, self.unknown = alignment, unknown
        self.article, self.summary = alignment.article, alignment.summary
        self.language = self.summary.language
        self.frame = NameFrame(self.article)
