"""Owns what "approved" means: a named person checked this text against this article, and nothing has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newslab.records import Finding
from newslab.review.state import Decision, ItemState

Status = Literal["open", "approved", "stale", "awaiting_second", "changes_requested", "rejected"]
Obstacle = Literal[
    "no_editor", "no_role", "fact_check_missing", "errors_open", "empty_text", "second_editor_needed", "article_removed"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that stands between an item and its approval; ``count`` is how many there are of it."""

    obstacle: Obstacle
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The two texts that an approval is of, by their hashes, and the summary's findings, each with its key."""

    article_hash: str
    summary_hash: str
    summary: str
    findings: Sequence[Finding]
    finding_keys: Sequence[str]
    article_removed: bool = False


def obstacles(state: ItemState, texts: Texts, editor: str, role: str) -> tuple[Reason, ...]:
    """Return all that keeps ``editor`` from approving; nothing means that they may."""
    found: list[Reason] = []
    if not editor.strip():
        found.append(Reason(obstacle="no_editor"))
    if not role.strip():
        found.append(Reason(obstacle="no_role"))
    if texts.article_removed:
        found.append(Reason(obstacle="article_removed"))
    if not texts.summary.strip():
        found.append(Reason(obstacle="empty_text"))
    if left := len(open_errors(state, texts)):
        found.append(Reason(obstacle="errors_open", count=left))
    if state.fact_check != (texts.article_hash, texts.summary_hash):
        found.append(Reason(obstacle="fact_check_missing"))
    return tuple(found)


def open_errors(state: ItemState, texts: Texts) -> tuple[str, ...]:
    """Return the keys of the error findings on this very text that are not dealt with.

    "confirmed" says that the error is real: it stays open until the text is mended, and the finding with it. "fixed"
    is the editor's word that the text now holds what it should; "false_alarm" carries the editor's reason.
    """
    return tuple(
        key
        for key, finding in zip(texts.finding_keys, texts.findings, strict=True)
        if finding.severity == "error"
        and (key not in state.dispositions or state.dispositions[key].handling == "confirmed")
    )


def status(state: ItemState, article_hash: str, summary_hash: str, *, four_eyes: bool = False) -> Status:
    """Return where an item stands; an approval of other texts than these is stale."""
    last = state.decision
    if last is None:
        return "open"
    if last.verdict != "approved":
        return last.verdict
    if (last.article_hash, last.summary_hash) != (article_hash, summary_hash):
        return "stale"
    if four_eyes and len(_approvers(state, last)) < 2:
        return "awaiting_second"
    return "approved"


def _approvers(state: ItemState, last: Decision) -> set[str]:
    """Return who approved these same texts, without a refusal in between."""
    found: set[str] = set()
    for decision in reversed(state.decisions):
        same = (decision.article_hash, decision.summary_hash) == (last.article_hash, last.summary_hash)
        if decision.verdict != "approved" or not same:
            break
        found.add(decision.editor)
    return found
