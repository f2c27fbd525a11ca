"""Owns what happens at the desk, one event at a time, and the chain of hashes that makes later tampering visible."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from newslab.records import digest_of

Kind = Literal[
    "opened",  # an editor looked at the item; payload: seconds are told when they leave
    "closed",  # payload: seconds
    "evidence",  # payload: finding
    "draft",  # payload: text
    "mark",  # payload: mark, start, end, type, severity, comment
    "unmark",  # payload: mark
    "disposition",  # payload: finding, verdict (confirmed, false_alarm, fixed), reason
    "rating",  # payload: dimension, value 1–5
    "fact_check",  # payload: ticked
    "decision",  # payload: verdict (approved, changes_requested, rejected), reason
    "preference",  # payload: left, right (items, as drawn), left_hash, right_hash, choice (left, right, tie), reason
    "undo",  # payload: event
    "forgotten",  # the article's text was removed from the study
]
KINDS: tuple[Kind, ...] = get_args(Kind)
# What changes nothing of the item, and so is in nobody's way: signs of use, which tell what an editor saw and for how
# long; and a preference, which is about two machine drafts and not about what became of either.
SIGNS: frozenset[Kind] = frozenset({"opened", "closed", "evidence", "forgotten", "preference"})
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event as a client asks for it: ``id`` is the client's own, so that a repeated message is harmless.

    ``revision`` is the item's revision that the client saw; an act makes the next one, a mere sign leaves it.
    """

    id: str
    item: str
    revision: int
    kind: Kind
    editor: str
    role: str
    article_hash: str
    summary_hash: str
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A stored event: its number, the draft with its new revision, when (UTC, ISO 8601), and its link in the chain."""

    number: int
    draft: Draft
    time: str
    previous: str
    hash: str

    @property
    def kind(self) -> Kind:
        """What happened."""
        return self.draft.kind

    @property
    def payload(self) -> Mapping[str, Any]:
        """The particulars of the kind."""
        return self.draft.payload


def link(previous: str, time: str, draft: Draft) -> str:
    """Return the hash that chains ``draft``, stored at ``time``, to the event before it (SHA-256, 64 digits)."""
    payload = json.dumps(dict(draft.payload), ensure_ascii=True, sort_keys=True)
    return digest_of(
        previous,
        time,
        draft.id,
        draft.item,
        draft.revision,
        draft.kind,
        payload,
        draft.editor,
        draft.role,
        draft.article_hash,
        draft.summary_hash,
    )


def chained(number: int, previous: str, time: str, draft: Draft, current: int) -> Event:
    """Return the event that ``draft`` becomes at the end of the chain, its item being at revision ``current``."""
    new = replace(draft, revision=current + (draft.kind not in SIGNS))
    return Event(number=number, draft=new, time=time, previous=previous, hash=link(previous, time, new))


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """Where a chain is broken, and how."""

    number: int
    reason: str


def breach_in(events: Iterable[Event]) -> Breach | None:
    """Return the first event that was changed, removed or put in after it was written; None where the chain holds."""
    previous, number = GENESIS, 0
    for event in events:
        if event.number != number + 1:
            return Breach(number=number + 1, reason=f"event {number + 1} is missing; the next is {event.number}")
        if event.previous != previous:
            return Breach(number=event.number, reason=f"event {event.number} does not follow the one before it")
        if event.hash != link(previous, event.time, event.draft):
            return Breach(number=event.number, reason=f"event {event.number} was changed after it was written")
        previous, number = event.hash, event.number
    return None
