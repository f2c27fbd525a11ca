"""``review`` and ``export`` asked for what cannot be: one clear line, the contract's status, and nothing lost."""

import json
import socket
import sqlite3

import pytest

from newslab import studyfolder
from newslab.records import Article, Evaluation, Examination, Risk, Summary
from newslab.review.desk import Desk
from newslab.review.session import Reviewer, ReviewSession
from newslab.review.store import ReviewStore

TEXT = "Der Rat tagte am Montag in Bremen."


def write_study(folder, models=("m",)):
    """Write a study of one article that nobody has reviewed, each model's summary with a word of its own."""
    nothing = Examination(
        findings=(), scores={}, not_applicable={}, risk=Risk(value=0.5, basis="test"), signature="test"
    )
    summaries = [Summary(article_id="rat", model=model, text=f"{TEXT} {model}", signature=model) for model in models]
    made = studyfolder.Study(
        manifest=studyfolder.Manifest(name="Probe"),
        articles=[Article(id="rat", language="de", text=TEXT)],
        evaluations=[Evaluation(summary=summary, examination=nothing) for summary in summaries],
    )
    studyfolder.write(made, folder)
    return folder


@pytest.fixture
def bare(tmp_path):
    return write_study(tmp_path / "bare")


@pytest.fixture
def study(tmp_path):
    """A study with a record of three events."""
    folder = write_study(tmp_path / "study")
    with ReviewStore(folder / studyfolder.REVIEWS) as store:
        session = ReviewSession(Desk(folder), store, Reviewer(name="K. Albers", role="CvD"))
        (item,) = session.queue()
        for number in range(3):
            session.edit(item, number, f"Fassung {number}.")
    return folder


def one_line(done, status=2):
    """Return what was said, which is one line and no traceback."""
    assert done.status == status, done.err
    (line,) = done.err.splitlines()
    assert "Traceback" not in line
    return line


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize(
    "what", [["--verify"], ["--signs"], ["--reviewer", "A"], ["--forget", "rat", "--reviewer", "A"]]
)
def test_a_folder_that_is_no_study(newslab, tmp_path, what):
    assert "is not a finished study" in one_line(newslab("review", tmp_path / "none", *what))
    assert "is not a finished study" in one_line(newslab("review", tmp_path, *what))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("what", ["--verify", "--signs", "--preferences"])
def test_a_study_without_reviews_is_told_so_and_gets_no_record(newslab, bare, what):
    done = newslab("review", bare, what)
    assert (done.status, done.err) == (0, "")
    assert "nobody has reviewed" in done.out
    assert not (bare / studyfolder.REVIEWS).exists()


def test_there_is_nothing_to_copy_of_a_study_without_reviews(newslab, bare, tmp_path):
    assert "no record to copy" in one_line(newslab("review", bare, "--backup", tmp_path / "copy"))
    assert not (tmp_path / "copy").exists()


def test_a_record_that_is_gone_is_a_breach_for_who_holds_a_head(newslab, study, bare, tmp_path):
    assert newslab("export", study, "--all", "-o", tmp_path / "x.jsonl").status == 0
    done = newslab("review", bare, "--verify", "--head", tmp_path / "x.jsonl.head.json")
    assert "the record is gone" in one_line(done, status=3)


DAMAGED = [
    (b"no database at all, and long enough for one to be asked " * 99, "damaged"),
    (b"", "no record"),
]


@pytest.mark.parametrize(("held", "said"), DAMAGED)
def test_a_damaged_record_is_told_and_left_as_it_is(newslab, bare, tmp_path, held, said):
    (bare / studyfolder.REVIEWS).write_bytes(held)
    before = contents(bare)
    for what in (["--verify"], ["--signs"], ["--backup", tmp_path / "copy"]):
        assert said in one_line(newslab("review", bare, *what))
    assert contents(bare) == before
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize(
    "what",
    [
        ["review", "--reviewer", "A", "--no-browser"],
        ["review", "--forget", "rat", "--reviewer", "A"],
        ["export"],
    ],
)
def test_nothing_is_begun_on_a_damaged_record(newslab, bare, what):
    (bare / studyfolder.REVIEWS).write_bytes(DAMAGED[0][0])
    before = contents(bare)
    assert "damaged" in one_line(newslab(what[0], bare, *what[1:]))
    assert contents(bare) == before


