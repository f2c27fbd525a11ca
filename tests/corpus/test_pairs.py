"""PAIRS and TEXTS: each row its pair or its refusal, in order, with the texts untouched."""

import pytest

from newslab.corpus.pairs import articles_of, pairs_of
from newslab.corpus.row import Row
from newslab.records import Article, Pair, Refusal

GERMAN = "Der Stadtrat hat am Donnerstag den Haushalt beschlossen. Die Opposition stimmte dagegen."
ENGLISH = "The council passed the budget on Thursday. The opposition voted against it."


def row(**data) -> Row:
    return Row(file="pairs.jsonl", line=1, data=data)


def one(**data) -> Pair | Refusal:
    (made,) = pairs_of([row(**data)])
    return made


def test_texts_are_taken_as_they_stand():
    article = "  Ein\u00adzel\u00a0fall\r\n" + GERMAN
    made = one(id="a", article=article, summary=" x ", language="de")
    assert (made.article.text, made.summary) == (article, " x ")


@pytest.mark.parametrize(("text", "expected"), [(GERMAN, "de"), (ENGLISH, "en")])
def test_the_language_is_the_articles_and_of_the_summary_where_there_is_no_article(text, expected):
    assert one(id="a", article=text, summary="").article.language == expected
    assert one(id="a", article="", summary=text).article.language == expected


@pytest.mark.parametrize(
    ("told", "expected"), [("de", "de"), ("de-CH", "de"), ("German", "de"), ("eng", "en"), ("EN_us", "en")]
)
def test_a_column_names_the_language_in_many_ways(told, expected):
    assert one(id="a", article="x", summary="y", language=told).article.language == expected


def test_the_users_choice_of_language_wins():
    (made,) = pairs_of([row(id="a", article=GERMAN, summary="y", language="de")], "en")
    assert made.article.language == "en"


def test_references_are_a_text_or_several():
    assert one(id="a", article="x", summary="y", reference="r").article.references == ("r",)
    assert one(id="a", article="x", summary="y", reference=["r", "s"]).article.references == ("r", "s")
    assert one(id="a", article="x", summary="y", reference=None).article.references == ()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2025-09-04", "2025-09-04"),
        ("2025-09-04T08:00:00+02:00", "2025-09-04T08:00:00+02:00"),
        ("2016-05-14T23:06:43Z", "2016-05-14T23:06:43+00:00"),
        ("4.9.2025", "2025-09-04"),
        ("Thu, 04 Sep 2025 08:00:00 +0200", "2025-09-04T08:00:00+02:00"),
        ("", None),
        (None, None),
    ],
)
def test_published_becomes_iso(told, expected):
    assert one(id="a", article="x", summary="y", published=told).article.published == expected


def test_whole_numbers_are_ids():
    assert one(id=7, article="x", summary="y").id == "7"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"article": "x", "summary": "y"}, "id is missing, expected a text"),
        ({"id": " ", "article": "x", "summary": "y"}, "id is ' ', expected a text that is not empty"),
        ({"id": "a", "article": "x"}, "no summary (keys: id, article)"),
        ({"id": "a", "summary": "y"}, "no article (keys: id, summary)"),
        ({"id": "a", "article": "x", "summary": None}, "summary is null, expected a text"),
        ({"id": "a", "article": ["x"], "summary": "y"}, "article is ['x'], expected a text"),
        ({"id": "a", "article": "x", "summary": "y", "language": "fr"}, "language is 'fr', expected one of de, en"),
        ({"id": "a", "article": "x", "summary": "y", "published": "soon"}, "published is 'soon', expected a date"),
        ({"id": "a", "article": "x", "summary": "y", "published": "32.1.2025"}, "expected a date"),
        ({"id": "a", "article": "x", "summary": "y", "reference": {"r": 1}}, "expected a text or a list of texts"),
        ({"id": "a", "article": "x", "summary": "y", "reference": [1]}, "expected a text or a list of texts"),
    ],
)
def test_a_refusal_says_what_came_and_what_was_expected(data, said):
    refused = one(**data)
    assert isinstance(refused, Refusal)
    assert said in refused.message
    assert refused.id == (data["id"] if data.get("id", "").strip() else data.get("id"))


def test_rows_keep_their_order_and_refusals_their_place():
    before = Refusal(file="pairs.jsonl", line=2, message="broken")
    made = list(pairs_of([row(id="a", article="x", summary="y"), before, row(id="c", article="x", summary="y")]))
    assert [type(each) for each in made] == [Pair, Refusal, Pair]
    assert made[1] is before


def test_columns_are_renamed_where_the_user_says_so():
    (made,) = pairs_of([row(id="a", body="x", abstract="y")], columns={"article": "body", "summary": "abstract"})
    assert (made.article.text, made.summary) == ("x", "y")


def test_texts_for_annotate_may_be_empty_but_not_missing():
    good, bad = articles_of([row(id="a", text="", language="de"), row(id="b", article=GERMAN)])
    assert isinstance(good, Article)
    assert good.text == ""
    assert isinstance(bad, Refusal)
    assert "no text (keys: id, article)" in bad.message
