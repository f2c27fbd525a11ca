"""Owns what a model sees of an article: how it is put, fenced, and cut or divided where it is longer than the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newslab.records import Article
from newslab.summarizers.budget import Budget
from newslab.summarizers.generation import Engine, Written
from newslab.summarizers.one_by_one import NoSummaryError
from newslab.summarizers.prompts import Prompt
from newslab.text.passage import Passage

# What to do with an article that is longer than the model: read its beginning, summarize parts and then their
# summaries, or make no summary.
POLICIES = ("truncate", "chunk", "refuse")
# No tokenizer makes one token of so many letters on average: what is longer need not be counted to be too long.
_LETTERS_OF_A_TOKEN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to write: the tokens to go on from, and the share of the article that is in them (0 to 1)."""

    tokens: Sequence[int]
    seen: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Turns articles into what one model is given."""

    engine: Engine
    prompt: Prompt
    prefix: str
    budget: Budget
    policy: str

    def task(self, article: Article) -> Task:
        """Return what to write for an article. Raises NoSummaryError where it does not fit and may not be cut."""
        whole = self._tokens(article, article.text)
        if whole is not None:
            return Task(tokens=whole, seen=1.0)
        if self.policy == "refuse":
            raise NoSummaryError(f"the article is longer than the model, which takes {self.engine.room} tokens")
        if self.policy == "chunk":
            return self._merged(article)
        return self._beginning(article, article.text)

    def _beginning(self, article: Article, text: str) -> Task:
        """Return as much of the text's beginning as the model takes, found by halving."""
        best = self._tokens(article, "")
        if best is None:
            raise NoSummaryError(f"the prompt alone is longer than the model, which takes {self.engine.room} tokens")
        fits, too_long = 0, min(len(text), self.engine.room * _LETTERS_OF_A_TOKEN) + 1
        while too_long - fits > 1:
            middle = (fits + too_long) // 2
            tokens = self._tokens(article, text[:middle])
            if tokens is None:
                too_long = middle
            else:
                fits, best = middle, tokens
        return Task(tokens=best, seen=round(fits / max(1, len(text)), 4))

    def _merged(self, article: Article) -> Task:
        """Return the summaries of the article's parts as what is to be summarized; ``seen`` is of the parts."""
        parts = _parts(article, lambda text: self._tokens(article, text) is not None)
        tasks = [self._beginning(article, part) for part in parts]
        seen = sum(len(part) * task.seen for part, task in zip(parts, tasks, strict=True)) / sum(map(len, parts))
        summaries = " ".join(_text_of(outcome) for outcome in self.engine.write([task.tokens for task in tasks]))
        return Task(tokens=self._beginning(article, summaries).tokens, seen=round(seen, 4))

    def _tokens(self, article: Article, text: str) -> Sequence[int] | None:
        """Return the tokens of a prepared text, None where they are more than the model takes."""
        if len(text) > self.engine.room * _LETTERS_OF_A_TOKEN:
            return None
        tokens = self.engine.tokens_of(self._prepared(article, text))
        return tokens if len(tokens) <= self.engine.room else None

    def _prepared(self, article: Article, text: str) -> str:
        tokenizer = self.engine.tokenizer
        if self.engine.encodes:
            return self.prefix + without_control(text, tokenizer.all_special_tokens)
        return as_chat(tokenizer, self.prompt.messages(article, text, self.budget))


def as_chat(tokenizer: Any, messages: Sequence[Mapping[str, str]]) -> str:
    """Return messages as the one text that a chat model goes on from; nothing in them can end its turn."""
    safe = [
        {**message, "content": without_control(message["content"], tokenizer.all_special_tokens)}
        for message in messages
    ]
    if tokenizer.chat_template:
        chat: str = tokenizer.apply_chat_template(safe, tokenize=False, add_generation_prompt=True)
        return chat
    return "\n\n".join(message["content"] for message in safe) + "\n\n"


def without_control(text: str, tokens: Sequence[str]) -> str:
    """Return a text in which no token that steers the model can be read: a space parts it after its first sign.

    An article that holds ``<|im_end|>`` must not end the turn it stands in.
    """
    for token in tokens:
        if len(token) > 1:
            text = text.replace(token, f"{token[0]} {token[1:]}")
    return text


def _text_of(outcome: Written | Exception) -> str:
    if isinstance(outcome, Exception):
        raise outcome
    return outcome.text


def _parts(article: Article, fits: Callable[[str], bool]) -> list[str]:
    """Return the article in parts of whole sentences, each as long as fits; a sentence too long stands alone."""
    passage = Passage(article.text, article.language)
    parts: list[str] = []
    for span in passage.sentences:
        sentence = span.of(passage.text)
        longer = f"{parts[-1]} {sentence}" if parts else ""
        if parts and fits(longer):
            parts[-1] = longer
        else:
            parts.append(sentence)
    return parts
