"""Draws a study's figures: means with their intervals, never bars from zero, and the same bytes every time."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from newslab.files import whole_file, write_text
from newslab.mistakes import UserError
from newslab.records import Standing
from newslab.study.report.view import LEADING, Model, Overview
from newslab.study.scores import Score, score_named
from newslab.wording import Wording

# Okabe and Ito's palette (https://jfly.uni-koeln.de/color/), told apart with any colour vision; its black and its
# yellow are left out, as one vanishes on a dark page and the other on a white one. Shapes tell the models apart too.
TONES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f")
SHAPES = ("o", "s", "^", "D", "v", "P", "X")
# Two colours that stand for "the page's ink" and "the page's fine lines" until the page puts its own in their place.
INK, FAINT = "#1c1c1f", "#8b8f97"
_STYLE: dict[Any, Any] = {  # matplotlib types its settings as one long list of names
    "font.size": 9,
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],  # comes with matplotlib: the same measures on every machine
    "text.color": INK,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "ytick.left": False,
    "text.parse_math": False,  # a model's name may hold dollar signs
    "svg.fonttype": "none",
    "figure.facecolor": "none",
    "axes.facecolor": "none",
}
# What takes less is drawn here: a scale by powers of ten has no nought, and nobody waits for a millisecond.
_SHORTEST = 0.001
_NO_DATES = {"Date": None, "Creator": None, "Format": None, "Type": None}


class Drawing(Figure):
    """A figure that a notebook shows as a picture, whichever of matplotlib's backends is at work there."""

    def _repr_png_(self) -> bytes:
        return png(self)


def figures(overview: Overview, ui: str) -> dict[str, Figure]:
    """Return every figure that the study has data for, by the name of its file."""
    say = Wording("newslab.study", "wording.toml", ui)
    measured = {row.score for row in overview.study.comparison.standings if row.mean is not None}
    errors, risk, likeness = LEADING
    drawn: dict[str, Figure] = {}
    if errors in measured:
        drawn["errors_by_check"] = errors_by_check(overview, say)
    if {errors, likeness} <= measured:
        drawn["likeness_and_errors"] = against(overview, likeness, errors, say)
    drawn |= {name: intervals(overview, name, say) for name in (risk, likeness) if name in measured}
    return drawn


def intervals(overview: Overview, name: str, say: Wording) -> Figure:
    """Draw one score: for each model a line from the low to the high end of its interval, with the mean.

    Raises UserError for a score that the study did not measure; the message lists those it did.
    """
    _measured(overview, name)
    score = score_named(name)
    with mpl.rc_context(_STYLE):
        figure, axes = _canvas(len(overview.models))
        for line, model in enumerate(overview.models):
            row = overview.standing(name, model.name)
            if row is None or row.mean is None:
                nothing = say("not_applicable")
                axes.text(0.02, line, nothing, va="center", color=FAINT, transform=axes.get_yaxis_transform())
                continue
            _interval(axes, row, score, model, line)
        _name_models(axes, overview)
        axes.set_xlabel(score.label[say.ui])
        _local_ticks(axes, say)
    return figure


def errors_by_check(overview: Overview, say: Wording) -> Figure:
    """Draw how often each check found an error, for each 100 summaries: a row for each check, a sign for each model."""
    checks, many = overview.checks, len(overview.models)
    total = score_named(LEADING[0])
    with mpl.rc_context(_STYLE):
        figure, axes = _canvas(len(checks), per_line=_per_check(overview))
        for line, check in enumerate(checks):
            axes.axhline(line + 0.5, color=FAINT, linewidth=0.4, alpha=0.5)
            for place, model in enumerate(overview.models):
                row = overview.standing(f"{total.name}.{check}", model.name)
                # a little apart, so that models with the same rate are all seen
                height = line + (place - (many - 1) / 2) * 0.75 / many
                if row is not None and row.mean is not None:
                    _interval(axes, row, total, model, height, small=True)
                elif overview.rate(model.name, check).errors == 0:  # a check that never spoke has no standing
                    axes.plot(0, height, SHAPES[model.shape], color=TONES[model.tone], markersize=4.5)
        _legend(figure, overview)
        axes.set_yticks(range(len(checks)), [label_of(say, f"check.{check}", check) for check in checks])
        axes.set_ylim(len(checks) - 0.5, -0.5)
        axes.margins(x=0.05)
        axes.set_xlabel(total.label[say.ui])
        _local_ticks(axes, say)
    return figure


