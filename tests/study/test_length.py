"""Whether a summary kept to the length that was asked for: words, sentences and characters counted by hand."""

import pytest

from newslab.records import Article, Provenance, Summary
from newslab.study.compare import compare
from newslab.study.length import length_of
from newslab.study.notebook import run_study
from newslab.summarizers import make

GERMAN = "Der Rat tagte am 3. März. Er stimmte zu."  # 9 words, 2 sentences, 40 characters
ENGLISH = "Dr. Smith left. He didn't say why."  # 7 words, 2 sentences, 34 characters


def summary(text, **settings):
    return Summary(
        article_id="a",
        model="m",
        text=text,
        signature="m|v:1",
        provenance=Provenance(settings={"beams": 1, **settings}),
    )


@pytest.mark.parametrize(
    ("text", "language", "asked", "kept", "used"),
    [
        (GERMAN, "de", {"words": 9}, 1.0, 1.0),
        (GERMAN, "de", {"words": 6}, 0.0, 1.5),
        (GERMAN, "de", {"sentences": 4}, 1.0, 0.5),
        (GERMAN, "de", {"characters": 39}, 0.0, 40 / 39),
        (ENGLISH, "en", {"words": 14}, 1.0, 0.5),
        (ENGLISH, "en", {"sentences": 1}, 0.0, 2.0),
        (ENGLISH, "en", {"characters": 34}, 1.0, 1.0),
        # lead-3[words=14] considers three sentences and was asked for 14 words
        (ENGLISH, "en", {"sentences": 3, "words": 14}, 1.0, 0.5),
        # an a with its dots as a letter of their own is one character to a reader
        ("Ra\u0308te", "de", {"characters": 4}, 1.0, 1.0),
    ],
)
def test_length_is_measured_in_the_unit_that_was_asked_for(text, language, asked, kept, used):
    found = length_of(summary(text, **asked), language)
    assert found.scores == {"length_kept": kept, "length_used": pytest.approx(used)}
    assert found.not_applicable == {}


@pytest.mark.parametrize("settings", [{}, {"words": None}, {"words": "many"}])
def test_without_a_budget_it_does_not_apply(settings):
    found = length_of(summary(GERMAN, **settings), "de")
    assert found.scores == {"length_kept": None, "length_used": None}
    assert found.not_applicable == dict.fromkeys(("length_kept", "length_used"), "no length was asked for")


def test_a_study_says_for_each_model_how_often_it_kept_its_length(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSLAB_CACHE", str(tmp_path))
    articles = [Article(id="a", text=GERMAN, language="de"), Article(id="b", text=ENGLISH, language="en")]

    def whole(article):
        return article.text

    study = run_study(articles, ["lead-1[words=6]", whole], workers=1)
    standings = {(each.model, each.score): each for each in compare(study.evaluations).standings}
    # one sentence is returned whatever its length: six words in German, three in English
    assert standings["lead-1[words=6]", "length_kept"].mean == 1.0
    assert standings["lead-1[words=6]", "length_used"].mean == pytest.approx((6 / 6 + 3 / 6) / 2)
    mine = standings["whole", "length_kept"]
    assert (mine.mean, mine.not_applicable) == (None, 2)


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ("lead-2", {"sentences": 2}),
        ("lead-2[words=30]", {"sentences": 2, "words": 30}),
        ("lexrank[characters=200]", {"characters": 200}),
    ],
)
def test_the_length_that_was_asked_for_stands_in_the_provenance(spec, told):
    (made,) = make(spec).summarize([Article(id="a", text=GERMAN, language="de")])
    assert made.provenance.settings == told
