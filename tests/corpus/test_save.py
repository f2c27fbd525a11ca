"""What is written can be read again and is the same; a target that cannot be is refused before anything is written."""

import json

import pytest

from newslab.corpus.load import load_articles
from newslab.corpus.save import save_articles
from newslab.mistakes import UserError
from newslab.records import Article

ARTICLES = [
    Article(
        id="a", title="Haushalt, „beschlossen“", text='Der Rat sagte: „Ja“.\n\nZeile; mit "Zeichen"\tund 😀.',
        language="de", published="2025-09-04", references=("Eins.", "Zwei."), disclosure="Mit KI erstellt.",
        extra={"desk": "local"},
    ),
    Article(id="b", text="The council met, and left.", language="en", references=("One.",), url="https://x.example/b"),
]  # fmt: skip


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.tsv", "a.parquet", "folder"])
def test_what_is_written_is_read_again(tmp_path, name):
    save_articles(ARTICLES, tmp_path / "sub" / name)
    again = load_articles(tmp_path / "sub" / name)
    assert again.refused == ()
    german, english = again
    assert german == ARTICLES[0]
    # a table has the columns of all its rows
    assert {key: value for key, value in english.extra.items() if value is not None} == {}
    assert (english.text, english.references, english.url) == (ARTICLES[1].text, ("One.",), ARTICLES[1].url)


def test_a_corpus_is_saved_as_it_is(tmp_path):
    save_articles(ARTICLES, tmp_path / "a.jsonl")
    corpus = load_articles(tmp_path / "a.jsonl")
    save_articles(corpus, tmp_path / "b.jsonl")
    assert (tmp_path / "b.jsonl").read_bytes() == (tmp_path / "a.jsonl").read_bytes()
    assert json.loads((tmp_path / "a.jsonl").read_text("utf-8").splitlines()[0])["reference"] == ["Eins.", "Zwei."]


def test_no_articles_are_a_file_too(tmp_path):
    save_articles([], tmp_path / "a.json")
    assert (tmp_path / "a.json").read_text() == "[]\n"


def test_a_target_that_cannot_be_is_refused(tmp_path):
    with pytest.raises(UserError, match=r"expected a name that ends in \.jsonl"):
        save_articles(ARTICLES, tmp_path / "a.docx")
    (tmp_path / "there").mkdir()
    with pytest.raises(UserError, match="it exists"):
        save_articles(ARTICLES, tmp_path / "there")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["there"]
