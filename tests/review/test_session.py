"""The rules of reviewing, without a browser."""

import pytest

from newslab.review.desk import Desk, summary_hash
from newslab.review.entries import RefusedError
from newslab.review.session import Filter, Reviewer, ReviewSession
from newslab.review.store import ConflictError, ReviewStore

MENDED = "Die Sanierung kostete 48 Millionen Euro, hieß es."


def revision(session, item):
    return session.state(item).revision


def do(session, act, item, **values):
    return getattr(session, act)(item, revision(session, item), **values)


def finish(session, item, text=MENDED):
    do(session, "edit", item, text=text)
    do(session, "tick_fact_check", item, ticked=True)
    return do(session, "decide", item, verdict="approved")


def missing(refused):
    return [(reason.obstacle, reason.count) for reason in refused.value.reasons]


def test_the_queue_starts_with_the_worst_risk(session):
    assert [session.view(item).model for item in session.queue()] == ["modell-a", "modell-a", "modell-b"]


def test_filters_take_what_fits(session):
    assert len(session.queue(Filter(language="en"))) == 1
    assert len(session.queue(Filter(model="modell-a"))) == 2
    assert len(session.queue(Filter(search="HAFEN"))) == 2
    assert session.queue(Filter(status="approved")) == []


def test_approval_is_refused_with_all_that_is_missing(session, wrong_item):
    with pytest.raises(RefusedError) as refused:
        do(session, "decide", wrong_item, verdict="approved")
    assert missing(refused) == [("errors_open", 1), ("fact_check_missing", 1)]
    assert revision(session, wrong_item) == 0


def test_mending_the_text_takes_the_finding_away_and_lets_the_text_through(session, wrong_item):
    finish(session, wrong_item)
    assert session.view(wrong_item).examination.findings == ()
    assert session.status(wrong_item) == "approved"


def test_a_tick_is_for_one_text_only(session, wrong_item):
    do(session, "edit", wrong_item, text=MENDED)
    do(session, "tick_fact_check", wrong_item, ticked=True)
    do(session, "edit", wrong_item, text=MENDED + " Mehr nicht.")
    with pytest.raises(RefusedError) as refused:
        do(session, "decide", wrong_item, verdict="approved")
    assert missing(refused) == [("fact_check_missing", 1)]


@pytest.mark.parametrize(("handling", "open_errors"), [("confirmed", 1), ("false_alarm", 0), ("fixed", 0)])
def test_only_a_confirmed_error_stays_open(session, wrong_item, handling, open_errors):
    (finding,) = session.view(wrong_item).finding_keys
    do(session, "dispose", wrong_item, finding=finding, handling=handling, reason="steht in der Bildunterschrift")
    left = {reason.obstacle: reason.count for reason in session.view(wrong_item).obstacles}
    assert left.get("errors_open", 0) == open_errors


def test_a_false_alarm_wants_a_reason(session, wrong_item):
    (finding,) = session.view(wrong_item).finding_keys
    with pytest.raises(RefusedError, match="reason"):
        do(session, "dispose", wrong_item, finding=finding, handling="false_alarm", reason="  ")


def test_an_edit_after_approval_voids_it(session, wrong_item):
    finish(session, wrong_item)
    do(session, "edit", wrong_item, text=MENDED + " Neu.")
    assert session.status(wrong_item) == "stale"


def test_a_corrected_article_makes_its_approvals_stale_at_once(session, wrong_item, study, store, desk):
    finish(session, wrong_item)
    articles = (study / "articles.jsonl").read_text("utf-8")
    (study / "articles.jsonl").write_text(articles.replace("48 Millionen", "49 Millionen"), "utf-8")
    later = ReviewSession(Desk(study), store, session.reviewer)
    assert later.status(wrong_item) == "stale"


def test_undo_is_an_event_and_takes_back_the_last_act_only(session, wrong_item, store):
    finish(session, wrong_item)
    before = len(list(store.events()))
    do(session, "undo", wrong_item)
    assert session.status(wrong_item) == "open"
    assert session.state(wrong_item).fact_check is not None
    assert len(list(store.events())) == before + 1
    do(session, "undo", wrong_item)
    assert session.state(wrong_item).fact_check is None


def test_there_is_nothing_to_undo_on_an_untouched_item(session, wrong_item):
    with pytest.raises(RefusedError, match="nothing to undo"):
        do(session, "undo", wrong_item)


@pytest.mark.parametrize("verdict", ["changes_requested", "rejected"])
def test_sending_back_and_rejecting_want_a_reason(session, wrong_item, verdict):
    with pytest.raises(RefusedError, match="reason"):
        do(session, "decide", wrong_item, verdict=verdict)
    do(session, "decide", wrong_item, verdict=verdict, reason="falsche Zahl")
    assert session.status(wrong_item) == verdict


def test_two_editors_on_one_item_is_a_conflict_and_nothing_is_overwritten(session, wrong_item, study, desk):
    with ReviewStore(study / "reviews.sqlite") as second_store:
        second = ReviewSession(desk, second_store, Reviewer(name="B. Meier", role="Redaktion"))
        do(session, "edit", wrong_item, text="Fassung von Albers.")
        with pytest.raises(ConflictError):
            second.edit(wrong_item, 0, "Fassung von Meier.")
        second.refresh()
        assert second.text(wrong_item) == "Fassung von Albers."


