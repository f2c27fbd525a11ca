"""Where an error keeps its severity, and where its sentence is too far from the article for that."""

import pytest

from newslab.checks import all_rules
from newslab.checks.examine import examine
from newslab.checks.footing import with_footing
from newslab.records import Article, Finding, Pair, Span
from newslab.text.alignment.align import align

GERMAN = (
    "Der Stadtrat von Lüneburg hat am Montag den Haushalt beschlossen. Ein neues Bad am Ilmenaupark soll 2027 öffnen. "
    "Die Kosten von 18 Millionen Euro trägt zu zwei Dritteln das Land."
)
ENGLISH = (
    "The council of Leeds passed its budget on Monday. A new swimming pool near Roundhay Park is to open in 2027. "
    "Two thirds of the cost of £18m will be borne by the government."
)


def laid(article, summary, language):
    return align(Pair(id="1", article=Article(id="1", text=article, language=language), summary=summary))


def raised(article, summary, language):
    findings = examine(laid(article, summary, language)).findings
    return [(f.rule.code, f.severity) for f in findings if f.severity != "ok"]


@pytest.mark.parametrize(
    ("article", "language", "summary", "code", "severity"),
    [
        # the rest of the sentence is the article's
        (GERMAN, "de", "Ein neues Bad am Ilmenaupark soll 23 Becken haben.", "N003", "error"),
        (ENGLISH, "en", "A new swimming pool near Roundhay Park is to have 23 lanes.", "N003", "error"),
        (GERMAN, "de", "Die Kosten von 31 Millionen Euro trägt zu zwei Dritteln das Land.", "N003", "error"),
        # a copy, though few of its words tell anything, and a longer name in the place of a short one
        (
            "Er fuhr einmal mit der Fähre, einmal mit Corvo.",
            "de",
            "Einmal mit der Baltic Star, einmal mit Corvo.",
            "E003",
            "error",
        ),
        # told in the writer's own words throughout: it may be reckoned, or another name for what is there
        (GERMAN, "de", "Schwimmbegeisterte bekommen mit 23 Becken reichlich Auswahl.", "N003", "warning"),
        (ENGLISH, "en", "Keen bathers can look forward to 23 lanes and plenty of choice.", "N003", "warning"),
        (GERMAN, "de", "Begeisterte Schwimmer jubeln und tanzen in Travemünde.", "E003", "warning"),
    ],
)
def test_an_error_needs_the_rest_of_its_sentence(article, language, summary, code, severity):
    assert (code, severity) in raised(article, summary, language)


def test_a_quotation_is_an_error_wherever_it_stands():
    invented = "Schwimmbegeisterte jubeln: „Endlich bekommen wir unsere eigene Wasserrutsche“, rief Anna Feld."
    assert ("Q021", "error") in raised(GERMAN, invented, "de")


def test_nothing_else_of_a_finding_changes():
    alignment, rules = laid(GERMAN, "Begeisterte Schwimmer jubeln und tanzen in Travemünde.", "de"), all_rules()
    place = Span(43, 53)
    findings = [
        Finding(rule=rules[code], summary_span=place, details={"name": "Travemünde"}, group=2)
        for code in ("E001", "E003", "E007", "Q021")
    ]
    weighed = with_footing(alignment, findings)
    assert [finding.rule.code for finding in weighed] == ["E001", "E003", "E007", "Q021"]
    assert [finding.severity for finding in weighed] == ["ok", "warning", "warning", "error"]
    assert {(finding.summary_span, finding.group) for finding in weighed} == {(place, 2)}
    assert weighed[1].message("de") == findings[1].message("de")


@pytest.mark.parametrize("summary", ["23", "Travemünde", "„23“.", "In Travemünde.", "Schwimmer jubeln in Travemünde."])
def test_a_sentence_of_hardly_more_than_what_is_wrong_keeps_its_error(summary):
    severities = {severity for code, severity in raised(GERMAN, summary, "de") if code in {"N003", "E003"}}
    assert severities == {"error"}
