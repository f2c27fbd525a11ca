"""A cluster of Dask: the same answers as this machine's processes, nothing lost or doubled by a killed worker."""

import json
import os
import signal
import time
from functools import partial
from itertools import chain

import pytest

from newslab.records import Article
from newslab.study import cluster
from newslab.study.batches import summarize_chunk
from newslab.study.cache import WorkCache
from newslab.study.cluster import connected
from newslab.study.crews import crew_of
from newslab.study.engines import CrewError, chunks_of
from newslab.study.run import Plan, carry_out
from newslab.summarizers import make

pytestmark = pytest.mark.slow

ARTICLES = [
    Article(
        id=str(number),
        language="de",
        text=f"Der Rat tagte am Montag zum {number}. Mal. {number + 20} Mitglieder stimmten dafür. „Gut so“, hieß es.",
        references=("Der Rat tagte.",),
    )
    for number in range(20)
]


@pytest.fixture(scope="module")
def crew():
    """One cluster for all tests: each worker takes seconds to start."""
    with connected(workers=2) as started:
        yield started


def slowly(chunk):
    time.sleep(0.02)
    return [(number, os.getpid()) for number in chunk]


def deadly(chunk):
    if 13 in chunk:
        os.kill(os.getpid(), signal.SIGKILL)
    return chunk


def failing(chunk):
    raise ValueError(f"no such number as {chunk[0]}")


def loaded(chunk):
    """Summarise, and say which object did it in which process."""
    from newslab.study import batches

    summarize_chunk(chunk, spec="lead-1", signature=make("lead-1").signature)
    return [(os.getpid(), id(batches._summarizer("lead-1")))]


def study_of(tmp_path, name, **settings):
    with WorkCache(tmp_path / f"{name}.sqlite") as cache:
        plan = Plan(name="s", summarizers=[make("lead-1"), make("lexrank")], progress=False, **settings)
        study = carry_out(plan, ARTICLES, cache=cache)
        return [
            (each.summary.article_id, each.summary.model, each.summary.text, each.measurements, each.examination)
            for each in study.evaluations
        ], study.comparison


def test_a_study_on_a_cluster_says_what_one_on_this_machine_says(crew, tmp_path):
    assert study_of(tmp_path, "dask", engine="dask", scheduler=crew.address) == study_of(tmp_path, "local", workers=1)


def test_a_model_is_loaded_once_in_each_worker(crew):
    found = list(chain.from_iterable(crew.map(loaded, chunks_of(ARTICLES * 4, most=4))))
    assert len(set(found)) == len({process for process, _ in found})


def test_a_worker_with_another_installation_is_told_by_the_article(crew):
    work = partial(summarize_chunk, spec="lead-1", signature="lead-1|of another release")
    with pytest.raises(ValueError, match="another model"):
        list(crew.map(work, [ARTICLES[:2]]))


def test_a_worker_that_runs_other_code_is_told_apart(crew, monkeypatch):
    monkeypatch.setattr(cluster, "code_digest", lambda: "of another release")
    with pytest.raises(CrewError, match="another version"):
        list(crew.map(slowly, [[1]]))


def test_what_the_work_itself_raises_is_raised_here(crew):
    with pytest.raises(ValueError, match="no such number as 7"):
        list(crew.map(failing, [[7]]))


@pytest.mark.parametrize("verb", [("score",), ("check", "--all"), ("summarize", "--model", "lead-2", "--fresh")])
def test_the_command_writes_the_same_by_a_cluster(crew, tmp_path, monkeypatch, capfd, verb):
    from newslab.cli import main

    monkeypatch.setenv("NEWSLAB_CACHE", str(tmp_path))
    rows = [
        {"id": each.id, "language": "de", "article": each.text, "text": each.text, "summary": each.text[:60]}
        for each in ARTICLES
    ]
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in [*rows[:9], "no object", *rows[9:]]), "utf-8")
    written = []
    for engine in (("--engine", "dask", "--scheduler", crew.address), ()):
        extra = ("--column", "text=text") if verb[0] == "summarize" else ()
        monkeypatch.setattr("sys.argv", ["newslab", *verb, str(source), *engine, *extra])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capfd.readouterr()
        assert left.value.code == 1, err  # one row is no object
        found = [json.loads(line) for line in out.splitlines()]
        for row in found:
            row.get("provenance", {}).pop("seconds", None)
        written.append((found, [line for line in err.splitlines() if "in.jsonl" in line or "newslab" in line]))
    assert written[0] == written[1]
    assert len(written[0][0]) == (20 if verb[0] == "summarize" else 21)


def test_without_dask_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    with pytest.raises(CrewError, match=r"pip install 'newslab\[dask\]'"), crew_of("dask"):
        pass


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "nowhere://127.0.0.1:1"])
def test_a_scheduler_that_does_not_answer_is_named_in_bounded_time(address):
    import distributed  # noqa: F401  (seconds on a busy machine, which are none of a scheduler's)

    began = time.monotonic()
    with pytest.raises(CrewError, match=address), connected(address, patience=0.5):
        pass
    assert time.monotonic() - began < cluster._PATIENCE


def test_a_cluster_elsewhere_has_its_own_number_of_workers():
    with pytest.raises(CrewError, match="--workers"), crew_of("dask", workers=3, scheduler="tcp://127.0.0.1:1"):
        pass


# Last: whatever came after would meet workers that are only starting.


def test_what_a_killed_worker_held_is_done_again_and_answered_once(crew):
    results = crew.map(slowly, chunks_of(range(600), most=10))
    first = [next(results) for _ in range(3)]
    os.kill(first[0][0][1], signal.SIGKILL)
    found = list(chain.from_iterable([*first, *results]))
    assert [number for number, _ in found] == list(range(600))
    assert len({process for _, process in found}) > 1


def test_an_item_that_workers_die_on_is_answered_for_and_costs_no_other(crew):
    found = crew.map(deadly, chunks_of(range(20), most=1), lost=lambda number: [-number])
    assert list(chain.from_iterable(found)) == [-13 if number == 13 else number for number in range(20)]
