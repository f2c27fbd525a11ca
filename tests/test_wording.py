"""What people read: dates in the interface's language, marks within marks, and both languages whole."""

from datetime import date

import pytest

from newslab.checks import all_rules
from newslab.records import Finding, Rule, Span
from newslab.wording import UIS, day_written, weekday_written

TITLE = {"de": "Probe", "en": "Probe"}
WORDS = 'Er rief „Halt“ und "Los"'


@pytest.mark.parametrize(
    ("ui", "day", "weekday"), [("de", "19. März 2026", "Donnerstag"), ("en", "19 March 2026", "Thursday")]
)
def test_a_day_is_written_the_local_way(ui, day, weekday):
    # 19 March 2026 is a Thursday by any calendar
    assert (day_written(date(2026, 3, 19), ui), weekday_written(date(2026, 3, 19), ui)) == (day, weekday)


def message(ui, template, **details):
    rule = Rule(code="X1", check="x", verdict="x", severity="ok", title=TITLE, message={ui: template})
    return Finding(rule=rule, summary_span=Span(0, 1), details=details).message(ui)


@pytest.mark.parametrize(
    ("ui", "template", "said"),
    [
        ("de", "„{words}“ steht da.", "„Er rief ‚Halt‘ und 'Los'“ steht da."),
        ("de", "Da steht: {words}", f"Da steht: {WORDS}"),
        ("de", "„{first} {words}“: {words}.", f"„so Er rief ‚Halt‘ und 'Los'“: {WORDS}."),
        ("en", "“{words}” and {words}", f"“Er rief ‚Halt‘ und 'Los'” and {WORDS}"),
    ],
)
def test_marks_within_marks_are_single(ui, template, said):
    assert message(ui, template, words=WORDS, first="so") == said


def test_english_marks_within_marks_are_single():
    assert message("en", "He wrote “{words}”.", words="a “soft” opening") == "He wrote “a ‘soft’ opening”."


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_every_rule_is_one_sentence_in_both_languages(rule):
    for ui in UIS:
        assert rule.title[ui]
        # a judge's reason brings its own full stop
        assert rule.message[ui].endswith((".", "{reason}"))
        assert ". " not in rule.message[ui]
    assert rule.message["de"].count("„") == rule.message["de"].count("“")
    assert rule.message["en"].count("“") == rule.message["en"].count("”")
