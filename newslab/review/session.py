"""Owns the rules of reviewing: which item is open, what an editor may do with it, and what each act leaves behind."""

from __future__ import annotations

import random
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, Literal, get_args

from newslab.records import Article, Examination, Risk
from newslab.review.desk import Desk, Item, Order, removed, summary_hash
from newslab.review.events import Draft, Event, Kind
from newslab.review.gate import Reason, Status, Texts, obstacles, status
from newslab.review.state import DIMENSIONS, Handling, ItemState, Verdict, after, finding_keys, fold
from newslab.review.store import ReviewStore

ERROR_TYPES = (
    "quote", "attribution", "name", "number", "date", "certainty",
    "predicate", "circumstance", "coreference", "link", "extrinsic", "omission", "grammar",
)  # fmt: skip
SEVERITIES = ("minor", "major", "critical")
CHOICES = ("left", "right", "tie")
_UNTOUCHED = ItemState()
_HANDLINGS, _VERDICTS = get_args(Handling), get_args(Verdict)
# A summary is a few hundred words; a page that sends more than this has gone wrong.
_LONGEST_TEXT = 100_000
_LONGEST_NOTE = 5_000
_EVENT_ID = re.compile(r"[\w.:-]{1,64}", re.ASCII)
# No text has these: NUL ends a text for half of the programs that read our exports, half of a surrogate pair for all.
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")


Trouble = Literal[
    "bad_message", "bad_text", "blind", "finding_gone", "not_approved", "nothing_to_undo", "reason_needed", "too_long"
]


class RefusedError(Exception):
    """An act that the rules do not allow; ``trouble`` is its kind, ``reasons`` what is missing. Nothing was stored."""

    def __init__(self, message: str, trouble: Trouble = "bad_message", reasons: Sequence[Reason] = ()) -> None:
        super().__init__(message)
        self.trouble = trouble
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which items a queue holds; None takes all."""

    status: Status | None = None
    model: str | None = None
    language: str | None = None
    search: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Who sits at the desk. Both are written into every event, and approval needs both."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """All that the desk shows of one item. ``model`` is None while the review is blind and undecided."""

    item: str
    article: Article
    model: str | None
    machine_text: str
    text: str
    state: ItemState
    examination: Examination
    finding_keys: Sequence[str]
    status: Status
    obstacles: Sequence[Reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a queue is: items in it, items decided, items approved."""

    total: int
    done: int
    approved: int


