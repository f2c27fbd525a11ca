"""Who holds which office by what a text says; texts, phrases and verdicts are written by hand."""

import pytest

from newslab.text.passage import Passage
from newslab.text.quotations.cast import cast_of
from newslab.text.quotations.people import identity_of


@pytest.mark.parametrize(
    ("language", "text", "one", "other", "expected"),
    [
        ("de", "Landrätin Petra Simon kam. Simon ging.", "Petra Simon", "die Landrätin", True),
        ("de", "Landrätin Petra Simon kam. Pfarrer Jan Ott ging.", "Jan Ott", "die Landrätin", False),
        ("de", "Landrätin Petra Simon kam. Pfarrer Jan Ott ging.", "Jan Ott", "Petra Simon", False),
        ("de", "Petra Simon kam. Ein Sprecher ging.", "Petra Simon", "ein Sprecher", None),
        ("de", "Der Sender kam. Petra Simon ging.", "der Fernsehsender", "Petra Simon", None),
        ("de", "Die Studie kam. Petra Simon ging.", "die Studie", "Petra Simon", None),
        ("en", "Mayor Jane Cole came. Bishop Tim Hurd left.", "Jane Cole", "the mayor", True),
        ("en", "Mayor Jane Cole came. Bishop Tim Hurd left.", "Tim Hurd", "the mayor", False),
    ],
)
def test_the_cast_tells_who_holds_which_office(language, text, one, other, expected):
    cast = cast_of(Passage(text, language))
    assert cast.same(identity_of(one, language), identity_of(other, language)) is expected


@pytest.mark.parametrize(
    ("language", "phrase", "expected"),
    [
        ("de", "die Kallstädter Rundschau", True),
        ("de", "einer Studie", True),
        ("de", "einem Bericht der Polizei", False),  # the police speak
        ("de", "Petra Simon", False),
        ("en", "the Daily Courier", True),
        ("en", "a report", True),
        ("en", "Mayor Jane Cole", False),
    ],
)
def test_outlets_and_documents_hand_on_what_others_say(language, phrase, expected):
    assert cast_of(Passage("", language)).hands_on(identity_of(phrase, language)) is expected
