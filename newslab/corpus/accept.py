"""Owns what makes a row an article: its columns, its language, its own id, a text that is not empty."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from newslab.corpus.columns import assigned, checked_columns
from newslab.corpus.disclosure import split_disclosure
from newslab.corpus.row import Row
from newslab.corpus.values import Unfit, id_of, language_of, optional_text, published_of, references_of, text_of
from newslab.records import Article, Refusal, digest_of
from newslab.text.detect import foreign
from newslab.text.language import LANGUAGES


class Acceptance:
    """Accepts rows one after the other and remembers the ids that were taken, over all files of a corpus.

    ``columns`` maps our names to the file's; ``kept`` are columns that are never taken for a field unasked (a
    column that holds a model's summaries is no reference).
    """

    def __init__(
        self,
        columns: Mapping[str, str] | None = None,
        *,
        language: str | None = None,
        kept: Collection[str] = (),
    ) -> None:
        self._columns = tuple(checked_columns(columns or {}).items())
        self._language = language
        self._kept = frozenset(kept)
        self._taken: dict[str, str] = {}

    def __call__(self, row: Row, fallback_id: str) -> Article | Refusal:
        """Return the row's article, or its refusal; ``fallback_id`` is for files without a column of ids."""
        places = assigned(tuple(row.data), self._columns, self._kept)
        try:
            article = self._article(row, places, fallback_id)
        except Unfit as unfit:
            return row.refused(str(unfit))
        before = self._taken.setdefault(article.id, f"{row.file}:{row.line}")
        if before != f"{row.file}:{row.line}":
            return row.refused(f"id {article.id!r} was taken at {before}, expected each id once")
        return article

    def _article(self, row: Row, places: Mapping[str, str | None], fallback_id: str) -> Article:
        def told(field: str) -> Any:
            column = places[field]
            return row.data.get(column) if column is not None else None

        text = self._text(row, places)
        language = language_of(told("language"), self._language, text)
        disclosure = optional_text(told("disclosure"))
        if disclosure is None:
            text, disclosure = split_disclosure(text, language)
        if not text.strip():
            raise Unfit("the text is empty, expected an article")
        used = {column for column in places.values() if column is not None}
        return Article(
            id=fallback_id if told("id") is None else id_of(told("id")),
            text=text,
            language=language,
            title=optional_text(told("title")),
            published=published_of(told("published")),
            references=references_of(told("reference")),
            source=optional_text(told("source")),
            url=optional_text(told("url")),
            disclosure=disclosure,
            extra={name: value for name, value in row.data.items() if name not in used},
        )

    def _text(self, row: Row, places: Mapping[str, str | None]) -> str:
        column = places["text"]
        if column is None or column not in row.data:
            names = ", ".join(row.data) or "none"
            wanted = "a text" if column is None else repr(column)
            raise Unfit(f"no column with {wanted} (columns: {names[:120]}), expected one, or --column text=FIELD")
        text = text_of("text", row.data[column])
        if not text.strip():
            raise Unfit("the text is empty, expected an article")
        if places["language"] is None and self._language is None and (code := foreign(text)):
            raise Unfit(f"the text looks like language {code!r}, expected one of {', '.join(LANGUAGES)}, or --language")
        return text


def made_id(stem: str, row: Row) -> str:
    """Return an id for a row of a file without ids: the file's name and a hash of the row, stable when rows move."""
    return f"{stem}-{digest_of(dict(row.data))[:12]}"
