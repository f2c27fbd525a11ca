"""Answers the page: reads each message as a stranger's, lets the session decide, and says what to show."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from newslab.records import Finding, Span
from newslab.review.changes import changes
from newslab.review.desk import ORDERS, removed
from newslab.review.events import Event
from newslab.review.session import ERROR_TYPES, SEVERITIES, Filter, RefusedError, ReviewSession, View
from newslab.review.state import DIMENSIONS
from newslab.review.store import ConflictError, StoreError
from newslab.wording import UIS, Wording, table

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
    "prefer": {"other": str, "choice": str},
}
_STATUSES = ("open", "approved", "stale", "awaiting_second", "changes_requested", "rejected")
# Enough of the sentence around the evidence to judge it by.
_CONTEXT = 60
_HALF = re.compile("[\ud800-\udfff]")


class Conversation:
    """What one page and one session say to each other. A message is a mapping with ``act``; so is each answer.

    An answer has ``ok``; with False also ``trouble`` and, for people, ``message``. Nothing that a page sends can
    raise out of here.
    """

    def __init__(self, session: ReviewSession, ui: str) -> None:
        self.session = session
        self.filter = Filter()
        self._speak(ui)

    def answer(self, message: object) -> dict[str, Any]:
        """Return the answer to one message, carrying its ``number`` so that the page knows what was received."""
        if not isinstance(message, Mapping):
            return {"number": None, "ok": False, "trouble": "bad_message", "message": "not a message"}
        number = message.get("number")
        if not isinstance(number, int):
            number = None
        try:
            return {"number": number, "ok": True, **_sendable(self._act(message))}
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
            self._speak(_taken(message, "ui", str))
            return self._hello(_optional(message, "item"))
        if act == "go":
            return self._go(message)
        if act == "prefetch":
            self.session.view(_taken(message, "item", str))
            return {}
        if not isinstance(act, str) or act not in _FIELDS:
            raise RefusedError(f"unknown act {act!r:.80}")
        return self._store(act, message)

    def _conflict(self, item: str) -> dict[str, Any]:
        """Return what somebody else made of the item, to be shown beside what the editor has."""
        self.session.refresh()
        shown = self._shown(item) if item in self.session.desk.items else {}
        return {"message": self.say("conflict"), **_sendable(shown)}

    def _store(self, act: str, message: Mapping[str, Any]) -> dict[str, Any]:
        item = _taken(message, "item", str)
        values: dict[str, Any] = {name: _taken(message, name, kind) for name, kind in _FIELDS[act].items()}
        if act == "edit":
            values["event_id"] = _taken(message, "id", str)
        method: Callable[..., Event] = getattr(self.session, act)
        event = method(item, _taken(message, "revision", int), **values)
        return {"saved": event.time, **self._shown(item)}

    def _go(self, message: Mapping[str, Any]) -> dict[str, Any]:
        """Leave the item that is open and open another: the next, the one before, or the first of a new filter."""
        here, to = _optional(message, "item"), _taken(message, "to", str)
        wanted = _filter(message) if to == "filter" else self.filter
        queue = self.session.queue(wanted)
        self.filter = wanted
        if not queue:
            return {"empty": self.say("queue_empty"), **self._frame(None)}
        place = queue.index(here) if here in queue else -1
        step = {"next": place + 1, "previous": max(0, place - 1)}.get(to, 0)
        target = to if to in self.session.desk.items else queue[min(step, len(queue) - 1)]
        if here is not None and here in self.session.desk.items and here != target:
            self.session.leave(here, self.session.state(here).revision)
        return self._opened(target)

    def _hello(self, item: str | None = None) -> dict[str, Any]:
        """Return all that an empty page needs: its words, the queue, and the item where the reviewer was last."""
        queue = self.session.queue(self.filter)
        known = item or self.session.last_place()
        target = known if known in self.session.desk.items else queue[0] if queue else None
        session = self.session
        fixed = {
            "ui": self.ui,
            "uis": list(UIS),
            "words": self.words,
            "reviewer": f"{session.reviewer.name}, {session.reviewer.role}",
            "blind": session.blind,
            "dimensions": list(DIMENSIONS),
            "error_types": list(ERROR_TYPES),
            "severities": list(SEVERITIES),
            "orders": list(ORDERS),
            "statuses": list(_STATUSES),
            "models": [] if session.blind else sorted({each.model for each in session.desk.items.values()}),
            "languages": sorted({session.desk.article(each).language for each in session.desk.items.values()}),
        }
        return fixed | (self._opened(target) if target else {"empty": self.say("queue_empty"), **self._frame(None)})

    def _opened(self, item: str) -> dict[str, Any]:
        self.session.open(item, self.session.state(item).revision)
        article = self.session.view(item).article
        heading = {
            "title": article.title or article.id,
            "published": article.published,
            "language": article.language,
            "disclosure": article.disclosure,
            "text": self.say("article_removed") if removed(article) else article.text,
        }
        return {"article": heading, **self._shown(item)}

    def _shown(self, item: str) -> dict[str, Any]:
        view = self.session.view(item)
        state = view.state
        keys = dict(zip(view.finding_keys, view.examination.findings, strict=True))
        return {
            "item": item,
            "revision": state.revision,
            "model": view.model,
            "summary": view.text,
            "edited": view.text != view.machine_text,
            "changes": [[change.kind, change.text] for change in changes(view.machine_text, view.text)],
            "findings": [self._finding(key, finding, view) for key, finding in keys.items()],
            "marks": [
                {
                    "id": mark.id,
                    "span": None if mark.span is None else mark.span.pair(),
                    "type": mark.type,
                    "severity": mark.severity,
                    "comment": mark.comment,
                }
                for mark in state.marks.values()
            ],
            "ratings": dict(state.ratings),
            "fact_checked": not any(reason.obstacle == "fact_check_missing" for reason in view.obstacles),
            "status": view.status,
            "reason": state.decision.reason if state.decision else "",
            "obstacles": [self.say(reason.obstacle, count=reason.count) for reason in view.obstacles],
            **self._frame(item),
        }

    def _finding(self, key: str, finding: Finding, view: View) -> dict[str, Any]:
        made = view.state.dispositions.get(key)
        spans = finding.article_spans
        check, asked = finding.rule.check, finding.details.get("judge", "")
        return {
            "key": key,
            "code": finding.rule.code,
            "check": self.say(f"check_{check}", otherwise=check, model=asked),
            "severity": finding.severity,
            "title": finding.rule.title[self.ui],
            "message": finding.message(self.ui),
            "evidence": _around(view.article.text, spans[0]) if spans else "",
            "summary_span": finding.summary_span.pair(),
            "article_spans": [span.pair() for span in spans],
            "handling": made.handling if made else None,
            "reason": made.reason if made else "",
        }

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
        reasons = [self.say(reason.obstacle, count=reason.count) for reason in error.reasons]
        known = f"trouble_{error.trouble}"
        return {"trouble": error.trouble, "message": self.say(known, detail=str(error)), "reasons": reasons}

    def _speak(self, ui: str) -> None:
        if ui not in UIS:
            raise RefusedError(f"the interface speaks {', '.join(UIS)}; got {ui!r:.80}")
        self.ui = ui
        self._wording = Wording("newslab.review", "wording.toml", ui)
        self.words = {
            key: entry[ui] for key, entry in table("newslab.review", "wording.toml").items() if isinstance(entry, dict)
        }

    def say(self, key: str, otherwise: str = "", **values: object) -> str:
        """Return one of the interface's sentences."""
        return self._wording(key, **values) if key in self.words else otherwise


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


def _sendable(value: Any) -> Any:
    """Return ``value`` as the wire can carry it: half of a surrogate pair, which no UTF-8 holds, as U+FFFD."""
    if isinstance(value, str):
        return value if value.isascii() else _HALF.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _sendable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_sendable(each) for each in value]
    return value


def _around(text: str, span: Span) -> str:
    """Return the evidence with a little of what stands around it, on one line."""
    start, end = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    piece = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{piece}{' …' if end < len(text) else ''}"
