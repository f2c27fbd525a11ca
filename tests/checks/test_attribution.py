"""What the attribution check says of a summary's speakers; articles, summaries and verdicts are written by hand."""

import unicodedata

import pytest

from newslab.checks.attribution.check import AttributionCheck
from newslab.records import Article, Pair
from newslab.text.alignment.align import align

GERMAN = (
    "„Die Klinik bleibt erhalten“, sagte Landrätin Petra Simon am Montag in Husum. "
    "Chefarzt Dirk Bauer widersprach: „Ohne Geld stirbt dieses Haus.“\n\n"
    "Das Haus sei baulich in gutem Zustand, sagte ein Sprecher des Kreises. "
    "Der Deutsche Wetterdienst erwartet Orkanböen an der Küste. Die Bahn will den Verkehr einstellen. "
    "Minister Olaf Brandl erklärte: „Wir werden die Grenze kontrollieren.“ Er fügte hinzu: „Das ist nötig.“"
)
ENGLISH = (
    "“The hospital will stay open,” Health Secretary Jane Cole said in Hull on Monday. "
    "Surgeon Mark Bell disagreed. “Without money this place will die,” he said.\n\n"
    "According to the fire service, a faulty cable caused the blaze. Police declined to comment. "
    "“The delivery was late,” spokeswoman Ida Shaw said."
)


def judged(article, summary, language="de"):
    return AttributionCheck().examine(
        align(Pair(id="p", article=Article(id="a", text=article, language=language), summary=summary))
    )


def verdicts(article, summary, language="de"):
    return [finding.rule.verdict for finding in judged(article, summary, language)]


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("„Die Klinik bleibt erhalten“, sagte Landrätin Petra Simon.", ["supported"]),
        ("„Die Klinik bleibt erhalten“, sagte die Landrätin.", ["supported"]),
        ("„Die Klinik bleibt erhalten“, so Simon.", ["supported"]),
        ("„Die Klinik bleibt erhalten“, sagte Chefarzt Dirk Bauer.", ["misattributed"]),
        ("„Ohne Geld stirbt dieses Haus“, sagte Petra Simon.", ["misattributed"]),
        ("„Das ist nötig“, sagte Brandl.", ["supported"]),
        ("„Wir werden die Grenze kontrollieren“, drohte Minister Olaf Brandl.", ["strengthened", "supported"]),
        ("Laut dem Wetterdienst drohen Orkanböen an der Küste.", ["supported"]),
        ("Das Haus ist baulich in gutem Zustand.", ["dropped"]),
        ("Das Haus sei baulich in gutem Zustand, sagte ein Sprecher des Kreises.", ["supported"]),
        ("Die Bahn will den Verkehr einstellen.", []),
    ],
)
def test_german_verdicts(summary, expected):
    assert verdicts(GERMAN, summary) == expected


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("“The hospital will stay open,” Health Secretary Jane Cole said.", ["supported"]),
        ("“The hospital will stay open,” Cole said.", ["supported"]),
        ("“The hospital will stay open,” surgeon Mark Bell said.", ["misattributed"]),
        ("“Without money this place will die,” Jane Cole said.", ["misattributed"]),
        ("“The delivery was late,” spokeswoman Ida Shaw admitted.", ["supported", "strengthened"]),
        ("According to police, a faulty cable caused the blaze.", ["misattributed"]),
        ("Police declined to comment.", []),
    ],
)
def test_english_verdicts(summary, expected):
    assert verdicts(ENGLISH, summary, "en") == expected


