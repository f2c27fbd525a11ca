"""What a study will take: counted from what is kept, scaled from earlier runs, bounded from above, or unknown."""

import json

import pytest

from newslab.records import Article, Provenance, Summary, Usage
from newslab.study.cache import CacheError, WorkCache
from newslab.study.forecast import Estimate, forecast
from newslab.study.forecast_text import written
from newslab.study.run import summaries_of
from newslab.summarizers import make


def article(number: int, letters: int, language: str = "de") -> Article:
    return Article(id=str(number), text=f"{number}".ljust(letters, "x"), language=language)


class Meter:
    """A model that takes a token in for ten letters, 20 out, and half a second for a hundred letters."""

    name, signature, limits, at_once = "meter", "meter|v:1", "", 2

    def summarize(self, articles):
        for each in articles:
            size = len(each.text)
            told = Provenance(seconds=size / 200, tokens_in=size // 10, tokens_out=20)
            yield Summary(article_id=each.id, model=self.name, text="Kurz.", signature=self.signature, provenance=told)

    def most(self, article):
        return Usage(tokens_in=len(article.text), tokens_out=50)

    def cost(self, usage):
        return (usage.tokens_in * 2 + usage.tokens_out * 5) / 1000


@pytest.fixture
def cache(tmp_path):
    with WorkCache(tmp_path / "work.sqlite") as made:
        yield made


def test_without_an_earlier_run_there_are_bounds_and_unknowns(cache):
    (found,) = forecast([Meter()], [article(1, 100), article(2, 300, "en")], cache)
    assert (found.items, found.kept, found.calls, found.rated) == (2, 0, 2, 0)
    assert found.tokens_in == Estimate(value=400, known="most")
    assert found.tokens_out == Estimate(value=100, known="most")
    assert found.seconds is None
    assert found.cost == Estimate(value=(400 * 2 + 100 * 5) / 1000, known="most")


def test_an_earlier_run_gives_rates_that_grow_with_the_articles_that_are_left(cache):
    done, left = [article(1, 100), article(2, 300)], [article(3, 1000), article(4, 600)]
    list(summaries_of(Meter(), done, cache, fresh=False, shown=False))
    (found,) = forecast([Meter()], [*done, *left], cache)
    assert (found.kept, found.calls, found.rated) == (2, 2, 2)
    # 40 tokens for 400 letters, so 160 for 1,600; 20 a summary; 2 s for 400 letters, so 8 s, two at once
    assert found.tokens_in == Estimate(value=pytest.approx(160), known="rate")
    assert found.tokens_out == Estimate(value=40, known="rate")
    assert found.seconds == Estimate(value=pytest.approx(4), known="rate")
    assert found.cost == Estimate(value=pytest.approx((160 * 2 + 40 * 5) / 1000), known="rate")


def test_fresh_counts_nothing_as_kept_and_finished_work_takes_nothing(cache):
    done = [article(1, 100), article(1, 100)]
    list(summaries_of(Meter(), done, cache, fresh=False, shown=False))
    nothing = Estimate(value=0, known="exact")
    (finished,) = forecast([Meter()], done, cache)
    # the same article twice is one summary
    assert (finished.items, finished.calls, finished.cost, finished.seconds) == (1, 0, nothing, nothing)
    (anew,) = forecast([Meter()], done, cache, fresh=True)
    assert (anew.kept, anew.calls) == (0, 1)


def test_an_extract_takes_neither_tokens_nor_money(cache):
    found, checks = forecast([make("lead-3")], [article(1, 100)], cache, metrics=("overlap",))
    nothing = Estimate(value=0, known="exact")
    assert (found.tokens_in, found.tokens_out, found.cost) == (nothing, nothing, nothing)
    assert (checks.name, checks.items, checks.calls, checks.seconds) == ("", 1, 1, None)


def test_a_function_of_ones_own_is_unknown_through_and_through(cache):
    def mine(given):
        return given.text

    (found,) = forecast([make(mine)], [article(1, 100)], cache)
    assert (found.tokens_in, found.tokens_out, found.seconds, found.cost) == (None, None, None, None)


@pytest.mark.parametrize(("ui", "total"), [("en", "in all"), ("de", "zusammen")])
def test_the_table_says_how_each_figure_is_known(cache, ui, total):
    list(summaries_of(Meter(), [article(1, 12_000)], cache, fresh=False, shown=False))
    forecasts = forecast([Meter(), make("lead-3")], [article(2, 24_000)], cache)
    lines = list(written(forecasts, 1, ui))
    (meter,) = [line for line in lines if line.startswith("meter ")]
    assert (
        meter.split()[1:]
        == {
            "en": ["1", "0", "1", "~", "2,400", "~", "20", "~", "2.0", "~", "4.9000"],
            "de": ["1", "0", "1", "~", "2.400", "~", "20", "~", "2,0", "~", "4,9000"],
        }[ui]
    )
    (summed,) = [line for line in lines if line.startswith(total)]
    # how long lead-3 takes is unknown, and so is the sum
    assert summed.split()[-3] == {"en": "unknown", "de": "unbekannt"}[ui]
    assert any("meter (1)" in line for line in lines)


def test_a_cache_that_is_read_is_not_made(tmp_path):
    with WorkCache(tmp_path / "none" / "work.sqlite", read_only=True) as cache:
        assert cache.get(["a"]) == {}
        assert cache.recent("summary", None, 5) == []
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "work.sqlite").write_text("no database, " * 100)
    with pytest.raises(CacheError, match="cannot use"):
        WorkCache(tmp_path / "work.sqlite", read_only=True)


def test_the_newest_values_of_a_signature_come_first(cache):
    for number in range(3):
        cache.put("summary", "m", {f"k{number}": {"signature": "s" if number else "t", "n": number}})
    assert [row["n"] for row in cache.recent("summary", "s", 5)] == [2, 1]
    assert [row["n"] for row in cache.recent("summary", None, 2)] == [2, 1]
    assert json.dumps(cache.recent("evaluation", None, 2)) == "[]"
