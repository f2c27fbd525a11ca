"""Owns the rules of reviewing: what an editor may do with an item or a pair, and what each act leaves behind."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, get_args

from newslab.records import Article, Examination, Risk
from newslab.review.desk import Desk, Item, Order, removed, summary_hash
from newslab.review.entries import ERROR_TYPES, SEVERITIES, RefusedError, event_id, note, one_of, summary_text
from newslab.review.events import Draft, Event, Kind
from newslab.review.gate import Reason, Status, Texts, obstacles
from newslab.review.pairs import CHOICES, DraftPair, Preference, drawn, pairs_of, payload_of
from newslab.review.record import Record
from newslab.review.state import DIMENSIONS, Handling, ItemState, Verdict, finding_keys
from newslab.review.store import ReviewStore

_HANDLINGS, _VERDICTS = get_args(Handling), get_args(Verdict)


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
        self.record = Record(desk, store, four_eyes=four_eyes)
        self._ordered = desk.ordered(order, seed)
        self._queues: dict[Filter, list[str]] = {}
        self._pairs: Sequence[DraftPair] | None = None
        self._opened_at: dict[str, float] = {}

    def refresh(self) -> frozenset[str]:
        """Read what others stored since; return the items that changed."""
        changed, moved = self.record.refresh()
        if moved:
            self._queues = {wanted: queue for wanted, queue in self._queues.items() if wanted.status is None}
        return changed

    def state(self, item: str) -> ItemState:
        """Return an item's state as of the last refresh."""
        return self.record.state(item)

    def text(self, item: str) -> str:
        """Return the summary as it stands now: the editor's text, else the machine's."""
        return self.record.text(self._item(item))

    def status(self, item: str) -> Status:
        """Return where an item stands now, against the article as it is now."""
        return self.record.status(self._item(item))

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
        found = [self.status(item) for item in self.record.touched()]
        return Progress(
            total=len(self._ordered),
            done=sum(each not in {"open", "stale"} for each in found),
            approved=found.count("approved"),
        )

    def view(self, item: str) -> View:
        """Return all that the desk shows of an item; the checks run on the text as it is now."""
        found, state, text = self._item(item), self.state(item), self.text(item)
        examination = self._examined(found, text)
        texts = self._texts(found, text, examination)
        hidden = self.blind and state.decision is None
        return View(
            item=item,
            article=self.desk.article(found),
            model=None if hidden else found.model,
            machine_text=found.machine_text,
            text=text,
            state=state,
            examination=examination,
            finding_keys=texts.finding_keys,
            status=self.status(item),
            obstacles=obstacles(state, texts, self.reviewer.name, self.reviewer.role),
        )

    def prepare(self, item: str) -> None:
        """Let the checks of an item run aside, since it will be opened next."""
        found = self._item(item)
        if not removed(self.desk.article(found)):
            self.desk.prepare(found, self.text(item))

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
        return self.record.last_opened(self.reviewer.name)

    def look_at_evidence(self, item: str, revision: int, finding: str) -> Event:
        """Write down that the reviewer opened a finding's evidence."""
        return self._store(item, revision, "evidence", {"finding": self._known_finding(item, finding)})

    def edit(self, item: str, revision: int, text: str, *, event_id: str | None = None) -> Event:
        """Store the summary as the editor has it now."""
        return self._store(item, revision, "draft", {"text": summary_text(text)}, given_id=event_id)

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
        one_of("error type", error_type, ERROR_TYPES)
        one_of("severity", severity, SEVERITIES)
        payload = {"start": start, "end": end, "type": error_type, "severity": severity, "comment": note(comment)}
        return self._store(item, revision, "mark", payload)

    def unmark(self, item: str, revision: int, mark: str) -> Event:
        """Take a mark away."""
        if mark not in self.state(item).marks:
            raise RefusedError("there is no such mark on this summary")
        return self._store(item, revision, "unmark", {"mark": mark})

    def dispose(self, item: str, revision: int, *, finding: str, handling: str, reason: str = "") -> Event:
        """Deal with a finding; a false alarm wants a reason."""
        one_of("handling", handling, _HANDLINGS)
        if handling == "false_alarm" and not reason.strip():
            raise RefusedError("a false alarm wants a reason", "reason_needed")
        payload = {"finding": self._known_finding(item, finding), "handling": handling, "reason": note(reason)}
        return self._store(item, revision, "disposition", payload)

    def rate(self, item: str, revision: int, *, dimension: str, value: int) -> Event:
        """Rate one dimension from 1 to 5 (Fabbri et al. 2021, SummEval)."""
        one_of("dimension", dimension, DIMENSIONS)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 5:
            raise RefusedError(f"a rating is a whole number from 1 to 5; got {value!r}")
        return self._store(item, revision, "rating", {"dimension": dimension, "value": value})

    def tick_fact_check(self, item: str, revision: int, *, ticked: bool) -> Event:
        """Store that the reviewer checked the facts of this very text; nothing but a person calls this."""
        return self._store(item, revision, "fact_check", {"ticked": bool(ticked)})

    def decide(self, item: str, revision: int, *, verdict: str, reason: str = "") -> Event:
        """Approve, ask for changes or reject. Approval is refused while anything stands in its way."""
        one_of("verdict", verdict, _VERDICTS)
        found = self._item(item)
        if verdict == "approved":
            missing = obstacles(
                self.state(item), self._texts(found, self.text(item)), self.reviewer.name, self.reviewer.role
            )
            if missing:
                raise RefusedError("approval is not possible yet", "not_approved", missing)
        elif not reason.strip():
            raise RefusedError("asking for changes and rejecting want a reason", "reason_needed")
        return self._store(item, revision, "decision", {"verdict": verdict, "reason": note(reason)})

    def undo(self, item: str, revision: int) -> Event:
        """Take the last act on an item back; the act stays in the record, and so does its undoing."""
        last = self.state(item).last_act
        if last is None:
            raise RefusedError("there is nothing to undo", "nothing_to_undo")
        return self._store(item, revision, "undo", {"event": last})

    def pairs(self) -> Sequence[DraftPair]:
        """Return every two drafts of an article as they lie before this reviewer, articles in the session's order."""
        if self._pairs is None:
            self._pairs = pairs_of(self._ordered, seed=self.seed, reviewer=self.reviewer.name)
        return self._pairs

    def pair(self, item: str, other: str) -> DraftPair:
        """Return two items of one article in the order drawn for this reviewer."""
        one, two = self._item(item), self._item(other)
        if one.article_id != two.article_id or one.id == two.id:
            raise RefusedError("a pair is two summaries of one article")
        return drawn(one, two, seed=self.seed, reviewer=self.reviewer.name)

    def preference(self, pair: DraftPair) -> Preference | None:
        """Return what this reviewer preferred, None where they have not chosen."""
        return self.record.preferences().get((pair.key, self.reviewer.name))

    def pair_models(self, pair: DraftPair) -> tuple[str, str] | None:
        """Return the models of a pair, left and right; None until the reviewer chose, and in a blind review."""
        hidden = self.blind or self.preference(pair) is None
        return None if hidden else (pair.left.model, pair.right.model)

    def prefer(self, item: str, *, other: str, choice: str, reason: str = "") -> Event:
        """Store which draft of a pair is better, with the order in which they lay; a later choice replaces it."""
        one_of("choice", choice, CHOICES)
        pair = self.pair(item, other)
        return self._store_choice(pair, "preference", payload_of(pair, choice, note(reason)))

    def withdraw(self, item: str, *, other: str) -> Event:
        """Take this reviewer's last choice on a pair back; the choice stays in the record, and so does its undoing."""
        pair = self.pair(item, other)
        made = self.preference(pair)
        if made is None:
            raise RefusedError("there is nothing to undo", "nothing_to_undo")
        return self._store_choice(pair, "undo", {"event": made.event})

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

    def _texts(self, item: Item, text: str, examination: Examination | None = None) -> Texts:
        findings = (examination or self._examined(item, text)).findings
        return Texts(
            article_hash=self.desk.article_hash(item),
            summary_hash=summary_hash(text),
            summary=text,
            findings=findings,
            finding_keys=finding_keys(findings, text),
            article_removed=removed(self.desk.article(item)),
        )

    def _known_finding(self, item: str, finding: str) -> str:
        text = self.text(item)
        if finding not in finding_keys(self._examined(self._item(item), text).findings, text):
            raise RefusedError(
                "there is no such finding on this text; it may have gone with the last edit", "finding_gone"
            )
        return finding

    def _store_choice(self, pair: DraftPair, kind: Kind, payload: Mapping[str, Any]) -> Event:
        # one place for a pair, whichever lies left; on whatever revision, since no text of an item changes
        kept_at = min(pair.key)
        self.refresh()
        return self._store(kept_at, self.state(kept_at).revision, kind, payload)

    def _store(
        self, item: str, revision: int, kind: Kind, payload: Mapping[str, Any], *, given_id: str | None = None
    ) -> Event:
        found = self._item(item)
        text = str(payload["text"]) if kind == "draft" else self.text(item)
        event = self.store.append(
            Draft(
                id=uuid.uuid4().hex if given_id is None else event_id(given_id),
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
