"""Names: what the article does not have, what was mixed up, and what only looks so, in both languages."""

import unicodedata

import pytest

from newslab.checks.names.check import EntityCheck
from newslab.records import Article, Pair, Span
from newslab.text.alignment.align import align
from newslab.text.document import analyse
from newslab.text.names import morphology

GERMAN = (
    "Der Ministerpräsident von Hessen, Jonas Reuter (CDU), traf am Dienstag in Marburg die SPD-Chefin Petra Lindqvist. "
    "Das Technische Hilfswerk (THW) und das Bundeskriminalamt waren vertreten. Der ukrainische Präsident Wolodymyr "
    "Selenskyj sagte ab. Finanzministerin Edda Brunn lobte das Treffen, Umweltminister Karl Dorn schwieg."
)
ENGLISH = (
    "Republican Senator Amy Doyle met Finance Minister Hugh Barton in Leeds on Tuesday. Interior Minister Della Sykes "
    "and the National Transportation Safety Board (NTSB) were represented. Jiří Dvořák of the French embassy stayed "
    "away."
)


def raised(article, summary, language):
    pair = Pair(id="1", article=Article(id="1", text=article, language=language), summary=summary)
    found = EntityCheck().examine(align(pair))
    return [(f.rule.code, f.summary_span.of(summary)) for f in found if f.severity != "ok"]


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("Jonas Reuter war in Kassel.", [("E003", "Kassel")]),
        ("Tobias Reuter war in Marburg.", [("E004", "Tobias Reuter")]),
        ("Jonas Lindqvist war in Marburg.", [("E004", "Jonas Lindqvist")]),
        ("CDU-Chefin Petra Lindqvist war in Marburg.", [("E005", "CDU-Chefin")]),
        ("Petra Lindqvist (CDU) war in Marburg.", [("E005", "CDU")]),
        ("Umweltministerin Edda Brunn lobte das Treffen.", [("E005", "Umweltministerin Edda Brunn")]),
        ("Justizminister Thomas Nagel kam.", [("E003", "Thomas Nagel")]),
        ("Das Bundesverfassungsgericht war vertreten.", [("E003", "Bundesverfassungsgericht")]),
        ("Ein polnischer Gast war vertreten.", [("E003", "polnischer")]),
        ("Die Regierung in Kiew sagte ab.", [("E002", "Kiew")]),
    ],
)
def test_german_names_that_the_article_does_not_bear(summary, expected):
    assert raised(GERMAN, summary, "de") == expected


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("Amy Doyle was in Bradford.", [("E003", "Bradford")]),
        ("Paula Doyle was in Leeds.", [("E004", "Paula Doyle")]),
        ("Amy Barton was in Leeds.", [("E004", "Amy Barton")]),
        ("Democratic Senator Amy Doyle was in Leeds.", [("E005", "Democratic")]),
        ("Interior Minister Hugh Barton was in Leeds.", [("E005", "Interior Minister Hugh Barton")]),
        ("The government in Paris stayed away.", [("E002", "Paris")]),
        ("Polish guests stayed away.", [("E003", "Polish")]),
        ("amy doyle was in leeds with zoltan pochettino .", [("E003", "zoltan pochettino")]),
    ],
)
def test_english_names_that_the_article_does_not_bear(summary, expected):
    assert raised(ENGLISH, summary, "en") == expected


@pytest.mark.parametrize(
    "summary",
    [
        "Hessens Ministerpräsident Reuter traf Lindqvist.",  # genitive, surname alone
        "Der Marburger Gipfel endete ohne Selenskij.",  # derivation, another transcription
        "Wolodymyr Zelensky sagte dem THW ab.",  # an abbreviation that the article introduces
        "Das BKA war vertreten.",  # an abbreviation that its letters explain
        "J. Reuter und die Chefin der SPD trafen sich.",  # an initial, a compound taken apart
        "Der Hessische Ministerpräsident Jonas Reuter kam zum Treffen.",
        "Ministerin Edda Brunn lobte das Treffen.",  # the office without its portfolio
        "Beobachter lobten den Verlauf der Gespräche und die Höflichkeit der Gastgeberin.",  # nouns are no names
    ],
)
def test_german_names_in_another_form_are_not_flagged(summary):
    assert raised(GERMAN, summary, "de") == []


@pytest.mark.parametrize(
    "summary",
    [
        "Doyle’s meeting with Barton was in Leeds.",
        "The NTSB and Jiri Dvorak stayed away.",
        "H. Barton met Senator Doyle.",
        "Observers praised the talks. Guests were polite.",
        "amy doyle 's meeting with barton was in leeds .",
    ],
)
def test_english_names_in_another_form_are_not_flagged(summary):
    assert raised(ENGLISH, summary, "en") == []


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (ENGLISH, "en")])
def test_an_extract_of_the_article_raises_nothing(text, language):
    document = analyse(text, language)
    assert [raised(text, sentence.of(text), language) for sentence in document.sentences] == [[]] * len(
        document.sentences
    )


