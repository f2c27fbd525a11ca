"""The number check: the finding, the silence, the border, in German and English."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslab.checks.extract import verbatim
from newslab.checks.numbers.check import NumberCheck
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document


def judged(article, summary, language="de", published=date(2025, 9, 4)):
    """Return code and words of each finding on a summary."""
    alignment = Alignment(Document(article, language, published), Document(summary, language, published))
    return [(f.rule.code, f.summary_span.of(summary)) for f in NumberCheck().examine(alignment)]


def codes(article, summary, language="de"):
    return [code for code, _ in judged(article, summary, language)]


@pytest.mark.parametrize(
    ("article", "summary", "language", "ours", "theirs"),
    [
        ("Der Umsatz stieg um 3 Prozent.", "Der Umsatz nahm um 3 Prozent ab.", "de", "nahm … ab", "stieg"),
        ("Es blieb ein Umsatzplus von 3 Prozent.", "Der Umsatz fiel um 3 Prozent.", "de", "fiel", "Umsatzplus"),
        ("Sales rose 3 percent.", "There was a 3 percent drop in sales.", "en", "drop", "rose"),
    ],
)
def test_the_words_of_both_ways_are_shown_as_they_are_written(article, summary, language, ours, theirs):
    alignment = Alignment(Document(article, language), Document(summary, language))
    (finding,) = NumberCheck().examine(alignment)
    assert (finding.rule.code, finding.details["ours"], finding.details["theirs"]) == ("N011", ours, theirs)


@pytest.mark.parametrize(
    ("article", "summary", "language", "bound"),
    [
        ("Es kamen 29 Gäste.", "Mehr als 30 Gäste kamen.", "de", "Mehr als"),
        ("Es kamen 29 Gäste.", "Gezählt wurden mehr als 30 Gäste.", "de", "mehr als"),
        ("There were 29 guests.", "More than 30 guests came.", "en", "More than"),
    ],
)
def test_a_bound_that_does_not_hold_is_named_as_it_stands(article, summary, language, bound):
    alignment = Alignment(Document(article, language), Document(summary, language))
    (finding,) = NumberCheck().examine(alignment)
    assert finding.details["bound"] == bound


SAME = [
    ("Es kostet 1,4 Milliarden Euro.", "Der Preis: 1.400 Mio. Euro.", "de"),
    ("Es kamen zwölf Kinder.", "12 Kinder waren da.", "de"),
    ("Dort leben 1.200 Menschen.", "1200 Menschen leben dort.", "de"),
    ("Dort leben 1'200 Menschen.", "1 200 Menschen leben dort.", "de"),
    ("Sie wuchs um 3,5 Prozent.", "Ein Plus von 3,5 % gab es.", "de"),
    ("Ein 51-Jähriger starb.", "Der 51 Jahre alte Mann ist tot.", "de"),
    ("Er (51) starb.", "Der 51-Jährige ist tot.", "de"),
    ("Sie siegten mit 31 zu 9 Stimmen.", "31:9 lautete das Ergebnis.", "de"),
    ("Er gewann 2:0 am Ende.", "Nach dem 0:2 war er froh.", "de"),
    ("Sie warteten 18 Monate.", "Anderthalb Jahre warteten sie.", "de"),
    ("Es dauerte 48 Stunden.", "Zwei Tage dauerte es.", "de"),
    ("Die Hälfte der Wähler kam.", "50 Prozent der Wähler kamen.", "de"),
    ("Es sind acht bis zehn Prozent.", "Zwischen acht und zehn Prozent sind es.", "de"),
    ("Er bekam dreieinhalb Jahre.", "Drei Jahre und sechs Monate bekam er.", "de"),
    ("The train was 45 minutes late.", "It came three quarters of an hour late.", "en"),
    ("It cost $1.4 billion.", "The price was 1,400 million dollars.", "en"),
    ("Twelve children came.", "There were 12 children.", "en"),
    ("A 51-year-old man died.", "The dead man was 51 years old.", "en"),
    ("He waited 18 months.", "His wait took one and a half years.", "en"),
    ("He won 2-0 there.", "A 2:0 win followed.", "en"),
    ("Half of voters came.", "Turnout was 50 percent.", "en"),
]


@pytest.mark.parametrize(("article", "summary", "language"), SAME)
def test_the_same_number_in_another_form_is_supported(article, summary, language):
    assert codes(article, summary, language) == ["N001"]


WRONG = [
    ("Tens of thousands of homes lost power.", "Thousands of homes lost power.", "en", "N003"),
    ("Die CDU bekam 33 Prozent und zwei Sitze.", "Die CDU bekam 35 Prozent.", "de", "N003"),
    ("Es kamen zwölf Kinder.", "Es kamen 14 Kinder.", "de", "N003"),
    ("Es kostet 1,4 Milliarden Euro.", "Es kostet 1,4 Millionen Euro.", "de", "N005"),
    ("Es kostet 330 Millionen Euro.", "Es kostet 330 Mio. Dollar.", "de", "N004"),
    ("Sie stieg um 2 Prozentpunkte.", "Sie stieg um 2 Prozent.", "de", "N004"),
    ("Er gewann 2:0 am Ende.", "Er gewann am Ende 3:0.", "de", "N003"),
    ("Der Airbus A320 landete.", "Der Airbus A380 landete.", "de", "N003"),
    ("Er berief sich auf § 218.", "Er berief sich auf § 219.", "de", "N003"),
    ("Benedikt XVI. sprach.", "Benedikt XIV. sprach.", "de", "N003"),
    ("Es waren minus 12 Grad.", "Es waren 12 Grad.", "de", "N003"),
    ("Twelve children came.", "There were 14 children.", "en", "N003"),
    ("It cost 4.5 million euros.", "It cost 4.5 billion euros.", "en", "N005"),
    ("It cost 330 million euros.", "It cost $330m in all.", "en", "N004"),
    ("It rose by two percentage points.", "It rose by two percent.", "en", "N004"),
    ("The A320 landed.", "The A380 landed.", "en", "N003"),
]


@pytest.mark.parametrize(("article", "summary", "language", "code"), WRONG)
def test_another_value_unit_or_magnitude_is_an_error(article, summary, language, code):
    assert codes(article, summary, language) == [code]
    assert {rule.code: rule.severity for rule in NumberCheck.rules}[code] == "error"


BOUNDS = [
    ("Es kamen 29,6 Millionen Gäste.", "Knapp 30 Millionen Gäste kamen.", "de", "N001"),
    ("Es kamen 34 Gäste.", "Mehr als 30 Gäste kamen.", "de", "N001"),
    ("Es kamen 29 Gäste.", "Mehr als 30 Gäste kamen.", "de", "N006"),
    ("Es kamen knapp 30 Gäste.", "Mehr als 30 Gäste kamen.", "de", "N006"),
    ("Es kamen 30 Gäste.", "Mehr als 30 Gäste kamen.", "de", "N001"),
    ("Es kamen über 30 Gäste.", "Mehr als 30 Gäste kamen.", "de", "N001"),
    ("Es kamen mindestens 30 Gäste.", "30 Gäste kamen.", "de", "N001"),
    ("Es kamen 28 Gäste.", "Bis zu 30 Gäste kamen.", "de", "N001"),
    ("Es kamen 300 Gäste.", "Hunderte Gäste kamen.", "de", "N001"),
    ("Es kamen 30 Gäste.", "Hunderte Gäste kamen.", "de", "N003"),
    ("There were 34 guests.", "More than 30 guests came.", "en", "N001"),
    ("There were 29 guests.", "More than 30 guests came.", "en", "N006"),
    ("There were 29.6 million guests.", "Nearly 30 million guests came.", "en", "N001"),
    ("There were 300 guests.", "Hundreds of guests came.", "en", "N001"),
    ("There were 30 guests.", "Hundreds of guests came.", "en", "N003"),
]


@pytest.mark.parametrize(("article", "summary", "language", "code"), BOUNDS)
def test_an_approximation_is_accepted_when_true_and_refused_when_not(article, summary, language, code):
    assert codes(article, summary, language) == [code]


MOVED = [
    ("Bei dem Unfall starben 3 Menschen, 12 wurden verletzt.", "Es gab 12 Tote.", "de", "N007"),
    ("41 Abgeordnete stimmten dafür, 27 dagegen.", "27 Abgeordnete stimmten dafür.", "de", "N007"),
    ("62 Prozent der Frauen und 48 Prozent der Männer.", "Es sind 62 Prozent der Männer.", "de", "N007"),
    ("Die Zahl stieg um 200 auf 1.400.", "Die Zahl stieg auf 200.", "de", "N007"),
    ("Three people died and 12 were injured.", "The crash left 12 dead.", "en", "N007"),
    ("Der 34-jährige Fahrer und sein 62 Jahre alter Vater.", "Der 62-jährige Fahrer.", "de", "N008"),
    ("Die CDU kam auf 33 Prozent, die SPD auf 21 Prozent.", "Die SPD kam auf 33 Prozent.", "de", "N008"),
    ("Labour won 33 percent, the Greens 21 percent.", "The Greens won 33 percent.", "en", "N008"),
    ("It rose by 200 to 1,400.", "The figure rose to 200.", "en", "N007"),
]


@pytest.mark.parametrize(("article", "summary", "language", "code"), MOVED)
def test_a_number_that_moved_to_another_thing_is_found(article, summary, language, code):
    assert codes(article, summary, language) == [code]


@pytest.mark.parametrize(
    ("article", "summary", "language"),
    [
        ("30 Menschen wurden verletzt.", "30 Personen erlitten Verletzungen.", "de"),
        ("Zwölf Soldaten starben.", "Zwölf Menschen starben.", "de"),
        ("30 people were hurt.", "30 residents were injured.", "en"),
    ],
)
def test_another_word_for_the_same_people_is_no_move(article, summary, language):
    assert codes(article, summary, language) == ["N001"]


def test_a_number_among_the_words_of_another_one_is_a_warning():
    german = (
        "Der absolute Nullpunkt liegt bei minus 273,15 Grad. "
        "Die Anlage wird auf eine Temperatur von minus 271,3 Grad gekühlt."
    )
    assert codes(german, "Die Anlage ist auf minus 273,15 Grad gekühlt.") == ["N008"]
    english = "Absolute zero lies at minus 273 degrees. The magnets inside the plant were cooled to minus 271 degrees."
    assert codes(english, "The plant has had its magnets cooled to minus 273 degrees.", "en") == ["N008"]


@pytest.mark.parametrize(
    ("article", "summary", "language", "reckoning"),
    [
        ("Es kamen 15 Frauen und 20 Frauen.", "35 Frauen kamen.", "de", "15 + 20 = 35"),
        (
            "3.000 der 9.000 Stellen fallen weg.",
            "Ein Drittel der Stellen fällt weg.",
            "de",
            "3.000 ÷ 9.000 = Ein Drittel",
        ),
        ("Es kostet 62,3 Milliarden Euro.", "Es kostet 62 Milliarden Euro.", "de", "≈"),
        ("Er wurde 1950 geboren.", "Der 75-Jährige kam.", "de", "2025 − 1950 = 75"),
        ("Drei Männer und zwei Frauen kamen.", "Fünf Menschen kamen.", "de", "Drei + zwei = Fünf"),
        ("Es stieg von 1,2 auf 1,8 Milliarden Euro.", "Es stieg um 50 Prozent.", "de", "= 50 Prozent"),
        ("Zwei Drittel der 90 Sitze sind leer.", "60 Sitze sind leer.", "de", "Zwei Drittel × 90 = 60"),
        ("Er war von 1998 bis 2005 dort.", "Sieben Jahre war er dort.", "de", "2005 − 1998 = 7"),
        ("Costs rose from $1.2bn to $1.8bn.", "Costs rose by $600 million.", "en", "= $600 million"),
        ("There were 15 women and 20 women.", "In all, 35 women came.", "en", "15 + 20 = 35"),
        ("3,000 of 9,000 jobs will go.", "A third of jobs will go.", "en", "3,000 ÷ 9,000 = A third"),
    ],
)
def test_plain_arithmetic_is_a_warning_that_shows_its_reckoning(article, summary, language, reckoning):
    published = date(2025, 9, 4)
    alignment = Alignment(Document(article, language, published), Document(summary, language, published))
    (finding,) = NumberCheck().examine(alignment)
    assert (finding.rule.code, finding.severity) == ("N002", "warning")
    assert reckoning in finding.details["reckoning"]


@pytest.mark.parametrize(
    ("article", "summary", "language"),
    [
        ("Anna und Bert kamen.", "Beide kamen.", "de"),
        ("Erstmals kam Anna.", "Zum ersten Mal kam Anna.", "de"),
        ("Anna kam.", "Eine Frau kam nach einem Jahr.", "de"),
        ("Anna kam nie zuvor.", "Zum ersten Mal kam Anna.", "de"),
        ("Ann had never come before.", "Ann came for the first time.", "en"),
        ("Ann and Bert came.", "Both came.", "en"),
        ("Ann came.", "One woman came.", "en"),
    ],
)
def test_words_that_claim_no_number_are_passed_over(article, summary, language):
    assert [code for code in codes(article, summary, language) if code != "N001"] == []


def test_spans_and_evidence_are_of_the_texts_as_given():
    article = "\U0001f600 Es ko\u00adsteten 330\u00a0Mil\u00adlionen Euro."
    summary = "\U0001f600 Es waren 330\u00a0Mil\u00adlionen Dollar fu\u0308r 14 Leute."
    alignment = Alignment(Document(article, "de"), Document(summary, "de"))
    unit, value = NumberCheck().examine(alignment)
    assert unit.summary_span.of(summary) == "330\u00a0Mil\u00adlionen Dollar"
    assert unit.article_spans[0].of(article) == "330\u00a0Mil\u00adlionen Euro"
    assert value.summary_span.of(summary) == "14"


SENTENCES = [
    "Am 3. Mai 2024 kamen 1.200 Menschen, 30 wurden verletzt.",
    "Rund 3,5 Prozent der 18-Jährigen zahlten zwei Millionen Euro.",
    "Er gewann 2:0, danach mit 31 zu 9 Stimmen.",
    "Der Airbus A320 flog um 15.30 Uhr mit minus 12 Grad nach § 218.",
]


@given(st.permutations(SENTENCES), st.integers(0, 3))
@settings(max_examples=25)
def test_an_extract_raises_nothing(sentences, chosen):
    assert {code for code, _ in judged(" ".join(sentences), sentences[chosen])} <= {"N001"}


@given(st.text(alphabet="0123456789.,:-% €$ zweihundertProzentMio\n", max_size=120))
@settings(max_examples=60)
def test_any_text_is_judged_and_every_span_lies_inside(text):
    alignment = Alignment(Document("Es kamen 30 Menschen am 3. Mai.", "de"), Document(text, "de"))
    for finding in NumberCheck().examine(alignment):
        assert 0 <= finding.summary_span.start < finding.summary_span.end <= len(text)
        assert finding.message("de")
        assert finding.message("en")


def test_sentences_taken_from_an_article_have_its_numbers_up_to_their_last_word():
    article = (
        "Jamal Reid headed the winner in the 114th minute. Ashcombe had led through Tomasz Wolski after nine minutes. "
        "Sarah Kendrick sent off Luke Farrant in the 78th minute. Ryan Doyle hit the post in the 103rd minute. "
        "Millbrook, who finished fifth in the league, earn £150,000."
    )
    summary = "Sarah Kendrick sent off Luke Farrant in the 78th minute. Ryan Doyle hit the post in the 103rd minute."
    alignment = Alignment(Document(article, "en", None), Document(summary, "en", None))
    places = [verbatim(alignment, found.first, found.last) for found in alignment.summary.quantities]
    assert [place and place.of(article) for place in places] == ["78th", "103rd"]


@pytest.mark.parametrize(
    ("article", "summary", "language"),
    [
        ("Die Stadt zahlt 3 Millionen Euro, das Land 5 Millionen Euro.", "Die Stadt zahlt 5 Millionen Euro.", "de"),
        ("The city pays 3 million pounds, the state 5 million pounds.", "The city pays 5 million pounds.", "en"),
    ],
)
def test_a_copied_sentence_has_its_own_number(article, summary, language):
    assert codes(article, summary, language) == ["N013"]
    assert codes(article, summary.replace("5", "3"), language) == ["N001"]


@pytest.mark.parametrize(
    ("article", "second", "third", "language"),
    [
        (
            "Am Sonntag gewann der Belgier Tom Maes die siebte Etappe in Bad Eller vor dem Spanier Luis Ortega.",
            "Zweiter wurde in Bad Eller der Spanier Luis Ortega.",
            "Dritter wurde in Bad Eller der Spanier Luis Ortega.",
            "de",
        ),
        (
            "On Sunday Tom Maes of Belgium won the seventh stage in Eller Bay ahead of Spain's Luis Ortega.",
            "Second in Eller Bay was Spain's Luis Ortega.",
            "Third in Eller Bay was Spain's Luis Ortega.",
            "en",
        ),
    ],
)
def test_whom_the_winner_beat_may_be_the_second_and_no_third(article, second, third, language):
    assert codes(article, second, language) == ["N012"]
    assert codes(article, third, language) == ["N003"]
