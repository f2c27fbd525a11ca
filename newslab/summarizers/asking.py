"""Owns one question to an OpenAI-compatible server: tries, pauses, a deadline, and what its answer must look like."""

from __future__ import annotations

import base64
import json
import os
import random
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any
from urllib.parse import SplitResult, urlsplit

from newslab.mistakes import UserError
from newslab.summarizers.one_by_one import NoSummaryError
from newslab.summarizers.purse import Purse

_LARGEST = 10_000_000  # bytes of an answer
_LONGEST_PAUSE = 30.0
_LOCAL = {"localhost", "127.0.0.1", "::1"}
# A token is at least a byte; roles and separators add a few to each message.
_TOKENS_OF_A_MESSAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said. Tokens are its own count, None where it told none."""

    text: str
    finish: str | None
    tokens_in: int | None
    tokens_out: int | None
    model: str | None


class _Retry(Exception):  # noqa: N818  (it never leaves this room)
    """A try that failed in a way that another may not; ``billed`` where the server may have done the work."""

    def __init__(self, reason: str, *, billed: bool, pause: float | None = None) -> None:
        super().__init__(reason)
        self.billed = billed
        self.pause = pause


class _RefusedError(NoSummaryError):
    """The server did not take the request, and will not take it the next time."""


class Asker:
    """Asks one server. The key and the address come from the environment and stand in no message."""

    def __init__(self, model: str, purse: Purse, *, retries: int, timeout: float, pause: float) -> None:
        self._model = model
        self._purse = purse
        self._retries = retries
        self._timeout = timeout
        self._pause = pause
        self._stopped = threading.Event()
        self._secrets, self._client = _secrets(), _client(timeout)

    def ask(self, messages: Sequence[Mapping[str, str]], tokens: int, options: Mapping[str, Any]) -> Answer:
        """Return the server's answer. Raises SpentError before a try, NoSummaryError when no further one is left."""
        asked = {"model": self._model, "messages": list(messages), "max_tokens": tokens, **options}
        most_in = most_tokens(messages)
        for attempt in range(self._retries + 1):
            try:
                return _with_text(self._counted(asked, most_in, tokens))
            except _Retry as failure:
                reason = str(failure)
                if attempt < self._retries and not self._rest(attempt, failure.pause):
                    break
        tries = f"{self._retries + 1} tries" if self._retries else "one try"
        raise NoSummaryError(f"the server gave no answer in {tries}: {reason}")

    @property
    def stopped(self) -> bool:
        """Whether all requests under way were ended from this side."""
        return self._stopped.is_set()

    def close(self) -> None:
        """End the pauses and the requests under way."""
        self._stopped.set()
        self._client.close()

    def _counted(self, asked: Mapping[str, Any], most_in: int, most_out: int) -> Answer:
        ticket = self._purse.hold(most_in, most_out)
        spent = (most_in, most_out)
        try:
            answer = self._once(asked)
            spent = (
                most_in if answer.tokens_in is None else answer.tokens_in,
                most_out if answer.tokens_out is None else answer.tokens_out,
            )
        except _Retry as failure:
            spent = spent if failure.billed else (0, 0)
            raise
        except _RefusedError:
            spent = (0, 0)
            raise
        finally:
            self._purse.settle(ticket, *spent)
        return answer

    def _once(self, asked: Mapping[str, Any]) -> Answer:
        import openai  # noqa: PLC0415  (a second, and an extra: only who asks a server needs it)

        try:
            with self._client.chat.completions.with_streaming_response.create(**asked) as response:
                return _answer(self._body(response))
        except (openai.RateLimitError, openai.InternalServerError) as error:
            raise _Retry(self._told(error), billed=False, pause=_asked_pause(error)) from error
        except openai.APIConnectionError as error:  # timeouts too
            raise _Retry(self._told(error), billed=True) from error
        except openai.APIStatusError as error:
            raise _RefusedError(f"the server refused: {self._told(error)}") from error
        except (_Retry, NoSummaryError):
            raise
        except Exception as error:  # a connection that breaks while the body comes, in httpx's many ways
            raise _Retry(self._told(error), billed=True) from error

    def _body(self, response: Any) -> bytes:
        """Return the answer's bytes; a server that drips them is held to the same time as one that is silent."""
        deadline, body = time.monotonic() + self._timeout, bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if time.monotonic() > deadline:
                raise _Retry(f"the answer was not complete within {self._timeout:g} seconds", billed=True)
            if len(body) > _LARGEST:
                raise NoSummaryError(f"the answer is longer than {_LARGEST} bytes")
        return bytes(body)

    def _rest(self, attempt: int, asked: float | None) -> bool:
        """Pause before the next try, longer each time and never in step with others; False where all is to end."""
        pause = self._pause * 2**attempt * (0.5 + random.random())  # noqa: S311  (it spreads tries, it hides nothing)
        return not self._stopped.wait(min(_LONGEST_PAUSE, max(pause, asked or 0.0)))

    def _told(self, error: Exception) -> str:
        said = " ".join(f"{type(error).__name__}: {error}".split())
        for secret, shown in self._secrets:
            said = said.replace(secret, shown)
        return said[:300]


