"""Owns which column of a file is which part of an article: our names, the usual other names, and what the user said."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from newslab.mistakes import UserError

# field → the names it goes by in other people's files, the likeliest first (CNN/DailyMail, XSum, MLSUM, 20Minuten,
# Newsroom, NewsAPI, RSS exports and German editorial systems); letter case does not matter.
ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "id": ("guid", "uid", "article_id", "doc_id", "document_id"),
    "title": ("headline", "heading", "titel", "überschrift", "schlagzeile"),
    "text": ("article", "document", "body", "content", "story", "maintext", "fulltext", "artikel", "inhalt"),
    "published": (
        "date", "published_at", "publishedat", "date_published", "date_publish", "pub_date", "pubdate",
        "publication_date", "datetime", "timestamp", "datum", "veröffentlicht",
    ),
    "language": ("lang", "sprache"),
    "reference": ("references", "highlights", "summary", "target", "abstract", "zusammenfassung"),
    "source": ("publisher", "outlet", "newspaper", "source_domain", "quelle"),
    "url": ("link", "uri", "permalink"),
    "disclosure": ("ai_disclosure", "ki_hinweis"),
})  # fmt: skip


class ColumnError(UserError):
    """What the user said of the columns cannot be."""


def checked_columns(columns: Mapping[str, str]) -> Mapping[str, str]:
    """Return the user's choice of columns. Raises ColumnError where it names a field that articles do not have."""
    for field in columns:
        if field not in ALIASES:
            raise ColumnError(f"articles have no {field!r}; --column takes one of {', '.join(ALIASES)}")
    return columns


@lru_cache(maxsize=64)
def assigned(
    names: tuple[str, ...], chosen: tuple[tuple[str, str], ...], kept: frozenset[str]
) -> Mapping[str, str | None]:
    """Return for each field the column it is read from, None where there is none.

    ``chosen`` is what the user decided and comes first; then a column with the field's own name, then its other
    names. A column serves one field only, so one chosen as reference is no longer the title. ``kept`` are columns
    that only the user may assign.
    """
    found: dict[str, str | None] = dict(chosen)
    free = {name.strip().casefold(): name for name in reversed(names) if name not in kept}
    for name in dict(chosen).values():
        free.pop(name.strip().casefold(), None)
    for field in ALIASES:
        if field not in found:
            found[field] = free.pop(field, None)
    for field, others in ALIASES.items():
        if found[field] is None:
            found[field] = next((free.pop(other) for other in others if other in free), None)
    return found
