"""Answers the page: reads each message as a stranger's, lets the session decide, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from newslab.review.desk import ORDERS
from newslab.review.entries import ERROR_TYPES, SEVERITIES, RefusedError
from newslab.review.events import Event
from newslab.review.session import Filter, ReviewSession
from newslab.review.showing import Showing, sendable
from newslab.review.state import DIMENSIONS
from newslab.review.store import ConflictError, StoreError
from newslab.wording import UIS

# act → the fields that it takes beside item and revision, with their types
_FIELDS: Mapping[str, Mapping[str, type]] = {
    "edit": {"text": str},
    "restore": {},
    "mark": {"start": int, "end": int, "error_type": str, "severity": str, "comment": str},
    "unmark": {"mark": str},
    "dispose": {"finding": str, "handling": str, "reason": str},
    "rate": {"dimension": str, "value": int},
    "tick_fact_check": {"ticked": bool},
    "decide": {"verdict": str, "reason": str},
    "undo": {},
    "look_at_evidence": {"finding": str},
}
# After these the text may be another; after all others the findings on it are the ones that the page has.
_CHANGE_THE_TEXT = frozenset({"edit", "restore", "undo"})
_STATUSES = ("open", "approved", "stale", "awaiting_second", "changes_requested", "rejected")


class Conversation:
    """What one page and one session say to each other. A message is a mapping with ``act``; so is each answer.

    An answer has ``ok``; with False also ``trouble`` and, for people, ``message``. Nothing that a page sends can
    raise out of here.
    """

    def __init__(self, session: ReviewSession, ui: str) -> None:
        self.session = session
        self.filter = Filter()
        self.showing = Showing(session, ui)

    def answer(self, message: object) -> dict[str, Any]:
        """Return the answer to one message, carrying its ``number`` so that the page knows what was received."""
        if not isinstance(message, Mapping):
            return {"number": None, "ok": False, "trouble": "bad_message", "message": "not a message"}
        number = message.get("number")
        if not isinstance(number, int):
            number = None
        try:
            return {"number": number, "ok": True, **sendable(self._act(message))}
        except RefusedError as error:
            return {"number": number, "ok": False, **self._refusal(error)}
        except ConflictError as error:
            return {"number": number, "ok": False, "trouble": "conflict", **self._conflict(error.item)}
        except StoreError as error:
            return {"number": number, "ok": False, "trouble": "not_saved", "message": str(error)}

    def _act(self, message: Mapping[str, Any]) -> dict[str, Any]:
        act = message.get("act")
        if act == "hello":
            return self._hello()
        if act == "speak":
            self.showing = Showing(self.session, _taken(message, "ui", str))
            return self._hello(_optional(message, "item"))
        if act == "go":
            return self._go(message)
        if act == "prefetch":
            self.session.prepare(_taken(message, "item", str))
            return {}
        if act == "pairs":
            self._leave(_optional(message, "item"))
            return self._pair(_optional(message, "left"), _optional(message, "right"), _taken(message, "to", str))
        if not isinstance(act, str) or act not in {*_FIELDS, "prefer", "withdraw"}:
            raise RefusedError(f"unknown act {act!r:.80}")
        if act not in _FIELDS:
            return self._choose(message)
        return self._store(act, message)

    def _conflict(self, item: str) -> dict[str, Any]:
        """Return what somebody else made of the item, to be shown beside what the editor has."""
        self.session.refresh()
        shown = self._shown(item) if item in self.session.desk.items else {}
        return {"message": self.showing.say("conflict"), **sendable(shown)}

    def _store(self, act: str, message: Mapping[str, Any]) -> dict[str, Any]:
        item = _taken(message, "item", str)
        values: dict[str, Any] = {name: _taken(message, name, kind) for name, kind in _FIELDS[act].items()}
        if act == "edit":
            values["event_id"] = _taken(message, "id", str)
        revision = _taken(message, "revision", int)
        method: Callable[..., Event] = getattr(self.session, act)
        event = method(item, revision, **values)
        if event.draft.revision < self.session.state(item).revision:
            # a look is in nobody's way, but must not let a page that saw an older text pass for one that saw this
            raise ConflictError(item, revision, self.session.state(item).revision)
        return {"saved": event.time, **self._shown(item, texts=act in _CHANGE_THE_TEXT)}

    def _go(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Leave the item that is open and open another: the next, the one before, or the first of a new filter."""
        here, to = _optional(message, "item"), _taken(message, "to", str)
        wanted = _filter(message) if to == "filter" else self.filter
        queue = self.session.queue(wanted)
        self.filter = wanted
        if not queue:
            return {"empty": self.showing.say("queue_empty"), **self._frame(None)}
        place = queue.index(here) if here in queue else -1
        step = {"next": place + 1, "previous": max(0, place - 1)}.get(to, 0)
        target = to if to in self.session.desk.items else queue[min(step, len(queue) - 1)]
        if here != target:
            self._leave(here)
        return self._opened(target)

    def _leave(self, item: str | None) -> None:
        if item is not None and item in self.session.desk.items:
            self.session.leave(item, self.session.state(item).revision)

    def _hello(self, item: str | None = None) -> dict[str, Any]:
        """Return all that an empty page needs: its words, the queue, and the item where the reviewer was last."""
        queue = self.session.queue(self.filter)
        known = item or self.session.last_place()
        target = known if known in self.session.desk.items else queue[0] if queue else None
        session = self.session
        fixed = {
            "ui": self.showing.ui,
            "uis": list(UIS),
            "words": self.showing.words,
            "reviewer": f"{session.reviewer.name}, {session.reviewer.role}",
            "blind": session.blind,
            "dimensions": list(DIMENSIONS),
            "error_types": list(ERROR_TYPES),
            "severities": list(SEVERITIES),
            "orders": list(ORDERS),
            "statuses": list(_STATUSES),
            "models": [] if session.blind else sorted({each.model for each in session.desk.items.values()}),
            "pairs": len(session.desk.items) > len({each.article_id for each in session.desk.items.values()}),
            "languages": sorted({session.desk.article(each).language for each in session.desk.items.values()}),
        }
        nothing = {"empty": self.showing.say("queue_empty"), **self._frame(None)}
        return fixed | (self._opened(target) if target else nothing)

    def _opened(self, item: str) -> dict[str, Any]:
        self.session.open(item, self.session.state(item).revision)
        return {"article": self.showing.article(item), **self._shown(item)}

    def _shown(self, item: str, *, texts: bool = True) -> dict[str, Any]:
        """Return an item as it stands; ``texts`` adds the summary with its findings, by far the most of it."""
        view = self.session.view(item)
        whole = self.showing.texts(view) if texts else {}
        return {"item": item, **whole, **self.showing.standing(view), **self._frame(item)}

    def _pair(self, left: str | None, right: str | None, to: str) -> dict[str, Any]:
        """Open a pair: the one after or before the one on the page, or the first without this reviewer's choice."""
        pairs = self.session.pairs()
        if not pairs:
            return {"no_pairs": self.showing.say("no_pairs")}
        place = next((each for each, pair in enumerate(pairs) if (pair.left.id, pair.right.id) == (left, right)), -1)
        open_ones = (each for each, pair in enumerate(pairs) if self.session.preference(pair) is None)
        step = {"next": place + 1, "previous": max(0, place - 1)}.get(to)
        return self._shown_pair(min(next(open_ones, 0) if step is None else step, len(pairs) - 1))

    def _choose(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Store or take back a choice on the pair as it lies on the page."""
        left, right = _taken(message, "left", str), _taken(message, "right", str)
        pair = self.session.pair(left, right)
        if (pair.left.id, pair.right.id) != (left, right):
            raise RefusedError("this pair lies the other way round")
        if message["act"] == "prefer":
            given = {name: _taken(message, name, str) for name in ("choice", "reason")}
            event = self.session.prefer(left, other=right, **given)
        else:
            event = self.session.withdraw(left, other=right)
        return {"saved": event.time, **self._shown_pair(self.session.pairs().index(pair))}

    def _shown_pair(self, place: int) -> dict[str, Any]:
        pairs = self.session.pairs()
        done = sum(self.session.preference(pair) is not None for pair in pairs)
        frame = {"position": place + 1, "queue": len(pairs), "done": done, "total": len(pairs)}
        return {"pair": self.showing.pair(pairs[place]) | frame}

    def _frame(self, item: str | None) -> dict[str, Any]:
        queue = self.session.queue(self.filter)
        far = self.session.progress()
        place = queue.index(item) if item in queue else -1
        return {
            "position": place + 1,
            "queue": len(queue),
            "next": queue[place + 1] if 0 <= place < len(queue) - 1 else None,
            "total": far.total,
            "done": far.done,
            "approved": far.approved,
        }

    def _refusal(self, error: RefusedError) -> dict[str, Any]:
        reasons = [self.showing.say(reason.obstacle, count=reason.count) for reason in error.reasons]
        known = f"trouble_{error.trouble}"
        return {"trouble": error.trouble, "message": self.showing.say(known, detail=str(error)), "reasons": reasons}


def _taken(message: Mapping[str, Any], name: str, kind: type) -> Any:
    value = message.get(name)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise RefusedError(f"{name} should be {kind.__name__}; got {type(value).__name__}")
    return value


def _optional(message: Mapping[str, Any], name: str) -> str | None:
    value = message.get(name)
    return value if isinstance(value, str) else None


def _filter(message: Mapping[str, Any]) -> Filter:
    status = _optional(message, "status") or None
    if status is not None and status not in _STATUSES:
        raise RefusedError(f"status is one of {', '.join(_STATUSES)}; got {status!r:.80}")
    return Filter(
        status=status,  # type: ignore[arg-type]  # looked up in the statuses just above
        model=_optional(message, "model") or None,
        language=_optional(message, "language") or None,
        search=(_optional(message, "search") or "")[:200],
    )
