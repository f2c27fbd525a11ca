"""Which checks run when nobody names any, and that all of them read on behind odd marks."""

import pytest

from newslab import plugins
from newslab.checks import CHECKS, default_checks
from newslab.checks.examine import examine
from newslab.records import Article, Pair
from newslab.text.alignment.align import align


class HouseStyle:
    """A third party's check, without a thing to say."""

    name = "style"
    rules = ()

    def examine(self, alignment):
        """Find nothing."""
        return ()


class Point:
    """What importlib.metadata gives for an installed entry point, as far as newslab asks."""

    name = "style"

    def load(self):
        """Return the class that the entry point names."""
        return HouseStyle


def test_a_check_that_a_package_brings_runs_after_our_own(monkeypatch):
    monkeypatch.setattr(plugins, "entry_points", lambda *, group, name=None: [Point()])
    names = [check.name for check in default_checks.__wrapped__()]
    assert names == [*CHECKS.built_in, "style"]


@pytest.mark.parametrize(
    "summary",
    [
        # no word at all in two paragraphs
        "–\n\n–",
        "...\n\n...",
        "“ ”\n\n—",
        # digits to Unicode that are no figures
        "Quelle ¹ nennt 5 Leute.",
        "CO₂ und ₂",
        "Schritt ① ist leicht.",
        # the second part of an omission stands before the first
        "„ 1. wer 50 … kein",
        "\0",
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_odd_marks_are_read_like_any_others(summary, language):
    article = Article(id="a", language=language, text="kein 50 hat sagte. Anna Weber kam.")
    summary += "\n\nAnna Weber 77."
    (wrong,) = (
        finding
        for finding in examine(align(Pair(id="p", article=article, summary=summary))).findings
        if finding.rule.code == "N003" and finding.summary_span.end == len(summary) - 1
    )
    assert wrong.summary_span.of(summary) == "77"
