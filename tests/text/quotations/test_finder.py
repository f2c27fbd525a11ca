"""Who says what, by which words; all sentences and expected values are written by hand for this file."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.text.passage import Passage
from newslab.text.quotations.finder import find_quotations


def read(text, language="de"):
    """Return (kind, words, naming phrase, name, cue) of each quotation."""
    passage = Passage(text, language)
    return [
        (
            quotation.kind,
            quotation.span.of(passage.text),
            quotation.speaker and quotation.speaker.text,
            quotation.speaker and quotation.speaker.name,
            quotation.cue and quotation.cue.of(passage.text),
        )
        for quotation in find_quotations(passage)
    ]


def speakers(text, language="de"):
    return [found[2] for found in read(text, language) if found[0] == "direct"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("„Wir bauen die Brücke“, sagte Bürgermeisterin Ina Kolb.", "Bürgermeisterin Ina Kolb"),
        ("„Wir bauen die Brücke“, sagte am Montag in Husum die Bürgermeisterin.", "die Bürgermeisterin"),
        ("Ina Kolb sagte: „Wir bauen die Brücke.“", "Ina Kolb"),
        ("Am Montag sagte Ina Kolb: „Wir bauen die Brücke.“", "Ina Kolb"),
        (
            "Ina Kolb, die Bürgermeisterin von Husum, erklärte: „Wir bauen die Brücke.“",
            "Ina Kolb, die Bürgermeisterin von Husum",
        ),
        ("Die Bürgermeisterin, Ina Kolb, erklärte: „Wir bauen die Brücke.“", "Die Bürgermeisterin, Ina Kolb"),
        ("Ina Kolb, die erst seit Mai im Amt ist, erklärte: „Wir bauen die Brücke.“", "Ina Kolb"),
        ("„Wir bauen“, so der Sprecher der Stadt, „und zwar bald.“", "der Sprecher der Stadt"),
        ("Der Plan ist nach Angaben der Polizei „ganz und gar gescheitert“.", "der Polizei"),
        ("Laut Ina Kolb ist die Brücke „ein Segen für alle“.", "Ina Kolb"),
        ("Der Rat hat die Pläne als „ganz und gar unsinnig“ bezeichnet.", "Der Rat"),
        ("Die Brücke wurde von Ina Kolb als „Segen für alle“ bezeichnet.", "Ina Kolb"),
        ("Bürgermeisterin Kolb: „Wir bauen die Brücke.“", "Bürgermeisterin Kolb"),
        ("Dem Sender sagte Ina Kolb: „Wir bauen die Brücke.“", "Ina Kolb"),
        ("Von der Leyen betonte: „Wir bauen die Brücke.“", "Von der Leyen"),
        ("Einer der Feuerwehrleute rief: „Alle raus hier!“", "Einer der Feuerwehrleute"),
        ("„Wir bauen die Brücke“, hatte Ina Kolb im Mai gesagt.", "Ina Kolb"),
        ("Ina Kolb lobte den Rat und fügte hinzu: „Wir bauen die Brücke.“", "Ina Kolb"),
        ("In einer Mitteilung der Stadt heißt es: „Wir bauen die Brücke.“", "einer Mitteilung der Stadt"),
        ("Der Sender zitiert Ina Kolb mit den Worten: „Wir bauen die Brücke.“", "Ina Kolb"),
    ],
)
def test_the_german_speaker_is_found(text, speaker):
    assert speakers(text)[0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We will build it,” said Mayor Jane Cole.", "Mayor Jane Cole"),
        ("“We will build it,” Mayor Jane Cole said.", "Mayor Jane Cole"),
        ("“We will build it,” said Jane Cole, a spokeswoman for the firm.", "Jane Cole, a spokeswoman for the firm"),
        ("Jane Cole said: “We will build it.”", "Jane Cole"),
        ("Police chief John Smith told reporters: “We will build it.”", "Police chief John Smith"),
        ("According to Jane Cole, the bridge is “a blessing for everybody we know”.", "Jane Cole"),
        ("The company said it was “very sorry about that”.", "The company"),
    ],
)
def test_the_english_speaker_is_found(text, speaker):
    assert speakers(text, "en")[0] == speaker


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Film „Der Himmel über Husum“ läuft am Montag."),
        ("de", "Die Zeitung „Husumer Bote“ berichtet über den Brand."),
        ("de", "Laut „Husumer Bote“ brennt es."),
        ("de", "Der so genannte „Rote Platz“ wird gesperrt."),
        ("de", "Das Profil, auch „Bonus View“ genannt, kam später."),
        ("en", "The film “Heaven over Hull” opens on Monday."),
        ("en", "The so-called “Red Square” is closed."),
    ],
)
def test_titles_and_names_are_no_speech(language, text):
    assert [found[0] for found in read(text, language) if found[0] != "indirect"] == ["mention"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ina Kolb nannte den Plan „unsinnig“.", "unsinnig"),
        ("Ina Kolb bezeichnete ihn als „Lügner“.", "Lügner"),
        ("Er habe „große Zweifel“ an dem Plan, sagte Ina Kolb.", "große Zweifel"),
        ("Auf dem Plakat stand die Parole „Freiheit für alle“.", "Freiheit für alle"),
    ],
)
def test_few_words_are_speech_where_somebody_uses_them(text, words):
    assert ("direct", words) in [found[:2] for found in read(text)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Ina Kolb sagte, dass die Brücke gebaut werde.", ("dass die Brücke gebaut werde", "Ina Kolb")),
        ("de", "Ina Kolb sagte, die Brücke werde gebaut.", ("die Brücke werde gebaut", "Ina Kolb")),
        ("de", "Die Brücke werde gebaut, sagte Ina Kolb.", ("Die Brücke werde gebaut", "Ina Kolb")),
        ("de", "Nach Angaben der Polizei wurden zwei Männer verletzt.", ("wurden zwei Männer verletzt", "der Polizei")),
        (
            "de",
            "Wie die Polizei mitteilte, wurden zwei Männer verletzt.",
            ("wurden zwei Männer verletzt", "die Polizei"),
        ),
        ("en", "Jane Cole said that the bridge would be built.", ("that the bridge would be built", "Jane Cole")),
        ("en", "According to police, two men were injured.", ("two men were injured", "police")),
        # what follows the source at a sentence's head is no apposition of it, what stands behind a statement may be
        ("en", "According to police, the victim drowned.", ("the victim drowned", "police")),
        (
            "en",
            "The bridge will stay shut until May, according to Jane Cole, a spokeswoman for the county.",
            ("The bridge will stay shut until May", "Jane Cole, a spokeswoman for the county"),
        ),
        ("en", "The bridge is to be shut, the Gazette reported.", ("The bridge is to be shut", "the Gazette")),
        # a verb in the mood of reported speech that no list has
        ("de", "Ina Kolb sagte, die Stadt plane einen Tunnel.", ("die Stadt plane einen Tunnel", "Ina Kolb")),
    ],
)
def test_indirect_speech_has_its_words_and_its_speaker(language, text, expected):
    found = [(words.rstrip("."), speaker) for kind, words, speaker, _, _ in read(text, language) if kind == "indirect"]
    assert found == [expected]


def test_the_subjunctive_goes_on_with_the_speaker_before():
    found = read("Ina Kolb sagte, das Geld sei da. Die Brücke werde im Mai fertig.")
    assert [item[2] for item in found] == ["Ina Kolb", "Ina Kolb"]


@pytest.mark.parametrize(
    ("language", "text", "pronoun", "name"),
    [
        (
            "de",
            "Bürgermeisterin Ina Kolb war am Montag in Husum. „Wir bauen“, sagte sie.",
            "sie",
            "Bürgermeisterin Ina Kolb",
        ),
        ("de", "Bürgermeisterin Ina Kolb war am Montag in Husum. „Wir bauen“, sagte er.", "er", None),
        ("en", "Mayor Jane Cole came to Hull. “We will build it,” she said.", "she", "Mayor Jane Cole"),
        # whom the same sentence names first, not the man of the sentence before
        ("en", "Paul Reed won. Jane Cole came second; “I am glad,” she said.", "she", "Jane Cole"),
        # a firm is neither he nor she, and the name of one may look like a person's
        ("en", "Northfield Foods had a bad year. “We will close,” she said.", "she", None),
        ("en", "Jane Cole leads the firm. Hull Foods had a bad year. “We will close,” she said.", "she", None),
        ("de", "Die Nordfeld AG hatte ein schlechtes Jahr. „Wir schließen“, sagte er.", "er", None),
        # the man of the sentence before, since its subject is a woman
        ("en", "Judge Jane Cole sentenced builder Tom Reed. “I am sorry,” he said.", "he", "Tom Reed"),
        ("de", "Richterin Ina Kolb verurteilte Tom Fried. „Das war ich nicht“, sagte er.", "er", "Tom Fried"),
        # whom a quotation names speaks only where the text says so
        (
            "en",
            "“They said, ‘Nobody leaves Hull,’” said union president Carl Ames. “We will fight,” he added.",
            "he",
            "union president Carl Ames",
        ),
    ],
)
def test_a_pronoun_is_resolved_where_the_gender_allows_it(language, text, pronoun, name):
    assert (pronoun, name) in [found[2:4] for found in read(text, language) if found[0] == "direct"]


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("de", "Die EVB bestätigte die Aussage der Gewerkschaft nicht und nannte sie „reine Spekulation“.", "Die EVB"),
        ("de", "Dem hielt der Verband entgegen: „Ein Deckel baut keine Wohnung.“", "der Verband"),
        ("de", "„Wir fühlen uns verraten“, steht in ihrem offenen Brief.", "ihrem offenen Brief"),
        ("de", "Der Pfarrer zögerte. Seine Meinung zum Umbau: „Das wird nichts.“", "Seine"),
        ("de", "In der Zeitung erschien ein Kommentar, der den Beschluss als „falsch“ bezeichnet.", "ein Kommentar"),
        ("en", "“The car came out of nowhere,” said pensioner Edna Lowe, who saw it.", "pensioner Edna Lowe"),
        ("de", "In den Medien war der Auftrag schon als „Geschäft des Jahrhunderts“ bezeichnet worden.", "den Medien"),
        ("de", "Europapolitik: Die Partei will den Kurs halten. „Wir wollen Europa, wie es ist.“", "Die Partei"),
        (
            "de",
            "Viele lobten Ina Kolb, so der Pfarrer („Sie hat es verdient.“), und Landrat Ole Petersen: „Das ist gut.“",
            "Landrat Ole Petersen",
        ),
        (
            "de",
            "Jan Ott, ein Abgeordneter aus Ohio und Oberst außer Dienst, sagte: „Das war Absicht.“",
            "Jan Ott, ein Abgeordneter aus Ohio und Oberst außer Dienst",
        ),
        (
            "en",
            "Jane Cole, a spokeswoman for the group “Save Hull Bay” (SHB), said: “It is too late.”",
            "Jane Cole, a spokeswoman for the group",
        ),
    ],
)
def test_how_the_last_speaker_of_a_text_is_named(language, text, speaker):
    assert speakers(text, language)[-1].startswith(speaker)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Laut der Website „example.org“ fährt der Zug."),
        ("de", "Der Kongress (Motto: „Wir halten zusammen“) endet heute."),
        ("en", "According to the website “example.org” the train runs."),
    ],
)
def test_addresses_and_mottos_are_no_speech(language, text):
    assert [found for found in read(text, language) if found[0] == "direct"] == []


def test_parts_of_a_split_quotation_share_a_group():
    passage = Passage("„Wir bauen“, sagte Ina Kolb, „aber nicht sofort.“ „Das stimmt“, sagte Ole Petersen.", "de")
    first, second, third = [quotation for quotation in find_quotations(passage) if quotation.kind == "direct"]
    assert first.group == second.group != third.group
    assert second.speaker.text == "Ina Kolb"


def test_a_quotation_alone_belongs_to_whoever_is_named_next_or_before():
    assert speakers("„Wir bauen die Brücke, und zwar bald.“ Das sagte Ina Kolb am Montag.") == ["Ina Kolb"]
    assert speakers("Ina Kolb sagte: „Wir bauen.“ „Das ist sicher, denn das Geld ist da.“") == ["Ina Kolb", "Ina Kolb"]


STYLES = [("„", "“"), ("»", "«"), ("«", "»"), ("“", "”"), ('"', '"')]
TEXT = "Ina Kolb sagte: {0}Wir bauen, und zwar bald.{1} Der Film {0}Husum{1} läuft. {0}Nein{1}, rief Ole Petersen."


@pytest.mark.parametrize("style", STYLES[1:])
def test_the_style_of_the_marks_changes_nothing(style):
    assert read(TEXT.format(*style)) == read(TEXT.format(*STYLES[0]))


def test_spelling_of_the_characters_changes_nothing():
    text = "Bürgermeisterin Jörg\u00adensen sagte: „Schön, das wär\u2019s.“"
    plain = read(text)
    assert plain[0][2] == "Bürgermeisterin Jörgensen"
    assert read(unicodedata.normalize("NFD", text)) == plain
    assert read(text.replace(" sagte: ", "\u00a0sagte: ")) == plain


@given(
    st.lists(
        st.sampled_from(
            [
                "Ina Kolb",
                "sagte",
                "„",
                "“",
                ",",
                ".",
                ":",
                "die",
                "Stadt",
                "werde",
                "dass",
                "laut",
                "er",
                "(",
                ")",
                "\n\n",
                "😀",
            ]
        ),
        max_size=30,
    )
)
def test_every_span_lies_in_its_text(pieces):
    passage = Passage(" ".join(pieces), "de")
    for quotation in find_quotations(passage):
        spans = [quotation.span, quotation.cue, quotation.speaker and quotation.speaker.span]
        assert all(0 <= span.start <= span.end <= len(passage.text) for span in spans if span)


@pytest.mark.parametrize("piece", ["„ab“ ", "„ab sagte ", "er habe, sagte er, "])
def test_the_work_grows_with_the_text_and_not_faster(piece, monkeypatch):
    """The work is counted in phrases read, not timed: twice the text may take little more than twice the work."""
    from newslab.text.quotations.phrases import Phrases

    reads = 0
    read = Phrases.read

    def counted(self, first, stop, *, greedy):
        nonlocal reads
        reads += 1
        return read(self, first, stop, greedy=greedy)

    monkeypatch.setattr(Phrases, "read", counted)
    counts = []
    for times in (300, 600):
        reads = 0
        find_quotations(Passage(piece * times, "de"))
        counts.append(reads)
    assert counts[1] <= 2.2 * counts[0] + 100
