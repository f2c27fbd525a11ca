"""Owns what a report shows: which scores stand where, how often each check spoke, which findings and articles lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from newslab.records import Article, Evaluation, Finding, Severity, Standing
from newslab.studyfolder import Study

# Which scores stand together, and in what order; what fits none of them comes last, under its own name.
GROUPS: Mapping[str, str] = {
    "fidelity": r"errors_per_100|risk|judge_objections|\w+_supported",
    "by_check": r"errors_per_100\..+",
    "reference": r"rouge\w+\.f",
    "closeness": r"(coverage|density|compression|novel).*",
    "form": r"words|lix|flesch|wiener_sachtextformel|repetition",
    "parts": r"rouge\w+\.[pr]",
    "other": r".*",
}
# The scores that lead: what went wrong, how sure that is, and how like a person's summary it reads.
LEADING = ("errors_per_100", "risk", "rougeLsum.f")
# In the order in which people should look: what was said and by whom, then who and what, then the rest.
CHECKS = ("quote", "attribution", "entity", "number", "date", "certainty", "support")
_GRAVITY: Mapping[Severity, int] = {"error": 0, "warning": 1, "ok": 2}
# So many findings of one kind from one model are worth leading with; more of the same would hide the others.
_ALIKE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One summarizer with the letter, the colour (``tone``) and the ``shape`` that stand for it on every page.

    There are seven of each; from the eighth model on they meet in other pairs.
    """

    name: str
    letter: str
    tone: int
    shape: int
    signatures: tuple[str, ...]
    limits: str
    summaries: int
    failed: int
    cut_short: int
    flawless: int
    errors: float | None
    warnings: float | None
    seconds: float | None
    price: float | None
    seen: float | None
    words: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How often a check spoke, for each 100 summaries; None where there was no summary to check."""

    errors: float | None
    warnings: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One finding with where it belongs; ``number`` counts the findings of its summary from 1."""

    article: Article
    evaluation: Evaluation
    finding: Finding
    number: int


