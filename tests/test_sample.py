"""The sample is what data/README.md says it is: form, typography, calendar, and every planted error in its place."""

import json
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from newslab.checks.examine import examine
from newslab.records import Article, Pair, Span
from newslab.text.alignment.align import align

FOLDER = Path(__file__).parent.parent / "data" / "sample"
ARTICLES = {
    row["id"]: row for row in map(json.loads, (FOLDER / "articles.jsonl").read_text(encoding="utf-8").splitlines())
}
PLANTED = [json.loads(line) for line in (FOLDER / "planted.jsonl").read_text(encoding="utf-8").splitlines()]
COLUMNS = {
    *("id", "title", "text", "published", "language", "reference", "source"),
    *("summary_faithful", "summary_flawed"),
}
# error type → the check that owns it and the severities that the contract allows for it
OWNER = {
    "quote_altered": ("quote", {"error"}),
    "quote_fabricated": ("quote", {"error"}),
    "quote_promoted": ("quote", {"warning"}),
    "quote_context": ("quote", {"error", "warning"}),
    "misattributed": ("attribution", {"error"}),
    "entity": ("entity", {"error"}),
    "role": ("entity", {"error"}),
    "number": ("number", {"error"}),
    "date": ("date", {"error"}),
    "certainty": ("certainty", {"error", "warning"}),
    "relation": ("support", {"warning"}),
    "extrinsic": ("support", {"warning"}),
}
MARKS = {
    "German": '„[^„“”"]+“',
    "German, nested": "‚[^‚‘]+‘",
    "guillemets inwards": "»[^»«]+«",
    "guillemets inwards, nested": "›[^›‹]+‹",
    "Swiss": "«[^«»]+»",
    "Swiss, nested": "‹[^‹›]+›",
    "English": "“[^“”]+”",
    "English, single": "‘[^‘’]+’",
    "typewriter": '(?<![„\\w])"[^"„]+"',
    "mixed, closed by a typewriter mark": '„[^„“”"]+"',
    "mixed, closed the English way": '„[^„“”"]+”',
}
# article, what it says, the weekday that this falls on: Monday is 0
ABSOLUTE = [
    ("de-ch-bergbahnen", "Samstag, 21. März", date(2026, 3, 21), 5),
    ("en-hospice-trial", "Tuesday 14 October", date(2025, 10, 14), 1),
]
# article, what it says, how many days before (−) or after publication that is, the weekday that it names
RELATIVE = [
    ("de-stadtrat-hallenbad", "am Mittwochabend", -1, 2),
    ("de-prozess-brandstiftung", "am Dienstag", 0, 1),
    ("de-prozess-brandstiftung", "am kommenden Donnerstag", 2, 3),
    ("de-studie-mauersegler", "am Donnerstag", 0, 3),
    ("de-handball-nordcup", "am Samstagabend", -1, 5),
    ("de-handball-nordcup", "am Freitag", -2, 4),
    ("de-handball-nordcup", "am Montag", 1, 0),
    ("de-ch-bergbahnen", "am Dienstag", 0, 1),
    ("de-eisregen-a7", "am Sonntagabend", -1, 6),
    ("de-eisregen-a7", "am Montagmorgen", 0, 0),
    ("de-eisregen-a7", "In der Nacht zum Dienstag", 1, 1),
    ("de-literaturpreis", "am Montag", 0, 0),
    ("de-ostsee-stromkabel", "am Dienstagabend", -2, 1),
    ("de-ostsee-stromkabel", "am Mittwoch", -1, 2),
    ("de-ostsee-stromkabel", "am Donnerstag", 0, 3),
    ("de-ostsee-stromkabel", "Am kommenden Montag", 4, 0),
    ("en-northfield-results", "on Thursday", 0, 3),
    ("en-hospice-trial", "on Friday", 0, 4),
    ("en-western-cup", "on Saturday", -1, 5),
    ("en-western-cup", "on Sunday", 0, 6),
    ("en-cedar-creek-fire", "on Monday night", -1, 0),
    ("en-cedar-creek-fire", "on Tuesday", 0, 1),
    ("en-cedar-creek-fire", "on Wednesday", 1, 2),
]


def count_words(text):
    """Count what an editor counts: runs without a space that hold a letter or a digit."""
    return sum(any(character.isalnum() for character in run) for run in text.split())


def test_eight_german_and_four_english_articles():
    assert Counter(row["language"] for row in ARTICLES.values()) == {"de": 8, "en": 4}


