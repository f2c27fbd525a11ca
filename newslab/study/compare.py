"""Owns the comparison of models: evaluations in, each model's standing and every two models' contrast out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np

from newslab.checks import ON_REQUEST
from newslab.records import Comparison, Contrast, Evaluation, Standing
from newslab.study import statistics
from newslab.study.scores import score_named
from newslab.study.statistics import Values

ERRORS = "errors_per_100"
# What in a signature a text decides, not the method: its language, and how many references it has.
_MAY_DIFFER = frozenset({"lang", "refs"})


@dataclass(slots=True)
class Cell:
    """What one model got on one score: its values by article, how often it did not apply, by which signatures."""

    values: dict[str, list[float]] = field(default_factory=dict)
    not_applicable: int = 0
    signatures: dict[str, None] = field(default_factory=dict)


def compare(evaluations: Iterable[Evaluation], seed: int = 0, *, resamples: int = statistics.RESAMPLES) -> Comparison:
    """Return where each model stands on each score and how every two models differ, articles being the sample.

    Models and scores keep the order in which they first appear; the order of articles, and so of processes, changes
    nothing. A model's several summaries of one article count as one observation, their mean. Raises ValueError where
    one score was measured by two methods, such as both modes of ROUGE.
    """
    cells, models, articles = _collected(evaluations)
    scores = list(dict.fromkeys(score for _, score in cells))
    if not cells:
        return Comparison()
    keys = [(model, score) for score in scores for model in models]
    values = np.array([_column(cells.get(key, Cell()), articles) for key in keys]).T
    means = statistics.resampled_means(values, seed=seed, resamples=resamples)
    standings = _standings(keys, cells, values, means)
    return Comparison(
        standings=tuple(_ranked(standings, means, models)),
        contrasts=tuple(_contrasts(scores, models, values, seed, resamples)),
    )


def _collected(
    evaluations: Iterable[Evaluation],
) -> tuple[dict[tuple[str, str], Cell], list[str], list[str]]:
    """Return the cells by model and score, the models in order, and the articles sorted."""
    rows = list(evaluations)
    checks = dict.fromkeys(
        finding.rule.check for row in rows if row.examination for finding in row.examination.findings
    )
    for name in ON_REQUEST:  # they warn and raise no error
        checks.pop(name, None)
    measured = [scores_of(row) | _errors_of(row, list(checks)) for row in rows]
    names = dict.fromkeys(name for given in measured for name in given)
    cells: dict[tuple[str, str], Cell] = {}
    for row, given in zip(rows, measured, strict=True):
        signatures = _signatures_of(row, given)
        for name in names:
            value = given.get(name)
            cell = cells.setdefault((row.summary.model, name), Cell())
            if name in signatures:
                cell.signatures[signatures[name]] = None
            if value is None:
                cell.not_applicable += 1
            else:
                cell.values.setdefault(row.summary.article_id, []).append(value)
    models = dict.fromkeys(row.summary.model for row in rows)
    return cells, list(models), sorted({row.summary.article_id for row in rows})


def scores_of(evaluation: Evaluation) -> dict[str, float | None]:
    """Return every score of one evaluation under its full name, the checks' shares and the risk too."""
    given: dict[str, float | None] = {}
    for measurement in evaluation.measurements.values():
        given |= measurement.scores
    if evaluation.examination is not None:
        given |= evaluation.examination.scores
        given["risk"] = evaluation.examination.risk.value
    return given


def _errors_of(evaluation: Evaluation, checks: Sequence[str]) -> dict[str, float | None]:
    """Return a hundred times the errors in the summary, in all and by check: their mean is errors per 100 summaries."""
    if evaluation.examination is None:
        return {}
    raised = [finding.rule.check for finding in evaluation.examination.findings if finding.severity == "error"]
    return {ERRORS: 100.0 * len(raised), **{f"{ERRORS}.{check}": 100.0 * raised.count(check) for check in checks}}


def _signatures_of(evaluation: Evaluation, names: Iterable[str]) -> dict[str, str]:
    """Return the signature of what measured each score; the errors are the checks'."""
    found = {
        name: measurement.signature for measurement in evaluation.measurements.values() for name in measurement.scores
    }
    if evaluation.examination is not None:
        of_checks = [name for name in names if name.startswith(ERRORS)]
        of_checks += [*evaluation.examination.scores, "risk"]
        found |= dict.fromkeys(of_checks, evaluation.examination.signature)
    return found


def _column(cell: Cell, articles: Sequence[str]) -> list[float]:
    """Return the cell's mean for each article, NaN where it has none."""
    return [sum(values) / len(values) if (values := cell.values.get(article)) else float("nan") for article in articles]


