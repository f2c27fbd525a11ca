"""What the quote check says of a summary's quotations; articles, summaries and verdicts are written by hand."""

import unicodedata

import pytest

from newslab.checks.quotes import QuoteCheck
from newslab.records import Article, Pair
from newslab.text.alignment.align import align

GERMAN = (
    "Der Rat von Husum hat am Montag über die Brücke beraten. "
    "„Wir werden die Brücke nicht vor dem Jahr 2027 bauen, solange das Geld fehlt“, sagte Bürgermeisterin Ina Kolb. "
    "Der Plan könnte aber noch gelingen: „Das hilft nur, wenn alle mitmachen.“ "
    "Ole Petersen von der Opposition sagte, die Brücke sei nötig und das Geld werde sich finden. "
    "Er nannte die Verzögerung „einen teuren Fehler“. "
    "Kolb wies den Vorwurf zurück: „Wer kann glauben, dass ich die Stadt verkaufen will?“ "
    "Der Film „Husum im Nebel“ läuft weiter. „Die Fähre ist sicher, aber sie ist zu klein“, sagte Kolb."
)
ENGLISH = (
    "The council of Hull met on Monday. "
    "“We will not build the bridge before 2027 as long as money is short,” Mayor Jane Cole said. "
    "John Smith of the opposition said the bridge was needed and the money would be found. "
    "He called the delay “a costly mistake”. "
    "Cole rejected that: “Who believes that I want to sell the town?” The film “Hull in the Fog” goes on."
)


def judged(article, summary, language):
    pair = Pair(id="p", article=Article(id="a", text=article, language=language), summary=summary)
    return QuoteCheck().examine(align(pair))


def verdicts(article, summary, language="de"):
    return [(finding.rule.verdict, finding.severity) for finding in judged(article, summary, language)]


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        (
            "Kolb sagte: „Wir werden die Brücke nicht vor dem Jahr 2027 bauen, solange das Geld fehlt.“",
            ("verbatim", "ok"),
        ),
        ("Kolb sagte: »wir werden die Brücke […] nicht bauen, solange das Geld fehlt«.", ("altered", "error")),
        (
            "Kolb sagte: „[Sie] werden die Brücke nicht vor dem Jahr 2027 bauen, solange das Geld fehlt.“",
            ("edited", "ok"),
        ),
        ("Kolb sagte: „Wir werden die Brücke nicht […] bauen, solange das Geld fehlt.“", ("edited", "ok")),
        ("Kolb sagte: „Wir werden die Brücke vor dem Jahr 2027 bauen, solange das Geld fehlt.“", ("altered", "error")),
        (
            "Kolb sagte: „Wir werden die Brücke nicht vor dem Jahr 2028 bauen, solange das Geld fehlt.“",
            ("altered", "error"),
        ),
        ("Petersen sprach von „einem teuren Fehler“.", ("altered", "error")),
        ("Kolb sagte: „Mir reicht es jetzt endgültig mit euch.“", ("fabricated", "error")),
        ("Petersen sagte: „Die Brücke sei nötig und das Geld werde sich finden.“", ("promoted", "warning")),
        (
            "Petersen sagte: „Die Brücke ist dringend nötig und das Geld wird sich finden lassen.“",
            ("promoted", "error"),
        ),
        ("Im Kino läuft weiter der Film „Husum im Nebel“.", ("not_speech", "ok")),
    ],
)
def test_german_verdicts(summary, expected):
    assert verdicts(GERMAN, summary) == [expected]


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("Cole said: “We will not build the bridge before 2027 as long as money is short.”", ("verbatim", "ok")),
        ("Cole said: “We will build the bridge before 2027 as long as money is short.”", ("altered", "error")),
        ("Cole said: “We will not build the bridge […] as long as money is short.”", ("edited", "ok")),
        ("Smith spoke of “a costly mistake”.", ("verbatim", "ok")),
        ("Smith said: “The bridge was needed and the money would be found.”", ("promoted", "warning")),
        ("Cole said: “I have had enough of all of you now.”", ("fabricated", "error")),
        ("Cinemas show the film “Hull in the Fog”.", ("not_speech", "ok")),
    ],
)
def test_english_verdicts(summary, expected):
    assert verdicts(ENGLISH, summary, "en") == [expected]


@pytest.mark.parametrize(
    ("language", "article", "summary", "severity"),
    [
        ("de", GERMAN, "Ina Kolb sagte, „dass ich die Stadt verkaufen will“.", "error"),
        ("de", GERMAN, "Kolb ist überzeugt: „Das hilft.“", "error"),
        ("de", GERMAN, "Kolb sagte: „Die Fähre ist sicher.“", "warning"),
        ("en", ENGLISH, "Jane Cole said: “I want to sell the town.”", "error"),
    ],
)
def test_what_was_cut_off_is_missed(language, article, summary, severity):
    assert verdicts(article, summary, language) == [("out_of_context", severity)]