def most_tokens(messages: Sequence[Mapping[str, str]]) -> int:
    """Return the most tokens that a server can count in these messages."""
    return sum(len(message["content"].encode()) + _TOKENS_OF_A_MESSAGE for message in messages)


def server_address() -> str:
    """Return the address that the environment names, without any secret in it; it is part of a signature."""
    parts = _address()
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


def check_environment() -> None:
    """Raises UserError where the client or the key is missing."""
    if find_spec("openai") is None:
        raise UserError("openai:MODEL needs the official client: pip install 'newslab[openai]'")
    if not os.environ.get("OPENAI_API_KEY") and urlsplit(server_address()).hostname not in _LOCAL:
        raise UserError("openai:MODEL needs a key in OPENAI_API_KEY, or a server on this machine in OPENAI_BASE_URL")


def _client(timeout: float) -> Any:
    from openai import OpenAI  # noqa: PLC0415  (as above)

    return OpenAI(api_key=os.environ.get("OPENAI_API_KEY") or "none", max_retries=0, timeout=timeout)


def _secrets() -> list[tuple[str, str]]:
    """Return what must stand in no message, each with what stands there in its place."""
    address = _address()
    # A name and a password in the address go out as one word, which a server may repeat as it came.
    sent = base64.b64encode(f"{address.username}:{address.password}".encode()).decode() if address.password else None
    told = [(os.environ.get("OPENAI_API_KEY"), "[key]"), (sent, "[password]"), (address.password, "[password]")]
    return [(secret, shown) for secret, shown in told if secret]


def _address() -> SplitResult:
    return urlsplit(os.environ.get("OPENAI_BASE_URL") or "https://api.openai.com/v1")


def _asked_pause(error: Any) -> float | None:
    told = error.response.headers.get("retry-after", "")
    return float(told) if told.replace(".", "", 1).isdecimal() else None


def _answer(body: bytes) -> Answer:
    try:
        row = json.loads(body)
        choice = row["choices"][0]
        text, usage = choice["message"]["content"], row.get("usage") or {}
    except (ValueError, LookupError, TypeError) as error:
        shown = body[:80].decode("utf-8", "replace")
        raise _Retry(f"the answer cannot be read ({shown!r}), expected a chat completion", billed=True) from error
    return Answer(
        text=text.strip() if isinstance(text, str) else "",
        finish=choice.get("finish_reason"),
        tokens_in=_count(usage.get("prompt_tokens")),
        tokens_out=_count(usage.get("completion_tokens")),
        model=row.get("model"),
    )


def _with_text(answer: Answer) -> Answer:
    if not answer.text:
        raise NoSummaryError(f"the server answered with no text (finish: {answer.finish})")
    return answer


def _count(told: object) -> int | None:
    return told if isinstance(told, int) and told >= 0 else None
