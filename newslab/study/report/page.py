"""Writes a study's report: one page that needs no network, no kernel and no script, made from the folder alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from newslab import __version__, studyfolder
from newslab.checks import all_rules
from newslab.checks.judge import reason_told
from newslab.checks.risk.model import basis_told
from newslab.files import write_text
from newslab.records import Article, Standing
from newslab.study.report import plots
from newslab.study.report.glance import sentences
from newslab.study.report.marks import showable
from newslab.study.report.sections import Sections
from newslab.study.report.view import LEADING, Model, Overview
from newslab.study.scores import Score, score_named
from newslab.summarizers.catalogue import limits_told
from newslab.wording import Wording

# With four models an article takes about 20 kB of page: so many keep it quick to open and to search.
SHOWN_ARTICLES = 60
WORST = 12
# Long lists in the appendix end here and name the file that holds the rest.
_LISTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One model's mean and interval on one score, written out and as places on a line from 0 to 100."""

    model: Model
    mean: str | None
    low: str = ""
    high: str = ""
    at: float = 0.0
    start: float = 0.0
    end: float = 0.0
    n: int = 0
    not_applicable: int = 0
    reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One score over all models, on a scale of its own from ``low`` to ``high``."""

    name: str
    label: str
    hint: str
    low: str
    high: str
    strips: tuple[Strip, ...]
    not_applicable: tuple[str, ...]


def build_report(
    folder: Path, ui: str, *, redact: bool = False, shown: int = SHOWN_ARTICLES, worst: int = WORST
) -> Path:
    """Write ``report.html`` and ``plots/`` into a study's folder from the files that lie there; return the page.

    ``shown`` articles, the worst, are shown in full, and ``worst`` findings lead. With ``redact`` the page holds
    nothing of the articles' text but the sentences that are evidence. Raises StudyFolderError and OSError.
    """
    study = studyfolder.read(folder, all_rules())
    overview = Overview(study)
    drawn = plots.figures(overview, ui)
    plots.save(drawn, folder / studyfolder.PLOTS)
    elements = {name: Markup(plots.inline(figure, name)) for name, figure in drawn.items()}  # noqa: S704  (our own SVG)
    page = render(overview, ui, elements, redact=redact, shown=shown, worst=worst)
    path = folder / studyfolder.REPORT
    write_text(path, page)
    return path


def render(
    overview: Overview,
    ui: str,
    drawn: Mapping[str, Markup],
    *,
    redact: bool = False,
    shown: int = SHOWN_ARTICLES,
    worst: int = WORST,
) -> str:
    """Return the page; ``drawn`` are the figures as elements. The same study gives the same bytes."""
    study = overview.study
    say = Wording("newslab.study", "wording.toml", ui)
    builder = Sections(overview, ui, redact=redact)
    leading = overview.leading_articles(shown)
    panels = [
        (group, [_panel(overview, name, rows, say) for name, rows in scores.items()])
        for group, scores in overview.standings().items()
    ]
    risk_bases = sorted(
        {basis_told(each.examination.risk.basis, say.ui) for each in study.evaluations if each.examination}
    )
    return (
        _environment(say)
        .get_template("report.html")
        .render(
            say=say,
            study=study,
            overview=overview,
            redact=redact,
            title=_title(overview, say),
            facts=_facts(overview, say),
            glance=sentences(overview, say),
            panels=panels,
            headline=sorted(
                (panel for _, group in panels for panel in group if panel.name in LEADING),
                key=lambda panel: LEADING.index(panel.name),
            ),
            drawn=drawn,
            exhibits=builder.exhibits(overview.worst(worst)),
            sections=builder.sections(leading),
            left=len(study.articles) - len(leading),
            numbers={article.id: number for number, article in enumerate(leading, start=1)},
            signatures=sorted({row.signature for row in study.comparison.standings if row.signature}),
            risk_bases=risk_bases,
            risk_basis="; ".join(dict.fromkeys(clause for basis in risk_bases for clause in basis.split("; "))),
            limits={model.name: limits_told(model.limits, say.ui) for model in overview.models},
            failures=builder.failures(_LISTED),
            failed=sum(model.failed for model in overview.models),
            listed=_LISTED,
        )
    )


def _environment(say: Wording) -> Environment:
    environment = Environment(
        loader=PackageLoader("newslab.study.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def figure(value: float | None, digits: int) -> str:
        return "–" if value is None else say.number(value, digits)

    environment.filters |= {
        "figure": figure,
        "duration": lambda value: f"< {say.number(0.01, 2)}" if value and value < 0.01 else figure(value, 2),
        "read_as": lambda value, name: say.number(value * score_named(name).scale, score_named(name).digits + 1),
        "score": lambda name: score_named(name).label[say.ui],
        "check": lambda name: plots.label_of(say, f"check.{name}", name),
        "showable": showable,
        "breakable": _breakable,
        "web": _web_address,
        "day": lambda moment: _day(moment, say),
        "setting": lambda value: showable(_setting(value)),
    }
    environment.globals |= {"version": __version__, "shade": _shade}
    return environment


def _panel(overview: Overview, name: str, standings: Sequence[Standing], say: Wording) -> Panel:
    score = score_named(name)
    read = [_as_read(row, score) for row in standings]
    ends = [end for row in read for end in (row.low, row.mean, row.high) if end is not None]
    low, high = (min(ends), max(ends)) if ends else (0.0, 0.0)

    def write(value: float) -> str:
        return say.number(value, score.digits)

    models = {model.name: model for model in overview.models}
    strips = [
        replace(_strip(models[row.model], row, (low, high), write), reasons=_reasons(overview, row, say))
        for row in read
        if row.model in models
    ]
    return Panel(
        name=name,
        label=score.label[say.ui],
        hint=plots.label_of(say, f"hint.{name}", ""),
        low=write(low) if ends else "",
        high=write(high) if ends else "",
        strips=tuple(strips),
        not_applicable=tuple(_not_applicable(strips, say)),
    )


def _not_applicable(strips: Sequence[Strip], say: Wording) -> Iterator[str]:
    """Say how often a score did not apply, one sentence for all models that share the reasons."""
    alike: dict[str, list[Strip]] = {}
    for strip in strips:
        if strip.not_applicable:
            alike.setdefault(strip.reasons, []).append(strip)
    for reasons, rows in alike.items():
        counts = ", ".join(f"{row.model.letter} {say.number(row.not_applicable, 0)}" for row in rows)
        yield say("not_applicable_counts", counts=counts, reasons=reasons)


def _as_read(row: Standing, score: Score) -> Standing:
    """Return a standing in the figures that people read, rounded: what is written alike is drawn alike."""
    mean, low, high = (
        None if value is None else round(value * score.scale, score.digits) for value in (row.mean, row.low, row.high)
    )
    return replace(row, mean=mean, low=low, high=high)


def _strip(model: Model, row: Standing, ends: tuple[float, float], write: Callable[[float], str]) -> Strip:
    strip = Strip(model=model, mean=None, n=row.n, not_applicable=row.not_applicable)
    if row.mean is None:
        return strip
    low, high = (row.mean if end is None else end for end in (row.low, row.high))
    return replace(
        strip,
        mean=write(row.mean),
        low="" if row.low is None else write(row.low),
        high="" if row.high is None else write(row.high),
        start=_place(low, ends),
        at=_place(row.mean, ends),
        end=_place(high, ends),
    )


def _reasons(overview: Overview, row: Standing, say: Wording) -> str:
    reasons = [
        plots.label_of(say, f"reason.{reason}", reason_told(reason, say.ui))
        for reason in overview.reasons(row.score, row.model)
    ]
    return "; ".join(reasons[:3]) or say("no_reason")


def _place(value: float, ends: tuple[float, float]) -> float:
    """Return where ``value`` lies on a line of 100 that keeps 4 free at each end; the middle where all are equal."""
    low, high = ends
    return 50.0 if high <= low else round(4 + 92 * (value - low) / (high - low), 2)


def _shade(rate: float | None, most: float) -> int:
    """Return how dark a cell is, 0 to 6; by the square root, so that rare errors are told from none."""
    return 0 if not rate or not most else max(1, round(6 * (rate / most) ** 0.5))


def _title(overview: Overview, say: Wording) -> str:
    models, articles = len(overview.models), len(overview.study.articles)
    return say(
        "title",
        models=say("one_model") if models == 1 else say("many_models", count=say.number(models, 0)),
        articles=say("one_article") if articles == 1 else say("many_articles", count=say.number(articles, 0)),
    )


def _facts(overview: Overview, say: Wording) -> list[str]:
    """Return the line under the title: what was studied, when, how much of it."""
    study = overview.study
    languages = Counter(article.language for article in study.articles)
    made = sum(model.summaries for model in overview.models)
    failed = sum(model.failed for model in overview.models)
    facts = [say("study", name=study.manifest.name)]
    facts += [_day(str(study.manifest.times["began"]), say)] if "began" in study.manifest.times else []
    facts += [
        plots.label_of(say, f"language_{name}", f"{{count}} {name}").format(count=count)
        if name not in {"de", "en"}
        else say(f"language_{name}", count=say.number(count, 0))
        for name, count in languages.most_common()
    ]
    facts.append(say("one_summary") if made == 1 else say("summaries", count=say.number(made, 0)))
    facts += [say("failed", count=say.number(failed, 0))] if failed else []
    refused = len(study.refused)
    facts += [say("one_refused")] if refused == 1 else []
    facts += [say("refused", count=say.number(refused, 0))] if refused > 1 else []
    return [showable(fact) for fact in facts]


def _setting(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_setting, value)) or "–"
    return "–" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _day(moment: str, say: Wording) -> str:
    """Write an ISO 8601 moment as a day; what is none stays as it is."""
    try:
        day = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return say("date", day=day.day, month=day.month, year=day.year)


def _breakable(name: str) -> Markup:
    """Return a model's name escaped, with places where a narrow column may break it: after : / , and before [ _ @."""
    escaped = str(escape(showable(name)))
    return Markup(re.sub(r"([:/,])|(?=[\[_@])", r"\1<wbr>", escaped))  # noqa: S704  (escaped in the line above)


def _web_address(article: Article) -> str | None:
    """Return an article's address where it is one that a reader may safely follow."""
    try:
        scheme = urlsplit(article.url or "").scheme
    except ValueError:
        return None
    return article.url if scheme in {"http", "https"} else None
