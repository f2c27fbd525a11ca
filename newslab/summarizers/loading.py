"""Owns how a model is put into memory: on which device or devices, in which precision, quantized or not."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from newslab.mistakes import UserError
from newslab.summarizers.generation import Engine, Settings
from newslab.summarizers.spec import Spec, SpecError
from newslab.summarizers.weights import Weights, converted, quiet, whole

_OPTIONS = frozenset({"device", "device_map", "dtype", "quantize", "threads"})
_DTYPES = ("auto", "float32", "float16", "bfloat16")
# How accelerate spreads a model over the devices there are.
_MAPS = ("auto", "balanced", "balanced_low_0", "sequential")
_QUANTIZERS = ("int8", "nf4")
_BITSANDBYTES = "bitsandbytes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loading:
    """How to load a model: on one ``device``, or spread over all there are as ``device_map`` says.

    ``quantize`` holds the weights in 8 bits (``int8``) or 4 (``nf4``) and computes in ``dtype``.
    """

    device: str = "auto"
    device_map: str | None = None
    dtype: str = "auto"
    quantize: str | None = None

    @property
    def signature(self) -> list[str]:
        """The parts of a signature: what changes the outcome. Where the model lies does not."""
        precise = [f"dtype:{self.dtype}"]
        return [*precise, f"quantize:{self.quantize}-{version(_BITSANDBYTES)}"] if self.quantize else precise

    @property
    def told(self) -> Mapping[str, str]:
        """The settings that a reader of the summary may want."""
        options = {"device_map": self.device_map, "quantize": self.quantize}
        return {"device": self.device, "dtype": self.dtype} | {key: value for key, value in options.items() if value}


def loading_options(spec: Spec) -> frozenset[str]:
    """Return the options that say how a model is loaded; only the hub has revisions."""
    return _OPTIONS | {"revision"} if spec.name == "hf" else _OPTIONS


def loading_of(spec: Spec) -> Loading:
    """Return how a model's name wants it loaded. Raises UserError for what cannot be, or lacks its library."""
    if "device" in spec.options and "device_map" in spec.options:
        raise SpecError(f"{spec}: device names one place and device_map spreads over all, expected one of them")
    quantize = spec.choice("quantize", _QUANTIZERS, "int8") if "quantize" in spec.options else None
    if quantize and find_spec(_BITSANDBYTES) is None:
        raise UserError(f"{spec}: quantize needs bitsandbytes: pip install 'newslab[quantize]'")
    return Loading(
        device=spec.options.get("device", "auto"),
        device_map=spec.choice("device_map", _MAPS, "auto") if "device_map" in spec.options else None,
        dtype=spec.choice("dtype", _DTYPES, "auto"),
        quantize=quantize,
    )


def load(weights: Weights, loading: Loading, settings: Settings) -> Engine:
    """Load a model: sequence to sequence or causal, as its configuration says."""
    from transformers import (  # noqa: PLC0415  (heavy; only who runs a model needs it)
        AutoConfig,
        AutoModelForCausalLM,
        AutoModelForSeq2SeqLM,
        AutoTokenizer,
    )

    source = str(converted(weights)) if weights.source.endswith(".gguf") else weights.source
    with quiet():
        config = AutoConfig.from_pretrained(source, revision=weights.hub_revision)
        family = AutoModelForSeq2SeqLM if config.is_encoder_decoder else AutoModelForCausalLM
        model = whole(
            *family.from_pretrained(
                source, revision=weights.hub_revision, output_loading_info=True, **_arguments(loading)
            )
        ).eval()
        tokenizer = AutoTokenizer.from_pretrained(source, revision=weights.hub_revision)
    return Engine(model=model, tokenizer=tokenizer, settings=settings, ends=_ends(model, tokenizer))


def _arguments(loading: Loading) -> Mapping[str, Any]:
    """Return what ``from_pretrained`` is told; weights go to their device as they are read."""
    import torch  # noqa: PLC0415  (as above)

    dtype: Any = loading.dtype if loading.dtype == "auto" else getattr(torch, loading.dtype)
    placed = loading.device_map or {"": _device(loading.device)}
    quantized = {"quantization_config": _quantization(loading)} if loading.quantize else {}
    return {"dtype": dtype, "device_map": placed, **quantized}


def _quantization(loading: Loading) -> Any:
    from transformers import BitsAndBytesConfig  # noqa: PLC0415  (as above)

    # It warns at every multiplication that it computes in half precision, which is what was asked for.
    logging.getLogger(_BITSANDBYTES).setLevel(logging.ERROR)
    if loading.quantize == "int8":
        return BitsAndBytesConfig(load_in_8bit=True)
    computed = None if loading.dtype == "auto" else loading.dtype
    return BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=computed)


def _device(asked: str) -> str:
    """Return the device asked for, or (auto) the fastest there is. Raises SpecError for one that is not there."""
    import torch  # noqa: PLC0415  (as above)

    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if asked == "auto":
        return next(name for name, known in there.items() if known)
    if not there.get(asked.partition(":")[0], True):
        names = ", ".join(name for name, known in there.items() if known)
        raise SpecError(f"no device {asked!r} on this machine, expected one of {names}")
    return asked


def _ends(model: Any, tokenizer: Any) -> frozenset[int]:
    told = model.generation_config.eos_token_id
    ends = told if isinstance(told, list) else [told]
    return frozenset(int(token) for token in (*ends, tokenizer.eos_token_id) if token is not None)