@pytest.mark.parametrize("row", ARTICLES.values(), ids=ARTICLES)
def test_an_article_has_all_columns_and_the_promised_lengths(row):
    assert set(row) == COLUMNS
    assert date.fromisoformat(row["published"]).isoformat() == row["published"]
    assert 150 <= count_words(row["text"]) <= 300
    for column in ("reference", "summary_faithful", "summary_flawed"):
        assert 40 <= count_words(row[column]) <= 70, column


@pytest.mark.parametrize("row", ARTICLES.values(), ids=ARTICLES)
def test_every_summary_and_article_holds_a_quotation_mark(row):
    for column in ("text", "summary_faithful", "summary_flawed"):
        assert re.search('[„“”»«"‘]', row[column]), column


@pytest.mark.parametrize("style", MARKS)
def test_every_style_of_quotation_marks_occurs_in_an_article(style):
    assert any(re.search(MARKS[style], row["text"]) for row in ARTICLES.values())


def test_the_swiss_article_is_written_the_swiss_way():
    text = ARTICLES["de-ch-bergbahnen"]["text"]
    assert "ß" not in text
    assert "Strasse" in text
    assert "412'000" in text


@pytest.mark.parametrize(
    "separator", [r"\d\.\d{3}", r"\d,\d{3}", r"\d'\d{3}", "\\d\u202f\\d{3}", r"\d,\d\b", r"\d\.\d\b"]
)
def test_numbers_are_written_with_every_separator(separator):
    assert any(re.search(separator, row["text"]) for row in ARTICLES.values())


@pytest.mark.parametrize(("article", "phrase", "day", "weekday"), ABSOLUTE)
def test_a_weekday_beside_a_date_is_the_calendars(article, phrase, day, weekday):
    assert phrase in ARTICLES[article]["text"]
    assert day.weekday() == weekday


@pytest.mark.parametrize(("article", "phrase", "days", "weekday"), RELATIVE)
def test_a_weekday_is_meant_from_the_day_of_publication(article, phrase, days, weekday):
    assert phrase in ARTICLES[article]["text"]
    assert (date.fromisoformat(ARTICLES[article]["published"]) + timedelta(days=days)).weekday() == weekday


@pytest.mark.parametrize("error", PLANTED, ids=lambda error: f"{error['id']}:{error['type']}")
def test_a_planted_error_stands_once_and_where_the_answer_sheet_says(error):
    summary = ARTICLES[error["id"]][error["column"]]
    assert summary[error["start"] : error["end"]] == error["text"]
    assert summary.count(error["text"]) == 1
    check, severities = OWNER[error["type"]]
    assert error["check"] == check
    assert error["severity"] in severities
    assert error["article_says"]


def test_every_flawed_summary_has_one_to_three_errors_and_all_twelve_types_occur():
    per_article = Counter(error["id"] for error in PLANTED)
    assert set(per_article) == set(ARTICLES)
    assert set(per_article.values()) <= {1, 2, 3}
    assert {error["type"] for error in PLANTED} == set(OWNER)
    assert min(Counter(error["type"] for error in PLANTED).values()) >= 2


@pytest.mark.parametrize("error", PLANTED, ids=lambda error: f"{error['id']}:{error['type']}")
def test_the_wrong_words_are_not_the_articles(error):
    # what is verbatim in the article can be wrong only by what was cut off or by who is said to have said it
    verbatim_and_wrong = {"quote_context", "misattributed"}
    found = error["text"].strip(",.").casefold() in ARTICLES[error["id"]]["text"].casefold()
    assert found <= (error["type"] in verbatim_and_wrong or error["text"] in {"sieben Prozent", "19"})


def examined(row, column):
    """Return what the checks raise on one column of an article, errors and warnings."""
    article = Article(id=row["id"], text=row["text"], language=row["language"], published=row["published"])
    findings = examine(align(Pair(id=row["id"], article=article, summary=row[column]))).findings
    return [finding for finding in findings if finding.severity != "ok"]


@pytest.mark.parametrize("error", PLANTED, ids=lambda error: f"{error['id']}:{error['type']}")
def test_a_planted_error_is_found(error):
    place = Span(error["start"], error["end"])
    found = any(finding.summary_span.touches(place) for finding in examined(ARTICLES[error["id"]], error["column"]))
    assert found, error["article_says"]


@pytest.mark.parametrize("column", ["summary_faithful", "reference"])
@pytest.mark.parametrize("row", ARTICLES.values(), ids=ARTICLES)
def test_no_error_is_raised_on_a_faithful_summary(row, column):
    assert [it.summary_span.of(row[column]) for it in examined(row, column) if it.severity == "error"] == []
