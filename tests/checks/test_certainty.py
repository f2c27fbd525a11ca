"""Certainty: what the article only suspects, plans or denies must not be told as a fact, in both languages."""

from __future__ import annotations

import unicodedata

import pytest

from newslab.checks.statements import certainty
from newslab.checks.statements.certainty import CertaintyCheck
from newslab.records import Article, Pair
from newslab.text import kinship
from newslab.text.alignment.align import align


def codes(article: str, summary: str, language: str) -> list[str]:
    pair = Pair(id="1", article=Article(id="1", text=article, language=language), summary=summary)
    return [finding.rule.code for finding in CertaintyCheck().examine(align(pair)) if finding.severity != "ok"]


LOST = [
    # a suspect turned into a culprit
    (
        "de",
        "Die Polizei nahm am Montag den mutmaßlichen Brandstifter von Hollerup fest. Er schweigt zu den Vorwürfen.",
        "Die Polizei hat den Brandstifter von Hollerup festgenommen.",
        "C201",
    ),
    (
        "de",
        "Der 44-Jährige soll im März zwei Rentnerinnen betrogen haben. Er bestreitet das.",
        "Der 44-Jährige hat im März zwei Rentnerinnen betrogen.",
        "C201",
    ),
    (
        "de",
        "Gegen die Kämmerin wird ermittelt, weil sie angeblich Spenden veruntreut hat.",
        "Die Kämmerin hat Spenden veruntreut.",
        "C201",
    ),
    (
        "en",
        "The treasurer allegedly embezzled donations worth £40,000. Police have questioned her.",
        "The treasurer embezzled donations.",
        "C201",
    ),
    (
        "en",
        "Officers arrested the suspected arsonist of Hollerup on Monday. He has said nothing.",
        "The arsonist of Hollerup was caught on Monday.",
        "C201",
    ),
    # what may be, told as what is
    (
        "de",
        "Die Brücke könnte schon im Herbst wieder für Lastwagen gesperrt werden.",
        "Die Brücke wird im Herbst für Lastwagen gesperrt.",
        "C101",
    ),
    (
        "en",
        "The bridge could be closed to lorries again this autumn.",
        "The bridge will be closed to lorries this autumn.",
        "C101",
    ),
    (
        "de",
        "Der Verein zieht möglicherweise in ein neues Stadion am Hafen um.",
        "Der Verein zieht in ein neues Stadion am Hafen um.",
        "C101",
    ),
    # a plan told as a deed
    (
        "de",
        "Der Konzern will das Werk in Hollerup im Sommer schließen und verkaufen.",
        "Der Konzern hat das Werk in Hollerup verkauft.",
        "C102",
    ),
    (
        "en",
        "The group plans to sell its factory in Hollerup this summer.",
        "The group has sold its factory in Hollerup.",
        "C102",
    ),
    # proof that nobody gave
    ("de", "Die Forscher halten einen Zusammenhang für denkbar.", "Der Zusammenhang ist erwiesenermaßen da.", "C103"),
    ("en", "The researchers think that a link is possible.", "There is demonstrably a link.", "C103"),
    # a negation lost, and one added
    (
        "de",
        "Der Stadtrat hat die Gebühren für Kindergärten am Dienstag nicht erhöht.",
        "Der Stadtrat hat die Gebühren für Kindergärten am Dienstag erhöht.",
        "C202",
    ),
    (
        "en",
        "The council did not raise fees for nurseries on Tuesday.",
        "The council raised fees for nurseries on Tuesday.",
        "C202",
    ),
    (
        "de",
        "Die Ministerin hat den Bericht der Kommission gelesen.",
        "Die Ministerin hat den Bericht der Kommission nie gelesen.",
        "C202",
    ),
    (
        "en",
        "The minister read the commission's report.",
        "The minister never read the commission's report.",
        "C202",
    ),
    (
        "de",
        "Die Anklage wirft Ralf T. vor, im Mai in Husum einen Stall angezündet zu haben.",
        "Ralf T. hat im Mai in Husum einen Stall angezündet.",
        "C201",
    ),
]


@pytest.mark.parametrize(("language", "article", "summary", "code"), LOST)
def test_a_qualification_that_was_lost_is_found(language: str, article: str, summary: str, code: str) -> None:
    assert codes(article, summary, language) == [code]