@pytest.mark.parametrize(
    ("article", "summary", "language"),
    [(GERMAN, "Jonas Reuter 😀 war in Köln, nicht in Marburg.", "de"), (ENGLISH, "Amy Doyle 😀 was in Zürich.", "en")],
)
def test_encoding_changes_no_finding_and_spans_are_of_the_text_as_given(article, summary, language):
    plain = raised(article, summary, language)
    spelt = unicodedata.normalize("NFD", summary.replace("Reuter", "Reu\u00adter").replace("Doyle", "Do\u00adyle"))
    assert [
        (code, unicodedata.normalize("NFC", text).replace("\u00ad", ""))
        for code, text in raised(article, spelt, language)
    ] == plain
    assert len(plain) == 1


def test_what_stands_in_the_article_is_reported_with_its_evidence():
    pair = Pair(id="1", article=Article(id="1", text=GERMAN, language="de"), summary="Die SPD lobte Petra Lindqvist.")
    found = [(f.rule.code, f.details["name"], f.article_spans) for f in EntityCheck().examine(align(pair))]
    place = GERMAN.index("Petra Lindqvist")
    assert ("E001", "Petra Lindqvist", (Span(place, place + 5), Span(place + 6, place + 15))) in found


def test_no_tagger_is_asked_where_the_article_has_every_word(monkeypatch):
    def refuse(*_):
        raise AssertionError("a tagger was asked about a word that the article has")

    monkeypatch.setattr(morphology, "_analyser", refuse)
    morphology.reading.cache_clear()
    article = "Bürgermeisterin Ines Kolb eröffnete das Fest. Gäste aus Gera kamen mit der Bahn nach Hof."
    assert raised(article, "Ines Kolb eröffnete das Fest, Gäste kamen mit der Bahn.", "de") == []


def test_every_message_speaks_both_languages():
    details = {"name": "A", "evidence": "B", "person": "C"}
    sentences = [rule.message[ui].format_map(details) for rule in EntityCheck().rules for ui in ("de", "en")]
    assert all(len(sentence) > 10 and "{" not in sentence for sentence in sentences)


def test_the_work_for_a_long_summary_of_a_long_article_stays_in_proportion(monkeypatch):
    # counted, not timed: how many words HanTa is asked about, for twice the text of ever new names
    def asked(length):
        count = 0

        def tag_word(word):
            nonlocal count
            count += 1
            return [("NE", -10.0)]

        analyser = type("Analyser", (), {"tag_word": staticmethod(tag_word)})
        monkeypatch.setattr(morphology, "_analyser", lambda _: analyser)
        morphology.reading.cache_clear()
        article = " ".join(f"Minister Q{chr(97 + n % 26)}{n}x sprach." for n in range(length))
        summary = " ".join(f"Minister W{chr(97 + n % 26)}{n}x sprach." for n in range(length))
        raised(article, summary, "de")
        morphology.reading.cache_clear()
        return count

    assert asked(400) <= 2.5 * asked(200)


@pytest.mark.parametrize(
    ("article", "summary", "language", "expected"),
    [
        # whoever leads a faction is of its party, unless another party is named in between
        (
            "Die SPD war dafür, die CDU-Fraktion dagegen. „Das ist zu teuer“, sagte Fraktionschefin Jana Brandt.",
            "SPD-Fraktionschefin Jana Brandt war dagegen.",
            "de",
            [("E005", "SPD-Fraktionschefin")],
        ),
        (
            "Die CDU-Fraktion war dagegen, die SPD dafür. „Es eilt“, sagte Fraktionschefin Jana Brandt.",
            "SPD-Fraktionschefin Jana Brandt sagte, es eile.",
            "de",
            [],
        ),
        # a prize's first name is not its winner's
        (
            "Die Autorin Miriam Brandt erhält den Anna-Kolb-Preis.",
            "Anna Brandt erhält den Preis.",
            "de",
            [("E004", "Anna Brandt")],
        ),
        ("Die Autorin Miriam Brandt erhält den Anna-Kolb-Preis.", "Miriam Brandt erhält den Preis.", "de", []),
        # a participle tells who prosecutes
        (
            "“He lied,” Ruth Cole, prosecuting, told the court. Judge Helen Marsh told jurors to be fair.",
            "Judge Ruth Cole told jurors to be fair.",
            "en",
            [("E005", "Judge Ruth Cole")],
        ),
        (
            "“He lied,” Ruth Cole, prosecuting, told the court. Judge Helen Marsh told jurors to be fair.",
            "Prosecutor Ruth Cole said that he lied.",
            "en",
            [],
        ),
    ],
)
def test_what_somebody_is_may_stand_apart_from_the_name(article, summary, language, expected):
    assert raised(article, summary, language) == expected
