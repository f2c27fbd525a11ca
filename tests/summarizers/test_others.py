"""Summaries that others made: a column, a file, a command, a function; and the oracle. Each failure costs one item."""

import json
import shlex
import sys

import pytest

from newslab.mistakes import UserError
from newslab.protocols import Summarizer
from newslab.records import Article
from newslab.summarizers import make
from newslab.summarizers.function import Function
from newslab.summarizers.spec import SpecError

GERMAN = Article(
    id="a", text="Der Rat tagte. Er beschloss den Haushalt. Danach gab es Kuchen.", language="de",
    references=("Der Rat beschloss den Haushalt.",), extra={"bert": "Rat beschließt Haushalt.", "score": 3},
)  # fmt: skip
ENGLISH = Article(
    id="b", text="The council met. It passed the budget. Cake followed.", language="en",
    references=("The council passed the budget.",), extra={"bert": "Budget passed."},
)  # fmt: skip


def texts(spec, articles=(GERMAN, ENGLISH)):
    return [each.text for each in make(spec).summarize(articles)]


def errors(spec, articles=(GERMAN, ENGLISH)):
    return [each.error for each in make(spec).summarize(articles)]


def test_a_column_gives_what_stands_in_it():
    assert texts("column:bert") == ["Rat beschließt Haushalt.", "Budget passed."]
    assert errors("column:score") == [
        "the article has int there (unused columns: bert, score), expected a text in score",
        "the article has no such column (unused columns: bert), expected a text in score",
    ]


def test_a_file_gives_the_summary_of_each_id(tmp_path):
    path = tmp_path / "s.jsonl"
    path.write_text('{"id": "b", "summary": "B."}\n\n{"id": "a", "summary": null, "error": "too long"}\n', "utf-8")
    assert texts(f"file:{path}") == [None, "B."]
    assert "too long" in errors(f"file:{path}")[0]
    assert errors(f"file:{path}", [Article(id="c", text="x", language="de")]) == [f"{path} has no summary with id 'c'"]
    before = make(f"file:{path}").signature
    path.write_text('{"id": "b", "summary": "C."}\n', "utf-8")
    assert make(f"file:{path}").signature != before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"id": "a", "summary": "x"}\n{"id": "a", "summary": "y"}\n', ":2: id 'a' comes twice"),
        (b"not json\n", ":1: expected a JSON object with id and summary"),
        (b'{"id": "a"}\n', ":1: expected a JSON object with id and summary"),
        (b'{"id": "M\xfcller", "summary": "x"}\n', ":1: expected a JSON object with id and summary"),
    ],
)
def test_a_broken_file_says_where(tmp_path, content, said):
    path = tmp_path / "s.jsonl"
    path.write_bytes(content)
    assert all(said in error for error in errors(f"file:{path}"))


def test_a_file_that_is_missing_is_the_users_mistake(tmp_path):
    with pytest.raises(UserError, match="cannot read"):
        make(f"file:{tmp_path}/none.jsonl")


def command(tmp_path, script: str) -> str:
    path = tmp_path / "program.py"
    path.write_text("import json, sys\n" + script, "utf-8")
    return f"cmd:{shlex.quote(sys.executable)} {shlex.quote(str(path))}"


ECHO = """
for line in sys.stdin:
    row = json.loads(line)
    print(json.dumps({"id": row["id"], "summary": row["text"].split(".")[0]}), flush=True)
"""


def test_a_command_reads_articles_and_writes_summaries(tmp_path):
    assert texts(command(tmp_path, ECHO)) == ["Der Rat tagte", "The council met"]


def test_a_command_is_not_shown_references_or_unknown_columns(tmp_path):
    script = (
        'for line in sys.stdin: r = json.loads(line); print(json.dumps({"id": r["id"], "summary": str(sorted(r))}))'
    )
    assert texts(command(tmp_path, script))[0] == "['id', 'language', 'published', 'text', 'title']"


