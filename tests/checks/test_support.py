"""Support: invented clauses, and relations turned round; silence on plain paraphrase."""

from __future__ import annotations

import unicodedata

import pytest

from newslab.checks.statements.support import SupportCheck
from newslab.records import Article, Finding, Pair
from newslab.text.alignment.align import align

GERMAN = (
    "In Lüneburg ist am Montag ein Baukran auf ein Wohnhaus gestürzt. Verletzt wurde niemand. "
    "Die Feuerwehr sperrte die Straße; der Wind hatte den Kran umgeworfen. "
    "In einer Umfrage liegt die SPD vor den Grünen. Bremen besiegte Kiel."
)
ENGLISH = (
    "A crane fell onto a house in Leeds on Monday. Nobody was hurt. "
    "Firefighters closed the road; the wind had toppled the crane. "
    "A poll puts Labour ahead of the Greens. Leeds beat Hull."
)


def raised(article: str, summary: str, language: str) -> list[Finding]:
    pair = Pair(id="1", article=Article(id="1", text=article, language=language), summary=summary)
    return [finding for finding in SupportCheck().examine(align(pair)) if finding.severity != "ok"]


FOUND = [
    (
        "de",
        "Die Eigentümer wollen nun Schadenersatz einklagen.",
        "S101",
        "Die Eigentümer wollen nun Schadenersatz einklagen",
    ),
    ("en", "Lawyers are preparing claims for compensation.", "S101", "Lawyers are preparing claims for compensation"),
    ("de", "Kiel besiegte Bremen.", "S103", "Kiel besiegte Bremen"),
    ("en", "Hull beat Leeds.", "S103", "Hull beat Leeds"),
    ("de", "In einer Umfrage liegen die Grünen vor der SPD.", "S103", "In einer Umfrage liegen die Grünen vor der SPD"),
    ("en", "A poll puts the Greens ahead of Labour.", "S103", "A poll puts the Greens ahead of Labour"),
]


@pytest.mark.parametrize(("language", "summary", "code", "words"), FOUND)
def test_what_the_article_does_not_bear_is_found(language: str, summary: str, code: str, words: str) -> None:
    findings = raised({"de": GERMAN, "en": ENGLISH}[language], summary, language)
    assert [(finding.rule.code, finding.summary_span.of(summary)) for finding in findings] == [(code, words)]


# A participle has the doer of its sentence; German says such a thing with a verb of its own.
DEEDS = [
    ("en", "Leeds won the cup on Sunday, beating Hull 3-2.", "Hull beat Leeds 3-2.", ["S103"]),
    ("en", "Leeds won the cup on Sunday, beating Hull 3-2.", "Hull lifted the cup, beating Leeds 3-2.", ["S103"]),
    ("en", "Leeds beat Hull 3-2 on Sunday and won the cup.", "Hull won the cup, beating Leeds 3-2.", ["S103"]),
    ("en", "Leeds won the cup on Sunday, beating Hull 3-2.", "Leeds beat Hull 3-2.", []),
    ("en", "On Sunday the cup went to Leeds, beating Hull 3-2.", "Leeds beat Hull 3-2.", []),
    ("de", "Bremen besiegte Kiel am Sonntag mit 3:2 und gewann den Pokal.", "Kiel besiegte Bremen mit 3:2.", ["S103"]),
    ("de", "Bremen besiegte Kiel am Sonntag mit 3:2 und gewann den Pokal.", "Bremen besiegte Kiel mit 3:2.", []),
]


@pytest.mark.parametrize(("language", "article", "summary", "codes"), DEEDS)
def test_the_doer_of_a_participle_is_who_the_sentence_begins_with(
    language: str, article: str, summary: str, codes: list[str]
) -> None:
    assert [finding.rule.code for finding in raised(article, summary, language)] == codes


# A word of the same root bears a word: a clause that has one may tell the old in other words.
KIN = [
    ("de", "Bremen verlängerte den Vertrag der Trainerin.", "Die Verlängerung des Vertrags freute alle.", []),
    ("en", "Police confirmed that the road was closed.", "Police sent a confirmation of the road closure.", []),
]


@pytest.mark.parametrize(("language", "article", "summary", "codes"), KIN)
def test_a_word_of_the_same_root_bears_a_word(language: str, article: str, summary: str, codes: list[str]) -> None:
    assert [finding.rule.code for finding in raised(article, summary, language)] == codes


