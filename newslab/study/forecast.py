"""Owns what a study will take before it is run: calls, tokens, minutes and money, and how each figure is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from newslab.checks.judge.prompts import load_prompt, question_of
from newslab.protocols import Chat, Metered, Metric, Summarizer
from newslab.records import Article, Pair, Usage
from newslab.study.cache import WorkCache
from newslab.study.replies import reply_key
from newslab.study.run import evaluation_key, summary_key
from newslab.text.alignment.align import align

# So many summaries of earlier runs are asked how long they took: enough for a mean, few enough for any cache.
_ASKED = 1000


Known = Literal["exact", "rate", "most"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure, and how it is known: ``exact``, by the ``rate`` of earlier runs, or ``most``, a bound from above."""

    value: float
    known: Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What one model's summaries, or all checks, will take; None is unknown.

    Of ``items`` in all, ``kept`` are finished already and ``calls`` are still to make. ``rated`` counts the items of
    earlier runs that the rates come from. ``cost`` is in the currency of the file of prices.
    """

    name: str
    items: int
    kept: int
    rated: int
    tokens_in: Estimate | None
    tokens_out: Estimate | None
    seconds: Estimate | None
    cost: Estimate | None

    @property
    def calls(self) -> int:
        """How many are still to make."""
        return self.items - self.kept


_NOTHING = Estimate(value=0, known="exact")


def forecast(
    summarizers: Iterable[Summarizer],
    articles: Sequence[Article],
    cache: WorkCache,
    *,
    metrics: Sequence[str | Metric] | None = None,
    judge: Chat | None = None,
    fresh: bool = False,
) -> list[Forecast]:
    """Return what each model will take, and last what metrics and checks will (without ``metrics``, they are not run).

    Where a ``judge`` is asked too, what that takes stands at the end.

    Nothing is run: rates are those of summaries of the same signature that are kept, scaled to these articles'
    lengths. Failed requests that are tried again come on top.
    """
    found, summaries = [], []
    for summarizer in summarizers:
        keyed = {summary_key(summarizer, article): article for article in articles}
        kept = {} if fresh else cache.get(keyed)
        missing = [article for key, article in keyed.items() if key not in kept]
        found.append(_of_model(summarizer, missing, len(kept), cache.recent("summary", summarizer.signature, _ASKED)))
        summaries += [(keyed[key], row["summary"]) for key, row in kept.items()]
    if metrics is None:
        return found
    named = tuple(metric for metric in metrics if isinstance(metric, str))
    known = set() if fresh else cache.known(evaluation_key(article, text, named) for article, text in summaries)
    items = sum(each.items for each in found)
    told = [] if judge is None else [_of_judge(judge, items, [] if fresh else summaries, cache)]
    return [*found, _of_checks(items, known, cache), *told]


def _of_model(
    summarizer: Summarizer, missing: Sequence[Article], kept: int, past: Sequence[Mapping[str, Any]]
) -> Forecast:
    letters = sum(len(article.text) for article in missing)
    rates = _Rates(past)
    meter = summarizer if isinstance(summarizer, Metered) else None
    bounds = [meter.most(article) for article in missing] if meter else []
    tokens_in = rates.by_letter("tokens_in", letters) or _bound([each.tokens_in for each in bounds])
    tokens_out = rates.by_item("tokens_out", len(missing)) or _bound([each.tokens_out for each in bounds])
    seconds = rates.by_letter("seconds", letters)
    if meter and seconds:
        seconds = Estimate(value=seconds.value / min(meter.at_once, max(1, len(missing))), known=seconds.known)
    asked = (tokens_in, tokens_out, seconds, _cost(meter, tokens_in, tokens_out))
    every = asked if missing else (_NOTHING,) * 4
    return Forecast(
        name=summarizer.name,
        items=kept + len(missing),
        kept=kept,
        rated=rates.count,
        tokens_in=every[0],
        tokens_out=every[1],
        seconds=every[2],
        cost=every[3],
    )


def _of_checks(items: int, known: Collection[str], cache: WorkCache) -> Forecast:
    past = [row["seconds"] for row in cache.recent("evaluation", None, _ASKED) if "seconds" in row]
    to_do = items - len(known)
    rate = Estimate(value=to_do * sum(past) / len(past), known="rate") if past else None
    return Forecast(
        name="",
        items=items,
        kept=len(known),
        rated=len(past),
        tokens_in=_NOTHING,
        tokens_out=_NOTHING,
        seconds=rate if to_do else _NOTHING,
        cost=_NOTHING,
    )


def _of_judge(judge: Chat, items: int, summaries: Sequence[tuple[Article, str]], cache: WorkCache) -> Forecast:
    """Return what asking a judge will take, by what its earlier replies took; how long they took is not kept."""
    pairs = [Pair(id=article.id, article=article, summary=text) for article, text in summaries]
    questions = [question_of(load_prompt(), align(pair)) for pair in pairs]
    kept = sum(1 for _ in cache.known(reply_key(judge.signature, question) for question in questions))
    past = cache.recent("reply", judge.signature, _ASKED)

    def amount(field: str) -> Estimate | None:
        told = [row[field] for row in past if row.get(field) is not None]
        if kept == items:
            return _NOTHING
        return Estimate(value=(items - kept) * sum(told) / len(told), known="rate") if told else None

    return Forecast(
        name=f"judge {judge.name}",
        items=items,
        kept=kept,
        rated=len(past),
        tokens_in=amount("tokens_in"),
        tokens_out=amount("tokens_out"),
        seconds=_NOTHING if kept == items else None,
        cost=amount("price"),
    )


class _Rates:
    """What earlier summaries took: their provenance, beside the length of the articles that they are of."""

    def __init__(self, past: Iterable[Mapping[str, Any]]) -> None:
        self._past = [(row["letters"], row["provenance"]) for row in past if row.get("letters")]
        self.count = len(self._past)

    def by_letter(self, field: str, letters: int) -> Estimate | None:
        """Return an estimate that grows with the articles: the ratio of the sums, which long articles weigh most in."""
        told = [(length, row[field]) for length, row in self._past if row.get(field) is not None]
        if not told:
            return None
        return Estimate(value=letters * sum(value for _, value in told) / sum(each for each, _ in told), known="rate")

    def by_item(self, field: str, items: int) -> Estimate | None:
        """Return an estimate that grows with the number of summaries."""
        told = [row[field] for _, row in self._past if row.get(field) is not None]
        return Estimate(value=items * sum(told) / len(told), known="rate") if told else None


def _bound(each: Sequence[int | None]) -> Estimate | None:
    told = [value for value in each if value is not None]
    if not told or len(told) < len(each):
        return None
    return Estimate(value=sum(told), known="most" if sum(told) else "exact")


def _cost(meter: Metered | None, tokens_in: Estimate | None, tokens_out: Estimate | None) -> Estimate | None:
    asked = Usage(
        tokens_in=None if tokens_in is None else round(tokens_in.value),
        tokens_out=None if tokens_out is None else round(tokens_out.value),
    )
    cost = meter.cost(asked) if meter else None
    if cost is None:
        return None
    kinds = {each.known for each in (tokens_in, tokens_out) if each}
    return Estimate(value=cost, known="exact" if not cost else "most" if "most" in kinds else "rate")
