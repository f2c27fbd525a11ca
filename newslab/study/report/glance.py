"""Says in a few plain, true sentences what a study shows: what an editor reads first, and perhaps alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newslab.records import Contrast
from newslab.study.report.view import LEADING, Model, Overview
from newslab.study.scores import score_named
from newslab.wording import Wording

# Below so many articles a reader should be told that the intervals are wide.
_FEW = 30
# A difference is called established below this chance of seeing it between equals, after Holm's correction.
_ESTABLISHED = 0.05
# From such a share of words inside runs that the article has too, a summary is the article's own wording.
_COPIED = 0.995


def sentences(overview: Overview, say: Wording) -> list[str]:
    """Return the sentences in reading order; each holds of the figures that the page shows.

    A model is called by its letter and its name at first, then by its letter, as in the rest of the page.
    """
    tested = [sentence for score in (LEADING[0], LEADING[-1]) for sentence in _tested(overview, score, say)]
    found = [*_errors(overview, say), *tested, *_copies(overview, say), *_limits(overview, say), *_size(overview, say)]
    return _introduced(found, overview.models)


def _introduced(found: Sequence[str], models: Sequence[Model]) -> list[str]:
    """Put each model's name in brackets behind its letter where that first stands, in place of its sign."""
    named = list(found)
    for model in models:
        first = next((place for place, sentence in enumerate(named) if _sign(model) in sentence), None)
        if first is not None:
            named[first] = named[first].replace(_sign(model), f"{model.letter} ({model.name})", 1)
        named = [sentence.replace(_sign(model), model.letter) for sentence in named]
    return named


def _sign(model: Model) -> str:
    """What stands for a model until its sentence is finished: its letter between characters that no text holds."""
    return f"\ue000{model.letter}\ue001"


def _rivals(overview: Overview) -> list[Model]:
    """Return the models that can be compared: the oracle has seen the reference, and is a mark for the others."""
    return [model for model in overview.models if model.name.partition("[")[0] != "oracle"]


def _errors(overview: Overview, say: Wording) -> list[str]:
    """Say who errs least and who most, naming all that share a place."""
    rates = {model: round(model.errors) for model in _rivals(overview) if model.errors is not None}
    if not rates:
        return []
    low, high = min(rates.values()), max(rates.values())
    if not any(model.errors for model in rates):
        return [say("glance_none")]
    if low == high:
        return [say("glance_one" if len(rates) == 1 else "glance_same", rate=say.number(low, 0))]
    fewest = say("glance_fewest", model=_names(rates, low, say), rate=say.number(low, 0))
    most = say("glance_most", model=_names(rates, high, say), rate=say.number(high, 0))
    return [f"{fewest} {most}"]


def _tested(overview: Overview, name: str, say: Wording) -> list[str]:
    """Say which models are shown to be worse than the best on a score, and which these articles cannot tell from it."""
    score = score_named(name)
    rows = [(model, overview.standing(name, model.name)) for model in _rivals(overview)]
    means = {model: row.mean for model, row in rows if row is not None and row.mean is not None}
    if len(means) < 2 or not score.better:
        return []
    best = max(means, key=lambda model: score.better * means[model])
    found = {model: _contrast(overview, name, best, model) for model in means if model is not best}
    tested = {model: contrast for model, contrast in found.items() if contrast is not None}
    worse = {model: contrast for model, contrast in tested.items() if contrast.p_adjusted < _ESTABLISHED}
    open_still = [_sign(model) for model in tested if model not in worse]
    said = []
    if worse:
        p = say.number(max(0.001, *(contrast.p_adjusted for contrast in worse.values())), 3)
        names = _listed([_sign(model) for model in worse], say)
        said.append(say("glance_established", best=_sign(best), worse=names, p=p))
    if open_still:
        count = say.number(min(contrast.n for contrast in tested.values()), 0)
        said.append(say("glance_undecided", best=_sign(best), others=_listed(open_still, say, "glance_or"), n=count))
    return [f"{score.label[say.ui]}: {'; '.join(said)}."] if said else []


def _contrast(overview: Overview, score: str, one: Model, other: Model) -> Contrast | None:
    pair = {one.name, other.name}
    contrasts = overview.study.comparison.contrasts
    return next((each for each in contrasts if each.score == score and {each.first, each.second} == pair), None)


def _copies(overview: Overview, say: Wording) -> list[str]:
    rows = [(model, overview.standing("coverage", model.name)) for model in overview.models]
    copying = [model for model, row in rows if row is not None and row.mean is not None and row.mean >= _COPIED]
    return [say("glance_copies", model=_listed([_sign(model) for model in copying], say))] if copying else []


def _limits(overview: Overview, say: Wording) -> list[str]:
    """Say what a model was not given of the articles, and how often it could not finish what it wrote."""
    unseen = [
        say("glance_cut", model=_sign(model), share=f"{say.number(100 * model.seen, 0)} %")
        for model in overview.models
        if model.seen is not None and round(model.seen, 2) < 1
    ]
    unfinished = [
        say("glance_cut_short", model=_sign(model), count=model.cut_short, all=model.summaries)
        for model in overview.models
        if model.cut_short
    ]
    return [*unseen, *unfinished]


def _size(overview: Overview, say: Wording) -> list[str]:
    count = len(overview.study.articles)
    if count == 1:
        return [say("glance_single")]
    return [say("glance_few", count=count)] if 1 < count < _FEW else []


def _names(rates: Mapping[Model, int], rate: int, say: Wording) -> str:
    return _listed([_sign(model) for model, each in rates.items() if each == rate], say)


def _listed(names: Sequence[str], say: Wording, joint: str = "glance_and") -> str:
    *some, last = names
    return say(joint, some=", ".join(some), last=last) if some else last
