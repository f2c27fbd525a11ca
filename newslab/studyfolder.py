"""Owns what a study's folder holds: writes it, each file whole or not at all, and reads it back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import IO, Any, TypeVar

from newslab.files import json_line, whole_file, write_text
from newslab.formats import check_row, score_row, summary_row
from newslab.mistakes import UserError
from newslab.records import (
    Article,
    Comparison,
    Contrast,
    Evaluation,
    Examination,
    Finding,
    Measurement,
    Provenance,
    Refusal,
    Risk,
    Rule,
    Span,
    Standing,
    Summary,
    plain,
)
from newslab.wording import UIS

FORMAT = 1
MANIFEST, ARTICLES, REFUSED = "study.json", "articles.jsonl", "refused.jsonl"
SUMMARIES, SCORES, FINDINGS = "summaries.jsonl", "scores.jsonl", "findings.jsonl"
COMPARISON, TABLE, CONTRASTS = "comparison.json", "comparison.csv", "contrasts.json"
REPORT, PLOTS, REVIEWS = "report.html", "plots", "reviews.sqlite"

R = TypeVar("R")


class StudyFolderError(UserError):
    """A folder that cannot be read as a study: the message says which file, which line, and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """How a study was made.

    ``models`` maps each model's name to its signature and ``limits`` to what it cannot do; ``inputs`` maps each
    file to its SHA-256. ``settings`` are those of the command. ``times`` (ISO 8601 moments, seconds, and how many
    requests were ``asked_again`` because a stopped run had left them under way) are all that two runs with the same
    settings may differ in.
    """

    name: str
    models: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    seed: int = 0
    times: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """Articles and what was refused, one evaluation for each article and model, and the comparison of the models."""

    manifest: Manifest
    articles: Sequence[Article]
    evaluations: Sequence[Evaluation]
    comparison: Comparison = field(default_factory=Comparison)
    refused: Sequence[Refusal] = ()


def refuse_reviewed(folder: Path) -> None:
    """Raise UserError where a folder holds reviews: what was reviewed is never written over."""
    if (folder / REVIEWS).exists():
        raise UserError(f"{folder} holds reviews, which are never written over; choose another folder")


def write(study: Study, folder: Path, ui: str = "en") -> None:
    """Write every file of the contract but the report and its plots; findings carry their sentence in ``ui``.

    The manifest goes last: a folder that has one is complete. Raises OSError where it cannot be written.
    """
    _write_lines(folder / ARTICLES, map(article_row, study.articles))
    _write_lines(folder / REFUSED, map(plain, study.refused))
    _write_lines(folder / SUMMARIES, (summary_row(each.summary) for each in study.evaluations))
    _write_lines(folder / SCORES, (_score_row(each) for each in study.evaluations if each.measurements))
    _write_lines(folder / FINDINGS, filter(None, (_finding_row(each, ui) for each in study.evaluations)))
    _write_json(folder / COMPARISON, [asdict(standing) for standing in study.comparison.standings])
    write_text(folder / TABLE, _csv(study.comparison.standings))
    _write_json(folder / CONTRASTS, [asdict(contrast) for contrast in study.comparison.contrasts])
    _write_json(folder / MANIFEST, {"format": FORMAT, **plain(study.manifest), "scores": _metric_of(study.evaluations)})


def read(folder: Path, rules: Mapping[str, Rule]) -> Study:
    """Read a study back; ``rules`` are the rules of the checks, by code, which know both interface languages.

    A finding of a check that is not installed keeps the sentence of the file. Raises StudyFolderError.
    """
    described = _read_json(_part(folder, MANIFEST))
    metric_of = described.get("scores", {})
    measured = {_key(row): row for row in _read_lines(folder / SCORES, dict)}
    found = {_key(row): row for row in _read_lines(folder / FINDINGS, dict)}

    def evaluation(row: Mapping[str, Any]) -> Evaluation:
        scores, findings = measured.get(_key(row)), found.get(_key(row))
        return Evaluation(
            summary=summary_of(row),
            measurements=measurements_of(scores, metric_of) if scores else {},
            examination=examination_of(findings, rules) if findings else None,
        )

    return Study(
        manifest=_record(Manifest, described),
        articles=tuple(_read_lines(folder / ARTICLES, article_of)),
        evaluations=tuple(_read_lines(folder / SUMMARIES, evaluation)),
        comparison=Comparison(
            standings=tuple(_record(Standing, row) for row in _read_json(folder / COMPARISON)),
            contrasts=tuple(_record(Contrast, row) for row in _read_json(folder / CONTRASTS)),
        ),
        refused=tuple(_read_lines(folder / REFUSED, lambda row: _record(Refusal, row))),
    )