def against(overview: Overview, across: str, upward: str, say: Wording) -> Figure:
    """Draw two scores against each other, each with its interval: likeness to a reference is not truth."""
    x, y = score_named(across), score_named(upward)
    with mpl.rc_context(_STYLE | {"axes.spines.left": True, "ytick.left": True}):
        figure, axes = _canvas(len(overview.checks), per_line=_per_check(overview))  # as high as its neighbour
        for model in overview.models:
            one, other = overview.standing(across, model.name), overview.standing(upward, model.name)
            if one is None or other is None or one.mean is None or other.mean is None:
                continue
            at, height = one.mean * x.scale, other.mean * y.scale
            axes.plot([end * x.scale for end in _ends(one)], [height, height], color=TONES[model.tone], linewidth=1.2)
            _point(axes, at, other, y, model)
        axes.set_xlabel(x.label[say.ui])
        axes.set_ylabel(y.label[say.ui])
        _local_ticks(axes, say, both=True)
    return figure


def effort(overview: Overview, upward: str, hour: float, say: Wording) -> Figure:
    """Draw a score against the seconds of a summary, and against the cost of a thousand: tokens and the machine's time.

    ``hour`` is what an hour of this machine costs, in the currency of the file of prices. Raises UserError for a score
    that the study did not measure.
    """
    _measured(overview, upward)
    score = score_named(upward)
    with mpl.rc_context(_STYLE | {"axes.spines.left": True, "ytick.left": True}):
        figure = Drawing(figsize=(7.6, 1.2 + _per_check(overview) * 6), layout="constrained")
        panels = figure.subplots(1, 2, sharey=True)
        for model in overview.models:
            row = overview.standing(upward, model.name)
            if row is None or row.mean is None or model.seconds is None:
                continue
            seconds = max(model.seconds, _SHORTEST)
            cost = 1000 * ((model.price or 0.0) + seconds * hour / 3600)
            for axes, at in zip(panels, (seconds, cost), strict=True):
                _point(axes, at, row, score, model)
        for axes, label in zip(panels, ("effort_seconds", "effort_cost"), strict=True):
            axes.set_xscale("log" if axes is panels[0] or hour else "linear")
            axes.set_xlabel(say(label))
            axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _plainly(value, say)))
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _plainly(value, say)))
            axes.margins(0.15)
        panels[0].set_ylabel(score.label[say.ui])
        _legend(figure, overview)
    return figure


def _point(axes: Axes, at: float, row: Standing, score: Score, model: Model) -> None:
    colour, height = TONES[model.tone], (row.mean or 0.0) * score.scale
    axes.plot([at, at], [end * score.scale for end in _ends(row)], color=colour, linewidth=1.2)
    axes.plot(at, height, SHAPES[model.shape], color=colour, markersize=7)
    axes.annotate(model.letter, (at, height), xytext=(6, 5), textcoords="offset points", weight="bold")


def _plainly(value: float, say: Wording) -> str:
    """Write a tick with as many decimals as its first digit takes: 0.00001, 0.5, 20."""
    return say.number(value, max(0, -math.floor(math.log10(abs(value))) if value else 0))


def _measured(overview: Overview, name: str) -> None:
    measured = dict.fromkeys(row.score for row in overview.study.comparison.standings)
    if name not in measured:
        raise UserError(f"this study has no score {name!r}; it has: {', '.join(measured) or 'none'}")


def save(drawn: Mapping[str, Figure], folder: Path) -> None:
    """Write each figure as ``NAME.svg`` and ``NAME.png`` (on white), each file whole or not at all."""
    for name, figure in drawn.items():
        write_text(folder / f"{name}.svg", svg(figure, name))
        with whole_file(folder / f"{name}.png") as stream:
            stream.write(png(figure))


def png(figure: Figure) -> bytes:
    """Return a figure as a PNG on white; the same figure gives the same bytes."""
    stream = io.BytesIO()
    with mpl.rc_context(_STYLE):
        figure.savefig(stream, format="png", dpi=160, facecolor="white", metadata={"Software": None})
    return stream.getvalue()


