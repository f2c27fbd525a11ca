"""Every command meets input that means it ill: the contract's status, one clear line, no traceback, no hang."""

import json

import pytest

from newslab.cli import VERBS

FILES = {
    "empty": b"",
    "nul": b'{"id": "a", "text": "x\x00y", "article": "x\x00y", "summary": "x"}\n',
    "escaped nul": b'{"id": "a", "text": "x\\u0000y", "article": "x\\u0000y", "summary": "x"}\n',
    "surrogate": b'{"id": "a", "text": "x \\ud800 y", "article": "x \\ud800 y", "summary": "x \\udfff"}\n',
    "binary": bytes(range(256)) * 40,
    "latin-1": '{"id": "a", "text": "Müller", "article": "Müller", "summary": "Müller"}\n'.encode("latin-1"),
    "broken json": b'{"id": "a", "text": "x"\n',
    "deep json": b'{"id": ' + b"[" * 100_000 + b"\n",
    "nan": b'{"id": "a", "text": NaN, "article": "x", "summary": "y"}\n',
}
COMMANDS = {
    "score": (),
    "check": (),
    "annotate": (),
    "summarize": ("--model", "lead-3"),
    "compare": ("--models", "lead-3"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", FILES)
def test_bad_bytes_end_in_a_status_and_a_clear_line(newslab, tmp_path, command, kind):
    path = tmp_path / "hostile.jsonl"
    path.write_bytes(FILES[kind])
    out = ("--out", tmp_path / "study") if command == "compare" else ()
    done = newslab(command, path, *COMMANDS[command], *out)
    assert "Traceback" not in done.err
    if kind == "empty" and command in {"score", "check", "annotate"}:
        assert done.status in {0, 1, 2}
    else:
        assert done.status in {1, 2}, done.err
        assert "hostile.jsonl" in done.err or "no article" in done.err


@pytest.mark.parametrize("command", COMMANDS)
def test_markup_and_a_line_of_five_megabytes_are_only_text(newslab, tmp_path, command):
    script = "<script>alert(1)</script><img src=x onerror=alert(2)> Der Rat tagte am Montag in Bremen."
    long = "Wort " * 1_000_000
    rows = [
        {"id": "script", "text": script, "article": script, "summary": script, "reference": script, "language": "de"},
        {"id": "long", "text": long, "article": long, "summary": "Wort", "language": "de"},
    ]
    path = tmp_path / "hostile.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    folder = tmp_path / "study"
    out = ("--out", folder) if command == "compare" else ()
    column = ("--column", "text=text") if command in {"compare", "summarize"} else ()
    done = newslab(command, path, *COMMANDS[command], *out, *column)
    assert done.status == 0, done.err
    if command == "compare":
        page = (folder / "report.html").read_text("utf-8")
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    else:
        assert [row["id"] for row in done.rows] == ["script", "long"]


def test_a_slip_in_a_verb_is_told_the_nearest(newslab):
    done = newslab("scor", "x.jsonl")
    assert done.status == 2
    assert "'score'" in done.err


def test_the_help_names_every_verb(newslab):
    told = newslab("--help").out
    assert [verb for verb in VERBS if f"\n  {verb} " not in told] == []


def test_a_wrong_choice_is_told_what_there_is_and_nothing_else(newslab):
    done = newslab("score", "x.jsonl", "--engine", "spark")
    assert done.status == 2
    assert done.err.endswith("Error: Invalid value for '--engine': 'spark' is not one of 'local', 'dask'.\n")
