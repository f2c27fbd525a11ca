"""The comparison: means and counts worked out by hand, openness about what does not apply, no order that matters."""

import random

import pytest

from newslab.records import Evaluation, Examination, Finding, Measurement, Risk, Rule, Span, Summary
from newslab.study.compare import compare, merged_signature

RULE = Rule(code="Q003", check="quote", verdict="fabricated", severity="error", title={}, message={})


def evaluation(article, model, *, signature="rouge|lang:de|v:1", examination=None, **scores):
    named = {name.replace("_f", ".f"): value for name, value in scores.items()}
    reasons = {name: "no reference" for name, value in named.items() if value is None}
    return Evaluation(
        summary=Summary(article_id=article, model=model, text="…", signature="s"),
        measurements={"rouge": Measurement(scores=named, not_applicable=reasons, signature=signature)},
        examination=examination,
    )


def examined(errors, quotes):
    return Examination(
        findings=(Finding(rule=RULE, summary_span=Span(0, 1)),) * errors,
        scores={"quotes_supported": quotes},
        not_applicable={},
        risk=Risk(value=0.25, basis="none"),
        signature="checks|lang:de|v:1",
    )


def standing(comparison, model, score):
    (found,) = [each for each in comparison.standings if (each.model, each.score) == (model, score)]
    return found


def contrast(comparison, score, first="a", second="b"):
    (found,) = [
        each for each in comparison.contrasts if (each.score, each.first, each.second) == (score, first, second)
    ]
    return found


def study(articles=20):
    """Model a is 0.1 better than b on every article, give or take a little; c equals b."""
    rng = random.Random(3)
    rows = []
    for number in range(articles):
        base = rng.uniform(0.2, 0.6)
        rows += [
            evaluation(f"{number}", "a", rouge1_f=base + 0.1 + rng.uniform(-0.05, 0.05)),
            evaluation(f"{number}", "b", rouge1_f=base),
            evaluation(f"{number}", "c", rouge1_f=base),
        ]
    return rows


def test_mean_count_and_what_does_not_apply():
    rows = [evaluation("1", "a", rouge1_f=0.2), evaluation("2", "a", rouge1_f=0.6), evaluation("3", "a", rouge1_f=None)]
    found = standing(compare(rows), "a", "rouge1.f")
    assert (found.mean, found.n, found.not_applicable) == (pytest.approx(0.4), 2, 1)
    assert 0.2 <= found.low <= 0.4 <= found.high <= 0.6


def test_one_article_has_no_interval():
    found = standing(compare([evaluation("1", "a", rouge1_f=0.2)]), "a", "rouge1.f")
    assert (found.mean, found.low, found.high, found.n) == (0.2, None, None, 1)


def test_nothing_applies():
    found = standing(compare([evaluation("1", "a", rouge1_f=None)]), "a", "rouge1.f")
    assert (found.mean, found.low, found.high, found.n, found.not_applicable, found.rank) == (
        None,
        None,
        None,
        0,
        1,
        None,
    )


def test_no_evaluations():
    assert compare([]).standings == ()


def test_a_failed_summary_is_counted():
    failed = Evaluation(summary=Summary(article_id="2", model="a", text=None, signature="s", error="out of memory"))
    found = standing(compare([evaluation("1", "a", rouge1_f=0.2), failed]), "a", "rouge1.f")
    assert (found.mean, found.n, found.not_applicable) == (0.2, 1, 1)


def test_a_real_difference_is_found_and_no_difference_is_not():
    comparison = compare(study())
    better, same = contrast(comparison, "rouge1.f"), contrast(comparison, "rouge1.f", "b", "c")
    assert better.difference == pytest.approx(0.1, abs=0.02)
    assert better.low > 0
    assert better.p_adjusted < 0.01
    assert (same.difference, same.p, same.p_adjusted, same.ties, same.effect) == (0.0, 1.0, 1.0, 20, None)


def test_ranks_with_their_uncertainty():
    comparison = compare(study())
    ranks = {each.model: (each.rank, each.rank_low, each.rank_high) for each in comparison.standings}
    # b and c are equal in every resample, so they share the second place
    assert ranks == {"a": (1, 1, 1), "b": (2, 2, 2), "c": (2, 2, 2)}


def test_a_score_without_a_better_end_has_no_ranks():
    rows = [evaluation(article, model, words=30.0) for article in "12" for model in "ab"]
    assert {each.rank for each in compare(rows).standings} == {None}


def test_complete_pairs_only():
    rows = [
        evaluation("1", "a", rouge1_f=0.5), evaluation("1", "b", rouge1_f=0.3),
        evaluation("2", "a", rouge1_f=0.6), evaluation("2", "b", rouge1_f=0.5),
        evaluation("3", "a", rouge1_f=0.9), evaluation("3", "b", rouge1_f=None),
    ]  # fmt: skip
    found = contrast(compare(rows), "rouge1.f")
    assert (found.n, found.difference) == (2, pytest.approx(0.15))


def test_several_summaries_of_an_article_are_one_observation():
    rows = [
        evaluation("1", "a", rouge1_f=0.2), evaluation("1", "a", rouge1_f=0.4),
        evaluation("2", "a", rouge1_f=0.9),
    ]  # fmt: skip
    found = standing(compare(rows), "a", "rouge1.f")
    assert (found.mean, found.n) == (pytest.approx((0.3 + 0.9) / 2), 2)


def test_errors_per_hundred_summaries():
    rows = [
        evaluation("1", "a", examination=examined(3, 0.0)),
        evaluation("2", "a", examination=examined(0, None)),
        evaluation("3", "a", examination=examined(0, 1.0)),
        evaluation("4", "a", examination=examined(1, 0.5)),
    ]
    comparison = compare(rows)
    assert standing(comparison, "a", "errors_per_100").mean == 100.0
    assert standing(comparison, "a", "errors_per_100.quote").mean == 100.0
    assert standing(comparison, "a", "risk").mean == 0.25
    assert standing(comparison, "a", "quotes_supported").n == 3
    assert standing(comparison, "a", "errors_per_100.quote").signature == "checks|lang:de|v:1"


def test_the_order_of_articles_changes_nothing():
    rows = study()
    models_in_order = rows[:3]
    rest = rows[3:]
    random.Random(1).shuffle(rest)
    assert compare(models_in_order + rest) == compare(rows)


@pytest.mark.parametrize(
    ("signatures", "merged"),
    [
        (["rouge|lang:de|refs:1|v:1"], "rouge|lang:de|refs:1|v:1"),
        (["rouge|lang:en|refs:2|v:1", "rouge|lang:de|refs:1|v:1"], "rouge|lang:de,en|refs:1,2|v:1"),
        ([], ""),
    ],
)
def test_signatures_are_merged_where_only_the_text_differs(signatures, merged):
    assert merged_signature(signatures) == merged


def test_two_modes_never_stand_in_one_table():
    rows = [
        evaluation("1", "a", rouge1_f=0.5, signature="rouge|lang:de|tok:words.1|v:1"),
        evaluation("2", "a", rouge1_f=0.5, signature="rouge|lang:de|tok:rouge-score-0.1.2|v:1"),
    ]
    with pytest.raises(ValueError, match="different ways"):
        compare(rows)
