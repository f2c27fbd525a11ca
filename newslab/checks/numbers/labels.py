"""Judges the digits of a summary that count nothing: names of things, sections, telephone numbers, Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from newslab.checks.numbers.cut_texts import is_cut_off
from newslab.checks.numbers.forms import ages_about
from newslab.checks.rules import rules_of
from newslab.records import Finding
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.numerals import read_roman
from newslab.text.sieve import Sieve

_RULES = rules_of("number")
YEARS = Sieve(lambda key: len(key) == 4 and key.isdecimal())
_NO_WORDS = Sieve(lambda key: not key.isalpha() or not key.strip("xvi"))  # digits or a Roman numeral
_DIGITS = re.compile(r"\d+")
_CENTURY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)-century")
_DECADE_OF_LIFE = re.compile(r"(?:(early|mid|late)-)?([2-9]0)['’]?s")


def judge_labels(alignment: Alignment) -> Iterator[Finding]:
    """Judge the digits that count nothing: A320, G20, § 218, a telephone number. The article must hold them too."""
    summary, article = alignment.summary, alignment.article
    read = {number for q in summary.quantities for number in range(q.first, q.last)}
    read |= {number for moment in summary.dates for number in range(moment.stated.first, moment.stated.last)}
    for number in summary.where(_NO_WORDS):
        if number in read:
            continue
        if _is_age_told(number, alignment) or _is_century_told(number, alignment) or is_cut_off(alignment, number):
            continue
        key = summary.words.keys[number]
        runs = _DIGITS.findall(key)
        if not runs and (read_roman(summary.words.forms[number]) is None or _joined_to(key, article)):
            continue
        known = key in article.places or (bool(runs) and _runs_in(article).issuperset(runs))
        span = summary.words.span(number, number + 1)
        spans = (
            (article.words.span(article.places[key][0], article.places[key][0] + 1),) if key in article.places else ()
        )
        yield Finding(
            rule=_RULES["N001" if known else "N003"],
            summary_span=summary.origin(span),
            article_spans=tuple(map(article.origin, spans)),
            details={"text": span.of(summary.text), "evidence": key},
        )


@lru_cache(maxsize=4)  # an article's summaries come one after the other
def _runs_in(article: Document) -> frozenset[str]:
    """Return the runs of digits of a text."""
    return frozenset(_DIGITS.findall(article.text))


def _is_age_told(number: int, alignment: Alignment) -> bool:
    """Tell whether a word is a decade of life in which an age of the article lies: "mid-40s", "in his early 60s"."""
    words = alignment.summary.words
    match = _DECADE_OF_LIFE.fullmatch(words.keys[number])
    if match is None:
        return False
    before = match[1] or (words.keys[number - 1] if number else "")
    return bool(ages_about(alignment, int(match[2]), before))


def _is_century_told(number: int, alignment: Alignment) -> bool:
    """Tell whether "a 16th-century cup" is one for which the article has a year of that century."""
    match = _CENTURY.fullmatch(alignment.summary.words.keys[number])
    if match is None:
        return False
    article = alignment.article
    years = article.where(YEARS)
    return any((int(article.words.keys[at]) - 1) // 100 + 1 == int(match[1]) for at in years)


def _joined_to(key: str, article: Document) -> bool:
    """Tell whether a Roman numeral stands in the article inside a compound ("Hartz-IV-Satz")."""
    return any(key in word.split("-") for word in article.places if "-" in word)
