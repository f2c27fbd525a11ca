"""Owns what the record shows of how each editor works: signs of waving through, and never a verdict on a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from newslab.review.desk import summary_hash
from newslab.review.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What one editor's approvals looked like.

    ``seconds`` is the median time that an approved item was open to this editor, before or after, None where no time
    was recorded; ``unchanged`` and ``unopened`` count approvals of the machine's own words, and approvals before which
    the editor opened no finding's evidence.
    """

    editor: str
    approvals: int
    unchanged: int
    unopened: int
    seconds: float | None


@dataclass(slots=True)
class _Sitting:
    """What one editor did on one item."""

    seconds: float = 0.0
    evidence: int = 0
    approved: list[Event] = field(default_factory=list)


def signs_of_use(events: Iterable[Event], machine_texts: Mapping[str, str]) -> tuple[Signs, ...]:
    """Return the signs of each editor who approved anything, by name; ``machine_texts`` maps items to their drafts."""
    by_item: dict[str, list[Event]] = {}
    for event in events:
        by_item.setdefault(event.draft.item, []).append(event)
    found: dict[str, list[tuple[_Sitting, bool]]] = {}
    for item, past in by_item.items():
        draft = summary_hash(machine_texts.get(item, ""))
        for editor, sitting in _sittings(past).items():
            if sitting.approved:
                unchanged = sitting.approved[-1].draft.summary_hash == draft
                found.setdefault(editor, []).append((sitting, unchanged))
    return tuple(_signs(editor, rows) for editor, rows in sorted(found.items()))


def _sittings(events: Sequence[Event]) -> dict[str, _Sitting]:
    undone = {str(event.payload["event"]) for event in events if event.kind == "undo"}
    found: dict[str, _Sitting] = {}
    for event in events:
        sitting = found.setdefault(event.draft.editor, _Sitting())
        if event.kind == "closed":
            sitting.seconds += float(event.payload["seconds"])
        elif event.kind == "evidence" and not sitting.approved:
            sitting.evidence += 1
        elif event.kind == "decision" and event.draft.id not in undone and event.payload["verdict"] == "approved":
            sitting.approved.append(event)
    return found


def _signs(editor: str, rows: list[tuple[_Sitting, bool]]) -> Signs:
    timed = [sitting.seconds for sitting, _ in rows if sitting.seconds > 0]
    return Signs(
        editor=editor,
        approvals=len(rows),
        unchanged=sum(unchanged for _, unchanged in rows),
        unopened=sum(sitting.evidence == 0 for sitting, _ in rows),
        seconds=median(timed) if timed else None,
    )
