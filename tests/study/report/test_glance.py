"""The sentences that are read first: true of the figures, in both languages, naming all who share a place."""

from dataclasses import replace

import pytest

from newslab.records import Comparison, Contrast
from newslab.study.report.glance import sentences
from newslab.study.report.view import Overview
from newslab.wording import Wording


def said(study, ui):
    found = sentences(Overview(study), Wording("newslab.study", "wording.toml", ui))
    return [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in found]


def test_who_errs_least_and_most_is_named(study):
    assert said(study, "de")[0] == (
        "Die wenigsten Fehler haben die Prüfungen bei A (lead-3) gefunden: 0 je 100 Zusammenfassungen. "
        "Die meisten bei B (cmd:<b>$m_1^2$</b>): 100 je 100."
    )
    assert said(study, "en")[0] == (
        "The checks found the fewest errors with A (lead-3): 0 per 100 summaries. "
        "They found the most with B (cmd:<b>$m_1^2$</b>): 100 per 100."
    )


def contrast(p, score="rougeLsum.f"):
    lead, other = "lead-3", "cmd:<b>$m_1^2$</b>"
    return Contrast(score=score, first=other, second=lead, difference=-0.1, low=-0.2, high=0.0, p=p, p_adjusted=p, n=40)


@pytest.mark.parametrize(
    ("p", "ui", "expected"),
    [
        (
            0.004,
            "de",
            "ROUGE-Lsum: gesichert schlechter als A schneiden ab: B (gepaarter Test, p ≤ 0,004 nach Holm).",
        ),
        (0.00001, "en", "p ≤ 0.001 after Holm"),
        (0.05, "de", "ROUGE-Lsum: ob A besser ist als B, können 40 Artikel nicht sagen."),
        (0.05, "en", "ROUGE-Lsum: whether A does better than B, 40 articles cannot tell."),
    ],
)
def test_a_difference_is_claimed_only_where_the_test_bears_it(study, p, ui, expected):
    tested = replace(study, comparison=replace(study.comparison, contrasts=(contrast(p),)))
    assert [sentence for sentence in said(tested, ui) if expected in sentence]
    other = {"de": "nicht sagen", "en": "cannot tell"}[ui] if p < 0.05 else {"de": "gesichert", "en": "established"}[ui]
    assert not [sentence for sentence in said(tested, ui) if "ROUGE-Lsum" in sentence and other in sentence]


def renamed(evaluation, model):
    return replace(evaluation, summary=replace(evaluation.summary, model=model))


def test_models_that_share_a_place_are_all_named(study):
    double = [renamed(each, "lead-5") for each in study.evaluations if each.summary.model == "lead-3"]
    shared = replace(study, evaluations=(*study.evaluations, *double))
    assert "A (lead-3) und C (lead-5)" in said(shared, "de")[0]
    assert "A (lead-3) and C (lead-5)" in said(shared, "en")[0]


@pytest.mark.parametrize(
    ("ui", "expected"),
    [
        ("de", "Die Prüfungen haben keinen Fehler gefunden. Das heißt nicht, dass keiner da ist."),
        ("en", "The checks found no error. That does not mean that there is none."),
    ],
)
def test_nothing_found_is_not_called_free_of_errors(study, ui, expected):
    lead = tuple(each for each in study.evaluations if each.summary.model == "lead-3")
    assert said(replace(study, evaluations=lead), ui)[0] == expected


@pytest.mark.parametrize(
    ("ui", "expected"),
    [
        ("de", "Ein einziger Artikel sagt nichts darüber, welches Modell besser ist."),
        ("en", "A single article says nothing about which model is better."),
    ],
)
def test_a_single_article_is_said_to_prove_nothing(study, ui, expected):
    assert said(replace(study, articles=study.articles[:1]), ui)[-1] == expected


def test_a_model_that_was_not_given_the_whole_article_is_named(study):
    first, *rest = study.evaluations
    cut = replace(first, summary=replace(first.summary, provenance=replace(first.summary.provenance, seen=0.4)))
    assert "A hat im Mittel nur 80 % des Artikels gesehen." in said(replace(study, evaluations=(cut, *rest)), "de")


@pytest.mark.parametrize(
    ("ui", "expected"),
    [
        ("de", "A wurde in 1 von {all} Zusammenfassungen an der Längengrenze abgebrochen; sie können mitten im Satz"),
        ("en", "A was stopped at its length limit in 1 of {all} summaries; they may end in the middle of a sentence"),
    ],
)
def test_a_model_that_could_not_finish_is_named(study, ui, expected):
    first, *rest = study.evaluations
    cut = replace(first, summary=replace(first.summary, provenance=replace(first.summary.provenance, finish="length")))
    count = sum(each.summary.model == first.summary.model for each in study.evaluations)
    assert expected.format(all=count) in " ".join(said(replace(study, evaluations=(cut, *rest)), ui))
    assert not [sentence for sentence in said(study, ui) if "Längengrenze" in sentence or "length limit" in sentence]


def test_a_model_that_copies_is_not_praised_for_it(study):
    standing = replace(study.comparison.standings[0], score="coverage", model="lead-3", mean=0.999)
    copying = replace(study, comparison=replace(study.comparison, standings=(standing,)))
    assert "Hardly anything but the article’s own wording with A: few errors are no merit there." in said(copying, "en")


def test_a_study_of_nothing_claims_nothing(study):
    assert said(replace(study, articles=(), evaluations=(), comparison=Comparison()), "de") == []


@pytest.mark.parametrize("ui", ["de", "en"])
def test_an_oracle_is_a_mark_and_beats_nobody(study, ui):
    double = [renamed(each, "oracle[words=40]") for each in study.evaluations if each.summary.model == "lead-3"]
    beside = replace(study, evaluations=(*study.evaluations, *double))
    assert [sentence for sentence in said(beside, ui)[:1] if "oracle" in sentence] == []
    assert said(beside, ui)[0] == said(study, ui)[0]
