"""Owns what may be spent on a server: tokens and money, counted at the worst before a request and as told after it."""

from __future__ import annotations

import threading
import tomllib
from dataclasses import dataclass
from pathlib import Path

from newslab.mistakes import UserError
from newslab.summarizers.spec import Spec, SpecError

_MILLION = 1_000_000


class SpentError(Exception):
    """The next request could exceed what may be spent: it is not sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a million tokens cost, in the currency of the file."""

    input: float = 0.0
    output: float = 0.0

    def of(self, tokens_in: int, tokens_out: int) -> float:
        """Return what so many tokens cost."""
        return (tokens_in * self.input + tokens_out * self.output) / _MILLION


def price_of(model: str, path: str | None) -> Price | None:
    """Return a model's price from a file of ``[MODEL] input = … output = …``, None without a file. Raises UserError."""
    if path is None:
        return None
    try:
        table = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"cannot read the prices in {path} ({error}), expected TOML: [MODEL] input = 0.15 …") from error
    entry = table.get(model)
    if not isinstance(entry, dict):
        raise UserError(f"{path} has no price for {model!r}, expected [{model!r}]; it has {', '.join(table) or 'none'}")
    try:
        return Price(input=float(entry["input"]), output=float(entry["output"]))
    except (KeyError, TypeError, ValueError) as error:
        raise UserError(f"{path}: expected numbers for input and output of {model!r}") from error


def purse_of(spec: Spec) -> Purse:
    """Return what a model's name allows to spend (``budget``, ``cost``, ``prices``). Raises UserError."""
    price = price_of(spec.argument, spec.options.get("prices"))
    if "cost" in spec.options and price is None:
        raise SpecError(f"{spec}: a limit of cost needs prices, expected prices=FILE too")
    tokens = spec.number("budget", 1) if "budget" in spec.options else None
    money = spec.decimal("cost", 0.0) if "cost" in spec.options else None
    return Purse(tokens, money, price)


class Purse:
    """What is left to spend, shared by requests that run at once.

    ``hold`` sets the worst case of a request aside, and waits where others that are under way may still give back
    enough; ``settle`` replaces it by what the request did cost.
    """

    def __init__(self, tokens: int | None, money: float | None, price: Price | None) -> None:
        self._tokens, self._money = tokens, money
        self.price = price or Price()
        self._spent_tokens, self._spent_money = 0, 0.0
        self._held: dict[int, tuple[int, float]] = {}
        self._next = 0
        self._changed = threading.Condition()

    def hold(self, tokens_in: int, tokens_out: int) -> int:
        """Set aside what a request can cost at most; return its ticket. Raises SpentError."""
        worst = tokens_in + tokens_out, self.price.of(tokens_in, tokens_out)
        with self._changed:
            while not self._allows(worst):
                if not self._held:
                    raise SpentError(self._told(worst))
                self._changed.wait()
            self._next += 1
            self._held[self._next] = worst
            return self._next

    def settle(self, ticket: int, tokens_in: int, tokens_out: int) -> None:
        """Give back what a request did not cost."""
        with self._changed:
            del self._held[ticket]
            self._spent_tokens += tokens_in + tokens_out
            self._spent_money += self.price.of(tokens_in, tokens_out)
            self._changed.notify_all()

    def _allows(self, worst: tuple[int, float]) -> bool:
        tokens = self._spent_tokens + worst[0] + sum(held[0] for held in self._held.values())
        money = self._spent_money + worst[1] + sum(held[1] for held in self._held.values())
        enough_tokens = self._tokens is None or tokens <= self._tokens
        return enough_tokens and (self._money is None or money <= self._money)

    def _told(self, worst: tuple[int, float]) -> str:
        if self._tokens is not None and self._spent_tokens + worst[0] > self._tokens:
            spent, may = f"{self._spent_tokens} of {self._tokens} tokens", f"{worst[0]}"
        else:
            spent, may = f"{self._spent_money:.4f} of {self._money}", f"{worst[1]:.4f}"
        return f"not asked: the budget is spent ({spent}; this request may take {may})"
