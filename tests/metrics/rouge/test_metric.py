"""ROUGE as a metric of a study: what applies, what is said of it, and classic mode off its own ground."""

import logging

import pytest
from rouge_score import rouge_scorer

from newslab.metrics import METRICS, metric_named
from newslab.metrics.rouge import Rouge, metric
from newslab.plugins import UnknownNameError
from newslab.records import Article, Pair
from newslab.text.alignment.align import align


def test_scores_and_signature(measured):
    found = measured(Rouge(), "Der Hund bellt", "Der Hund schläft")
    assert found.scores["rouge1.p"] == found.scores["rouge1.r"] == pytest.approx(2 / 3)
    assert found.scores["rouge2.f"] == pytest.approx(1 / 2)
    assert found.signature == "rouge|lang:de|tok:words.1|stem:none|split:sentences.1|norm:nfc|refs:1|v:1"


def test_no_reference(measured):
    found = measured(Rouge(), "Der Hund bellt")
    assert len(found.scores) == 12
    assert set(found.scores.values()) == {None}
    assert set(found.not_applicable.values()) == {"no reference"}


def test_an_empty_summary_scores_nothing_of_its_reference(measured):
    found = measured(Rouge(), "", "Der Hund bellt")
    assert set(found.scores.values()) == {0.0}
    assert found.not_applicable == {}


def test_a_reference_without_enough_words(measured):
    one = measured(Rouge(), "Der Hund", "Hund")
    assert (one.scores["rouge1.r"], one.scores["rouge2.f"]) == (1.0, None)
    assert one.not_applicable["rouge2.f"] == "the reference has fewer than 2 words"
    none = measured(Rouge(), "Der Hund", "…")
    assert set(none.not_applicable.values()) == {"the reference has no words"}


def test_summaries_with_and_without_references_in_two_languages():
    def pair(number, language, *references):
        article = Article(id=str(number), text="", language=language, references=references)
        return align(Pair(id=str(number), article=article, summary="a b"))

    found = Rouge().measure([pair(1, "de", "a b"), pair(2, "en"), pair(3, "en", "a c"), pair(4, "de", "c d")])
    assert [each.scores["rouge1.f"] for each in found] == [1.0, None, 0.5, 0.0]
    assert [each.signature.split("|")[1] for each in found] == ["lang:de", "lang:en", "lang:en", "lang:de"]


def test_classic_mode_off_its_ground_shows_both_and_says_so_once(measured, caplog):
    metric._say_once.cache_clear()
    summary, reference = "Müller lobt die Straße", "Möller lobt eine Straße"
    classic = Rouge(mode="classic", stem=False)
    with caplog.at_level(logging.WARNING):
        found = measured(classic, summary, reference).scores
        measured(classic, summary, reference)
    theirs = rouge_scorer.RougeScorer(["rouge1"]).score(reference, summary)["rouge1"].fmeasure
    assert found["rouge1.f"] == theirs
    # two of four words are shared; the classic tokenizer sees m, ller, lobt, die/eine, stra, e
    assert found["language_mode_rouge1"] == 0.5
    assert found["classic_difference_rouge1"] == pytest.approx(theirs - 0.5)
    assert theirs > 0.5
    assert len(caplog.records) == 1


def test_classic_mode_on_english_says_nothing(measured, caplog):
    metric._say_once.cache_clear()
    found = measured(Rouge(mode="classic"), "a dog", "the dog", language="en")
    assert not caplog.records
    assert not [name for name in found.scores if "mode" in name]


def test_stemming_is_for_classic_mode_unless_asked_for(measured):
    running = ("running dogs", "runs dog")
    assert measured(Rouge(), *running, language="en").scores["rouge1.f"] == 0.0
    assert measured(Rouge(stem=True), *running, language="en").scores["rouge1.f"] == 1.0
    assert measured(Rouge(mode="classic"), *running, language="en").scores["rouge1.f"] == 1.0
    assert measured(Rouge(mode="classic", stem=False), *running, language="en").scores["rouge1.f"] == 0.0


def test_the_table_of_metrics():
    assert list(METRICS.built_in) == ["rouge", "overlap", "readability"]
    assert [metric_named(name).name for name in METRICS.built_in] == ["rouge", "overlap", "readability"]
    with pytest.raises(UnknownNameError, match="no metric is called 'bleu'; there are: rouge, overlap, readability"):
        metric_named("bleu")
