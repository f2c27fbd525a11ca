"""Fits the risk model on human factuality labels and writes newslab/checks/risk.json.

Run it from the repository's root, on a set in the layout of FRANK (Pagnoni et al. 2021, MIT; articles.jsonl and
summaries.jsonl with ``factuality``, the share of sentences in which most annotators saw no error, ``dataset``, where
the article comes from, and ``model``, what wrote the summary):

    python benchmarks/fit_risk.py ../shared/data/frank_en/dev

The same data and code give the same file. Folds of the cross-validation never share an article.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.stats import rankdata

from newslab.checks import default_checks
from newslab.checks.overlap import FEATURES, overlap_of
from newslab.checks.risk import counted
from newslab.records import Article, Pair
from newslab.text.alignment.align import align

TARGET = Path(__file__).parent.parent / "newslab" / "checks" / "risk.json"
# In a language on which nothing was fitted these are stated: an error must weigh heavily there, whichever check raised
# it; and rewording is a model's habit there as well, but how often it goes wrong is not known.
ELSEWHERE = {"error": 0.8, "warning": 0.3}
KEPT = 0.1
SEVERITIES = ("error", "warning")
RIDGE = 10.0
# The ridge also holds the log-odds of a finding, towards one that is right as often as not: few summaries have any.
FOLDS = 10
BINS = 10


@dataclass(frozen=True, kw_only=True)
class Case:
    """One labelled summary: its sentences' features, its findings counted by severity, and its label."""

    article: str
    source: str
    system: str
    features: np.ndarray
    findings: np.ndarray
    wrong: bool


def cases_of(folder: Path, limit: int | None = None) -> list[Case]:
    """Analyse every summary of a folder; those without a word are left out."""
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = {row["article_id"]: row["article"] for row in map(json.loads, lines)}
    rows = [json.loads(line) for line in (folder / "summaries.jsonl").read_text(encoding="utf-8").splitlines()]
    cases = (case_of(row, articles[row["article_id"]]) for row in rows[:limit])
    return [case for case in cases if len(case.features)]


def case_of(row: dict, text: str) -> Case:
    article = Article(id=row["article_id"], text=text, language=row["lang"])
    alignment = align(Pair(id=row["id"], article=article, summary=row["summary"]))
    findings = [finding for check in default_checks() for finding in check.examine(alignment)]
    return Case(
        article=row["article_id"],
        source=row["dataset"],
        system=row["model"],
        features=np.array([[sentence[name] for name in FEATURES] for sentence in overlap_of(alignment)]),
        findings=np.array([counted(findings)[severity] for severity in SEVERITIES], float),
        wrong=row["factuality"] < 0.999,
    )


def fit(cases: list[Case]) -> np.ndarray:
    """Return intercept, weights and the log-odds of a finding, by maximum likelihood of the noisy-or with a ridge.

    The features are standardised inside, so that the ridge treats them alike; what returns is for features as they are.
    """
    stacked = np.vstack([case.features for case in cases])
    mean, scale = stacked.mean(0), stacked.std(0) + 1e-9
    inputs = np.c_[np.ones(len(stacked)), (stacked - mean) / scale]
    sizes = np.array([len(case.features) for case in cases])
    owner = np.repeat(np.arange(len(cases)), sizes)
    wrong = np.array([case.wrong for case in cases], float)
    findings = np.array([case.findings for case in cases])
    width = inputs.shape[1]

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        logits = inputs @ parameters[:width]
        chances = 1 / (1 + np.exp(-logits))
        cleared = findings @ np.logaddexp(0, parameters[width:])
        safe = np.minimum(-cleared - np.bincount(owner, np.logaddexp(0, logits)), -1e-6)
        value = -(wrong * np.log(-np.expm1(safe)) + (1 - wrong) * safe).sum()
        slope = wrong * np.exp(safe) / -np.expm1(safe) - (1 - wrong)
        right = 1 / (1 + np.exp(-parameters[width:]))
        gradient = np.r_[-inputs.T @ (slope[owner] * chances), -(slope @ findings) * right]
        value += RIDGE / 2 * (parameters[1:] ** 2).sum()
        gradient[1:] += RIDGE * parameters[1:]
        return value, gradient

    found = minimize(loss, np.zeros(width + len(SEVERITIES)), jac=True, method="L-BFGS-B").x
    weights = found[1:width] / scale
    return np.r_[found[0] - (weights * mean).sum(), weights, found[width:]]