def svg(figure: Figure, name: str) -> str:
    """Return a figure as an SVG document; the same figure gives the same bytes."""
    stream = io.BytesIO()
    with mpl.rc_context(_STYLE | {"svg.hashsalt": name}):
        figure.savefig(stream, format="svg", metadata=_NO_DATES)
    return stream.getvalue().decode()


def inline(figure: Figure, name: str) -> str:
    """Return a figure as an element for a page: no address in it, and colours that follow the page's."""
    drawn = svg(figure, name)
    drawn = drawn[drawn.index("<svg") :]
    drawn = re.sub(r'\s(?:xmlns(?::\w+)?|width|height|version)="[^"]*"', "", drawn[: drawn.index(">")]) + (
        drawn[drawn.index(">") :].replace("xlink:href", "href")
    )
    drawn = re.sub(r"<metadata>.*?</metadata>", "", drawn, flags=re.DOTALL)
    drawn = drawn.replace(INK, "currentColor").replace(FAINT, "var(--faint)")
    drawn = drawn.replace("<svg", '<svg aria-hidden="true"', 1)  # its figures stand in the tables, in readable order
    for place, tone in enumerate(TONES):
        drawn = drawn.replace(tone, f"var(--tone-{place})")
    return drawn


def label_of(say: Wording, key: str, otherwise: str) -> str:
    """Return the word for ``key``, or ``otherwise`` where a third party's name has none."""
    try:
        return say(key)
    except KeyError:
        return otherwise


def _canvas(lines: int, per_line: float = 0.32) -> tuple[Figure, Axes]:
    figure = Drawing(figsize=(4.2, 0.75 + per_line * max(lines, 2)), layout="constrained")
    return figure, figure.add_subplot()


def _legend(figure: Figure, overview: Overview) -> None:
    signs = [
        Line2D([], [], color=TONES[each.tone], marker=SHAPES[each.shape], linestyle="") for each in overview.models
    ]
    names = [f"{model.letter}  {_short(model.name)}" for model in overview.models]
    figure.legend(signs, names, loc="outside upper left", ncols=2, frameon=False, fontsize=8, handletextpad=0.2)


def _per_check(overview: Overview) -> float:
    return 0.16 + 0.07 * len(overview.models)


def _name_models(axes: Axes, overview: Overview) -> None:
    axes.set_yticks(range(len(overview.models)), [f"{model.letter}  {_short(model.name)}" for model in overview.models])
    axes.set_ylim(len(overview.models) - 0.5, -0.5)
    axes.margins(x=0.08)
    axes.grid(axis="x", color=FAINT, linewidth=0.4, alpha=0.5)


def _local_ticks(axes: Axes, say: Wording, *, both: bool = False) -> None:
    low, high = axes.dataLim.intervalx
    if high - low < 1e-9:  # all the same: a scale around the value, and none below nought
        axes.set_xlim((-0.05, 1) if low == 0 else (0.9 * low, 1.1 * low))
    for axis in (axes.xaxis, axes.yaxis) if both else (axes.xaxis,):
        axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
        digits = _digits(axis.get_majorticklocs())
        axis.set_major_formatter(FuncFormatter(lambda value, _, digits=digits: say.number(value, digits)))


def _digits(ticks: Iterable[float]) -> int:
    """Return how many decimals it takes to tell the ticks apart as what they are."""
    exact = (digits for digits in range(4) if all(abs(tick - round(tick, digits)) < 1e-9 for tick in ticks))
    return next(exact, 4)


def _interval(axes: Axes, row: Standing, score: Score, model: Model, line: float, *, small: bool = False) -> None:
    low, high = (end * score.scale for end in _ends(row))
    mean = (row.mean or 0.0) * score.scale
    colour, shape = TONES[model.tone], SHAPES[model.shape]
    axes.plot([low, high], [line, line], color=colour, linewidth=1.2 if small else 2.5, solid_capstyle="butt")
    axes.plot(mean, line, shape, color=colour, markersize=4.5 if small else 7)


def _ends(row: Standing) -> tuple[float, float]:
    """Return the interval; where there is none, as with a single article, the mean twice."""
    mean = row.mean or 0.0
    return mean if row.low is None else row.low, mean if row.high is None else row.high


def _short(name: str) -> str:
    return name if len(name) <= 22 else f"{name[:21]}…"
