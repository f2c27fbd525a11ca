"""A judge in a study: no question is paid twice, and what fails or is over the budget is told."""

import pytest

from newslab.records import Article, Reply, Summary
from newslab.study.cache import WorkCache
from newslab.study.judging import Bench
from newslab.study.notebook import run_study
from newslab.study.replies import KeptChat

ARTICLES = [
    Article(id=str(n), language="de", text=f"Der Rat tagte am Montag in Saal {n}. Alle stimmten zu.") for n in range(3)
]


class Counting:
    """A chat model that counts what it is asked; a question that holds ``failing`` gets no answer."""

    name = "openai:counting"

    def __init__(self, signature="chat:counting|v:1", failing="never"):
        self.signature, self.failing, self.asked = signature, failing, []

    def ask(self, questions):
        for place, question in enumerate(questions):
            asked = question[-1]["content"]
            self.asked.append(asked)
            failed = self.failing in asked
            yield (
                place,
                Reply(text=None if failed else asked.upper(), error="busy" if failed else None, tokens_in=3, price=0.5),
            )


@pytest.fixture
def cache(tmp_path):
    with WorkCache(tmp_path / "work.sqlite") as opened:
        yield opened


def ask(chat, cache, *asked, fresh=False):
    kept = KeptChat(chat, cache, fresh=fresh)
    replies = dict(kept.ask([[{"role": "user", "content": each}] for each in asked]))
    assert sorted(replies) == list(range(len(asked)))
    return kept, [replies[place].text for place in range(len(asked))]


def test_what_was_answered_is_not_asked_again(cache):
    chat = Counting()
    first, said = ask(chat, cache, "a", "b", "a")
    assert (said, chat.asked, first.asked, first.kept) == (["A", "B", "A"], ["a", "b"], 2, 0)
    assert (first.tokens, first.price) == (6, 1.0)
    again, said = ask(chat, cache, "b", "c")
    assert (said, chat.asked, again.asked, again.kept, again.price) == (["B", "C"], ["a", "b", "c"], 1, 1, 0.5)


def test_another_model_a_failure_and_fresh_ask_anew(cache):
    ask(Counting(), cache, "a")
    other = Counting(signature="chat:other|v:1", failing="x")
    assert ask(other, cache, "a", "x")[1] == ["A", None]
    assert ask(other, cache, "a", "x")[0].asked == 1  # the failed one
    assert ask(other, cache, "a", fresh=True)[0].asked == 1


def test_a_reply_is_kept_as_soon_as_it_is_there(cache):
    chat = Counting()
    stream = KeptChat(chat, cache).ask([[{"role": "user", "content": each}] for each in "abc"])
    next(stream)
    stream.close()  # as a kill would
    assert ask(Counting(), cache, "a")[0].kept == 1


def test_a_study_says_of_each_summary_what_the_judge_said_or_why_not(monkeypatch, tmp_path):
    monkeypatch.setenv("NEWSLAB_CACHE", str(tmp_path / "cache"))
    chat = Counting(failing="Saal 1")
    study = run_study(ARTICLES, ["lead-1"], judge=chat, workers=1)
    reasons = [each.examination.not_applicable["judge"] for each in study.evaluations]
    assert reasons[1] == "not judged: busy"
    assert all(each.startswith("not judged: its answer") for each in (reasons[0], reasons[2]))
    assert len(chat.asked) == 3
    standing = next(row for row in study.comparison.standings if row.score == "judge_objections")
    assert (standing.mean, standing.n, standing.not_applicable) == (None, 0, 3)
    assert study.manifest.settings["judge"].startswith("judge:openai:counting|judge_prompt:judge-v")
    run_study(ARTICLES, ["lead-1"], judge=chat, workers=1)
    assert len(chat.asked) == 4  # only the one that had failed


def test_without_a_judge_nothing_is_said_of_one(monkeypatch, tmp_path):
    monkeypatch.setenv("NEWSLAB_CACHE", str(tmp_path / "cache"))
    study = run_study(ARTICLES[:1], ["lead-1"], workers=1)
    assert "judge" not in study.manifest.settings
    assert "judge_objections" not in study.evaluations[0].examination.scores


def test_a_summary_that_failed_is_not_judged(monkeypatch, tmp_path):
    class Broken:
        name = signature = "broken"
        limits = ""

        def summarize(self, articles):
            yield from (
                Summary(article_id=each.id, model="broken", signature="broken", text=None, error="no")
                for each in articles
            )

    monkeypatch.setenv("NEWSLAB_CACHE", str(tmp_path / "cache"))
    chat = Counting()
    run_study(ARTICLES, [Broken()], judge=chat, workers=1)
    assert chat.asked == []


def test_the_bench_tells_what_it_did(cache):
    bench = Bench(Counting(), cache)
    assert bench.told() == (
        "judge openai:counting: 0 judged, 0 not judged; 0 objections, 0 dropped as not word for word; "
        "0 asked, 0 kept from before; 0 tokens"
    )
