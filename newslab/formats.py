"""Owns the rows that files carry: how findings, measurements and summaries are written, as the contract promises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from newslab.records import Examination, Finding, Measurement, Span, Summary, plain

if TYPE_CHECKING:
    from newslab.text.document import Document

Kind = Literal["check", "score", "annotate"]

_PARTS = ("p", "r", "f")
_ROUGE = ("rouge1", "rouge2", "rougeL", "rougeLsum")
_SCORES = (
    *(f"{beside}_{variant}" for variant in _ROUGE for beside in ("language_mode", "classic_difference")),
    "coverage", "coverage_unquoted", "density", "density_unquoted", "compression",
    "novel_unigrams", "novel_bigrams", "novel_trigrams", "novel_fourgrams", "repetition", "words",
    "lix", "flesch", "wiener_sachtextformel",
)  # fmt: skip
_SUPPORTED = ("quotes", "attributions", "entities", "numbers", "dates")
_SPAN = [int]
_PLACED = {"span": _SPAN, "text": str}
# What stands in each kind of answer, for files whose columns have types: Python's; [x] is a list of x, {str: x} maps
# any text to x, {name: x, …} is a record. A row that was refused has its "error" and no more than its id.
COLUMNS: Mapping[Kind, Mapping[str, Any]] = {
    "check": {
        "id": str,
        "risk": float,
        "risk_basis": str,
        "risk_drivers": {str: float},
        "findings": [{
            **dict.fromkeys(("code", "check", "verdict", "severity", "message"), str),
            "summary_span": _SPAN, "article_spans": [_SPAN], "details": {str: str}, "group": int,
        }],
        "scores": {f"{what}_supported": float for what in _SUPPORTED},
        "not_applicable": {str: str},
        "signature": str,
        "error": str,
    },
    "score": {
        "id": str,
        "rouge": dict.fromkeys(_ROUGE, dict.fromkeys(_PARTS, float)),
        **dict.fromkeys(_SCORES, float),
        "not_applicable": {str: str},
        "signature": str,
        "signatures": {str: str},
        "error": str,
    },
    "annotate": {
        "id": str,
        "language": str,
        "sentences": [_SPAN],
        "quotations": [{"span": _SPAN, "kind": str, "group": int, "speaker": {**_PLACED, "name": str}, "cue": _PLACED}],
        "names": [{**_PLACED, "type": str}],
        "quantities": [{**_PLACED, "value": float, "unit": str, "approximate": bool}],
        "dates": [{**_PLACED, "value": str, "resolved_from": str}],
        "error": str,
    },
}  # fmt: skip


def finding_row(finding: Finding, ui: str) -> dict[str, Any]:
    """Return a finding with its sentence in ``ui``; ``details`` let another reader write it in the other language."""
    row: dict[str, Any] = {
        "code": finding.rule.code,
        "check": finding.rule.check,
        "verdict": finding.rule.verdict,
        "severity": finding.severity,
        "message": finding.message(ui),
        "summary_span": finding.summary_span.pair(),
        "article_spans": [span.pair() for span in finding.article_spans],
        "details": dict(finding.details),
    }
    return row if finding.group is None else row | {"group": finding.group}


def check_row(pair_id: str, examination: Examination, ui: str, *, with_ok: bool = False) -> dict[str, Any]:
    """Return what ``check`` writes of one pair; findings of severity ``ok`` only where asked for."""
    return {
        "id": pair_id,
        "risk": examination.risk.value,
        "risk_basis": examination.risk.basis,
        "risk_drivers": dict(examination.risk.drivers),
        "findings": [finding_row(f, ui) for f in examination.findings if with_ok or f.severity != "ok"],
        "scores": dict(examination.scores),
        "not_applicable": dict(examination.not_applicable),
        "signature": examination.signature,
    }


def score_row(pair_id: str, measurements: Mapping[str, Measurement]) -> dict[str, Any]:
    """Return what ``score`` writes of one pair: ROUGE nested by variant, every other score under its own name."""
    rouge: dict[str, dict[str, float]] = {}
    flat: dict[str, float | None] = {}
    reasons: dict[str, str] = {}
    for measurement in measurements.values():
        reasons |= measurement.not_applicable
        for name, value in measurement.scores.items():
            variant, _, part = name.partition(".")
            if part not in _PARTS:
                flat[name] = value
            elif value is not None:
                rouge.setdefault(variant, {})[part] = value
    signatures = {name: measurement.signature for name, measurement in measurements.items()}
    return {
        "id": pair_id,
        "rouge": rouge or None,
        **flat,
        "not_applicable": reasons,
        "signature": signatures.get("rouge", "+".join(signatures.values())),
        "signatures": signatures,
    }


def summary_row(summary: Summary) -> dict[str, Any]:
    """Return what ``summarize`` writes of one article."""
    row = {
        "id": summary.article_id,
        "model": summary.model,
        "summary": summary.text,
        "signature": summary.signature,
        "provenance": plain(summary.provenance),
    }
    return row if summary.error is None else row | {"error": summary.error}


def annotation_row(text_id: str, document: Document) -> dict[str, Any]:
    """Return what ``annotate`` writes of one text: all that the finders see, at offsets of the text as given."""
    given = document.origin

    def placed(span: Span) -> dict[str, Any]:
        origin = given(span)
        return {"span": origin.pair(), "text": origin.of(document.raw)}

    return {
        "id": text_id,
        "language": document.language,
        "sentences": [given(sentence).pair() for sentence in document.sentences],
        "quotations": [
            {
                "span": given(quotation.span).pair(),
                "kind": quotation.kind,
                "group": quotation.group,
                "speaker": quotation.speaker and placed(quotation.speaker.span) | {"name": quotation.speaker.name},
                "cue": quotation.cue and placed(quotation.cue),
            }
            for quotation in document.quotations
            if quotation.kind != "mention"
        ],
        "names": [placed(name.span) | {"type": name.type} for name in document.names],
        "quantities": [
            placed(quantity.span)
            | {"value": quantity.value, "unit": quantity.unit, "approximate": quantity.approximate}
            for quantity in document.quantities
        ],
        "dates": [
            placed(moment.span) | {"value": moment.value, "resolved_from": moment.resolved_from}
            for moment in document.dates
        ],
    }
