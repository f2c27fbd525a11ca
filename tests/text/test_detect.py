"""Which language a text is in; the texts are our own."""

import pytest

from newslab.text.detect import detect, foreign, language_named

DUTCH = "De gemeenteraad heeft donderdag de begroting aangenomen, maar de oppositie stemde tegen het voorstel. " * 3


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Rat tagte am Donnerstag.", "de"),
        ("Merkel trifft Macron", "de"),
        ("The council met on Thursday.", "en"),
        ("Prime minister resigns", "en"),
        ("Die Firma Apple stellt das neue iPhone vor, wie CNN berichtet.", "de"),
        (DUTCH, "de"),
    ],
)
def test_the_closest_of_our_languages_is_found(text, language):
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "123", "😀", "\ud800"])
def test_a_text_without_letters_has_a_language_too(text):
    assert detect(text) in {"de", "en"}


def test_a_long_text_in_no_language_of_ours_is_told():
    assert foreign(DUTCH) == "nl"
    assert (
        foreign("Der Rat tagte am Donnerstag und beschloss den Haushalt, die Opposition stimmte dagegen. " * 4) is None
    )
    assert foreign("Le président parle.") is None  # too short to be sure


@pytest.mark.parametrize(
    ("name", "code"), [("DE", "de"), ("de_AT", "de"), (" Deutsch ", "de"), ("en-GB", "en"), ("eng", "en"), ("fr", None)]
)
def test_languages_go_by_many_names(name, code):
    assert language_named(name) == code
