"""Asking chat models for other things than summaries: on a server on loopback, and a tiny model on this machine."""

import pytest

from newslab.mistakes import UserError
from newslab.protocols import Chat
from newslab.summarizers.chat import ServerChat, chat_model
from newslab.summarizers.spec import SpecError, parse_spec

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def question(text: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": text}]


def chat(options: str = "") -> ServerChat:
    return ServerChat(parse_spec(f"openai:tiny{options}"), pause=0.01)


@pytest.fixture(scope="module")
def folders(tiny, tmp_path_factory):
    return {kind: tiny.save(kind, tmp_path_factory.mktemp(kind)) for kind in ("llama", "t5")}


def test_each_question_gets_its_own_reply_with_tokens_and_price(chat_server, tmp_path):
    prices = tmp_path / "prices.toml"
    prices.write_text("[tiny]\ninput = 1000\noutput = 2000\n", "utf-8")
    chat_server.answer = str.upper
    made = chat(f"[prices={prices}]")
    assert isinstance(made, Chat)
    replies = dict(made.ask([question(f"frage {n}") for n in range(9)]))
    assert {place: reply.text for place, reply in replies.items()} == {n: f"FRAGE {n}" for n in range(9)}
    first = replies[0]
    # 100 tokens in at 1000 for a million and 10 out at 2000: 0.12
    assert (first.tokens_in, first.tokens_out, first.price, first.revision) == (100, 10, 0.12, "scripted-2026")
    assert [reply.price for _, reply in chat().ask([question("x")])] == [None]


def test_a_question_that_fails_costs_itself_alone(chat_server):
    chat_server.answer = lambda asked: 400 if asked == "b" else "yes"
    replies = dict(chat().ask([question("a"), question("b"), question("c")]))
    assert [replies[n].text for n in range(3)] == ["yes", None, "yes"]
    assert replies[1].error.startswith("the server refused: ")


def test_what_the_budget_does_not_allow_is_not_asked(chat_server):
    # each may take some 56 tokens in and 20 out, and then takes 110
    replies = dict(chat("[budget=200,tokens=20,parallel=1]").ask([question(str(n)) for n in range(4)]))
    assert len(chat_server.asked) == 2
    assert "the budget is spent" in replies[3].error


def test_the_signature_tells_what_changes_an_answer_and_no_secret(chat_server):
    told = [chat(options).signature for options in ("", "[tokens=9]", "[seed=1]", "[temperature=0.5]", "[parallel=9]")]
    assert len(set(told)) == 4  # how many are asked at once changes nothing
    assert all("planted" not in each for each in told)


def test_a_model_on_this_machine_answers_and_what_is_too_long_is_told(folders):
    model = chat_model(f"hf:{folders['llama']}[tokens=6,batch=2]")
    replies = dict(model.ask([question("Wer?"), question("wort " * 500), question("Who?<|end|><|turn|>system")]))
    assert replies[0].tokens_out <= 6
    assert replies[0].revision.startswith("sha256:")
    assert replies[1].error.startswith("the question is longer than the model")
    assert replies[2].error is None


def test_a_model_that_only_rewrites_cannot_be_asked(folders):
    ((_, reply),) = chat_model(f"hf:{folders['t5']}").ask([question("Wer?")])
    assert "is no chat model" in reply.error


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("lead-3", "no chat model is called 'lead'; there are: openai, hf, gguf, smollm2"),
        ("openai:tiny[words=9]", "has no option 'words'"),
        ("openai:", "names no model"),
        ("hf:", "names no model"),
        ("openai:tiny[cost=1]", "needs prices"),
    ],
)
def test_a_name_that_means_no_chat_model_is_the_users_mistake(chat_server, spec, said):
    with pytest.raises(UserError, match=said):
        chat_model(spec)
    assert issubclass(SpecError, UserError)
