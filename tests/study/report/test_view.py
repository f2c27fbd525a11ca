"""What a report shows: counted by hand on a small study."""

from dataclasses import replace

import pytest

from newslab.records import Finding, Span
from newslab.study.report.view import Overview
from newslab.studyfolder import Manifest, Study


def test_each_model_is_counted(study):
    lead, other = Overview(study).models
    assert (lead.letter, lead.tone, lead.summaries, lead.failed, lead.flawless) == ("A", 0, 3, 0, 3)
    assert (other.letter, other.tone, other.summaries, other.failed, other.flawless) == ("B", 1, 2, 1, 1)
    assert (lead.errors, lead.warnings) == (0.0, 0.0)
    assert (other.errors, other.warnings) == (100.0, 100.0)  # two errors and two warnings in two summaries


def test_rates_are_for_each_100_summaries_that_were_checked(study):
    overview = Overview(study)
    other = overview.models[1].name
    rates = {
        check: (overview.rate(other, check).errors, overview.rate(other, check).warnings) for check in overview.checks
    }
    assert rates == {
        "quote": (50.0, 0.0),
        "attribution": (0.0, 0.0),
        "entity": (0.0, 0.0),
        "number": (50.0, 0.0),
        "date": (0.0, 0.0),
        "certainty": (0.0, 0.0),
        "support": (0.0, 100.0),
    }
    assert overview.most_frequent == 50.0


def test_a_model_without_a_summary_has_no_rate_rather_than_none_found(study):
    failed = tuple(each for each in study.evaluations if each.summary.error)
    overview = Overview(replace(study, evaluations=failed))
    assert overview.rate(failed[0].summary.model, "quote").errors is None
    assert overview.models[1].errors is None


def test_the_worst_findings_lead_with_errors_in_reading_order(study):
    cases = Overview(study).worst(5)
    assert [(case.article.id, case.finding.rule.code, case.number) for case in cases] == [
        ("bad-1", "Q002", 2),
        ("bad-1", "N002", 1),
    ]


def test_many_findings_of_one_kind_do_not_hide_the_others(study):
    first = study.evaluations[1]
    same = [replace(each, summary_span=Span(place, place + 1)) for place, each in enumerate([_error(first)] * 6)]
    crowded = replace(first, examination=replace(first.examination, findings=(*same, *first.examination.findings)))
    cases = Overview(replace(study, evaluations=(crowded, *study.evaluations[2:]))).worst(12)
    assert [case.finding.rule.code for case in cases] == ["Q002", "N002", "N002"]


def _error(evaluation) -> Finding:
    return next(each for each in evaluation.examination.findings if each.rule.code == "N002")


def test_the_articles_with_the_worst_summaries_come_first(study):
    assert [article.id for article in Overview(study).leading_articles(2)] == ["bad-1", "court-2"]


def test_scores_stand_in_groups_and_unknown_ones_come_last(study):
    strange = replace(study.comparison.standings[0], score="houseofmetrics")
    comparison = replace(study.comparison, standings=(strange, *study.comparison.standings))
    groups = Overview(replace(study, comparison=comparison)).standings()
    assert list(groups) == ["fidelity", "by_check", "reference", "form", "other"]
    assert list(groups["other"]) == ["houseofmetrics"]
    assert [row.model for row in groups["fidelity"]["risk"]] == [model.name for model in Overview(study).models]


def test_reasons_are_told_the_commonest_first(study):
    overview = Overview(study)
    lead, other = (model.name for model in overview.models)
    assert overview.reasons("quotes_supported", lead) == ("nothing of the kind in the summary",)
    assert overview.reasons("lix", other) == ("fewer than 3 sentences", "no summary")


def test_letters_go_on_after_z():
    models = {f"m{number}": "" for number in range(28)}
    overview = Overview(Study(manifest=Manifest(name="n", models=models), articles=(), evaluations=()))
    assert [overview.models[place].letter for place in (0, 25, 26, 27)] == ["A", "Z", "AA", "AB"]
    assert len({(model.tone, model.shape) for model in overview.models}) == 28  # and no two look alike


@pytest.mark.parametrize("number", [0, 1, 99])
def test_no_more_is_shown_than_asked_for(study, number):
    assert len(Overview(study).leading_articles(number)) == min(number, 3)
    assert len(Overview(study).worst(number)) == min(number, 2)
