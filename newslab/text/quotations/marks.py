"""Finds what stands between quotation marks: every style, nested, mixed, split over paragraphs, told from apostrophes.

One pass with a stack. “ closes in German and opens in English, » opens in Germany and closes in Switzerland, and
" does both; so a mark is read by what touches it (space, word, punctuation), then by what is open, and only where
these leave it open by the direction that most marks of the document have.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from newslab.records import Span
from newslab.text.language import words_of

# Two commas, two apostrophes, two less-than signs: how typewriters write the double marks.
MARK = re.compile(r"''|,,(?=\w)|``|<<|>>|[„“”‟\"»«‚‘’‛'›‹`´]")
_LOW = frozenset("„‚") | {",,", "``"}
_APOSTROPHES = frozenset("'’‘`´‛")
_SINGLE = frozenset("‚‘’‛'›‹`´")
_GUILLEMETS = {"»": "«", "«": "»", "›": "‹", "‹": "›", "<<": ">>", ">>": "<<"}
# What may close what was opened; same-glyph pairs as in ”Swedish” texts are last resorts.
_CLOSES = {
    "„": "“”\"‟«''", ",,": "''“”\"", "``": "''\"”", "“": "”\"“‟''", "”": "”“\"", "‟": "”\"", '"': "\"“”''",
    "»": "«»", "«": "»«", "<<": ">>", ">>": "<<", "‚": "‘’'‛´`", "‘": "’'´‘", "’": "’'‘", "‛": "’'", "'": "'’‘´",
    "`": "´'`’", "´": "´'`", "›": "‹›", "‹": "›‹", "''": "''\"”",
}  # fmt: skip
_BREAK = re.compile(r"\n\s*\n|\n(?=[^\S\n]*[„“\"»«])")
_SEARCHED = 4  # how deep a closing mark looks for its opener: nobody nests deeper, and it keeps the pass linear


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A stretch between marks. ``outer`` has the marks, ``inside`` has not; ``depth`` is 0 where nothing encloses it.

    ``closed`` is False where no closing mark was found: it then runs to the end of its line. ``continued`` says
    that the next paragraph goes on with the same speech (English usage: each paragraph opens, the last one closes).
    """

    outer: Span
    inside: Span
    depth: int
    closed: bool = True
    continued: bool = False


@dataclass(slots=True)
class _Mark:
    glyph: str
    start: int
    end: int
    opens: bool
    closes: bool
    line: int


# (opener, where the inside ends, where the outside ends, closed, continued)
_Pair = tuple[_Mark, int, int, bool, bool]


@lru_cache(maxsize=8)  # several readers ask for an article's, and for a summary's
def find_marked(text: str, language: str) -> tuple[Marked, ...]:
    """Return every stretch between quotation marks, in order of its opening mark; linear in the length of ``text``."""
    marks = _read(text, language)
    if not marks:
        return ()
    return _nested(_paired(text, marks))


def _read(text: str, language: str) -> list[_Mark]:
    """Return the marks with what their neighbours allow; apostrophes are left out."""
    matches = list(MARK.finditer(text))
    breaks = [match.start() for match in _BREAK.finditer(text)] if matches else []
    elided = words_of(language, "quotations", "elided")
    marks: list[_Mark] = []
    line = 0
    for first, last in _runs(matches):
        before = text[matches[first].start() - 1] if matches[first].start() else " "
        after = text[matches[last].end()] if matches[last].end() < len(text) else " "
        opens, closes = _may_open(before, after), _may_close(before, after)
        for match in matches[first : last + 1]:
            while line < len(breaks) and breaks[line] < match.start():
                line += 1
            glyph = match.group()
            if glyph in _APOSTROPHES and first == last and _is_apostrophe(text, match, before, after, elided):
                continue
            marks.append(_Mark(glyph, match.start(), match.end(), opens or glyph in _LOW, closes, line))
    _settle(marks)
    return marks


def _runs(matches: list[re.Match[str]]) -> list[tuple[int, int]]:
    """Group marks that touch ("‘“"): they are read together, by what stands around all of them."""
    runs: list[tuple[int, int]] = []
    for number, match in enumerate(matches):
        if runs and matches[number - 1].end() == match.start() and match.group() not in _LOW:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _may_open(before: str, after: str) -> bool:
    return (before.isspace() or before in "([{–—-/…=+:" or MARK.match(before) is not None) and not (
        after.isspace() or after in ".,;:!?)]}"
    )


def _may_close(before: str, after: str) -> bool:
    return not before.isspace() and before not in "([{" and not after.isalnum()


def _is_apostrophe(text: str, match: re.Match[str], before: str, after: str, elided: frozenset[str]) -> bool:
    """Tell whether a high single mark is an apostrophe: inside a word, or before what is known to lose its start."""
    if before.isalnum() and after.isalnum():
        return True
    if before.isalnum() or not after.isalnum():
        return False
    word = re.match(r"\w+", text[match.end() : match.end() + 12])
    return word is not None and (
        word.group().casefold() in elided or re.fullmatch(r"\d\ds?|\d\der", word.group()) is not None
    )


