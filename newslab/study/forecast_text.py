"""Owns how a forecast is written for people: a table, and what its signs mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from newslab.study.forecast import Estimate, Forecast, Known
from newslab.wording import Wording

_SIGNS = {"exact": "", "rate": "~ ", "most": "≤ "}
_HEADS = ("name", "items", "kept", "calls", "tokens_in", "tokens_out", "minutes", "cost")
_AMOUNTS: Sequence[tuple[Callable[[Forecast], Estimate | None], float, int]] = (
    (lambda each: each.tokens_in, 1, 0),
    (lambda each: each.tokens_out, 1, 0),
    (lambda each: each.seconds, 60, 1),
    (lambda each: each.cost, 1, 4),
)


def written(forecasts: Sequence[Forecast], articles: int, ui: str) -> Iterator[str]:
    """Yield the lines of a forecast for ``articles`` articles, in interface language ``ui``."""
    say = Wording("newslab.study", "wording/forecast.toml", ui)
    yield say("head", articles=say.number(articles, 0))
    yield ""
    yield from _aligned([
        [say(head) for head in _HEADS],
        *([each.name or say("checks"), *_counts(each, say), *_amounts([each], say)] for each in forecasts),
        [say("total"), "", "", "", *_amounts(forecasts, say)],
    ])  # fmt: skip
    yield ""
    yield from _notes(forecasts, say)


def _counts(each: Forecast, say: Wording) -> list[str]:
    return [say.number(count, 0) for count in (each.items, each.kept, each.calls)]


def _amounts(forecasts: Sequence[Forecast], say: Wording) -> list[str]:
    return [_amount(_sum([amount(each) for each in forecasts]), unit, digits, say) for amount, unit, digits in _AMOUNTS]


def _amount(estimate: Estimate | None, unit: float, digits: int, say: Wording) -> str:
    if estimate is None:
        return say("unknown")
    return f"{_SIGNS[estimate.known]}{say.number(estimate.value / unit, digits if estimate.value else 0)}"


def _sum(each: Sequence[Estimate | None]) -> Estimate | None:
    """Return the sum, as well known as its least known part: one unknown makes it unknown, one bound a bound."""
    told = [estimate for estimate in each if estimate is not None]
    if len(told) < len(each):
        return None
    kinds = {estimate.known for estimate in told}
    known: Known = "most" if "most" in kinds else "rate" if "rate" in kinds else "exact"
    return Estimate(value=sum(estimate.value for estimate in told), known=known)


def _notes(forecasts: Sequence[Forecast], say: Wording) -> Iterator[str]:
    told = [amount(each) for each in forecasts for amount, _, _ in _AMOUNTS]
    kinds = {estimate.known if estimate else "unknown" for estimate in told}
    if "rate" in kinds:
        rated = [
            say("rated", name=each.name or say("checks"), count=say.number(each.rated, 0))
            for each in forecasts
            if each.rated and each.calls
        ]
        yield say("rate", rated=", ".join(rated))
    if "most" in kinds:
        yield say("most")
    if "unknown" in kinds:
        yield say("unknown_note")
    if any(each.cost is None for each in forecasts):
        yield say("cost_note")
    if kinds != {"exact"}:
        yield say("retries_note")


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        first, *others = zip(row, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
        yield "  ".join(cells).rstrip()
