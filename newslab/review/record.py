"""Owns what a study's events come to, item by item, kept up as this session and others write on."""

from __future__ import annotations

from collections.abc import Iterator

from newslab.review.desk import Desk, Item, summary_hash
from newslab.review.events import Event
from newslab.review.gate import Status, status
from newslab.review.pairs import Preference, preferences
from newslab.review.state import ItemState, after, fold
from newslab.review.store import ReviewStore

_UNTOUCHED = ItemState()


class Record:
    """The events of a store, read once and then only what is new; raises StoreError where they cannot be read."""

    def __init__(self, desk: Desk, store: ReviewStore, *, four_eyes: bool) -> None:
        self._desk, self._store, self._four_eyes = desk, store, four_eyes
        self._events: dict[str, list[Event]] = {}
        self._states: dict[str, ItemState] = {}
        self._statuses: dict[str, Status] = {}
        self._preferences: dict[tuple[frozenset[str], str], Preference] | None = None
        self._last_number = 0
        self.refresh()

    def refresh(self) -> tuple[frozenset[str], bool]:
        """Read what was stored since; return the items that changed, and whether one of them stands elsewhere now."""
        changed = set()
        for event in self._store.events(after=self._last_number):
            self._take(event)
            self._last_number = event.number
            changed.add(event.draft.item)
        before = {item: self._statuses.pop(item, None) for item in changed}
        items = self._desk.items
        return frozenset(changed), any(self.status(items[key]) != was for key, was in before.items() if key in items)

    def state(self, item: str) -> ItemState:
        """Return what an item's events come to."""
        return self._states.get(item, _UNTOUCHED)

    def text(self, item: Item) -> str:
        """Return an item's summary as it stands now: the editor's text, else the machine's."""
        edited = self.state(item.id).text
        return item.machine_text if edited is None else edited

    def status(self, item: Item) -> Status:
        """Return where an item stands now, against the article as it is now."""
        known = self._statuses.get(item.id)
        if known is None:
            hashes = self._desk.article_hash(item), summary_hash(self.text(item))
            known = self._statuses[item.id] = status(self.state(item.id), *hashes, four_eyes=self._four_eyes)
        return known

    def touched(self) -> Iterator[str]:
        """Yield the items of this desk that have a past."""
        return (item for item in self._states if item in self._desk.items)

    def preferences(self) -> dict[tuple[frozenset[str], str], Preference]:
        """Return what each editor prefers of each pair."""
        if self._preferences is None:
            self._preferences = preferences(event for events in self._events.values() for event in events)
        return self._preferences

    def last_opened(self, editor: str) -> str | None:
        """Return the item that an editor opened last, in whichever session; None where there is none."""
        theirs = (
            event
            for events in self._events.values()
            for event in events
            if event.kind == "opened" and event.draft.editor == editor
        )
        last = max(theirs, key=lambda event: event.number, default=None)
        return last.draft.item if last else None

    def _take(self, event: Event) -> None:
        """Take one event into its item's state; only an undo makes the item's whole past be read again."""
        item = event.draft.item
        known = self._desk.items.get(item)
        machine_text = known.machine_text if known else ""
        self._events.setdefault(item, []).append(event)
        if event.kind in {"preference", "undo"}:
            self._preferences = None
        if event.kind == "undo":
            self._states[item] = fold(self._events[item], machine_text)
        else:
            self._states[item] = after(self.state(item), event, machine_text)