def test_a_page_overwritten_inside_the_record_is_seen(newslab, study):
    path = study / studyfolder.REVIEWS
    with sqlite3.connect(path) as record:
        record.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = record.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'events'").fetchone()
        (size,) = record.execute("PRAGMA page_size").fetchone()
    record.close()
    held = bytearray(path.read_bytes())
    held[(root - 1) * size : root * size] = b"\x55" * size
    path.write_bytes(held)
    assert "damaged" in one_line(newslab("review", study, "--verify"))


@pytest.mark.parametrize("version", [0, 1])
def test_another_programs_database_is_left_as_it_is(newslab, bare, version):
    with sqlite3.connect(bare / studyfolder.REVIEWS) as other:
        other.execute("CREATE TABLE tracks (name TEXT)")
        other.execute(f"PRAGMA user_version={version}")
    other.close()
    before = contents(bare)
    for what in (["--verify"], ["--reviewer", "A", "--no-browser"]):
        assert "no record of reviews" in one_line(newslab("review", bare, *what))
    assert contents(bare) == before


def test_a_record_that_cannot_be_written_is_told_before_the_desk_opens(newslab, bare):
    (bare / studyfolder.REVIEWS).mkdir()
    assert "cannot be written to" in one_line(newslab("review", bare, "--reviewer", "A", "--no-browser"))


HEADS = [
    "x", "[]", "{}", "null", '{"events": null, "hash": null}', '{"events": "3", "hash": "a"}',
    '{"events": -1, "hash": "a"}', '{"events": 1e400, "hash": "a"}', '{"events": true, "hash": "a"}',
    '{"events": 99999999999999999999999, "hash": "a"}', "\xff",
]  # fmt: skip


@pytest.mark.parametrize("held", HEADS)
def test_what_is_no_head_is_refused(newslab, study, tmp_path, held):
    (tmp_path / "head.json").write_text(held, "latin-1")
    assert "is no .head.json" in one_line(newslab("review", study, "--verify", "--head", tmp_path / "head.json"))


@pytest.mark.parametrize(("events", "said"), [(2, "is not the one"), (99, "were cut off")])
def test_a_head_of_another_record_is_a_breach(newslab, study, tmp_path, events, said):
    (tmp_path / "head.json").write_text(json.dumps({"events": events, "hash": "0" * 64}), "utf-8")
    done = newslab("review", study, "--verify", "--head", tmp_path / "head.json")
    assert said in one_line(done, status=3)


def test_a_head_that_is_not_there(newslab, study, tmp_path):
    assert "cannot read" in one_line(newslab("review", study, "--verify", "--head", tmp_path / "none"))
    assert "cannot read" in one_line(newslab("review", study, "--verify", "--head", tmp_path))
    assert "--verify" in one_line(newslab("review", study, "--head", tmp_path / "none"))


def test_a_backup_is_one_whole_file_and_writes_over_nothing(newslab, study, tmp_path):
    target = tmp_path / "copy.sqlite"
    assert newslab("review", study, "--backup", target).status == 0
    assert [path.name for path in tmp_path.glob("*copy.sqlite*")] == ["copy.sqlite"]
    with ReviewStore(target, read_only=True) as copy:
        assert copy.head()[0] == 3
    before = target.read_bytes()
    assert "stands there already" in one_line(newslab("review", study, "--backup", target))
    assert "stands there already" in one_line(newslab("review", study, "--backup", study / studyfolder.REVIEWS))
    assert target.read_bytes() == before
    for place in (tmp_path / "none" / "copy.sqlite", target / "copy.sqlite"):
        assert "cannot" in one_line(newslab("review", study, "--backup", place))


