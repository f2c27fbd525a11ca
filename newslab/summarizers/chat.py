"""Owns asking chat models for other things than summaries: the models, retries and budgets of the summarizers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from newslab.plugins import Table
from newslab.protocols import Chat, Question
from newslab.records import Reply
from newslab.summarizers.asking import Answer, Asker, check_environment, server_address
from newslab.summarizers.generation import Engine, Settings, Written, windows
from newslab.summarizers.loading import load, loading_of, loading_options
from newslab.summarizers.one_by_one import NoSummaryError, reason_of
from newslab.summarizers.purse import SpentError, purse_of
from newslab.summarizers.reading import as_chat
from newslab.summarizers.spec import Spec, SpecError, parse_spec
from newslab.summarizers.weights import check_installed, weights_of

CHATS: Table[Chat] = Table(
    kind="chat model",
    group="newslab.chats",
    built_in={
        "openai": "newslab.summarizers.chat:ServerChat",
        "hf": "newslab.summarizers.chat:LocalChat",
        "gguf": "newslab.summarizers.chat:LocalChat",
        "smollm2": "newslab.summarizers.chat:LocalChat",
    },
)
_SERVER_OPTIONS = {"budget", "cost", "parallel", "prices", "retries", "seed", "temperature", "timeout", "tokens"}
_LOCAL_OPTIONS = {"batch", "tokens"}
# Room for an answer of a dozen quoted passages.
_TOKENS = 800


def chat_model(model: str) -> Chat:
    """Return the chat model that a name means. Raises SpecError and UnknownNameError, which list what there is."""
    spec = parse_spec(model)
    return CHATS.make(spec.name, spec=spec)


class ServerChat:
    """A chat model on a server; as many questions as ``parallel`` says are under way."""

    def __init__(self, spec: Spec, pause: float = 0.5) -> None:
        spec.known(_SERVER_OPTIONS)
        if not spec.argument:
            raise SpecError("openai: names no model, expected openai:MODEL")
        check_environment()
        self.name = str(spec)
        self._spec, self._pause = spec, pause
        self._tokens = spec.number("tokens", _TOKENS)
        self._settings: dict[str, Any] = {"temperature": spec.decimal("temperature", 0.0)}
        if "seed" in spec.options:
            self._settings["seed"] = int(spec.decimal("seed", 0))
        self._parallel = spec.number("parallel", 4)
        self._purse = purse_of(spec)
        self.signature = "|".join([
            f"chat:{spec.argument}",
            f"server:{server_address()}",
            f"tokens:{self._tokens}",
            *(f"{key}:{value:g}" for key, value in self._settings.items()),
            "v:1",
        ])  # fmt: skip

    def ask(self, questions: Sequence[Question]) -> Iterator[tuple[int, Reply]]:
        """Yield the reply to each question as soon as it is there, with the question's number."""
        asker = Asker(
            self._spec.argument,
            self._purse,
            retries=int(self._spec.decimal("retries", 4)),
            timeout=self._spec.decimal("timeout", 60.0),
            pause=self._pause,
        )
        pool = ThreadPoolExecutor(self._parallel, thread_name_prefix="newslab-chat")
        with closing(asker), pool:
            try:
                places = {pool.submit(self._reply, asker, each): place for place, each in enumerate(questions)}
                for future in as_completed(places):
                    yield places[future], future.result()
            finally:
                asker.close()
                pool.shutdown(wait=True, cancel_futures=True)

    def _reply(self, asker: Asker, question: Question) -> Reply:
        try:
            answer = asker.ask(question, self._tokens, self._settings)
        except (NoSummaryError, SpentError) as error:
            return Reply(text=None, error=str(error))
        except Exception as error:  # noqa: BLE001  (one question that goes wrong must not cost the others)
            return Reply(text=None, error=reason_of(error))
        return Reply(
            text=answer.text,
            revision=answer.model,
            tokens_in=answer.tokens_in,
            tokens_out=answer.tokens_out,
            price=self._price(answer),
            finish=answer.finish,
        )

    def _price(self, answer: Answer) -> float | None:
        if "prices" not in self._spec.options or answer.tokens_in is None or answer.tokens_out is None:
            return None
        return round(self._purse.price.of(answer.tokens_in, answer.tokens_out), 6)


class LocalChat:
    """A chat model on this machine, loaded at the first question. What it is asked is never cut: too long is told."""

    def __init__(self, spec: Spec) -> None:
        check_installed()
        spec.known(_LOCAL_OPTIONS | loading_options(spec))
        self.name = str(spec)
        self._loading = loading_of(spec)
        self._settings = Settings(
            tokens=spec.number("tokens", _TOKENS),
            batch=spec.number("batch", 1),
            threads=int(spec.decimal("threads", 0)),
        )
        self._weights = weights_of(spec)  # last, as the hub is slow to say that it is not there

    @cached_property
    def signature(self) -> str:
        """All that changes an answer; how the work is spread does not."""
        return "|".join([
            f"chat:{Path(self._weights.source).name}",
            f"revision:{self._weights.revision}",
            f"tokens:{self._settings.tokens}",
            *self._loading.signature,
            f"transformers:{version('transformers')}",
            f"torch:{version('torch')}",
            "v:1",
        ])  # fmt: skip

    def ask(self, questions: Sequence[Question]) -> Iterator[tuple[int, Reply]]:
        """Yield the reply to each question, a few written at once, with the question's number."""
        for window in windows(len(questions), self._settings.batch):
            planned = {place: self._planned(questions[place]) for place in window}
            fitting = {place: tokens for place, tokens in planned.items() if not isinstance(tokens, Exception)}
            written = dict(zip(fitting, self._engine.write(list(fitting.values())), strict=True))
            for place in window:
                yield place, self._reply(written.get(place, planned[place]))

    @cached_property
    def _engine(self) -> Engine:
        return load(self._weights, self._loading, self._settings)

    def _planned(self, question: Question) -> list[int] | Exception:
        try:
            engine = self._engine
            if engine.encodes:
                raise NoSummaryError(f"{self.name} is no chat model (sequence to sequence)")  # noqa: TRY301  (told as all others)
            tokens = engine.tokens_of(as_chat(engine.tokenizer, question))
            if len(tokens) > engine.room:
                raise NoSummaryError(f"the question is longer than the model, which takes {engine.room} tokens")  # noqa: TRY301  (as above)
        except Exception as error:  # noqa: BLE001  (a tokenizer or a template may raise anything)
            return error
        return tokens

    def _reply(self, outcome: object) -> Reply:
        if not isinstance(outcome, Written):
            return Reply(text=None, error=reason_of(outcome))
        return Reply(
            text=outcome.text,
            revision=self._weights.revision,
            tokens_in=outcome.tokens_in,
            tokens_out=outcome.tokens_out,
            finish=outcome.finish,
        )
