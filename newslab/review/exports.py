"""Owns what leaves the desk: approved summaries with the whole of their review, in the forms that others read."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from newslab.files import json_line, whole_file, write_text
from newslab.mistakes import UserError
from newslab.review.blind import unnamed
from newslab.review.outcome import Outcome
from newslab.review.pairs import Preference
from newslab.review.state import DIMENSIONS
from newslab.review.store import ReviewStore
from newslab.wording import Ui

# A spreadsheet runs a cell that begins so (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def row_of(outcome: Outcome, ui: Ui, *, blind: bool = False) -> dict[str, Any]:
    """Return one review as plain values. ``blind`` leaves the model out where nothing has been decided."""
    state, decision = outcome.state, outcome.state.decision
    hidden = blind and decision is None
    return {
        "id": outcome.item.id,
        "article_id": outcome.item.article_id,
        "model": None if hidden else outcome.item.model,
        "language": outcome.article.language,
        "status": outcome.status,
        "approved": outcome.status == "approved",
        "summary": outcome.text,
        "machine_summary": outcome.item.machine_text,
        "edited": outcome.edited,
        "editor": decision.editor if decision else None,
        "role": decision.role if decision else None,
        "decided": decision.time if decision else None,
        "reason": decision.reason if decision else None,
        "article_hash": outcome.article_hash,
        "article_removed": outcome.article_removed,
        "summary_hash": outcome.summary_hash,
        "fact_checked": outcome.fact_checked,
        **{f"rating_{dimension}": state.ratings.get(dimension) for dimension in DIMENSIONS},
        "marks": [
            {
                "start": mark.span.start if mark.span else None,
                "end": mark.span.end if mark.span else None,
                "marked_start": mark.marked.start,
                "marked_end": mark.marked.end,
                "marked_text_hash": mark.text_hash,
                "type": mark.type,
                "severity": mark.severity,
                "comment": mark.comment,
                "editor": mark.editor,
            }
            for mark in state.marks.values()
        ],
        "findings": [
            _finding(outcome, key, unnamed(each, ui) if hidden else each, ui) for key, each in outcome.findings
        ],
        "preferences": [_preference(outcome.item.id, each) for each in outcome.preferences],
        "seconds": state.seconds,
        "evidence_opened": len(state.evidence_opened),
        "digital_source_type": outcome.source_type,
        "disclosure": outcome.article.disclosure,
    }


def _finding(outcome: Outcome, key: str, finding: Any, ui: Ui) -> dict[str, Any]:
    made = outcome.state.dispositions.get(key)
    return {
        "code": finding.rule.code,
        "check": finding.rule.check,
        "verdict": finding.rule.verdict,
        "severity": finding.severity,
        "message": finding.message(ui),
        "start": finding.summary_span.start,
        "end": finding.summary_span.end,
        "evidence": [span.pair() for span in finding.article_spans],
        "handling": made.handling if made else None,
        "handling_reason": made.reason if made else None,
        "handled_by": made.editor if made else None,
    }


def _preference(item: str, made: Preference) -> dict[str, Any]:
    (other,) = made.key - {item}
    return {
        "other": other,
        "side": "left" if made.left == item else "right",
        "outcome": made.of(item),
        "reason": made.reason,
        "editor": made.editor,
        "time": made.time,
    }


def write_export(
    found: Sequence[Outcome], store: ReviewStore, form: str, path: Path, ui: Ui, *, blind: bool = False
) -> None:
    """Write reviews under ``path`` as ``jsonl``, ``csv``, ``parquet``, ``dataset`` or ``html``, and the chain's head.

    The head goes into ``PATH.head.json``: with it ``newslab review --verify`` also sees a tail that was cut off.
    Raises UserError where a folder stands in the way or the form is none of these, OSError where nothing can be
    written.
    """
    rows = [row_of(outcome, ui, blind=blind) for outcome in found]
    writers: Mapping[str, Callable[[], None]] = {
        "jsonl": lambda: _json_lines(rows, path),
        "csv": lambda: write_text(path, _csv(rows)),
        "parquet": lambda: _parquet(rows, path),
        "dataset": lambda: _folder(path, lambda folder: _dataset(rows, folder)),
        "html": lambda: _folder(path, lambda folder: _pages(found, folder, ui, blind=blind)),
    }
    if form not in writers:
        raise UserError(f"an export is one of {', '.join(writers)}; got {form!r}")
    writers[form]()
    number, digest = store.head()
    write_text(path.with_name(f"{path.name}.head.json"), json.dumps({"events": number, "hash": digest}) + "\n")


def _json_lines(rows: Iterable[Mapping[str, Any]], path: Path) -> None:
    with whole_file(path) as stream:
        for row in rows:
            stream.write(json_line(row))


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    target = io.StringIO()
    names = list(rows[0]) if rows else ["id", "summary", "status", "approved"]
    writer = csv.DictWriter(target, fieldnames=names, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return target.getvalue()


def _cell(value: object) -> object:
    """Return a value as a cell that no spreadsheet runs; lists become JSON."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _parquet(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    import pyarrow as pa  # noqa: PLC0415  (a quarter of a second, only for who wants Parquet)
    import pyarrow.parquet as pq  # noqa: PLC0415  (as above)

    text, whole, flag = pa.string(), pa.int64(), pa.bool_()
    mark = pa.struct([
        *((name, whole) for name in ("start", "end", "marked_start", "marked_end")),
        *((name, text) for name in ("marked_text_hash", "type", "severity", "comment", "editor")),
    ])  # fmt: skip
    finding = pa.struct([
        *((name, text) for name in ("code", "check", "verdict", "severity", "message")),
        ("start", whole), ("end", whole), ("evidence", pa.list_(pa.list_(whole))),
        *((name, text) for name in ("handling", "handling_reason", "handled_by")),
    ])  # fmt: skip
    kinds = dict.fromkeys(("approved", "edited", "fact_checked", "article_removed"), flag)
    kinds |= {"evidence_opened": whole, "seconds": pa.float64()}
    kinds |= {f"rating_{dimension}": whole for dimension in DIMENSIONS}
    preference = pa.struct([(name, text) for name in ("other", "side", "outcome", "reason", "editor", "time")])
    kinds |= {"marks": pa.list_(mark), "findings": pa.list_(finding), "preferences": pa.list_(preference)}
    names = [
        "id", "article_id", "model", "language", "status", "approved", "summary", "machine_summary", "edited", "editor",
        "role", "decided", "reason", "article_hash", "article_removed", "summary_hash", "fact_checked",
        *(f"rating_{dimension}" for dimension in DIMENSIONS),
        "marks", "findings", "preferences", "seconds", "evidence_opened", "digital_source_type", "disclosure",
    ]  # fmt: skip
    schema = pa.schema([(name, kinds.get(name, text)) for name in names])
    with whole_file(path) as stream:
        pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), stream)


def _dataset(rows: Sequence[Mapping[str, Any]], folder: Path) -> None:
    """Write what ``datasets.load_dataset(folder)`` reads: one Parquet file and a card."""
    _parquet(rows, folder / "data" / "train-00000-of-00001.parquet")
    card = "---\nconfigs:\n- config_name: default\n  data_files:\n  - split: train\n    path: data/*.parquet\n---\n"
    write_text(folder / "README.md", f"{card}# Reviewed summaries\n\nWritten by newslab: one row for each summary.\n")


def _pages(found: Iterable[Outcome], folder: Path, ui: Ui, *, blind: bool) -> None:
    from newslab.review.pages import review_page  # noqa: PLC0415  (Jinja2, only for who wants pages)

    for outcome in found:
        write_text(folder / f"{outcome.item.id}.html", review_page(outcome, row_of(outcome, ui, blind=blind), ui))


def _folder(path: Path, fill: Callable[[Path], None]) -> None:
    """Fill a folder aside and rename it, so that it too appears whole or not at all."""
    if path.exists():
        raise UserError(f"{path} stands there already; choose another name, or remove it")
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    try:
        fill(aside)
        aside.chmod(0o755)
        aside.rename(path)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
