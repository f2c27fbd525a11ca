"""What a judge said of a draft lies on the desk with the judge's name, as long as the words that it objected to."""

import json
from dataclasses import replace

import pytest

from newslab import studyfolder
from newslab.checks import rules_on_request
from newslab.checks.examine import examine
from newslab.records import Article, Evaluation, Finding, Pair, Span, Summary
from newslab.review.desk import Desk
from newslab.review.exports import row_of
from newslab.review.messages import Conversation
from newslab.review.outcome import outcomes
from newslab.review.session import Reviewer, ReviewSession
from newslab.review.showing import Showing
from newslab.review.store import ReviewStore
from newslab.text.alignment.align import align

ARTICLE = Article(id="rat", language="de", text="Der Rat tagte am Montag in Bremen. Alle stimmten zu.")
DRAFT = "Der Rat tagte am Montag heimlich."


def with_advice(folder):
    start = DRAFT.index("heimlich")
    advice = Finding(
        rule=rules_on_request()["J102"],
        summary_span=Span(start, start + len("heimlich")),
        details={"judge": "openai:tiny", "claim": "heimlich", "reason": "Davon steht da nichts."},
    )
    said = examine(align(Pair(id="rat", article=ARTICLE, summary=DRAFT)))
    said = replace(said, findings=(*said.findings, advice))
    summary = Summary(article_id="rat", model="m", text=DRAFT, signature="m")
    evaluations = [Evaluation(summary=summary, examination=said)]
    manifest = studyfolder.Manifest(name="Probe")
    studyfolder.write(studyfolder.Study(manifest=manifest, articles=[ARTICLE], evaluations=evaluations), folder)
    return Desk(folder)


@pytest.mark.parametrize(
    ("reason", "blind", "told"),
    [
        ("the server refused tiny", False, "Das befragte Modell hat nicht geurteilt (the server refused tiny)."),
        ("the server refused tiny", True, "Das befragte Modell hat nicht geurteilt."),
        (
            "it gave two different answers",
            True,
            "Das befragte Modell hat nicht geurteilt (es gab zwei verschiedene Antworten).",
        ),
    ],
)
def test_the_desk_says_that_the_model_did_not_judge(tmp_path, reason, blind, told):
    said = examine(align(Pair(id="rat", article=ARTICLE, summary=DRAFT)))
    said = replace(said, not_applicable={"judge": f"not judged: {reason}"})
    evaluations = [
        Evaluation(summary=Summary(article_id="rat", model="m", text=DRAFT, signature="m"), examination=said)
    ]
    study = studyfolder.Study(manifest=studyfolder.Manifest(name="Probe"), articles=[ARTICLE], evaluations=evaluations)
    studyfolder.write(study, tmp_path)
    with ReviewStore(tmp_path / studyfolder.REVIEWS) as store:
        session = ReviewSession(Desk(tmp_path), store, Reviewer(name="K. Albers", role="CvD"), blind=blind)
        shown = Conversation(session, "de").answer({"number": 1, "act": "hello"})
    assert shown["not_judged"] == told


@pytest.fixture
def desk(tmp_path):
    return with_advice(tmp_path / "study")


def advice_on(desk, text):
    (item,) = desk.items.values()
    return [
        (finding.rule.code, finding.summary_span.of(text))
        for finding in desk.examined(item, text).findings
        if finding.rule.check == "judge"
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (DRAFT, [("J102", "heimlich")]),
        ("Am Montag, in Bremen, tagte der Rat heimlich.", [("J102", "heimlich")]),
        ("Der Rat tagte am Montag.", []),
    ],
)
def test_advice_stays_as_long_as_its_words(desk, text, left):
    assert advice_on(desk, text) == left


def test_the_desk_says_whose_finding_it_is_and_an_approval_does_not_hang_on_it(desk):
    with ReviewStore(desk.folder / studyfolder.REVIEWS) as store:
        session = ReviewSession(desk, store, Reviewer(name="K. Albers", role="CvD"))
        for ui, label in (("de", "Urteil von openai:tiny"), ("en", "Judged by openai:tiny")):
            shown = Conversation(session, ui).answer({"number": 1, "act": "hello"})
            (finding,) = [each for each in shown["findings"] if each["code"] == "J102"]
            assert shown["not_judged"] == ""
            assert (finding["check"], finding["severity"]) == (label, "warning")
            assert "openai:tiny" in finding["message"]
            assert len(shown["obstacles"]) == 1  # the fact check; a warning is no obstacle


def test_a_blind_review_names_the_judge_no_sooner_than_the_model(desk):
    (item,) = desk.items
    with ReviewStore(desk.folder / studyfolder.REVIEWS) as store:
        session = ReviewSession(desk, store, Reviewer(name="K. Albers", role="CvD"), blind=True)
        for ui, label in (("de", "Urteil von [verdeckt]"), ("en", "Judged by [hidden]")):
            shown = Conversation(session, ui).answer({"number": 1, "act": "hello"})
            assert "tiny" not in json.dumps(shown)
            assert label in [each["check"] for each in shown["findings"]]
            rows = [row_of(each, ui, blind=True) for each in outcomes(desk, store, everything=True)]
            assert "tiny" not in json.dumps(rows)
        session.decide(item, 0, verdict="rejected", reason="Erfunden.")
        shown = Showing(session, "de").texts(session.view(item))
        assert "Urteil von openai:tiny" in [each["check"] for each in shown["findings"]]
        (row,) = [row_of(each, "de", blind=True) for each in outcomes(desk, store, everything=True)]
        assert "openai:tiny" in json.dumps(row)
