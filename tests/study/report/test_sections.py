"""What a page draws of an article: sentences of evidence, excerpts of what is long, labels that name a finding."""

from dataclasses import replace

import pytest

from newslab.records import Span
from newslab.study.report.sections import Sections
from newslab.study.report.view import Overview


def sections(study, ui="de", *, redact=False):
    return Sections(Overview(study), ui, redact=redact)


def written(text):
    return "".join(piece.text for piece in text.pieces)


def marked(text):
    return [piece.text for piece in text.pieces if piece.lines]


def with_findings(study, *changed):
    """Return the study with the German article's second summary examined anew."""
    rows = list(study.evaluations)
    rows[1] = replace(rows[1], examination=replace(rows[1].examination, findings=changed))
    return replace(study, evaluations=tuple(rows))


def test_a_summary_stands_with_its_notes_errors_first(study, texts):
    (section,) = sections(study).sections([texts["german"]])
    lead, other = section.answers
    assert (lead.errors, lead.warnings, [note.label for note in lead.verified]) == (0, 0, ["A1"])
    assert (other.errors, other.warnings) == (2, 1)
    assert [(note.label, note.code) for note in other.notes] == [("B1", "N002"), ("B2", "Q002"), ("B3", "S002")]


@pytest.mark.parametrize(
    ("ui", "message"), [("de", "Die Zusammenfassung schreibt „39“."), ("en", "The summary says “39”.")]
)
def test_a_note_speaks_the_interface_language(study, texts, ui, message):
    (section,) = sections(study, ui).sections([texts["german"]])
    assert section.answers[1].notes[0].message == message


def test_evidence_is_the_whole_sentence_with_its_place_marked(study, texts):
    (section,) = sections(study).sections([texts["german"]])
    (evidence,) = section.answers[1].notes[0].evidence
    assert written(evidence) == "Nach langer Debatte stimmten 31 Ratsmitglieder dafu\u0308r und nur neun dagegen."
    assert marked(evidence) == ["31 Ratsmitglieder"]


def test_the_article_carries_the_labels_of_all_models_findings_but_not_of_what_is_in_order(study, texts):
    (section,) = sections(study).sections([texts["german"]])
    labels = [mark.label for piece in section.body.pieces for mark in piece.ending]
    assert sorted(labels) == ["B1", "B2", "B3"]


def test_an_exhibit_shows_the_summarys_sentence_alone(study):
    overview = Overview(study)
    exhibits = Sections(overview, "de", redact=False).exhibits(overview.worst(9))
    assert [written(exhibit.text) for exhibit in exhibits] == [
        "„Wir werden das Geld verschwenden“, sagte die Bürgermeisterin.",
        "Im Rat stimmten 39 dafür.",
    ]
    assert marked(exhibits[1].text) == ["39"]


def test_of_a_very_long_sentence_what_lies_around_the_evidence_is_shown(study, texts):
    long = replace(texts["german"], text="und dann " * 500 + "stimmten 31 dafür " + "und danach " * 500)
    place = long.text.index("31")
    finding = replace(study.evaluations[1].examination.findings[0], article_spans=(Span(place, place + 2),))
    changed = replace(with_findings(study, finding), articles=(long, *study.articles[1:]))
    (section,) = sections(changed).sections([long])
    (evidence,) = section.answers[1].notes[0].evidence
    assert (evidence.cut_before, evidence.cut_after) == (True, True)
    assert marked(evidence) == ["31"]
    assert len(written(evidence)) < 700


def test_evidence_in_many_sentences_is_limited_and_each_sentence_stands_once(study, texts):
    many = replace(texts["german"], text="Der Rat tagt heute lange. " * 9)
    finding = replace(study.evaluations[1].examination.findings[0], article_spans=(Span(0, 200), Span(0, 5)))
    changed = replace(with_findings(study, finding), articles=(many, *study.articles[1:]))
    (section,) = sections(changed).sections([many])
    assert [written(text) for text in section.answers[1].notes[0].evidence] == ["Der Rat tagt heute lange."] * 4


def test_clauses_in_order_are_told_but_not_underlined(study, texts):
    finding = study.evaluations[0].examination.findings[0]
    whole = replace(finding, rule=replace(finding.rule, check="support"))
    (section,) = sections(with_findings(study, whole, finding)).sections([texts["german"]])
    answer = section.answers[1]
    assert len(answer.verified) == 2
    assert len(marked(answer.text)) == 1


@pytest.mark.parametrize("span", [Span(0, 0), Span(5, 5), Span(10_000, 10_005)])
def test_an_empty_or_impossible_place_breaks_nothing(study, texts, span):
    finding = replace(study.evaluations[1].examination.findings[0], summary_span=span, article_spans=(span,))
    changed = with_findings(study, finding)
    (section,) = sections(changed).sections([texts["german"]])
    assert written(section.answers[1].text) == changed.evaluations[1].summary.text
    assert [note.label for note in section.answers[1].notes] == ["B1"]
    assert sections(changed).exhibits(Overview(changed).worst(1))


def test_an_article_without_a_headline_is_named_by_its_beginning(study, texts):
    bare = replace(texts["english"], title=None)
    (section,) = sections(replace(study, articles=(bare,))).sections([bare])
    assert section.title == "The treasurer of a hospice charity appeared in court on Monday over missing money. She …"


def test_redacted_a_section_has_no_body_no_headline_and_no_reference(study, texts):
    (section,) = sections(study, redact=True).sections([texts["german"]])
    assert (section.body, section.references, section.title) == (None, (), "bad-1")
    assert any(piece.hidden for piece in section.answers[0].text.pieces)


def test_redacted_a_failure_does_not_repeat_the_article(study, texts):
    failed = study.evaluations[-1]
    leaking = replace(
        failed, summary=replace(failed.summary, article_id="court-2", error=f"bad: {texts['english'].text}")
    )
    changed = replace(study, evaluations=(*study.evaluations[:-1], leaking))
    assert sections(changed).failures(9)[0].error.endswith(texts["english"].text)
    (failure,) = sections(changed, redact=True).failures(9)
    assert "appeared in court on Monday" not in failure.error
    assert "[…]" in failure.error
