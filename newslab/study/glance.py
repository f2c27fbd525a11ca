"""Says in a few plain, true sentences what a study shows: what an editor reads first, and perhaps alone."""

from __future__ import annotations

from newslab.study.view import Model, Overview
from newslab.wording import Wording

# Below so many articles a reader should be told that the intervals are wide.
_FEW = 30


def sentences(overview: Overview, say: Wording) -> list[str]:
    """Return the sentences in reading order; each holds of the figures that the page shows."""
    rated = [model for model in overview.models if model.errors is not None]
    return [*_errors(rated, say), *_seen(overview, say), *_size(overview, say)]


def _errors(rated: list[Model], say: Wording) -> list[str]:
    rates = {model.name: model.errors or 0.0 for model in rated}
    if not rated:
        return []
    if not any(rates.values()):
        return [say("glance_none")]
    ranked = sorted(rated, key=lambda model: rates[model.name])
    best, worst = ranked[0], ranked[-1]
    if rates[best.name] == rates[worst.name]:
        return []
    return [
        say("glance_fewest", model=_name(best), rate=_rate(rates[best.name], say)),
        say("glance_most", model=_name(worst), rate=_rate(rates[worst.name], say)),
    ]


def _seen(overview: Overview, say: Wording) -> list[str]:
    return [
        say("glance_cut", model=_name(model), share=f"{say.number(100 * model.seen, 0)} %")
        for model in overview.models
        if model.seen is not None and model.seen < 0.995
    ]


def _size(overview: Overview, say: Wording) -> list[str]:
    count = len(overview.study.articles)
    return [say("glance_few", count=count)] if 1 < count < _FEW else []


def _rate(rate: float, say: Wording) -> str:
    return say.number(rate, 0 if rate >= 10 or rate == int(rate) else 1)


def _name(model: Model) -> str:
    return f"{model.letter} ({model.name})"
