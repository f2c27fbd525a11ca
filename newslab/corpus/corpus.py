"""Owns a loaded corpus: its articles as Arrow on disk, read back one by one or as a Hugging Face data set."""

from __future__ import annotations

import atexit
import json
import math
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from newslab.records import Article, Refusal

# A batch is written when it holds so many articles or characters: memory stays bounded, also for huge articles.
_BATCH_ROWS = 1000
_BATCH_CHARACTERS = 8_000_000
# What the declared Features say; `extra` is a JSON object, since its columns may differ from row to row.
COLUMNS: Mapping[str, str] = {
    "id": "string",
    "title": "string",
    "text": "string",
    "published": "string",
    "language": "string",
    "reference": "list",
    "source": "string",
    "url": "string",
    "disclosure": "string",
    "extra": "string",
}


class Corpus:
    """Accepted articles, in order, and what was refused or passed over."""

    def __init__(
        self, path: Path, length: int, *, refused: tuple[Refusal, ...] = (), skipped: tuple[str, ...] = ()
    ) -> None:
        self.path = path
        self.refused = refused
        self.skipped = skipped
        self._length = length

    def __len__(self) -> int:
        return self._length

    def __repr__(self) -> str:
        return f"Corpus({self._length} articles, {len(self.refused)} refused)"

    def articles(self) -> Iterator[Article]:
        """Yield the articles, in order; only a batch of them is in memory."""
        import pyarrow as pa  # noqa: PLC0415  (a quarter of a second, once articles are really read)

        with pa.memory_map(str(self.path)) as source, pa.ipc.open_stream(source) as batches:
            for batch in batches:
                yield from map(_article, batch.to_pylist())

    __iter__ = articles

    @cached_property
    def dataset(self) -> Any:
        """The articles as a ``datasets.Dataset`` with declared Features, mapped from disk.

        ``reference`` is a list of texts; ``extra`` holds the columns that newslab does not know, as a JSON object.
        """
        from datasets import Dataset, DatasetInfo, Features, List, Value  # noqa: PLC0415  (two seconds)

        kinds = {"string": Value("string"), "list": List(Value("string"))}
        features = Features({name: kinds[kind] for name, kind in COLUMNS.items()})
        return Dataset.from_file(str(self.path), info=DatasetInfo(features=features))


class CorpusWriter:
    """Writes articles to an Arrow stream in a folder that is removed when the process ends."""

    def __init__(self) -> None:
        import pyarrow as pa  # noqa: PLC0415  (as above)

        folder = tempfile.mkdtemp(prefix="newslab-corpus-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        kinds = {"string": pa.string(), "list": pa.list_(pa.string())}
        self._schema = pa.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])
        self._path = Path(folder) / "articles.arrow"
        self._writer = pa.ipc.new_stream(str(self._path), self._schema)
        self._batch_of = pa.RecordBatch.from_pylist
        self._rows: list[dict[str, Any]] = []
        self._characters = 0
        self._length = 0

    def add(self, article: Article) -> None:
        """Take one more article."""
        row = _row(article)
        self._rows.append(row)
        self._characters += sum(len(value) for value in row.values() if isinstance(value, str))
        self._length += 1
        if len(self._rows) >= _BATCH_ROWS or self._characters >= _BATCH_CHARACTERS:
            self._flush()

    def finish(self, *, refused: tuple[Refusal, ...] = (), skipped: tuple[str, ...] = ()) -> Corpus:
        """Return the corpus of all that was added; nothing can be added after."""
        self._flush()
        self._writer.close()
        return Corpus(self._path, self._length, refused=refused, skipped=skipped)

    def _flush(self) -> None:
        self._writer.write_batch(self._batch_of(self._rows, schema=self._schema))
        self._rows, self._characters = [], 0


def _row(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "published": article.published,
        "language": article.language,
        "reference": list(article.references),
        "source": article.source,
        "url": article.url,
        "disclosure": article.disclosure,
        "extra": json.dumps(_plain(article.extra), ensure_ascii=False, default=str) if article.extra else None,
    }


def _article(row: Mapping[str, Any]) -> Article:
    known = {
        name: row[name] for name in ("id", "title", "text", "published", "language", "source", "url", "disclosure")
    }
    extra = json.loads(row["extra"]) if row["extra"] else {}
    return Article(**known, references=tuple(row["reference"] or ()), extra=extra)


def _plain(value: Any) -> Any:
    """Return a value that JSON can hold: NaN and infinities, which tables use for "nothing", become null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