def test_a_finding_names_both_speakers_and_their_places():
    article = unicodedata.normalize("NFD", GERMAN)
    summary = "😀 „Die Klinik bleibt erhalten“, sagte Chefarzt Dirk Bauer."
    (finding,) = judged(article, summary)
    assert finding.message("de") == (
        "Als Quelle nennt die Zusammenfassung „Dirk Bauer“, der Artikel aber „Petra Simon“."
    )
    assert finding.message("en") == ("The summary names “Dirk Bauer” as the source, but the article has “Petra Simon”.")
    assert finding.summary_span.of(summary) == "Chefarzt Dirk Bauer"
    quoted, speaker = (span.of(article) for span in finding.article_spans)
    assert quoted == "Die Klinik bleibt erhalten"
    assert speaker == unicodedata.normalize("NFD", "Landrätin Petra Simon")


def test_a_pronoun_alone_is_never_called_wrong():
    assert verdicts("„Wir bauen“, sagte Ina Kolb.", "„Wir bauen“, sagte er.") == []


@pytest.mark.parametrize("marks", [("»", "«"), ("«", "»"), ("“", "”"), ('"', '"')])
def test_the_style_of_the_marks_changes_no_verdict(marks):
    summary = "„Die Klinik bleibt erhalten“, sagte Chefarzt Dirk Bauer. „Das ist nötig“, sagte Brandl."
    restyled = summary.replace("„", marks[0]).replace("“", marks[1])
    assert verdicts(GERMAN, restyled) == verdicts(GERMAN, summary) == ["misattributed", "supported"]


@pytest.mark.parametrize(("article", "language"), [(GERMAN, "de"), (ENGLISH, "en")])
def test_an_extract_raises_no_error(article, language):
    document = align(Pair(id="p", article=Article(id="a", text=article, language=language), summary="")).article
    for first in range(len(document.sentences)):
        for last in range(first, len(document.sentences)):
            extract = article[document.sentences[first].start : document.sentences[last].end]
            assert "misattributed" not in verdicts(article, extract, language), extract


@pytest.mark.parametrize(
    ("language", "article", "summary", "cue"),
    [
        (
            "de",
            "„Wir haben die Ventile getauscht“, sagte Ina Kolb.",
            "„Wir haben die Ventile getauscht“, räumte Ina Kolb am Montag ein.",
            "räumte … ein",
        ),
        ("en", "“We changed the valves,” Jane Cole said.", "“We changed the valves,” Jane Cole admitted.", "admitted"),
    ],
)
def test_a_verb_that_judges_is_shown_whole(language, article, summary, cue):
    finding = next(finding for finding in judged(article, summary, language) if finding.rule.code == "A012")
    assert finding.details["cue"] == cue
    assert f"{cue}" in finding.message(language)


@pytest.mark.parametrize(
    ("language", "article", "summary"),
    [
        (
            "de",
            "„Wir haben einen Fehler gemacht“, sagte Ina Kolb.",
            "„Wir haben einen Fehler gemacht“, räumte Ina Kolb ein.",
        ),
        (
            "de",
            "Die Bergwacht warnt vor Lawinen. „Bleibt hier“, sagte Ina Kolb.",
            "Ina Kolb warnte: „Bleibt hier.“",
        ),
        ("en", "“We made a mistake,” Jane Cole said.", "“We made a mistake,” Jane Cole admitted."),
        ("en", "Jane Cole warned hikers. “Stay here,” she said.", "“Stay here,” Jane Cole warned."),
    ],
)
def test_a_verb_that_the_words_deserve_is_no_strengthening(language, article, summary):
    assert verdicts(article, summary, language) == ["supported"]


@pytest.mark.parametrize(
    ("language", "article", "summary"),
    [
        (
            "en",
            'Ed Hall "sang. Jane Cole laughed." "We will win," Jane Cole said. Ed Hall left.',
            '"We will win," Jane Cole said.',
        ),
        (
            "de",
            "Ole Ott „sang. Ina Kolb lachte. „Wir siegen“, sagte Ina Kolb. Ole Ott ging.",
            "„Wir siegen“, sagte Ina Kolb.",
        ),
    ],
)
def test_words_copied_with_their_speaker_are_never_misattributed(language, article, summary):
    assert "misattributed" not in verdicts(article, summary, language)
