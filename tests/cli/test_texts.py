"""score, check and annotate: an answer for each row, in order, and the status that the contract gives."""

import json

PAIR = {
    "id": "p1",
    "language": "de",
    "article": "Der Rat tagte am Montag in Bremen. 31 Mitglieder stimmten dafür.",
    "summary": "Der Rat tagte am Montag in Bremen.",
    "reference": "Der Rat tagte am Montag.",
}


def test_score_writes_what_the_contract_promises(newslab, lines):
    done = newslab("score", lines(PAIR))
    (row,) = done.rows
    assert done.status == 0
    assert row["id"] == "p1"
    assert set(row["rouge"]) == {"rouge1", "rouge2", "rougeL", "rougeLsum"}
    # 5 of the summary's 7 words are the reference's 5: p = 5/7, r = 1, f = 2pr/(p+r)
    assert row["rouge"]["rouge1"] == {"p": 5 / 7, "r": 1.0, "f": 2 * (5 / 7) / (5 / 7 + 1)}
    assert row["coverage"] == 1.0
    assert row["lix"] is None
    assert "lix" in row["not_applicable"]
    assert row["signature"].startswith("rouge|lang:de|")


def test_a_dash_is_standard_output(newslab, lines, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source = lines(PAIR)
    done = newslab("score", source, "-o", "-")
    assert done.status == 0
    assert [row["id"] for row in done.rows] == ["p1"]
    assert not (tmp_path / "-").exists()


def test_rouge_is_null_without_a_reference_and_says_why(newslab, lines):
    (row,) = newslab("score", lines({key: value for key, value in PAIR.items() if key != "reference"})).rows
    assert row["rouge"] is None
    assert any(name.startswith("rouge") for name in row["not_applicable"])


def test_check_writes_what_the_contract_promises(newslab, lines):
    (row,) = newslab("check", lines(PAIR), "--all").rows
    assert {"id", "risk", "risk_basis", "findings", "scores", "signature"} <= set(row)
    assert set(row["scores"]) == {
        "quotes_supported",
        "attributions_supported",
        "entities_supported",
        "numbers_supported",
        "dates_supported",
    }
    assert 0 <= row["risk"] <= 1
    for finding in row["findings"]:
        start, end = finding["summary_span"]
        assert 0 <= start < end <= len(PAIR["summary"])
        assert finding["message"]


def test_annotate_writes_what_the_contract_promises(newslab, lines):
    text = "Dr. Müller sagte: „Wir prüfen das.“ Am 3. Mai kam er."
    (row,) = newslab("annotate", lines({"id": "t", "text": text, "language": "de"})).rows
    assert [text[start:end] for start, end in row["sentences"]] == [
        "Dr. Müller sagte: „Wir prüfen das.“",
        "Am 3. Mai kam er.",
    ]
    assert {"quotations", "names", "quantities", "dates"} <= set(row)


def test_every_row_is_answered_in_order_also_the_odd_ones(newslab, lines):
    done = newslab("check", lines(PAIR, "no json", [1, 2], PAIR | {"id": "p2", "summary": None}, PAIR | {"id": "p3"}))
    assert done.status == 1
    assert [row["id"] for row in done.rows] == ["p1", None, None, "p2", "p3"]
    assert [("error" in row) for row in done.rows] == [False, True, True, True, False]
    assert "in.jsonl:2:" in done.err
    assert "Traceback" not in done.err


def test_a_file_appears_whole_or_not_at_all(newslab, lines, tmp_path):
    target = tmp_path / "deep" / "out.jsonl"
    assert newslab("score", lines(PAIR), "-o", target).status == 0
    assert json.loads(target.read_text("utf-8"))["id"] == "p1"
    assert [path.name for path in target.parent.iterdir()] == ["out.jsonl"]


def test_two_processes_write_the_same_bytes_as_one(newslab, lines):
    many = lines(*(PAIR | {"id": str(number), "summary": f"Der Rat tagte {number} Mal."} for number in range(250)))
    assert newslab("check", many, "--workers", 2).out == newslab("check", many, "--workers", 1).out


def test_findings_speak_the_language_of_the_interface(newslab, lines):
    wrong = lines(PAIR | {"summary": "Der Rat tagte am Montag in Bremen. 57 Mitglieder stimmten dafür."})
    german, english = (newslab("check", wrong, "--ui", ui).rows[0]["findings"] for ui in ("de", "en"))
    assert [finding["code"] for finding in german] == [finding["code"] for finding in english]
    assert german
    assert [finding["message"] for finding in german] != [finding["message"] for finding in english]


def test_fail_on_leaves_with_three(newslab, lines):
    wrong = PAIR | {"summary": "Der Rat tagte am Montag in Bremen. 57 Mitglieder stimmten dafür."}
    assert newslab("check", lines(wrong), "--fail-on", "error").status == 3
    assert newslab("check", lines(PAIR), "--fail-on", "error").status == 0


def test_a_wrong_command_leaves_with_two_and_writes_nothing(newslab, lines, tmp_path):
    pairs = lines(PAIR)
    for arguments in (
        ("check", tmp_path / "nowhere.jsonl"),
        ("check", pairs, "--nonsense"),
        ("score", pairs, "--rouge", "modern"),
        ("check", tmp_path),
        ("check", pairs, "--encoding", "klingon"),
        ("nonsense",),
    ):
        done = newslab(*arguments)
        assert (done.status, done.out) == (2, ""), arguments
        assert done.err.strip(), arguments
        assert "Traceback" not in done.err, arguments


def test_the_risks_basis_speaks_the_language_of_the_interface(newslab, lines):
    german, english = (newslab("check", lines(PAIR), "--ui", ui).rows[0]["risk_basis"] for ui in ("de", "en"))
    assert "noch nicht kalibriert" in german
    assert "not yet calibrated" in english
