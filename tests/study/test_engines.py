"""Work spread over processes: same results in the same order however many there are, and none lost with a dead one."""

import fcntl
import gc
import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from itertools import chain
from pathlib import Path

import pytest

from newslab.study import batches, engines
from newslab.study.crews import crew_of
from newslab.study.engines import CrewError, Local, chunks_of, default_workers


def doubled(chunk):
    return [2 * number for number in chunk]


def with_process(chunk):
    return [(number, os.getpid()) for number in chunk]


def dying_once(marker, chunk):
    """Return the chunk, but take the process with it the first time that 500 is in it."""
    if 500 in chunk and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return chunk


def deadly(chunk):
    if 500 in chunk:
        os.kill(os.getpid(), signal.SIGKILL)
    return chunk


def with_threads(chunk):
    """Return how many threads the process has of which this one is a copy; where the system does not tell, none."""
    return [len([*Path(f"/proc/{os.getppid()}/task").glob("*")]) for _ in chunk]


def settled(chunk):
    """Do a chunk's work, and tell whether what it loaded is out of the collector's sight."""
    batches.score_chunk([], mode="language", stem=None)
    return [gc.get_freeze_count() > 0 for _ in chunk]


def with_setting(chunk):
    return [os.environ.get("NEWSLAB_PROBE") for _ in chunk]


def waiting(folder, chunk):
    """Hold a lock, which is free when this process has ended, until it is stopped, at most ten minutes."""
    with (folder / f"{os.getpid()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (folder / f"{os.getpid()}.held").touch()
        threading.Event().wait(600)
    return chunk


def is_free(path):
    with path.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def until(true, seconds=60):
    """Wait until something is true, and tell whether it became so."""
    end = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def flat(crew, work, items, **settings):
    return list(chain.from_iterable(crew.map(work, chunks_of(items), **settings)))


def test_one_process_and_two_give_the_same_in_the_same_order():
    numbers = list(range(1_000))
    expected = [2 * number for number in numbers]
    assert flat(Local(1), doubled, numbers) == expected
    assert flat(Local(2), doubled, numbers) == expected


def test_many_items_go_to_other_processes_and_few_stay_here():
    many = {process for _, process in flat(Local(2), with_process, range(1_000))}
    few = {process for _, process in flat(Local(2), with_process, range(50))}
    assert os.getpid() not in many
    assert few == {os.getpid()}


def test_workers_are_copies_of_a_process_with_one_thread_whatever_threads_there_are_here():
    stop = threading.Event()
    others = [threading.Thread(target=stop.wait) for _ in range(4)]
    for each in others:
        each.start()
    try:
        assert set(flat(Local(2), with_threads, range(400))) <= {0, 1}
    finally:
        stop.set()
        for each in others:
            each.join()


def test_workers_load_nothing_that_lies_in_the_current_folder(tmp_path):
    for name in ("numpy", "rapidfuzz", "tomllib"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'loaded')!r}, 'a').write('{name}')")
    (program := tmp_path / "elsewhere" / "program.py").parent.mkdir()
    program.write_text(
        "import os, sys; sys.path.insert(0, sys.argv[1])\n"
        "from newslab.study.engines import Local, chunks_of; import test_engines\n"
        "if __name__ == '__main__':\n"
        "    print(sum(map(sum, Local(2).map(test_engines.doubled, chunks_of(range(400))))))\n"
    )
    command = [sys.executable, program, Path(__file__).parent]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("159600", "")  # twice 399 * 400 / 2
    assert not (tmp_path / "loaded").exists()


def test_a_worker_settles_after_its_first_chunk_and_this_process_does_not():
    frozen = gc.get_freeze_count()
    batches.score_chunk([], mode="language", stem=None)
    assert gc.get_freeze_count() == frozen
    assert all(flat(Local(2), settled, range(400)))


def test_workers_have_the_settings_of_the_moment(monkeypatch):
    for setting in ("one", "two"):
        monkeypatch.setenv("NEWSLAB_PROBE", setting)
        assert set(flat(Local(2), with_setting, range(400))) == {setting}
    monkeypatch.delenv("NEWSLAB_PROBE")
    assert set(flat(Local(2), with_setting, range(400))) == {None}


