"""What a judge said of a draft lies on the desk with the judge's name, as long as the words that it objected to."""

from dataclasses import replace

import pytest

from newslab import studyfolder
from newslab.checks import rules_on_request
from newslab.checks.examine import examine
from newslab.records import Article, Evaluation, Finding, Pair, Span, Summary
from newslab.review.desk import Desk
from newslab.review.messages import Conversation
from newslab.review.session import Reviewer, ReviewSession
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


def test_the_desk_says_that_the_model_did_not_judge(tmp_path):
    said = examine(align(Pair(id="rat", article=ARTICLE, summary=DRAFT)))
    said = replace(said, not_applicable={"judge": "not judged: the server refused"})
    evaluations = [
        Evaluation(summary=Summary(article_id="rat", model="m", text=DRAFT, signature="m"), examination=said)
    ]
    study = studyfolder.Study(manifest=studyfolder.Manifest(name="Probe"), articles=[ARTICLE], evaluations=evaluations)
    studyfolder.write(study, tmp_path)
    with ReviewStore(tmp_path / studyfolder.REVIEWS) as store:
        session = ReviewSession(Desk(tmp_path), store, Reviewer(name="K. Albers", role="CvD"))
        shown = Conversation(session, "de").answer({"number": 1, "act": "hello"})
    assert shown["not_judged"] == "Das befragte Modell hat nicht geurteilt (the server refused)."


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
