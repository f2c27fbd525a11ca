"""Which sentences of the article a sentence of the summary rests on, and the runs of words both share."""

from __future__ import annotations

import pytest

from newslab.records import Article, Pair
from newslab.text.alignment.align import align

GERMAN = (
    "Der Stadtrat von Lüneburg hat den Haushalt beschlossen. Die Oberbürgermeisterin lobte die Einigung. "
    "Ein neues Schwimmbad soll 2027 öffnen. Kritik kam von den Grünen."
)
ENGLISH = (
    "The council of Leeds passed its budget. The mayor praised the deal. "
    "A new swimming pool is to open in 2027. The Greens objected."
)


def laid(article: str, summary: str, language: str):
    return align(Pair(id="1", article=Article(id="1", text=article, language=language), summary=summary))


@pytest.mark.parametrize(
    ("article", "summary", "language", "sources"),
    [
        (GERMAN, "2027 öffnet ein Schwimmbad. Lüneburgs Haushalt steht.", "de", [2, 0]),
        (ENGLISH, "A pool opens in 2027. Leeds has a budget.", "en", [2, 0]),
    ],
)
def test_a_sentence_rests_on_the_one_that_says_the_same(article, summary, language, sources) -> None:
    links = laid(article, summary, language).links
    assert [link.sources[0] for link in links] == sources
    assert all(0 < link.single <= link.strength <= 1 for link in links)


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (ENGLISH, "en")])
def test_an_extract_rests_on_itself_alone(text: str, language: str) -> None:
    links = laid(text, text, language).links
    assert [(link.sources[0], link.single) for link in links] == [(number, 1.0) for number in range(4)]


@pytest.mark.parametrize(("text", "language", "strange"), [(GERMAN, "de", "Xyz quak."), (ENGLISH, "en", "Xyz quack.")])
def test_a_sentence_of_strange_words_rests_on_nothing(text: str, language: str, strange: str) -> None:
    (link,) = laid(text, strange, language).links
    assert (link.sources, link.strength) == ((), 0.0)


def test_empty_texts_have_nothing_to_lay() -> None:
    assert laid("", "", "de").links == ()
    assert laid("", "Ein Satz.", "de").links[0].sources == ()


def test_runs_carry_their_places_in_both_texts() -> None:
    alignment = laid(GERMAN, "Lüneburg hat den Haushalt", "de")
    (run,) = alignment.fragments
    assert run.article_span(alignment.article).of(GERMAN) == "Lüneburg hat den Haushalt"
    assert run.summary_span(alignment.summary).of("Lüneburg hat den Haushalt") == "Lüneburg hat den Haushalt"
