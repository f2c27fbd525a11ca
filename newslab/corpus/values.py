"""Turns what stands in a row into what a record holds: ids, texts, days, languages; or says what was expected."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from newslab.text.detect import detect, language_named
from newslab.text.language import LANGUAGES

# 4.9.2025, 04.09.2025: day first, as everywhere that writes dates with full stops.
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class Unfit(ValueError):  # noqa: N818  (it names the value, and never leaves this room)
    """A value that a record cannot hold; the message says what it was and what was expected."""


def text_of(name: str, value: object) -> str:
    """Return a text, the empty one for null. Raises Unfit for anything else."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unfit(f"{name} is {_shown(value)}, expected a text")
    return value


def id_of(value: object) -> str:
    """Return an id as a text; whole numbers are written out. Raises Unfit where there is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value.strip():
        raise Unfit(f"id is {_shown(value)}, expected a text that is not empty")
    return value


def optional_text(value: object) -> str | None:
    """Return a text without white space around it, None where there is nothing; numbers are written out."""
    return str(value).strip() or None if value is not None else None


def references_of(value: object) -> tuple[str, ...]:
    """Return the summaries by people: of a text, or of a list of texts; empty ones are none. Raises Unfit."""
    if value is None:
        return ()
    if isinstance(value, str):
        several_in_one = _listed(value)
        return several_in_one if several_in_one is not None else (value,) if value.strip() else ()
    if isinstance(value, Iterable) and not isinstance(value, dict):
        several = list(value)
        if all(isinstance(each, str) for each in several):
            return tuple(each for each in several if each.strip())
    raise Unfit(f"reference is {_shown(value)}, expected a text or a list of texts")


def published_of(value: object) -> str | None:
    """Return a day, or a day and time, in ISO 8601; None where none is told. Raises Unfit.

    Read are ISO 8601, ``4.9.2025`` and the dates of mails and feeds (``Thu, 04 Sep 2025 08:00:00 +0200``).
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        for read in (_iso, _dotted, _mail):
            found = read(value.strip())
            if found:
                return found
    raise Unfit(f"published is {_shown(value)}, expected a date such as 2025-09-04 or 2025-09-04T08:00:00+02:00")


def language_of(value: object, override: str | None, text: str) -> str:
    """Return the language: the one asked for, else the column's, else what ``text`` looks like. Raises Unfit."""
    if override:
        return override
    if value is None or value == "":
        return detect(text)
    code = language_named(value) if isinstance(value, str) else None
    if code is None:
        raise Unfit(f"language is {_shown(value)}, expected one of {', '.join(LANGUAGES)}")
    return code


def _listed(text: str) -> tuple[str, ...] | None:
    """Return the texts of a JSON list, the form in which a field of CSV holds several; None for any other text."""
    if not text.startswith('["'):
        return None
    try:
        several = json.loads(text)
    except ValueError:
        return None
    return tuple(several) if all(isinstance(each, str) for each in several) else None


def _iso(text: str) -> str | None:
    try:
        if len(text) <= len("2025-09-04"):
            return date.fromisoformat(text).isoformat()
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _dotted(text: str) -> str | None:
    found = _DOTTED.fullmatch(text)
    if not found:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except ValueError:
        return None


def _mail(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, IndexError):
        return None


def _shown(value: object) -> str:
    written = "missing" if value is None else repr(value)
    return written if len(written) <= 60 else written[:57] + "…"
