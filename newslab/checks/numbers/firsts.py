"""Judges a "first" of a summary ("erstmals", "for the first time") where the article counts a later one."""

from __future__ import annotations

from collections.abc import Iterator

from newslab.checks.extract import around
from newslab.checks.numbers.counting import stem
from newslab.checks.numbers.figures import figures_of
from newslab.checks.rules import rules_of
from newslab.records import Finding, Span
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.numerals import lexicon
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

_RULES = rules_of("number")
_LONGEST = 4  # words of a phrase for "first"
_SHARED = 2  # words that a first and a third time must share to be times of one thing
_SHORTEST = 3  # letters that a thing and what is counted of it must share: "Pokal", "Pokalsieg"


def judge_firsts(alignment: Alignment) -> Iterator[Finding]:
    """Yield a finding for each "first time" of something that the article has for the second or third time."""
    yield from _other_ranks(alignment)
    summary, article = alignment.summary, alignment.article
    for first, last in _firsts(summary):
        later = [q for q in figures_of(article).of_kind.get("ordinal", ()) if q.value > 1 and q.counted]
        if not later or next(_firsts(article), None) is not None or _has_first(article):
            return
        things = _things(summary, summary.words.starts[first])
        found = next((q for q in later if _is_one_of(q, things, article)), None)
        if found is not None:
            yield _finding(alignment, summary.words.span(first, last), found.span)


def _other_ranks(alignment: Alignment) -> Iterator[Finding]:
    """Yield a finding for each "zweitgrößte", "second-largest" of what the article has as the third largest."""
    summary, article = alignment.summary, alignment.article
    ranked = [(key, rank) for key in summary.places if key not in article.places and (rank := _rank(key, summary))]
    for key, rank in ranked:
        theirs = next((other for other in article.places if _same_scale(rank, _rank(other, article))), None)
        if theirs is not None:
            at, there = summary.places[key][0], article.places[theirs][0]
            yield _finding(alignment, summary.words.span(at, at + 1), article.words.span(there, there + 1))


def _rank(key: str, document: Document) -> tuple[str, str] | None:
    """Return the ordinal and the superlative of a word that joins both."""
    known = lexicon(document.language).ordinals
    scales = number_words(document.language).rules["superlatives"]
    scale = next((scale for scale in scales if scale in key and not key.startswith(scale)), None)
    if scale is None:
        return None
    ordinal = key.partition(scale)[0].rstrip("-")
    return (ordinal, scale) if ordinal in known else None


def _same_scale(mine: tuple[str, str], other: tuple[str, str] | None) -> bool:
    return other is not None and other[1] == mine[1] and other[0] != mine[0]


def _firsts(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the phrases that say that something is the first, as word numbers."""
    phrases = number_words(document.language).rules["for_the_first_time"]
    openers = {phrase.partition(" ")[0] for phrase in phrases}
    keys = document.words.keys
    for at in sorted(at for opener in openers for at in document.places.get(opener, ())):
        for last in range(at + 1, min(at + _LONGEST, len(keys)) + 1):
            if " ".join(keys[at:last]) in phrases:
                yield at, last


def _has_first(article: Document) -> bool:
    """Tell whether the article speaks of anything as the first, of which a reader may say "for the first time"."""
    begins = tuple(number_words(article.language).rules["first"])
    return any(key.startswith(begins) for key in article.places)


def _things(document: Document, offset: int) -> frozenset[str]:
    """Return the stems of the words of the sentence there that may name what happened the first time."""
    sentence = document.sentences[document.sentence_at(offset)]
    keys = document.words.keys[document.word_at(sentence.start) : document.word_at(sentence.end - 1) + 1]
    rules = number_words(document.language).rules
    idle = rules["not_counted"] | rules["time_nouns"]
    return frozenset(stem(key) for key in keys if len(stem(key)) >= _SHORTEST and key not in idle)


def _is_one_of(later: Quantity, things: frozenset[str], article: Document) -> bool:
    """Tell whether what the article counts is what happened, by itself or as the head or the first part of a word."""
    if later.counted in number_words(article.language).rules["time_nouns"]:  # "gewann zum dritten Mal den Pokal"
        return len(things & _things(article, later.span.start)) >= _SHARED
    thing = stem(later.counted or "")
    long = number_words(article.language).capital_nouns  # compounds: "Pokalsieg" tells of a "Pokal"
    return thing in things or (long and any(len(one) > _SHORTEST + 1 and thing.startswith(one) for one in things))


def _finding(alignment: Alignment, span: Span, there: Span) -> Finding:
    summary, article = alignment.summary, alignment.article
    return Finding(
        rule=_RULES["N007"],
        summary_span=summary.origin(span),
        article_spans=(article.origin(there),),
        details={
            "text": span.of(summary.text),
            "evidence": there.of(article.text),
            "ours": span.of(summary.text),
            "theirs": around(article, there),
        },
    )
