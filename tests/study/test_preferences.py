"""Whose drafts editors prefer: counted by article, with an interval and a test that scipy agrees with."""

import pytest
from scipy.stats import binomtest

from newslab.study.preferences import Choice, duels, told
from newslab.study.statistics import share_interval, sign_p


def choices(one, other, results):
    """Choices on articles 0, 1, …: "1" for ``one``, "2" for ``other``, "-" for neither."""
    return [
        Choice(
            article_id=f"{number}",
            models=frozenset({one, other}),
            preferred={"1": one, "2": other, "-": None}[result],
        )
        for number, result in enumerate(results)
    ]


@pytest.mark.parametrize(("wins", "trials"), [(0, 1), (1, 1), (0, 5), (7, 9), (5, 10), (50, 50), (120, 400)])
def test_interval_and_test_are_those_of_scipy(wins, trials):
    theirs = binomtest(wins, trials)
    wilson = theirs.proportion_ci(confidence_level=0.95, method="wilson")
    assert share_interval(wins, trials) == (pytest.approx(wilson.low, abs=1e-12), pytest.approx(wilson.high, abs=1e-12))
    assert sign_p(wins, trials - wins) == pytest.approx(theirs.pvalue, abs=1e-12)


def test_without_a_trial_nothing_is_claimed():
    assert share_interval(0, 0) is None
    assert sign_p(0, 0) == 1.0


def test_wins_losses_and_draws_of_two_models():
    (duel,) = duels(choices("b", "a", "1112-"))
    assert (duel.one, duel.other, duel.wins, duel.losses, duel.ties, duel.n) == ("a", "b", 1, 3, 1, 5)
    assert duel.share == 0.25
    assert duel.p == 0.625  # two-sided: twice (1 + 4) of 16
    assert duel.p_adjusted == duel.p


def test_an_article_counts_once_for_the_draft_that_more_editors_preferred():
    two_to_one = [*choices("a", "b", "1"), *choices("a", "b", "1"), *choices("a", "b", "2")]
    (duel,) = duels(two_to_one)
    assert (duel.wins, duel.losses, duel.ties) == (1, 0, 0)
    (duel,) = duels([*choices("a", "b", "1"), *choices("a", "b", "2")])
    assert (duel.wins, duel.losses, duel.ties) == (0, 0, 1)


def test_the_p_values_of_several_duels_are_corrected():
    found = duels([*choices("a", "b", "1" * 8), *choices("a", "c", "1" * 8), *choices("b", "c", "12")])
    assert [(each.one, each.other) for each in found] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert [each.p for each in found] == [2 / 256, 2 / 256, 1.0]
    assert [each.p_adjusted for each in found] == [6 / 256, 6 / 256, 1.0]


def test_it_is_told_in_both_languages():
    found = duels([*choices("alt", "neu", "2" * 9 + "1-"), *choices("alt", "dritt", "--")])
    # Wilson's interval of 1 in 10 and the sign test of 1 against 9, both from scipy 1.17
    first, *rest = told(found, "de")
    assert first.startswith("Ein Artikel zählt einmal")
    assert rest == [
        "neu: 9-mal vorgezogen, 1-mal nicht, 1-mal unentschieden",
        "dritt: 0-mal vorgezogen, 0-mal nicht, 2-mal unentschieden",
        "alt: 1-mal vorgezogen, 9-mal nicht, 3-mal unentschieden",
        "alt gegen dritt: 0 zu 0, 2 unentschieden (Artikel: 2); kein Unterschied zu sehen",
        (
            "alt gegen neu: 1 zu 9, 1 unentschieden (Artikel: 11); Anteil 10 % (95 %: 2 bis 40 %), "
            "Vorzeichentest p = 0,043, nach Holm korrigiert; neu wird öfter vorgezogen"
        ),
    ]
    assert list(told(found, "en"))[-1] == (
        "alt against neu: 1 to 9, draws: 1 (articles: 11); share 10 % (95 %: 2 to 40 %), "
        "sign test p = 0.043, corrected by Holm; neu is preferred more often"
    )
    assert list(told((), "en")) == ["no two drafts have been compared yet"]


def test_few_articles_can_be_chance():
    assert list(told(duels(choices("a", "b", "111")), "en"))[-1].endswith("this can be chance")
