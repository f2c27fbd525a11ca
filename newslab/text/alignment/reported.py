"""Finds the speech in an article that a report in a summary rests on: same things said, in whatever words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newslab.records import Span
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.quotations.cues import grammar_of
from newslab.text.quotations.finder import Quotation

_RUN = 3  # words of a run that are no chance
_RUN_COUNTS = 0.06  # what each word of a run counts
_COPIED = 5  # words in a row that show where a report comes from
_MOSTLY = 0.7  # and the share of its words that they are
_ROUNDING = 1e-9
_KINSHIP = 0.7  # what a part of a compound counts
_LONG = 5  # letters from which words are kin
_FEWEST = 2  # content words below which nothing is said of where a report comes from …
_TELLING = 9  # … unless the one is so long, which in German is mostly a compound, and the article has it once


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMatch:
    """A report of the summary and the sentence of the article that says most of it.

    ``strength`` is the share of its content words, weighed by how rare they are, that the sentence has (0 to 1);
    ``margin`` is what it has more than the best sentence that lies further away. ``sources`` is the speech in it.
    """

    quotation: Quotation
    sentence: Span
    strength: float
    margin: float
    sources: tuple[Quotation, ...]


def match_report(quotation: Quotation, alignment: Alignment) -> ReportMatch | None:
    """Return the sentence that a report of the summary rests on; None where it says too little.

    What is compared are the words of its sentence or of its clause, whichever the article has more of, without those
    that name the speaker.
    """
    summary, article = alignment.summary, alignment.article
    sentence = summary.sentences[summary.sentence_at(quotation.span.start)]
    runs = _runs(quotation.span, alignment)
    copied = _copied(quotation.span, runs, alignment)
    if copied is not None:
        return _resting_on(copied, quotation, article)
    shared = _has_contrast(sentence, summary) or _is_shared(sentence, quotation, summary)
    spans = (quotation.span,) if shared else (quotation.span, sentence)
    readings = [_best(content_of(summary, span, quotation), runs, article) for span in spans]
    found = [reading for reading in readings if reading is not None]
    if not found:
        return _by_words_of_one_report(quotation, runs, alignment)
    strength, margin, best = max(found)
    if readings[0] is None:
        own = content_of(summary, quotation.span, quotation)
        if own and best not in sentence_scores(own, article):
            return None  # what it has from there is told beside the report, and may be anybody's
    elif readings[0][2] != best:
        strength, margin, best = readings[0]
    match = _resting_on(best, quotation, article, strength, margin)
    if not match.sources:
        beside = _beside(quotation.span, summary) if best else None
        if best == 0 or beside is not None:
            return _beyond_topic(quotation, alignment, beside)
    return match


def _resting_on(
    number: int, quotation: Quotation, article: Document, strength: float = 1.0, margin: float = 1.0
) -> ReportMatch:
    """Return a report with a sentence of the article and the speech in it."""
    place = article.sentences[number]
    sources = speech_in(article.quotations, place)
    return ReportMatch(quotation=quotation, sentence=place, strength=strength, margin=margin, sources=sources)


def _by_words_of_one_report(
    quotation: Quotation, runs: Mapping[int, float], alignment: Alignment
) -> ReportMatch | None:
    """Return the speech of which a report that says too little has most words in a row: "sich das Leben genommen"."""
    article = alignment.article
    for number in sorted(runs):
        match = _resting_on(number, quotation, article)
        enough = runs[number] >= _RUN_COUNTS * (_RUN + 1) - _ROUNDING
        if enough and any(runs[number] * 2 >= _RUN_COUNTS * _length(source.span, article) for source in match.sources):
            return match
    return None


def _length(span: Span, document: Document) -> int:
    return document.word_at(span.end) - document.word_at(span.start)


def _beside(report: Span, summary: Document) -> Span | None:
    """Return the relative clause that ends a report: "…, where floods damaged 270 homes" is told beside it."""
    words, sets = summary.words, grammar_of(summary.language).sets
    relatives = sets["relatives"] | sets["relative_places"]
    first, last = bisect_left(words.starts, report.start), bisect_left(words.starts, report.end)
    opens = (at for at in range(first + _FEWEST, last) if words.keys[at] in relatives and "," in summary.gaps[at])
    return next((Span(words.starts[at], report.end) for at in opens), None)


def _beyond_topic(quotation: Quotation, alignment: Alignment, beside: Span | None) -> ReportMatch | None:
    """Return the speech that has most of a report but for the article's topic, or for what the report tells beside it.

    A report may name the topic again: "the wind farm off Brittany".
    """
    article, summary = alignment.article, alignment.summary
    report = Span(quotation.span.start, beside.start) if beside else quotation.span
    reading = _best(content_of(summary, report, quotation) - topic_of(article), {}, article)
    if reading is None:
        return None
    strength, margin, best = reading
    return _resting_on(best, quotation, article, strength, margin)


@lru_cache(maxsize=4)  # an article's summaries come one after the other
def topic_of(article: Document) -> frozenset[str]:
    """Return the words of an article's first sentence, which say what all of it is about."""
    first, last = article.lexis.ranges[0]
    return frozenset(article.lexis.lemmas[first:last])