def risks(cases: list[Case], parameters: np.ndarray) -> np.ndarray:
    """Return the risk of each case, as newslab.checks.risk reckons it."""
    first, last = parameters[0], -len(SEVERITIES)
    safe = [
        -np.logaddexp(0, first + case.features @ parameters[1:last]).sum()
        - case.findings @ np.logaddexp(0, parameters[last:])
        for case in cases
    ]
    return 1 - np.exp(safe)


def folds_by_article(cases: list[Case]) -> np.ndarray:
    """Return the number of each case's fold; all summaries of an article are in the same one."""
    names = sorted({case.article for case in cases})
    np.random.default_rng(0).shuffle(names)
    fold_of = {name: number % FOLDS for number, name in enumerate(names)}
    return np.array([fold_of[case.article] for case in cases])


def held_out(cases: list[Case], groups: np.ndarray) -> np.ndarray:
    """Return each case's risk from a model that saw none of its group."""
    found = np.zeros(len(cases))
    for group in sorted(set(groups.tolist())):
        held = groups == group
        trained = fit([case for case, out in zip(cases, held, strict=True) if not out])
        found[held] = risks([case for case, out in zip(cases, held, strict=True) if out], trained)
    return found


def auc(wrong: np.ndarray, risk: np.ndarray) -> float:
    """Return the chance that a wrong summary has a higher risk than a right one."""
    ranks, many = rankdata(risk), wrong.sum()
    return float((ranks[wrong].sum() - many * (many + 1) / 2) / (many * (len(wrong) - many)))


def balanced_accuracy(wrong: np.ndarray, risk: np.ndarray) -> float:
    """Return the best mean of both rates over all thresholds."""
    return float(max(((risk[wrong] >= cut).mean() + (risk[~wrong] < cut).mean()) / 2 for cut in set(risk.tolist())))


def curve(wrong: np.ndarray, risk: np.ndarray) -> list[dict]:
    """Return, for each tenth of the scale that holds any summary, the mean risk beside the share that was wrong."""
    bins = np.clip((risk * BINS).astype(int), 0, BINS - 1)
    return [
        {
            "risk": round(float(risk[bins == bin_].mean()), 3),
            "wrong": round(float(wrong[bins == bin_].mean()), 3),
            "summaries": int((bins == bin_).sum()),
        }
        for bin_ in sorted(set(bins.tolist()))
    ]


def written(cases: list[Case]) -> dict:
    """Return the weights' file as a dictionary."""
    parameters = fit(cases)
    chances = 1 / (1 + np.exp(-parameters[-len(SEVERITIES) :]))
    wrong = np.array([case.wrong for case in cases])
    risk = held_out(cases, folds_by_article(cases))
    unseen = held_out(cases, np.array([case.system for case in cases]))
    sources = np.array([case.source for case in cases])
    points = curve(wrong, risk)
    gap = sum(abs(point["risk"] - point["wrong"]) * point["summaries"] for point in points) / len(cases)
    return {
        "fitted_on": {
            "de": f"angepasst an {len(cases)} englischen maschinellen Zusammenfassungen mit Urteilen von Menschen "
            "(FRANK, Validierungsteil)",
            "en": f"fitted on {len(cases)} English machine summaries with human labels (FRANK, validation split)",
        },
        "licence": "labels MIT (Pagnoni et al. 2021, doi:10.18653/v1/2021.naacl-main.383); no text of theirs is here",
        "languages": ["en"],
        "intercept": round(float(parameters[0]), 4),
        "weights": {
            name: round(float(weight), 4)
            for name, weight in zip(FEATURES, parameters[1 : -len(SEVERITIES)], strict=True)
        },
        "findings": dict(zip(SEVERITIES, chances.round(4).tolist(), strict=True)),
        "elsewhere": ELSEWHERE,
        "kept": KEPT,
        "cross_validation": {
            "folds": FOLDS,
            "auc": round(auc(wrong, risk), 4),
            "balanced_accuracy": round(balanced_accuracy(wrong, risk), 4),
            "calibration_error": round(gap, 4),
            "auc_inside": {
                source: round(auc(wrong[sources == source], risk[sources == source]), 4)
                for source in sorted(set(sources.tolist()))
            },
            "auc_of_unseen_systems": round(auc(wrong, unseen), 4),
        },
        "calibration_curve": points,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("-o", "--out", type=Path, default=TARGET)
    args = parser.parse_args()
    result = written(cases_of(args.folder, args.limit))
    args.out.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(result["cross_validation"]))


if __name__ == "__main__":
    main()
