"""Figures: the same bytes every time, both languages, colours that follow the page, nothing a name can break."""

import re
import struct
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from newslab.mistakes import UserError
from newslab.records import Comparison
from newslab.study.report import plots
from newslab.study.report.view import Overview
from newslab.wording import Wording


def words_of(svg):
    return [element.text for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_the_same_study_gives_the_same_bytes(study):
    first, second = (plots.figures(Overview(study), "de") for _ in range(2))
    assert list(first) == ["errors_by_check", "likeness_and_errors", "risk", "rougeLsum.f"]
    for name, figure in first.items():
        assert plots.svg(figure, name) == plots.svg(second[name], name)


def test_nothing_in_a_file_tells_when_it_was_drawn(study):
    for name, figure in plots.figures(Overview(study), "de").items():
        assert not re.search(r"20[0-9]{2}-[0-9]{2}|<dc:date>|<dc:creator>", plots.svg(figure, name))


@pytest.mark.parametrize(
    ("ui", "expected", "figure_written"),
    [
        ("de", ["Zitat", "Zuschreibung", "Name", "Zahl", "Datum", "Gewissheit", "Rückhalt"], "0,"),
        ("en", ["Quotation", "Attribution", "Name", "Number", "Date", "Certainty", "Support"], "0."),
    ],
)
def test_labels_speak_the_interface_language(study, ui, expected, figure_written):
    drawn = plots.figures(Overview(study), ui)
    words = words_of(plots.svg(drawn["errors_by_check"], "errors"))
    assert [word for word in words if word in expected] == expected


def test_a_name_is_written_as_it_is_and_not_as_a_formula(study):
    figure = plots.figures(Overview(study), "de")["risk"]
    assert "B  cmd:<b>$m_1^2$</b>" in words_of(plots.svg(figure, "risk"))


def test_on_a_page_a_figure_names_no_address_and_takes_the_pages_colours(study):
    for name, figure in plots.figures(Overview(study), "en").items():
        element = plots.inline(figure, name)
        assert element.startswith("<svg")
        assert "viewBox" in element
        assert not re.search(r"https?:|<\?xml|<!DOCTYPE|<metadata|<script", element)
        assert plots.INK not in element
        assert not [tone for tone in plots.TONES if tone in element]
        assert "var(--tone-0)" in element


def test_a_mean_without_an_interval_is_still_drawn(study):
    bare = tuple(replace(row, low=None, high=None) for row in study.comparison.standings)
    drawn = plots.figures(Overview(replace(study, comparison=Comparison(standings=bare))), "de")
    assert set(drawn) == {"errors_by_check", "likeness_and_errors", "risk", "rougeLsum.f"}


def test_a_score_that_does_not_apply_to_a_model_says_so_in_its_row(study):
    rows = tuple(
        replace(row, mean=None, low=None, high=None) if (row.score, row.model) == ("risk", "lead-3") else row
        for row in study.comparison.standings
    )
    drawn = plots.figures(Overview(replace(study, comparison=Comparison(standings=rows))), "de")
    assert "nicht anwendbar" in words_of(plots.svg(drawn["risk"], "risk"))


def test_a_score_that_nobody_measured_is_refused_with_those_that_were(study):
    say = Wording("newslab.study", "wording.toml", "en")
    with pytest.raises(UserError, match=r"no score 'rougeX'; it has: .*rougeLsum\.f"):
        plots.intervals(Overview(study), "rougeX", say)


def test_nothing_measured_draws_nothing(study):
    assert plots.figures(Overview(replace(study, comparison=Comparison())), "de") == {}


def test_files_are_written_as_svg_and_as_png_on_white(study, tmp_path):
    drawn = {"risk": plots.figures(Overview(study), "de")["risk"]}
    plots.save(drawn, tmp_path / "plots")
    assert sorted(path.name for path in (tmp_path / "plots").iterdir()) == ["risk.png", "risk.svg"]
    png = (tmp_path / "plots" / "risk.png").read_bytes()
    width, height = struct.unpack(">II", png[16:24])
    assert png.startswith(b"\x89PNG")
    assert width > height > 100


@pytest.mark.parametrize(
    ("ui", "labels"),
    [
        ("de", {"Sekunden je Zusammenfassung", "Kosten für tausend Zusammenfassungen"}),
        ("en", {"Seconds for a summary", "Cost of a thousand summaries"}),
    ],
)
def test_quality_is_drawn_against_time_and_against_cost(study, ui, labels):
    figure = plots.effort(Overview(study), "rougeLsum.f", 3.6, Wording("newslab.study", "wording.toml", ui))
    assert labels <= set(words_of(plots.svg(figure, "effort")))
    seconds, cost = figure.axes
    # every summary of the small study took half a second: 500 s for a thousand, at 3.6 an hour 0.5
    points = [{round(float(line.get_xdata()[0]), 9) for line in axes.lines} for axes in (seconds, cost)]
    assert points == [{0.5}, {0.5}]


def test_effort_without_its_score_says_which_there_are(study):
    with pytest.raises(UserError, match="this study has no score 'bleu'; it has: "):
        plots.effort(Overview(study), "bleu", 1.0, Wording("newslab.study", "wording.toml", "en"))
