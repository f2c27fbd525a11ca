"""A small study on a desk, with a check that objects to one word: what the rules of reviewing are tried on."""

import pytest

from newslab import studyfolder
from newslab.records import Article, Evaluation, Examination, Finding, Risk, Rule, Span, Summary
from newslab.review.desk import Desk
from newslab.review.session import Reviewer, ReviewSession
from newslab.review.store import ReviewStore

WRONG = Rule(
    code="N001",
    check="number",
    verdict="unsupported",
    severity="error",
    title={"de": "Zahl nicht gestützt", "en": "Number unsupported"},
    message={"de": "„{number}“ steht nicht im Artikel.", "en": "“{number}” is not in the article."},
)
ARTICLES = [
    Article(id="hafen", language="de", title="Hafenbahn fährt wieder", text="Die Sanierung kostete 48 Millionen Euro."),
    Article(id="harbour", language="en", title="Harbour line reopens", text="The line reopened on Monday."),
]
DRAFTS = {
    ("hafen", "modell-a"): ("Die Sanierung kostete 43 Millionen Euro.", 0.9),
    ("hafen", "modell-b"): ("Die Sanierung kostete 48 Millionen Euro.", 0.1),
    ("harbour", "modell-a"): ("The line is open again.", 0.4),
}


def objections(text):
    place = text.find("43")
    if place < 0:
        return ()
    return (
        Finding(
            rule=WRONG, summary_span=Span(place, place + 2), article_spans=(Span(22, 24),), details={"number": "43"}
        ),
    )


def examination(text, risk=0.5):
    return Examination(
        findings=objections(text), scores={}, not_applicable={}, risk=Risk(value=risk, basis="test"), signature="t"
    )


@pytest.fixture
def study(tmp_path):
    evaluations = [
        Evaluation(
            summary=Summary(article_id=article, model=model, text=text, signature=model),
            examination=examination(text, risk),
        )
        for (article, model), (text, risk) in DRAFTS.items()
    ]
    folder = tmp_path / "study"
    made = studyfolder.Study(manifest=studyfolder.Manifest(name="Probe"), articles=ARTICLES, evaluations=evaluations)
    studyfolder.write(made, folder)
    return folder


@pytest.fixture
def desk(study, monkeypatch):
    monkeypatch.setattr(Desk, "examined", lambda self, item, text: examination(text))
    return Desk(study)


@pytest.fixture
def store(study):
    with ReviewStore(study / studyfolder.REVIEWS) as opened:
        yield opened


@pytest.fixture
def session(desk, store):
    return ReviewSession(desk, store, Reviewer(name="K. Albers", role="CvD"))


@pytest.fixture
def wrong_item(session):
    """The summary with the wrong number: the worst risk, so the first."""
    return session.queue()[0]