def test_the_same_message_twice_is_one_act(session, wrong_item, store):
    session.edit(wrong_item, 0, "Einmal.", event_id="client-1")
    session.edit(wrong_item, 0, "Einmal.", event_id="client-1")
    assert len(list(store.events())) == 1


def test_four_eyes_wants_a_second_person(desk, store, study):
    first = ReviewSession(desk, store, Reviewer(name="A", role="CvD"), four_eyes=True)
    item = first.queue()[0]
    finish(first, item)
    assert first.status(item) == "awaiting_second"
    do(first, "decide", item, verdict="approved")
    assert first.status(item) == "awaiting_second"
    with ReviewStore(study / "reviews.sqlite") as other:
        second = ReviewSession(desk, other, Reviewer(name="B", role="Redaktion"), four_eyes=True)
        do(second, "decide", item, verdict="approved")
        assert second.status(item) == "approved"


@pytest.mark.parametrize("reviewer", [Reviewer(name=" ", role="CvD"), Reviewer(name="A", role="")])
def test_nobody_approves_without_a_name_and_a_role(desk, store, reviewer):
    session = ReviewSession(desk, store, reviewer)
    item = session.queue()[0]
    with pytest.raises(RefusedError) as refused:
        finish(session, item)
    assert len(refused.value.reasons) == 1


def test_a_blind_review_tells_the_model_only_after_the_verdict(desk, store):
    session = ReviewSession(desk, store, Reviewer(name="A", role="CvD"), blind=True)
    item = session.queue()[0]
    assert session.view(item).model is None
    assert "modell" not in item
    with pytest.raises(RefusedError, match="blind"):
        session.queue(Filter(model="modell-a"))
    do(session, "decide", item, verdict="rejected", reason="unbrauchbar")
    assert session.view(item).model == "modell-a"


@pytest.mark.parametrize(
    ("act", "values"),
    [
        ("mark", {"start": 0, "end": 10_000, "error_type": "number", "severity": "major"}),
        ("mark", {"start": 5, "end": 5, "error_type": "number", "severity": "major"}),
        ("mark", {"start": -1, "end": 5, "error_type": "number", "severity": "major"}),
        ("mark", {"start": 0, "end": 5, "error_type": "nonsense", "severity": "major"}),
        ("mark", {"start": 0, "end": 5, "error_type": "number", "severity": "huge"}),
        ("unmark", {"mark": "no such mark"}),
        ("dispose", {"finding": "no such finding", "handling": "fixed"}),
        ("dispose", {"finding": "x", "handling": "shrugged"}),
        ("rate", {"dimension": "beauty", "value": 3}),
        ("rate", {"dimension": "fluency", "value": 6}),
        ("rate", {"dimension": "fluency", "value": True}),
        ("rate", {"dimension": "fluency", "value": "5"}),
        ("decide", {"verdict": "waved through"}),
        ("edit", {"text": "x" * 100_001}),
    ],
)
def test_what_a_forged_message_asks_for_is_refused_and_stores_nothing(session, wrong_item, store, act, values):
    with pytest.raises(RefusedError):
        do(session, act, wrong_item, **values)
    assert list(store.events()) == []


def test_an_unknown_item_is_refused(session):
    with pytest.raises(RefusedError, match="no such item"):
        session.edit("elsewhere", 0, "x")


def test_marks_count_code_points_and_remember_their_text(session, wrong_item):
    text = "Die 😀-Bahn kostete 43 Millionen."
    do(session, "edit", wrong_item, text=text)
    start = text.index("43")
    do(session, "mark", wrong_item, start=start, end=start + 2, error_type="number", severity="critical")
    (mark,) = session.state(wrong_item).marks.values()
    assert mark.span.of(text) == "43"
    do(session, "edit", wrong_item, text="Neu: " + text)
    (moved,) = session.state(wrong_item).marks.values()
    assert moved.span.of("Neu: " + text) == "43"
    assert moved.marked == mark.marked
    assert mark.text_hash == summary_hash(text)


def test_progress_counts_what_is_decided(session, wrong_item):
    finish(session, wrong_item)
    found = session.progress()
    assert (found.total, found.done, found.approved) == (3, 1, 1)


def test_time_and_evidence_are_recorded(session, wrong_item):
    (finding,) = session.view(wrong_item).finding_keys
    do(session, "open", wrong_item)
    do(session, "look_at_evidence", wrong_item, finding=finding)
    do(session, "leave", wrong_item)
    assert session.state(wrong_item).evidence_opened == {finding}
    assert session.state(wrong_item).seconds >= 0
    assert session.state(wrong_item).last_act is None


def test_looking_is_in_nobodys_way(session, wrong_item, desk, study):
    with ReviewStore(study / "reviews.sqlite") as second_store:
        second = ReviewSession(desk, second_store, Reviewer(name="B. Meier", role="Redaktion"))
        second.open(wrong_item, 0)
        session.edit(wrong_item, 0, "Fassung von Albers.")
        assert session.state(wrong_item).revision == 1