def test_an_export_to_a_place_that_is_none(newslab, study, tmp_path):
    (tmp_path / "file").write_text("x", "utf-8")
    for form in ("jsonl", "dataset"):
        done = newslab("export", study, "--all", "--format", form, "-o", tmp_path / "file" / "out")
        assert "cannot write" in one_line(done)


def test_one_thing_at_a_time(newslab, study, tmp_path):
    done = newslab("review", study, "--verify", "--backup", tmp_path / "copy")
    assert "one at a time" in one_line(done)
    assert "one at a time" in one_line(newslab("review", study, "--signs", "--forget", "rat", "--reviewer", "A"))
    assert not (tmp_path / "copy").exists()
    assert TEXT in (study / studyfolder.ARTICLES).read_text("utf-8")


def test_forgetting_wants_an_article_and_a_name(newslab, study):
    before = contents(study)
    assert "no summary of an article 'none'" in one_line(
        newslab("review", study, "--forget", "none", "--reviewer", "A")
    )
    assert "who reviews" in one_line(newslab("review", study, "--forget", "rat"))
    assert contents(study)[studyfolder.ARTICLES] == before[studyfolder.ARTICLES]


def test_forgetting_that_stops_half_way_says_so_and_can_be_finished(newslab, study, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(
            "newslab.review.forget.whole_file", lambda path: (_ for _ in ()).throw(PermissionError(13, "no"))
        )
        done = newslab("review", study, "--forget", "rat", "--reviewer", "A")
        assert "not everything of 'rat' is removed yet" in one_line(done)
    assert TEXT in (study / studyfolder.ARTICLES).read_text("utf-8")
    assert newslab("review", study, "--forget", "rat", "--reviewer", "A").status == 0
    assert TEXT not in (study / studyfolder.ARTICLES).read_text("utf-8")
    assert newslab("review", study, "--verify").status == 0


@pytest.mark.parametrize("port", ["-1", "65536", "x"])
def test_a_port_that_is_none(newslab, study, port):
    done = newslab("review", study, "--reviewer", "A", "--no-browser", "--port", port)
    assert done.status == 2
    assert "--port" in done.err
    assert "Traceback" not in done.err


def test_a_port_or_an_address_that_is_not_to_be_had(newslab, study):
    with socket.create_server(("127.0.0.1", 0)) as held:
        done = newslab("review", study, "--reviewer", "A", "--no-browser", "--port", held.getsockname()[1])
    assert "cannot be served at 127.0.0.1" in done.err.splitlines()[-1]
    # 192.0.2.0/24 is kept for documentation (RFC 5737) and no machine's own
    done = newslab("review", study, "--reviewer", "A", "--no-browser", "--address", "192.0.2.1")
    assert "cannot be served at 192.0.2.1" in done.err.splitlines()[-1]
    assert done.status == 2


def test_the_record_says_whose_drafts_were_preferred(newslab, tmp_path):
    folder = write_study(tmp_path / "two", models=("kurz", "lang"))
    with ReviewStore(folder / studyfolder.REVIEWS) as store:
        for name, choice in (("A", "kurz"), ("B", "kurz"), ("C", "lang")):
            session = ReviewSession(Desk(folder), store, Reviewer(name=name, role="CvD"))
            (pair,) = session.pairs()
            side = "left" if pair.left.model == choice else "right"
            session.prefer(pair.left.id, other=pair.right.id, choice=side, reason="")
    done = newslab("review", folder, "--preferences", "--ui", "en")
    assert (done.status, done.err) == (0, "")
    assert "kurz against lang: 1 to 0, draws: 0 (articles: 1)" in done.out
    assert "kurz: 1-mal vorgezogen" in newslab("review", folder, "--preferences", "--ui", "de").out


def test_without_a_choice_nobody_is_preferred(newslab, study):
    assert newslab("review", study, "--preferences", "--ui", "en").out == "no two drafts have been compared yet\n"