def read_articles(folder: Path) -> Iterator[Article]:
    """Yield a study's articles, in order. Raises StudyFolderError."""
    return _read_lines(_part(folder, ARTICLES), article_of)


def read_summaries(folder: Path) -> Iterator[Summary]:
    """Yield a study's summaries, in order. Raises StudyFolderError."""
    return _read_lines(_part(folder, SUMMARIES), summary_of)


def read_risks(folder: Path) -> dict[tuple[str, str], float]:
    """Return each checked summary's risk, by article and model. Raises StudyFolderError."""
    return dict(_read_lines(_part(folder, FINDINGS), lambda row: (_key(row), float(row["risk"]))))


def read_findings(folder: Path, rules: Mapping[str, Rule]) -> dict[tuple[str, str], tuple[Finding, ...]]:
    """Return what the rules of these codes said of each summary, by article and model. Raises StudyFolderError."""

    def spoken(row: Mapping[str, Any]) -> tuple[tuple[str, str], tuple[Finding, ...]]:
        return _key(row), tuple(finding_of(each, rules) for each in row["findings"] if each["code"] in rules)

    return {key: found for key, found in _read_lines(_part(folder, FINDINGS), spoken) if found}


def read_reasons(folder: Path, name: str) -> dict[tuple[str, str], str]:
    """Return why a score or check of this name did not apply, by article and model. Raises StudyFolderError."""
    rows = _read_lines(_part(folder, FINDINGS), lambda row: (_key(row), row.get("not_applicable", {}).get(name)))
    return {key: str(reason) for key, reason in rows if reason is not None}


def _part(folder: Path, name: str) -> Path:
    if not (folder / MANIFEST).is_file():
        raise StudyFolderError(f"{folder} is not a finished study: it holds no {MANIFEST}; `newslab compare` makes one")
    return folder / name


def article_row(article: Article) -> dict[str, Any]:
    """Return an article as the contract's columns; unknown columns stand beside them and never in their place."""
    row = plain(article)
    extra = {key: _json_value(value) for key, value in row.pop("extra").items()}
    reference = list(row.pop("references"))
    return extra | row | {"reference": reference}


def article_of(row: Mapping[str, Any]) -> Article:
    """Read an article back from its row."""
    known = _fields_of(Article) - {"references", "extra"}
    return Article(
        **{key: row[key] for key in known if key in row},
        references=tuple(row.get("reference") or ()),
        extra={key: value for key, value in row.items() if key not in known | {"reference"}},
    )


def summary_of(row: Mapping[str, Any]) -> Summary:
    """Read a summary back from its row, failed or not."""
    return Summary(
        article_id=row["id"],
        model=row["model"],
        text=row["summary"],
        signature=row["signature"],
        provenance=_record(Provenance, row.get("provenance", {})),
        error=row.get("error"),
    )


def measurements_of(row: Mapping[str, Any], metric_of: Mapping[str, str]) -> dict[str, Measurement]:
    """Read measurements back from a row of scores; ``metric_of`` says which metric gave which score."""
    reasons = row["not_applicable"]
    given = {name: value for name, value in row.items() if name in metric_of}
    for variant, parts in (row["rouge"] or {}).items():
        given |= {f"{variant}.{part}": value for part, value in parts.items()}
    # score_row leaves out a part of ROUGE that does not apply; its reason says that it was asked for
    given |= {name: None for name in reasons if name in metric_of and name not in given}
    return {
        metric: Measurement(
            scores={name: value for name, value in given.items() if metric_of.get(name) == metric},
            not_applicable={name: why for name, why in reasons.items() if metric_of.get(name) == metric},
            signature=signature,
        )
        for metric, signature in row["signatures"].items()
    }


def examination_of(row: Mapping[str, Any], rules: Mapping[str, Rule]) -> Examination:
    """Read what the checks said back from its row."""
    return Examination(
        findings=tuple(finding_of(finding, rules) for finding in row["findings"]),
        scores=row["scores"],
        not_applicable=row.get("not_applicable", {}),
        risk=Risk(value=row["risk"], basis=row["risk_basis"], drivers=row.get("risk_drivers", {})),
        signature=row["signature"],
    )


