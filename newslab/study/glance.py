"""Says in a few plain, true sentences what a study shows: what an editor reads first, and perhaps alone."""

from __future__ import annotations

from collections.abc import Mapping

from newslab.study.view import Model, Overview
from newslab.wording import Wording

# Below so many articles a reader should be told that the intervals are wide.
_FEW = 30
# From such a share of words inside runs that the article has too, a summary is the article's own wording.
_COPIED = 0.995


def sentences(overview: Overview, say: Wording) -> list[str]:
    """Return the sentences in reading order; each holds of the figures that the page shows."""
    return [*_errors(overview, say), *_copies(overview, say), *_seen(overview, say), *_size(overview, say)]


def _errors(overview: Overview, say: Wording) -> list[str]:
    """Say who errs least and who most, naming all that share a place."""
    rates = {model: round(model.errors) for model in overview.models if model.errors is not None}
    if not rates:
        return []
    low, high = min(rates.values()), max(rates.values())
    if not any(model.errors for model in rates):
        return [say("glance_none")]
    if low == high:
        return [say("glance_one" if len(rates) == 1 else "glance_same", rate=say.number(low, 0))]
    return [
        say("glance_fewest", model=_names(rates, low, say), rate=say.number(low, 0)),
        say("glance_most", model=_names(rates, high, say), rate=say.number(high, 0)),
    ]


def _copies(overview: Overview, say: Wording) -> list[str]:
    rows = [(model, overview.standing("coverage", model.name)) for model in overview.models]
    copying = [model for model, row in rows if row is not None and row.mean is not None and row.mean >= _COPIED]
    return [say("glance_copies", model=_name(model)) for model in copying]


def _seen(overview: Overview, say: Wording) -> list[str]:
    return [
        say("glance_cut", model=_name(model), share=f"{say.number(100 * model.seen, 0)} %")
        for model in overview.models
        if model.seen is not None and round(model.seen, 2) < 1
    ]


def _size(overview: Overview, say: Wording) -> list[str]:
    count = len(overview.study.articles)
    if count == 1:
        return [say("glance_single")]
    return [say("glance_few", count=count)] if 1 < count < _FEW else []


def _names(rates: Mapping[Model, int], rate: int, say: Wording) -> str:
    *some, last = [_name(model) for model, each in rates.items() if each == rate]
    return say("glance_and", some=", ".join(some), last=last) if some else last


def _name(model: Model) -> str:
    return f"{model.letter} ({model.name})"