def _has_contrast(sentence: Span, summary: Document) -> bool:
    """Tell whether a sentence sets what one says against what another does: its other words are not the first one's."""
    words = summary.words
    keys = words.keys[bisect_left(words.starts, sentence.start) : bisect_left(words.starts, sentence.end)]
    return not grammar_of(summary.language).sets["contrasts"].isdisjoint(keys)


def _is_shared(sentence: Span, quotation: Quotation, summary: Document) -> bool:
    """Tell whether somebody else speaks in the sentence of a report, too: what he says is not the first one's."""
    speaker = quotation.speaker
    others = (other.speaker for other in speech_in(summary.quotations, sentence) if not other.carried)
    if any(other and speaker and not other.span.touches(speaker.span) for other in others):
        return True
    says, words = grammar_of(summary.language).say, summary.words
    return sum(key in says for key in words.keys[summary.word_at(sentence.start) : summary.word_at(sentence.end)]) > 1


def _copied(span: Span, runs: Mapping[int, float], alignment: Alignment) -> int | None:
    """Return the sentence from which most words of a report are taken in a row, however little they say."""
    starts = alignment.summary.words.starts
    count = bisect_left(starts, span.end) - bisect_left(starts, span.start)
    best = max(runs, key=lambda number: (runs[number], -number), default=None)
    enough = best is not None and runs[best] >= _RUN_COUNTS * max(_COPIED, _MOSTLY * count) - _ROUNDING
    return best if enough else None


def _runs(span: Span, alignment: Alignment) -> dict[int, float]:
    """Return, for each sentence of the article, what the runs of words count that it shares with the report."""
    starts, found = alignment.summary.words.starts, dict[int, float]()
    low, high = bisect_left(starts, span.start), bisect_left(starts, span.end)
    for run in alignment.fragments:
        first, last = max(low, run.summary_start), min(high, run.summary_start + run.length)
        if last - first >= _RUN:
            word = run.article_start + first - run.summary_start
            number = alignment.article.sentence_of[word]
            found[number] = found.get(number, 0.0) + _RUN_COUNTS * (last - first)
    return found


def _best(wanted: set[str], runs: Mapping[int, float], article: Document) -> tuple[float, float, int] | None:
    """Return the strength, the margin and the number of the sentence that has most of the words."""
    if len(wanted) < _FEWEST and not any(tells_alone(word, article) for word in wanted):
        return None
    scores = sentence_scores(wanted, article)
    for number, value in runs.items():
        scores[number] = min(1.0, scores.get(number, 0.0) + value)
    if not scores:
        return None
    best = min(scores, key=lambda number: (-scores[number], number))
    rest = max((score for number, score in scores.items() if abs(number - best) > 1), default=0.0)
    return scores[best], scores[best] - rest, best


def tells_alone(word: str, article: Document) -> bool:
    """Tell whether one word is enough to know where a report comes from: a long one that one sentence has."""
    return len(word) >= _TELLING and len(article.lexis.sentences_of.get(word, ())) == 1


def content_of(summary: Document, span: Span, quotation: Quotation) -> set[str]:
    """Return the lemmas and figures that carry news in a stretch of a text, speaker and cue aside."""
    lexis = summary.lexis
    first, last = bisect_left(lexis.starts, span.start), bisect_left(lexis.starts, span.end)
    aside = [place for place in (quotation.speaker and quotation.speaker.span, quotation.cue) if place]
    return {
        lexis.lemmas[at]
        for at in range(first, last)
        if lexis.telling[at]
        and not any(place.start <= lexis.starts[at] and lexis.ends[at] <= place.end for place in aside)
    }


def shared_words(match: ReportMatch, alignment: Alignment) -> int:
    """Return how many words of a report its sentence of the article has, as they are or as part of a compound."""
    article, quotation = alignment.article, match.quotation
    number = article.sentence_at(match.sentence.start)
    wanted = content_of(alignment.summary, quotation.span, quotation)
    theirs = content_of(article, match.sentence, quotation)
    return sum(word in theirs or number in kin(word, article) for word in wanted)


def sentence_scores(wanted: set[str], article: Document) -> dict[int, float]:
    """Return, for each sentence that has any of some words, the share of them that it has; rare ones count more."""
    places, weights = article.lexis.sentences_of, article.lexis.weigh(sorted(wanted))
    whole = sum(weights.values())
    scores: dict[int, float] = {}
    for word, weight in weights.items():
        found = places.get(word)
        for number in kin(word, article) if found is None else found:
            scores[number] = scores.get(number, 0.0) + weight / whole * (1.0 if found else _KINSHIP)
    return scores


@lru_cache(maxsize=64)  # a clause's words are asked for again with their sentence's
def kin(word: str, article: Document) -> frozenset[int]:
    """Return the sentences with a word of which this is a part, or which is a part of it: "Streikdruck", "Druck"."""
    if len(word) < _LONG:
        return frozenset()
    places = article.lexis.sentences_of
    return frozenset().union(*(places[other] for other in article.lexis.kin_of(word) if other in places))


def speech_in(quotations: Sequence[Quotation], span: Span) -> tuple[Quotation, ...]:
    """Return the speech that touches a stretch of text."""
    first = bisect_left(quotations, span.start + 1, key=lambda quotation: quotation.span.end)
    found: list[Quotation] = []
    for quotation in quotations[first:]:
        if quotation.span.start >= span.end:
            break
        if quotation.kind != "mention" and quotation.span.touches(span):
            found.append(quotation)
    return tuple(found)
