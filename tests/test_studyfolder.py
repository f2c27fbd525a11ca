"""A study's folder: what is written is what is read back, each file is whole, and odd content survives."""

import csv
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslab import studyfolder
from newslab.records import (
    Article,
    Comparison,
    Contrast,
    Evaluation,
    Examination,
    Finding,
    Measurement,
    Provenance,
    Refusal,
    Risk,
    Rule,
    Span,
    Standing,
    Summary,
)
from newslab.studyfolder import Manifest, Study, StudyFolderError, read, write

ALTERED = Rule(
    code="Q002",
    check="quote",
    verdict="altered",
    severity="error",
    title={"de": "Zitat verändert", "en": "Quotation altered"},
    message={"de": "Aus „{said}“ wurde „{quote}“.", "en": "“{said}” became “{quote}”."},
)
RULES = {"Q002": ALTERED}
WRITTEN = {  # a finding as a study's file has it
    "code": "Q002",
    "check": "quote",
    "verdict": "altered",
    "severity": "error",
    "message": "Braces {stay} as they are.",
    "summary_span": [0, 1],
    "article_spans": [],
    "details": {"said": "a", "quote": "b"},
}
ARTICLE = Article(
    id="a1",
    text="Die Bürgermeisterin 😀 sagte: „Wir bauen nicht.“",
    language="de",
    title="Kein Neubau",
    published="2026-03-02T08:00:00+01:00",
    references=("Es wird nicht gebaut.",),
    disclosure="Wir nutzen künstliche Intelligenz.",
    extra={"desk": "Lokales", "score": 3},
)
SUMMARY = Summary(
    article_id="a1",
    model="lead-3",
    text="Sie sagte: „Wir bauen.“",
    signature="lead|n:3|v:1",
    provenance=Provenance(versions={"newslab": "0.1.0"}, settings={"n": 3}, seconds=0.25, seen=0.5, finish="end"),
)
FINDING = Finding(
    rule=ALTERED,
    summary_span=Span(11, 23),
    article_spans=(Span(30, 48),),
    details={"said": "Wir bauen nicht.", "quote": "Wir bauen."},
    group=1,
)
EVALUATION = Evaluation(
    summary=SUMMARY,
    measurements={
        "rouge": Measurement(scores={"rouge1.p": 0.5, "rouge1.r": 0.25, "rouge1.f": 0.33}, signature="rouge|v:1"),
        "readability": Measurement(
            scores={"lix": None, "words": 4.0}, not_applicable={"lix": "fewer than 3 sentences"}, signature="lix|v:1"
        ),
    },
    examination=Examination(
        findings=(FINDING,),
        scores={"quotes_supported": 0.0, "dates_supported": None},
        not_applicable={"dates_supported": "no date in the summary"},
        risk=Risk(value=0.8, basis="fitted on nothing", drivers={"Q002": 1.5}),
        signature="checks|v:1",
    ),
)
FAILED = Evaluation(
    summary=Summary(article_id="a1", model="smollm2", text=None, signature="smollm2|v:1", error="out of memory")
)
COMPARISON = Comparison(
    standings=(
        Standing(model="lead-3", score="rouge1.f", mean=0.33, low=0.3, high=0.4, n=1, not_applicable=0, signature="r"),
        Standing(model="lead-3", score="lix", mean=None, low=None, high=None, n=0, not_applicable=1, signature="l"),
    ),
    contrasts=(
        Contrast(
            score="rouge1.f", first="a", second="b", difference=0.1, low=0.0, high=0.2, p=0.02, p_adjusted=0.04, n=9
        ),
    ),
)
STUDY = Study(
    manifest=Manifest(
        name="Probe",
        models={"lead-3": "lead|n:3|v:1", "smollm2": "smollm2|v:1"},
        inputs={"probe.jsonl": "00ff"},
        settings={"limit": None},
        versions={"newslab": "0.1.0"},
        seed=7,
        times={"seconds": 1.5},
    ),
    articles=(ARTICLE,),
    evaluations=(EVALUATION, FAILED),
    comparison=COMPARISON,
    refused=(Refusal(file="probe.jsonl", line=2, message="empty text; expected an article", id="a2"),),
)


def rows(path):
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def test_what_was_written_is_read_back_whole(tmp_path):
    write(STUDY, tmp_path)
    assert read(tmp_path, RULES) == STUDY


def test_rows_carry_the_columns_of_the_contract(tmp_path):
    write(STUDY, tmp_path, "de")
    (article,) = rows(tmp_path / "articles.jsonl")
    assert article == {
        "desk": "Lokales",
        "score": 3,
        "id": "a1",
        "text": "Die Bürgermeisterin 😀 sagte: „Wir bauen nicht.“",
        "language": "de",
        "title": "Kein Neubau",
        "published": "2026-03-02T08:00:00+01:00",
        "source": None,
        "url": None,
        "disclosure": "Wir nutzen künstliche Intelligenz.",
        "reference": ["Es wird nicht gebaut."],
    }
    (found,) = rows(tmp_path / "findings.jsonl")
    assert (found["id"], found["model"], found["risk"], found["signature"]) == ("a1", "lead-3", 0.8, "checks|v:1")
    assert found["findings"] == [
        {
            "code": "Q002",
            "check": "quote",
            "verdict": "altered",
            "severity": "error",
            "message": "Aus „Wir bauen nicht.“ wurde „Wir bauen.“.",
            "summary_span": [11, 23],
            "article_spans": [[30, 48]],
            "details": {"said": "Wir bauen nicht.", "quote": "Wir bauen."},
            "group": 1,
        }
    ]
    (scores,) = rows(tmp_path / "scores.jsonl")
    assert scores["rouge"] == {"rouge1": {"p": 0.5, "r": 0.25, "f": 0.33}}
    assert (scores["lix"], scores["not_applicable"]) == (None, {"lix": "fewer than 3 sentences"})
    done, failed = rows(tmp_path / "summaries.jsonl")
    assert (done["summary"], done["provenance"]["seen"]) == ("Sie sagte: „Wir bauen.“", 0.5)
    assert (failed["summary"], failed["error"]) == (None, "out of memory")