def _standings(
    keys: Sequence[tuple[str, str]], cells: Mapping[tuple[str, str], Cell], values: Values, means: Values
) -> list[Standing]:
    low, high = statistics.interval(values, means)
    counts = (~np.isnan(values)).sum(axis=0)
    mean = statistics.column_means(values)
    return [
        Standing(
            model=model,
            score=score,
            mean=float(mean[place]) if counts[place] else None,
            low=float(low[place]) if counts[place] > 1 else None,
            high=float(high[place]) if counts[place] > 1 else None,
            n=int(counts[place]),
            not_applicable=cells[model, score].not_applicable if (model, score) in cells else 0,
            signature=merged_signature(cells[model, score].signatures) if (model, score) in cells else "",
        )
        for place, (model, score) in enumerate(keys)
    ]


def _ranked(standings: Sequence[Standing], means: Values, models: Sequence[str]) -> list[Standing]:
    """Add the ranks of the models on each score that has a better end; ``means`` has a column for each standing."""
    ranked: list[Standing] = []
    for start in range(0, len(standings), len(models)):
        rows = standings[start : start + len(models)]
        better = score_named(rows[0].score).better
        known = [place for place, row in enumerate(rows) if row.mean is not None]
        if not better or not known:
            ranked += rows
            continue
        observed = statistics.ranks(np.array([[rows[place].mean for place in known]], dtype=float), better=better)[0]
        drawn = statistics.ranks(means[:, [start + place for place in known]], better=better)
        low, high = np.percentile(drawn, [2.5, 97.5], axis=0, method="closest_observation")
        placed = {place: (int(observed[k]), int(low[k]), int(high[k])) for k, place in enumerate(known)}
        for place, row in enumerate(rows):
            rank, rank_low, rank_high = placed.get(place, (None, None, None))
            ranked.append(replace(row, rank=rank, rank_low=rank_low, rank_high=rank_high))
    return ranked


def _contrasts(
    scores: Sequence[str], models: Sequence[str], values: Values, seed: int, resamples: int
) -> list[Contrast]:
    """Return the contrast of every two models on every score that applies to both on two articles or more."""
    pairs = [
        (score, first, second, values[:, row * len(models) + one] - values[:, row * len(models) + other])
        for row, score in enumerate(scores)
        for (one, first), (other, second) in combinations(enumerate(models), 2)
    ]
    pairs = [pair for pair in pairs if np.count_nonzero(~np.isnan(pair[3])) > 1]
    if not pairs:
        return []
    differences = np.column_stack([pair[3] for pair in pairs])
    means = statistics.resampled_means(differences, seed=seed, resamples=resamples)
    low, high = statistics.interval(differences, means)
    randomised = statistics.randomisation_p(differences, seed=seed, resamples=resamples)
    bootstrapped = statistics.bootstrap_p(differences, means)
    adjusted = _corrected([pair[0] for pair in pairs], randomised.tolist())
    return [
        _contrast(
            score,
            first,
            second,
            column[~np.isnan(column)],
            interval=(float(low[place]), float(high[place])),
            ps=(float(randomised[place]), adjusted[place], float(bootstrapped[place])),
        )
        for place, (score, first, second, column) in enumerate(pairs)
    ]


def _contrast(
    score: str,
    first: str,
    second: str,
    differences: Values,
    *,
    interval: tuple[float, float],
    ps: tuple[float, float, float],
) -> Contrast:
    return Contrast(
        score=score,
        first=first,
        second=second,
        difference=float(differences.mean()),
        low=interval[0],
        high=interval[1],
        p=ps[0],
        p_adjusted=ps[1],
        n=len(differences),
        ties=int(np.count_nonzero(differences == 0)),
        p_bootstrap=ps[2],
        effect=statistics.effect_size(differences),
        detectable=statistics.detectable_difference(differences),
    )


def _corrected(scores: Sequence[str], ps: Sequence[float]) -> list[float]:
    """Return the p-values corrected within each score: its pairs of models are the family of one question."""
    adjusted = [1.0] * len(ps)
    for score in dict.fromkeys(scores):
        places = [place for place, each in enumerate(scores) if each == score]
        for place, p in zip(places, statistics.holm([ps[place] for place in places]), strict=True):
            adjusted[place] = p
    return adjusted


def merged_signature(signatures: Iterable[str]) -> str:
    """Return one signature for values measured alike; what may differ from text to text is listed (``lang:de,en``).

    Raises ValueError where they were measured by different methods, whose figures do not stand in one column.
    """
    known = [each for each in dict.fromkeys(signatures) if each]
    if len(known) < 2:
        return "".join(known)
    settings = [{part.partition(":")[0]: part.partition(":")[2] for part in each.split("|")} for each in known]
    merged: list[str] = []
    for key in settings[0]:
        given = sorted({setting.get(key, "?") for setting in settings})
        if len(given) > 1 and key not in _MAY_DIFFER:
            raise ValueError(f"one score was measured in different ways: {' and '.join(known)}; compare them apart")
        merged.append(f"{key}:{','.join(given)}" if any(given) else key)
    return "|".join(merged)
