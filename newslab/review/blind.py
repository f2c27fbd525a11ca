"""Owns what a blind review leaves out of a finding: the name of the model that judged, perhaps the one that wrote."""

from __future__ import annotations

from dataclasses import replace

from newslab.records import Finding
from newslab.wording import Wording


def unnamed(finding: Finding, ui: str) -> Finding:
    """Return a judge's finding without the judge's name; any other finding as it is."""
    if "judge" not in finding.details:
        return finding
    hidden = Wording("newslab.review", "wording.toml", ui)("judge_hidden")
    return replace(finding, details={**finding.details, "judge": hidden, "model": hidden})
