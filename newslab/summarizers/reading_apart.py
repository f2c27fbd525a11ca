"""Owns reading the inputs of a batch one after the other where that is faster; the batch is written together then."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any


def read_apart(model: Any, inputs: Sequence[Sequence[int]]) -> Any | None:
    """Return what the model keeps of all tokens but the last of each input, as one cache; None where it has no use.

    A processor gains nothing by reading inputs side by side, since its arithmetic is busy with one; but it reads the
    padding too, and masks it. The cache is padded at the left, where the batch's attention mask hides it.
    """
    if len(inputs) < 2 or min(map(len, inputs)) < 2 or not _can(model):
        return None
    rows = [_read(model, ids[:-1]) for ids in inputs]
    return _side_by_side(model, rows, max(map(len, inputs)) - 1)


def _can(model: Any) -> bool:
    """Tell whether the model runs on a processor, is told where tokens stand, and keeps keys and values of them all."""
    from transformers import DynamicCache  # noqa: PLC0415  (heavy; whoever has a model has it already)
    from transformers.cache_utils import DynamicLayer  # noqa: PLC0415  (as above)

    if model.device.type != "cpu" or model.config.is_encoder_decoder:
        return False
    taken = inspect.signature(model.forward).parameters
    if not {"past_key_values", "position_ids", "logits_to_keep"} <= set(taken):
        return False
    return all(type(layer) is DynamicLayer for layer in DynamicCache(config=model.config).layers)


def _read(model: Any, ids: Sequence[int]) -> list[tuple[Any, Any]]:
    """Return the keys and values of one input, layer by layer."""
    import torch  # noqa: PLC0415  (as above)
    from transformers import DynamicCache  # noqa: PLC0415  (as above)

    cache = DynamicCache(config=model.config)
    model(input_ids=torch.tensor([list(ids)]), past_key_values=cache, use_cache=True, logits_to_keep=1)
    return [(layer.keys, layer.values) for layer in cache.layers]


def _side_by_side(model: Any, rows: Sequence[list[tuple[Any, Any]]], width: int) -> Any:
    """Return one cache of several, each padded to ``width``; theirs are given up layer by layer, to hold none twice."""
    import torch  # noqa: PLC0415  (as above)
    from transformers import DynamicCache  # noqa: PLC0415  (as above)

    def padded(part: Any) -> Any:
        return torch.nn.functional.pad(part, (0, 0, width - part.shape[-2], 0))

    whole = DynamicCache(config=model.config)
    for number in range(len(rows[0])):
        parts = [row.pop(0) for row in rows]
        whole.update(*(torch.cat([padded(part[side]) for part in parts]) for side in (0, 1)), number)
    return whole
