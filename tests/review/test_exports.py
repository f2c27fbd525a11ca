"""What leaves the desk: approved texts only, whole, readable by others, harmless in a spreadsheet."""

import csv
import json

import pytest
from datasets import load_dataset

from newslab.mistakes import UserError
from newslab.review.exports import write_export
from newslab.review.outcome import outcomes
from newslab.review.session import Reviewer, ReviewSession

FINAL = "=SUMME(A1) 😀 Die Sanierung kostete 48 Millionen Euro <script>alert(1)</script>."


@pytest.fixture
def approved(session, wrong_item):
    """One item approved with an edit, a mark and ratings; the others untouched."""

    def do(act, **values):
        getattr(session, act)(wrong_item, session.state(wrong_item).revision, **values)

    do("edit", text=FINAL)
    start = FINAL.index("48")
    do("mark", start=start, end=start + 2, error_type="number", severity="major", comment="im Entwurf 43")
    do("rate", dimension="fluency", value=4)
    do("tick_fact_check", ticked=True)
    do("decide", verdict="approved")
    return wrong_item


def exported(desk, store, form, path, **settings):
    found = list(outcomes(desk, store, everything=settings.pop("everything", False)))
    write_export(found, store, form, path, "de", **settings)
    return path


def test_only_what_is_approved_leaves(desk, store, approved, tmp_path):
    rows = [
        json.loads(line)
        for line in exported(desk, store, "jsonl", tmp_path / "x.jsonl").read_text("utf-8").splitlines()
    ]
    assert [(row["id"], row["summary"], row["editor"], row["role"]) for row in rows] == [
        (approved, FINAL, "K. Albers", "CvD")
    ]
    (row,) = rows
    (mark,) = row["marks"]
    assert row["summary"][mark["start"] : mark["end"]] == "48"
    assert (row["rating_fluency"], row["rating_coherence"], row["fact_checked"]) == (4, None, True)
    assert row["digital_source_type"].endswith("compositeWithTrainedAlgorithmicMedia")


def test_all_marks_in_every_row_what_is_not_approved(desk, store, approved, tmp_path):
    path = exported(desk, store, "jsonl", tmp_path / "x.jsonl", everything=True)
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert sorted((row["status"], row["approved"]) for row in rows) == [
        ("approved", True),
        ("open", False),
        ("open", False),
    ]


def test_nothing_leaves_after_a_later_edit(desk, store, session, approved, tmp_path):
    session.edit(approved, session.state(approved).revision, FINAL + " Neu.")
    assert exported(desk, store, "jsonl", tmp_path / "x.jsonl").read_text("utf-8") == ""


def test_a_spreadsheet_runs_no_cell(desk, store, approved, tmp_path):
    path = exported(desk, store, "csv", tmp_path / "x.csv", everything=True)
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 3
    assert [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert f"'{FINAL}" in {row["summary"] for row in rows}


@pytest.mark.parametrize("form", ["jsonl", "parquet", "dataset"])
def test_what_goes_out_loads_again_with_datasets(desk, store, approved, tmp_path, form):
    path = exported(desk, store, form, tmp_path / f"x.{form}", everything=True)
    kind = {"jsonl": "json", "parquet": "parquet"}.get(form)
    cache = str(tmp_path / "cache")
    if kind is None:
        loaded = load_dataset(str(path), split="train", cache_dir=cache)
    else:
        loaded = load_dataset(kind, data_files=str(path), split="train", cache_dir=cache)
    by_id = {row["id"]: row for row in loaded}
    assert by_id[approved]["summary"] == FINAL
    assert by_id[approved]["marks"][0]["type"] == "number"
    assert len(by_id) == 3


def test_a_page_is_inert_and_shows_the_change(desk, store, approved, tmp_path):
    page = (exported(desk, store, "html", tmp_path / "pages") / f"{approved}.html").read_text("utf-8")
    assert "<script>" not in page
    assert "default-src 'none'" in page
    assert "<del>43</del>" in page
    assert "K. Albers, CvD" in page
    assert "http://" not in page.replace("http://cv.iptc.org/newscodes", "")


def test_blind_tells_no_model_before_the_verdict(desk, store, approved, tmp_path):
    path = exported(desk, store, "jsonl", tmp_path / "x.jsonl", everything=True, blind=True)
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert {row["status"]: row["model"] for row in rows} == {"approved": "modell-a", "open": None}


def test_the_head_beside_an_export_shows_a_tail_that_was_cut(desk, store, approved, tmp_path):
    exported(desk, store, "jsonl", tmp_path / "x.jsonl")
    head = json.loads((tmp_path / "x.jsonl.head.json").read_text("utf-8"))
    assert store.verify((head["events"], head["hash"])) is None
    assert store.verify((head["events"] + 3, head["hash"])).reason.endswith("were cut off")


def test_a_folder_that_stands_there_is_not_written_over(desk, store, approved, tmp_path):
    (tmp_path / "pages").mkdir()
    with pytest.raises(UserError, match="stands there already"):
        exported(desk, store, "html", tmp_path / "pages")


def test_a_finding_carries_how_it_was_dealt_with(desk, store, tmp_path):
    session = ReviewSession(desk, store, Reviewer(name="A", role="CvD"))
    item = session.queue()[0]
    (finding,) = session.view(item).finding_keys
    session.dispose(item, 0, finding=finding, handling="false_alarm", reason="steht im Kasten")
    path = exported(desk, store, "jsonl", tmp_path / "x.jsonl", everything=True)
    rows = {row["id"]: row for row in map(json.loads, path.read_text("utf-8").splitlines())}
    (found,) = rows[item]["findings"]
    assert (found["handling"], found["handling_reason"], found["handled_by"]) == ("false_alarm", "steht im Kasten", "A")
