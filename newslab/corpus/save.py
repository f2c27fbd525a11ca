"""Writes articles back: to any kind of file that they are read from, and to a folder as ``save_to_disk`` writes it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from newslab.corpus.corpus import Corpus, CorpusWriter
from newslab.files import json_line, whole_file
from newslab.mistakes import UserError
from newslab.records import Article

COLUMNS = ("id", "title", "text", "published", "language", "reference", "source", "url", "disclosure")


def save_articles(articles: Corpus | Iterable[Article], path: str | Path) -> None:
    """Write articles under ``path``, by its ending: .jsonl, .json, .csv, .tsv, .parquet; without one, a data set.

    Unknown columns are columns again (in Parquet and data sets, one JSON column ``extra``). Raises UserError where a
    folder stands there already or the ending is another; a file appears whole or not at all.
    """
    corpus = articles if isinstance(articles, Corpus) else _corpus_of(articles)
    target = Path(path)
    suffix = target.suffix.lower()
    if suffix == "":
        _save_dataset(corpus, target)
        return
    writers = {".jsonl": _json_lines, ".json": _json_list, ".csv": _csv, ".tsv": _tsv, ".parquet": _parquet}
    if suffix not in writers:
        raise UserError(f"cannot write {target}: expected a name that ends in {', '.join(writers)}, or a folder")
    with whole_file(target) as stream:
        writers[suffix](corpus, stream)


def _corpus_of(articles: Iterable[Article]) -> Corpus:
    writer = CorpusWriter()
    for article in articles:
        writer.add(article)
    return writer.finish()


def _row(article: Article) -> dict[str, Any]:
    known: dict[str, Any] = {name: getattr(article, name, None) for name in COLUMNS}
    return {**article.extra, **known, "reference": list(article.references)}


def _json_lines(corpus: Corpus, stream: IO[bytes]) -> None:
    for article in corpus:
        stream.write(json_line(_row(article)))


def _json_list(corpus: Corpus, stream: IO[bytes]) -> None:
    for number, article in enumerate(corpus):
        stream.write((b"[\n" if number == 0 else b",\n") + json_line(_row(article)).rstrip(b"\n"))
    stream.write(b"\n]\n" if len(corpus) else b"[]\n")


def _csv(corpus: Corpus, stream: IO[bytes]) -> None:
    _table(corpus, stream, ",")


def _tsv(corpus: Corpus, stream: IO[bytes]) -> None:
    _table(corpus, stream, "\t")


def _table(corpus: Corpus, stream: IO[bytes], delimiter: str) -> None:
    unknown = dict.fromkeys(name for article in corpus for name in article.extra if name not in COLUMNS)
    text = io.TextIOWrapper(stream, "utf-8", newline="", write_through=True)
    table = csv.DictWriter(text, [*COLUMNS, *unknown], delimiter=delimiter, lineterminator="\n")
    table.writeheader()
    table.writerows(map(_cells, corpus))
    text.detach()


def _cells(article: Article) -> Mapping[str, Any]:
    """Return a row of texts: one reference is itself, several are a JSON list; other lists and objects are JSON."""
    row = _row(article)
    if len(article.references) < 2:
        row["reference"] = "".join(article.references)
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
        for name, value in row.items()
    }


def _parquet(corpus: Corpus, stream: IO[bytes]) -> None:
    import pyarrow as pa  # noqa: PLC0415  (a quarter of a second that other kinds of file need not pay)
    from pyarrow.parquet import ParquetWriter  # noqa: PLC0415  (as above)

    with (
        pa.memory_map(str(corpus.path)) as source,
        pa.ipc.open_stream(source) as batches,
        ParquetWriter(stream, batches.schema) as writer,
    ):
        for batch in batches:
            writer.write_batch(batch)


def _save_dataset(corpus: Corpus, target: Path) -> None:
    if target.exists():
        raise UserError(f"cannot write {target}: it exists, expected a folder that does not")
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part"))
    try:
        corpus.dataset.save_to_disk(str(aside / "data"))
        (aside / "data").replace(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
