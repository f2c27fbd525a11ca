"""Finds names of people, places, organisations and events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newslab.records import Span
from newslab.text.names.tagger import chosen_tagger, marks
from newslab.text.passage import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name as it stands in the text; ``type`` is None where the finder cannot tell."""

    span: Span
    text: str
    type: Literal["PER", "LOC", "ORG", "OTH"] | None = None


# A line without an end (a list, a table) is not a sentence; the time for one must stay bounded.
_LONGEST_SENTENCE = 4_000


def find_names(passage: Passage) -> tuple[Name, ...]:
    """Return the names of a passage, in order."""
    spec = chosen_tagger()
    found: list[Name] = []
    for sentence in passage.sentences:
        for start in range(sentence.start, sentence.end, _LONGEST_SENTENCE):
            piece = Span(start, min(sentence.end, start + _LONGEST_SENTENCE)).of(passage.text)
            for mark in marks(piece, passage.language, spec):
                span = mark.span.shifted(start)
                found.append(Name(span=span, text=span.of(passage.text), type=mark.kind))
    return tuple(found)
