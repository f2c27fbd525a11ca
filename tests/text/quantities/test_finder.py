"""Numbers with their units in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.text.document import Document
from newslab.text.quantities.frame import NumberFrame


def found(text, language="de"):
    return Document(text, language).quantities


def only(text, language="de"):
    quantities = found(text, language)
    assert len(quantities) == 1, quantities
    return quantities[0]


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("Es kostet 1,4 Milliarden Euro.", "de", 1.4e9, "EUR"),
        ("Es kostet 1,4 Mrd. Euro.", "de", 1.4e9, "EUR"),
        ("Es kostet 1.400 Millionen Euro.", "de", 1.4e9, "EUR"),
        ("Er zahlte CHF 2.5 Mrd. dafür.", "de", 2.5e9, "CHF"),
        ("Er zahlte $5 Mio. dafür.", "de", 5e6, "USD"),
        ("Er zahlte eine halbe Million Euro.", "de", 500_000, "EUR"),
        ("Sie wuchs um 3,5 Prozent.", "de", 3.5, "%"),
        ("Sie wuchs um 3,5 %.", "de", 3.5, "%"),
        ("Sie wuchs um 2 Prozentpunkte.", "de", 2, "pp"),
        ("Es fuhr 20 km/h schnell.", "de", 20, "km/h"),
        ("Es waren minus 12,5 Grad.", "de", -12.5, "degrees"),
        ("Er wartete zweieinhalb Stunden.", "de", 2.5, "hour"),
        ("Er wartete eine halbe Stunde.", "de", 0.5, "hour"),
        ("Die 60-Tage-Frist läuft.", "de", 60, "day"),
        ("Ein 51-Jähriger kam.", "de", 51, "year"),
        ("Der 51-jährige Mann kam.", "de", 51, "year"),
        ("Die fünfköpfige Familie kam.", "de", 5, "people"),
        ("Es wurde dreimal gezählt.", "de", 3, "times"),
        ("It cost 1.4 billion euros.", "en", 1.4e9, "EUR"),
        ("It cost $2.38bn.", "en", 2.38e9, "USD"),
        ("It cost £5m.", "en", 5e6, "GBP"),
        ("She ran the 100m race.", "en", 100, "m"),
        ("It grew by 3.5 per cent.", "en", 3.5, "%"),
        ("It grew by two percentage points.", "en", 2, "pp"),
        ("A 51-year-old man came.", "en", 51, "year"),
        ("He was 51 years old.", "en", 51, "year"),
        ("A man aged 51 came.", "en", 51, "year"),
        ("Alter: 51 Beruf: Maler", "de", 51, "year"),
        ("He waited two and a half hours.", "en", 2.5, "hour"),
        ("He waited half an hour.", "en", 0.5, "hour"),
        ("He served three more years.", "en", 3, "year"),
    ],
)
def test_value_and_unit_are_read_together(text, language, value, unit):
    quantity = only(text, language)
    assert (quantity.value, quantity.unit) == (pytest.approx(value), unit)


@pytest.mark.parametrize(
    ("text", "language", "value", "counted"),
    [
        ("Dort lebten 1.200 Menschen.", "de", 1200, "menschen"),
        ("Dort lebten 1 200 Menschen.", "de", 1200, "menschen"),
        ("Dort lebten 1'200 Menschen.", "de", 1200, "menschen"),
        ("Es waren 184 weitere Wirbel.", "de", 184, "wirbel"),
        ("Es kamen dreiundzwanzig Kinder.", "de", 23, "kinder"),
        ("Es kam eine Million Menschen.", "de", 1e6, "menschen"),
        ("Beide Männer kamen.", "de", 2, "männer"),
        ("There were 1,200 people.", "en", 1200, "people"),
        ("It hurt two hundred and fifty thousand people.", "en", 250_000, "people"),
        ("They sent 30 armed officers.", "en", 30, "officers"),
        ("A hundred people came.", "en", 100, "people"),
    ],
)
def test_a_count_knows_its_noun(text, language, value, counted):
    quantity = only(text, language)
    assert (quantity.value, quantity.unit, quantity.counted) == (value, None, counted)


@pytest.mark.parametrize(
    ("text", "language", "share"),
    [
        ("Zwei Drittel der Wähler kamen.", "de", 2 / 3),
        ("Ein Viertel der Wähler kam.", "de", 0.25),
        ("Die Hälfte der Wähler kam.", "de", 0.5),
        ("Jeder dritte Wähler kam.", "de", 1 / 3),
        ("Two-thirds of voters came.", "en", 2 / 3),
        ("A third of voters came.", "en", 1 / 3),
        ("Half of the voters came.", "en", 0.5),
        ("Three quarters of voters came.", "en", 0.75),
    ],
)
def test_fractions_are_shares(text, language, share):
    quantity = only(text, language)
    assert quantity.dimension == "share"
    assert quantity.value == pytest.approx(share)


@pytest.mark.parametrize(
    ("text", "language", "kind", "parts"),
    [
        ("Sie gewannen 2:0 daheim.", "de", "score", (2, 0)),
        ("Ein 4:1-Sieg gelang.", "de", "score", (4, 1)),
        ("Er siegte mit 31 zu 9 Stimmen.", "de", "score", (31, 9)),
        ("Es sind acht bis zehn Prozent.", "de", "range", (8, 10)),
        ("Es sind 61 – 67 Minuten.", "de", "range", (61, 67)),
        ("Es sind zwischen 15 und 40 Minuten.", "de", "range", (15, 40)),
        ("Es sind 3 bis 5 Millionen Euro.", "de", "range", (3e6, 5e6)),
        ("They won 2-0 at home.", "en", "range", (2, 0)),
        ("It takes between 15 and 40 minutes.", "en", "range", (15, 40)),
        ("It takes 5-10 minutes.", "en", "range", (5, 10)),
    ],
)
def test_scores_votes_and_ranges_hold_both_numbers(text, language, kind, parts):
    quantity = only(text, language)
    assert (quantity.kind, quantity.parts) == (kind, parts)


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("Es kamen rund 30 Menschen.", "de", "about"),
        ("Es kamen knapp 30 Menschen.", "de", "nearly"),
        ("Es kamen mehr als 30 Menschen.", "de", "over"),
        ("Es kamen mindestens 30 Menschen.", "de", "at least"),
        ("Es kamen bis zu 30 Menschen.", "de", "at most"),
        ("Es kamen weniger als 30 Menschen.", "de", "under"),
        ("Es kamen 30 Menschen.", "de", "exact"),
        ("About 30 people came.", "en", "about"),
        ("Nearly 30 people came.", "en", "nearly"),
        ("More than 30 people came.", "en", "over"),
        ("At least 30 people came.", "en", "at least"),
        ("Up to 30 people came.", "en", "at most"),
        ("Fewer than 30 people came.", "en", "under"),
    ],
)
def test_how_exact_a_number_claims_to_be(text, language, bound):
    quantity = only(text, language)
    assert quantity.bound == bound
    assert quantity.approximate == (bound != "exact")


@pytest.mark.parametrize(
    ("text", "language", "low", "high"),
    [
        ("Hunderte Menschen kamen.", "de", 100, 1999),
        ("Es kamen Dutzende Menschen.", "de", 12, 150),
        ("Einige hundert Menschen kamen.", "de", 100, 1000),
        ("Hundreds of people came.", "en", 100, 1999),
        ("Tens of thousands of people came.", "en", 10_000, 199_999),
        ("Several hundred people came.", "en", 100, 1000),
    ],
)
def test_vague_words_have_bounds(text, language, low, high):
    quantity = only(text, language)
    assert (quantity.kind, quantity.value, quantity.high) == ("vague", low, high)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Airbus A320 landete nach dem G20-Gipfel.", "de"),
        ("Er nannte § 218 und Artikel 5.", "de"),
        ("Die Elf gewann, ein Mann jubelte.", "de"),
        ("Rufen Sie 05443 an.", "de"),
        ("Am 3. Mai 2005 um 15.30 Uhr kam er.", "de"),
        ("The A320 landed after the G20.", "en"),
        ("One man cited Article 5.", "en"),
        ("On May 3, 2005 at 5:30 p.m. he came.", "en"),
    ],
)
def test_names_sections_articles_and_dates_are_no_quantities(text, language):
    assert found(text, language) == ()


def test_a_text_that_groups_thousands_the_english_way_is_read_by_its_own_habit():
    mixed = "Die Firma setzte 2.5 Mrd. um und verkaufte 1,200 Autos."
    assert [q.value for q in found(mixed)] == [2.5e9, 1200]
    usual = "Die Firma setzte 2,5 Mrd. um und fuhr 1,200 Kilometer."
    assert [q.value for q in found(usual)] == [2.5e9, 1.2]


def test_the_first_number_takes_the_unit_of_the_second():
    assert [(q.value, q.unit) for q in found("Er stieg von 5 auf 8 Prozent.")] == [(5, "%"), (8, "%")]
    rise = [(q.value, q.unit) for q in found("Er stieg von 1,2 auf 1,8 Milliarden Euro.")]
    assert rise == [(1.2e9, "EUR"), (1.8e9, "EUR")]
    assert [(q.value, q.unit) for q in found("It fell by 5 and 8 percent.", "en")] == [(5, "%"), (8, "%")]


def test_spans_are_of_the_plain_text_and_map_back_to_what_was_given():
    raw = "\U0001f600 Rund 1,4 Mil\u00adliarden Euro fu\u0308r 30 Ma\u0308nner."
    document = Document(raw, "de")
    money, men = document.quantities
    assert money.span.of(document.text) == "1,4 Milliarden Euro"
    assert document.origin(money.span).of(raw) == "1,4 Mil\u00adliarden Euro"
    assert document.origin(men.span).of(raw) == "30"


@given(st.text(alphabet="0123456789.,:-–'% €$abMio Prozentzweihundert\n", max_size=200), st.sampled_from(["de", "en"]))
def test_spans_lie_in_their_text_in_order_and_never_overlap(text, language):
    document = Document(text, language)
    ends = 0
    for quantity in document.quantities:
        assert ends <= quantity.span.start < quantity.span.end <= len(document.text)
        assert quantity.text == quantity.span.of(document.text)
        ends = quantity.span.end


@pytest.mark.parametrize("text", ["1" * 1_000_000, "1." * 500_000, "12 " * 20_000, "zwei und " * 20_000, "€" * 50_000])
def test_the_work_grows_with_the_words_and_no_faster(text, monkeypatch):
    looks = 0
    begin = NumberFrame.__init__

    class Counted(list):
        def __getitem__(self, at):
            nonlocal looks
            looks += 1
            return super().__getitem__(at)

    def counting(self, passage):
        begin(self, passage)
        self.gaps = Counted(self.gaps)

    monkeypatch.setattr(NumberFrame, "__init__", counting)
    document = Document(text, "de")
    assert len(document.quantities) <= len(document.words)
    # each number looks at a few words before and after it, whatever the length of the text
    assert looks <= 80 * (len(document.words) + 1)


@pytest.mark.parametrize("space", [" ", "\n", "\u00a0", "\u202f", "  ", " \n"])
def test_line_breaks_and_no_break_spaces_change_nothing(space):
    text = "Rund 1,4 Milliarden Euro für 30 Menschen, 200 000 Tonnen, zwischen 15 und 40 Minuten."
    usual = [(q.value, q.unit, q.counted, q.bound, q.parts) for q in found(text)]
    assert [(q.value, q.unit, q.counted, q.bound, q.parts) for q in found(text.replace(" ", space))] == usual
    english = "About 1.4 billion euros for 30 people, two and a half hours, between 15 and 40 minutes."
    usual = [(q.value, q.unit, q.counted, q.bound, q.parts) for q in found(english, "en")]
    assert [(q.value, q.unit, q.counted, q.bound, q.parts) for q in found(english.replace(" ", space), "en")] == usual
