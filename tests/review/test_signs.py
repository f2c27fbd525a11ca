"""Signs of waving through: counted per editor from the record, worded as signs."""

import pytest
from typer.testing import CliRunner

from newslab.cli import app
from newslab.review import session as session_module
from newslab.review.session import Reviewer, ReviewSession
from newslab.review.signs import Signs, signs_of_use


@pytest.fixture
def clock(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(session_module, "monotonic", lambda: now[0])
    return now


def review(session, item, clock, seconds, *, edit="", evidence=False):
    def do(act, **values):
        getattr(session, act)(item, session.state(item).revision, **values)

    do("open")
    clock[0] += seconds
    if evidence:
        do("look_at_evidence", finding=session.view(item).finding_keys[0])
    if edit:
        do("edit", text=edit)
    do("tick_fact_check", ticked=True)
    do("decide", verdict="approved")
    do("leave")


@pytest.fixture
def reviewed(desk, store, clock):
    thorough = ReviewSession(desk, store, Reviewer(name="A. Gründlich", role="CvD"))
    quick = ReviewSession(desk, store, Reviewer(name="B. Eilig", role="CvD"))
    wrong, harbour, right = thorough.queue()
    review(thorough, wrong, clock, 90, edit="Die Sanierung kostete 48 Millionen.", evidence=True)
    quick.refresh()
    review(quick, harbour, clock, 2)
    review(quick, right, clock, 4)
    return {item.id: item.machine_text for item in desk.items.values()}


def test_each_editor_is_counted_apart(reviewed, store):
    assert signs_of_use(store.events(), reviewed) == (
        Signs(editor="A. Gründlich", approvals=1, unchanged=0, unopened=0, seconds=90.0),
        Signs(editor="B. Eilig", approvals=2, unchanged=2, unopened=2, seconds=3.0),
    )


def test_an_approval_taken_back_does_not_count(desk, store, clock):
    session = ReviewSession(desk, store, Reviewer(name="A", role="CvD"))
    item = session.queue()[1]
    review(session, item, clock, 5)
    session.undo(item, session.state(item).revision)
    assert signs_of_use(store.events(), {}) == ()


def test_the_command_speaks_of_signs_and_judges_nobody(reviewed, study, store):
    told = CliRunner().invoke(app, ["review", str(study), "--signs"])
    assert told.exit_code == 0
    assert "B. Eilig: 2 approved, open for 3 s (median), 2 of them unchanged, 2 without opening" in told.output
    assert "No verdict on a person." in told.output
