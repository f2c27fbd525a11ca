"""Runs the command inside the test's process: its status, what it wrote and what it said."""

import json
from dataclasses import dataclass

import pytest

from newslab.cli import main


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def rows(self):
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def newslab(capfd, monkeypatch, tmp_path):
    monkeypatch.setenv("NEWSLAB_CACHE", str(tmp_path / "cache"))

    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["newslab", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capfd.readouterr()
        return Done(status=int(left.value.code or 0), out=out, err=err)

    return run


@pytest.fixture
def lines(tmp_path):
    """Write rows to a JSON Lines file; a row that is a text is written as it stands."""

    def write(*rows, name="in.jsonl"):
        path = tmp_path / name
        written = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
        path.write_text("".join(line + "\n" for line in written), "utf-8")
        return path

    return write
