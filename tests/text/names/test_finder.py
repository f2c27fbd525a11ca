"""Names found in running text; the expected ones are read off by hand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.plugins import UnknownNameError
from newslab.text.document import analyse
from newslab.text.names.tagger import tagger

GERMAN = (
    "Bundeskanzlerin Angela Merkel traf Ursula von der Leyen am Montag in Bremen. "
    "Die SPD und das Bundesamt für Strahlenschutz lehnten das ab. Wolodymyr Selenskyj schwieg."
)
ENGLISH = (
    "Police said President Emmanuel Macron's visit to the Bank of England in London was cancelled. "
    "J. K. Rowling and Ginni Rometty met in New York on Monday."
)


def found(text, language):
    return [(name.text, name.type) for name in analyse(text, language).names]


def test_german_names_with_their_kinds():
    assert found(GERMAN, "de") == [
        ("Angela Merkel", "PER"),
        ("Ursula von der Leyen", "PER"),
        ("Bremen", "LOC"),
        ("SPD", "ORG"),
        ("Bundesamt für Strahlenschutz", "ORG"),
        ("Wolodymyr Selenskyj", "PER"),
    ]


def test_english_names_without_titles_and_genitives():
    assert [text for text, _ in found(ENGLISH, "en")] == [
        "Emmanuel Macron",
        "Bank of England",
        "London",
        "J. K. Rowling",
        "Ginni Rometty",
        "New York",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Arzt sagte, die Behandlung habe nach der Operation begonnen.", "de"),
        ("Police said the treatment began after the operation on Monday.", "en"),
    ],
)
def test_ordinary_nouns_are_no_names(text, language):
    assert found(text, language) == []


def test_derivations_and_compounds_are_left_out():
    texts = [text for text, _ in found("Der Marburger Erzbischof und die SPD-Chefin trafen deutsche Richter.", "de")]
    assert texts == []


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (ENGLISH, "en")])
def test_the_way_a_letter_is_encoded_changes_no_name(text, language):
    spelt = unicodedata.normalize("NFD", text.replace("Merkel", "Mer\u00adkel").replace("London", "Lon\u00addon"))
    assert found(spelt, language) == found(text, language)


@given(st.text(alphabet="Ab. ,-'’„“é\u00ad😀&/7", max_size=60))
def test_spans_lie_in_the_text_in_order(text):
    for language in ("de", "en"):
        document = analyse(text, language)
        bounds = [(name.span.start, name.span.end) for name in document.names]
        assert all(0 <= start < end <= len(document.text) for start, end in bounds)
        assert bounds == sorted(bounds)


def test_a_line_without_end_is_looked_through_in_pieces():
    assert len(analyse("Merkel " * 3_000, "de").names) >= 1


def test_an_unknown_tagger_lists_those_there_are():
    with pytest.raises(UnknownNameError, match="there are: hanta, spacy:MODEL, transformers:MODEL"):
        tagger("flair:ner")
