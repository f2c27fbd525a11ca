"""Owns the plain form of a text (NFC, no invisible characters, plain spaces) and the way back to the text as given."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass

from newslab.records import Span

# Soft hyphen, zero-width space, non-joiner and joiner, word joiner, byte order mark, direction marks and overrides:
# web texts hold them by the thousand, and they are part of no word.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# Replaced one for one, so that no offset moves: no-break and fixed-width spaces, tabs, odd line ends.
_ODD = re.compile("[\t\r\x0b\x0c\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_REPLACED = dict.fromkeys(
    [9, 11, 12, 13, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "
) | dict.fromkeys([0x85, 0x2028, 0x2029], "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """A text's plain form and, for each of its characters, where that began and ended in the text as given.

    ``starts`` and ``ends`` are None where offsets did not move, which is the common case.
    """

    text: str
    starts: array[int] | None = None
    ends: array[int] | None = None

    def origin(self, span: Span) -> Span:
        """Map a span of the plain form to the text as given; what is invisible at its rims stays outside."""
        if self.starts is None or self.ends is None:
            return span
        if span.start == span.end:
            place = self.starts[span.start] if span.start < len(self.starts) else self.ends[-1] if self.ends else 0
            return Span(place, place)
        return Span(self.starts[span.start], self.ends[span.end - 1])


def normalise(raw: str) -> Normalised:
    """Return the plain form of ``raw`` with the map back to it; linear in the length of ``raw``."""
    # Printable text holds none of the characters below, and Python tells that ten times faster than a pattern.
    if raw.replace("\n", "").isprintable():
        text = raw
    else:
        text = _LONE_RETURN.sub("\n", raw) if "\r" in raw else raw
        for odd in sorted(set(_ODD.findall(text))):  # few texts have more than one kind
            text = text.replace(odd, _REPLACED[ord(odd)])
    printable = text.replace("\n", "").isprintable()
    if (printable or _INVISIBLE.search(text) is None) and unicodedata.is_normalized("NFC", text):
        return Normalised(text=text)
    pieces: list[str] = []
    starts, ends = array("q"), array("q")
    for start, end in _clusters(text):
        piece = unicodedata.normalize("NFC", _INVISIBLE.sub("", text[start:end]))
        pieces.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
    return Normalised(text="".join(pieces), starts=starts, ends=ends)


def is_plain(character: str) -> bool:
    """Tell whether a character stands unchanged in the plain form of any text; most do."""
    return normalise(character).text == character and not _joins(character)


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return the bounds of each character with the marks that join it, what is invisible in between included."""
    bounds: list[tuple[int, int]] = []
    for place, character in enumerate(text):
        if bounds and _joins(character):
            bounds[-1] = (bounds[-1][0], place + 1)
        elif not _INVISIBLE.match(character):
            bounds.append((place, place + 1))
    return bounds


def _joins(character: str) -> bool:
    """Tell whether NFC may write a character with the one before: a mark, or a later part of a Hangul block."""
    if character < "\u0300":
        return False
    return unicodedata.category(character)[0] == "M" or "\u1161" <= character <= "\u11ff"


# Returns the form under which two spellings are the same word: case folded, which also writes ß as ss. It is asked of
# every word, so it is the string's own method, which costs a third of a function around it.
folded = str.casefold
