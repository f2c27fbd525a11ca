"""Owns where the sentences of a text can be cut: clauses between commas, statements between stronger stops."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from newslab.records import Span
from newslab.text.lexis import Lexis
from newslab.text.passage import Passage

# No comma inside a figure, no hyphen inside a word. One class of letters comes first: Python looks for it at a glance.
_CUT = re.compile(
    r"[,;:()–—…„“”\"»«-](?:(?<![,;:-])|(?<=[,;:])(?:(?<!\d.)|(?!\d))|(?<=\s-)(?=\s))",
)
# A word or two in brackets interrupt a clause and do not end it: a party, an age, a score at half time; an agency's
# sign before a dash does ("Istanbul (dpa) - …"): a dateline is no clause.
_ASIDE = re.compile(r"\([^\s()]+(?: [^\s()]+)?\)(?!\s?[-–—])")
# A stretch without a comma that is longer was not split safely (captions and headings that run into one another); a
# check leaves it alone, which also bounds its work in a text without any full stop.
LONGEST_CLAUSE = 40
# No sentence of a newspaper has more clauses; those further on are left alone for the same reasons.
MOST_CLAUSES = 24
# What is said before one of these binds nothing after it.
_STRONG = frozenset(";:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stretch of pieces (half-open) without a comma; ``statement`` numbers stretches without a semicolon or colon."""

    first: int
    last: int
    sentence: int
    statement: int


def find_clauses(passage: Passage, lexis: Lexis) -> tuple[Clause, ...]:
    """Return the clauses of a text, in order; each has at least one piece."""
    return tuple(_clauses(passage.text, lexis))


def _clauses(text: str, lexis: Lexis) -> Iterator[Clause]:
    sentence_of = lexis.sentence_of
    # for each piece before which a clause ends, whether a statement ends there, too
    borders = {first: True for first, _ in lexis.ranges if first}
    asides = {at for aside in _ASIDE.finditer(text) for at in (aside.start(), aside.end() - 1)}
    for cut in _CUT.finditer(text):
        if cut.start() in asides:
            continue
        number = bisect_right(lexis.starts, cut.start())
        borders[number] = borders.get(number, False) or cut.group() in _STRONG
    first, statement, last = 0, 0, len(lexis)
    for number in sorted(borders):
        if first < number < last:
            yield Clause(first=first, last=number, sentence=sentence_of[first], statement=statement)
            first = number
        statement += borders[number]
    if lexis.starts:
        yield Clause(first=first, last=last, sentence=sentence_of[first], statement=statement)


def span_of(clause: Clause, lexis: Lexis) -> Span:
    """Return where a clause stands in its text, without the marks around it."""
    return lexis.span(clause.first, clause.last)
