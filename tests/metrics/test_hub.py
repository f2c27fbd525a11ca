"""Modules of evaluate as metrics: each summary gets its own score, whatever the module's shape."""

from itertools import count

import pytest

import newslab
from newslab.metrics import metric_named
from newslab.metrics.hub import EvaluateModule
from newslab.mistakes import UserError
from newslab.records import Article, Pair
from newslab.text.alignment.align import align

MODULE = """
import datasets
import evaluate


class Module(evaluate.Metric):
    def _info(self):
        text = datasets.Value("string")
        return evaluate.MetricInfo(description="", citation="", inputs_description="", features={features})

    def _compute(self, {inputs}, factor=1.0):
        return {answer}
"""
SHAPES = {
    # one figure for all summaries together: to be asked one by one
    "pooled": {
        "features": 'datasets.Features({"predictions": text, "references": text})',
        "inputs": "predictions, references",
        "answer": '{"same": factor * sum(map(str.__eq__, predictions, references)) / len(predictions), "by": "x"}',
    },
    # a figure for each summary: to be asked once
    "listed": {
        "features": 'datasets.Features({"predictions": text, "references": datasets.Sequence(text)})',
        "inputs": "predictions, references",
        "answer": '{"best": [float(p in r) for p, r in zip(predictions, references)], "hash": "abc"}',
    },
    "of_article": {
        "features": 'datasets.Features({"predictions": text, "sources": text})',
        "inputs": "predictions, sources",
        "answer": '{"inside": sum(p in s for p, s in zip(predictions, sources)) / len(predictions)}',
    },
    "asking_too_much": {
        "features": 'datasets.Features({"predictions": text, "images": text})',
        "inputs": "predictions, images",
        "answer": "{}",
    },
}
names = count()


@pytest.fixture
def folder(tmp_path):
    def made(shape):
        # evaluate keeps modules by name: a new one for each test
        name = f"{shape}_{next(names)}"
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.py").write_text(MODULE.format_map(SHAPES[shape]), encoding="utf-8")
        return str(tmp_path / name)

    return made


def aligned(summary, *references, article="Der Rat tagt. Er stimmt ab."):
    found = Article(id="1", text=article, language="de", references=references)
    return align(Pair(id="1", article=found, summary=summary))


def values(metric, *alignments):
    return [list(measurement.scores.values()) for measurement in metric.measure(alignments)]


def test_a_pooled_figure_is_asked_for_each_summary(folder):
    metric = metric_named(f"evaluate:{folder('pooled')}")
    assert values(metric, aligned("ja", "ja"), aligned("ja", "nein")) == [[1.0], [0.0]]


def test_listed_figures_and_several_references(folder):
    metric = metric_named(f"evaluate:{folder('listed')}")
    assert values(metric, aligned("ja", "nein", "ja"), aligned("ja", "nein")) == [[1.0], [0.0]]
    assert values(metric, aligned("ja", "ja")) == [[1.0]]


def test_no_reference_is_not_applicable(folder):
    metric = EvaluateModule(folder("pooled"))
    without, measured = metric.measure([aligned("ja"), aligned("ja", "ja")])
    assert list(without.scores.values()) == [None]
    assert without.not_applicable == dict.fromkeys(measured.scores, "no reference")


def test_what_needs_the_article_gets_it(folder):
    metric = EvaluateModule(folder("of_article"))
    assert values(metric, aligned("Er stimmt ab."), aligned("Sie stimmt ab.")) == [[1.0], [0.0]]


def test_settings_reach_the_module_and_the_signature(folder):
    path = folder("pooled")
    doubled, plain = EvaluateModule(path, factor=2.0), EvaluateModule(path)
    assert values(doubled, aligned("ja", "ja")) == [[2.0]]
    assert doubled.signature("de") != plain.signature("de")


def test_our_own_module_stands_beside_our_metric():
    summary, reference = "Der Rat stimmt ab.", "Der Rat tagt."
    (ours,) = metric_named("rouge").measure([aligned(summary, reference)])
    (module,) = EvaluateModule(newslab.evaluate_module("rouge"), language="de").measure([aligned(summary, reference)])
    assert module.scores["rouge.rouge1_fs"] == ours.scores["rouge1.f"]


def test_a_module_that_asks_for_what_we_lack_says_so(folder):
    with pytest.raises(UserError, match="asks for images; we have predictions, references, sources"):
        EvaluateModule(folder("asking_too_much")).measure([aligned("ja", "ja")])


def test_a_module_that_is_not_there(tmp_path):
    with pytest.raises(UserError, match="cannot load evaluate:"):
        EvaluateModule(str(tmp_path / "nowhere")).measure([aligned("ja", "ja")])
