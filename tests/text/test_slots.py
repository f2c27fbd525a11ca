"""Where a summary copies a sentence save for one place."""

import pytest

from newslab.records import Article, Pair
from newslab.text.alignment.align import align
from newslab.text.document import analyse


def slots(article, summary, language="de"):
    alignment = align(Pair(id="p", article=Article(id="a", language=language, text=article), summary=summary))
    ours, theirs = alignment.summary.words.forms, alignment.article.words.forms
    return [
        (" ".join(ours[n] for n in slot.ours), " ".join(theirs[n] for n in slot.theirs)) for slot in alignment.slots
    ]


COPIED = "Der Rat hat am Montag in Kiel über den Haushalt beraten. Danach ging man auseinander."


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("Der Rat hat am Montag in Kiel über den Haushalt beraten.", []),
        ("Der Rat hat am Dienstag in Kiel über den Haushalt beraten.", [("Dienstag", "Montag")]),
        ("Der Kreistag hat am Montag in Kiel über den Haushalt beraten.", [("Kreistag", "Rat")]),
        ("Der Rat hat am Montag in Kiel über den Haushalt gestritten.", [("gestritten", "beraten")]),
        ("Der Rat hat am Abend des Montags in Kiel über den Haushalt beraten.", [("Abend des Montags", "Montag")]),
        # two places, each with five copied words around it
        (
            "Der Kreistag hat am Montag in Kiel über den Verkehr beraten.",
            [("Kreistag", "Rat"), ("Verkehr", "Haushalt")],
        ),
        # no copy: too little around the place is the article's
        ("Der Rat hat am Dienstag getagt.", []),
        ("Danach war Ruhe.", []),
    ],
)
def test_what_stands_in_the_place_of_what(summary, expected):
    assert slots(COPIED, summary) == expected


def test_copied_words_at_the_start_of_a_sentence_do_not_belong_to_the_place():
    article = "Innerhalb der Vereinten Nationen machte er sich Freunde. Das war neu."
    assert slots(article, "Innerhalb der Jungen Union machte er sich Freunde.") == [
        ("Jungen Union", "Vereinten Nationen")
    ]


def test_a_place_does_not_reach_over_the_end_of_a_sentence():
    article = "Die Polizei sperrte am Abend die Straße. Am Morgen war sie wieder frei."
    assert slots(article, "Die Polizei sperrte am Abend die Brücke. Am Morgen war sie wieder frei.") == [
        ("Brücke", "Straße")
    ]
    # of a short sentence, all must be copied
    assert slots(article, "Die Polizei sperrte am Abend die Straße. Gegen Mittag war sie wieder frei.") == [
        ("Gegen Mittag", "Am Morgen")
    ]
    assert slots(article, "Gegen Mittag war sie wieder frei, sagte ein Sprecher.") == []


def test_what_is_beyond_five_words_is_no_place():
    long = "Der Rat hat am sehr langen und für alle mühsamen Montag in Kiel über den Haushalt beraten."
    assert slots(COPIED, long) == []


def test_what_an_elliptic_sentence_leaves_unsaid_is_no_place():
    article = "Im Mai stieg die Zahl der Anträge um 3 Prozent. Im Juni waren es 4 Prozent."
    assert slots(article, "Im Juni stieg die Zahl der Anträge um 4 Prozent.") == []
    assert slots(article, "Im Juli stieg die Zahl der Anträge um 4 Prozent.") == [("Juli", "Mai"), ("4", "3")]
    article = "Kiel zahlt 3 Millionen Euro für die neue Brücke, Preetz 4 Millionen."
    assert slots(article, "Preetz zahlt 4 Millionen Euro für die neue Brücke.") == []


def test_what_stands_around_a_place_ends_with_its_sentence():
    document = analyse("Danach zahlte er 40. Später stieg der Preis.", "de")
    assert document.setting(3, 4) == ("er", "zahlte", None)
    assert document.setting(4, 5) == (None, None, "stieg")
    assert document.setting(0, 1) == (None, None, "zahlte")
