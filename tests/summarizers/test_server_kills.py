"""A study against a server is killed and goes on: nothing is lost, and nothing is paid twice but what was under way."""

from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.mark.slow
def test_a_killed_study_loses_nothing_and_pays_no_answer_twice(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(BENCHMARKS)
    import server_kills as kills

    found = kills.measure(tmp_path, kills=3, articles=40, pauses=(0.02, 0.1))
    assert (found.missing, found.paid_twice) == (0, 0)
    # a note stands on disk before its request is sent: the study may count one that never left, and misses none
    assert found.again <= found.told <= found.kills * kills.PARALLEL