@pytest.mark.parametrize(
    "summary",
    [
        "Kolb fragte: „Wer kann glauben, dass ich die Stadt verkaufen will?“",
        "Kolb sagte: „Das hilft nur, wenn alle mitmachen.“",
        "Kolb sagte, die Fähre sei zwar „sicher“, aber zu klein.",
    ],
)
def test_what_is_kept_is_not_missed(summary):
    assert [severity for _, severity in verdicts(GERMAN, summary)] == ["ok"]


@pytest.mark.parametrize(
    ("article", "summary", "language", "expected"),
    [
        # tokenisers write contractions apart; a word changed beside one is still found
        ("Bell said: “I'm tired and I don't care.”", "Bell said: “I 'm tired and I do n't care.”", "en", "ok"),
        ("Bell said: “I'm tired and I don't care.”", "Bell said: “I 'm happy and I do n't care.”", "en", "error"),
        ("Bell sagte: „Ich hab's satt, das geht so nicht.“", "Bell: „Ich hab's satt, das geht so.“", "de", "error"),
    ],
)
def test_a_contraction_written_apart_is_no_change(article, summary, language, expected):
    assert [severity for _, severity in verdicts(article, summary, language)] == [expected]


def test_a_changed_word_is_named_with_both_texts_and_places():
    summary = "😀 Kolb sagte: „Wir werden die Bru\u0308cke vor dem Jahr 2027 bauen, solange das Geld fehlt.“"
    (finding,) = judged(unicodedata.normalize("NFD", GERMAN), summary, "de")
    assert finding.message("de") == (
        "„Wir werden die Brücke vor dem Jahr 2027 bauen, solange das Geld fehlt.“ lautet im Artikel anders: "
        "„nicht“ fehlt (Verneinung)."
    )
    assert finding.message("en").endswith("“nicht” is missing (negation).")
    assert finding.summary_span.of(summary).startswith("Wir werden")
    (place,) = finding.article_spans
    assert place.of(unicodedata.normalize("NFD", GERMAN)) == unicodedata.normalize(
        "NFD", "Wir werden die Brücke nicht vor dem Jahr 2027 bauen, solange das Geld fehlt"
    )


@pytest.mark.parametrize("marks", [("»", "«"), ("«", "»"), ("“", "”"), ('"', '"'), ("„", '"')])
@pytest.mark.parametrize(
    "summary",
    [
        "Kolb sagte: „Wir werden die Brücke nicht vor dem Jahr 2027 bauen, solange das Geld fehlt“.",
        "Kolb sagte: „Wir werden die Brücke vor dem Jahr 2027 bauen, solange das Geld fehlt“.",
        "Der Film „Husum im Nebel“ läuft. „Die Fähre ist sicher“, sagte Kolb.",
    ],
)
def test_the_style_of_the_marks_changes_no_verdict(marks, summary):
    restyled = summary.replace("„", marks[0]).replace("“", marks[1])
    article = GERMAN.replace("„", marks[0]).replace("“", marks[1])
    assert verdicts(GERMAN, restyled) == verdicts(GERMAN, summary) == verdicts(article, summary)


@pytest.mark.parametrize(("article", "language"), [(GERMAN, "de"), (ENGLISH, "en")])
def test_an_extract_raises_no_error(article, language):
    document = align(Pair(id="p", article=Article(id="a", text=article, language=language), summary="")).article
    for first in range(len(document.sentences)):
        for last in range(first, len(document.sentences)):
            extract = article[document.sentences[first].start : document.sentences[last].end]
            assert "error" not in {severity for _, severity in verdicts(article, extract, language)}, extract


@pytest.mark.parametrize(
    ("language", "article", "summary"),
    [
        # paragraphs that lost the space between them: the reader pairs the marks otherwise, the words stay in theirs
        (
            "en",
            'Fans liked it."I am ruined," she said."We are very concerned."Then it rained.',
            'She said: "We are very concerned."',
        ),
        (
            "de",
            'Viele kamen."Ich bin ruiniert", sagte sie."Wir sind in großer Sorge."Dann regnete es.',
            'Sie sagte: "Wir sind in großer Sorge."',
        ),
    ],
)
def test_words_between_marks_of_the_article_are_no_paraphrase(language, article, summary):
    assert verdicts(article, summary, language) == [("verbatim", "ok")]