def finding_of(row: Mapping[str, Any], rules: Mapping[str, Rule]) -> Finding:
    """Read a finding back, with today's rule where that is still the one that spoke, else with the file's own words.

    A rule's error may have been shown as a warning (``checks.footing``), and is read back as one.
    """
    rule = rules.get(row["code"])
    if rule and (rule.severity, row["severity"]) == ("error", "warning"):
        rule = replace(rule, severity="warning")
    finding = Finding(
        rule=rule or _rule_of(row),
        summary_span=Span(*row["summary_span"]),
        article_spans=tuple(Span(*pair) for pair in row["article_spans"]),
        details=row.get("details", {}),
        group=row.get("group"),
    )
    return finding if _still_speaks(finding, row) else replace(finding, rule=_rule_of(row))


def _still_speaks(finding: Finding, row: Mapping[str, Any]) -> bool:
    """Tell whether the rule is the one of the file, and can be said from the details that the file has."""
    if (finding.rule.verdict, finding.severity) != (row["verdict"], row["severity"]):
        return False
    try:
        return all(finding.message(ui) for ui in finding.rule.message)
    except (KeyError, IndexError, ValueError):
        return False


def _rule_of(row: Mapping[str, Any]) -> Rule:
    literal = str(row["message"]).replace("{", "{{").replace("}", "}}")
    return Rule(
        code=row["code"],
        check=row["check"],
        verdict=row["verdict"],
        severity=row["severity"],
        title=dict.fromkeys(UIS, f"{row['check']}: {row['verdict']}"),
        message=dict.fromkeys(UIS, literal),
    )


def _score_row(evaluation: Evaluation) -> dict[str, Any]:
    row = score_row(evaluation.summary.article_id, evaluation.measurements)
    return {"id": row.pop("id"), "model": evaluation.summary.model, **row}


def _finding_row(evaluation: Evaluation, ui: str) -> dict[str, Any] | None:
    if evaluation.examination is None:
        return None
    row = check_row(evaluation.summary.article_id, evaluation.examination, ui, with_ok=True)
    return {"id": row.pop("id"), "model": evaluation.summary.model, **row}


def _metric_of(evaluations: Iterable[Evaluation]) -> dict[str, str]:
    """Return for each score the metric that gave it, so that rows, which are flat, can be read back."""
    found: dict[str, str] = {}
    for evaluation in evaluations:
        for metric, measurement in evaluation.measurements.items():
            found |= dict.fromkeys((*measurement.scores, *measurement.not_applicable), metric)
    return dict(sorted(found.items()))


def _key(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["id"], row["model"]


def _csv(standings: Sequence[Standing]) -> str:
    stream = io.StringIO()
    columns = [each.name for each in fields(Standing)]
    table = csv.DictWriter(stream, columns, lineterminator="\n")
    table.writeheader()
    table.writerows(asdict(standing) for standing in standings)
    return stream.getvalue()


def _json_value(value: Any) -> Any:
    """Return a value of an unknown column as JSON can hold it: NaN as null, dates and the like as text."""
    if isinstance(value, Mapping):
        return {str(key): _json_value(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_json_value(each) for each in value]
    if isinstance(value, float):
        return value if value - value == 0 else None  # inf and NaN alone fail this
    return value if value is None or isinstance(value, str | int) else str(value)


def _record(kind: Callable[..., R], row: Mapping[str, Any]) -> R:
    """Build a record from a row; what a later version added is left aside."""
    known = _fields_of(kind)
    return kind(**{key: value for key, value in row.items() if key in known})


@cache
def _fields_of(kind: Callable[..., Any]) -> frozenset[str]:
    return frozenset(each.name for each in fields(kind))  # type: ignore[arg-type]  # every kind here is a dataclass


def _write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with whole_file(path) as stream:
        stream.writelines(map(json_line, rows))


def _write_json(path: Path, value: Any) -> None:
    write_text(path, json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n")


def _read_lines(path: Path, make: Callable[[Any], R]) -> Iterator[R]:
    with _opened(path) as stream:
        for number, line in enumerate(stream, start=1):
            try:
                yield make(json.loads(line))
            except (KeyError, TypeError, ValueError) as error:
                raise StudyFolderError(f"{path}:{number}: not a row of this file ({error!r})") from error


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise StudyFolderError(f"{path} is missing, which every study has; `newslab compare` writes it anew") from error


def _read_json(path: Path) -> Any:
    with _opened(path) as stream:
        written = stream.read()
    try:
        return json.loads(written)
    except ValueError as error:
        raise StudyFolderError(f"{path}: not JSON ({error})") from error
