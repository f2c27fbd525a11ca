"""Finds figures that change their source: the summary gives the organisers' count to the police."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import isclose

from newslab.records import Span
from newslab.text.alignment.align import Alignment
from newslab.text.alignment.reported import ReportMatch, content_of, kin, speech_in
from newslab.text.document import Document
from newslab.text.language import WORDS_KEPT
from newslab.text.quantities.finder import Quantity
from newslab.text.quotations.cues import Grammar, grammar_of
from newslab.text.quotations.finder import Quotation
from newslab.text.quotations.people import related
from newslab.text.segment import Words

_CUT = re.compile(r"[,;:()–—]")
_KEPT = 8  # texts whose told figures are kept
_NEAR = 1  # sentences between two counts of one thing
_MOST = 400  # figures of an article that are looked through; a table has more, and no sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A figure and who tells it in its stretch of the sentence: their words' keys, and where the first stands."""

    quantity: Quantity
    sentence: int
    tellers: frozenset[str]
    teller: Span


def swapped_figures(alignment: Alignment) -> Iterator[tuple[Told, Told]]:
    """Yield each figure of the summary that is told by somebody whom the article has another figure from.

    The second of a pair is the article's own. Both figures stand in the article side by side, each with its teller.
    """
    summary = _told(alignment.summary)
    article = _told(alignment.article) if summary else ()
    for ours in summary if article else ():
        theirs = [told for told in article if _equal(told.quantity, ours.quantity)]
        places = sum(_equal(quantity, ours.quantity) for quantity in alignment.article.quantities[:_MOST])
        if not theirs or len(theirs) < places or any(related(told.tellers, ours.tellers) for told in theirs):
            continue
        if any(_is_other_count(other, theirs, ours) for other in article):
            yield ours, theirs[0]


def match_by_figure(quotation: Quotation, alignment: Alignment) -> ReportMatch | None:
    """Return the speech of the article in which a figure of a report stands that the article has only there.

    "Around 140 homes are flooded, according to …" rests on who said "about 140 homes had water in them".
    """
    article, counted = alignment.article, alignment.summary.quantities[:_MOST]
    figures = [figure for figure in counted if quotation.span.covers(figure.span)]
    words = content_of(alignment.summary, quotation.span, quotation) if figures else set()
    words = {word for word in words if not word[:1].isdigit()}
    for ours in figures:
        places = [theirs.span for theirs in article.quantities[:_MOST] if _equal(ours, theirs)]
        if len(places) != 1:
            continue
        number = article.sentence_at(places[0].start)
        sources = speech_in(article.quotations, places[0])
        if sources and any(number in _sentences_of(word, article) for word in words):
            sentence = article.sentences[number]
            return ReportMatch(quotation=quotation, sentence=sentence, strength=1.0, margin=1.0, sources=sources)
    return None


def _sentences_of(word: str, article: Document) -> Collection[int]:
    """Return the sentences that have a word, or a compound with it: "Umsatz", "Umsatzeinbußen"."""
    return {*article.lexis.sentences_of.get(word, ()), *kin(word, article)}


def _is_other_count(other: Told, theirs: Sequence[Told], ours: Told) -> bool:
    """Tell whether the article has another count of the same thing from the summary's teller."""
    if not related(other.tellers, ours.tellers) or _equal(other.quantity, ours.quantity):
        return False
    return any(
        abs(other.sentence - told.sentence) <= _NEAR and _comparable(other.quantity, told.quantity) for told in theirs
    )


def _equal(one: Quantity, other: Quantity) -> bool:
    return isclose(one.value, other.value) and _comparable(one, other)


def _comparable(one: Quantity, other: Quantity) -> bool:
    return one.kind == other.kind and (one.unit == other.unit or None in {one.unit, other.unit})


@lru_cache(maxsize=_KEPT)
def _told(document: Document) -> tuple[Told, ...]:
    """Return the figures that somebody tells in a text, made once for all summaries of an article."""
    return tuple(_find_told(document)) if document.quantities else ()


def _find_told(document: Document) -> Iterator[Told]:
    """Yield the figures that somebody tells: one to a stretch, with an office, a body or a report beside it."""
    grammar, words, cuts = grammar_of(document.language), document.words, _cuts(document)
    quantities = document.quantities[:_MOST]
    for quantity in quantities:
        at = bisect_right(cuts, quantity.first)
        first, last = cuts[at - 1], cuts[at]
        if (
            at > 1
            and words.keys[cuts[at - 2]] in _leading(grammar)
            and not _tellers(words, first, last, grammar, quantity.counted)
        ):
            first = cuts[at - 2]  # "According to police, …": the source has a stretch of its own
        stretch, tellers = words.span(first, last), _tellers(words, first, last, grammar, quantity.counted)
        if not tellers or _telling_words(document.language).isdisjoint(words.keys[first:last]):
            continue
        if sum(stretch.touches(other.span) for other in quantities) == 1:
            keys = frozenset(words.keys[teller] for teller in tellers)
            if not keys <= grammar.sets["generic_roles"]:
                number = document.sentence_at(quantity.span.start)
                teller = words.span(tellers[0], tellers[0] + 1)
                yield Told(quantity=quantity, sentence=number, tellers=keys, teller=teller)


def _cuts(document: Document) -> list[int]:
    """Return the numbers of the words at which a stretch of a sentence begins, and the number of words."""
    grammar, words = grammar_of(document.language), document.words
    joining = document.vocabulary & (grammar.sets["conjunctions"] | grammar.sets["subordinators"])
    cuts = {0, len(words), *[bisect_left(words.starts, sentence.start) for sentence in document.sentences]}
    cuts.update([at for at in document.apart if _CUT.search(words.gaps[at])])  # the last may stand behind all words
    return sorted(cuts.union(*[document.places[key] for key in joining]))


def _tellers(words: Words, first: int, last: int, grammar: Grammar, counted: str | None) -> list[int]:
    """Return who may tell a figure in a stretch; not those who are counted ("15,000 people")."""
    return [at for at in range(first, last) if words.keys[at] != counted and _tells(words.keys[at], grammar)]


@lru_cache(maxsize=WORDS_KEPT)
def _tells(key: str, grammar: Grammar) -> bool:
    last = key.rpartition("-")[2]
    told = grammar.sets["source_documents"] | grammar.sets["media"]
    return last in told or grammar.is_body(last) or grammar.is_office(last)


@cache
def _leading(grammar: Grammar) -> frozenset[str]:
    return grammar.sets["before_source"] | grammar.sets["source_prepositions"]


@cache
def _telling_words(language: str) -> frozenset[str]:
    """Return the words that show that a figure is somebody's: "sprach von", "laut", "zählte"."""
    grammar = grammar_of(language)
    names = ("before_source", "after_source", "source_nouns", "source_documents", "counting_verbs", "source_markers")
    return grammar.say.union(grammar.label, *(grammar.sets[name] for name in names))
