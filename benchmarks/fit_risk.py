"""Fits the risk model on human factuality labels and writes newslab/checks/risk/risk.json.

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

from newslab.checks.examine import examine
from newslab.checks.risk.model import counted
from newslab.checks.risk.overlap import FEATURES, overlap_of
from newslab.records import Article, Pair
from newslab.text.alignment.align import align

TARGET = Path(__file__).parent.parent / "newslab" / "checks" / "risk" / "risk.json"
# In a language on which nothing was fitted these are stated: an error must weigh heavily there, whichever check raised
# it; and rewording is a model's habit there as well, but how often it goes wrong is not known.
ELSEWHERE = {"error": 0.8, "warning": 0.3}
KEPT = 0.1
SEVERITIES = ("error", "warning")
# All features get one weight per standard deviation, those of SAFER with the other sign, and the labels move each away
# from it only against this ridge: 597 summaries know which way a feature points and not well how far. Ranking left-out
# articles and systems is better for it than for weights that are fitted each alone (docs/checks/risk.md).
RIDGE_APART = 200.0
SAFER = ("run_length",)
RIDGE_COMMON = 1.0
# Holds the log-odds of a finding near those that are stated for languages without labels: few summaries have any, and
# most of those are wrong in more than what was found.
RIDGE_FINDINGS = 10.0
FOLDS = 10
# Ways of dealing the articles to the folds: one way alone is up to .003 too kind or too harsh.
FOLDINGS = 8
BINS = 10
# A feature that varies less says nothing, and its weight is 0.
_LEAST_SPREAD = 1e-9


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
    findings = examine(alignment).findings
    return Case(
        article=row["article_id"],
        source=row["dataset"],
        system=row["model"],
        features=np.array([[sentence[name] for name in FEATURES] for sentence in overlap_of(alignment)]),
        findings=np.array([counted(findings)[severity] for severity in SEVERITIES], float),
        wrong=row["factuality"] < 0.999,
    )


def fit(cases: list[Case]) -> np.ndarray:
    """Return intercept, weights and the log-odds of a finding, by maximum likelihood of the noisy-or with ridges.

    The features are standardised inside and have a common weight, from which each may depart a little; what returns is
    for features as they are.
    """
    stacked = np.vstack([case.features for case in cases])
    mean, spread = stacked.mean(0), stacked.std(0)
    scale = np.where(spread > _LEAST_SPREAD, spread, np.inf)
    signs = np.array([-1.0 if name in SAFER else 1.0 for name in FEATURES])
    standard = (stacked - mean) / scale
    inputs = np.c_[np.ones(len(stacked)), standard @ signs, standard]
    sizes = np.array([len(case.features) for case in cases])
    owner = np.repeat(np.arange(len(cases)), sizes)
    wrong = np.array([case.wrong for case in cases], float)
    findings = np.array([case.findings for case in cases])
    width = inputs.shape[1]
    stated = np.array([ELSEWHERE[severity] for severity in SEVERITIES])
    centre = np.r_[np.zeros(width), np.log(stated / (1 - stated))]
    ridge = np.r_[0.0, RIDGE_COMMON, np.full(len(signs), RIDGE_APART), np.full(len(SEVERITIES), RIDGE_FINDINGS)]

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        logits = inputs @ parameters[:width]
        chances = 1 / (1 + np.exp(-logits))
        cleared = findings @ np.logaddexp(0, parameters[width:])
        safe = np.minimum(-cleared - np.bincount(owner, np.logaddexp(0, logits)), -1e-6)
        value = -(wrong * np.log(-np.expm1(safe)) + (1 - wrong) * safe).sum()
        slope = wrong * np.exp(safe) / -np.expm1(safe) - (1 - wrong)
        right = 1 / (1 + np.exp(-parameters[width:]))
        gradient = np.r_[-inputs.T @ (slope[owner] * chances), -(slope @ findings) * right]
        away = parameters - centre
        return value + (ridge * away**2).sum() / 2, gradient + ridge * away

    found = minimize(loss, np.zeros(width + len(SEVERITIES)), jac=True, method="L-BFGS-B").x
    weights = (found[1] * signs + found[2:width]) / scale
    return np.r_[found[0] - (weights * mean).sum(), weights, found[width:]]


def risks(cases: list[Case], parameters: np.ndarray) -> np.ndarray:
    """Return the risk of each case, as newslab.checks.risk.model reckons it."""
    first, last = parameters[0], -len(SEVERITIES)
    safe = [
        -np.logaddexp(0, first + case.features @ parameters[1:last]).sum()
        - case.findings @ np.logaddexp(0, parameters[last:])
        for case in cases
    ]
    return 1 - np.exp(safe)


def folds_by_article(cases: list[Case], folding: int) -> np.ndarray:
    """Return the number of each case's fold; all summaries of an article are in the same one."""
    names = sorted({case.article for case in cases})
    np.random.default_rng(folding).shuffle(names)
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


def figures(wrong: np.ndarray, risk: np.ndarray, sources: np.ndarray) -> dict:
    """Return what a risk is judged by: over all cases, and inside those of each source."""
    points = curve(wrong, risk)
    gap = sum(abs(point["risk"] - point["wrong"]) * point["summaries"] for point in points) / len(risk)
    inside = {
        source: auc(wrong[sources == source], risk[sources == source]) for source in sorted(set(sources.tolist()))
    }
    return {
        "auc": auc(wrong, risk),
        "balanced_accuracy": balanced_accuracy(wrong, risk),
        "calibration_error": gap,
        "auc_inside": inside,
    }


def mean_of(many: list[dict]) -> dict:
    """Return the mean of each figure over several dictionaries of the same form."""
    return {
        name: mean_of([one[name] for one in many])
        if isinstance(value, dict)
        else round(float(np.mean([one[name] for one in many])), 4)
        for name, value in many[0].items()
    }


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
    sources = np.array([case.source for case in cases])
    foldings = [held_out(cases, folds_by_article(cases, folding)) for folding in range(FOLDINGS)]
    unseen = held_out(cases, np.array([case.system for case in cases]))
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
            "foldings": FOLDINGS,
            **mean_of([figures(wrong, risk, sources) for risk in foldings]),
            "of_unseen_systems": mean_of([figures(wrong, unseen, sources)]),
        },
        "calibration_curve": curve(wrong, foldings[0]),
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
