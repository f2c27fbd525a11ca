"""Owns a linear-chain model over labels B-X, I-X and O: its file, and the best labelling of a sentence."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Low enough for a forbidden step never to win, high enough not to overflow in a sum.
_FORBIDDEN = -1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceModel:
    """Whole-number weights: ``rows`` gives a feature's row in ``weights`` (features × labels); the last row is empty.

    Whole numbers make the same text come out the same on every machine.
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: NDArray[np.int32]
    steps: NDArray[np.int32]
    first: NDArray[np.int32]

    def label(self, features: Sequence[Sequence[str]]) -> list[str]:
        """Return the best label of each token of a sentence (Viterbi), given what the model sees of each."""
        if not features:
            return []
        get, empty = self.rows.get, len(self.weights) - 1
        scores = [self.weights[[get(name, empty) for name in names]].sum(axis=0) for names in features]
        best = scores[0] + self.first
        back: list[NDArray[np.intp]] = []
        for score in scores[1:]:
            ways = best[:, None] + self.steps
            back.append(ways.argmax(axis=0))
            best = ways.max(axis=0) + score
        at = int(best.argmax())
        path = [at]
        for ways_back in reversed(back):
            at = int(ways_back[at])
            path.append(at)
        return [self.labels[number] for number in reversed(path)]


@cache
def load_model(language: str) -> SequenceModel | None:
    """Return the model of a language, read once in each process; None where the language has none."""
    place = files("newslab.text") / "languages" / language / "names.json"
    if not place.is_file():
        return None
    return model_of(json.loads(place.read_text("utf-8")))


def model_of(stored: dict[str, Any]) -> SequenceModel:
    """Return the model that a file holds."""
    labels = tuple(stored["labels"])
    weights = np.frombuffer(b64decode(stored["weights"]), dtype=np.int8).reshape(-1, len(labels)).astype(np.int32)
    steps, first = np.array(stored["steps"], dtype=np.int32), np.array(stored["first"], dtype=np.int32)
    return SequenceModel(
        labels=labels,
        rows={name: number for number, name in enumerate(stored["features"])},
        weights=np.vstack([weights, np.zeros((1, len(labels)), dtype=np.int32)]),
        steps=_allowed(labels, steps),
        first=np.where([label.startswith("I-") for label in labels], _FORBIDDEN, first).astype(np.int32),
    )


def _allowed(labels: Sequence[str], steps: NDArray[np.int32]) -> NDArray[np.int32]:
    """Forbid every step into the middle of a name that did not begin."""
    bars = [[after.startswith("I-") and before[2:] != after[2:] for after in labels] for before in labels]
    return np.where(bars, _FORBIDDEN, steps).astype(np.int32)


def spans_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return the names of a labelled sentence as (first token, token after the last, type)."""
    found: list[tuple[int, int, str]] = []
    start: int | None = None
    for place, label in enumerate([*labels, "O"]):
        if start is not None and not label.startswith("I-"):
            found.append((start, place, labels[start][2:]))
            start = None
        if label.startswith("B-"):
            start = place
    return found