def test_the_table_says_the_same_in_json_and_in_csv(tmp_path):
    write(STUDY, tmp_path)
    as_json = json.loads((tmp_path / "comparison.json").read_text("utf-8"))
    with (tmp_path / "comparison.csv").open(newline="", encoding="utf-8") as stream:
        as_csv = list(csv.DictReader(stream))
    promised = ["model", "score", "mean", "low", "high", "n", "not_applicable", "signature"]
    assert list(as_csv[0])[: len(promised)] == promised  # what comes after is additive
    assert [list(row) for row in as_json] == [list(row) for row in as_csv]
    assert (as_csv[0]["mean"], as_csv[1]["mean"]) == ("0.33", "")
    assert as_json[1]["mean"] is None


@pytest.mark.parametrize(
    "row",
    [
        {"severity": "ok"},  # the rule's severity has changed since
        {"verdict": "edited"},
        {"details": {"quote": "x"}},  # today's sentence asks for a detail that the file lacks
        {"code": "Z999"},  # a check that is not installed
    ],
)
def test_a_finding_whose_rule_has_changed_keeps_the_words_of_the_file(row):
    finding = studyfolder.finding_of(WRITTEN | row, RULES)
    assert (finding.message("de"), finding.message("en")) == ("Braces {stay} as they are.",) * 2
    assert (finding.severity, finding.rule.verdict) == (
        row.get("severity", "error"),
        row.get("verdict", "altered"),
    )


def test_an_error_that_was_shown_as_a_warning_is_read_back_as_one():
    finding = studyfolder.finding_of(WRITTEN | {"severity": "warning"}, RULES)
    assert finding.severity == "warning"
    assert finding.message("en") == "“a” became “b”."


def test_a_known_rule_speaks_both_languages_after_reading(tmp_path):
    write(STUDY, tmp_path, "de")
    (finding,) = read(tmp_path, RULES).evaluations[0].examination.findings
    assert finding.message("en") == "“Wir bauen nicht.” became “Wir bauen.”."


def test_unknown_columns_come_back_as_json_can_hold_them():
    article = Article(id="1", text="t", language="en", extra={"x": float("nan"), "y": {1: (2, float("inf"))}, "id": 9})
    row = studyfolder.article_row(article)
    assert (row["x"], row["y"], row["id"]) == (None, {"1": [2, None]}, "1")


@settings(max_examples=20)  # each example writes and syncs a whole folder
@given(text=st.text(st.characters(codec=None), min_size=1))
def test_any_text_survives_the_way_through_json_lines(text, tmp_path_factory):
    folder = tmp_path_factory.mktemp("study")
    article = Article(id="\u2028", text=text + "\u2028\x85\n\ud800", language="de")
    write(Study(manifest=Manifest(name="n"), articles=(article,), evaluations=()), folder)
    assert read(folder, {}).articles == (article,)


def test_a_folder_without_a_manifest_is_no_finished_study(tmp_path):
    with pytest.raises(StudyFolderError, match=r"holds no study\.json; `newslab compare` makes one"):
        read(tmp_path, {})


def test_a_broken_row_is_named_by_file_and_line(tmp_path):
    write(STUDY, tmp_path)
    with (tmp_path / "articles.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"id": "cut')
    with pytest.raises(StudyFolderError, match=r"articles\.jsonl:2: not a row of this file"):
        read(tmp_path, RULES)


@pytest.mark.parametrize("name", ["summaries.jsonl", "comparison.json"])
def test_a_missing_file_is_named(tmp_path, name):
    write(STUDY, tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(StudyFolderError, match=f"{name} is missing, which every study has"):
        read(tmp_path, RULES)


def test_a_file_that_is_no_json_is_named(tmp_path):
    write(STUDY, tmp_path)
    (tmp_path / "study.json").write_text("{", "utf-8")
    with pytest.raises(StudyFolderError, match=r"study\.json: not JSON"):
        read(tmp_path, RULES)


def test_a_failed_write_leaves_the_old_file_and_no_rubbish(tmp_path):
    write(STUDY, tmp_path)
    before = (tmp_path / "articles.jsonl").read_bytes()
    odd = Article(id="a2", text="t", language="de", title=float("nan"))
    with pytest.raises(ValueError, match="Out of range float"):
        write(Study(manifest=STUDY.manifest, articles=(ARTICLE, odd), evaluations=()), tmp_path)
    assert (tmp_path / "articles.jsonl").read_bytes() == before
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_the_manifest_says_which_metric_gave_each_score(tmp_path):
    write(STUDY, tmp_path)
    manifest = json.loads((tmp_path / "study.json").read_text("utf-8"))
    assert manifest["scores"] == {
        "lix": "readability",
        "rouge1.f": "rouge",
        "rouge1.p": "rouge",
        "rouge1.r": "rouge",
        "words": "readability",
    }
    assert (manifest["format"], manifest["seed"], manifest["inputs"]) == (1, 7, {"probe.jsonl": "00ff"})


def test_two_writes_of_one_study_are_the_same_bytes(tmp_path):
    write(STUDY, tmp_path / "a")
    write(STUDY, tmp_path / "b")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == sorted(
        [
            "articles.jsonl",
            "comparison.csv",
            "comparison.json",
            "contrasts.json",
            "findings.jsonl",
            "refused.jsonl",
            "scores.jsonl",
            "study.json",
            "summaries.jsonl",
        ]
    )
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
