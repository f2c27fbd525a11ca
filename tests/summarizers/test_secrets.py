"""A key that was planted stands nowhere afterwards: no log, cache, report, exception or notebook holds it."""

import base64
import json
import os
import subprocess
import sys
import traceback

import nbformat
import pytest
from nbclient import NotebookClient

from newslab.records import Article
from newslab.summarizers import make

KEY, PASSWORD = "sk-planted-0123456789abcdef", "planted-password"
ARTICLES = [
    {"id": str(number), "language": "de", "text": f"Am Montag tagte der Rat zum {number}. Mal. Er stimmte zu."}
    for number in range(4)
]


@pytest.fixture
def telltale(chat_server):
    """A server that answers some questions and, where it refuses, repeats the key that it was sent."""
    chat_server.answer = lambda question: 401 if " 1. Mal" in question else 500 if " 2. Mal" in question else "Kurz."
    chat_server.told = lambda headers: f"Incorrect API key: {headers['authorization']}"
    return chat_server


# A name and a password in the address are sent in the key's place, as one word.
@pytest.fixture(params=["Bearer [key]", "Basic [password]"])
def sent(request):
    """What a message shows of what was sent."""
    return request.param


@pytest.fixture
def surroundings(telltale, tmp_path, sent):
    who = f"editor:{PASSWORD}@" if sent.startswith("Basic") else ""
    address = telltale.address.replace("http://", f"http://{who}")
    return {
        **os.environ,
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": address,
        "OPENAI_LOG": "debug",
        "NEWSLAB_CACHE": str(tmp_path / "cache"),
    }


def assert_untold(*texts: str) -> None:
    encoded = base64.b64encode(f"editor:{PASSWORD}".encode()).decode()
    for text in texts:
        assert [secret for secret in (KEY, PASSWORD, encoded) if secret in text] == []


def test_a_study_tells_no_secret(surroundings, sent, tmp_path):
    corpus = tmp_path / "articles.jsonl"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in ARTICLES), "utf-8")
    spec = "openai:tiny[retries=1,timeout=5]"
    command = [sys.executable, "-m", "newslab", "compare", corpus, "--models", spec, "--out", tmp_path / "study"]
    done = subprocess.run(list(map(str, command)), env=surroundings, capture_output=True, text=True, timeout=240)
    assert done.returncode == 1
    assert f"Incorrect API key: {sent}" in done.stderr
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"report.html", "summaries.jsonl", "work.sqlite"} <= {path.name for path in files}
    assert_untold(done.stdout, done.stderr, *(path.read_bytes().decode("utf-8", "replace") for path in files))


def test_a_notebook_tells_no_secret(surroundings, sent, monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_LOG"):
        monkeypatch.setenv(name, surroundings[name])
    code = (
        "from newslab import Article\nfrom newslab.summarizers import make\n"
        f"articles = [Article(**row) for row in {ARTICLES!r}]\n"
        "model = make('openai:tiny[retries=0,timeout=5]')\n"
        "made = list(model.summarize(articles))\nprint(vars(model), made)\nmodel"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(notebook, timeout=120).execute()
    written = nbformat.writes(notebook)
    assert sent in written
    assert_untold(written)


def test_an_exception_tells_no_secret(surroundings, monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.setenv(name, surroundings[name])
    model = make("openai:tiny[retries=0,timeout=5]")
    asked = []

    def broken(*args, **kwargs):
        asked.append(args)
        raise RuntimeError(f"Bearer {KEY} at {os.environ['OPENAI_BASE_URL']}")

    monkeypatch.setattr("newslab.summarizers.asking._answer", broken)
    (made,) = model.summarize([Article(**ARTICLES[0])])
    assert asked
    assert "RuntimeError: Bearer [key] at http://" in made.error
    assert_untold(made.error, repr(model), "".join(traceback.format_stack()))
