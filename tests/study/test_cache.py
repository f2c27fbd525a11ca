"""Finished work: kept by content, durable against a killed process, clear about a file it cannot use."""

import signal
import subprocess
import sys

import pytest

from newslab.study.cache import CacheError, WorkCache, code_digest


@pytest.fixture
def cache(tmp_path):
    with WorkCache(tmp_path / "work.sqlite") as opened:
        yield opened


def test_what_was_put_comes_back(cache):
    cache.put("summary", "lead-3", {"a": {"summary": "Grüße 😀 \ud800"}, "b": {"summary": ""}})
    assert cache.get(["a", "b", "c"]) == {"a": {"summary": "Grüße 😀 \ud800"}, "b": {"summary": ""}}
    assert cache.known(["a", "c"]) == {"a"}


def test_thousands_of_keys_are_asked_for_at_once(cache):
    cache.put("summary", "lead-3", {str(number): number for number in range(3_000)})
    assert len(cache.get(str(number) for number in range(4_000))) == 3_000


def test_what_is_kept_can_be_listed_and_emptied(cache):
    cache.put("summary", "lead-3", {"a": 1, "b": 2})
    cache.put("evaluation", "checks", {"c": 3})
    assert {(each.kind, each.maker, each.items) for each in cache.kept()} == {
        ("summary", "lead-3", 2),
        ("evaluation", "checks", 1),
    }
    assert cache.clear() == 3
    assert cache.kept() == []


def test_a_file_that_is_no_database_is_named(tmp_path):
    path = tmp_path / "work.sqlite"
    path.write_bytes(b"no database at all, and long enough to be read as one" * 50)
    with pytest.raises(CacheError, match=r"work\.sqlite"):
        WorkCache(path)


def test_what_was_put_outlives_a_killed_process(tmp_path):
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom newslab.study.cache import WorkCache\n"
        "cache = WorkCache(Path(sys.argv[1]))\n"
        "cache.put('summary', 'm', {'a': 1})\nprint('put', flush=True)\ntime.sleep(60)"
    )
    path = tmp_path / "work.sqlite"
    process = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "put\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with WorkCache(path) as cache:
        assert cache.get(["a"]) == {"a": 1}


def test_the_digest_of_the_code_is_one_for_all_processes():
    script = "from newslab.study.cache import code_digest; print(code_digest())"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == code_digest()
