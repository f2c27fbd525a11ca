"""compare, summarize and report: a study's folder as the contract describes it, and mistakes told before any work."""

import json

import pytest

from newslab.review.store import ReviewStore

ARTICLES = [
    {
        "id": "eins",
        "language": "de",
        "text": "Der Rat tagte am Montag in Bremen. 31 Mitglieder stimmten dafür. Die Sitzung dauerte drei Stunden.",
        "reference": "Der Rat stimmte mit 31 Stimmen zu.",
        "machine": "Der Rat tagte am Montag in Bremen. 57 Mitglieder stimmten dafür.",
    },
    {
        "id": "two",
        "language": "en",
        "text": "The council met on Monday in Leeds. All 31 members agreed. The session took three hours.",
        "reference": "The council agreed.",
        "machine": "The council met on Monday in Leeds.",
    },
]
FILES = {
    "articles.jsonl", "summaries.jsonl", "scores.jsonl", "findings.jsonl", "refused.jsonl", "comparison.json",
    "comparison.csv", "study.json", "report.html",
}  # fmt: skip


def rows(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_compare_fills_the_folder_of_the_contract(newslab, lines, tmp_path):
    folder = tmp_path / "study"
    done = newslab("compare", lines(*ARTICLES), "--models", "lead-1,column:machine", "--out", folder)
    assert done.status == 0, done.err
    assert {path.name for path in folder.iterdir()} >= FILES
    assert [path.suffix for path in sorted((folder / "plots").iterdir())][:2] == [".png", ".svg"]
    assert [(row["id"], row["model"]) for row in rows(folder / "summaries.jsonl")] == [
        ("eins", "lead-1"),
        ("eins", "column:machine"),
        ("two", "lead-1"),
        ("two", "column:machine"),
    ]
    errors = [
        (row["id"], row["model"])
        for row in rows(folder / "findings.jsonl")
        for finding in row["findings"]
        if finding["severity"] == "error"
    ]
    assert errors == [("eins", "column:machine")]
    assert str(folder / "report.html") in done.out


def test_a_refused_row_is_said_listed_and_costs_the_status(newslab, lines, tmp_path):
    folder = tmp_path / "study"
    done = newslab("compare", lines(ARTICLES[0], "{broken", ARTICLES[1]), "--models", "lead-1", "--out", folder)
    assert done.status == 1
    assert "in.jsonl:2:" in done.err
    (refused,) = rows(folder / "refused.jsonl")
    assert refused["line"] == 2
    assert len(rows(folder / "articles.jsonl")) == 2


def test_report_is_built_again_from_the_folder_alone(newslab, lines, tmp_path):
    folder = tmp_path / "study"
    newslab("compare", lines(*ARTICLES), "--models", "lead-1", "--out", folder, "--ui", "de")
    first = (folder / "report.html").read_bytes()
    (folder / "report.html").unlink()
    assert newslab("report", folder, "--ui", "de").status == 0
    assert (folder / "report.html").read_bytes() == first
    assert newslab("report", folder, "--redact").status == 0
    assert (folder / "report.html").read_bytes() != first


def test_summarize_writes_summaries_with_their_provenance(newslab, lines):
    done = newslab("summarize", lines(*ARTICLES), "--model", "lead-1")
    assert [row["summary"] for row in done.rows] == [
        "Der Rat tagte am Montag in Bremen.",
        "The council met on Monday in Leeds.",
    ]
    assert all(row["provenance"]["seen"] == 1.0 for row in done.rows)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--models", "nonsense"), "lexrank"),
        (("--models", "lead-1", "--metrics", "nonsense"), "rouge"),
        (("--models", "lead-1", "--column", "text"), "FIELD=COLUMN"),
        (("--models", "lead-1", "--out", "/proc/nowhere/study"), "cannot write"),
        (("--models", "lead-0"), "lead"),
    ],
)
def test_a_mistake_is_told_before_any_work(newslab, lines, tmp_path, options, said):
    out = () if "--out" in options else ("--out", tmp_path / "study")
    done = newslab("compare", lines(*ARTICLES), *options, *out)
    assert done.status == 2, done.err
    assert said in done.err
    assert not (tmp_path / "study" / "study.json").exists()


def test_what_was_reviewed_is_never_written_over(newslab, lines, tmp_path):
    folder = tmp_path / "study"
    articles = lines(*ARTICLES)
    newslab("compare", articles, "--models", "lead-1", "--out", folder)
    ReviewStore(folder / "reviews.sqlite").close()
    done = newslab("compare", articles, "--models", "lead-2", "--out", folder)
    assert done.status == 2
    assert "reviews" in done.err


def test_export_lets_out_what_is_approved_and_marks_the_rest(newslab, lines, tmp_path):
    folder, target = tmp_path / "study", tmp_path / "out.jsonl"
    newslab("compare", lines(*ARTICLES), "--models", "lead-1", "--out", folder)
    assert newslab("export", folder, "-o", target).status == 0
    assert rows(target) == []
    assert newslab("export", folder, "--all", "-o", target).status == 0
    assert [row["approved"] for row in rows(target)] == [False, False]
    assert newslab("review", folder, "--verify", "--head", f"{target}.head.json").status == 0


def test_the_cache_can_be_listed_and_emptied(newslab, lines, tmp_path):
    newslab("compare", lines(*ARTICLES), "--models", "lead-1", "--out", tmp_path / "study")
    assert "lead-1" in newslab("cache").out
    assert newslab("cache", "--clear").out == "4 items forgotten\n"
    assert "lead-1" not in newslab("cache").out


@pytest.mark.parametrize(
    "command", [("compare", "--models", "lead-1,column:machine", "--out", "study"), ("summarize", "--model", "lead-1")]
)
def test_a_dry_run_counts_and_writes_nothing(newslab, lines, tmp_path, monkeypatch, command):
    monkeypatch.setenv("NEWSLAB_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    verb, *options = command
    corpus = lines(*ARTICLES)
    done = newslab(verb, corpus, *options, "--dry-run", "--ui", "en")
    assert done.status == 0, done.err
    assert "2 articles: nothing is run, nothing is written" in done.out
    (lead,) = [line.split() for line in done.out.splitlines() if line.startswith("lead-1 ")]
    assert lead == ["lead-1", "2", "0", "2", "0", "0", "unknown", "0"]
    assert [path for path in tmp_path.iterdir() if path.name in {"cache", "study", "reports"}] == []
    assert newslab(verb, corpus, *options).status == 0
    after = newslab(verb, corpus, *options, "--dry-run", "--ui", "en").out
    (lead,) = [line.split() for line in after.splitlines() if line.startswith("lead-1 ")]
    assert lead == ["lead-1", "2", "2", "0", "0", "0", "0", "0"]


def test_a_german_report_tells_limits_and_the_risks_basis_in_german(newslab, lines, tmp_path):
    folder = tmp_path / "study"
    assert newslab("compare", lines(*ARTICLES), "--models", "lead-1", "--out", folder, "--ui", "de").status == 0
    page = (folder / "report.html").read_text("utf-8")
    assert "Die ersten N Sätze, Wort für Wort" in page
    assert "für Deutsch noch nicht kalibriert" in page
    assert "The first N sentences" not in page
    assert "fitted on" not in page
    newslab("report", folder, "--ui", "en")
    assert "The first N sentences" in (folder / "report.html").read_text("utf-8")
