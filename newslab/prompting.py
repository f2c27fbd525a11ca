"""Owns how a prompt is filled: what is put into it is data, which neither closes its fence nor is filled in itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return a template with its ``{names}`` filled in, in one pass: what a value says in braces stays what it is."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template).strip()


def fenced(text: str, tags: Collection[str]) -> str:
    """Return a text that can stand between ``<tag>`` and ``</tag>``: those tags within it are written another way."""
    fence = re.compile(rf"<(?=\s*/?\s*(?:{'|'.join(map(re.escape, tags))})\b)", re.IGNORECASE)
    return fence.sub("‹", text)
