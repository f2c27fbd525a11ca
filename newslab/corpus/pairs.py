"""Turns rows of PAIRS and TEXTS into records, or says why it cannot; every row has its answer, odd ones too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from newslab.corpus.row import Row
from newslab.corpus.values import Unfit, id_of, language_of, published_of, references_of, text_of
from newslab.records import Article, Pair, Refusal

T = TypeVar("T")


def pairs_of(
    rows: Iterable[Row | Refusal],
    language: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Pair | Refusal]:
    """Yield a pair, or a refusal, for each row, in order; ``columns`` maps our names to the file's.

    Texts are taken as they stand, so that offsets fit them. Both may be empty; neither may be missing.
    """
    return _each(rows, columns, lambda data: _pair(data, language))


def articles_of(
    rows: Iterable[Row | Refusal],
    language: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Article | Refusal]:
    """Yield an article, or a refusal, for each row of TEXTS, in order."""
    return _each(rows, columns, lambda data: _article(data, "text", language))


def _each(
    rows: Iterable[Row | Refusal],
    columns: Mapping[str, str] | None,
    made: Callable[[Mapping[str, Any]], T],
) -> Iterator[T | Refusal]:
    for row in rows:
        if isinstance(row, Refusal):
            yield row
            continue
        data = {**row.data, **{ours: row.data.get(theirs) for ours, theirs in (columns or {}).items()}}
        try:
            yield made(data)
        except Unfit as unfit:
            yield row.refused(str(unfit))


def _pair(data: Mapping[str, Any], language: str | None) -> Pair:
    summary = _given_text(data, "summary")
    article = _article(data, "article", language, looks_like=summary)
    return Pair(id=article.id, article=article, summary=summary)


def _article(data: Mapping[str, Any], key: str, language: str | None, looks_like: str = "") -> Article:
    """Return the article under ``key``; where it is empty, its language is that of ``looks_like``."""
    identity, text = id_of(data.get("id")), _given_text(data, key)
    return Article(
        id=identity,
        text=text,
        language=language_of(data.get("language"), language, text if text.strip() else looks_like),
        published=published_of(data.get("published")),
        references=references_of(data.get("reference")),
    )


def _given_text(data: Mapping[str, Any], key: str) -> str:
    """Return the text under ``key``. Raises Unfit where it is missing or null: that is not an empty text."""
    if data.get(key) is None:
        raise Unfit(
            f"no {key} (keys: {', '.join(data) or 'none'}), expected id, {key} and others"
            if key not in data
            else f"{key} is null, expected a text"
        )
    return text_of(key, data[key])
