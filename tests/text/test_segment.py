"""Where words and sentences end; the sentences are our own, their ends as a reader sees them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslab.text.segment import sentences, words

GERMAN = [
    ["Im 19. Jh. begann der Bau.", "Er dauerte lange."],
    ["Das kostet 3,5 Mio. Euro.", "Der Rest fehlt."],
    ["Laut Art. 5 Abs. 1 GG gilt das.", "Das Gericht, Az. 3 K 12/20, entschied."],
    ["Dr. Anna Müller und Prof. Dr. Hans Weiß kamen.", "Sie blieben."],
    ["Obst, z. B. Äpfel, ist gesund.", "Gemüse, d. h. Kohl, auch."],
    ["Am 3. Oktober feiern wir.", "Am 4. ist Schluss."],
    ["Der Verein e. V. wächst.", "Karl V. kam nach Worms."],
    ["„Kommst du?“, fragte er.", "„Das ist gut!“, sagte sie.", "»Sehr gut.«"],
    ["«Wir gehen», sagte sie.", "«Jetzt.»"],
    ["Beginn ist um 18.30 Uhr.", "Ende offen."],
    ["Die Nr. 1 der Welt verlor.", "St. Pauli siegte 2:0."],
    ["Der 2. Senat tagte.", "Sein 100. Tor fiel im 3. Quartal.", "Zum 25. Jubiläum kam der 44. Präsident."],
    ["Der 1. FC Köln traf auf den 1. FSV Mainz 05.", "Es regnete."],
    ["Die Sitzung ist am 3.", "Danach ist Ruhe."],
    ["Die Zahl stieg auf 14.", "Damit sind es mehr."],
    ["Sie kam auf Platz 3.", "Der Rest folgte."],
    ["Es gab Verletzte.", "12 Menschen starben.", "2019 war es anders."],
    ["Insgesamt (insges. 12 Fälle) war es ruhig.", "Er wurde am 5.8.1930 geboren."],
    ["Er wartete … und ging.", "Dann kam sie."],
    ["Wer noch?", "Niemand!"],
]
ENGLISH = [
    ["Mr. Smith met Dr. Jones.", "They spoke."],
    ["The U.S. Senate voted.", "It passed."],
    ["He arrived at 5 p.m. on Monday.", "She left."],
    ["The firm, Acme Inc., fell.", "It lost $2.38bn."],
    ["Gov. Abbott and Sen. Cruz came.", "So did Rep. Roy."],
    ["No. 10 declined to comment.", "On Jan. 6 they met."],
    ["“We go,” he said.", "“Now.”", "They left."],
    ["J. K. Rowling wrote it.", "George W. Bush read it."],
    ["They won.", "12 people came."],
    ["Was it him?", "Yes!", "No."],
]


def cut(text: str, language: str) -> list[str]:
    return [span.of(text) for span in sentences(text, language)]


@pytest.mark.parametrize(("expected", "language"), [(c, "de") for c in GERMAN] + [(c, "en") for c in ENGLISH], ids=str)
def test_sentences_end_where_a_reader_ends_them(expected, language):
    assert cut(" ".join(expected), language) == expected


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not():
    assert cut("Zwischentitel\n\nDer Text be-\nginnt hier.\n \nEnde", "de") == [
        "Zwischentitel",
        "Der Text be-\nginnt hier.",
        "Ende",
    ]


@pytest.mark.parametrize("text", ["", " \n\n ", "\n"])
def test_nothing_has_no_sentences_and_no_words(text):
    assert sentences(text, "de") == ()
    assert len(words(text)) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die SPD-Chefin zahlt 1.250,50 Euro.", ["Die", "SPD-Chefin", "zahlt", "1.250,50", "Euro"]),
        ("Müller’s Hund, 3,5 Prozent; 20:15 Uhr!", ["Müller’s", "Hund", "3,5", "Prozent", "20:15", "Uhr"]),
        ("Ende.Anfang a_b", ["Ende", "Anfang", "a", "b"]),
        ("The U.S. isn't 10'000 – nor €5.", ["The", "U", "S", "isn't", "10'000", "nor", "5"]),
        ("Привет, мир! Straße 😀 x", ["Привет", "мир", "Straße", "x"]),
    ],
)
def test_words_of_any_script_keep_what_belongs_together(text, expected):
    found = words(text)
    assert found.forms == expected
    assert [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)] == expected


def test_keys_make_spellings_equal():
    assert words("Straße STRASSE").keys == ["strasse", "strasse"]


@given(st.text(alphabet='aB ßÄ.!?\n"„“12,’-\u2026😀'), st.sampled_from(["de", "en"]))
def test_sentences_lie_in_the_text_in_order_and_hold_every_letter(text, language):
    spans = sentences(text, language)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(earlier.end <= later.start for earlier, later in pairwise(spans))
    held = "".join(span.of(text) for span in spans)
    assert "".join(held.split()) == "".join(text.split())
