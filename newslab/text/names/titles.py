"""Owns the words for offices and parties, as the tables of each language have them."""

from __future__ import annotations

from functools import cache, lru_cache

from newslab.text.language import WORDS_KEPT, table


@cache
def heads(language: str) -> dict[str, tuple[int, str]]:
    """Return, for each word for an office in each form, its kind (a line of the table) and its plain form."""
    stored = table(language, "names")
    return {
        head + ending: (kind, head)
        for kind, line in enumerate([*stored["offices"], *stored["professions"]])
        for head in line
        for ending in stored["office_endings"]
        if head + ending not in stored["no_offices"]
    }


@cache
def tails(language: str) -> tuple[str, ...]:
    """Return the words for offices, the longest first."""
    return tuple(sorted(heads(language), key=len, reverse=True))


@lru_cache(maxsize=WORDS_KEPT)
def tail_of(key: str, language: str) -> str | None:
    """Return the longest word for an office, with its ending, in which a word ends."""
    return (
        next((tail for tail in tails(language) if key.endswith(tail)), None) if key.endswith(tails(language)) else None
    )


@cache
def parties(language: str) -> dict[str, str]:
    """Return, for each word for a party, which it is."""
    return {word: party for party, words in table(language, "names")["parties"].items() for word in words}
