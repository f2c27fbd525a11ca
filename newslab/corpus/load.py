"""Loads articles from any CORPUS into Arrow on disk: what was accepted, what was refused, in bounded memory."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from tqdm.auto import tqdm

from newslab.corpus.accept import Acceptance, made_id
from newslab.corpus.corpus import Corpus, CorpusWriter
from newslab.corpus.lines import checked_encoding
from newslab.corpus.sources import Source, find_sources
from newslab.records import Article, Refusal


def load_articles(
    paths: str | Path | Iterable[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    language: str | None = None,
    encoding: str | None = None,
    limit: int | None = None,
    kept: Collection[str] = (),
    progress: bool | None = None,
) -> Corpus:
    """Return the articles of files, folders and data sets; rows that cannot be used are in ``refused``.

    ``columns`` maps our names to the file's (``{"reference": "title"}``); ``kept`` are columns not to be taken for
    a field unasked. ``limit`` ends the reading after so many accepted articles of the whole input. ``progress``
    shows a bar; by default on a terminal and in a notebook. Raises SourceError and ColumnError for what cannot be
    read at all.
    """
    checked_encoding(encoding)
    found = find_sources([paths] if isinstance(paths, str | Path) else paths, encoding)
    accept = Acceptance(columns, language=language, kept=kept)
    items = _accepted(found.sources, accept)
    writer, refused = CorpusWriter(), []
    for item in _limited(_shown(items, progress=progress), limit):
        if isinstance(item, Refusal):
            refused.append(item)
        else:
            writer.add(item)
    return writer.finish(refused=tuple(refused), skipped=found.skipped)


def _accepted(sources: Iterable[Source], accept: Acceptance) -> Iterator[Article | Refusal]:
    for source in sources:
        for row in source.rows():
            if isinstance(row, Refusal):
                yield row
            else:
                yield accept(row, source.stem if source.whole else made_id(source.stem, row))


def _limited(items: Iterable[Article | Refusal], limit: int | None) -> Iterator[Article | Refusal]:
    """Yield until ``limit`` articles came; what stands after the last of them is not read."""
    accepted = 0
    for item in items if limit != 0 else ():
        yield item
        accepted += isinstance(item, Article)
        if accepted == limit:
            return


def _shown(items: Iterable[Article | Refusal], *, progress: bool | None) -> Iterable[Article | Refusal]:
    wanted = progress if progress is not None else sys.stderr.isatty() or "ipykernel" in sys.modules
    bar: Iterable[Article | Refusal] = tqdm(items, desc="articles", unit="", disable=not wanted, leave=False)
    return bar