KEPT = [
    ("de", "Der Mann soll zwei Läden überfallen haben.", "Der Mann soll zwei Läden überfallen haben."),
    ("de", "Der Mann soll zwei Läden überfallen haben.", "Laut Polizei hat der Mann zwei Läden überfallen."),
    ("de", "Der Mann soll zwei Läden überfallen haben.", "Der Mann habe zwei Läden überfallen, sagte ein Sprecher."),
    (
        "de",
        "Der Mann soll zwei Läden überfallen haben. Vor Gericht gestand er: Er hat zwei Läden überfallen.",
        "Der Mann hat zwei Läden überfallen.",
    ),
    ("de", "Das Bad soll 2027 öffnen.", "Das Bad öffnet 2027."),
    (
        "de",
        "Wenn der Fluss steigt, sperrt die Stadt die Brücke.",
        "Die Stadt sperrt die Brücke, wenn der Fluss steigt.",
    ),
    ("en", "If the river rises, the city will close the bridge.", "The city will close the bridge if the river rises."),
    (
        "de",
        "Der Rat hat nicht nur die Gebühren für Parkplätze erhöht.",
        "Der Rat hat die Gebühren für Parkplätze erhöht.",
    ),
    ("de", "Der Rat hat den Antrag der Grünen nicht angenommen.", "Der Rat hat den Antrag der Grünen abgelehnt."),
    ("de", "Die Zeugin hat den Wagen gesehen. Er war nicht rot.", "Die Zeugin hat den Wagen gesehen."),
    ("en", "The man allegedly robbed two shops.", "The man is accused of robbing two shops."),
    ("en", "The man allegedly robbed two shops.", "The man robbed two shops, police said."),
    (
        "en",
        "The man allegedly robbed two shops. In court he confessed that he robbed two shops.",
        "The man robbed two shops.",
    ),
    ("en", "The council raised not only the fees for parking.", "The council raised the fees for parking."),
    ("en", "The council did not accept the motion of the Greens.", "The council rejected the motion of the Greens."),
    ("en", "The witness saw the car. It was not red.", "The witness saw the car."),
]


@pytest.mark.parametrize(("language", "article", "summary"), KEPT)
def test_silence_where_the_qualification_is_kept_or_the_article_says_it_plainly(language, article, summary) -> None:
    assert codes(article, summary, language) == []


@pytest.mark.parametrize(
    ("language", "article", "summary"),
    [
        ("de", "Der Minister könnte bald zurücktreten.", "„Der Minister wird bald zurücktreten“, sagte Berg."),
        ("en", "The minister could resign soon.", "“The minister will resign soon,” said Berg."),
    ],
)
def test_what_a_quotation_says_is_not_judged_here(language: str, article: str, summary: str) -> None:
    assert codes(article, summary, language) == []


@pytest.mark.parametrize(("language", "article", "summary", "code"), [LOST[1], LOST[4]])
def test_the_finding_points_at_the_clause_and_at_the_sentence_it_rests_on(language, article, summary, code) -> None:
    given = unicodedata.normalize("NFD", f"😀 {summary}")
    pair = Pair(id="1", article=Article(id="1", text=article, language=language), summary=given)
    (finding,) = (found for found in CertaintyCheck().examine(align(pair)) if found.severity != "ok")
    assert finding.summary_span.of(given) == unicodedata.normalize("NFD", summary.rstrip("."))
    assert article.startswith(finding.article_spans[0].of(article))
    assert finding.details["hedge"] in finding.message("de")
    assert finding.details["hedge"] in finding.message("en")


@pytest.mark.parametrize(("language", "article"), [(case[0], case[1]) for case in LOST])
def test_an_article_is_as_sure_as_itself(language: str, article: str) -> None:
    assert codes(article, article, language) == []


@pytest.mark.parametrize(
    ("language", "article", "summary"),
    [
        ("de", "Der Mann soll zwei Läden überfallen haben.", "Der Mann soll zwei Läden überfallen haben."),
        ("en", "The man allegedly robbed two shops.", "The man allegedly robbed two shops."),
    ],
)
def test_a_qualification_that_was_kept_is_said_with_its_evidence(language: str, article: str, summary: str) -> None:
    pair = Pair(id="1", article=Article(id="1", text=article, language=language), summary=summary)
    assert [found.rule.code for found in CertaintyCheck().examine(align(pair))] == ["C001"]


@pytest.mark.parametrize("text", ["Der Mann soll den Hund getötet haben, ", "Der Mann soll den Hund getötet haben. "])
def test_the_work_grows_no_faster_than_the_texts(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def comparisons(times: int) -> int:
        calls = 0

        def counted(ours, theirs, language):
            nonlocal calls
            calls += len(ours) * len(theirs)
            return kinship.shared(ours, theirs, language)

        monkeypatch.setattr(certainty, "shared", counted)
        codes(text * times, text.replace("soll", "wird") * times, "de")
        return calls

    assert comparisons(400) <= 2.2 * comparisons(200)
