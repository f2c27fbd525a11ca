"""Long streams of pairs: every row answered in its place in every kind of file, hostile rows named, memory flat."""

import json
import os
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

GERMAN = {
    "language": "de",
    "article": "Der Rat tagte am Montag in Bremen. 31 Mitglieder stimmten dafür, sagte Anna Weber am 4. Mai.",
    "reference": "Der Rat tagte am Montag. „Gut so“, hieß es. 31 stimmten dafür.",
}
ENGLISH = {
    "language": "en",
    "article": "The council met on Monday in Leeds. “All agreed,” said Mary Jones. The session took three hours.",
    "reference": "The council agreed in three hours on Monday.",
}


def pairs(count):
    for number in range(count):
        row = ENGLISH if number % 3 == 0 else GERMAN
        yield {"id": f"p{number}", **row, "summary": row["article"].replace("31", str(number)).replace("three", "four")}


def parquet(path, rows):
    pq.write_table(pa.Table.from_pylist(list(rows)), path)
    return path


def as_lines(rows):
    """Return what JSON Lines would hold of rows read from Parquet: maps are objects, no group is left out."""
    for row in rows:
        for finding in row.get("findings") or ():
            finding["details"] = dict(finding["details"])
            if finding["group"] is None:
                del finding["group"]
    return [{name: dict(value) if is_map(value) else value for name, value in row.items()} for row in rows]


def is_map(value):
    return isinstance(value, list) and bool(value) and all(isinstance(each, tuple) for each in value)


def without_null(row):
    """Leave out what Parquet has no sign for: it tells no empty map from an empty list."""
    return {name: value for name, value in row.items() if value not in (None, {}, [])}


@pytest.mark.parametrize("verb", [("score",), ("score", "--rouge", "classic"), ("check", "--all"), ("annotate",)])
def test_parquet_in_and_out_says_what_json_lines_say(newslab, lines, tmp_path, verb):
    rows = [{**row, "text": row["article"]} for row in pairs(12)]
    expected = newslab(*verb, lines(*rows, "broken"))
    done = newslab(*verb, lines(*rows, "broken"), "-o", tmp_path / "out.parquet")
    assert (expected.status, done.status) == (1, 1)
    found = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row["extra"] for row in found] == [None] * 13
    assert [without_null(row) for row in as_lines(found)] == [without_null(row) for row in expected.rows]
    assert newslab(*verb, parquet(tmp_path / "in.parquet", rows)).rows == expected.rows[:12]


def test_hostile_rows_in_the_middle_are_named_and_the_rest_goes_on(newslab, lines):
    good = list(pairs(300))
    huge = {**good[0], "id": "huge", "article": "Wort " * 200_000, "summary": "Wort " * 20_000}
    hostile = {
        60: '{"id": "broken", "article": "x", "summ',
        61: "",
        62: json.dumps({**good[0], "id": "nul", "summary": "x\0y"}),
        63: json.dumps({"id": "missing", "article": "x"}),
        64: json.dumps({**good[0], "id": "empty", "article": "", "summary": ""}),
        65: json.dumps(huge),
        66: "[" * 50_000,
        67: "null",
    }
    rows = [*good[:60], *hostile.values(), *good[60:]]
    one, two = (newslab("score", lines(*rows), "--workers", workers) for workers in (1, 2))
    assert one.out == two.out
    assert one.status == 1
    refused = [row["id"] for row in one.rows if "error" in row]
    assert refused == [None, "nul", "missing", None, None]
    assert len(one.rows) == len(rows) - 1  # a line without anything is no row
    assert [row["id"] for row in one.rows if "error" not in row] == [
        *(row["id"] for row in good[:60]),
        "empty",
        "huge",
        *(row["id"] for row in good[60:]),
    ]
    for line in (61, 63, 64, 67, 68):
        assert f"in.jsonl:{line}: " in one.err
    assert "5 rows refused or failed; the rest is written" in one.err


def peak(arguments, tmp_path):
    """Return the most memory that any process of a command held, in MB."""
    environment = {**os.environ, "NEWSLAB_CACHE": str(tmp_path / "cache")}
    process = subprocess.Popen([sys.executable, "-m", "newslab", *map(str, arguments)], env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


@pytest.mark.slow
def test_ten_times_the_pairs_take_no_more_memory(lines, tmp_path):
    small, large = (lines(*pairs(count), name=f"{count}.jsonl") for count in (400, 4_000))
    sizes = [peak(["score", path, "--workers", 1, "-o", tmp_path / "out.parquet"], tmp_path) for path in (small, large)]
    # 3,600 pairs more are 8 MB of answers in JSON alone, and some hundred as Python's objects
    assert sizes[1] - sizes[0] < 40, sizes
