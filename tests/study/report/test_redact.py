"""What leaves the house: the article's own wording is found in other texts, the evidence sentences are spared."""

import pytest

from newslab.records import Article, Span
from newslab.study.report.redact import Curtain

DE = Article(
    id="1",
    language="de",
    text=(
        "Der Rat von Hohenwalde hat am Mittwoch den Bau des Bades beschlossen. "
        "Nach langer Debatte stimmten 31 Mitglieder dafür und nur neun dagegen."
    ),
)
EN = Article(
    id="2",
    language="en",
    text=(
        "The treasurer of the charity appeared in court on Monday over missing money. "
        "She denies that she took any of the sum that was missing."
    ),
)


def sentence(article, number):
    """Return the span of one of the two sentences, found by the full stop between them."""
    cut = article.text.index(". ") + 1
    return Span(0, cut) if number == 0 else Span(cut + 1, len(article.text))


@pytest.mark.parametrize("article", [DE, EN])
def test_a_copied_sentence_is_hidden_and_the_evidence_is_not(article):
    curtain = Curtain(article, [sentence(article, 1)])
    copied, evidence = (sentence(article, number).of(article.text) for number in (0, 1))
    assert curtain.masked(f"Neu: {copied}") == "Neu: […]."
    assert curtain.masked(f"Neu: {evidence}") == f"Neu: {evidence}"


@pytest.mark.parametrize(
    ("article", "own"),
    [
        (DE, "Die Stadt baut, der Rat von Hohenwalde ist dafür."),
        (EN, "Money is missing, and the treasurer of a charity denies it."),
    ],
)
def test_a_sentence_in_its_own_words_stays(article, own):
    assert Curtain(article, []).masked(own) == own


def test_neither_case_nor_marks_nor_soft_hyphens_nor_decomposed_letters_lift_the_curtain():
    disguised = "NACH LANGER, De\u00adbat\u00adte – stimmten 31 Mitglieder dafu\u0308r und (nur) neun dagegen"
    assert Curtain(DE, []).masked(disguised) == "[…]"


def test_figures_and_compounds_are_words_as_finely_as_anybody_counts_them():
    scores = Article(id="5", language="de", text="Die EU-Kommission meldet 2:1, 0:3 und 1:1 aus Paris.")
    assert Curtain(scores, []).masked("Heute: 2:1, 0:3 und 1:1.") == "Heute: […]."


def test_a_sentence_that_stands_twice_is_evidence_wherever_it_stands():
    twice = Article(id="3", language="de", text=f"{DE.text} {DE.text}")
    curtain = Curtain(twice, [sentence(DE, 0)])
    shown = sentence(DE, 0).of(DE.text)
    assert curtain.masked(shown) == shown


def test_hidden_stretches_are_of_the_text_as_given():
    text = "😀 Er sagte: Nach langer Debatte stimmten 31 Mitglieder dafu\u0308r und nur neun dagegen. Ende."
    (span,) = Curtain(DE, []).hidden(text)
    assert span.of(text) == "Nach langer Debatte stimmten 31 Mitglieder dafu\u0308r und nur neun dagegen"


@pytest.mark.parametrize("text", ["", "Kurz."])
def test_short_texts_and_articles_hide_nothing(text):
    assert Curtain(DE, []).hidden(text) == []
    assert Curtain(Article(id="4", language="de", text=text), []).hidden(DE.text) == []