class ReviewSession:
    """One reviewer at the desk of one study.

    Every act names the item and the revision that the reviewer saw, and becomes one event of the store; somebody
    else's act in between is a ConflictError, never overwritten. Raises RefusedError for what the rules forbid,
    StoreError where an event cannot be stored.
    """

    def __init__(
        self,
        desk: Desk,
        store: ReviewStore,
        reviewer: Reviewer,
        *,
        blind: bool = False,
        four_eyes: bool = False,
        order: Order = "risk",
        seed: int = 0,
    ) -> None:
        self.desk = desk
        self.store = store
        self.reviewer = reviewer
        self.blind = blind
        self.four_eyes = four_eyes
        self.seed = seed
        self._ordered = desk.ordered(order, seed)
        self._events: dict[str, list[Event]] = {}
        self._states: dict[str, ItemState] = {}
        self._statuses: dict[str, Status] = {}
        self._queues: dict[Filter, list[str]] = {}
        self._last_number = 0
        self._opened_at: dict[str, float] = {}
        self.refresh()

    def refresh(self) -> frozenset[str]:
        """Read what others stored since; return the items that changed."""
        changed = set()
        for event in self.store.events(after=self._last_number):
            self._take(event)
            self._last_number = event.number
            changed.add(event.draft.item)
        before = {item: self._statuses.pop(item, None) for item in changed}
        moved = any(item in self.desk.items and self.status(item) != was for item, was in before.items())
        if moved:
            self._queues = {wanted: queue for wanted, queue in self._queues.items() if wanted.status is None}
        return frozenset(changed)

    def _take(self, event: Event) -> None:
        """Take one event into its item's state; only an undo makes the item's whole past be read again."""
        item = event.draft.item
        known = self.desk.items.get(item)
        machine_text = known.machine_text if known else ""
        self._events.setdefault(item, []).append(event)
        if event.kind == "undo":
            self._states[item] = fold(self._events[item], machine_text)
        else:
            self._states[item] = after(self.state(item), event, machine_text)

    def state(self, item: str) -> ItemState:
        """Return an item's state as of the last refresh."""
        return self._states.get(item, _UNTOUCHED)

    def text(self, item: str) -> str:
        """Return the summary as it stands now: the editor's text, else the machine's."""
        edited = self.state(item).text
        return self._item(item).machine_text if edited is None else edited

    def status(self, item: str) -> Status:
        """Return where an item stands now, against the article as it is now."""
        known = self._statuses.get(item)
        if known is None:
            found = self._item(item)
            hashes = self.desk.article_hash(found), summary_hash(self.text(item))
            known = self._statuses[item] = status(self.state(item), *hashes, four_eyes=self.four_eyes)
        return known

    def queue(self, wanted: Filter | None = None) -> list[str]:
        """Return the ids of the items that the filter lets through, in the session's order."""
        chosen = wanted or Filter()
        if self.blind and chosen.model is not None:
            raise RefusedError("a blind review cannot be filtered by model", "blind")
        if chosen not in self._queues:
            # one search at a time is enough to remember
            self._queues = {chosen: [item.id for item in self._ordered if self._fits(item, chosen)]}
        return self._queues[chosen]

    def progress(self) -> Progress:
        """Return how far the whole study is."""
        # whoever was never touched is open, so that only the items with a past are looked at
        found = [self.status(item) for item in self._states if item in self.desk.items]
        return Progress(
            total=len(self._ordered),
            done=sum(each not in {"open", "stale"} for each in found),
            approved=found.count("approved"),
        )

    def view(self, item: str) -> View:
        """Return all that the desk shows of an item; the checks run on the text as it is now."""
        found, state, text = self._item(item), self.state(item), self.text(item)
        examination = self._examined(found, text)
        standing = self.status(item)
        hidden = self.blind and state.decision is None
        return View(
            item=item,
            article=self.desk.article(found),
            model=None if hidden else found.model,
            machine_text=found.machine_text,
            text=text,
            state=state,
            examination=examination,
            finding_keys=finding_keys(examination.findings, text),
            status=standing,
            obstacles=obstacles(state, self._texts(found, text), self.reviewer.name, self.reviewer.role),
        )

    def open(self, item: str, revision: int) -> Event:
        """Write down that the reviewer looks at an item from now on."""
        event = self._store(item, revision, "opened", {})
        self._opened_at[item] = monotonic()
        return event

    def leave(self, item: str, revision: int) -> Event | None:
        """Write down for how long the reviewer looked; None where the item was not open."""
        since = self._opened_at.pop(item, None)
        if since is None:
            return None
        return self._store(item, revision, "closed", {"seconds": round(monotonic() - since, 1)})

    def last_place(self) -> str | None:
        """Return the item that this reviewer opened last, in whichever session; None where there is none."""
        mine = (
            event
            for events in self._events.values()
            for event in events
            if event.kind == "opened" and event.draft.editor == self.reviewer.name
        )
        last = max(mine, key=lambda event: event.number, default=None)
        return last.draft.item if last else None

    def look_at_evidence(self, item: str, revision: int, finding: str) -> Event:
        """Write down that the reviewer opened a finding's evidence."""
        return self._store(item, revision, "evidence", {"finding": self._known_finding(item, finding)})

    def edit(self, item: str, revision: int, text: str, *, event_id: str | None = None) -> Event:
        """Store the summary as the editor has it now."""
        if len(text) > _LONGEST_TEXT:
            raise RefusedError(
                f"a summary holds at most {_LONGEST_TEXT:,} characters; this one has {len(text):,}", "too_long"
            )
        return self._store(item, revision, "draft", {"text": _clean(text)}, event_id=event_id)

    def restore(self, item: str, revision: int) -> Event:
        """Put the machine's draft back."""
        return self.edit(item, revision, self._item(item).machine_text)

    def mark(
        self, item: str, revision: int, *, start: int, end: int, error_type: str, severity: str, comment: str = ""
    ) -> Event:
        """Mark an error in the summary as it stands, at code points ``[start, end)``."""
        length = len(self.text(item))
        if not 0 <= start < end <= length:
            raise RefusedError(f"a mark lies within the summary, 0 to {length}; got [{start}, {end})")
        _one_of("error type", error_type, ERROR_TYPES)
        _one_of("severity", severity, SEVERITIES)
        payload = {"start": start, "end": end, "type": error_type, "severity": severity, "comment": _note(comment)}
        return self._store(item, revision, "mark", payload)

    def unmark(self, item: str, revision: int, mark: str) -> Event:
        """Take a mark away."""
        if mark not in self.state(item).marks:
            raise RefusedError("there is no such mark on this summary")
        return self._store(item, revision, "unmark", {"mark": mark})

    def dispose(self, item: str, revision: int, *, finding: str, handling: str, reason: str = "") -> Event:
        """Deal with a finding; a false alarm wants a reason."""
        _one_of("handling", handling, _HANDLINGS)
        if handling == "false_alarm" and not reason.strip():
            raise RefusedError("a false alarm wants a reason", "reason_needed")
        payload = {"finding": self._known_finding(item, finding), "handling": handling, "reason": _note(reason)}
        return self._store(item, revision, "disposition", payload)

    def rate(self, item: str, revision: int, *, dimension: str, value: int) -> Event:
        """Rate one dimension from 1 to 5 (Fabbri et al. 2021, SummEval)."""
        _one_of("dimension", dimension, DIMENSIONS)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 5:
            raise RefusedError(f"a rating is a whole number from 1 to 5; got {value!r}")
        return self._store(item, revision, "rating", {"dimension": dimension, "value": value})

    def tick_fact_check(self, item: str, revision: int, *, ticked: bool) -> Event:
        """Store that the reviewer checked the facts of this very text; nothing but a person calls this."""
        return self._store(item, revision, "fact_check", {"ticked": bool(ticked)})

    def decide(self, item: str, revision: int, *, verdict: str, reason: str = "") -> Event:
        """Approve, ask for changes or reject. Approval is refused while anything stands in its way."""
        _one_of("verdict", verdict, _VERDICTS)
        found = self._item(item)
        if verdict == "approved":
            missing = obstacles(
                self.state(item), self._texts(found, self.text(item)), self.reviewer.name, self.reviewer.role
            )
            if missing:
                raise RefusedError("approval is not possible yet", "not_approved", missing)
        elif not reason.strip():
            raise RefusedError("asking for changes and rejecting want a reason", "reason_needed")
        return self._store(item, revision, "decision", {"verdict": verdict, "reason": _note(reason)})

    def undo(self, item: str, revision: int) -> Event:
        """Take the last act on an item back; the act stays in the record, and so does its undoing."""
        last = self.state(item).last_act
        if last is None:
            raise RefusedError("there is nothing to undo", "nothing_to_undo")
        return self._store(item, revision, "undo", {"event": last})

    def pair(self, item: str, other: str) -> tuple[str, str]:
        """Return two items of one article in the order drawn for this reviewer: left, right."""
        first, second = self._item(item), self._item(other)
        if first.article_id != second.article_id or first.id == second.id:
            raise RefusedError("a pair is two summaries of one article")
        drawn = sorted((item, other))
        random.Random(f"{self.seed}:{self.reviewer.name}:{drawn}").shuffle(drawn)  # noqa: S311  (a fair order, no secret)
        return drawn[0], drawn[1]

    def prefer(self, item: str, revision: int, *, other: str, choice: str) -> Event:
        """Store which of a pair is better, with the order in which they were shown."""
        _one_of("choice", choice, CHOICES)
        left, right = self.pair(item, other)
        return self._store(item, revision, "preference", {"left": left, "right": right, "choice": choice})

    def _fits(self, item: Item, wanted: Filter) -> bool:
        article = self.desk.article(item)
        searched = wanted.search.casefold()
        return (
            (wanted.model is None or item.model == wanted.model)
            and (wanted.language is None or article.language == wanted.language)
            and (wanted.status is None or self.status(item.id) == wanted.status)
            and (not searched or any(searched in (part or "").casefold() for part in (article.title, article.id)))
        )

    def _item(self, item: str) -> Item:
        found = self.desk.items.get(item)
        if found is None:
            raise RefusedError("this study has no such item")
        return found

    def _examined(self, item: Item, text: str) -> Examination:
        if text.strip() and not removed(self.desk.article(item)):
            return self.desk.examined(item, text)
        return Examination(findings=(), scores={}, not_applicable={}, risk=Risk(value=1.0, basis=""), signature="")

    def _texts(self, item: Item, text: str) -> Texts:
        return Texts(
            article_hash=self.desk.article_hash(item),
            summary_hash=summary_hash(text),
            summary=text,
            findings=self._examined(item, text).findings,
            article_removed=removed(self.desk.article(item)),
        )

    def _known_finding(self, item: str, finding: str) -> str:
        text = self.text(item)
        if finding not in finding_keys(self._examined(self._item(item), text).findings, text):
            raise RefusedError(
                "there is no such finding on this text; it may have gone with the last edit", "finding_gone"
            )
        return finding

    def _store(
        self, item: str, revision: int, kind: Kind, payload: Mapping[str, Any], *, event_id: str | None = None
    ) -> Event:
        found = self._item(item)
        if event_id is not None and not _EVENT_ID.fullmatch(event_id):
            raise RefusedError("an event's id is 1 to 64 letters, digits and .:_-")
        text = str(payload["text"]) if kind == "draft" else self.text(item)
        event = self.store.append(
            Draft(
                id=event_id or uuid.uuid4().hex,
                item=item,
                revision=revision,
                kind=kind,
                editor=self.reviewer.name,
                role=self.reviewer.role,
                article_hash=self.desk.article_hash(found),
                summary_hash=summary_hash(text),
                payload=payload,
            )
        )
        self.refresh()
        return event


def _one_of(what: str, value: object, known: Sequence[str]) -> None:
    if value not in known:
        raise RefusedError(f"{what} is one of {', '.join(known)}; got {value!r:.80}")


def _note(text: str) -> str:
    if len(text) > _LONGEST_NOTE:
        raise RefusedError(f"a note holds at most {_LONGEST_NOTE:,} characters; this one has {len(text):,}", "too_long")
    return _clean(text)


def _clean(text: str) -> str:
    found = _NOT_TEXT.search(text)
    if found is not None:
        raise RefusedError(f"U+{ord(found.group()):04X} at character {found.start()} is no text", "bad_text")
    return text
