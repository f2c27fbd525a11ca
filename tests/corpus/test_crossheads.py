"""Crossheads glued to the text after them; the sentences are our own, the two patterns are those of a real export."""

import pytest

from newslab.corpus.crossheads import parted


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ('Rathaus: "Völlig unmöglich"', "Kritiker hatten den Umbau gefordert."),
        ("Opposition im Stadtrat: „Kein Vertrauen“", "Bürgermeister Kern wies die Kritik zurück."),
        ('Kern warnt vor "Chaos"', "Meier wies den Vorwurf zurück."),
        ("Kern hofft auf Hilfe des Landes", "Kern zeigte sich zuversichtlich, dass Geld kommt."),
        ("Meier setzt auf Holz statt Beton", "Meier erklärte sich bereit, den Plan zu ändern."),
    ],
)
def test_a_crosshead_becomes_a_paragraph_of_its_own(head, sentence):
    assert parted(f"{head} {sentence} Mehr dazu.", "de") == f"{head}\n\n{sentence} Mehr dazu."


def test_a_crosshead_in_the_middle_of_a_paragraph_is_parted_on_both_sides():
    text = "Der Rat tagt heute. Kern hofft auf Hilfe des Landes Kern zeigte sich zuversichtlich. Mehr nicht."
    assert parted(text, "de") == (
        "Der Rat tagt heute.\n\nKern hofft auf Hilfe des Landes\n\nKern zeigte sich zuversichtlich. Mehr nicht."
    )


@pytest.mark.parametrize(
    "text",
    [
        'Kern: "Das ist unmöglich." Kritiker sehen das anders.',
        'Kern sagte: "Das ist unmöglich", und ging.',
        'Der Film "Nordwind" Anna Kellers kam gut an.',
        "Kern sagt, Kern selbst habe nichts gewusst.",
        "Bremen spielt am Samstag gegen Bremen zwei.",
        "Kern sagt über Kern selten etwas Gutes.",
        "Meier kommt und Meier geht wieder.",
        'Kern trifft "Nordwind" Leser zum Gespräch.',
        "The mayor said: “Impossible.” Critics disagree.",
    ],
)
def test_an_ordinary_sentence_stays_whole(text):
    assert parted(text, "de") == text


def test_no_word_is_lost():
    text = 'Rathaus: "Unmöglich so" Kritiker hatten das gefordert.\n\nZweiter Absatz. Ende.'
    assert parted(text, "de").split() == text.split()


def test_a_language_whose_verb_moves_is_left_alone():
    text = 'Mayor: "Quite impossible" Critics had asked for it.'
    assert parted(text, "en") == text
