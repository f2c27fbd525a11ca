"""Owns what a prompt is: files in several languages with a version and a hash, filled with texts that are data."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from newslab.records import digest_of

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_ROLES = ("system", "user")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A prompt in each language. ``digest`` is a hash of its wording; a new wording is a new version."""

    name: str
    version: int
    languages: Mapping[str, Mapping[str, str]]

    @property
    def digest(self) -> str:
        """A hash of the wording, in 12 hexadecimal digits."""
        return digest_of(self.version, {code: dict(words) for code, words in self.languages.items()})[:12]

    def __str__(self) -> str:
        return f"{self.name}-v{self.version}-{self.digest}"

    def chat(self, language: str, values: Mapping[str, str]) -> list[dict[str, str]]:
        """Return the messages to a model, in a language, with ``values`` filled in."""
        wording = self.languages[language]
        return [{"role": role, "content": fill(wording[role], values)} for role in _ROLES if role in wording]


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return a template with its ``{names}`` filled in, in one pass: what a value says in braces stays what it is."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template).strip()


def fenced(text: str, tags: Collection[str]) -> str:
    """Return a text that can stand between ``<tag>`` and ``</tag>``: those tags within it are written another way."""
    fence = re.compile(rf"<(?=\s*/?\s*(?:{'|'.join(map(re.escape, tags))})\b)", re.IGNORECASE)
    return fence.sub("‹", text)
