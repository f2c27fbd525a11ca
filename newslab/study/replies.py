"""Owns replies that were paid for: a chat model that is asked the same thing twice answers from what is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from newslab.protocols import Chat, Question
from newslab.records import Reply, digest_of
from newslab.study.cache import WorkCache


def reply_key(signature: str, question: Question) -> str:
    """Return the key under which a model's reply to a question is kept."""
    return digest_of("reply", signature, [dict(each) for each in question])


def _reply_of(row: Mapping[str, Any]) -> Reply:
    return Reply(**{key: value for key, value in row.items() if key != "signature"})


class KeptChat:
    """A chat model with a memory; each reply is kept as soon as it is there, a failed one never.

    ``asked`` and ``kept`` count the questions that went to the model and those that did not have to; ``tokens`` and
    ``price`` are of the former.
    """

    def __init__(self, chat: Chat, cache: WorkCache, *, fresh: bool = False) -> None:
        self.name = chat.name
        self.signature = chat.signature
        self._chat, self._cache, self._fresh = chat, cache, fresh
        self.asked = self.kept = self.tokens = 0
        self.price = 0.0

    def ask(self, questions: Sequence[Question]) -> Iterator[tuple[int, Reply]]:
        """Yield the reply to each question with its number: those that are kept first, the others as they come."""
        keys = [reply_key(self.signature, question) for question in questions]
        known = {} if self._fresh else self._cache.get(keys)
        for place, key in enumerate(keys):
            if key in known:
                self.kept += 1
                yield place, _reply_of(known[key])
        # texts may stand twice in a batch: each is asked once
        missing = {key: place for place, key in enumerate(keys) if key not in known}
        places = list(missing.values())
        for number, reply in self._chat.ask([questions[place] for place in places]) if places else ():
            self._count(reply)
            key = keys[places[number]]
            if reply.error is None:
                self._cache.put("reply", self.name, {key: {**asdict(reply), "signature": self.signature}})
            yield from ((place, reply) for place, each in enumerate(keys) if each == key)

    def _count(self, reply: Reply) -> None:
        self.asked += 1
        self.tokens += (reply.tokens_in or 0) + (reply.tokens_out or 0)
        self.price += reply.price or 0.0
