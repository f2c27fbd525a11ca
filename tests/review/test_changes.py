"""What changed between two versions, and where marked words went."""

from hypothesis import given
from hypothesis import strategies as st

from newslab.records import Span
from newslab.review.changes import Change, changes, moved

TEXTS = st.text(alphabet="aäß 😀e\u0301.,\n", max_size=60)


def test_words_are_compared_not_letters():
    assert changes("Die Bahn kostete 43 Euro.", "Die Bahn kostete 48 Euro.") == (
        Change(kind="same", text="Die Bahn kostete "),
        Change(kind="deleted", text="43"),
        Change(kind="inserted", text="48"),
        Change(kind="same", text=" Euro."),
    )


@given(TEXTS, TEXTS)
def test_changes_hold_both_versions_whole(before, after):
    found = changes(before, after)
    assert "".join(each.text for each in found if each.kind != "inserted") == before
    assert "".join(each.text for each in found if each.kind != "deleted") == after


def test_a_mark_moves_with_its_words():
    before, after = "Sie zahlte 43 Euro.", "Die 😀-Bahn: Sie zahlte dann 43 Euro."
    assert moved(Span(11, 13), before, after).of(after) == "43"


def test_a_mark_goes_with_its_words():
    assert moved(Span(4, 10), "Sie zahlte 43 Euro.", "Xx") is None


@given(TEXTS, TEXTS, st.data())
def test_a_moved_mark_lies_in_the_new_text(before, after, data):
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    found = moved(Span(start, end), before, after)
    assert found is None or 0 <= found.start <= found.end <= len(after)
