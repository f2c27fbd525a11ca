"""Dates, times and named stretches of time in running text, seen from Thursday, 4 September 2025."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.text.document import Document

PUBLISHED = date(2025, 9, 4)


def values(text, language="de", published=PUBLISHED):
    return [(moment.text, moment.value) for moment in Document(text, language, published).dates]


@pytest.mark.parametrize(
    ("text", "language", "words", "value"),
    [
        ("Er kam am 4. September 2025 an.", "de", "4. September 2025", "2025-09-04"),
        ("Er kam am Donnerstag, 4. September 2025, an.", "de", "Donnerstag, 4. September 2025", "2025-09-04"),
        ("Er kam am 23.02.16 an.", "de", "23.02.16", "2016-02-23"),
        ("Er kam am 14.1.2016 an.", "de", "14.1.2016", "2016-01-14"),
        ("Er kam am 27.04. an.", "de", "27.04", "2025-04-27"),
        ("Er kam am 20. Dezember an.", "de", "20. Dezember", "2025-12-20"),
        ("Er kam am 20. März an.", "de", "20. März", "2025-03-20"),
        ("Er kam im Mai 2004 an.", "de", "Mai 2004", "2004-05"),
        ("Er kam Ende September an.", "de", "Ende September", "2025-09"),
        ("Seit 2013 lebt er dort.", "de", "2013", "2013"),
        ("In den 1990er Jahren kam er.", "de", "1990er Jahren", "199"),
        ("Er kam am Mittwochabend an.", "de", "Mittwochabend", "2025-09-03"),
        ("Er kommt nächsten Samstag an.", "de", "nächsten Samstag", "2025-09-06"),
        ("Er kam gestern an.", "de", "gestern", "2025-09-03"),
        ("Er kommt heute Abend an.", "de", "heute Abend", "2025-09-04"),
        ("Er kam vergangene Woche an.", "de", "vergangene Woche", "2025-W35"),
        ("Er kam im vergangenen Jahr an.", "de", "vergangenen Jahr", "2024"),
        ("Er kam um 15.30 Uhr an.", "de", "15.30 Uhr", "T15:30"),
        ("Er kam um 8 Uhr 30 an.", "de", "8 Uhr 30", "T08:30"),
        ("Er kam um acht Uhr an.", "de", "acht Uhr", "T08:00"),
        ("Er kam an Silvester 2005 an.", "de", "Silvester 2005", "2005-12-31"),
        ("He came on September 4, 2025.", "en", "September 4, 2025", "2025-09-04"),
        ("He came on Thursday, September 4.", "en", "Thursday, September 4", "2025-09-04"),
        ("He came on 4 September 2025.", "en", "4 September 2025", "2025-09-04"),
        ("He came on the 4th of July 1990.", "en", "4th of July 1990", "1990-07-04"),
        ("He came on 9/15/2016.", "en", "9/15/2016", "2016-09-15"),
        ("He came in May.", "en", "May", "2025-05"),
        ("He came in the 1990s.", "en", "1990s", "199"),
        ("He came on Wednesday night.", "en", "Wednesday night", "2025-09-03"),
        ("He came yesterday.", "en", "yesterday", "2025-09-03"),
        ("He came last week.", "en", "last week", "2025-W35"),
        ("He came at 5:30 p.m. with her.", "en", "5:30 p.m", "T17:30"),
        ("He came at 8pm.", "en", "8pm", "T20:00"),
    ],
)
def test_a_moment_says_as_much_of_iso_8601_as_is_known(text, language, words, value):
    assert values(text, language) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bis heute lebten dort 2000 Menschen, sie siegten 2:0.", "de"),
        ("Der Arabische Frühling endete.", "de"),
        ("Sie wogen 1500 Gramm.", "de"),
        ("It may rain and they march 1500 metres.", "en"),
        ("There were 2000 people.", "en"),
    ],
)
def test_counts_names_and_verbs_are_no_dates(text, language):
    assert values(text, language) == []


def test_a_range_of_days_gives_both_their_month():
    assert [value for _, value in values("Vom 3. bis 5. Mai")] == ["2025-05-03", "2025-05-05"]
    assert [value for _, value in values("Vom 5. bis zum 9. November")] == ["2025-11-05", "2025-11-09"]
    assert [value for _, value in values("Am 3./4. Mai")] == ["2025-05-03", "2025-05-04"]


def test_what_took_the_day_of_publication_says_so():
    resolved = {m.text: m.resolved_from for m in Document("Gestern, am 3. Mai 2004.", "de", PUBLISHED).dates}
    assert resolved == {"Gestern": "published", "3. Mai 2004": None}


def test_without_a_day_of_publication_nothing_is_made_up():
    text = "Am Donnerstag, gestern, am 4. September und 2013."
    assert [value for _, value in values(text, published=None)] == ["-W-4", None, "--09-04", "2013"]
    english = "On Thursday, yesterday, on 4 September and in 2013."
    assert [value for _, value in values(english, "en", published=None)] == ["-W-4", None, "--09-04", "2013"]


def test_spans_map_back_to_the_text_as_given():
    raw = "\U0001f600 Am 4.\u00a0Sep\u00adtember, im Ma\u0308rz 2020."
    document = Document(raw, "de", PUBLISHED)
    assert [document.origin(m.span).of(raw) for m in document.dates] == ["4.\u00a0Sep\u00adtember", "Ma\u0308rz 2020"]


PIECES = "am 4. September 2025 , Montag heute 15.30 Uhr vergangene Woche Ende des Jahres 3./ 5 bis".split()


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_order_of_words_gives_spans_in_order(words):
    document = Document(" ".join(words), "de", PUBLISHED)
    ends = 0
    for moment in document.dates:
        assert ends <= moment.span.start < moment.span.end <= len(document.text)
        ends = moment.span.end


def test_no_such_day_is_no_date():
    assert values("Am 31.02.2015 kam er.") == []
    assert values("He came on 13/45/16.", "en") == []


@pytest.mark.parametrize("space", [" ", "\n", "\u00a0", "\u202f", "  ", " \n"])
def test_line_breaks_and_no_break_spaces_change_nothing(space):
    text = "Am Donnerstag, 4. September 2025, gegen 15.30 Uhr, vergangene Woche, vom 3. bis 5. Mai."
    assert [v for _, v in values(text.replace(" ", space))] == [v for _, v in values(text)]
    english = "On Thursday, September 4, 2025, at 5:30 p.m. last week, the end of the year, half past eight."
    assert [v for _, v in values(english.replace(" ", space), "en")] == [v for _, v in values(english, "en")]
