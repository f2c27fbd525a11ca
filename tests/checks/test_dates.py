"""The date check: the finding, the silence, the border, in German and English, seen from Thursday, 4 September 2025."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslab.checks.dates.check import DateCheck
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document

PUBLISHED = date(2025, 9, 4)


def judged(article, summary, language="de", published=PUBLISHED):
    """Return code and words of each finding on a summary."""
    alignment = Alignment(Document(article, language, published), Document(summary, language, published))
    return [(f.rule.code, f.summary_span.of(summary)) for f in DateCheck().examine(alignment)]


def codes(article, summary, language="de", published=PUBLISHED):
    return [code for code, _ in judged(article, summary, language, published)]


@pytest.mark.parametrize(
    ("article", "summary", "language"),
    [
        ("Heute kam er an.", "Am 4. September kam er an.", "de"),
        ("Er kam am 4. September an.", "Er kam heute an.", "de"),
        ("Er kam am Donnerstag an.", "Er kam am 4. September an.", "de"),
        ("Er kam am 3. September an.", "Er kam am Mittwoch an.", "de"),
        ("Er kam gestern Abend an.", "Er kam am Mittwochabend an.", "de"),
        ("Er kam am 20. März an.", "Er kam am 20.3. dort an.", "de"),
        ("Er kam am 27. August an.", "Er kam vergangene Woche an.", "de"),
        ("Er kam am 28. September an.", "Er kam Ende September an.", "de"),
        ("Er kam im Juli 2024 an.", "Er kam im Sommer 2024 an.", "de"),
        ("Er kam um 20 Uhr an.", "Er kam um 20.00 Uhr an.", "de"),
        ("Er kam um 20.30 Uhr an.", "Er kam um halb neun am Abend an.", "de"),
        ("Es geschah um 20 Uhr.", "Am Abend geschah es.", "de"),
        ("Er kam am 31. Dezember an.", "Er kam an Silvester an.", "de"),
        ("Er kam 1994 an.", "Er kam in den 1990er Jahren an.", "de"),
        ("Es geschah im vergangenen Jahr.", "Es geschah 2024.", "de"),
        ("He came today.", "He came on 4 September.", "en"),
        ("He came on Thursday.", "He came on September 4.", "en"),
        ("He came on September 3.", "He came on Wednesday.", "en"),
        ("He came last night, on 27 August.", "He came last week.", "en"),
        ("He came at 8.30 p.m. there.", "He came at half past eight in the evening.", "en"),
        ("It was last year.", "It was in 2024.", "en"),
    ],
)
def test_a_date_in_another_form_is_supported(article, summary, language):
    assert set(codes(article, summary, language)) == {"D001"}


@pytest.mark.parametrize(
    ("article", "summary", "language"),
    [
        ("Er kam am 14. April an.", "Er kam am 4. April an.", "de"),
        ("Er kam am 14. April an.", "Er kam am 14. Mai an.", "de"),
        ("Er kam am 14. April 2024 an.", "Er kam am 14. April 2023 an.", "de"),
        ("Er kam am Donnerstagabend an.", "Er kam am Mittwochabend an.", "de"),
        ("Er kam am Montagmorgen an.", "Er kam am Montagabend an.", "de"),
        ("Er kam Ende Oktober an.", "Er kam Ende November an.", "de"),
        ("Er lebt dort seit Anfang 2006, geboren 2001.", "Er lebt dort seit Anfang 2001.", "de"),
        ("Er kam in den vergangenen Wochen an.", "Er kam in den vergangenen Monaten an.", "de"),
        ("Er kam um 20 Uhr an.", "Er kam um 21 Uhr an.", "de"),
        ("Er kam um 20 Uhr an.", "Er kam um 8 Uhr an.", "de"),
        ("Er kam an Ostern an.", "Er kam an Pfingsten an.", "de"),
        ("He came on April 14.", "He came on April 4.", "en"),
        ("He came on Thursday night.", "He came on Wednesday night.", "en"),
        ("He came in 1980.", "He came in 1979.", "en"),
        ("He came at 8 p.m. there.", "He came at 9 p.m. there.", "en"),
        ("He came last month.", "He came last week.", "en"),
    ],
)
def test_another_date_is_an_error(article, summary, language):
    found = codes(article, summary, language)
    assert found == ["D003"]
    assert {rule.code: rule.severity for rule in DateCheck.rules}[found[0]] == "error"


def test_a_weekday_that_is_not_that_of_its_date_is_a_contradiction():
    # 4 September 2025 is a Thursday, 20 March 2024 a Wednesday (ISO calendar)
    assert codes("Er kam am 4. September an.", "Er kam am Freitag, 4. September, an.") == ["D004"]
    assert codes("Er kam am 20. März 2024 an.", "Er kam am Mittwoch, 20. März 2024, an.") == ["D001"]
    assert codes("He came on 4 September.", "He came on Friday, September 4.", "en") == ["D004"]


def test_what_the_article_leaves_to_the_reader_is_derived():
    assert codes("Vor drei Jahren kam er.", "Er kam 2022 an.") == ["D002"]
    assert codes("He came three years ago.", "He came in 2022.", "en") == ["D002"]
    assert codes("Er kam an.", "Er kam heute an.") == ["D002"]  # no day is named: the day of publication
    assert codes("He came.", "He came today.", "en") == ["D002"]


def test_without_a_day_of_publication_only_the_words_count():
    assert codes("Er kam am Donnerstag an.", "Am Donnerstag kam er an.", published=None) == ["D001"]
    assert codes("Er kam am Donnerstag an.", "Am Freitag kam er an.", published=None) == ["D003"]
    assert codes("He came on Thursday.", "On Thursday he came.", "en", published=None) == ["D001"]
    assert codes("He came on Thursday.", "On Friday he came.", "en", published=None) == ["D003"]


def test_a_part_of_the_day_that_the_article_does_not_name_is_a_warning():
    assert codes("Er kam am Montag an.", "Er kam am Montagmorgen an.") == ["D006"]
    assert codes("Er kam am Montag gegen 7 Uhr an.", "Er kam am Montagmorgen an.") == ["D001"]
    assert codes("He came on Monday.", "He came on Monday morning.", "en") == ["D006"]


def test_a_date_among_the_words_of_another_one_is_a_warning():
    german = "Die Botschaft wurde 1979 von Studenten besetzt. Die diplomatischen Beziehungen brachen die USA 1980 ab."
    assert codes(german, "Die diplomatischen Beziehungen brachen 1979 ab.") == ["D005"]
    english = "Students stormed the embassy in 1979. Washington severed diplomatic relations in 1980."
    assert codes(english, "Washington severed its diplomatic relations in 1979.", "en") == ["D005"]


@pytest.mark.parametrize(
    ("article", "summary", "language"),
    [
        ("Er lebt dort.", "Noch heute lebt er dort.", "de"),
        ("Die Zahl stieg.", "In diesem Jahr stieg die Zahl.", "de"),
        ("The figure rose.", "The figure rose this year.", "en"),
        # a score told from the other side, in a report of a match: no time of day
        ("Husum siegte 27:24. Zur Pause führte Kiel 14:11.", "Husum siegte 27:24, zur Pause stand es 11:14.", "de"),
        ("Hull won 27:24. Leeds led 14:11 at half-time.", "Hull won 27:24 after trailing 11:14.", "en"),
    ],
)
def test_words_that_claim_no_day_are_passed_over(article, summary, language):
    assert codes(article, summary, language) == []


def test_spans_and_evidence_are_of_the_texts_as_given():
    article = "\U0001f600 Er kam am 4.\u00a0Sep\u00adtember an."
    summary = "\U0001f600 Er fu\u0308hlte sich am 5.\u00a0Sep\u00adtember wohl."
    alignment = Alignment(Document(article, "de", PUBLISHED), Document(summary, "de", PUBLISHED))
    (finding,) = DateCheck().examine(alignment)
    assert finding.summary_span.of(summary) == "5.\u00a0Sep\u00adtember"
    assert finding.article_spans[0].of(article) == "4.\u00a0Sep\u00adtember"


SENTENCES = [
    "Am Mittwochabend um 20.15 Uhr kam er an.",
    "Vom 3. bis 5. Mai 2024 blieb er, seit 2013 zum ersten Mal.",
    "Vergangene Woche, Ende August, ging er heute früh im Sommer.",
]


@given(st.permutations(SENTENCES), st.integers(0, 2), st.sampled_from([None, PUBLISHED]))
@settings(max_examples=25)
def test_an_extract_raises_nothing(sentences, chosen, published):
    assert set(codes(" ".join(sentences), sentences[chosen], "de", published)) <= {"D001"}


PIECES = "am 4. September 2025 , Montag heute 15.30 Uhr vergangene Woche Ende des Jahres Silvester 3./ 5 bis".split()


@given(st.lists(st.sampled_from(PIECES), max_size=15), st.lists(st.sampled_from(PIECES), max_size=15))
@settings(max_examples=60)
def test_any_words_are_judged_and_every_message_can_be_written(article, summary):
    text = " ".join(summary)
    alignment = Alignment(Document(" ".join(article), "de", PUBLISHED), Document(text, "de", PUBLISHED))
    for finding in DateCheck().examine(alignment):
        assert 0 <= finding.summary_span.start < finding.summary_span.end <= len(text)
        assert finding.message("de")
        assert finding.message("en")


@pytest.mark.parametrize(
    ("article", "summary", "language"),
    [
        ("Am 3. Mai wurde ein 50.000 Jahre alter Zahn gefunden.", "Der Zahn wurde im Juni gefunden.", "de"),
        ("A tooth 50,000 years old was found on 3 May.", "The tooth was found in June.", "en"),
    ],
)
def test_a_stretch_longer_than_any_calendar_is_no_mistake_of_ours(article, summary, language):
    assert codes(article, summary, language) == ["D003"]


@pytest.mark.parametrize("published", [date.min, date.max])
def test_a_calendars_first_and_last_day_end_no_check(published):
    article = "Am Montag, am Donnerstag und am Sonntag wurde gewählt, gestern und nächsten Dienstag nicht."
    assert judged(article, "Am Freitag wurde gewählt.", published=published)


@pytest.mark.parametrize(
    ("article", "summary", "language"),
    [
        (
            "Der Vorstand legte die Bilanz am Montag in Hannover vor. Die Aktionäre treffen sich am Freitag.",
            "Der Vorstand legte die Bilanz am Freitag in Hannover vor.",
            "de",
        ),
        (
            "The board presented its results in Leeds on Monday. Shareholders will meet on Friday.",
            "The board presented its results in Leeds on Friday.",
            "en",
        ),
    ],
)
def test_a_copied_sentence_has_its_own_day(article, summary, language):
    assert codes(article, summary, language) == ["D008"]
    assert codes(article, summary.replace("Freitag", "Montag").replace("Friday", "Monday"), language) == ["D001"]
