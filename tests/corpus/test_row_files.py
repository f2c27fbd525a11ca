"""Answers in files: what Parquet holds is what JSON Lines say, chunk by chunk, and nothing unknown is lost."""

import io
import json

import pyarrow.parquet as pq
import pytest

from newslab.corpus.row_files import Encoding

CHECKED = {
    "id": "p1",
    "risk": 0.25,
    "risk_basis": "fitted on …",
    "risk_drivers": {"bias": 0.1, "Q002": 2.0},
    "findings": [
        {
            "code": "Q002",
            "check": "quote",
            "verdict": "altered",
            "severity": "error",
            "message": "Das Zitat „Grüße 😀“ steht anders im Artikel.",
            "summary_span": [0, 8],
            "article_spans": [[3, 9], [20, 31]],
            "details": {"text": "Grüße 😀"},
            "group": 1,
        }
    ],
    "scores": {
        "quotes_supported": 0.0,
        "attributions_supported": None,
        "entities_supported": 1.0,
        "numbers_supported": None,
        "dates_supported": None,
    },
    "not_applicable": {"dates_supported": "nothing of the kind in the summary"},
    "signature": "checks|lang:de",
}
REFUSED = {"id": None, "error": "a NUL at character 3 in article, expected text"}


def written(encoding, *chunks):
    stream = io.BytesIO()
    with encoding.sink(stream) as sink:
        for chunk in chunks:
            sink.write(encoding.encode(chunk))
    return stream.getvalue()


def columns_of(content):
    return pq.read_table(io.BytesIO(content)).to_pylist()


def test_rows_of_json_lines_stand_one_a_line():
    content = written(Encoding(kind="check"), [CHECKED, REFUSED], [], [CHECKED])
    assert [json.loads(line) for line in content.splitlines()] == [CHECKED, REFUSED, CHECKED]


def test_parquet_holds_the_same_in_typed_columns():
    first, second = columns_of(written(Encoding(kind="check", form="parquet"), [CHECKED], [REFUSED]))
    maps = {"risk_drivers", "not_applicable"}
    assert {name: dict(value) if name in maps else value for name, value in first.items() if name in CHECKED} == {
        **CHECKED,
        "findings": [{**CHECKED["findings"][0], "details": [("text", "Grüße 😀")]}],
    }
    assert (first["error"], first["extra"]) == (None, None)
    assert {name for name, value in second.items() if value is not None} == {"error"}


def test_a_column_that_is_not_declared_is_kept_as_json():
    (row,) = columns_of(written(Encoding(kind="check", form="parquet"), [{**CHECKED, "judge": {"asked": 3}}]))
    assert json.loads(row["extra"]) == {"judge": {"asked": 3}}


def test_many_chunks_are_few_groups_of_rows():
    encoding = Encoding(kind="check", form="parquet")
    content = written(encoding, *([{**CHECKED, "id": str(number)}] * 100 for number in range(200)))
    found = pq.ParquetFile(io.BytesIO(content)).metadata
    assert (found.num_rows, found.num_row_groups) == (20_000, 3)


def test_a_file_without_rows_still_has_its_columns():
    found = pq.read_table(io.BytesIO(written(Encoding(kind="score", form="parquet"))))
    assert found.num_rows == 0
    assert {"id", "rouge", "coverage", "lix", "signature", "error"} <= set(found.column_names)


@pytest.mark.parametrize(("name", "form"), [("a.parquet", "parquet"), ("a.PARQUET", "parquet"), ("a.jsonl", "lines")])
def test_the_files_name_says_how_it_is_written(tmp_path, name, form):
    assert Encoding.of("score", tmp_path / name).form == form
    assert Encoding.of("score", None).form == "lines"
