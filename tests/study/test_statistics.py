"""The statistics against scipy and sacrebleu on the same data, and against figures worked out by hand."""

import numpy as np
import pytest
from scipy import stats

from newslab.study import statistics


def skewed(seed, shape):
    """Values between 0 and 1 with a long tail, like ROUGE of news summaries."""
    return np.random.default_rng(seed).beta(2, 5, size=shape)


def test_interval_as_scipy_has_it():
    values = skewed(1, (120, 3))
    low, high = statistics.percentile_interval(statistics.resampled_means(values, seed=7))
    for column in range(3):
        theirs = stats.bootstrap(
            (values[:, column],), np.mean, n_resamples=10_000, method="percentile", rng=np.random.default_rng(8)
        ).confidence_interval
        width = theirs.high - theirs.low
        assert low[column] == pytest.approx(theirs.low, abs=0.04 * width)
        assert high[column] == pytest.approx(theirs.high, abs=0.04 * width)


@pytest.mark.parametrize(
    ("articles", "expected"),
    # from a table of t: at 10 articles t is 2.262, times sqrt(10/9) is 2.384, within which the normal has 98.3 %
    [(10, 0.9829), (40, 0.9595), (1000, 0.9502)],
)
def test_percentiles_reach_further_out_for_few_articles(articles, expected):
    assert statistics.widened(0.95, articles) == pytest.approx(expected, abs=2e-4)


@pytest.mark.slow
@pytest.mark.parametrize("articles", [15, 60])
def test_intervals_hold_the_mean_and_tests_raise_no_more_false_alarms_than_they_say(articles):
    """1,000 invented studies; Beta(2, 5) is skewed like ROUGE, its mean is 2/7."""
    rng = np.random.default_rng(3)
    held = raised = 0
    for study in range(1000):
        values = rng.beta(2, 5, size=(articles, 1))
        low, high = statistics.interval(values, statistics.resampled_means(values, seed=study, resamples=400))
        held += int(low[0] <= 2 / 7 <= high[0])
        differences = values - rng.beta(2, 5, size=(articles, 1))
        raised += int(statistics.randomisation_p(differences, seed=study, resamples=400)[0] <= 0.05)
    assert 930 <= held <= 970
    assert 30 <= raised <= 70


def test_resamples_are_the_same_for_every_column():
    values = skewed(2, (50, 1))
    means = statistics.resampled_means(np.column_stack([values, values + 1]), seed=3, resamples=500)
    assert means[:, 1] - means[:, 0] == pytest.approx(np.ones(500))


def test_the_seed_decides():
    values = skewed(2, (50, 1))
    first, again, other = (statistics.resampled_means(values, seed=seed, resamples=50) for seed in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()


def test_what_does_not_apply_is_left_out():
    # the only value is 0.5: whatever is drawn, the mean of what applies is 0.5, or there is none
    values = np.array([[0.5], [np.nan], [np.nan]])
    means = statistics.resampled_means(values, seed=0, resamples=300)
    assert set(means[~np.isnan(means)]) == {0.5}
    # not drawn in (2/3)^3 = 8 in 27 of the resamples
    assert np.isnan(means).mean() == pytest.approx(8 / 27, abs=0.08)
    assert statistics.percentile_interval(means) == (pytest.approx([0.5]), pytest.approx([0.5]))


@pytest.mark.parametrize("articles", [8, 60])
def test_randomisation_as_scipy_has_it(articles):
    first, second = skewed(4, articles), skewed(5, articles) + 0.04
    p = statistics.randomisation_p((first - second)[:, None], seed=1)[0]
    theirs = stats.permutation_test(
        (first, second),
        lambda a, b, axis: np.mean(a - b, axis=axis),
        permutation_type="samples",
        n_resamples=10_000,
        vectorized=True,
        rng=np.random.default_rng(2),
    ).pvalue
    # every swap of 8 articles is tried by both; of 60, ten thousand: two standard errors of both counts
    tolerance = 1e-9 if articles == 8 else 4 * (theirs * (1 - theirs) / 10_000) ** 0.5
    assert p == pytest.approx(theirs, abs=tolerance)


def test_paired_bootstrap_as_sacrebleu_has_it():
    from sacrebleu.significance import _compute_p_value, estimate_ci

    first, second = skewed(6, 80), skewed(7, 80) + 0.02
    differences = (first - second)[:, None]
    means = statistics.resampled_means(differences, seed=1)
    # sacrebleu's own resampling of the same articles, and its own p-value from it
    rng = np.random.default_rng(9)
    theirs = differences[rng.integers(0, 80, size=(10_000, 80)), 0].mean(axis=1)
    expected = _compute_p_value(np.abs(theirs - theirs.mean()), abs(differences.mean()))
    assert statistics.bootstrap_p(differences, means)[0] == pytest.approx(expected, abs=0.02)
    assert estimate_ci(np.sort(theirs))[0] == pytest.approx(theirs.mean(), abs=1e-9)


def test_no_difference_is_no_evidence():
    nothing = np.zeros((30, 1))
    assert statistics.randomisation_p(nothing, seed=0)[0] == 1.0
    means = statistics.resampled_means(nothing, seed=0, resamples=200)
    assert statistics.bootstrap_p(nothing, means)[0] == 1.0
    assert statistics.effect_size(nothing[:, 0]) is None
    assert statistics.detectable_difference(nothing[:, 0]) is None


@pytest.mark.parametrize(
    ("ps", "expected"),
    [
        # Holm 1979: the smallest times 3, the next times 2, the last as it is, never falling
        ([0.01, 0.04, 0.03], [0.03, 0.06, 0.06]),
        ([0.5, 0.9], [1.0, 1.0]),
        ([0.2], [0.2]),
        ([], []),
    ],
)
def test_holm(ps, expected):
    assert statistics.holm(ps) == pytest.approx(expected)


def test_effect_and_detectable_difference():
    # differences 1, 2, 3: mean 2, standard deviation 1
    assert statistics.effect_size(np.array([1.0, 2.0, 3.0])) == pytest.approx(2.0)
    # (1.959964 + 0.841621) * 1 / sqrt(3), the z values from any table
    assert statistics.detectable_difference(np.array([1.0, 2.0, 3.0])) == pytest.approx(2.801585 / 3**0.5, abs=1e-5)


def test_ranks_share_the_better_place():
    means = np.array([[0.3, 0.5, 0.5, np.nan]])
    assert statistics.ranks(means, better=1).tolist() == [[3, 1, 1, 4]]
    assert statistics.ranks(means, better=-1).tolist() == [[1, 2, 2, 4]]
