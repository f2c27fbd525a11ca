"""Our evaluate modules: loaded by folder, offline, equal to newslab's own figures, and combined with one another."""

import socket

import evaluate
import pytest
from rouge_score import rouge_scorer

import newslab
from newslab.evaluate_modules import MODULES


@pytest.fixture(autouse=True)
def offline(monkeypatch):
    """No network."""

    def refuse(*_args, **_kwargs):
        raise OSError("the test has no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def load(tmp_path):
    def loaded(name):
        return evaluate.load(newslab.evaluate_module(name), cache_dir=str(tmp_path / "cache"))

    return loaded


def test_rouge_in_both_modes(load):
    module = load("rouge")
    summaries, references = ["Müller", "der Hund bellt"], ["Möller", "der Hund schläft"]
    found = module.compute(predictions=summaries, references=references, language="de")
    # counted by hand: nothing of Möller; two of three words of the other
    assert found["rouge1_fs"] == pytest.approx([0.0, 2 / 3])
    assert found["rouge1"] == found["rouge1_f"] == pytest.approx(1 / 3)
    assert found["signature"].startswith("rouge|lang:de|tok:words.1")
    classic = module.compute(predictions=["the runners ran home"], references=["a runner runs home"], mode="classic")
    peer = rouge_scorer.RougeScorer(["rougeL"], use_stemmer=True).score("a runner runs home", "the runners ran home")
    assert classic["rougeL_precisions"] == [peer["rougeL"].precision]
    assert classic["rougeL_recall"] == peer["rougeL"].recall


def test_rouge_with_several_references(load):
    found = load("rouge").compute(predictions=["a b"], references=[["a c d e", "a b"]], language="en")
    assert found["rouge1"] == 1.0
    assert "refs:2max" in found["signature"]


def test_checks_combine(load):
    both = evaluate.combine([load("quotes"), load("entities")])
    article = "Der Minister sagte: „Wir werden das Gesetz im Herbst ändern.“ Das Treffen fand in Kassel statt."
    found = both.compute(
        predictions=["Der Minister sagte: „Wir werden das Gesetz niemals ändern.“ Das Treffen fand in Gießen statt."],
        sources=[article],
    )
    assert set(found) >= {"quotes_errors", "entities_errors", "quotes_supported", "entities_supported"}
    assert len(found["quotes_findings"]) == len(found["entities_findings"]) == 1


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_faithful_extract_has_no_errors(load, language):
    text = {
        "de": "Der Minister sagte: „Wir werden das Gesetz ändern.“ Das Treffen fand am Montag in Kassel statt.",
        "en": "The minister said: “We will change the law.” The meeting took place in Cardiff on Monday.",
    }[language]
    for name in ("quotes", "entities"):
        found = load(name).compute(predictions=[text], sources=[text], language=language)
        assert found[f"{name}_errors_per_100"] == 0.0


def test_an_unknown_module_is_said():
    assert MODULES == ("entities", "quotes", "rouge")
    with pytest.raises(ValueError, match="entities, quotes, rouge; got 'bleu'"):
        newslab.evaluate_module("bleu")
