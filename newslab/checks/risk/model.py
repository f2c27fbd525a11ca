"""Owns the one figure that sums a summary up: the estimated chance that an editor finds a factual error.

The model is a noisy-or: a summary has an error when one of its sentences has one, or when a finding is right. Each
sentence's chance is a logistic function of how the sentence is made from the article; a finding's chance depends on
its severity alone, so that no single check carries the figure. Weights, training data, cross-validation and
calibration curve stand in ``risk.json``; ``benchmarks/fit_risk.py`` makes that file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log1p
from typing import Any

from newslab.checks.risk.overlap import FEATURES, overlap_of
from newslab.records import Finding, Risk, Rule
from newslab.text.alignment.align import Alignment
from newslab.text.language import LANGUAGES
from newslab.wording import Wording, table


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskModel:
    """The fitted figures: a sentence's log-odds are ``intercept`` and ``weights`` times features.

    ``findings`` gives the chance that a finding of each severity is right, as fitted. In a language on which nothing
    was fitted, ``elsewhere`` is used in its place, and only the share ``kept`` of a sentence's chance.
    """

    intercept: float
    weights: Mapping[str, float]
    findings: Mapping[str, float]
    languages: tuple[str, ...]
    elsewhere: Mapping[str, float]
    kept: float
    fitted_on: Mapping[str, str]

    def log_odds(self, features: Mapping[str, float]) -> float:
        """Return the log-odds that a sentence with these features has an error."""
        return self.intercept + sum([self.weights[name] * features[name] for name in FEATURES])

    def basis(self, language: str, ui: str = "en") -> str:
        """Say on what the figure rests, and whether that covers a language, in interface language ``ui``."""
        word = Wording("newslab.checks", "wording/risk.toml", ui)
        name = word(language) if language in table("newslab.checks", "wording/risk.toml") else language
        covered = "covered" if language in self.languages else "not_covered"
        return f"{self.fitted_on[ui]}; {word(covered, language=name)}"


# A sentence is never wholly sure and never wholly lost: keeps the logarithms finite.
_SUREST = 1e-6
_MOST_FINDINGS = 2
# How often a judge is right depends on its model, and was fitted on none.
_NOT_FITTED = frozenset({"judge"})
# What follows from the article by plain arithmetic is borne out: the editor is shown the sum, and nothing is wrong.
_BORNE_OUT = frozenset({"N002"})


@cache
def risk_model() -> RiskModel:
    """Return the model that ships with the package."""
    written = json.loads((files("newslab.checks.risk") / "risk.json").read_text(encoding="utf-8"))
    return model_of(written)


def model_of(written: Mapping[str, Any]) -> RiskModel:
    """Return the model that a weights' file describes."""
    return RiskModel(
        intercept=written["intercept"],
        weights=written["weights"],
        findings=written["findings"],
        languages=tuple(written["languages"]),
        elsewhere=written["elsewhere"],
        kept=written["kept"],
        fitted_on=written["fitted_on"],
    )


def basis_told(basis: str, ui: str) -> str:
    """Return a basis that a file has in English in interface language ``ui``; what today's model does not say stays."""
    model = risk_model()
    said = {model.basis(language): model.basis(language, ui) for language in LANGUAGES}
    return said.get(basis, basis)


def risk_of(alignment: Alignment, findings: Sequence[Finding], model: RiskModel | None = None) -> Risk:
    """Return the risk of a summary from its findings and its overlap with the article."""
    model = model or risk_model()
    covered = alignment.summary.language in model.languages
    kept, chances = (1.0, model.findings) if covered else (model.kept, model.elsewhere)
    drivers: dict[str, float] = {}
    for features in overlap_of(alignment):
        wrong = _lost(kept / (1 + exp(-model.log_odds(features))))
        for name, share in _shares(model, features).items():
            drivers[name] = drivers.get(name, 0.0) + share * wrong
    for rule in _raised(findings):
        drivers[rule.code] = drivers.get(rule.code, 0.0) + _lost(chances[rule.severity])
    ordered = dict(sorted(drivers.items(), key=lambda driver: -driver[1]))
    return Risk(value=1 - exp(-sum(drivers.values())), basis=model.basis(alignment.summary.language), drivers=ordered)


def counted(findings: Sequence[Finding]) -> Mapping[str, int]:
    """Return how many findings of each severity the risk takes account of."""
    severities = [rule.severity for rule in _raised(findings)]
    return {severity: severities.count(severity) for severity in ("error", "warning")}


def _raised(findings: Sequence[Finding]) -> list[Rule]:
    """Return the rules that spoke, at most two of each severity: a third says little that two did not."""
    counting = [rule for rule in [finding.rule for finding in findings] if _counts(rule)]
    return [
        rule
        for severity in ("error", "warning")
        for rule in [rule for rule in counting if rule.severity == severity][:_MOST_FINDINGS]
    ]


def _counts(rule: Rule) -> bool:
    return rule.severity != "ok" and rule.check not in _NOT_FITTED and rule.code not in _BORNE_OUT


def _lost(chance: float) -> float:
    """Return what a chance of error adds to the negative log of the chance that nothing is wrong."""
    return -log1p(-min(chance, 1 - _SUREST))


def _shares(model: RiskModel, features: Mapping[str, float]) -> Mapping[str, float]:
    """Share a sentence's risk out among the features that raise it; what none of them explains is the base rate."""
    pushes = {name: push if (push := model.weights[name] * features[name]) > 0 else 0.0 for name in FEATURES}
    whole = sum(pushes.values()) + 1.0
    return {name: push / whole for name, push in pushes.items()} | {"base": 1.0 / whole}
