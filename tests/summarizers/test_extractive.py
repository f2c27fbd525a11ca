"""Extracts: the very sentences of the article, in its order, within the budget; texts are our own."""

import time

import pytest

from newslab.protocols import Summarizer
from newslab.records import Article
from newslab.summarizers import make

# One sentence shares a word or two with each of the others, which share none with each other: whatever measures
# centrality must put it first (by hand; a star has one centre).
GERMAN_CENTRE = "Die Brücke über den Fluss kostet Millionen, sagt die Bürgermeisterin, und Gegner klagen vor Gericht."
GERMAN = (
    f"Morgens schien die Sonne über den Fluss. Laut Bürgermeisterin fehlt Geld. {GERMAN_CENTRE} "
    "Vor Gericht dauert es lange. Andere Städte zahlten drei Millionen. Die alte Brücke rostet."
)
ENGLISH_CENTRE = "The bridge across the river costs millions, says the mayor, and opponents go to court."
ENGLISH = (
    f"Morning sun lit the river. According to the mayor money is short. {ENGLISH_CENTRE} "
    "Any court takes its time. Other places paid three millions. The old bridge rusts."
)


def article(text: str, language: str = "de") -> Article:
    return Article(id="a", text=text, language=language)


def summary_of(spec: str, text: str, language: str = "de") -> str:
    (made,) = make(spec).summarize([article(text, language)])
    assert made.error is None
    return made.text


@pytest.mark.parametrize("spec", ["lead-3", "lexrank", "textrank"])
def test_each_is_a_summarizer_with_a_name_a_signature_and_limits(spec):
    model = make(spec)
    assert isinstance(model, Summarizer)
    assert model.name == spec
    assert model.signature.rpartition("|v:")[2].isdecimal()
    assert model.limits.endswith(".")


def test_lead_is_the_first_sentences_and_no_more_than_there_are():
    assert summary_of("lead-1", GERMAN) == "Morgens schien die Sonne über den Fluss."
    assert summary_of("lead-2", ENGLISH, "en") == "Morning sun lit the river. According to the mayor money is short."
    assert summary_of("lead-9", GERMAN) == GERMAN


def test_lead_is_cut_to_a_budget_at_sentences_but_keeps_the_first():
    # seven words, then four
    assert summary_of("lead-3[words=11]", GERMAN).endswith("fehlt Geld.")
    assert summary_of("lead-3[words=10]", GERMAN).endswith("über den Fluss.")
    assert summary_of("lead-3[words=1]", GERMAN).endswith("über den Fluss.")


@pytest.mark.parametrize("spec", ["lexrank", "textrank"])
@pytest.mark.parametrize(
    ("text", "language", "centre"), [(GERMAN, "de", GERMAN_CENTRE), (ENGLISH, "en", ENGLISH_CENTRE)]
)
def test_the_central_sentence_comes_first_and_sentences_keep_the_articles_order(spec, text, language, centre):
    assert summary_of(f"{spec}[sentences=1]", text, language) == centre
    places = [text.index(piece.strip()) for piece in summary_of(spec, text, language).split(".") if piece.strip()]
    assert len(places) == 3
    assert places == sorted(places)


@pytest.mark.parametrize("spec", ["lexrank[words=20]", "textrank[words=20]", "lexrank[characters=120]"])
def test_a_budget_is_kept(spec):
    summary = summary_of(spec, GERMAN)
    assert 0 < len(summary.split()) <= 20


@pytest.mark.parametrize("spec", ["lexrank", "textrank", "lead-3"])
@pytest.mark.parametrize("text", ["Nur ein Satz.", "Ja. Nein.", "!!! ??? …", "Ja. Ja. Ja. Ja. Ja.", "Wort"])
def test_odd_articles_have_a_summary_too(spec, text):
    assert summary_of(spec, text).replace(" ", "") in text.replace(" ", "")


@pytest.mark.parametrize("spec", ["lexrank", "textrank"])
def test_a_huge_article_takes_seconds_and_what_was_not_seen_is_recorded(spec):
    began = time.perf_counter()
    (many,) = make(spec).summarize([article("Die Stadt baut heute eine Brücke. Der Rat tagt. " * 2000)])
    (one,) = make(spec).summarize([article("Wort " * 200_000)])
    assert time.perf_counter() - began < 20
    assert many.provenance.seen == pytest.approx(300 / 4000, abs=0.001)
    assert one.provenance.seen == 1.0


def test_the_same_article_gives_the_same_summary_and_other_settings_another_signature():
    assert summary_of("lexrank", GERMAN) == summary_of("lexrank", GERMAN)
    assert make("lexrank").signature != make("lexrank[sentences=2]").signature
    assert make("lead-3").signature != make("lead-3[words=20]").signature


def test_summaries_come_in_order_and_say_how_they_were_made():
    made = list(make("textrank").summarize([article(GERMAN), Article(id="b", text=ENGLISH, language="en")]))
    assert [each.article_id for each in made] == ["a", "b"]
    assert made[0].provenance.settings == {"sentences": 3}
    assert set(made[0].provenance.versions) == {"newslab", "sumy"}
    assert made[0].provenance.seconds is not None
