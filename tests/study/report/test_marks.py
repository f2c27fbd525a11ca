"""Texts in pieces: nothing is lost, overlapping marks stay apart, offsets count code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.records import Span
from newslab.study.report.marks import Line, Mark, pieces, showable


def drawn(text, marks, **where):
    """Return the pieces as (text, lanes) to read them at a glance."""
    return [(piece.text, [line.lane for line in piece.lines]) for piece in pieces(text, marks, **where)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("😀 Der Rat stimmte dafür.", "Rat"),
        ("Der Ra\u0308t stimmte dafür.", "Ra\u0308t"),  # one letter, two code points
        ("👩‍👩‍👧 The council agreed.", "council"),
    ],
)
def test_a_mark_covers_exactly_its_code_points(text, word):
    start = text.index(word)
    found = pieces(text, [Mark(span=Span(start, start + len(word)), severity="error", label="A1")])
    assert [piece.text for piece in found if piece.lines] == [word]
    assert [(piece.text, mark.label) for piece in found for mark in piece.ending] == [(word, "A1")]


def test_marks_that_overlap_run_in_lanes_of_their_own():
    marks = [Mark(span=Span(0, 6), severity="error"), Mark(span=Span(4, 9), severity="warning")]
    assert drawn("abcdefghij", marks) == [("abcd", [0]), ("ef", [0, 1]), ("ghi", [1]), ("j", [])]


def test_a_mark_inside_another_is_drawn_over_it():
    marks = [Mark(span=Span(0, 4), severity="warning"), Mark(span=Span(1, 2), severity="error")]
    assert [piece.lines for piece in pieces("abcd", marks)][1] == (
        Line(severity="warning", lane=0),
        Line(severity="error", lane=1),
    )


def test_lanes_are_used_again_where_they_are_free():
    marks = [Mark(span=Span(0, 2), severity="error"), Mark(span=Span(2, 4), severity="error")]
    assert drawn("abcd", marks) == [("ab", [0]), ("cd", [0])]


def test_a_part_of_a_text_keeps_the_marks_that_reach_into_it():
    marks = [Mark(span=Span(0, 4), severity="error", label="A1"), Mark(span=Span(6, 9), severity="error", label="A2")]
    found = pieces("abcdefghi", marks, within=Span(2, 5))
    assert [(piece.text, len(piece.lines)) for piece in found] == [("cd", 1), ("e", 0)]
    assert [mark.label for piece in found for mark in piece.ending] == ["A1"]


@pytest.mark.parametrize(("place", "before"), [(0, ""), (2, "ab"), (4, "abcd")])
def test_an_empty_mark_still_shows_its_label_where_it_stands(place, before):
    found = pieces("abcd", [Mark(span=Span(place, place), severity="error", label="A1")])
    labelled = next(number for number, piece in enumerate(found) if piece.ending)
    assert "".join(piece.text for piece in found[: labelled + 1]) == before
    assert "".join(piece.text for piece in found) == "abcd"


def test_hidden_stretches_are_counted_in_words():
    found = pieces("Der Rat stimmte gestern dafür.", [], hidden=[Span(4, 15)])
    assert [(piece.text, piece.hidden) for piece in found] == [("Der ", 0), ("Rat stimmte", 2), (" gestern dafür.", 0)]


def test_what_no_page_can_show_becomes_visible_without_moving_offsets():
    odd = "a\x00b\x1bc\u202ed\ud800e\x7f\n\tf\r"
    assert showable(odd) == "a␀b␛c\ufffdd\ufffde␡\n\tf\r"
    assert len(showable(odd)) == len(odd)


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: Span(min(pair), max(pair)))


@given(marks=st.lists(SPANS, max_size=8))
def test_the_pieces_make_up_the_text_and_every_mark_its_stretch(marks):
    text = "abcdefghijklmnopqrstuvwxyz1234"
    given_marks = [Mark(span=span, severity="error", label=str(place)) for place, span in enumerate(marks)]
    found = pieces(text, given_marks)
    assert "".join(piece.text for piece in found) == text
    assert sum(len(piece.text) * len(piece.lines) for piece in found) == sum(len(span) for span in marks)
    assert sorted(mark.label for piece in found for mark in piece.ending) == sorted(mark.label for mark in given_marks)
    for piece in found:
        assert len({line.lane for line in piece.lines}) == len(piece.lines)
