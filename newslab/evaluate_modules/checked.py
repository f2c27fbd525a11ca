"""Owns the modules of checks: what they take, and the shares, counts of errors and findings that they return."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import datasets
import evaluate

from newslab.checks import CHECKS
from newslab.checks.examine import examine
from newslab.formats import finding_row
from newslab.records import Article, Pair
from newslab.text.alignment.align import align

_INPUTS = """
predictions: the summaries. sources: their articles. language: de or en. published: for each article its ISO 8601 date,
if known. ui: the language of messages, de or en. Returns errors_per_100 (summaries), the share of supported ones for
each check with how many summaries it applied to, and, per summary, the number of errors and the findings.
"""


class Checked(evaluate.Metric):  # type: ignore[misc]  # evaluate publishes no types
    """A module that runs some checks; a folder's own module says which, and what its results are called."""

    title: ClassVar[str]
    description: ClassVar[str]
    checks: ClassVar[Sequence[str]]

    def _info(self) -> Any:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description=self.description,
            citation="",
            inputs_description=_INPUTS,
            features=datasets.Features({"predictions": text, "sources": text}),
        )

    def _compute(
        self,
        *,
        predictions: list[str],
        sources: list[str],
        language: str = "en",
        published: list[str | None] | None = None,
        ui: str = "en",
    ) -> dict[str, Any]:
        return checked(self.title, self.checks, predictions, sources, language=language, published=published, ui=ui)


def checked(
    name: str,
    checks: Sequence[str],
    summaries: Sequence[str],
    articles: Sequence[str],
    *,
    language: str,
    published: Sequence[str | None] | None,
    ui: str,
) -> dict[str, Any]:
    """Return what the checks of these names say of each summary; keys begin with ``name``, so that modules combine."""
    made = [CHECKS.make(check) for check in checks]
    days = published or [None] * len(articles)
    found = [
        examine(_alignment(summary, article, language, day), made)
        for summary, article, day in zip(summaries, articles, days, strict=True)
    ]
    errors = [sum(finding.severity == "error" for finding in each.findings) for each in found]
    results: dict[str, Any] = {
        f"{name}_errors_per_100": 100 * sum(errors) / len(errors),
        f"{name}_errors": errors,
        f"{name}_findings": [[finding_row(finding, ui) for finding in each.findings] for each in found],
        f"{name}_signature": found[0].signature,
    }
    for score in found[0].scores:
        values = [value for each in found if (value := each.scores[score]) is not None]
        results[score] = sum(values) / len(values) if values else None
        results[f"{score}_n"] = len(values)
    return results


def _alignment(summary: str, article: str, language: str, day: str | None) -> Any:
    return align(Pair(id="", article=Article(id="", text=article, language=language, published=day), summary=summary))
