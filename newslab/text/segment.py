"""Owns where words and sentences begin and end: Unicode words, sentences by sentencex and our corrections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import sentencex

from newslab.records import Span
from newslab.text.language import words_of
from newslab.text.normalise import folded

# A word: letters and digits of any script, joined inside by an apostrophe, hyphen, full stop or comma where the
# pieces belong together ("3,5", "1.250", "Müller's", "SPD-Chefin", "20:15"); a full stop joins digits only.
WORD = re.compile(r"[^\W_]+(?:(?:[-‐‑'’]|(?<=\d)[.,:'’](?=\d))[^\W_]+)*")
_PARAGRAPH = re.compile(r"\n\s*\n")
_LAST_WORD = re.compile(r"([^\W_]+)\.[\s»«“”\"'’)]*$")
_FIRST_WORD = re.compile(r"[\s„“\"»«(]*([^\W_]+)")
_CLOSING_ONLY = re.compile(r"[\s\"'“”»«‹›’‘)\].,;:!?…–-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text as parallel lists: how each is written, the key it is compared under, where it stands."""

    forms: list[str]
    keys: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, first: int, last: int) -> Span:
        """Return the stretch of text from word ``first`` to the end of word ``last - 1`` (half-open, as always)."""
        return Span(self.starts[first], self.ends[last - 1])


def words(text: str) -> Words:
    """Split ``text`` into words of any script; numbers and compounds stay whole."""
    matches = list(WORD.finditer(text))
    forms = [match.group() for match in matches]
    return Words(
        forms=forms,
        keys=[folded(form) for form in forms],
        starts=[match.start() for match in matches],
        ends=[match.end() for match in matches],
    )


def sentences(text: str, language: str) -> tuple[Span, ...]:
    """Return the sentences of ``text`` without the white space around them, in order and without overlap."""
    found: list[Span] = []
    for paragraph in _paragraphs(text):
        inside: list[Span] = []
        for piece in sentencex.get_sentence_boundaries(language, paragraph.of(text)):
            span = _stripped(text, Span(paragraph.start + piece["start_index"], paragraph.start + piece["end_index"]))
            if not len(span):
                continue
            if inside and _goes_on(inside[-1].of(text), span.of(text), language):
                inside[-1] = Span(inside[-1].start, span.end)
            else:
                inside.append(span)
        found += inside
    return tuple(found)


def _paragraphs(text: str) -> list[Span]:
    stops = [0, *(match.end() for match in _PARAGRAPH.finditer(text)), len(text)]
    return [Span(start, end) for start, end in pairwise(stops) if end > start]


def _stripped(text: str, span: Span) -> Span:
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.end - (len(piece) - len(piece.rstrip()))))


def _goes_on(before: str, after: str, language: str) -> bool:
    """Tell whether the splitter cut where no sentence ends: after an abbreviation or ordinal, before closing marks."""
    if _CLOSING_ONLY.fullmatch(after):
        return True
    last, first = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if last is None or first is None:
        return False
    if last.group(1) in words_of(language, "segment", "never_final"):
        return True
    return last.group(1).isdigit() and first.group(1) in words_of(language, "segment", "after_ordinal")
