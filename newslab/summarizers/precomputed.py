"""Owns the summaries that somebody else made: in a column of the corpus, or in a file of ids and summaries."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from newslab.mistakes import UserError
from newslab.records import Article, Provenance, Summary
from newslab.summarizers.catalogue import limits_of
from newslab.summarizers.one_by_one import Free, NoSummaryError, one_by_one
from newslab.summarizers.spec import Spec, SpecError


class Column(Free):
    """Summaries from a column of the corpus that newslab does not use otherwise."""

    def __init__(self, spec: Spec) -> None:
        spec.known(())
        if not spec.argument:
            raise SpecError("column: names no column, expected column:NAME")
        self.name = str(spec)
        self.column = spec.argument
        self.signature = f"column:{spec.argument}|v:1"
        self.limits = limits_of("column")

    def summarize(self, articles: Sequence[Article]) -> Iterator[Summary]:
        """Yield what stands in the column."""
        return one_by_one(self, articles, self._read)

    def _read(self, article: Article) -> tuple[str, Provenance]:
        given = article.extra.get(self.column)
        if not isinstance(given, str) or not given.strip():
            came = "has no such column" if self.column not in article.extra else f"has {type(given).__name__} there"
            columns = ", ".join(article.extra) or "none"
            raise NoSummaryError(f"the article {came} (unused columns: {columns}), expected a text in {self.column}")
        return given, Provenance(settings={"column": self.column})


class File(Free):
    """Summaries from JSON Lines of ``{"id", "summary"}``, as ``newslab summarize`` writes them."""

    reads_ids = True  # two articles with one text may have two summaries here

    def __init__(self, spec: Spec) -> None:
        spec.known(())
        self._path = Path(spec.argument)
        try:
            self._content = self._path.read_bytes()
        except OSError as error:
            raise UserError(f"{spec}: cannot read {self._path} ({error.strerror}), expected JSON Lines") from error
        self._revision = f"sha256:{sha256(self._content).hexdigest()[:16]}"
        self.name = str(spec)
        self.signature = f"file|revision:{self._revision}|v:1"
        self.limits = limits_of("file")

    def summarize(self, articles: Sequence[Article]) -> Iterator[Summary]:
        """Yield the file's summary of each article's id."""
        return one_by_one(self, articles, self._find)

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[str, Any]]:
        """The file's rows by id. Raises NoSummaryError for a file that is broken: no row of it can be trusted."""
        rows: dict[str, Mapping[str, Any]] = {}
        for number, line in enumerate(self._content.split(b"\n"), start=1):
            if not line.strip():
                continue
            row = _row(line)
            if row is None:
                raise NoSummaryError(f"{self._path}:{number}: expected a JSON object with id and summary")
            if str(row["id"]) in rows:
                raise NoSummaryError(f"{self._path}:{number}: id {row['id']!r} comes twice, expected each once")
            rows[str(row["id"])] = row
        return rows

    def _find(self, article: Article) -> tuple[str, Provenance]:
        row = self._rows.get(article.id)
        if row is None:
            raise NoSummaryError(f"{self._path} has no summary with id {article.id!r}")
        if not isinstance(row["summary"], str):
            raise NoSummaryError(f"{self._path} has no summary of {article.id!r}: {row.get('error', 'it is null')}")
        return row["summary"], Provenance(settings={"file": self._path.name}, revision=self._revision)


def _row(line: bytes) -> Mapping[str, Any] | None:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) and "id" in row and "summary" in row else None
