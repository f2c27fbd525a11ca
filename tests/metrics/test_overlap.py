"""Overlap with the article: figures counted by hand, by the equations of the papers named in the metric."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.metrics import metric_named
from newslab.metrics.overlap import Overlap

ARTICLE = {
    "de": "Der Kanzler reist heute nach Paris und trifft dort den Präsidenten.",  # 11 words
    "en": "The chancellor travels to Paris today and meets the president there.",  # 11 words
}


@pytest.mark.parametrize(
    ("language", "summary"),
    # runs of 4 and 1 shared words among 6: "Der Kanzler reist heute" + "Paris"; "bald" is new
    [("de", "Der Kanzler reist heute, bald Paris."), ("en", "The chancellor travels to, soon today.")],
)
def test_coverage_density_compression(measured, language, summary):
    scores = measured(Overlap(), summary, article=ARTICLE[language], language=language).scores
    assert scores["coverage"] == pytest.approx(5 / 6)
    assert scores["density"] == pytest.approx((4 * 4 + 1 * 1) / 6)
    assert scores["compression"] == pytest.approx(11 / 6)
    assert scores["words"] == 6
    # new: 1 of 6 words; 2 of 5 pairs, those with "bald" in them
    assert scores["novel_unigrams"] == pytest.approx(1 / 6)
    assert scores["novel_bigrams"] == pytest.approx(2 / 5)


@pytest.mark.parametrize(
    ("language", "article", "summary"),
    [
        ("de", "Die Ministerin sagte: „Wir werden das Gesetz im Herbst ändern.“ Danach ging sie.",
         "Danach sagte die Ministerin: „Wir werden das Gesetz im Herbst ändern.“"),
        ("en", "The minister said: “We will change this law in the autumn.” Then she left.",
         "Then said the minister: “We will change this law in the autumn.”"),
    ],
)  # fmt: skip
def test_quotations_left_out(measured, language, article, summary):
    scores = measured(Overlap(), summary, article=article, language=language).scores
    # outside the marks four words, in runs of 1, 1 and 2: "danach", "sagte", "die Ministerin"
    assert scores["coverage_unquoted"] == 1.0
    assert scores["density_unquoted"] == pytest.approx((1 + 1 + 4) / 4)
    assert scores["density"] > 3 * scores["density_unquoted"]


def test_a_summary_that_is_all_quotation(measured):
    text = "„Wir werden das Gesetz im Herbst noch einmal ändern müssen.“"
    found = measured(Overlap(), text, article=f"Sie sagte: {text}")
    assert found.scores["density_unquoted"] is None
    assert found.not_applicable["density_unquoted"] == "the whole summary is a quotation"


def test_repetition(measured):
    # trigrams: abc bca cab abc bca = 5, of which 3 differ
    assert measured(Overlap(), "a b c a b c a", article="x").scores["repetition"] == pytest.approx(1 - 3 / 5)


def test_what_does_not_apply(measured):
    empty = measured(Overlap(), "", article="Ein Satz.")
    assert {name for name, value in empty.scores.items() if value is not None} == {"words"}
    assert set(empty.not_applicable.values()) == {"the summary is empty"}
    alone = measured(Overlap(), "Ein kurzer Satz.", article="")
    assert (alone.scores["coverage"], alone.not_applicable["coverage"]) == (None, "no article")
    assert alone.scores["repetition"] == 0.0
    short = measured(Overlap(), "Ja.", article="Ja. Nein.")
    assert short.not_applicable["novel_bigrams"] == "fewer than 2 words"


@given(st.text(alphabet="abc .", min_size=1, max_size=60), st.sampled_from(["de", "en"]))
def test_an_extract_is_wholly_covered(text, language):
    from newslab.records import Article, Pair
    from newslab.text.alignment.align import align

    pair = Pair(id="1", article=Article(id="1", text=f"x {text} y", language=language), summary=text)
    (found,) = metric_named("overlap").measure([align(pair)])
    if found.scores["words"]:
        assert found.scores["coverage"] == 1.0
        assert found.scores["novel_unigrams"] == 0.0
        assert 1.0 <= found.scores["density"] <= found.scores["words"]


def test_composed_and_decomposed_letters_are_the_same(measured):
    one = measured(Overlap(), "Müller prüft.", article="Herr Müller prüft das.")
    other = measured(Overlap(), "Mu\u0308ller pru\u0308ft.", article="Herr Mül\u00adler prüft das.")
    assert one.scores == other.scores
