"""Folds an item's events into what it is now: text, marks, dispositions, ratings, fact check, decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from newslab.records import Finding, Span, digest_of
from newslab.review.changes import moved
from newslab.review.events import SIGNS, Event

DIMENSIONS = ("coherence", "consistency", "fluency", "relevance")
Verdict = Literal["approved", "changes_requested", "rejected"]
Handling = Literal["confirmed", "false_alarm", "fixed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An error that the editor marked in the summary that ``text_hash`` stands for, at ``marked`` there.

    ``span`` is where those words are now; None where an edit took them away.
    """

    id: str
    marked: Span
    span: Span | None
    type: str
    severity: str
    comment: str
    editor: str
    text_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposition:
    """How an editor dealt with a finding; a false alarm carries its reason."""

    finding: str
    handling: Handling
    reason: str
    editor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an editor decided, of which texts."""

    verdict: Verdict
    reason: str
    editor: str
    role: str
    time: str
    article_hash: str
    summary_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemState:
    """One item as its events leave it. ``text`` is None while nobody has changed the machine's draft.

    ``fact_check`` is the hash of the summary whose facts an editor ticked as checked: another text is unchecked.
    """

    revision: int = 0
    text: str | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)
    dispositions: Mapping[str, Disposition] = field(default_factory=dict)
    ratings: Mapping[str, int] = field(default_factory=dict)
    fact_check: tuple[str, str] | None = None
    decisions: Sequence[Decision] = ()
    seconds: float = 0.0
    evidence_opened: frozenset[str] = frozenset()
    last_act: str | None = None

    @property
    def decision(self) -> Decision | None:
        """The last decision."""
        return self.decisions[-1] if self.decisions else None


def fold(events: Iterable[Event], machine_text: str) -> ItemState:
    """Return the state that ``events`` of one item leave, in their order; what was undone counts as never done.

    ``machine_text`` is what the item began with.
    """
    kept = list(events)
    undone = {str(event.payload["event"]) for event in kept if event.kind == "undo"}
    state = ItemState()
    for event in kept:
        if event.kind == "undo" or event.draft.id in undone:
            state = replace(state, revision=event.draft.revision)
        else:
            state = after(state, event, machine_text)
    return state


def after(state: ItemState, event: Event, machine_text: str) -> ItemState:
    """Return the state after one more event that is no undo, which only ``fold`` can follow."""
    state = replace(state, revision=event.draft.revision)
    if event.kind == "draft":
        before = machine_text if state.text is None else state.text
        state = replace(state, marks=_moved_marks(state.marks, before, str(event.payload["text"])))
    if event.kind not in SIGNS:
        state = replace(state, last_act=event.draft.id)
    step = _STEPS.get(event.kind)
    return state if step is None else step(state, event, event.payload)


def _draft(state: ItemState, _: Event, payload: Mapping[str, Any]) -> ItemState:
    return replace(state, text=str(payload["text"]))


def _moved_marks(marks: Mapping[str, Mark], before: str, after: str) -> Mapping[str, Mark]:
    if not marks or before == after:
        return marks
    return {key: replace(mark, span=mark.span and moved(mark.span, before, after)) for key, mark in marks.items()}


def _mark(state: ItemState, event: Event, payload: Mapping[str, Any]) -> ItemState:
    mark = Mark(
        id=event.draft.id,
        marked=Span(payload["start"], payload["end"]),
        span=Span(payload["start"], payload["end"]),
        type=payload["type"],
        severity=payload["severity"],
        comment=payload.get("comment", ""),
        editor=event.draft.editor,
        text_hash=event.draft.summary_hash,
    )
    return replace(state, marks={**state.marks, mark.id: mark})


def _unmark(state: ItemState, _: Event, payload: Mapping[str, Any]) -> ItemState:
    return replace(state, marks={key: mark for key, mark in state.marks.items() if key != payload["mark"]})


def _disposition(state: ItemState, event: Event, payload: Mapping[str, Any]) -> ItemState:
    made = Disposition(
        finding=payload["finding"],
        handling=payload["handling"],
        reason=payload.get("reason", ""),
        editor=event.draft.editor,
    )
    return replace(state, dispositions={**state.dispositions, made.finding: made})


def _rating(state: ItemState, _: Event, payload: Mapping[str, Any]) -> ItemState:
    return replace(state, ratings={**state.ratings, payload["dimension"]: payload["value"]})


def _fact_check(state: ItemState, event: Event, payload: Mapping[str, Any]) -> ItemState:
    ticked = (event.draft.article_hash, event.draft.summary_hash) if payload["ticked"] else None
    return replace(state, fact_check=ticked)


def _decision(state: ItemState, event: Event, payload: Mapping[str, Any]) -> ItemState:
    made = Decision(
        verdict=payload["verdict"],
        reason=payload.get("reason", ""),
        editor=event.draft.editor,
        role=event.draft.role,
        time=event.time,
        article_hash=event.draft.article_hash,
        summary_hash=event.draft.summary_hash,
    )
    return replace(state, decisions=(*state.decisions, made))


def _closed(state: ItemState, _: Event, payload: Mapping[str, Any]) -> ItemState:
    return replace(state, seconds=state.seconds + float(payload["seconds"]))


def _evidence(state: ItemState, _: Event, payload: Mapping[str, Any]) -> ItemState:
    return replace(state, evidence_opened=state.evidence_opened | {payload["finding"]})


_STEPS = {
    "draft": _draft,
    "mark": _mark,
    "unmark": _unmark,
    "disposition": _disposition,
    "rating": _rating,
    "fact_check": _fact_check,
    "decision": _decision,
    "closed": _closed,
    "evidence": _evidence,
}


def finding_keys(findings: Sequence[Finding], summary: str) -> list[str]:
    """Return a key for each finding that stays the same while its words do, wherever an edit elsewhere moves them."""
    seen: dict[str, int] = {}
    keys = []
    for finding in findings:
        evidence = [span.pair() for span in finding.article_spans]
        key = digest_of(finding.rule.code, finding.summary_span.of(summary), evidence)[:16]
        seen[key] = seen.get(key, 0) + 1
        keys.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return keys
