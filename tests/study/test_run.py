"""A study: everything measured once, nothing twice, failures reported and never fatal."""

from collections.abc import Sequence

import pytest

from newslab.records import Article, Measurement, Summary
from newslab.study.cache import WorkCache
from newslab.study.run import Plan, carry_out

ARTICLES = [
    Article(
        id="eins",
        language="de",
        text="Der Rat tagte am Montag. Die Sitzung dauerte drei Stunden. Am Ende stimmten alle zu.",
        references=("Der Rat stimmte zu.",),
    ),
    Article(id="two", language="en", text="The council met on Monday. All agreed in the end. It took three hours."),
]


class Counting:
    """Takes the first words of each article, and counts for how many it was asked."""

    limits = "none"

    def __init__(self, name="first", words=5):
        self.name = name
        self.signature = f"{name}|words:{words}"
        self.words = words
        self.asked = []

    def summarize(self, articles: Sequence[Article]):
        for article in articles:
            self.asked.append(article.id)
            text = " ".join(article.text.split()[: self.words])
            yield Summary(article_id=article.id, model=self.name, text=text, signature=self.signature)


class Breaking(Counting):
    """Breaks at the second article."""

    def summarize(self, articles):
        for summary in super().summarize(articles):
            if len(self.asked) > 1:
                raise RuntimeError("out of memory")
            yield summary


class Refusing(Counting):
    """Fails on each article, politely."""

    def summarize(self, articles):
        for article in articles:
            yield Summary(article_id=article.id, model=self.name, text=None, signature="x", error="too long")


@pytest.fixture
def cache(tmp_path):
    with WorkCache(tmp_path / "work.sqlite") as opened:
        yield opened


def plan(*summarizers, **settings):
    return Plan(name="probe", summarizers=summarizers, workers=1, progress=False, **settings)


def shape(study):
    return [(e.summary, dict(e.measurements), e.examination) for e in study.evaluations]


def test_each_article_meets_each_model(cache):
    study = carry_out(plan(Counting("a"), Counting("b")), ARTICLES, cache=cache)
    assert [(e.summary.article_id, e.summary.model) for e in study.evaluations] == [
        ("eins", "a"),
        ("eins", "b"),
        ("two", "a"),
        ("two", "b"),
    ]
    assert all(e.examination is not None for e in study.evaluations)


def test_a_second_run_asks_the_model_for_nothing_and_says_the_same(cache):
    model = Counting()
    first = carry_out(plan(model), ARTICLES, cache=cache)
    second = carry_out(plan(model), ARTICLES, cache=cache)
    assert model.asked == ["eins", "two"]
    assert shape(second) == shape(first)
    assert second.comparison == first.comparison


def test_another_setting_never_reuses_a_value(cache):
    carry_out(plan(Counting(words=5)), ARTICLES, cache=cache)
    other = Counting(words=3)
    study = carry_out(plan(other), ARTICLES, cache=cache)
    assert other.asked == ["eins", "two"]
    assert study.evaluations[0].summary.text == "Der Rat tagte"


def test_a_changed_article_is_summarised_anew(cache):
    model = Counting()
    carry_out(plan(model), ARTICLES, cache=cache)
    changed = [Article(id="eins", language="de", text="Ganz anders kam es am Dienstag dann doch."), ARTICLES[1]]
    study = carry_out(plan(model), changed, cache=cache)
    assert model.asked == ["eins", "two", "eins"]
    assert study.evaluations[0].summary.text == "Ganz anders kam es am"


def test_fresh_starts_over(cache):
    model = Counting()
    carry_out(plan(model), ARTICLES, cache=cache)
    carry_out(plan(model, fresh=True), ARTICLES, cache=cache)
    assert model.asked == ["eins", "two"] * 2


def test_a_model_that_breaks_costs_only_what_it_did_not_do(cache):
    study = carry_out(plan(Breaking("breaks"), Counting("works")), ARTICLES, cache=cache)
    texts = {(e.summary.model, e.summary.article_id): e.summary for e in study.evaluations}
    assert texts["breaks", "eins"].text is not None
    assert texts["breaks", "two"].error == "RuntimeError: out of memory"
    assert texts["works", "two"].text is not None


def test_a_failure_is_tried_again_the_next_time(cache):
    refusing = Refusing("m")
    study = carry_out(plan(refusing), ARTICLES, cache=cache)
    assert [e.summary.error for e in study.evaluations] == ["too long", "too long"]
    assert cache.kept() == []


def test_a_check_that_breaks_is_reported_and_costs_one_row(cache, monkeypatch):
    from newslab.study import batches

    def tripping(alignment):
        if alignment.article.language == "en":
            raise ValueError("a rule that trips")
        return examined(alignment)

    examined = batches.examine
    monkeypatch.setattr(batches, "examine", tripping)
    study = carry_out(plan(Counting()), ARTICLES, cache=cache)
    assert [e.examination is None for e in study.evaluations] == [False, True]
    assert [(r.id, r.file) for r in study.refused] == [("two", "first")]


class Length:
    """A third party's metric."""

    name = "length"

    def signature(self, language):
        return "length|v:1"

    def measure(self, alignments):
        return [
            Measurement(scores={"characters": float(len(a.summary.raw))}, signature="length|v:1") for a in alignments
        ]


def test_any_object_that_fits_is_a_metric(cache):
    study = carry_out(plan(Counting(), metrics=("rouge", Length())), ARTICLES, cache=cache)
    assert study.evaluations[0].measurements["length"].scores == {"characters": len("Der Rat tagte am Montag.")}
    assert "rouge" in study.evaluations[0].measurements
    assert "characters" in {standing.score for standing in study.comparison.standings}
