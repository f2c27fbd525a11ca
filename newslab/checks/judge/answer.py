"""Reads a judge's answer: JSON, also between fences or amid prose, but never half of it and never two at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from newslab.checks.judge.silence import said

# A dozen objections take two thousand characters; in a longer answer the work of looking for JSON has an end.
_LONGEST = 20_000
_SHOWN = 60


class UnreadableError(Exception):
    """An answer that is none; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What a judge objects to: words of the summary, words of the article (none: it is silent), and why."""

    claim: str
    evidence: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A judge's objections, and how many more were not of the form that was asked for."""

    objections: tuple[Objection, ...]
    malformed: int


def read_answer(text: str, ticket: str) -> Answer:
    """Return what an answer objects to. Raises UnreadableError where it cannot be read, or is not to this question."""
    found = [value for value in _values(text[:_LONGEST]) if isinstance(value.get("objections"), list)]
    if not found:
        raise UnreadableError(said("no_json", answer=repr(_short(text))))
    ours = [value for value in found if str(value.get("ticket")).strip() == ticket]
    if not ours:
        raise UnreadableError(said("no_ticket"))
    if any(value != ours[0] for value in ours):
        raise UnreadableError(said("two_answers"))
    entries = ours[0]["objections"]
    read = [_objection(entry) for entry in entries]
    objections = tuple(objection for objection in read if objection is not None)
    return Answer(objections=objections, malformed=len(entries) - len(objections))


def _values(text: str) -> Iterator[Mapping[str, Any]]:
    """Yield the JSON objects that stand in a text, outermost ones only, in order."""
    decoder, place = json.JSONDecoder(), text.find("{")
    while place >= 0:
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            place += 1
        else:
            yield value
        place = text.find("{", place)


def _objection(entry: object) -> Objection | None:
    if not isinstance(entry, Mapping):
        return None
    claim, told, reason = entry.get("summary"), entry.get("article") or [], entry.get("reason") or ""
    evidence = told if isinstance(told, list) else [told]
    if not isinstance(claim, str) or not isinstance(reason, str) or not all(isinstance(each, str) for each in evidence):
        return None
    return Objection(claim=claim, evidence=tuple(each for each in evidence if each.strip()), reason=reason)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
