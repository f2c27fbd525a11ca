"""Owns where words and sentences begin and end: Unicode words, sentences by sentencex and our corrections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

import sentencex

from newslab.records import Span
from newslab.text.language import table, words_of
from newslab.text.normalise import folded

# A word: letters and digits of any script, joined inside by an apostrophe, hyphen, full stop or comma where the
# pieces belong together ("3,5", "1.250", "Müller's", "SPD-Chefin", "20:15"); a full stop joins digits only.
# The class of what may join comes first, of which full stops, commas and colons need digits on either side.
WORD = re.compile(r"[^\W_]++(?:[-‐‑'’.,:](?:(?<![.,:])|(?<=\d.)(?=\d))[^\W_]++)*")
_WORDS = re.compile(f"({WORD.pattern})")
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_PARAGRAPH = re.compile(r"\n\s*\n")
_ORDINAL = re.compile(r"([^\W\d_]+)\s\d{1,3}\.$")
# A word of five small letters or more is seldom an abbreviation; those that are stand in the language's table.
# The stop comes first in the pattern, since Python finds a fixed letter a hundred times faster than a class.
_BEFORE_NUMBER = re.compile(r"\.(?<=[A-Za-zÄÖÜß-ÿ][a-zß-ÿ]{4}\.)\s(?=\d)")
_LETTERS_AT_END = re.compile(r"[^\W\d_]+$")
_LAST_WORD = re.compile(r"([^\W_]+)\.[\s»«“”\"'’)]*$")
_LAST_WORD_REACH = 64  # characters; no abbreviation with its closing marks is longer
_FIRST_WORD = re.compile(r"[\s„“\"»«(]*([^\W_]+)")
# No abbreviation, no month, no small letter: nothing that keeps the splitter from cutting.
_NEUTRAL = "Xyz"
# Beside letters and digits: what keeps no sentence from ending at a full stop, and ends none (no quote marks, brackets,
# other stops).
NEUTRAL_MARKS = " _,;:.%&+*=/)§°$€–—-‐‑"
_CLOSING_ONLY = re.compile(r"[\s\"'“”»«‹›’‘)\].,;:!?…–-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text as parallel lists: how each is written, the key it is compared under, where it stands.

    ``gaps`` are what stands before each word, back to the one before it, and last what stands behind all words.
    """

    forms: list[str]
    keys: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]

    def __len__(self) -> int:
        return len(self.forms)

    def span(self, first: int, last: int) -> Span:
        """Return the stretch of text from word ``first`` to the end of word ``last - 1`` (half-open, as always)."""
        return Span(self.starts[first], self.ends[last - 1])


def words(text: str) -> Words:
    """Split ``text`` into words of any script; numbers and compounds stay whole."""
    pieces = _WORDS.split(text)  # a gap and a word in turn, and a last gap
    bounds = list(accumulate(map(len, pieces)))
    forms = pieces[1::2]
    return Words(forms=forms, keys=list(map(folded, forms)), starts=bounds[:-1:2], ends=bounds[1::2], gaps=pieces[::2])


def sentences(text: str, language: str) -> tuple[Span, ...]:
    """Return the sentences of ``text`` without the white space around them, in order and without overlap."""
    return tuple(Span(start, end) for start, end in sentence_bounds(text, language))


def sentence_bounds(text: str, language: str) -> list[tuple[int, int]]:
    """Return the sentences as plain pairs of offsets, for those who cut texts by the million."""
    found: list[tuple[int, int]] = []
    for first, last in _paragraphs(text):
        earlier, before = len(found), ""
        pieces = _pieces(text[first:last], language)
        if table(language, "segment")["cut_before_numbers"] and _BEFORE_NUMBER.search(text, first, last):
            pieces = _cut_before_numbers(pieces, language)
        for start, piece in pieces:
            bare = piece.strip()
            if not bare:
                continue
            begin = first + start + piece.find(bare)
            if len(found) > earlier and _goes_on(before, bare, language):
                found[-1] = (found[-1][0], begin + len(bare))
                before = text[found[-1][0] : found[-1][1]]
            else:
                found.append((begin, begin + len(bare)))
                before = bare
    return found


