"""Owns by which other names an alliance, an authority or a party goes, and which house its organs speak for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from newslab.text.language import table
from newslab.text.names.spellings import stem
from newslab.text.normalise import folded

# A name of one or several words, each as its stem.
Called = tuple[str, ...]


@cache
def other_names(language: str) -> dict[str, tuple[Called, ...]]:
    """Return, by the stem of each word of a house's names, the names that say the same without that word."""
    found: dict[str, list[Called]] = {}
    for names in _houses(language):
        for root in {root for name in names for root in name}:
            found.setdefault(root, []).extend(name for name in names if root not in name)
    for house, organs in table(language, "names")["organs_of"].items():
        found.setdefault(stem(folded(house), language), []).extend(_called(organs, language))
    return {root: tuple(names) for root, names in found.items()}


@cache
def long_names(language: str) -> frozenset[Called]:
    """Return the names of several words that a house goes by: "Vereinte Nationen"."""
    return frozenset(name for names in _houses(language) for name in names if len(name) > 1)


def _houses(language: str) -> Iterator[tuple[Called, ...]]:
    """Yield the names of each house of the table, and the words for each party."""
    stored = table(language, "names")
    for names in (*stored["aliases"], *stored["parties"].values()):
        yield _called(names, language)


def _called(names: Sequence[str], language: str) -> tuple[Called, ...]:
    return tuple(tuple(stem(folded(word), language) for word in name.split()) for name in names)
