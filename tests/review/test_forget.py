"""Removing an article's text later: the text is gone, what was approved stays provable, nothing new is approved."""

import json

import pytest
from typer.testing import CliRunner

from newslab.cli import app
from newslab.mistakes import UserError
from newslab.review.desk import Desk
from newslab.review.entries import RefusedError
from newslab.review.exports import write_export
from newslab.review.forget import forget
from newslab.review.messages import Conversation
from newslab.review.outcome import outcomes
from newslab.review.session import Reviewer, ReviewSession

WHO = Reviewer(name="D. Schutz", role="Datenschutz")


@pytest.fixture
def approved(session, wrong_item):
    def do(act, **values):
        getattr(session, act)(wrong_item, session.state(wrong_item).revision, **values)

    do("edit", text="Die Sanierung kostete 48 Millionen.")
    do("tick_fact_check", ticked=True)
    do("decide", verdict="approved")
    return wrong_item


@pytest.fixture
def after(approved, desk, store, study):
    (study / "report.html").write_text("Die Sanierung kostete 48 Millionen Euro.", "utf-8")
    assert forget(desk, store, "hafen", WHO, "de") == 2
    return ReviewSession(Desk(study), store, Reviewer(name="K. Albers", role="CvD"))


def test_the_text_is_in_no_file_of_the_study(after, study):
    held = [path.name for path in study.iterdir() if "48 Millionen Euro." in path.read_text("utf-8", "replace")]
    # the other model's summary is a text of its own, and stays
    assert held == ["summaries.jsonl"]
    assert "Hafenbahn fährt wieder" not in (study / "articles.jsonl").read_text("utf-8")
    assert "The line reopened" in (study / "articles.jsonl").read_text("utf-8")


def test_an_approval_stays_and_is_proved_by_the_hash(after, approved, store, tmp_path):
    assert after.status(approved) == "approved"
    assert store.verify() is None
    found = list(outcomes(after.desk, store))
    write_export(found, store, "jsonl", tmp_path / "x.jsonl", "de")
    (row,) = map(json.loads, (tmp_path / "x.jsonl").read_text("utf-8").splitlines())
    (decision,) = [event for event in store.events(approved) if event.kind == "decision"]
    assert (row["approved"], row["article_removed"]) == (True, True)
    assert row["article_hash"] == decision.draft.article_hash
    write_export(found, store, "parquet", tmp_path / "x.parquet", "de")


def test_who_removed_it_stands_in_the_record(after, approved, store):
    (event,) = [event for event in store.events(approved) if event.kind == "forgotten"]
    assert (event.draft.editor, event.draft.role) == ("D. Schutz", "Datenschutz")


def test_the_desk_says_so_and_approves_nothing_without_an_article(after, approved):
    answer = Conversation(after, "de").answer({"number": 1, "act": "go", "to": approved})
    assert answer["article"]["text"].startswith("Der Text des Artikels wurde aus der Studie entfernt.")
    revision = after.state(approved).revision
    after.tick_fact_check(approved, revision, ticked=True)
    with pytest.raises(RefusedError) as refused:
        after.decide(approved, revision + 1, verdict="approved")
    assert [reason.obstacle for reason in refused.value.reasons] == ["article_removed"]


def test_removing_twice_keeps_the_first_hash(after, study, store, approved):
    forget(Desk(study), store, "hafen", WHO)
    again = ReviewSession(Desk(study), store, WHO)
    assert again.status(approved) == "approved"


def test_the_report_is_built_anew_without_the_text(after, study):
    from newslab.study.report.page import build_report

    build_report(study, "de")
    assert "Hafenbahn fährt wieder" not in (study / "report.html").read_text("utf-8")


def test_an_unknown_article_is_told(desk, store):
    with pytest.raises(UserError, match="no summary of an article"):
        forget(desk, store, "elsewhere", WHO)


def test_the_command_wants_a_name_and_does_it(study, approved, store):
    run = CliRunner()
    assert run.invoke(app, ["review", str(study), "--forget", "hafen"]).exit_code != 0
    done = run.invoke(app, ["review", str(study), "--forget", "hafen", "--reviewer", "D. Schutz"])
    assert done.exit_code == 0, done.output
    assert "newslab_removed" in (study / "articles.jsonl").read_text("utf-8")
