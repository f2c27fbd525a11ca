"""Which words count as the same: forms of one word, one root, parts of compounds, synonyms; and which do not."""

from __future__ import annotations

import pytest

from newslab.text.document import Document
from newslab.text.kinship import shared
from newslab.text.lexis import NOT_THERE, PART, ROOT, SAME, SYNONYM, Word, is_subjunctive

GERMAN = "Die Ermittler nahmen in Köln zwei Männer fest. Der Arbeitsmarkt war Thema der Koalitionsgespräche."
ENGLISH = "Detectives detained two men in Leeds. The cities agreed on a new airport tax."


@pytest.mark.parametrize(
    ("text", "language", "word", "share"),
    [
        (GERMAN, "de", "männern", SAME),
        (GERMAN, "de", "kölner", ROOT),
        (GERMAN, "de", "ermittlungen", SYNONYM),
        (GERMAN, "de", "gespräche", ROOT),
        (GERMAN, "de", "koalition", ROOT),
        (GERMAN, "de", "marktlage", NOT_THERE),
        (GERMAN, "de", "themenabend", PART),
        (GERMAN, "de", "krokodil", NOT_THERE),
        (GERMAN, "de", "rat", NOT_THERE),
        (ENGLISH, "en", "city", SAME),
        (ENGLISH, "en", "arrested", SYNONYM),
        (ENGLISH, "en", "agreement", SYNONYM),
        (ENGLISH, "en", "crocodile", NOT_THERE),
    ],
)
def test_how_much_of_a_word_a_text_bears(text: str, language: str, word: str, share: float) -> None:
    assert Document(text, language).lexis.bears(word) == share


@pytest.mark.parametrize(
    ("written", "apart"),
    [
        ("She didn't sign.", "She did n't sign."),
        ("She won’t sign.", "She wo n't sign."),
        ("SHE ISN'T THERE.", "SHE IS N'T THERE."),
    ],
)
def test_a_denied_verb_comes_apart_as_a_tokeniser_writes_it(written: str, apart: str) -> None:
    assert Document(written, "en").lexis.keys == Document(apart, "en").lexis.keys


@pytest.mark.parametrize(
    ("text", "language", "keys"),
    [
        ("She can't, it's Ann's.", "en", ["she", "can", "t", "it", "s", "ann", "s"]),
        (
            "Sie singt „Don't stop“ auf Mario's Fest.",
            "de",
            ["sie", "singt", "do", "n", "t", "stop", "auf", "mario", "s"],
        ),
    ],
)
def test_what_else_has_an_apostrophe(text: str, language: str, keys: list[str]) -> None:
    assert Document(text, language).lexis.keys[: len(keys)] == keys


def test_wont_is_no_win() -> None:
    assert Document("The club won't sell.", "en").lexis.bears("win") == NOT_THERE


def test_a_compound_of_two_words_of_the_text_is_borne_whole() -> None:
    lexis = Document("Der Minister sprach über den Verkehr. Die Wende lässt warten.", "de").lexis
    assert lexis.bears("verkehrsminister") == SAME
    assert lexis.bears("verkehrswende") == SAME
    assert lexis.bears("energieminister") == PART


@pytest.mark.parametrize(
    ("text", "language"), [("Die SPD-Chefin lobte Müller's Idee.", "de"), ("The UN-led talks.", "en")]
)
def test_pieces_stand_where_the_text_has_them(text: str, language: str) -> None:
    lexis = Document(text, language).lexis
    assert [text[start:end] for start, end in zip(lexis.starts, lexis.ends, strict=True)] == lexis.forms
    assert "-" not in "".join(lexis.forms)


def test_a_line_of_letters_without_a_space_is_not_taken_apart() -> None:
    lexis = Document("a" * 100_000, "de").lexis
    assert lexis.bears("b" * 100_000) == NOT_THERE
    assert lexis.lemmas == ["a" * 100_000]


@pytest.mark.parametrize(
    ("form", "language", "expected"),
    [
        ("plane", "de", True),
        ("plant", "de", False),
        ("Plane", "de", False),  # a noun
        ("sagte", "de", False),  # a preterite
        ("plane", "en", False),
    ],
)
def test_the_mood_of_reported_speech_shows_by_the_ending(form, language, expected):
    assert is_subjunctive(form, form.casefold(), language) is expected


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "expected"),
    [
        # one lemma; a compound with the word in it; a synonym; a word too short for a family
        ("de", [("männern", "mann")], [("männer", "mann")], ["männern"]),
        ("de", [("gespräche", "gespräch")], [("koalitionsgespräche", "koalitionsgespräch")], ["gespräche"]),
        ("de", [("ermittler", "ermittler"), ("wolf", "wolf")], [("fahnder", "fahnder")], ["ermittler"]),
        ("de", [("rat", "rat")], [("verrat", "verrat")], []),
        ("en", [("cities", "city")], [("city", "city")], ["cities"]),
        ("en", [("negotiators", "negotiator"), ("fox", "fox")], [("negotiator", "negotiator")], ["negotiators"]),
        ("en", [("tax", "tax")], [("taxi", "taxi")], []),
        ("en", [("tax", "tax")], [], []),
    ],
)
def test_words_with_kin_among_others(language: str, ours: list[Word], theirs: list[Word], expected: list[str]) -> None:
    assert [key for key, _ in shared(ours, theirs, language)] == expected
