"""check and compare with a judge behind a server on loopback: a good one, a liar, a babbler, and one that is broken."""

import json
import re

import pytest

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

ARTICLE = "Der Rat tagte am Montag in Bremen. 31 Mitglieder stimmten dafür."
PAIRS = [
    {
        "id": "wrong",
        "language": "de",
        "article": ARTICLE,
        "summary": "Der Rat tagte am Montag hinter verschlossenen Türen.",
    },
    {"id": "right", "language": "de", "article": ARTICLE, "summary": "Der Rat tagte am Montag in Bremen."},
    {"id": "english", "language": "en", "article": "The council met.", "summary": "The council never met."},
]


def answering(objections_of):
    """Return a server's script: what it objects to in each summary, with the question's ticket."""

    def answer(question):
        ticket = re.search(r'"ticket" (?:ist der Text|is the text) (\w+)\.', question).group(1)
        summary = question.split("<summary>\n")[1].split("\n</summary>")[0]
        return json.dumps({"ticket": ticket, "objections": objections_of(summary)})

    return answer


def good(summary):
    wrong = {
        "hinter verschlossenen Türen": "",
        "never met": "The council met",
    }
    return [
        {"summary": words, "article": evidence, "reason": "Das sagt der Artikel nicht."}
        for words, evidence in wrong.items()
        if words in summary
    ]


def liar(summary):
    return [{"summary": "nirgends gesagt", "article": "auch nicht", "reason": "Erfunden."}]


def judged(done):
    return {
        row["id"]: [(each["code"], each["message"]) for each in row["findings"] if each["check"] == "judge"]
        for row in done.rows
    }


def test_a_good_judge_objects_to_what_is_wrong_and_says_who_it_is(newslab, lines, chat_server):
    chat_server.answer = answering(good)
    done = newslab("check", lines(*PAIRS), "--judge", "openai:tiny", "--ui", "de")
    assert done.status == 0, done.err
    found = judged(done)
    assert [code for code, _ in found["wrong"]] == ["J102"]
    assert [code for code, _ in found["english"]] == ["J101"]
    assert found["right"] == []
    assert "Das Modell openai:tiny" in found["wrong"][0][1]
    assert [row["scores"]["judge_objections"] for row in done.rows] == [1.0, 0.0, 1.0]
    assert "judge openai:tiny: 3 judged, 0 not judged; 2 objections, 0 dropped" in done.err
    again = newslab("check", lines(*PAIRS), "--judge", "openai:tiny", "--ui", "de")
    assert again.out == done.out
    assert len(chat_server.asked) == 3  # nothing was paid twice
    assert "0 asked, 3 kept from before" in again.err


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (answering(liar), "none of the 1 objections it made is word for word"),
        (lambda question: "Das ist eine sehr gute Zusammenfassung!", "is not the JSON that was asked for"),
        (lambda question: question, "is not the JSON that was asked for"),
        (lambda question: '{"objections": []}', "lacks the ticket"),
        (lambda question: 400, "the server refused"),
    ],
)
def test_a_judge_that_lies_babbles_or_fails_has_not_judged_and_the_rest_stands(
    newslab, lines, chat_server, script, reason
):
    alone = newslab("check", lines(*PAIRS)).rows
    chat_server.answer = script
    done = newslab("check", lines(*PAIRS), "--judge", "openai:tiny[retries=0]")
    assert done.status == 1
    assert "wrong: not judged: " in done.err
    for row, before in zip(done.rows, alone, strict=True):
        assert reason in row["not_applicable"]["judge"]
        assert row["scores"]["judge_objections"] is None
        assert (row["findings"], row["risk"]) == (before["findings"], before["risk"])
    assert "0 judged, 3 not judged" in done.err


def test_a_refused_row_is_answered_in_its_place(newslab, lines, chat_server):
    chat_server.answer = answering(good)
    done = newslab("check", lines(PAIRS[0], "no json", PAIRS[1]), "--judge", "openai:tiny")
    assert [row["id"] for row in done.rows] == ["wrong", None, "right"]
    assert (done.status, len(chat_server.asked)) == (1, 2)


@pytest.mark.parametrize("judge", ["lead-3", "openai:", "openai:tiny[words=3]", "nobody"])
def test_what_is_no_chat_model_is_told_before_any_work(newslab, lines, chat_server, tmp_path, judge):
    for arguments in (("check", lines(*PAIRS)), ("compare", lines(*PAIRS), "--out", tmp_path / "study")):
        done = newslab(*arguments, "--judge", judge)
        assert (done.status, done.out) == (2, "")
    assert not (tmp_path / "study").exists()
    assert chat_server.asked == []


def test_compare_writes_the_judge_into_the_study_and_the_report(newslab, lines, chat_server, tmp_path):
    chat_server.answer = answering(good)
    rows = [
        {"id": each["id"], "language": each["language"], "text": each["article"], "m": each["summary"]}
        for each in PAIRS
    ]
    folder = tmp_path / "study"
    options = ("--models", "column:m", "--judge", "openai:tiny", "--out", folder, "--ui", "de", "--workers", 1)
    done = newslab("compare", lines(*rows), *options)
    assert done.status == 0, done.err
    found = [json.loads(line) for line in (folder / "findings.jsonl").read_text("utf-8").splitlines()]
    assert [sum(each["check"] == "judge" for each in row["findings"]) for row in found] == [1, 0, 1]
    page = (folder / "report.html").read_text("utf-8")
    assert "Urteil eines Modells" in page
    assert "Das Modell openai:tiny" in page
    table = json.loads((folder / "comparison.json").read_text("utf-8"))
    assert [row["mean"] for row in table if row["score"] == "judge_objections"] == [pytest.approx(2 / 3)]
    assert not [row for row in table if row["score"] == "errors_per_100.judge"]
    assert json.loads((folder / "study.json").read_text("utf-8"))["settings"]["judge"].startswith("judge:openai:tiny|")
    assert newslab("cache").out.count("reply: openai:tiny") == 1


def test_compare_says_what_was_not_judged(newslab, lines, chat_server, tmp_path):
    chat_server.answer = lambda question: "Sehr gut!"
    rows = lines({"id": "eins", "language": "de", "text": ARTICLE})
    done = newslab("compare", rows, "--models", "lead-1", "--judge", "openai:tiny", "--out", tmp_path / "s")
    assert done.status == 1
    assert "lead-1:eins: not judged: its answer is not the JSON" in done.err


def test_a_dry_run_counts_the_judges_questions_too(newslab, lines, chat_server, tmp_path):
    chat_server.answer = answering(good)
    rows = lines(*({"id": str(n), "language": "de", "text": f"Saal {n} brannte aus. {ARTICLE}"} for n in range(3)))
    options = ("--models", "lead-1", "--judge", "openai:tiny", "--out", tmp_path / "s", "--ui", "en")

    def foretold():
        done = newslab("compare", rows, *options, "--dry-run")
        (line,) = [line for line in done.out.splitlines() if line.startswith("judge openai:tiny")]
        return line.removeprefix("judge openai:tiny").split()[:3]

    assert foretold() == ["3", "0", "3"]
    assert chat_server.asked == []
    newslab("compare", rows, *options)
    assert foretold() == ["3", "3", "0"]
