"""Owns what an editor may enter: which words a choice has, how long a text may be, and how a refusal is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from newslab.review.gate import Reason

ERROR_TYPES = (
    "quote", "attribution", "name", "number", "date", "certainty",
    "predicate", "circumstance", "coreference", "link", "extrinsic", "omission", "grammar",
)  # fmt: skip
SEVERITIES = ("minor", "major", "critical")
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


def one_of(what: str, value: object, known: Sequence[str]) -> None:
    """Refuse a ``value`` that is none of the ``known`` ones."""
    if value not in known:
        raise RefusedError(f"{what} is one of {', '.join(known)}; got {value!r:.80}")


def summary_text(text: str) -> str:
    """Return a summary as it may be stored."""
    if len(text) > _LONGEST_TEXT:
        raise RefusedError(
            f"a summary holds at most {_LONGEST_TEXT:,} characters; this one has {len(text):,}", "too_long"
        )
    return _clean(text)


def note(text: str) -> str:
    """Return a reason or a comment as it may be stored."""
    if len(text) > _LONGEST_NOTE:
        raise RefusedError(f"a note holds at most {_LONGEST_NOTE:,} characters; this one has {len(text):,}", "too_long")
    return _clean(text)


def event_id(given: str) -> str:
    """Return a client's own id for an event."""
    if not _EVENT_ID.fullmatch(given):
        raise RefusedError("an event's id is 1 to 64 letters, digits and .:_-")
    return given


def _clean(text: str) -> str:
    found = _NOT_TEXT.search(text)
    if found is not None:
        raise RefusedError(f"U+{ord(found.group()):04X} at character {found.start()} is no text", "bad_text")
    return text