def test_where_the_system_does_not_promise_sound_copies_processes_begin_by_themselves(monkeypatch):
    monkeypatch.setattr(engines.sys, "platform", "darwin")
    assert flat(Local(2), doubled, range(400)) == [2 * number for number in range(400)]


def test_workers_end_with_the_process_they_work_for_also_where_it_is_killed(tmp_path):
    script = (
        "import sys; from functools import partial; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from newslab.study.engines import Local, chunks_of; import test_engines\n"
        "if __name__ == '__main__':\n"
        "    list(Local(2).map(partial(test_engines.waiting, Path(sys.argv[1])), chunks_of(range(400))))\n"
    )
    program = tmp_path / "program.py"
    program.write_text(script)
    (folder := tmp_path / "who").mkdir()
    asked = subprocess.Popen([sys.executable, program, folder, Path(__file__).parent])
    try:
        assert until(lambda: len([*folder.glob("*.held")]) == 2)
    finally:
        asked.kill()
        asked.wait()
    assert until(lambda: all(map(is_free, folder.glob("*.lock"))))


@pytest.mark.parametrize(("workers", "ahead"), [(1, 50), (2, 500)])
def test_a_stream_is_not_read_far_ahead(workers, ahead):
    read = 0

    def stream():
        nonlocal read
        for number in range(1_000_000):
            read += 1
            yield number

    results = Local(workers).map(doubled, chunks_of(stream()))
    next(results)
    assert read <= ahead
    results.close()


def test_nothing_in_gives_nothing_out():
    assert flat(Local(2), doubled, []) == []


def test_a_chunk_is_full_by_its_number_of_items_or_by_their_weight():
    assert [len(chunk) for chunk in chunks_of(range(120))] == [50, 50, 20]
    huge = 5_000_000
    weights = [1, 1, huge, 1, huge, 1]
    assert list(chunks_of(weights, lambda weight: weight)) == [[1, 1, huge], [1, huge], [1]]


def test_what_a_killed_process_held_is_done_again_and_answered_once(tmp_path):
    assert flat(Local(2), partial(dying_once, tmp_path / "died"), range(1_000)) == list(range(1_000))
    assert (tmp_path / "died").exists()


@pytest.mark.slow
def test_an_item_that_processes_die_on_is_answered_for_and_costs_no_other():
    expected = [f"lost {number}" if number == 500 else number for number in range(1_000)]
    assert flat(Local(2), deadly, range(1_000), lost=lambda number: [f"lost {number}"]) == expected
    with pytest.raises(CrewError, match="keep dying"):
        flat(Local(2), deadly, range(495, 800))


def test_a_script_that_its_workers_would_run_anew_is_told_so(tmp_path):
    (program := tmp_path / "program.py").write_text(
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from newslab.study.engines import Local, chunks_of; import test_engines\n"
        "crew = Local(2).map(test_engines.doubled, chunks_of(range(400)), lost=lambda number: [f'lost {number}'])\n"
        "print(list(crew))\n"
    )
    command = [sys.executable, program, Path(__file__).parent]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "CrewError: worker processes end before they begin" in done.stderr
    assert "if __name__" in done.stderr.rpartition("CrewError")[2]


def test_as_many_workers_as_there_are_cores_or_as_a_container_grants(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    for told, workers in (("max 100000\n", 8), ("250000 100000\n", 3), ("50000 100000\n", 1), ("1600000 100000\n", 8)):
        (tmp_path / "cpu.max").write_text(told)
        monkeypatch.setattr(engines, "GROUPS", tmp_path)
        assert default_workers() == workers, told


def test_an_older_kernel_tells_a_containers_share_in_two_files(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
    monkeypatch.setattr(engines, "GROUPS", tmp_path)
    assert default_workers() == 8
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu" / "cpu.cfs_period_us").write_text("100000\n")
    for told, workers in (("-1\n", 8), ("200000\n", 2)):
        (tmp_path / "cpu" / "cpu.cfs_quota_us").write_text(told)
        assert default_workers() == workers, told


def test_a_scheduler_without_a_cluster_is_a_mistake():
    with pytest.raises(CrewError, match="--engine dask"), crew_of("local", scheduler="tcp://127.0.0.1:8786"):
        pass
