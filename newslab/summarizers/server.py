"""Owns the summarizer behind an OpenAI-compatible server: requests side by side, summaries in order, no pay twice."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from importlib.metadata import version
from typing import Any

from newslab.records import Article, Provenance, Summary, Usage
from newslab.summarizers.answers import Answers, Kept
from newslab.summarizers.asking import Asker, check_environment, most_tokens, server_address
from newslab.summarizers.budget import Budget, budget_of
from newslab.summarizers.catalogue import limits_of
from newslab.summarizers.one_by_one import NoSummaryError, failed, made, reason_of
from newslab.summarizers.prompts import load_prompt
from newslab.summarizers.purse import SpentError, purse_of
from newslab.summarizers.spec import Spec, SpecError

_OPTIONS = {
    "budget", "characters", "cost", "parallel", "prices", "prompt", "retries", "seed", "sentences", "temperature",
    "timeout", "tokens", "words",
}  # fmt: skip
# More than a local model is given: whoever pays by the token sets `tokens`.
_TOKENS_FOR = {"words": 4.0, "sentences": 100.0, "characters": 1.0}


class Server:
    """A chat model on a server. An answer is on disk as soon as it is there, and until its summary was taken."""

    def __init__(self, spec: Spec, pause: float = 0.5) -> None:
        spec.known(_OPTIONS)
        if not spec.argument:
            raise SpecError("openai: names no model, expected openai:MODEL")
        check_environment()
        self.name = str(spec)
        self.limits = limits_of("openai")
        self._spec, self._pause = spec, pause
        self._model = spec.argument
        self._prompt = load_prompt(spec.options.get("prompt", "plain"))
        self._budget = budget_of(spec, Budget(unit="words", size=60))
        self._tokens = spec.number("tokens", max(16, round(_TOKENS_FOR[self._budget.unit] * self._budget.size)))
        self._settings: dict[str, Any] = {"temperature": spec.decimal("temperature", 0.0)}
        if "seed" in spec.options:
            self._settings["seed"] = int(spec.decimal("seed", 0))
        self.at_once = spec.number("parallel", 4)
        self._purse = purse_of(spec)
        self.signature = "|".join([
            f"openai:{self._model}",
            f"server:{server_address()}",
            f"prompt:{self._prompt}",
            str(self._budget),
            f"tokens:{self._tokens}",
            *(f"{key}:{value:g}" for key, value in self._settings.items()),
            "v:1",
        ])  # fmt: skip
        self._answers = Answers(self.signature)

    def summarize(self, articles: Sequence[Article]) -> Iterator[Summary]:
        """Yield a summary for each article, in order; as many requests as ``parallel`` says are under way."""
        asker = Asker(
            self._model,
            self._purse,
            retries=int(self._spec.decimal("retries", 4)),
            timeout=self._spec.decimal("timeout", 60.0),
            pause=self._pause,
        )
        waiting: deque[tuple[Article, Future[Summary]]] = deque()
        left = iter(articles)
        pool = ThreadPoolExecutor(self.at_once, thread_name_prefix="newslab-ask")
        with closing(asker), pool:
            try:
                while True:
                    for article in left:
                        waiting.append((article, pool.submit(self._summary, asker, article)))
                        if len(waiting) >= self.at_once:
                            break
                    if not waiting:
                        return
                    article, future = waiting.popleft()
                    yield future.result()
                    # Asked for the next, so this one was taken: its answer need not be kept any longer.
                    self._answers.taken(article)
            finally:
                asker.close()
                pool.shutdown(wait=True, cancel_futures=True)

    def most(self, article: Article) -> Usage:
        """Return the most tokens of one request, which is what the budget counts before it is sent."""
        messages = self._prompt.messages(article, article.text, self._budget)
        return Usage(tokens_in=most_tokens(messages), tokens_out=self._tokens)

    def cost(self, usage: Usage) -> float | None:
        """Return what so many tokens cost by the file of prices."""
        if "prices" not in self._spec.options or usage.tokens_in is None or usage.tokens_out is None:
            return None
        return self._purse.price.of(usage.tokens_in, usage.tokens_out)

    def _summary(self, asker: Asker, article: Article) -> Summary:
        began = time.perf_counter()
        try:
            kept = self._answers.kept(article) or self._asked(asker, article)
        except (NoSummaryError, SpentError) as error:
            return failed(self, article, str(error))
        except Exception as error:  # noqa: BLE001  (one question that goes wrong must not cost the others)
            return failed(self, article, reason_of(error))
        took = round(time.perf_counter() - began, 3)
        return made(self, article, kept.answer.text, self._provenance(kept, took))

    def _asked(self, asker: Asker, article: Article) -> Kept:
        messages = self._prompt.messages(article, article.text, self._budget)
        before = self._answers.begin(article)
        try:
            answer = asker.ask(messages, self._tokens, self._settings)
        except Exception:
            if not asker.stopped:  # else it may still be answered, and nobody will read that
                self._answers.failed(article, before)
            raise
        return self._answers.keep(article, answer, before)

    def _provenance(self, kept: Kept, took: float) -> Provenance:
        answer = kept.answer
        again = {"asked_again": kept.asked_again} if kept.asked_again else {}
        price = self._purse.price.of(answer.tokens_in or 0, answer.tokens_out or 0)
        return Provenance(
            versions={name: version(name) for name in ("newslab", "openai")},
            settings={
                **self._settings, "tokens": self._tokens, self._budget.unit: self._budget.size,
                "prompt": str(self._prompt), "server": server_address(),
            },
            prompt_hash=self._prompt.digest,
            revision=answer.model,
            seed=self._settings.get("seed"),
            seconds=took,
            tokens_in=answer.tokens_in,
            tokens_out=answer.tokens_out,
            finish=answer.finish,
            extra=({"price": round(price, 6)} if "prices" in self._spec.options else {}) | again,
        )  # fmt: skip
