"""The work of the finders and checks grows with the length of a text, not with its square; counted in steps, not time.

A step is one line of newslab's own code, as the interpreter reports it. Four times the text may cost at most six
times the steps: linear growth is four, quadratic sixteen.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from math import isfinite
from types import CodeType, FrameType
from typing import Any

import pytest

from newslab.checks.examine import examine
from newslab.records import Article, Pair
from newslab.text.alignment.align import align
from newslab.text.document import Document, analyse, document_of
from newslab.text.names.tagger import marks

_MOST_GROWTH = 6
_SUMMARY = {
    "de": "Minister Karl Meyer sagte am Montag: „Das ist so.“ Es gab zwölf Tote in Bonn.",
    "en": "Minister Carl Mayor said on Monday: “This is it.” There were twelve dead in Leeds.",
}
_SENTENCES = {
    "de": "Minister Karl Meyer sagte am 3. Mai, es habe 12 Tote gegeben. „Es ist so“, sagte er. Die SPD lehnt ab.\n\n",
    "en": "Minister Carl Mayor said on 3 May that 12 people had died. “This is it,” he said. Labour is against it.\n\n",
}

# What broken files, tables and scans look like: a language, and a unit that is repeated.
_SHAPES = {
    "German sentences": ("de", _SENTENCES["de"]),
    "English sentences": ("en", _SENTENCES["en"]),
    "no space": ("en", "Ab,c.d-e"),
    "one word": ("de", "x"),
    "digits": ("de", "1"),
    "single letters": ("en", "a "),
    "German quotes": ("de", "„a“ "),
    "typewriter quotes": ("en", '"a" '),
    "unclosed German quotes": ("de", "„Das ist es. "),
    "unclosed English quotes": ("en", "“This is it. "),
    "bare marks": ("de", "»"),
    "commas": ("de", "ab, "),
    "names without a stop": ("en", "Anna Maria "),
    "verbs without a stop": ("de", "sagte er, dass "),
    "percentages": ("de", "5 % "),
}
_SHORT = 3_000  # characters; four times that is beyond every bound that a finder sets itself


def _steps(work: Callable[[], object]) -> int:
    """Count the lines of newslab that ``work`` runs."""
    count = 0
    ours: dict[CodeType, bool] = {}

    def line(_frame: FrameType, event: str, _value: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, _event: str, _value: Any) -> Any:
        code = frame.f_code
        if code not in ours:
            ours[code] = "newslab" in code.co_filename
        return line if ours[code] else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def _annotated(text: str, language: str) -> None:
    document = Document(text, language)
    found = (document.quotations, document.names, document.quantities, document.dates, document.sentences)
    assert document.text or not any(found)


def _checked(text: str, language: str) -> None:
    article = Article(id="long", language=language, text=text)
    examine(align(Pair(id="long", article=article, summary=_SUMMARY[language])))


def _figures(text: str, language: str) -> None:
    """Check a summary as long as its article, of other figures of the same kind."""
    article = Article(id="long", language=language, text=text)
    summary = text.translate(str.maketrans("123456789", "234567891"))
    examine(align(Pair(id="long", article=article, summary=summary)))


def _copied(text: str, language: str) -> None:
    """Check a summary that is its article."""
    examine(align(Pair(id="long", article=Article(id="long", language=language, text=text), summary=text)))


def _counted(work: Callable[[str, str], None], text: str, language: str) -> int:
    """Count with nothing remembered of earlier texts; what is known of single words stays, as in a long run."""
    work(text, language)
    analyse.cache_clear()
    marks.cache_clear()
    return _steps(lambda: work(text, language))


@pytest.mark.parametrize("shape", _SHAPES)
@pytest.mark.parametrize("work", [_annotated, _checked])
def test_four_times_the_text_costs_at_most_six_times_the_steps(work: Callable[[str, str], None], shape: str) -> None:
    language, unit = _SHAPES[shape]
    short = unit * (_SHORT // len(unit))
    one, four = _counted(work, short, language), _counted(work, short * 4, language)
    assert 0 < four <= _MOST_GROWTH * one


@pytest.mark.parametrize("work", [_figures, _copied])
@pytest.mark.parametrize("unit", ["5 % ", "17 Prozent, 23,5 Prozent und 8 % der Frauen. "])
def test_a_summary_as_long_as_its_article_costs_no_more_for_each_figure(
    work: Callable[[str, str], None], unit: str
) -> None:
    short = unit * (_SHORT // 2 // len(unit))
    one, four = _counted(work, short, "de"), _counted(work, short * 4, "de")
    assert 0 < four <= _MOST_GROWTH * one


@pytest.mark.parametrize(
    ("language", "unit", "told"),
    [
        # names in brackets behind names, two of which a summary ties to each other
        (
            "de",
            "Oscar Pereiro (Phonak) gewann gestern. Floyd Landis aus Amerika (Rabobank) folgte ihm. ",
            "Pereiro (Rabobank) siegte in Bonn. ",
        ),
        # sentences that are suspended, each told as one to be served; two names that change places
        ("en", "He was given a suspended sentence. ", "He was jailed. "),
        ("de", "Finnland beliefert Estland. ", "Estland beliefert Finnland. "),
        # ways with one end exchanged, and nations of one noun
        (
            "en",
            "The Danish crew sailed from Oslo to Leith with salt. Sweden paid. ",
            "Swedish crew members went from Danish to Leith. ",
        ),
    ],
)
@pytest.mark.parametrize("many", [1, 0])
def test_four_times_an_article_and_its_summary_cost_at_most_six_times_the_steps(
    language: str, unit: str, told: str, many: int
) -> None:
    def work(text: str, language: str) -> None:
        article = Article(id="a", language=language, text=text)
        summary = told * (text.count(unit) if many else 1)
        examine(align(Pair(id="p", article=article, summary=summary)))

    short = unit * (_SHORT // len(unit))
    one, four = _counted(work, short, language), _counted(work, short * 4, language)
    assert 0 < four <= _MOST_GROWTH * one


def test_the_count_tells_linear_work_from_quadratic() -> None:
    """A finder that looks from each word through all others must not get past the bound."""

    def work(text: str, language: str) -> None:
        words = Document(text, language).words
        for first in range(len(words)):
            for second in range(first):
                words.span(second, first)

    one, four = _counted(work, "ab " * 100, "de"), _counted(work, "ab " * 400, "de")
    assert four > _MOST_GROWTH * one


@pytest.mark.parametrize(("language", "word"), [("de", "hundert "), ("en", "million ")])
def test_a_row_of_number_words_without_end_breaks_nothing(language: str, word: str) -> None:
    """A product of thousands of magnitudes is beyond every float; the summary's twelve is still not in there."""
    article = Article(id="row", language=language, text=word * 2_000)
    assert all(isfinite(quantity.value) for quantity in document_of(article).quantities)
    found = examine(align(Pair(id="row", article=article, summary=_SUMMARY[language]))).findings
    assert "N003" in {finding.rule.code for finding in found}
