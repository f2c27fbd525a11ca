"""Whether a phrase means a man, a woman or a body; phrases and answers are written by hand."""

import pytest

from newslab.text.given import given_gender
from newslab.text.passage import Passage
from newslab.text.quotations.genders import gender_in, gender_of
from newslab.text.quotations.people import identity_of


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("petra", "f"),
        ("olaf", "m"),
        ("jane", "f"),
        ("owen", "m"),
        ("andrea", None),
        ("kim", None),
        ("northfield", None),
    ],
)
def test_a_given_name_shows_the_gender_unless_women_and_men_bear_it(name, expected):
    assert given_gender(name) == expected


@pytest.mark.parametrize(
    ("language", "phrase", "expected"),
    [
        ("de", "die Ministerin", "f"),
        ("de", "der Minister", "m"),
        ("de", "Minister Petra Simon", "f"),  # the given name outweighs an office in its masculine form
        ("de", "die Vorsitzende", "f"),
        ("de", "das Mitglied", None),
        ("de", "der Verband", "m"),
        ("de", "Petra Simon", "f"),
        ("de", "Aljaksandr Milinkewitsch", None),
        ("en", "the spokeswoman", "f"),
        ("en", "the chairman", "m"),
        ("en", "the mayor", None),
        ("en", "the company", "n"),
        ("en", "builder Owen Blythe", "m"),
        ("en", "Northfield Foods", None),
    ],
)
def test_the_gender_of_a_phrase(language, phrase, expected):
    assert gender_of(phrase, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "phrase", "expected"),
    [
        ("de", "Petra Simon kam. Simon ging.", "Simon", "f"),
        ("de", "Petra Simon traf Olaf Simon.", "Simon", None),
        ("de", "Der Richter ging.", "der Richter", None),  # a woman may hold it
        ("de", "Die Richterin ging.", "die Richterin", "f"),
        ("en", "Judge Owen Blythe came. Blythe left.", "Blythe", "m"),
        ("en", "Northfield Foods fell.", "Northfield Foods", None),
    ],
)
def test_a_text_shows_the_gender_of_a_surname(language, text, phrase, expected):
    assert gender_in(Passage(text, language), identity_of(phrase, language)) == expected
