"""A real server on loopback, `transformers serve`, writes through the openai client what its model writes here."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from newslab.records import Article
from newslab.summarizers import make

ARTICLES = [
    Article(id="0", text="Der Stadtrat hat am Donnerstag den Haushalt beschlossen.", language="de"),
    Article(id="1", text="The council passed the budget on Thursday.", language="en"),
]
PATIENCE = 180  # seconds for the server's imports on a busy machine


@pytest.fixture
def folder(tiny, tmp_path):
    return tiny.save("llama", tmp_path / "llama")


@pytest.fixture
def address(folder):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("transformers"), "serve", folder, "--host", "127.0.0.1", "--port", port]
    process = subprocess.Popen(
        [*map(str, command), "--device", "cpu"],
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.kill()
        process.wait()


def wait_until_healthy(url, process):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"transformers serve did not come up (status {process.poll()})")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_served_model_writes_what_it_writes_here(folder, address, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    monkeypatch.setenv("NEWSLAB_CACHE", str(tmp_path / "cache"))
    here = list(make(f"hf:{folder}[tokens=16]").summarize(ARTICLES))
    served = list(make(f"openai:{folder}[tokens=16,parallel=2]").summarize(ARTICLES))
    assert [each.error for each in served] == [None, None]
    assert [each.text for each in served] == [each.text for each in here]
    told = [(each.provenance.tokens_in, each.provenance.tokens_out, each.provenance.finish) for each in served]
    assert told == [(each.provenance.tokens_in, each.provenance.tokens_out, each.provenance.finish) for each in here]
