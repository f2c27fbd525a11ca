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
from itertools import product
from math import exp, log1p
from typing import Any

from newslab.checks.risk.overlap import FEATURES, overlap_of
from newslab.records import Finding, Risk, Rule
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.language import LANGUAGES
from newslab.wording import Wording, table


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskModel:
    """The fitted figures: a sentence's log-odds are ``intercept`` and ``weights`` times features.

    ``findings`` gives the chance that a finding of each severity is right, as fitted. Where nothing was fitted, in
    another language or on summaries of another make, ``elsewhere`` is used in its place, and only the share ``kept``
    of a sentence's chance.
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

    def covers(self, summary: Document) -> bool:
        """Tell whether a summary is of the make that the figures were fitted on: in their language, in small letters.

        The systems of FRANK (2016 to 2019) wrote no capitals, and went wrong where they reworded. Those of today
        reword whatever they write: there the overlap with the article says nothing (docs/checks/risk.md).
        """
        if summary.language not in self.languages:
            return False
        # a capital for each sentence is what any text has that knows them; one "Åsberg" escaped those who took them out
        return sum(map(_is_capitalised, summary.lexis.forms)) < max(1, len(summary.lexis.ranges))

    def basis(self, language: str, *, covered: bool, ui: str = "en") -> str:
        """Say on what the figure rests, and whether that covers a summary, in interface language ``ui``."""
        word = Wording("newslab.checks", "wording/risk.toml", ui)
        name = word(language) if language in table("newslab.checks", "wording/risk.toml") else language
        part = "covered" if covered else "other_make" if language in self.languages else "not_covered"
        return f"{self.fitted_on[ui]}; {word(part, language=name)}"


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
    kinds = product(LANGUAGES, (True, False))
    said = {
        model.basis(language, covered=covered): model.basis(language, covered=covered, ui=ui)
        for language, covered in kinds
    }
    return said.get(basis, basis)


def risk_of(alignment: Alignment, findings: Sequence[Finding], model: RiskModel | None = None) -> Risk:
    """Return the risk of a summary from its findings and its overlap with the article."""
    model = model or risk_model()
    covered = model.covers(alignment.summary)
    kept, chances = (1.0, model.findings) if covered else (model.kept, model.elsewhere)
    drivers: dict[str, float] = {}
    for features in overlap_of(alignment):
        wrong = _lost(kept / (1 + exp(-model.log_odds(features))))
        for name, share in _shares(model, features).items():
            drivers[name] = drivers.get(name, 0.0) + share * wrong
    for rule in _raised(findings):
        drivers[rule.code] = drivers.get(rule.code, 0.0) + _lost(chances[rule.severity])
    ordered = dict(sorted(drivers.items(), key=lambda driver: -driver[1]))
    basis = model.basis(alignment.summary.language, covered=covered)
    return Risk(value=1 - exp(-sum(drivers.values())), basis=basis, drivers=ordered)


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


def _is_capitalised(word: str) -> bool:
    """Tell whether a word begins with a capital; UNK, as some systems wrote for what they could not, does not count."""
    return word[0].isupper() and not (len(word) > 1 and word.isupper())


def _lost(chance: float) -> float:
    """Return what a chance of error adds to the negative log of the chance that nothing is wrong."""
    return -log1p(-min(chance, 1 - _SUREST))


def _shares(model: RiskModel, features: Mapping[str, float]) -> Mapping[str, float]:
    """Share a sentence's risk out among the features that raise it; what none of them explains is the base rate."""
    pushes = {name: push if (push := model.weights[name] * features[name]) > 0 else 0.0 for name in FEATURES}
    whole = sum(pushes.values()) + 1.0
    return {name: push / whole for name, push in pushes.items()} | {"base": 1.0 / whole}
