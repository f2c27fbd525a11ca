"""Takes an article's text out of a study later, for a person's sake, and leaves what proves the reviews: its hash."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from newslab import studyfolder
from newslab.files import json_line, whole_file
from newslab.mistakes import UserError
from newslab.records import Article
from newslab.review.desk import REMOVED, Desk, summary_hash
from newslab.review.events import Draft
from newslab.review.session import Reviewer
from newslab.review.store import ReviewStore

_SAID = {"de": "Der Text des Artikels wurde entfernt.", "en": "The article's text was removed."}


def forget(desk: Desk, store: ReviewStore, article_id: str, who: Reviewer, ui: str = "en") -> int:
    """Remove an article's text, title, references and unknown columns from a study's folder; return its items' number.

    The article's row keeps its id, its date and the hash that approvals name. What the findings quoted goes too, and
    so does the report, which `newslab report` builds anew without the text. Who removed it stands in the record of
    each item. The summaries, which are texts of their own, stay. Raises UserError for an unknown article and where a
    file cannot be written, StoreError where the record cannot; the same call again finishes the work.
    """
    items = [item for item in desk.items.values() if item.article_id == article_id]
    if not items:
        raise UserError(f"{desk.folder} has no summary of an article {article_id!r}")
    article_hash = desk.article_hash(items[0])
    now = datetime.now(tz=UTC).isoformat(timespec="seconds")
    empty = _emptied(desk.article(items[0]), {"article_hash": article_hash, "time": now, "by": who.name})
    store.rehearse()  # no text goes that the record could not say it of
    try:
        _rewrite(desk.folder / studyfolder.ARTICLES, article_id, lambda _: studyfolder.article_row(empty))
        _rewrite(desk.folder / studyfolder.FINDINGS, article_id, lambda row: _silenced(row, _SAID[ui]))
        (desk.folder / studyfolder.REPORT).unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            f"not everything of {article_id!r} is removed yet ({error}); mend that and run it again"
        ) from error
    for item in items:
        store.append(
            Draft(
                id=uuid4().hex,
                item=item.id,
                revision=0,
                kind="forgotten",
                editor=who.name,
                role=who.role,
                article_hash=article_hash,
                summary_hash=summary_hash(item.machine_text),
            )
        )
    return len(items)


def _emptied(article: Article, note: dict[str, str]) -> Article:
    return replace(article, text="", title=None, references=(), url=None, disclosure=None, extra={REMOVED: note})


def _silenced(row: dict[str, Any], said: str) -> dict[str, Any]:
    """Return a row of findings without what they quoted: codes and places in the summary stay."""
    findings = [finding | {"message": said, "details": {}, "article_spans": []} for finding in row["findings"]]
    return row | {"findings": findings}


def _rewrite(path: Path, article_id: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    rows = [json.loads(line) for line in path.read_bytes().splitlines()]
    with whole_file(path) as stream:
        stream.writelines(json_line(change(row) if row["id"] == article_id else row) for row in rows)