@lru_cache(maxsize=1 << 16)
def may_end(word: str, language: str) -> bool | None:
    """Tell whether a full stop after ``word`` ends a sentence, before a word that may begin one.

    None where more would have to be known. Together with ``may_begin`` this is what ``sentence_bounds`` finds in a text
    of words, spaces and full stops: there, the splitter looks at the word before the stop and at the one behind it.
    """
    if word in words_of(language, "segment", "never_final"):
        return False
    # after an abbreviation the splitter looks at the next word once more ("Mr. Smith", but "… of Mr. The …")
    return True if word.isalpha() and len(sentencex.segment(language, f"{word}. {_NEUTRAL}")) > 1 else None


@lru_cache(maxsize=1 << 16)
def may_begin(word: str, language: str) -> bool | None:
    """Tell whether ``word`` begins a sentence, after a full stop that may end one; None where that is not certain."""
    if not word[0].isalpha():
        return None
    cut, cut_too = (len(sentencex.segment(language, f"{_NEUTRAL}. {word}{mark}")) > 1 for mark in ("", ","))
    return cut if cut == cut_too else None


def _paragraphs(text: str) -> list[tuple[int, int]]:
    stops = [match.end() for match in _PARAGRAPH.finditer(text)] if "\n" in text else []
    return [(start, end) for start, end in pairwise([0, *stops, len(text)]) if end > start]


def _pieces(paragraph: str, language: str) -> list[tuple[int, str]]:
    """Return where the splitter cuts: the offset and the text of each piece."""
    try:
        pieces = sentencex.segment(language, paragraph)
    except UnicodeEncodeError:  # half a surrogate pair, as broken JSON has it: to the splitter, an unknown character
        paragraph = _HALF_PAIR.sub("\ufffd", paragraph)
        pieces = sentencex.segment(language, paragraph)
    # bare texts come at half the cost of offsets, and mean the same where nothing was left out between them
    if sum(map(len, pieces)) == len(paragraph):
        return list(zip(accumulate(map(len, pieces), initial=0), pieces, strict=False))
    bounds = sentencex.get_sentence_boundaries(language, paragraph)
    return [(piece["start_index"], paragraph[piece["start_index"] : piece["end_index"]]) for piece in bounds]


def _goes_on(before: str, after: str, language: str) -> bool:
    """Tell whether the splitter cut where no sentence ends: after an abbreviation or ordinal, before closing marks."""
    if not after[0].isalnum() and _CLOSING_ONLY.fullmatch(after):
        return True
    word = before[before.rfind(" ") + 1 :]
    if word[:-1].isalpha() and word[:-1] not in words_of(language, "segment", "never_final"):
        return False  # by far the most frequent end of a sentence, told without a pattern
    last, first = _LAST_WORD.search(before[-_LAST_WORD_REACH:]), _FIRST_WORD.match(after)
    if last is None or first is None:
        return False
    if last.group(1) in words_of(language, "segment", "never_final"):
        return True
    if not last.group(1).isdigit():
        return False
    return first.group(1) in words_of(language, "segment", "after_ordinal") or _is_ordinal(before, after, language)


def _is_ordinal(before: str, after: str, language: str) -> bool:
    """Tell whether the number before the stop counts what comes after: an article needs its noun ("der 2. Senat")."""
    found = _ORDINAL.search(before[-_LAST_WORD_REACH:])
    if found is None or found.group(1).lower() not in words_of(language, "segment", "before_ordinal"):
        return False
    first = _FIRST_WORD.match(after)
    return first is not None and first.group(1).lower() not in words_of(language, "segment", "starters")


def _word_before(text: str, place: int) -> str:
    found = _LETTERS_AT_END.search(text[max(0, place - _LAST_WORD_REACH) : place])
    return found.group() if found else ""


def _cut_before_numbers(pieces: list[tuple[int, str]], language: str) -> list[tuple[int, str]]:
    """Cut where the splitter takes a full stop before a number for an abbreviation's ("… verletzt. 12 Menschen")."""
    found: list[tuple[int, str]] = []
    for start, piece in pieces:
        ends = [
            match.end()
            for match in _BEFORE_NUMBER.finditer(piece)
            if _word_before(piece, match.start()) not in words_of(language, "segment", "before_number")
        ]
        stops = [0, *ends, len(piece)]
        found += [(start + first, piece[first:last]) for first, last in pairwise(stops)]
    return found
