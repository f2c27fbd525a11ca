"""Owns how a loaded model writes: batches by length, padding, memory that runs out, and where each text ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from newslab.summarizers.reading_apart import read_apart
from newslab.summarizers.weights import quiet, thread_count


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to generate. A ``temperature`` of 0 takes the likeliest token each time; ``threads`` of 0 are all cores."""

    tokens: int
    batch: int = 4
    beams: int = 1
    temperature: float = 0.0
    penalty: float = 1.0
    seed: int = 0
    threads: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the model wrote for one input; ``finish`` is ``stop`` where it ended by itself, else ``length``."""

    text: str
    tokens_in: int
    tokens_out: int
    finish: str


@dataclass(slots=True, kw_only=True)
class Engine:
    """A model in memory with its tokenizer."""

    model: Any
    tokenizer: Any
    settings: Settings
    ends: frozenset[int] = field(default_factory=frozenset)

    @property
    def encodes(self) -> bool:
        """Whether it reads the input as a whole and writes beside it (sequence to sequence), or goes on from it."""
        return bool(self.model.config.is_encoder_decoder)

    @property
    def room(self) -> int:
        """How many tokens of input it takes."""
        config, most = self.model.config, int(self.tokenizer.model_max_length)
        known = [getattr(config, name, None) for name in ("max_position_embeddings", "n_positions", "max_length")]
        limits = [int(each) for each in (*known[:2], most) if each and int(each) < 10**9]
        room = min(limits, default=1024)
        return room if self.encodes else max(1, room - self.settings.tokens)

    def tokens_of(self, text: str) -> list[int]:
        """Return the tokens of a prepared input."""
        ids: list[int] = self.tokenizer(text, add_special_tokens=self.encodes)["input_ids"]
        return ids

    def write(self, inputs: Sequence[Sequence[int]]) -> list[Written | Exception]:
        """Return what the model writes for each input, in order; what failed is the exception."""
        order = sorted(range(len(inputs)), key=lambda place: len(inputs[place]))
        found: dict[int, Written | Exception] = {}
        size = 1 if self.settings.temperature else self.settings.batch
        for start in range(0, len(order), size):
            places = order[start : start + size]
            found |= zip(places, self._batch([inputs[place] for place in places]), strict=True)
        return [found[place] for place in range(len(inputs))]

    def _batch(self, inputs: Sequence[Sequence[int]]) -> Sequence[Written | Exception]:
        try:
            return self._generated(inputs)
        except Exception as error:  # noqa: BLE001  (whatever the model raises costs this batch alone)
            if not _out_of_memory(error) or len(inputs) == 1:
                return [error] * len(inputs)
        # Outside the handler, so that the failed batch's tensors are freed before half of it is tried.
        half = len(inputs) // 2
        return [*self._batch(inputs[:half]), *self._batch(inputs[half:])]

    def _generated(self, inputs: Sequence[Sequence[int]]) -> list[Written]:
        import torch  # noqa: PLC0415  (heavy; whoever has an engine has it already)

        torch.set_num_threads(thread_count(self.settings.threads))
        torch.manual_seed(self.settings.seed)
        with torch.inference_mode(), quiet():
            kept = read_apart(self.model, inputs) if self.settings.beams == 1 else None
            begun = {} if kept is None else {"past_key_values": kept}
            outputs = self.model.generate(**self._padded(inputs), **self._options(), **begun)
        width = 0 if self.encodes else max(map(len, inputs))
        return [self._written(len(given), row.tolist()[width:]) for given, row in zip(inputs, outputs, strict=True)]

    def _padded(self, inputs: Sequence[Sequence[int]]) -> Mapping[str, Any]:
        """Return the batch with padding at the side where the model does not go on: left, but right for an encoder."""
        import torch  # noqa: PLC0415  (as above)

        width = max(map(len, inputs))
        rows, masks = [], []
        for ids in inputs:
            gap = width - len(ids)
            padding, real, none = [self._pad] * gap, [1] * len(ids), [0] * gap
            rows.append([*ids, *padding] if self.encodes else [*padding, *ids])
            masks.append([*real, *none] if self.encodes else [*none, *real])
        device = self.model.device
        return {"input_ids": torch.tensor(rows, device=device), "attention_mask": torch.tensor(masks, device=device)}

    @property
    def _pad(self) -> int:
        for token in (self.tokenizer.pad_token_id, self.tokenizer.eos_token_id):
            if token is not None:
                return int(token)
        return 0

    def _options(self) -> Mapping[str, Any]:
        asked = self.settings
        sampling = {"do_sample": True, "temperature": asked.temperature} if asked.temperature else {"do_sample": False}
        return {
            "max_new_tokens": asked.tokens,
            "num_beams": asked.beams,
            "repetition_penalty": asked.penalty,
            "pad_token_id": self._pad,
            **sampling,
        }

    def _written(self, tokens_in: int, produced: Sequence[int]) -> Written:
        skipped = 1 if self.encodes and produced and produced[0] == self._decoder_start else 0
        own = list(produced[skipped:])
        end = next((place for place, token in enumerate(own) if token in self.ends), None)
        kept = own if end is None else own[:end]
        return Written(
            text=self.tokenizer.decode(kept, skip_special_tokens=True).strip(),
            tokens_in=tokens_in,
            tokens_out=len(kept) + (end is not None),
            finish="length" if end is None else "stop",
        )

    @property
    def _decoder_start(self) -> int | None:
        return getattr(self.model.generation_config, "decoder_start_token_id", None)


def _out_of_memory(error: Exception) -> bool:
    return type(error).__name__ == "OutOfMemoryError" or "memory" in str(error).lower()


def windows(count: int, batch: int) -> Iterator[range]:
    """Yield the stretches of the input that are sorted and written together: so much waits, and is lost by a kill."""
    size = 2 * batch
    for start in range(0, count, size):
        yield range(start, min(count, start + size))
