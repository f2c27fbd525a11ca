"""A server on loopback that answers well or badly, as told; the official client asks it. No network is needed."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from newslab.mistakes import UserError
from newslab.records import Article
from newslab.summarizers import make, parse_spec
from newslab.summarizers.purse import Price, Purse, SpentError
from newslab.summarizers.server import Server
from newslab.summarizers.spec import SpecError

KEY = "sk-planted-0123456789abcdef"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def completion(text: str | None, tokens_in: int = 100, tokens_out: int = 10, finish: str = "stop") -> bytes:
    return json.dumps({
        "id": "x", "object": "chat.completion", "created": 0, "model": "tiny-2026",
        "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text}}],
        "usage": {"prompt_tokens": tokens_in, "completion_tokens": tokens_out, "total_tokens": tokens_in + tokens_out},
    }).encode()  # fmt: skip


class Fake:
    """Answers requests by a script: for each article (told by its text) the behaviours of the tries, in order."""

    def __init__(self, script=None, pause=0.0):
        self.script = {name: list(tries) for name, tries in (script or {}).items()}
        self.asked: list[str] = []
        self.bodies: list[dict] = []
        self.pause = pause
        self.busy = self.most_busy = 0
        self.lock = threading.Lock()

    def behaviour(self, body) -> tuple[str, str]:
        text = body["messages"][-1]["content"]
        name = text.split("ARTICLE-")[1].split(".")[0]
        with self.lock:
            self.asked.append(name)
            self.bodies.append(body)
            tries = self.script.get(name, [])
            return name, tries.pop(0) if tries else "good"


def handler(fake):
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args):
            pass

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            with fake.lock:
                fake.busy += 1
                fake.most_busy = max(fake.busy, fake.most_busy)
            try:
                time.sleep(fake.pause)
                self.answer(*fake.behaviour(body))
            except OSError:
                pass
            finally:
                with fake.lock:
                    fake.busy -= 1

        def answer(self, name, how):
            if how == "reset":
                self.connection.close()
            elif how == "drip":
                self.head(200, 10_000)
                for _ in range(100):
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(0.05)
            elif how == "cut":
                self.head(200, 500)
                self.wfile.write(b'{"choices": [')
                self.close_connection = True
            elif how.isdecimal():
                told = json.dumps({"error": {"message": f"no, {self.headers['authorization']}"}}).encode()
                self.head(int(how), len(told))
                self.wfile.write(told)
            else:
                bodies = {"garbage": b"<html>busy</html>", "none": completion(None, finish="content_filter")}
                told = bodies.get(how, completion(f"Summary of {name}."))
                self.head(200, len(told))
                self.wfile.write(told)

        def head(self, status, length):
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(length))
            self.end_headers()

    return Handler


@contextmanager
def serving(fake, monkeypatch, tmp_path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(fake))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("NEWSLAB_CACHE", str(tmp_path / "cache"))
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def articles(count: int) -> list[Article]:
    return [
        Article(id=str(n), text=f"ARTICLE-{n}. Der Rat tagte.", language="de" if n % 2 else "en") for n in range(count)
    ]


def model(options: str = "") -> Server:
    return Server(parse_spec(f"openai:tiny{options}"), pause=0.01)


def test_summaries_come_in_order_from_requests_side_by_side(monkeypatch, tmp_path):
    fake = Fake(pause=0.1)
    with serving(fake, monkeypatch, tmp_path):
        made = list(model("[parallel=3]").summarize(articles(7)))
    assert [(each.article_id, each.text) for each in made] == [(str(n), f"Summary of {n}.") for n in range(7)]
    assert fake.most_busy == 3
    told = made[0].provenance
    assert (told.tokens_in, told.tokens_out, told.finish, told.revision) == (100, 10, "stop", "tiny-2026")
    assert "auf Deutsch" in fake.bodies[fake.asked.index("1")]["messages"][0]["content"]
    assert fake.bodies[0]["temperature"] == 0


@pytest.mark.parametrize("how", ["429", "500", "503", "reset", "garbage", "cut"])
def test_what_may_pass_is_tried_again(monkeypatch, tmp_path, how):
    fake = Fake({"0": [how, how]})
    with serving(fake, monkeypatch, tmp_path):
        first, second = model().summarize(articles(2))
    assert (first.text, second.text) == ("Summary of 0.", "Summary of 1.")
    assert fake.asked.count("0") == 3


@pytest.mark.parametrize(
    ("how", "tries", "said"),
    [
        ("429", 3, "the server gave no answer in 3 tries: RateLimitError"),
        ("garbage", 3, "the answer cannot be read ('<html>busy</html>'), expected a chat completion"),
        ("400", 1, "the server refused: BadRequestError"),
        ("401", 1, "the server refused: AuthenticationError"),
        ("none", 1, "the server answered with no text (finish: content_filter)"),
    ],
)
def test_what_does_not_pass_costs_its_article_alone(monkeypatch, tmp_path, how, tries, said):
    fake = Fake({"0": [how] * 9})
    with serving(fake, monkeypatch, tmp_path):
        first, second = model("[retries=2]").summarize(articles(2))
    assert said in first.error
    assert second.text == "Summary of 1."
    assert fake.asked.count("0") == tries


def test_a_server_that_drips_is_held_to_its_time(monkeypatch, tmp_path):
    fake = Fake({"0": ["drip"]})
    began = time.monotonic()
    with serving(fake, monkeypatch, tmp_path):
        (made,) = model("[retries=0,timeout=0.4]").summarize(articles(1))
    assert "the answer was not complete within 0.4 seconds" in made.error
    assert time.monotonic() - began < 4


def test_a_key_stands_in_no_record(monkeypatch, tmp_path):
    fake = Fake({"0": ["401"], "1": ["500"] * 9})
    with serving(fake, monkeypatch, tmp_path):
        asked = model("[retries=1]")
        made = list(asked.summarize(articles(3)))
    assert KEY not in repr(made) + asked.signature + asked.name
    assert "[key]" in made[0].error
    kept = [path.read_text("utf-8") for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert KEY not in "".join(kept)


def test_a_budget_is_not_exceeded_and_what_was_not_asked_is_told(monkeypatch, tmp_path):
    fake = Fake()
    with serving(fake, monkeypatch, tmp_path):
        # each request may take some 700 bytes and 20 tokens, and takes 110: three fit below 1,000
        made = list(model("[budget=1000,tokens=20,parallel=2]").summarize(articles(10)))
    done = [each for each in made if each.text]
    assert 1 <= len(done) == len(fake.asked) < 10
    assert sum(each.provenance.tokens_in + each.provenance.tokens_out for each in done) <= 1000
    assert "not asked: the budget is spent" in made[-1].error


def test_money_is_counted_by_the_prices_of_a_file(monkeypatch, tmp_path):
    prices = tmp_path / "prices.toml"
    prices.write_text("[tiny]\ninput = 1000\noutput = 2000\n", "utf-8")
    fake = Fake()
    with serving(fake, monkeypatch, tmp_path):
        made = list(model(f"[prices={prices},cost=1.0,tokens=20,parallel=1]").summarize(articles(10)))
        # 100 tokens in at 0.001 and 10 out at 0.002: 0.12 each; the worst case of some 0.7 must still fit
        assert made[0].provenance.extra == {"price": pytest.approx(0.12)}
        assert 0 < sum(each.text is not None for each in made) < 9
        for options, said in [
            ("[cost=1]", "needs prices"),
            (f"[prices={tmp_path}/none.toml]", "cannot read the prices"),
        ]:
            with pytest.raises(UserError, match=said):
                model(options)
        prices.write_text("[other]\ninput = 1\n", "utf-8")
        with pytest.raises(UserError, match="has no price for 'tiny'"):
            model(f"[prices={prices}]")


def test_an_answer_that_was_not_taken_is_not_paid_again(monkeypatch, tmp_path):
    fake = Fake()
    with serving(fake, monkeypatch, tmp_path):
        stream = model("[parallel=4]").summarize(articles(8))
        assert next(stream).text == "Summary of 0."
        deadline = time.monotonic() + 5
        while len(list((tmp_path / "cache" / "answers").glob("*.json"))) < 4 and time.monotonic() < deadline:
            time.sleep(0.01)
        stream.close()  # as a kill would: 0 was given out and not known to be taken, 1 to 3 were answered
        before = list(fake.asked)
        made = list(model("[parallel=4]").summarize(articles(8)))
    assert [each.text for each in made] == [f"Summary of {n}." for n in range(8)]
    assert sorted(before) == ["0", "1", "2", "3"]
    assert sorted(fake.asked[len(before) :]) == ["4", "5", "6", "7"]
    assert list((tmp_path / "cache" / "answers").glob("*.json")) == []


def test_a_missing_key_or_name_or_option_is_the_users_mistake(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    with pytest.raises(UserError, match="needs a key in OPENAI_API_KEY"):
        make("openai:gpt")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://user:secret@localhost:1/v1")
    assert "secret" not in make("openai:gpt").signature
    with pytest.raises(SpecError, match="names no model"):
        make("openai:")
    with pytest.raises(SpecError, match="has no option 'speed'"):
        make("openai:gpt[speed=9]")


def test_a_purse_lets_no_two_requests_overspend_together():
    purse = Purse(100, None, Price(input=1.0, output=1.0))
    ticket = purse.hold(60, 0)
    waited = []
    other = threading.Thread(target=lambda: waited.append(purse.hold(60, 0)))
    other.start()
    time.sleep(0.05)
    assert waited == []  # it waits while the first may still give back enough
    purse.settle(ticket, 10, 0)
    other.join(2)
    assert len(waited) == 1
    purse.settle(waited[0], 60, 0)
    with pytest.raises(SpentError, match=r"70 of 100 tokens; this request may take 31"):
        purse.hold(31, 0)
