"""Language mode: the same word is one word, another is another, in German and in English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.metrics.rouge import Scorer
from newslab.metrics.rouge.tokens import spellings
from newslab.text.document import Document


def rouge(summary, reference, language="de", **settings):
    scorer = Scorer(language, **settings)
    (parts,) = scorer.score([Document(summary, language)], [[Document(reference, language)]])
    return parts


@pytest.mark.parametrize(
    ("first", "second", "language", "same"),
    [
        ("Müller", "Möller", "de", False),
        ("Müller", "Mu\u0308ller", "de", True),
        ("Müller", "Mül\u00adler", "de", True),
        ("Straße", "Strasse", "de", True),
        ("STRASSE", "Straße", "de", True),
        ("Präsident", "Resident", "de", False),
        ("1.250", "1250", "de", True),
        ("1'250", "1.250", "de", True),
        ("1.250", "1,250", "de", False),
        ("3,5", "35", "de", False),
        ("1,250", "1250", "en", True),
        ("1.250", "1250", "en", False),
        ("Corona-Pandemie", "Coronapandemie", "de", True),
        ("geht’s", "gehts", "de", True),
        ("don’t", "don't", "en", True),
        ("don't", "dont", "en", False),
        ("Москва", "Москве", "de", False),
        ("café", "cafe\u0301", "en", True),
    ],
)
def test_what_is_the_same_word(first, second, language, same):
    assert rouge(first, second, language)["rouge1"].f == float(same)


@pytest.mark.parametrize(
    ("word", "language", "parts"),
    [
        ("decision-making", "en", ("decision", "making")),
        ("spd-chefin", "de", ("spdchefin",)),
        ("31-9", "de", ("31", "9")),
        ("covid-19-pandemie", "de", ("covid19pandemie",)),
        ("1.250.000,50", "de", ("1250000,50",)),
        ("1,250.75", "en", ("1250.75",)),
        ("12.10.2025", "de", ("12.10.2025",)),
    ],
)
def test_how_hyphens_and_digits_count(word, language, parts):
    assert spellings(word, language) == parts


def test_half_a_compound_is_half_a_match_in_english():
    # "decision making" against "decision-making tools": 2 of 3 words, 2 of 2
    assert rouge("decision making", "decision-making tools", "en")["rouge1"].r == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("de", "Der Kanzler reist nach Paris. Die Opposition bleibt in Berlin.",
         "Die Opposition bleibt in Berlin. Der Kanzler reist nach Paris."),
        ("en", "The chancellor went to Paris. The opposition stayed in Berlin.",
         "The opposition stayed in Berlin. The chancellor went to Paris."),
    ],
)  # fmt: skip
def test_sentences_in_another_order_are_one_for_lsum_without_line_breaks(language, first, second):
    parts = rouge(first, second, language)
    assert parts["rougeLsum"].f == 1.0
    assert parts["rougeL"].f == pytest.approx(0.5)


@pytest.mark.parametrize(("language", "first", "second"), [("de", "Häuser", "Hauses"), ("en", "running", "runs")])
def test_stems_only_where_asked_for(language, first, second):
    assert rouge(first, second, language)["rouge1"].f == 0.0
    assert rouge(first, second, language, stem=True)["rouge1"].f == 1.0


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120), st.sampled_from(["de", "en"]))
def test_a_text_is_wholly_like_itself(text, language):
    words = Document(text, language).words
    parts = rouge(text, text, language)
    if len(words) >= 2:
        assert {part.f for part in parts.values()} == {1.0}


def test_several_references():
    # counted by hand: "a b" against "a b c d" has recall 2/4, against "a x" 1/2 (both texts of two words)
    summary, references = Document("a b", "en"), [Document("a b c d", "en"), Document("a x", "en")]
    (best,) = Scorer("en").score([summary], [references])
    (pooled,) = Scorer("en", pooling="average").score([summary], [references])
    assert (best["rouge1"].p, best["rouge1"].r) == (1.0, 0.5)
    assert (pooled["rouge1"].p, pooled["rouge1"].r) == (3 / 4, 3 / 6)


def test_the_signature_tells_settings_apart():
    signatures = {
        Scorer(language, mode=mode, stem=stem, pooling=pooling).signature(2)
        for language in ("de", "en")
        for mode in ("language", "classic")
        for stem in (True, False)
        for pooling in ("max", "average")
    }
    assert len(signatures) == 16
    assert Scorer("de").signature(1) == ("rouge|lang:de|tok:words.1|stem:none|split:sentences.1|norm:nfc|refs:1|v:1")


@pytest.mark.parametrize("wrong", [{"mode": "modern"}, {"pooling": "sum"}, {"ngrams": (0,)}])
def test_a_wrong_setting_is_said(wrong):
    with pytest.raises(ValueError, match=r"got"):
        Scorer("de", **wrong)


def test_a_vocabulary_that_has_grown_large_starts_anew_and_changes_no_figure():
    scorer = Scorer("de", ngrams=(1,))
    before = scorer.score_texts(["Bremens SPD-Chefin kam"], ["Die SPD-Chefin kam"])
    vocabulary = scorer.encoder.vocabulary
    for number in range(200_001):
        vocabulary[f"wort{number}"]
    assert scorer.score_texts(["Bremens SPD-Chefin kam"], ["Die SPD-Chefin kam"]) == before
    assert len(vocabulary) < 10