CROSSED = [
    (
        "de",
        "Wegen eines Defekts an der Weiche ist der Nachtzug entgleist.",
        "Die Entgleisung des Nachtzugs führte zu einem Defekt an der Weiche.",
    ),
    (
        "en",
        "The night train was derailed because of a faulty signal.",
        "The derailed night train led to a faulty signal.",
    ),
    (
        "de",
        "Der Sender strich die Sendung, nachdem der Moderator gekündigt hatte.",
        "Weil der Sender die Sendung strich, kündigte der Moderator.",
    ),
    (
        "en",
        "The channel dropped the show, after the presenter had resigned in protest.",
        "The presenter resigned in protest, because the channel dropped the show.",
    ),
    (
        "de",
        "Während Rossi den Vertrag mit dem Verein sofort kündigte, verlängerte Meier seine Zusage um ein Jahr.",
        "Während Meier den Vertrag mit dem Verein kündigte, verlängerte Rossi seine Zusage um ein Jahr.",
    ),
    (
        "en",
        "While Rossi cancelled the contract with the club, Meyer extended the lease for another year.",
        "While Meyer cancelled the contract with the club, Rossi extended the lease for another year.",
    ),
]


@pytest.mark.parametrize(("language", "article", "summary"), CROSSED)
def test_cause_and_effect_or_two_doers_that_changed_places_are_found(language, article, summary) -> None:
    assert [finding.rule.code for finding in raised(article, summary, language)] == ["S103"]


@pytest.mark.parametrize(("language", "article", "summary"), CROSSED)
def test_what_did_not_change_places_is_left_alone(language: str, article: str, summary: str) -> None:
    assert raised(article, article, language) == []
    assert raised(summary, summary, language) == []


SILENT = [
    ("de", "Ein Kran kippte in Lüneburg auf ein Haus, ohne dass jemand verletzt wurde."),
    ("de", "Der Lüneburger Kran wurde vom Wind umgeworfen."),
    ("de", "Straßensperrung nach Kransturz"),
    ("de", "Kiel wurde von Bremen besiegt."),
    ("de", "Den Kran warf der Wind um."),
    ("de", "Bei dem Unglück am Montag blieben alle unverletzt."),
    ("en", "A crane toppled onto a house in Leeds without injuring anyone."),
    ("en", "The crane was blown over by the wind."),
    ("en", "Hull were beaten by Leeds."),
    ("en", "The road in Leeds was closed by the fire service."),
]


@pytest.mark.parametrize(("language", "summary"), SILENT)
def test_silence_on_a_paraphrase(language: str, summary: str) -> None:
    assert raised({"de": GERMAN, "en": ENGLISH}[language], summary, language) == []


@pytest.mark.parametrize(("language", "article"), [("de", GERMAN), ("en", ENGLISH)])
def test_an_extract_raises_nothing_and_is_said_to_be_borne(language: str, article: str) -> None:
    pair = Pair(id="1", article=Article(id="1", text=article, language=language), summary=article)
    findings = SupportCheck().examine(align(pair))
    assert {finding.rule.code for finding in findings} == {"S001"}
    assert [finding.summary_span for finding in findings] == [finding.article_spans[0] for finding in findings]


@pytest.mark.parametrize(
    ("language", "summary"),
    [
        ("de", "„Die Eigentümer wollen Schadenersatz einklagen“, sagte Berg."),
        ("en", "“Lawyers prepare claims,” Berg said."),
    ],
)
def test_what_a_quotation_says_is_not_judged_here(language: str, summary: str) -> None:
    assert raised({"de": GERMAN, "en": ENGLISH}[language], summary, language) == []


@pytest.mark.parametrize(("language", "summary", "code", "words"), [FOUND[2], FOUND[3]])
def test_findings_point_into_the_texts_as_given(language: str, summary: str, code: str, words: str) -> None:
    article = unicodedata.normalize("NFD", {"de": GERMAN, "en": ENGLISH}[language])
    given = "🚧 " + unicodedata.normalize("NFD", summary).replace("er", "e\u00adr")
    (finding,) = raised(article, given, language)
    assert unicodedata.normalize("NFC", finding.summary_span.of(given)).replace("\u00ad", "") == words
    for ui in ("de", "en"):
        assert words in finding.message(ui)
