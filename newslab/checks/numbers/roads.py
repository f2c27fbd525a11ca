"""Judges the numbers of roads and lines: "A 8", "A8" and "Autobahn 8" are one, "A 7" is another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from newslab.checks.rules import rules_of
from newslab.records import Finding, Span
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.language import table

_RULES = rules_of("number")


@cache
def _roads(language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return what a road looks like, and the letter that stands for each kind of road."""
    kinds = {word: letter for letter, words in table(language, "numbers")["roads"].items() for word in words}
    letters = "".join(sorted(set(kinds.values()))).upper()
    words = "|".join(sorted(kinds, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"\b(?:([{letters}])[ \u00a0-]?|((?i:{words})) )(\d{{1,3}})\b(?![.,]\d|[ \u00a0]?%)"), kinds


def judge_roads(alignment: Alignment) -> Iterator[Finding]:
    """Report each road of the summary where the article numbers roads of its kind too."""
    summary, article = alignment.summary, alignment.article
    ours = list(_found(summary))
    if not ours:
        return
    same: dict[tuple[str, int], Span] = {}
    alike: dict[str, Span] = {}
    for place, letter, number in _found(article):
        same.setdefault((letter, number), place)
        alike.setdefault(letter, place)
    for span, letter, number in ours:
        evidence = same.get((letter, number)) or alike.get(letter)
        if evidence is None:
            continue
        yield Finding(
            rule=_RULES["N001" if (letter, number) in same else "N003"],
            summary_span=summary.origin(span),
            article_spans=(article.origin(evidence),),
            details={"text": span.of(summary.text), "evidence": evidence.of(article.text)},
        )


def _found(document: Document) -> Iterator[tuple[Span, str, int]]:
    pattern, kinds = _roads(document.language)
    for match in pattern.finditer(document.text):
        letter = match[1].lower() if match[1] else kinds[match[2].lower()]
        yield Span(*match.span()), letter, int(match[3])
