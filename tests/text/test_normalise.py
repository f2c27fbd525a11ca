"""The plain form of a text, and the way back to every place in the text as given."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.records import Span
from newslab.text.normalise import folded, normalise
from newslab.text.passage import Passage

ODD = st.text(alphabet="aeouAß .\n\r\t\u00ad\u200b\u200d\u0308\u0301\u0327\xa0\u202f\u2028\ufeff각\u1100\u1161\u11a8😀")


@pytest.mark.parametrize(
    ("given_text", "plain"),
    [
        ("Mu\u0308ller", "Müller"),
        ("Bun\u00addes\u00adtag", "Bundestag"),
        ("10\u00a0Euro\u202fund\u2009mehr", "10 Euro und mehr"),
        ("\ufeffText\u200b", "Text"),
        ("eins\r\nzwei\rdrei\u2028vier", "eins \nzwei\ndrei\nvier"),
        ("e\u00ad\u0301", "é"),
        ("\u1112\u1161\u11ab", "한"),
        ("Straße 😀", "Straße 😀"),
        ("", ""),
    ],
)
def test_the_plain_form(given_text, plain):
    assert normalise(given_text).text == plain


@pytest.mark.parametrize(
    ("raw", "word", "origin"),
    [
        ("Herr Mu\u0308ller kam.", "Müller", "Mu\u0308ller"),
        ("Der \u00adBun\u00addes\u00adtag\u00ad tagt.", "Bundestag", "Bun\u00addes\u00adtag"),
        ("😀 Zehn\u00a0Euro", "Zehn Euro", "Zehn\u00a0Euro"),
        ("Mr Cafe\u0301 said.", "Café", "Cafe\u0301"),
    ],
)
def test_a_place_in_the_plain_form_is_found_in_the_text_as_given(raw, word, origin):
    found = normalise(raw)
    start = found.text.index(word)
    assert found.origin(Span(start, start + len(word))).of(raw) == origin


def test_an_empty_span_has_a_place_too():
    found = normalise("a\u00adb")
    assert found.origin(Span(1, 1)) == Span(2, 2)
    assert found.origin(Span(2, 2)) == Span(3, 3)
    assert normalise("\u00ad").origin(Span(0, 0)) == Span(0, 0)


@given(ODD)
def test_the_plain_form_is_plain_and_plain_stays_as_it_is(raw):
    plain = normalise(raw).text
    assert unicodedata.is_normalized("NFC", plain)
    assert not set(plain) & set("\u00ad\u200b\u200d\ufeff\xa0\u202f\u2028\t\r")
    assert normalise(plain).text == plain


@given(ODD, st.data())
def test_what_a_span_covers_is_the_plain_form_of_its_origin(raw, data):
    found = normalise(raw)
    start = data.draw(st.integers(0, len(found.text)))
    span = Span(start, data.draw(st.integers(start, len(found.text))))
    origin = found.origin(span)
    assert 0 <= origin.start <= origin.end <= len(raw)
    if len(span) and "\r" not in raw:
        assert span.of(found.text) in normalise(origin.of(raw)).text


@pytest.mark.parametrize("text", ["Der Bundestag beschloss in Köln das Gesetz.", "Zoë's café closed."])
def test_another_way_to_write_the_same_text_has_the_same_words(text):
    composed, decomposed = Passage(text, "de"), Passage(unicodedata.normalize("NFD", text), "de")
    assert composed.words.keys == decomposed.words.keys
    spans = [decomposed.words.span(n, n + 1) for n in range(len(decomposed.words))]
    assert [
        unicodedata.normalize("NFC", decomposed.origin(span).of(decomposed.raw)) for span in spans
    ] == composed.words.forms


def test_folding_makes_case_and_sharp_s_equal():
    assert folded("STRASSE") == folded("Straße")
    assert folded("Maß") != folded("Mas")
