"""How fast the bootstrap is beside scipy's, and how often its intervals and tests are right, by simulation.

Run: python benchmarks/bootstrap.py [--quick]. The first part times 10,000 resamples of 12 scores of 10,000 articles.
The second invents 1,000 studies and counts how often the 95 % interval holds the true mean, and how often a test at 5 %
sees a difference where none is.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
from scipy import stats

from newslab.study import statistics

SCORES, RESAMPLES = 12, 10_000


def speed(articles: int, rounds: int) -> None:
    """Times are processor time, medians of interleaved rounds; scipy gets all scores at once, 100 resamples a time."""
    values = np.random.default_rng(1).beta(2, 5, size=(articles, SCORES))
    ours, scipys = [], []
    for _ in range(rounds):
        began = time.process_time()
        low, high = statistics.percentile_interval(statistics.resampled_means(values, seed=0, resamples=RESAMPLES))
        ours.append(time.process_time() - began)
        began = time.process_time()
        theirs = stats.bootstrap(
            (values,), np.mean, n_resamples=RESAMPLES, batch=100, method="percentile", rng=np.random.default_rng(2)
        ).confidence_interval
        scipys.append(time.process_time() - began)
    ratio = np.median(np.array(scipys) / np.array(ours))
    print(f"{articles} articles: {np.median(ours):.1f} s, scipy {np.median(scipys):.1f} s, {ratio:.1f}x")
    print(f"  first score: {low[0]:.5f} to {high[0]:.5f}, scipy {theirs.low[0]:.5f} to {theirs.high[0]:.5f}")


def coverage(studies: int, articles: int) -> None:
    """Beta(2, 5) is skewed and lies between 0 and 1, as ROUGE of news summaries does; its mean is 2/7."""
    rng = np.random.default_rng(3)
    held = 0
    raised = {"randomisation": 0, "bootstrap": 0}
    for study in range(studies):
        values = rng.beta(2, 5, size=(articles, 1))
        low, high = statistics.interval(values, statistics.resampled_means(values, seed=study, resamples=1000))
        held += int(low[0] <= 2 / 7 <= high[0])
        differences = values - rng.beta(2, 5, size=(articles, 1))
        means = statistics.resampled_means(differences, seed=study, resamples=1000)
        raised["randomisation"] += statistics.randomisation_p(differences, seed=study, resamples=1000)[0] <= 0.05
        raised["bootstrap"] += statistics.bootstrap_p(differences, means)[0] <= 0.05
    rates = ", ".join(f"{test} {100 * count / studies:.1f} %" for test, count in raised.items())
    print(f"{articles} articles, {studies} studies: mean held in {100 * held / studies:.1f} %; false alarms: {rates}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer articles and studies")
    quick = parser.parse_args().quick
    speed(1_000 if quick else 10_000, rounds=1 if quick else 3)
    for articles in (10, 20, 40, 100, 300):
        coverage(200 if quick else 1_000, articles)


if __name__ == "__main__":
    main()
