"""Draws one review as a page of its own: draft against final, findings and how each was dealt with, the decision."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from newslab.review.changes import changes
from newslab.review.outcome import Outcome
from newslab.review.state import DIMENSIONS
from newslab.wording import Ui, Wording


def review_page(outcome: Outcome, row: Mapping[str, Any], ui: Ui) -> str:
    """Return the page as HTML: one file, no script, no network; every text escaped."""
    article = outcome.article
    findings = [
        finding | {"words": [article.text[start:end] for start, end in finding["evidence"]]}
        for finding in row["findings"]
        if finding["severity"] != "ok"
    ]
    return (
        _environment()
        .get_template("review.html")
        .render(
            row=row,
            article=article,
            changes=changes(outcome.item.machine_text, outcome.text),
            findings=findings,
            dimensions=DIMENSIONS,
            say=Wording("newslab.review", "wording.toml", ui),
            ui=ui,
        )
    )


@cache
def _environment() -> Environment:
    loader = PackageLoader("newslab.review", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
