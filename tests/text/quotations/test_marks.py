"""What stands between quotation marks, in every style; expected values are written by hand after Duden §§ 89–94 and
the Chicago Manual of Style (13.9 and following)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.text.quotations.marks import find_marked

STYLES = [
    ("„", "“"),
    ("»", "«"),
    ("«", "»"),
    ("“", "”"),
    ('"', '"'),
    ("„", '"'),
    ("„", "”"),
    ("''", "''"),
    ("‚", "‘"),
    ("‘", "’"),
    ("›", "‹"),
    ("‹", "›"),
]


def insides(text, language="de"):
    return [(marked.inside.of(text), marked.depth) for marked in find_marked(text, language)]


@pytest.mark.parametrize(("opener", "closer"), STYLES)
@pytest.mark.parametrize(
    ("language", "template"),
    [("de", "Er sagte: {}Wir gehen.{} Dann ging er."), ("en", "She said, {}We leave.{} Then she left.")],
)
def test_each_style_is_read(opener, closer, language, template):
    inside = "Wir gehen." if language == "de" else "We leave."
    assert insides(template.format(opener, closer), language) == [(inside, 0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Er rief ‚Halt‘ und lief“, sagte sie.", [("Er rief ‚Halt‘ und lief", 0), ("Halt", 1)]),
        ("»Er rief ›Halt‹ und lief«, sagte sie.", [("Er rief ›Halt‹ und lief", 0), ("Halt", 1)]),
        ("„‚Nein‘, sagte er“, schrieb sie.", [("‚Nein‘, sagte er", 0), ("Nein", 1)]),
        ("„Das ist ‚Unsinn‘“, sagte er.", [("Das ist ‚Unsinn‘", 0), ("Unsinn", 1)]),
        ("“He said ‘no’,” she said.", [("He said ‘no’,", 0), ("no", 1)]),
        ('"Er sagte "nein" und ging", hieß es.', [('Er sagte "nein" und ging', 0), ("nein", 1)]),
        ("„Das „Wort“ gilt“, sagte er.", [("Das „Wort“ gilt", 0), ("Wort", 1)]),
    ],
)
def test_nested_marks(text, expected):
    assert insides(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Das war’s, so Hans’ Bruder, ’ne klare Sache: „Ich geh’ jetzt.“", ["Ich geh’ jetzt."]),
        ("de", "Die ’Ndrangheta ist ein Clan in Kalabrien.", []),
        ("en", "‘The boys’ club is closed,’ he said. It's the '90s.", ["The boys’ club is closed,"]),
        ("en", "It’s James’ car, 'tis true: “Don’t touch it.”", ["Don’t touch it."]),
        ("de", 'Ein 27"-Monitor und „ein 5" langer Nagel“ lagen da.', ['ein 5" langer Nagel']),
        ("en", "He is 6' 2\" tall and said “no”.", ["no"]),
    ],
)
def test_apostrophes_and_primes_are_no_quotation_marks(language, text, expected):
    assert [inside for inside, _ in insides(text, language)] == expected


def test_a_quotation_may_run_over_paragraphs():
    german = "„Erster Absatz.\n\nZweiter Absatz.“ Ende."
    assert insides(german) == [("Erster Absatz.\n\nZweiter Absatz.", 0)]
    english = find_marked("“One.\n\n“Two.\n\n“Three,” she said.", "en")
    assert [(marked.closed, marked.continued) for marked in english] == [(False, True), (False, True), (True, False)]


def test_an_unclosed_mark_swallows_nothing():
    text = "„Das ist falsch, sagte er.\nDer Rest des Textes. „Wir gehen“, meinte sie."
    found = find_marked(text, "de")
    assert [(marked.inside.of(text), marked.closed, marked.depth) for marked in found] == [
        ("Das ist falsch, sagte er.", False, 0),
        ("Wir gehen", True, 0),
    ]


def test_a_stray_closing_mark_opens_nothing():
    assert insides("Wir gehen“, sagte er. „Jetzt“, sagte sie.") == [("Jetzt", 0)]


@pytest.mark.parametrize(
    "text", ["„ab " * 5000, '"ab" ' * 5000, "“" * 10_000, "»" * 10_000, "„a “" * 5000, "‚a’ " * 5000]
)
def test_thousands_of_marks_are_read_in_one_pass(text, monkeypatch):
    """The work is counted, not timed: each mark may look for its opener only a few places deep."""
    from newslab.text.quotations import marks as quote_marks

    looked = 0
    closers = quote_marks._closers

    def counted(glyph):
        nonlocal looked
        looked += 1
        return closers(glyph)

    monkeypatch.setattr(quote_marks, "_closers", counted)
    find_marked(text, "de")
    assert looked <= 4 * len(text)


@given(st.text(alphabet="ab .,\n„“”\"»«‚‘’'›‹é😀", max_size=60), st.sampled_from(["de", "en"]))
def test_every_span_lies_in_the_text_and_in_order(text, language):
    found = find_marked(text, language)
    for marked in found:
        assert 0 <= marked.outer.start < marked.inside.start <= marked.inside.end <= marked.outer.end <= len(text)
    assert [marked.outer.start for marked in found] == sorted(marked.outer.start for marked in found)
