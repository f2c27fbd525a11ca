"""The docs name every check code, every kind of model and every score, and their links lead somewhere."""

import re
import tomllib
from pathlib import Path

import pytest

from newslab.checks import CHECKS, ON_REQUEST
from newslab.checks.rules import rules_of
from newslab.summarizers.catalogue import described

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
RULES = {name: CHECKS.make(name).rules for name in CHECKS.built_in}
RULES |= {name: rules_of(name).values() for name in ON_REQUEST}
PAGES = sorted(DOCS.rglob("*.md"))
SCORES = tomllib.loads((ROOT / "newslab" / "study" / "wording" / "scores.toml").read_text("utf-8"))


@pytest.mark.parametrize("check", RULES)
def test_every_code_stands_in_the_index_and_on_its_checks_page(check):
    index = (DOCS / "checks.md").read_text("utf-8")
    page = (DOCS / "checks" / f"{check}.md").read_text("utf-8")
    for rule in RULES[check]:
        assert f"| {rule.code} | {rule.severity} | {check}: {rule.verdict} |" in index
        assert f"| {rule.code} |" in page
    assert f"(checks/{check}.md)" in index


def test_the_index_lists_no_code_that_is_gone():
    index = (DOCS / "checks.md").read_text("utf-8")
    listed = set(re.findall(r"^\| ([A-Z]\d{3}) \|", index, re.MULTILINE))
    assert listed == {rule.code for rules in RULES.values() for rule in rules}


def test_every_kind_of_model_stands_on_the_page_of_models():
    page = (DOCS / "models.md").read_text("utf-8")
    for form, _ in described("en"):
        first, *_ = re.split("[ :\\[]", form)
        assert f"`{first}" in page, form


def test_every_score_stands_in_the_docs():
    page = (DOCS / "scores.md").read_text("utf-8")
    assert [name for name in SCORES if f"`{name}`" not in page] == []


@pytest.mark.parametrize(
    "path",
    [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "benchmarks" / "README.md", *PAGES],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_links_inside_the_project_lead_somewhere(path):
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text("utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_the_table_of_costs_follows_from_the_rates_it_names():
    page = (DOCS / "scale.md").read_text("utf-8")
    rates = [float(ms) for ms in re.search(r"takes ([\d.]+) ms of a core to score and ([\d.]+) ms", page).groups()]
    (price,) = re.findall(r"([\d.]+) euros for a core's hour", page)
    rows = re.findall(r"^\| 10(.) \| (\S+) \| [^|]+ \| (\S+) \| (\S+) \| [^|]+ \| (\S+) \|$", page, re.MULTILINE)
    assert [row[0] for row in rows] == ["⁴", "⁶", "⁸"]
    for power, *told in rows:
        hours = [10 ** "⁰¹²³⁴⁵⁶⁷⁸".index(power) * rate / 3_600_000 for rate in rates]
        expected = [hours[0], hours[0] * float(price), hours[1], hours[1] * float(price)]
        assert [float(figure) for figure in told] == pytest.approx(expected, rel=0.06)


def test_the_page_on_scale_names_every_option_and_verb_of_the_engine():
    page = (DOCS / "scale.md").read_text("utf-8")
    for said in (
        "--engine dask",
        "--scheduler tcp://",
        "--workers",
        "newslab[dask]",
        "`score`",
        "`compare`",
        "`summarize`",
    ):
        assert said in page
