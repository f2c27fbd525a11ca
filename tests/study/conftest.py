"""A small study, made by hand: a German and an English article and a hostile one, two models, known findings."""

import pytest

from newslab.records import (
    Article,
    Evaluation,
    Examination,
    Finding,
    Measurement,
    Provenance,
    Refusal,
    Risk,
    Rule,
    Span,
    Summary,
)
from newslab.study.compare import compare
from newslab.studyfolder import Manifest, Study


def rule(code, check, verdict, severity):
    return Rule(
        code=code,
        check=check,
        verdict=verdict,
        severity=severity,
        title={"de": f"{verdict} auf Deutsch", "en": f"{verdict} in English"},
        message={"de": "Die Zusammenfassung schreibt „{text}“.", "en": "The summary says “{text}”."},
    )


RULES = {
    each.code: each
    for each in (
        rule("Q002", "quote", "altered", "error"),
        rule("N002", "number", "unsupported", "error"),
        rule("S002", "support", "thin", "warning"),
        rule("E001", "entity", "supported", "ok"),
    )
}
GERMAN = Article(
    id="bad-1",
    # an emoji before everything, and the umlaut of "Ratsmitglieder dafür" as two code points
    text=(
        "😀 Der Rat von Hohenwalde hat am Mittwoch den Bau eines neuen Bades an der Linde beschlossen. "
        "Nach langer Debatte stimmten 31 Ratsmitglieder dafu\u0308r und nur neun dagegen. "
        "„Wir werden das Geld nicht verschwenden“, sagte die Bürgermeisterin nach der Sitzung im Rathaus. "
        "Die alten Becken bleiben bis zum Herbst des kommenden Jahres für alle Gäste geschlossen."
    ),
    language="de",
    title="Rat beschließt den Bau",
    published="2026-03-12",
    references=("Hohenwalde baut ein neues Bad.",),
    source="Bote",
    url="https://example.org/bad",
    disclosure="Wir nutzen künstliche Intelligenz für Zusammenfassungen.",
)
ENGLISH = Article(
    id="court-2",
    text=(
        "The treasurer of a hospice charity appeared in court on Monday over missing money. "
        "She denies that she took any of the sum that the auditors could not find last spring."
    ),
    language="en",
    title="Treasurer in court",
    references=("A treasurer denies theft.",),
)
HOSTILE = Article(
    id="<script>alert(1)</script>",
    text=(
        "<script>alert('text')</script> {{ 7 * 7 }} \x00 \u202ereversed\u202c <img src=x onerror=alert(2)> $x^2$ &amp;"
    ),
    language="en",
    title="<img src=http://evil.example/x.png onerror=alert(3)>",
    url="javascript:alert(4)",
    source="</style><script>alert(5)</script>",
)
GERMAN_SUMMARY = "Im Rat stimmten 39 dafür. „Wir werden das Geld verschwenden“, sagte die Bürgermeisterin."
MODELS = ("lead-3", "cmd:<b>$m_1^2$</b>")


def find(code, text, part, article, evidence=""):
    """Return a finding on ``part`` of a summary, with ``evidence`` of the article, both given as they are written."""
    start = text.index(part)
    at = article.text.index(evidence) if evidence else 0
    return Finding(
        rule=RULES[code],
        summary_span=Span(start, start + len(part)),
        article_spans=(Span(at, at + len(evidence)),) if evidence else (),
        details={"text": part},
    )


def evaluation(article, model, text, findings=(), *, rouge=0.3, risk=0.1, quotes=None):
    return Evaluation(
        summary=Summary(
            article_id=article.id,
            model=model,
            text=text,
            signature=f"{model}|v:1",
            provenance=Provenance(seconds=0.5, seen=1.0),
        ),
        measurements={
            "rouge": Measurement(scores={"rougeLsum.f": rouge}, signature="rouge|lang:de|v:1"),
            "readability": Measurement(
                scores={"lix": None}, not_applicable={"lix": "fewer than 3 sentences"}, signature="readability|v:1"
            ),
        },
        examination=Examination(
            findings=tuple(findings),
            scores={"quotes_supported": quotes},
            not_applicable={} if quotes is not None else {"quotes_supported": "nothing of the kind in the summary"},
            risk=Risk(value=risk, basis="fitted on nothing"),
            signature="checks|v:1",
        ),
    )


def small_study():
    lead, other = MODELS
    copied = GERMAN.text[: GERMAN.text.index(" „Wir")]
    rows = (
        evaluation(GERMAN, lead, copied, [find("E001", copied, "Hohenwalde", GERMAN, "Hohenwalde")], rouge=0.4),
        evaluation(
            GERMAN,
            other,
            GERMAN_SUMMARY,
            [
                find("N002", GERMAN_SUMMARY, "39", GERMAN, "31 Ratsmitglieder"),
                find("S002", GERMAN_SUMMARY, "stimmten 39 dafür", GERMAN, "Nach langer Debatte stimmten 31"),
                find("Q002", GERMAN_SUMMARY, "Wir werden das Geld verschwenden", GERMAN, "nicht verschwenden"),
            ],
            risk=0.9,
            quotes=0.0,
        ),
        evaluation(ENGLISH, lead, ENGLISH.text.split(". ")[0] + ".", rouge=0.5),
        evaluation(ENGLISH, other, "She took it.", [find("S002", "She took it.", "took it", ENGLISH, "took any")]),
        evaluation(HOSTILE, lead, HOSTILE.text),
        Evaluation(
            summary=Summary(
                article_id=HOSTILE.id, model=other, text=None, signature=f"{other}|v:1", error="<script>boom</script>"
            )
        ),
    )
    return Study(
        manifest=Manifest(
            name="Probe <script>",
            models={model: f"{model}|v:1" for model in MODELS},
            limits={lead: "Takes the first three sentences."},
            inputs={"probe.jsonl": "00ff"},
            settings={"limit": None, "models": list(MODELS)},
            versions={"newslab": "0.1.0"},
            seed=7,
            times={"began": "2026-11-22T15:00:00+00:00", "seconds": 12.3},
        ),
        articles=(GERMAN, ENGLISH, HOSTILE),
        evaluations=rows,
        comparison=compare(rows, seed=7, resamples=200),
        refused=(Refusal(file="probe.jsonl", line=4, message="empty text; expected <an> article"),),
    )


@pytest.fixture(scope="session")
def study():
    return small_study()


@pytest.fixture
def texts():
    """The articles of the study, by what they are."""
    return {"german": GERMAN, "english": ENGLISH, "hostile": HOSTILE}