def test_more_articles_than_a_pipe_holds_do_not_lock_up(tmp_path):
    many = [Article(id=str(n), text="Wort. " * 2000, language="de") for n in range(100)]
    reads_all_first = ECHO.replace("in sys.stdin:", "in sys.stdin.readlines():")
    assert texts(command(tmp_path, reads_all_first), many) == ["Wort"] * 100


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("sys.exit('no licence')", "the program ended (status 1) before it answered: no licence"),
        ("print('hello')", "the program wrote 'hello', expected a JSON object"),
        ("print(json.dumps({'id': 'z', 'summary': 'x'}))", "the program answered for id 'z', expected 'a'"),
    ],
)
def test_a_command_that_fails_says_how_for_each_article(tmp_path, script, said):
    assert [said in error for error in errors(command(tmp_path, script))] == [True, True]


def test_an_error_of_the_command_costs_its_article_alone(tmp_path):
    script = ECHO.replace(
        '"summary": row["text"].split(".")[0]', '**({"error": "no"} if row["id"] == "a" else {"summary": "x"})'
    )
    made = list(make(command(tmp_path, script)).summarize([GERMAN, ENGLISH]))
    assert [(each.text, each.error) for each in made] == [(None, "no"), ("x", None)]


def test_a_command_that_goes_silent_is_given_up(tmp_path):
    script = "import time; time.sleep(60)"
    said = errors(f"{command(tmp_path, script)}[timeout=0.3]")
    assert said == ["the program gave no answer within 0.3 seconds"] * 2


def test_a_command_that_is_missing_is_told():
    assert errors("cmd:no-such-program-anywhere") == [
        "cannot run no-such-program-anywhere: No such file or directory"
    ] * 2  # fmt: skip
    for spec in ("cmd:", "cmd:'open"):
        with pytest.raises(SpecError):
            make(spec)


def test_a_function_is_a_summarizer():
    def first_word(article: Article) -> str:
        """Takes the first word."""
        return article.text.split()[0]

    model = make(first_word)
    assert isinstance(model, Summarizer)
    assert [each.text for each in model.summarize([GERMAN, ENGLISH])] == ["Der", "The"]
    assert (model.name, model.limits) == ("first_word", "Takes the first word.")
    assert model.signature == make(first_word).signature
    assert model.signature != Function(lambda article: "x", name="first_word").signature
    assert make(model) is model


def test_a_function_that_raises_or_returns_no_text_costs_one_article():
    made = list(make(lambda article: 1 / (article.language == "en") and "x").summarize([GERMAN, ENGLISH]))
    assert made[0].error == "ZeroDivisionError: division by zero"
    assert made[1].text == "x"
    (wrong,) = Function(lambda article: 7, name="seven").summarize([GERMAN])
    assert wrong.error == "seven returned int, expected a text"


def shared_words(texts, references, language):
    """A score that can be reckoned by hand: words in common with the first reference, less a tenth of all others."""
    return [_shared(text, references[0]) for text in texts]


def _shared(text, reference):
    words, wanted = text.replace(".", "").split(), reference.rstrip(".").split()
    common = sum(word in wanted for word in set(words))
    return common - 0.1 * (len(words) - common)


def test_the_oracle_takes_the_sentences_that_raise_the_score_and_no_more():
    made = list(make("oracle", score=shared_words).summarize([GERMAN, ENGLISH]))
    # German: "Der Rat tagte" gives Der, Rat (2 − 0.1); with "Er beschloss den Haushalt" beschloss, den, Haushalt
    # (5 − 0.2); "Danach gab es Kuchen" only costs. English likewise: "passed", "the", "budget", "The", "council".
    assert [each.text for each in made] == [
        "Der Rat tagte. Er beschloss den Haushalt.",
        "The council met. It passed the budget.",
    ]


def test_the_oracle_needs_a_reference_and_a_score():
    (made,) = make("oracle", score=shared_words).summarize([Article(id="c", text="Ein Satz.", language="de")])
    assert "the article has no reference" in made.error
    with pytest.raises(SpecError, match="needs references and a score"):
        make("oracle")


def test_the_oracle_keeps_its_budget():
    (made,) = make("oracle[sentences=1]", score=shared_words).summarize([GERMAN])
    assert made.text == "Er beschloss den Haushalt."
    assert json.loads(json.dumps(dict(made.provenance.settings))) == {"sentences": 1}
