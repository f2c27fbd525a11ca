"""Golden cases, written by hand from grammar, calendar and news practice: what must be found, and what must not.

``golden/CHECK.json`` hold an article excerpt, a summary and the findings expected (``[]``: silence);
``golden/quotations.json`` a text and the speech in it. A case that fails today carries ``known_miss``, the reason or
what it would take, and must go on failing until that is taken away.

``python tests/test_golden.py [CHECK ...]`` prints what passes and what fails; ``--settle`` takes the mark away from
the cases that pass now.
"""

import json
import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from newslab.checks.examine import examine
from newslab.records import Article, Pair, Span
from newslab.text.alignment.align import align
from newslab.text.document import analyse

FOLDER = Path(__file__).parent / "golden"
CASES = {
    case["id"]: case | {"topic": file.stem}
    for file in sorted(FOLDER.glob("*.json"))
    for case in json.loads(file.read_text(encoding="utf-8"))
}
CHECK_CASES = [case for case in CASES.values() if case["topic"] != "quotations"]
QUOTATION_CASES = [case for case in CASES.values() if case["topic"] == "quotations"]


def faults(case):
    """Return what the program gets wrong about a case, each as one line; an empty list is a pass."""
    return quotation_faults(case) if case["topic"] == "quotations" else check_faults(case)


def check_faults(case):
    article = Article(id=case["id"], text=case["article"], language=case["language"], published=case.get("published"))
    examination = examine(align(Pair(id=case["id"], article=article, summary=case["summary"])))
    raised = [finding for finding in examination.findings if finding.severity != "ok"]
    places = [place_of(case["summary"], expected["text"]) for expected in case["expected"]]
    missed = [
        f"missed: {expected}"
        for expected, place in zip(case["expected"], places, strict=True)
        if not any(answers(finding, expected) and finding.summary_span.touches(place) for finding in raised)
    ]
    # beside a planted error a warning is tolerable, another error is not; a faithful summary must raise neither
    alarms = [
        f"false alarm: {finding.rule.check} {finding.rule.verdict} ({finding.severity}) on "
        f"{finding.summary_span.of(case['summary'])!r}"
        for finding in raised
        if (finding.severity == "error" or not places) and not any(map(finding.summary_span.touches, places))
    ]
    return missed + alarms


def answers(finding, expected):
    checks = expected["check"] if isinstance(expected["check"], list) else [expected["check"]]
    if finding.rule.check not in checks:
        return False
    if "verdict" in expected:
        return finding.rule.verdict == expected["verdict"]
    return expected["severity"] in {finding.severity, "raised"}


def place_of(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def quotation_faults(case):
    found = analyse(case["text"], case["language"]).quotations
    direct = [quotation for quotation in found if quotation.kind == "direct"]
    indirect = [quotation for quotation in found if quotation.kind == "indirect"]
    spoken = [bare(quotation.span.of(case["text"])) for quotation in direct]
    wanted = [expected["text"] for expected in case["direct"]]
    silent = not case["direct"] and not case["indirect"]
    return [
        *([f"direct speech: expected {wanted}, got {spoken}"] if spoken != wanted else []),
        *(fault for expected in case["direct"] for fault in speaker_faults(case["text"], expected, direct)),
        *(fault for expected in case["indirect"] for fault in speaker_faults(case["text"], expected, indirect)),
        *(f"indirect speech where there is none: {bare(it.span.of(case['text']))!r}" for it in indirect if silent),
    ]


def bare(words):
    """Return a quotation without its marks and the punctuation at its rims."""
    return words.strip(' „“”"»«.,!?')


def speaker_faults(text, expected, quotations):
    place = place_of(text, expected["text"])
    touching = [quotation for quotation in quotations if quotation.span.touches(place)]
    if not touching:
        return [f"missed: {expected}"]
    speaker = touching[0].speaker
    if speaker is None:
        return [f"no speaker for {expected}"]
    named = speaker.span.of(text)
    allowed = expected["speaker"] if isinstance(expected["speaker"], list) else [expected["speaker"]]
    # the naming phrase may hold the office or not, the preposition or not: one lies inside the other
    inside = any(named in phrase or (phrase in named and len(named) < 60) for phrase in allowed)
    return [] if inside else [f"speaker {named!r} for {expected}"]


@cache
def faults_of(name):
    return faults(CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_a_golden_case(name):
    known = CASES[name].get("known_miss")
    if known:
        assert faults_of(name), f"passes now: take away its known_miss ({known})"
    else:
        assert not faults_of(name), CASES[name]["why"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_there_are_enough_cases_and_as_many_of_silence_as_of_errors(language):
    cases = [case for case in CHECK_CASES if case["language"] == language]
    assert len(cases) >= {"de": 150, "en": 80}[language]
    quiet = sum(not case["expected"] for case in cases)
    assert 0.4 <= quiet / len(cases) <= 0.6


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_case_is_well_formed(case):
    assert case["why"]
    assert case["source"]
    assert case["language"] in case["id"]
    for expected in case.get("expected", []):
        assert case["summary"].count(expected["text"]) == 1
    if "published" in case:
        date.fromisoformat(case["published"])


def report(topics):
    """Yield the pass rates by topic and language, then every failing case with what it expected and got."""
    cases = {name: case for name, case in CASES.items() if not topics or case["topic"] in topics}
    counts = Counter()
    for name, case in cases.items():
        silent = not (case.get("expected") or case.get("direct") or case.get("indirect"))
        key = f"{case['topic']:12} {case['language']} {'silence' if silent else 'finding'}"
        counts[key, "all"] += 1
        counts[key, "passed"] += not faults_of(name)
    yield from (
        f"{key} {counts[key, 'passed']:3} of {counts[key, 'all']:3}" for key in sorted({key for key, _ in counts})
    )
    yield f"all {sum(not faults_of(name) for name in cases)} of {len(cases)}"
    passing = [name for name, case in cases.items() if "known_miss" in case and not faults_of(name)]
    yield from (f"passes now, take away its known_miss: {name}" for name in passing)
    for name, case in cases.items():
        if faults_of(name):
            yield f"\n{name}: {case['why']}" + (f"   known: {case['known_miss']}" if "known_miss" in case else "")
            yield (
                f"  article: {case['article']}\n  summary: {case['summary']}"
                if "article" in case
                else f"  {case['text']}"
            )
            yield from (f"  → {fault}" for fault in faults_of(name))


def settle():
    """Take ``known_miss`` away from every case that passes now; the files keep one case a line."""
    for file in sorted(FOLDER.glob("*.json")):
        cases = json.loads(file.read_text(encoding="utf-8"))
        for case in cases:
            if not faults_of(case["id"]):
                case.pop("known_miss", None)
        lines = ",\n".join("  " + json.dumps(case, ensure_ascii=False) for case in cases)
        file.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--settle"]:
        settle()
    else:
        sys.stdout.write("\n".join(report(sys.argv[1:])) + "\n")