def _settle(marks: list[_Mark]) -> None:
    """Give guillemets whose neighbours say nothing the direction that most others of their kind have."""
    votes = Counter(mark.glyph for mark in marks if mark.glyph in _GUILLEMETS and mark.opens and not mark.closes)
    votes.update(
        _GUILLEMETS[mark.glyph] for mark in marks if mark.glyph in _GUILLEMETS and mark.closes and not mark.opens
    )
    for mark in marks:
        if mark.glyph in _GUILLEMETS and mark.opens == mark.closes:
            mark.opens = votes[mark.glyph] >= votes[_GUILLEMETS[mark.glyph]]
            mark.closes = not mark.opens


def _paired(text: str, marks: list[_Mark]) -> list[_Pair]:
    """Pair the marks, in the order in which the pairs end."""
    pairs: list[_Pair] = []
    given_up: list[_Pair] = []
    stack: list[_Mark] = []
    lines = [match.start() for match in re.finditer("\n", text)]
    for number, mark in enumerate(marks):
        following = marks[number + 1] if number + 1 < len(marks) else None
        depth = _opener(stack, mark, following, text)
        if depth is not None:
            opener = stack[-depth]
            del stack[-depth:]
            pairs.append((opener, mark.start, mark.end, True, False))
        elif mark.opens:
            while stack and stack[-1].line < mark.line and _same_kind(stack[-1], mark):
                given_up.append(_given_up(text, lines, stack.pop(), mark))
            stack.append(mark)
    given_up += [_given_up(text, lines, mark, None) for mark in stack]
    # A lone ’ before a word is more likely an apostrophe (’Ndrangheta) than a quotation that nobody closed.
    return pairs + [pair for pair in given_up if pair[4] or pair[0].glyph not in _APOSTROPHES]


def _opener(stack: list[_Mark], mark: _Mark, following: _Mark | None, text: str) -> int | None:
    """Return how deep in the stack the opener of ``mark`` lies (1 is the top); None where it closes nothing."""
    spaced = mark.glyph == "''" and bool(stack) and stack[-1].glyph == "``"  # "`` text ''", as tokenisers write
    if not (mark.closes or spaced) or mark.glyph in _LOW:
        return None
    for depth in range(1, min(_SEARCHED, len(stack)) + 1):
        opener = stack[-depth]
        if mark.glyph not in _closers(opener.glyph) or opener.end == mark.start:
            continue
        if mark.opens and mark.glyph != '"' and mark.glyph not in _SINGLE and opener.glyph == mark.glyph:
            continue
        if mark.glyph in {'"', "'"} and text[mark.start - 1].isdigit() and opener.glyph != mark.glyph:
            continue  # 27" and 6' are inches and feet
        if mark.glyph in _APOSTROPHES and _genitive(text, mark, following):
            return None
        return depth
    return None


def _closers(glyph: str) -> list[str]:
    return re.findall(r"''|<<|>>|.", _CLOSES[glyph])


def _genitive(text: str, mark: _Mark, following: _Mark | None) -> bool:
    """Tell whether "the boys’ club" goes on: s before, a word after, and a better closing mark on the line."""
    if text[mark.start - 1] not in "sxzß" or not re.match(r"\s\w", text[mark.end : mark.end + 2]):
        return False
    return (
        following is not None and following.glyph in _APOSTROPHES and following.closes and following.line == mark.line
    )


def _same_kind(one: _Mark, other: _Mark) -> bool:
    return (one.glyph in _SINGLE) == (other.glyph in _SINGLE)


def _given_up(text: str, lines: list[int], opener: _Mark, following: _Mark | None) -> _Pair:
    """Return an unclosed mark's stretch: to the end of its line."""
    line = bisect_left(lines, opener.end)
    end = lines[line] if line < len(lines) else len(text)
    continued = (
        following is not None
        and following.line == opener.line + 1
        and following.glyph == opener.glyph
        and not text[end : following.start].strip()
    )
    return opener, end, end, False, continued


def _nested(pairs: list[_Pair]) -> tuple[Marked, ...]:
    """Return the pairs in order with their depth; an unclosed one encloses nothing and ends where the next opens."""
    pairs.sort(key=lambda pair: (pair[0].start, -pair[2]))
    found: list[Marked] = []
    open_ends: list[int] = []
    for number, (opener, inside_end, pair_end, closed, continued) in enumerate(pairs):
        following = pairs[number + 1][0].start if number + 1 < len(pairs) else None
        while open_ends and open_ends[-1] <= opener.start:
            open_ends.pop()
        stops = inside_end, pair_end
        if not closed and following is not None and following < inside_end:
            stops = following, following
        found.append(
            Marked(
                outer=Span(opener.start, stops[1]),
                inside=Span(opener.end, max(opener.end, stops[0])),
                depth=len(open_ends),
                closed=closed,
                continued=continued,
            )
        )
        if closed:
            open_ends.append(stops[1])
    return tuple(found)
