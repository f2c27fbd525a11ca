"""Reads rows of Hugging Face datasets: a folder written by ``save_to_disk``, or a data set of the hub."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from newslab.corpus.lines import SourceError
from newslab.corpus.row import Row, sound, unfolded
from newslab.records import Refusal

HUB = "hub:"
_MARKS = ("dataset_dict.json", "dataset_info.json", "state.json")
# A comparison wants articles that the models were not trained on, so a test split comes first.
_PREFERRED = ("test", "validation", "train")
_HUB_NAME = re.compile(r"(?P<name>[^:]+?)(?::(?P<split>[^:/\\]+))?")


def is_saved_dataset(folder: Path) -> bool:
    """Tell whether ``save_to_disk`` wrote this folder."""
    return any((folder / mark).is_file() for mark in _MARKS) and not (folder / "dataset_infos.json").is_file()


def read_saved(folder: Path) -> Iterator[Row | Refusal]:
    """Yield the rows of a saved data set, of all its splits in order; it stays on disk, memory is bounded."""
    from datasets import DatasetDict, load_from_disk  # noqa: PLC0415  (two seconds that other formats need not pay)

    try:
        loaded = load_from_disk(str(folder))
    except Exception as error:
        raise SourceError(f"cannot read {folder} as a saved data set ({_first_line(error)})") from error
    splits: Mapping[str, Iterable[Mapping[str, Any]]] = loaded if isinstance(loaded, DatasetDict) else {"": loaded}
    for split, rows in splits.items():
        yield from _rows(f"{folder}/{split}" if split else str(folder), rows)


def read_hub(source: str) -> Iterator[Row | Refusal]:
    """Yield the rows of ``hub:NAME[:SPLIT]`` as they arrive; nothing is kept on disk. ``ORG/NAME/CONFIG`` picks a part.

    Without a split: the test split, else validation, else train, else the first. Raises SourceError.
    """
    from datasets import load_dataset  # noqa: PLC0415  (as above)

    found = _HUB_NAME.fullmatch(source.removeprefix(HUB))
    if found is None:
        raise SourceError(f"cannot understand {source!r}, expected hub:NAME or hub:NAME:SPLIT")
    name, config = _name_and_part(found["name"])
    try:
        splits = load_dataset(name, config, streaming=True)
        split = found["split"] or next((each for each in _PREFERRED if each in splits), next(iter(splits)))
        rows = splits[split]
    except KeyError as error:
        raise SourceError(f"{name} has no split {error}; it has {', '.join(splits)}") from error
    except Exception as error:
        raise SourceError(f"cannot load {name!r} from the hub ({_first_line(error)})") from error
    yield from _rows(f"{HUB}{found['name']}:{split}", rows)


def _rows(file: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[Row | Refusal]:
    for number, data in enumerate(rows, start=1):
        yield sound(Row(file=file, line=number, data=unfolded(data)))


def _name_and_part(name: str) -> tuple[str, str | None]:
    if Path(name).exists() or name.count("/") != 2:
        return name, None
    owner, _, rest = name.partition("/")
    title, _, part = rest.partition("/")
    return f"{owner}/{title}", part


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
