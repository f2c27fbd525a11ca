"""Owns what CORPUS may name: which files and data sets are meant, and where their rows come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from newslab.corpus.dataset_rows import HUB, is_saved_dataset, read_hub, read_saved
from newslab.corpus.lines import SourceError
from newslab.corpus.plain_text import read_plain_text
from newslab.corpus.row import Row
from newslab.corpus.rows import READERS, Reader
from newslab.records import Refusal

_READERS: Mapping[str, Reader] = {".txt": read_plain_text, **READERS}
KNOWN = ", ".join(sorted(_READERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file or data set: ``stem`` names its rows where they have no ids; ``whole`` where it holds one article."""

    stem: str
    rows: Callable[[], Iterator[Row | Refusal]]
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a corpus is read from, in order, and the files of folders that were passed over for their kind."""

    sources: tuple[Source, ...]
    skipped: tuple[str, ...] = ()


def find_sources(named: Iterable[str | Path], encoding: str | None = None) -> Sources:
    """Return the sources behind the names that a user gave. Raises SourceError where one cannot be used."""
    sources: list[Source] = []
    skipped: list[str] = []
    for name in named:
        if str(name).startswith(HUB):
            sources.append(Source(stem=Path(str(name)).name, rows=partial(read_hub, str(name))))
        elif str(name) == "-":
            sources.append(Source(stem="stdin", rows=partial(READERS[".jsonl"], Path("-"), encoding)))
        else:
            _add_path(Path(name), encoding, sources, skipped)
    return Sources(sources=tuple(sources), skipped=tuple(skipped))


def _add_path(path: Path, encoding: str | None, sources: list[Source], skipped: list[str]) -> None:
    if not path.exists():
        raise SourceError(f"no such file or folder: {path}")
    if path.is_file():
        if path.suffix.lower() not in _READERS:
            raise SourceError(f"cannot tell what {path} is by its name; expected {KNOWN}, or a folder of these")
        sources.append(_file(path, path.stem, encoding))
        return
    before = len(sources)
    _add_folder(path, path, encoding, sources, skipped)
    if len(sources) == before:
        raise SourceError(f"{path} holds no article file; expected {KNOWN}, or a folder written by save_to_disk")


def _add_folder(root: Path, folder: Path, encoding: str | None, sources: list[Source], skipped: list[str]) -> None:
    if is_saved_dataset(folder):
        sources.append(Source(stem=folder.name, rows=partial(read_saved, folder)))
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            _add_folder(root, path, encoding, sources, skipped)
        elif path.suffix.lower() in _READERS:
            sources.append(_file(path, path.relative_to(root).with_suffix("").as_posix(), encoding))
        else:
            skipped.append(str(path))


def _file(path: Path, stem: str, encoding: str | None) -> Source:
    suffix = path.suffix.lower()
    return Source(stem=stem, rows=partial(_READERS[suffix], path, encoding), whole=suffix == ".txt")
