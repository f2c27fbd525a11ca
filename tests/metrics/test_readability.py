"""Readability: words, sentences and syllables counted by hand, put into the published formulas."""

import pytest

from newslab.metrics.readability import Readability, syllables

GERMAN = "Der Hund bellt. Die Katze schläft. Der Nachbar telefoniert."  # 9 words, 3 sentences
ENGLISH = "The dog barks. The cat sleeps. The neighbour telephones."  # 9 words, 3 sentences


@pytest.mark.parametrize(
    ("word", "count"),
    # Duden's hyphenation of spoken syllables
    [("Haus", 1), ("Häuser", 2), ("Nation", 3), ("Theater", 3), ("Quelle", 2), ("Yacht", 1), ("Universität", 5),
     ("Österreich", 3), ("Bundeskanzlerin", 5), ("Corona-Pandemie", 6), ("USA", 2), ("nie", 1), ("Bauern", 2)],
)  # fmt: skip
def test_german_syllables(word, count):
    # "USA" is spoken in three, which its letters do not tell
    assert syllables(word, "de") == count


@pytest.mark.parametrize(
    ("word", "count"),
    # Merriam-Webster's division
    [("house", 1), ("table", 2), ("the", 1), ("walked", 1), ("wanted", 2), ("boxes", 2), ("makes", 1), ("year", 1),
     ("beautiful", 3), ("government", 3), ("question", 2), ("decision-making", 5)],
)  # fmt: skip
def test_english_syllables(word, count):
    assert syllables(word, "en") == count


def test_german_formulas(measured):
    scores = measured(Readability(), GERMAN).scores
    # long (more than six letters): schläft, Nachbar, telefoniert; syllables: Der Hund bellt Die Kat-ze schläft Der
    # Nach-bar te-le-fo-niert = 14; of three and more: 1; of one: 6
    assert scores["lix"] == pytest.approx(9 / 3 + 100 * 3 / 9)
    assert scores["flesch"] == pytest.approx(180 - 3 - 58.5 * 14 / 9)
    ms, iw, es = 100 / 9, 300 / 9, 600 / 9
    assert scores["wiener_sachtextformel"] == pytest.approx(
        0.1935 * ms + 0.1672 * 3 + 0.1297 * iw - 0.0327 * es - 0.875
    )


def test_english_formulas(measured):
    found = measured(Readability(), ENGLISH, language="en")
    # long: neighbour, telephones; syllables: the dog barks the cat sleeps the neigh-bour tel-e-phones = 7 + 2 + 3
    assert found.scores["lix"] == pytest.approx(9 / 3 + 100 * 2 / 9)
    assert found.scores["flesch"] == pytest.approx(206.835 - 1.015 * 3 - 84.6 * 12 / 9)
    assert found.scores["wiener_sachtextformel"] is None
    assert found.not_applicable == {"wiener_sachtextformel": "made for German"}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "the summary is empty"), ("1.250. 3.", "the summary is empty"), ("So. Na ja.", "fewer than 3 sentences")],
)
def test_what_does_not_apply(measured, language, text, reason):
    found = measured(Readability(), text, language=language)
    assert set(found.scores.values()) == {None}
    assert set(found.not_applicable.values()) == {reason}


def test_figures_are_no_words(measured):
    with_figures = measured(Readability(), "Der 1. Hund 12 bellt. Die 3,5 Katze schläft. Der Nachbar telefoniert 2025.")
    assert with_figures.scores == measured(Readability(), GERMAN).scores


def test_composed_and_decomposed_letters_are_the_same(measured):
    decomposed = GERMAN.replace("ä", "a\u0308")
    assert measured(Readability(), decomposed).scores == measured(Readability(), GERMAN).scores
