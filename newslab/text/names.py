"""Finds names of people, places, organisations and events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newslab.records import Span
from newslab.text.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name as it stands in the text; ``type`` is None where the finder cannot tell."""

    span: Span
    text: str
    type: Literal["PER", "LOC", "ORG", "OTH"] | None = None


def find_names(passage: Passage) -> tuple[Name, ...]:
    """Return the names of a passage, in order."""
    return ()
