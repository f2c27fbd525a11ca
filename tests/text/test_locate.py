"""Where words stand in a text, changed or not; the oracle is edlib's infix alignment over the whole text."""

import edlib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslab.text.locate import Locator, even
from newslab.text.passage import Passage
from newslab.text.segment import words

GERMAN = (
    "Der Rat tagte am Montag. „Wir werden die Brücke nicht bauen, solange das Geld fehlt“, sagte die Bürgermeisterin. "
    "Die Opposition sah das anders: Die Brücke sei nötig, das Geld werde sich finden. Am Abend gingen alle nach Hause."
)
ENGLISH = (
    "The council met on Monday. “We will not build the bridge as long as money is short,” the mayor said. "
    "The opposition saw it otherwise: the bridge was needed and the money would be found."
)


def found(text, needle, language="de"):
    place = Locator(Passage(text, language)).find(needle, words(needle).keys)
    return place and place.span.of(text)


@pytest.mark.parametrize(
    ("text", "needle", "expected"),
    [
        (GERMAN, "Wir werden die Brücke nicht bauen", "Wir werden die Brücke nicht bauen"),
        (GERMAN, "Wir werden die Brücke nie und nimmer bauen, solange", "Wir werden die Brücke nicht bauen, solange"),
        (GERMAN, "das Geld würde sich finden", "das Geld werde sich finden"),
        (ENGLISH, "We will build the bridge", "We will not build the bridge"),
        (ENGLISH, "as long as our money is short", "as long as money is short"),
        (  # an earlier "the" draws the stretch to the left, a word left out draws it to the right
            ENGLISH,
            "bridge was needed and the money would found",
            "bridge was needed and the money would be found",
        ),
    ],
)
def test_a_changed_quotation_is_found_where_it_stands(text, needle, expected):
    assert found(text, needle) == expected


def test_what_shares_no_word_is_not_found():
    assert found(GERMAN, "Zitronen schmecken sauer") is None
    assert found(ENGLISH, "Lemons taste sour", "en") is None


def test_an_unchanged_needle_is_a_whole_word():
    text = "Die Unrechtsregierung ging, das Recht blieb."
    assert found(text, "Recht") == "Recht"
    assert found("Es war unrecht, doch Recht ist Recht.", "recht", "de") == "Recht"


def test_everywhere_lists_each_place():
    passage = Passage("Ja. Ja, sagte er. Jahr.", "de")
    assert [span.start for span in Locator(passage).everywhere("Ja")] == [0, 4]


def test_marks_and_dashes_are_no_difference():
    assert (
        found("Er sagte: „Das – ja, das – ist ’ne Sache“.", "Das - ja, das - ist 'ne Sache")
        == "Das – ja, das – ist ’ne Sache"
    )


@settings(max_examples=60)
@given(st.data())
def test_the_place_is_as_good_as_the_best_one(data):
    passage = Passage(data.draw(st.sampled_from([GERMAN, ENGLISH])), "de")
    first = data.draw(st.integers(0, len(passage.words) - 8))
    length = data.draw(st.integers(5, len(passage.words) - first))
    parts = passage.words.span(first, first + length).of(passage.text).split()
    at = data.draw(st.integers(0, len(parts) - 1))
    parts[at : at + 1] = data.draw(st.sampled_from([[], ["anders"], [parts[at], "noch"]]))
    needle = " ".join(parts)
    place = Locator(passage).find(needle, words(needle).keys)
    best = edlib.align(even(needle), even(passage.text), mode="HW")["editDistance"]
    assert place is not None
    assert place.distance == best


def test_offsets_hold_for_letters_that_grow_when_small():
    text = "In İstanbul sagte er: „Das geht nicht.“"
    assert len(even(text)) == len(text)
    assert found(text, "Das geht nicht") == "Das geht nicht"
