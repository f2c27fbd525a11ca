"""Owns what differs between languages, as data: one folder of TOML tables for each language under ``languages/``.

A finder asks for its own table (``table("de", "numbers")``). Adding a language is adding its folder and its
test cases; no finder names a language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = tuple(
    sorted(
        entry.name
        for entry in (files("newslab.text") / "languages").iterdir()
        if "." not in entry.name and "_" not in entry.name
    )
)


# Words of which a process keeps an answer: more than a day's articles have, some megabytes for each question asked.
WORDS_KEPT = 1 << 15


class UnknownLanguageError(ValueError):
    """A text was said to be in a language that newslab has no tables for."""

    def __init__(self, language: str) -> None:
        super().__init__(f"newslab knows {', '.join(LANGUAGES)}; got language {language!r}")


@cache
def table(language: str, topic: str) -> Mapping[str, Any]:
    """Return the table ``topic`` of ``language``; it is read once in each process."""
    if language not in LANGUAGES:
        raise UnknownLanguageError(language)
    with (files("newslab.text") / "languages" / language / f"{topic}.toml").open("rb") as stream:
        return tomllib.load(stream)


@cache
def words_of(language: str, topic: str, key: str) -> frozenset[str]:
    """Return the list ``key`` of a table as a set, for the many look-ups of the kind "is this word one of …"."""
    return frozenset(table(language, topic)[key])
