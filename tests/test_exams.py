"""The exams are what data/README.md says they are: rows that any summary checker can be measured on."""

import json
from datetime import date
from pathlib import Path

import pytest

SETS = sorted((Path(__file__).parent.parent / "data" / "exams").glob("*.jsonl"))
ROWS = {path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in SETS}
COLUMNS = {"id", "language", "published", "article", "summary", "kind", "error", "why"}
KINDS = {
    *("quote_altered", "quote_fabricated", "quote_promoted", "quote_context", "misattributed"),
    *("number", "date", "entity", "role", "certainty", "relation", "extrinsic"),
    *("negation", "direction", "attribution_dropped"),
}


@pytest.mark.parametrize("name", ROWS)
def test_each_row_has_its_columns_and_its_error_once(name):
    for row in ROWS[name]:
        assert set(row) == COLUMNS, row["id"]
        assert row["id"].startswith(f"{name}-")
        assert row["language"] in {"de", "en"}
        assert date.fromisoformat(row["published"]).isoformat() == row["published"]
        if row["kind"] == "faithful":
            assert row["error"] is None, row["id"]
        else:
            assert row["kind"] in KINDS
            assert row["summary"].count(row["error"]) == 1, row["id"]
            assert row["why"], row["id"]


@pytest.mark.parametrize("name", ROWS)
def test_no_row_stands_twice(name):
    assert len({row["id"] for row in ROWS[name]}) == len(ROWS[name])
    assert len({(row["article"], row["summary"]) for row in ROWS[name]}) == len(ROWS[name])


@pytest.mark.parametrize("name", ROWS)
def test_a_third_or_more_of_a_set_is_faithful_and_all_of_those_that_ask_for_false_alarms(name):
    faithful = sum(row["kind"] == "faithful" for row in ROWS[name])
    assert 3 * faithful >= len(ROWS[name])
    assert (faithful == len(ROWS[name])) == name.startswith("f")
