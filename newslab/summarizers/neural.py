"""Owns the summarizers that run a model on this machine: their names, settings, provenance, and one window of work."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from newslab.records import Article, Provenance, Summary, Usage
from newslab.summarizers.budget import Budget, budget_of
from newslab.summarizers.catalogue import limits_of
from newslab.summarizers.generation import Engine, Settings, Written, windows
from newslab.summarizers.loading import load, loading_of, loading_options
from newslab.summarizers.one_by_one import failed, made, reason_of
from newslab.summarizers.prompts import Prompt, load_prompt
from newslab.summarizers.reading import POLICIES, Reader, Task
from newslab.summarizers.spec import Spec
from newslab.summarizers.weights import check_installed, weights_of

_OPTIONS = {
    "batch", "beams", "characters", "long", "penalty", "prefix", "prompt", "seed", "sentences", "temperature", "tokens",
    "words",
}  # fmt: skip
# How many tokens to allow for a unit of the budget. German words take two to three tokens of an English vocabulary;
# a model that needs more has missed the budget anyway, and is cut.
_TOKENS_FOR = {"words": 2.5, "sentences": 60.0, "characters": 0.5}
_DEFAULT_BUDGET = Budget(unit="words", size=60)


class Neural:
    """A model for transformers: a chat model is asked by a prompt, a sequence-to-sequence model given the article.

    The weights are loaded when the first summary is asked for; name and signature need no heavy library.
    """

    at_once = 1  # a batch's seconds are shared out among its summaries

    def __init__(self, spec: Spec) -> None:
        check_installed()
        spec.known(_OPTIONS | loading_options(spec))
        self.name = str(spec)
        self.limits = limits_of(spec.name)
        self._prompt: Prompt = load_prompt(spec.options.get("prompt", "plain"))
        self._prefix = spec.options.get("prefix", "")
        self._budget = budget_of(spec, _DEFAULT_BUDGET)
        self._long = spec.choice("long", POLICIES, "truncate")
        self._loading = loading_of(spec)
        self._settings = _settings(spec, self._budget)
        # last: the hub may take half a minute to say that it is not there, and a wrong option needs no hub
        self._weights = weights_of(spec)

    @cached_property
    def signature(self) -> str:
        """All that changes the outcome; how the work is spread (batch, threads) does not."""
        asked = self._settings
        decoding = f"beams{asked.beams}" if asked.beams > 1 else "greedy"
        if asked.temperature:
            decoding = f"sample{asked.temperature:g}-seed{asked.seed}"
        return "|".join([
            f"neural:{Path(self._weights.source).name}",
            f"revision:{self._weights.revision}",
            f"prompt:{self._prompt}",
            f"prefix:{self._prefix}",
            str(self._budget),
            f"tokens:{asked.tokens}",
            f"decoding:{decoding}",
            f"penalty:{asked.penalty:g}",
            f"long:{self._long}",
            *self._loading.signature,
            f"transformers:{version('transformers')}",
            f"torch:{version('torch')}",
            "v:1",
        ])  # fmt: skip

    def summarize(self, articles: Sequence[Article]) -> Iterator[Summary]:
        """Yield a summary for each article, in order; a few are written at once, the shortest first."""
        for window in windows(len(articles), self._settings.batch):
            yield from self._window([articles[place] for place in window])

    def most(self, article: Article) -> Usage:  # noqa: ARG002  (the Protocol's: only a tokenizer could count its text)
        """Return where writing stops; parts of a long article are written for themselves, and nobody knows how many."""
        return Usage(tokens_in=None, tokens_out=None if self._long == "chunk" else self._settings.tokens)

    def cost(self, usage: Usage) -> float | None:  # noqa: ARG002  (as above)
        """Return no money: it runs on this machine."""
        return 0.0

    @cached_property
    def engine(self) -> Engine:
        """The model in memory; loaded on first use."""
        return load(self._weights, self._loading, self._settings)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(
            engine=self.engine, prompt=self._prompt, prefix=self._prefix, budget=self._budget, policy=self._long
        )

    def _window(self, articles: Sequence[Article]) -> Iterator[Summary]:
        began = time.perf_counter()
        planned = [self._planned(article) for article in articles]
        tasks = [task for task in planned if isinstance(task, Task)]
        written = iter(self.engine.write([task.tokens for task in tasks]))
        took = round((time.perf_counter() - began) / len(articles), 3)
        for article, task in zip(articles, planned, strict=True):
            outcome = next(written) if isinstance(task, Task) else task
            if isinstance(task, Task) and isinstance(outcome, Written):
                yield made(self, article, outcome.text, self._provenance(task, outcome, took))
            else:
                yield failed(self, article, reason_of(outcome))

    def _planned(self, article: Article) -> Task | Exception:
        """Return what to write for an article, or why nothing can be: one that cannot be read costs itself alone."""
        try:
            return self._reader.task(article)
        except Exception as error:  # noqa: BLE001  (a tokenizer, a template, a chunk's model may raise anything)
            return error

    def _provenance(self, task: Task, outcome: Written, took: float) -> Provenance:
        asked = self._settings
        return Provenance(
            versions={name: version(name) for name in ("newslab", "transformers", "torch")},
            settings=self._told_settings(),
            prompt_hash=None if self.engine.encodes else self._prompt.digest,
            revision=self._weights.revision,
            seed=asked.seed if asked.temperature else None,
            seconds=took,
            tokens_in=outcome.tokens_in,
            tokens_out=outcome.tokens_out,
            seen=task.seen,
            finish=outcome.finish,
        )

    def _told_settings(self) -> dict[str, object]:
        """Return the settings that a reader of the summary may want; how the work was spread is not among them."""
        spread = {"batch", "threads", "seed"}
        told = {key: value for key, value in asdict(self._settings).items() if key not in spread}
        asked = {"prefix": self._prefix} if self.engine.encodes else {"prompt": str(self._prompt)}
        return {**told, **self._loading.told, str(self._budget.unit): self._budget.size, "long": self._long, **asked}


def on_this_machine(spec: Spec) -> Neural:
    """Return the model that ``smollm2``, ``gguf:FILE`` or ``hf:ORG/NAME`` means."""
    return Neural(spec)


def _settings(spec: Spec, budget: Budget) -> Settings:
    return Settings(
        tokens=spec.number("tokens", max(16, round(_TOKENS_FOR[budget.unit] * budget.size))),
        batch=spec.number("batch", 4),
        beams=spec.number("beams", 1),
        temperature=spec.decimal("temperature", 0.0),
        penalty=spec.decimal("penalty", 1.0),
        seed=int(spec.decimal("seed", 0)),
        threads=int(spec.decimal("threads", 0)),
    )