class Overview:
    """A study, counted and ranked."""

    def __init__(self, study: Study) -> None:
        self.study = study

    @cached_property
    def models(self) -> tuple[Model, ...]:
        """The summarizers in the order in which they were asked for."""
        named = dict.fromkeys([*self.study.manifest.models, *(each.summary.model for each in self.study.evaluations)])
        return tuple(self._model(place, name) for place, name in enumerate(named))

    @cached_property
    def by_model(self) -> Mapping[str, list[Evaluation]]:
        """The evaluations of each model, in the articles' order."""
        found: dict[str, list[Evaluation]] = {}
        for evaluation in self.study.evaluations:
            found.setdefault(evaluation.summary.model, []).append(evaluation)
        return found

    @cached_property
    def by_article(self) -> Mapping[str, list[Evaluation]]:
        """The evaluations of each article, in the models' order."""
        found: dict[str, list[Evaluation]] = {}
        for evaluation in self.study.evaluations:
            found.setdefault(evaluation.summary.article_id, []).append(evaluation)
        return found

    @cached_property
    def checks(self) -> tuple[str, ...]:
        """The checks in reading order: our own, then those of third parties that spoke."""
        spoke = {finding.rule.check for each in self.study.evaluations for finding in _findings(each)}
        return (*CHECKS, *sorted(spoke - set(CHECKS)))

    @cached_property
    def _by_score_and_model(self) -> Mapping[tuple[str, str], Standing]:
        return {(each.score, each.model): each for each in self.study.comparison.standings}

    @cached_property
    def most_frequent(self) -> float:
        """The highest rate of errors of any model in any check: what the darkest cell stands for."""
        rates = (self.rate(model.name, check).errors or 0.0 for model in self.models for check in self.checks)
        return max(rates, default=0.0)

    def rate(self, model: str, check: str) -> Rate:
        """Return how often ``check`` spoke of the summaries of ``model``."""
        examined = [each for each in self.by_model.get(model, ()) if each.examination is not None]
        counted = Counter(f.severity for each in examined for f in _findings(each) if f.rule.check == check)
        return Rate(errors=_per_100(counted["error"], examined), warnings=_per_100(counted["warning"], examined))

    def standings(self) -> dict[str, dict[str, list[Standing]]]:
        """Return the standings by group and score, the groups and scores in reading order, the models in theirs."""
        order = {model.name: place for place, model in enumerate(self.models)}
        found: dict[str, dict[str, list[Standing]]] = {group: {} for group in GROUPS}
        for standing in sorted(self.study.comparison.standings, key=lambda each: order.get(each.model, len(order))):
            group = next(group for group, names in GROUPS.items() if re.fullmatch(names, standing.score))
            found[group].setdefault(standing.score, []).append(standing)
        return {
            group: dict(sorted(scores.items(), key=lambda item: _leading(item[0])))
            for group, scores in found.items()
            if scores
        }

    def standing(self, score: str, model: str) -> Standing | None:
        """Return how ``model`` stands on ``score``, where that was measured."""
        return self._by_score_and_model.get((score, model))

    def reasons(self, score: str, model: str) -> tuple[str, ...]:
        """Return why a score did not apply to summaries of ``model``, the commonest reason first."""
        counted: Counter[str] = Counter()
        for each in self.by_model.get(model, ()):
            if each.summary.text is None:
                counted["no summary"] += 1
            said = [measurement.not_applicable for measurement in each.measurements.values()]
            said += [each.examination.not_applicable] if each.examination else []
            counted.update(reasons[score] for reasons in said if score in reasons)
        return tuple(reason for reason, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))

    def cases(self, article: Article) -> list[Case]:
        """Return what was found in the summaries of ``article``, ``ok`` findings too, each summary's from 1."""
        return [
            Case(article=article, evaluation=evaluation, finding=finding, number=number)
            for evaluation in self.by_article.get(article.id, ())
            for number, finding in enumerate(_in_reading_order(_findings(evaluation)), start=1)
        ]

    def worst(self, number: int) -> list[Case]:
        """Return the gravest errors, from as many models and of as many kinds as there are."""
        cases = [case for article in self.study.articles for case in self.cases(article)]
        grave = sorted((case for case in cases if case.finding.severity == "error"), key=self._gravity)
        alike: Counter[tuple[str, str]] = Counter()
        chosen: list[Case] = []
        for case in grave:
            kind = (case.evaluation.summary.model, case.finding.rule.code)
            alike[kind] += 1
            if alike[kind] <= _ALIKE:
                chosen.append(case)
        return chosen[:number]

    def leading_articles(self, number: int) -> list[Article]:
        """Return the articles whose summaries are worst, the worst first."""
        place = {article.id: at for at, article in enumerate(self.study.articles)}
        return sorted(self.study.articles, key=lambda article: (*self._badness(article), place[article.id]))[:number]

    def _model(self, place: int, name: str) -> Model:
        rows = self.by_model.get(name, [])
        made = [each.summary for each in rows if each.summary.text is not None]
        examined = [each for each in rows if each.examination is not None]
        counted = Counter(finding.severity for each in examined for finding in _findings(each))
        return Model(
            name=name,
            letter=_letter(place),
            tone=place % 7,
            shape=(place + place // 7) % 7,
            signatures=tuple(sorted({each.summary.signature for each in rows})),
            limits=self.study.manifest.limits.get(name, ""),
            summaries=len(made),
            failed=len(rows) - len(made),
            cut_short=sum(each.cut_short for each in made),
            flawless=sum(all(finding.severity != "error" for finding in _findings(each)) for each in examined),
            errors=_per_100(counted["error"], examined),
            warnings=_per_100(counted["warning"], examined),
            seconds=_mean(each.provenance.seconds for each in made),
            price=_mean(each.provenance.extra.get("price") for each in made),
            seen=_mean(each.provenance.seen for each in made),
            words=_mean(float(len(each.text.split())) for each in made if each.text is not None),
        )

    def _gravity(self, case: Case) -> tuple[int, float, str, str, int]:
        check = case.finding.rule.check
        risk = case.evaluation.examination.risk.value if case.evaluation.examination else 0.0
        return (self.checks.index(check), -risk, case.article.id, case.evaluation.summary.model, case.number)

    def _badness(self, article: Article) -> tuple[int, int, float]:
        rows = self.by_article.get(article.id, ())
        counted = Counter(finding.severity for each in rows for finding in _findings(each))
        risk = max((each.examination.risk.value for each in rows if each.examination), default=0.0)
        return (-counted["error"], -counted["warning"], -risk)


def _findings(evaluation: Evaluation) -> tuple[Finding, ...]:
    return evaluation.examination.findings if evaluation.examination else ()


def _in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """Errors before warnings before what was verified; within each, the order of the summary."""
    return sorted(findings, key=lambda finding: (_GRAVITY[finding.severity], finding.summary_span))


def _leading(score: str) -> int:
    return LEADING.index(score) if score in LEADING else len(LEADING)


def _per_100(count: int, examined: Sequence[Evaluation]) -> float | None:
    return 100 * count / len(examined) if examined else None


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _letter(place: int) -> str:
    """A, B … Z, AA, AB …, as spreadsheets count."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
