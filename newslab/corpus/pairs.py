"""Turns rows of PAIRS and TEXTS into records, or says why it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newslab.corpus.rows import Row
from newslab.records import Article, Pair, Refusal


def pairs_of(rows: Iterable[Row | Refusal], language: str | None = None) -> Iterator[Pair | Refusal]:
    """Yield a pair, or a refusal, for each row, in order."""
    for row in rows:
        yield row if isinstance(row, Refusal) else _pair(row, language)


def articles_of(rows: Iterable[Row | Refusal], language: str | None = None) -> Iterator[Article | Refusal]:
    """Yield an article, or a refusal, for each row of TEXTS, in order."""
    for row in rows:
        yield row if isinstance(row, Refusal) else _article(row, row.data.get("text"), language)


def _pair(row: Row, language: str | None) -> Pair | Refusal:
    article = _article(row, row.data.get("article"), language)
    if isinstance(article, Refusal):
        return article
    return Pair(id=article.id, article=article, summary=str(row.data.get("summary") or ""))


def _article(row: Row, text: object, language: str | None) -> Article | Refusal:
    reference = row.data.get("reference") or ()
    return Article(
        id=str(row.data.get("id", row.line)),
        text=str(text or ""),
        language=language or str(row.data.get("language") or "de"),
        published=row.data.get("published"),
        references=(reference,) if isinstance(reference, str) else tuple(reference),
    )
