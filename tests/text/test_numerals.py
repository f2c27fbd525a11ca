"""How one number is written: words, figures with their separators, Roman numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.text.numerals import read_figure, read_roman, read_tail, read_word


@pytest.mark.parametrize(
    ("word", "language", "value"),
    [
        ("drei", "de", 3),
        ("zwölf", "de", 12),
        ("dreiundzwanzig", "de", 23),
        ("dreissig", "de", 30),  # keys are case folded: ß is ss
        ("einundneunzig", "de", 91),
        ("hundertfünf", "de", 105),
        ("zweihundertfünfzig", "de", 250),
        ("tausendzweihundert", "de", 1200),
        ("dreitausend", "de", 3000),
        ("siebenhundertsiebenundsiebzigtausend", "de", 777_000),
        ("zweieinhalb", "de", 2.5),
        ("anderthalb", "de", 1.5),
        ("eleven", "en", 11),
        ("twenty-three", "en", 23),
        ("ninety-nine", "en", 99),
    ],
)
def test_cardinal_words_say_their_value(word, language, value):
    numeral = read_word(word, language)
    assert numeral is not None
    assert (numeral.kind, numeral.value) == ("cardinal", value)


@pytest.mark.parametrize(
    ("word", "language", "value"),
    [
        ("erste", "de", 1),
        ("dritten", "de", 3),
        ("siebter", "de", 7),
        ("zwanzigste", "de", 20),
        ("einundzwanzigsten", "de", 21),
        ("third", "en", 3),
        ("twenty-first", "en", 21),
        ("thirty-third", "en", 33),
    ],
)
def test_ordinals_are_told_from_cardinals(word, language, value):
    numeral = read_word(word, language)
    assert numeral is not None
    assert (numeral.kind, numeral.value) == ("ordinal", value)


@pytest.mark.parametrize(
    ("word", "language", "value", "unit"),
    [
        ("dreitägige", "de", 3, "day"),
        ("fünfköpfigen", "de", 5, "people"),
        ("achtzigprozentige", "de", 80, "%"),
        ("zweimal", "de", 2, "times"),
        ("two-year-old", "en", 2, "year"),
        ("three-day", "en", 3, "day"),
    ],
)
def test_a_number_inside_a_word_brings_its_unit(word, language, value, unit):
    numeral = read_word(word, language)
    assert numeral is not None
    assert (numeral.value, numeral.unit) == (value, unit)


@pytest.mark.parametrize(
    ("word", "language"), [("einfach", "de"), ("einmal", "de"), ("haus", "de"), ("man", "en"), ("one-time", "en")]
)
def test_words_that_look_like_numbers_are_none(word, language):
    assert read_word(word, language) is None


def test_what_follows_a_figure_in_one_word_is_its_unit():
    assert read_tail("-jährige", "de").unit == "year"
    assert read_tail("-year-old", "en").unit == "year"
    assert read_tail("-teilig", "de").unit == "parts"
    assert read_tail("xyz", "de") is None


@pytest.mark.parametrize(
    ("figure", "thousands", "value"),
    [
        ("1.200", ".", 1200),
        ("1.200", ",", 1.2),
        ("1,200", ",", 1200),
        ("1,200", ".", 1.2),
        ("1.200,5", ".", 1200.5),
        ("1,200.5", ",", 1200.5),
        ("1,200.5", ".", 1200.5),  # with both marks the figure itself tells
        ("1'200", ".", 1200),
        ("12.000.000", ".", 12_000_000),
        ("3,5", ".", 3.5),
        ("2.38", ".", 2.38),  # two digits after the mark: no thousands
        ("0.434", ".", 0.434),
        ("1.2.3", ".", None),  # a version, an address
        ("1,2.3", ",", None),
        ("1234567890123456", ".", None),
    ],
)
def test_separators_are_read_by_language_and_form(figure, thousands, value):
    assert read_figure(figure, thousands) == value


@given(st.integers(0, 10**12))
def test_grouped_figures_say_the_number_that_was_grouped(number):
    assert read_figure(f"{number:,}", ",") == number
    assert read_figure(f"{number:,}".replace(",", "."), ".") == number
    assert read_figure(f"{number:,}".replace(",", "'"), ".") == number


@pytest.mark.parametrize(("form", "value"), [("II", 2), ("IV", 4), ("XIV", 14), ("XVI", 16), ("XXIII", 23)])
def test_roman_numerals_of_popes_and_kings_are_read(form, value):
    assert read_roman(form) == value


@pytest.mark.parametrize("form", ["I", "V", "MIX", "IIII", "VX", "Civil"])
def test_single_letters_and_other_words_are_no_roman_numerals(form):
    assert read_roman(form) is None
