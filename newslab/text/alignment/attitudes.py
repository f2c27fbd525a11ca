"""Finds a praise, a support or a complaint that a summary makes of quoted words, against the article."""

from __future__ import annotations

import re

from newslab.records import Span
from newslab.text.alignment.quotes import QuotationMatch
from newslab.text.document import Document
from newslab.text.quotations.cues import grammar_of

_NEAR = 1  # sentences before and behind a quotation in which the article may tell how it is meant
_DENIED = 2  # words before an attitude in which a denial turns it
_MOST_MENTIONS = 60  # of the speaker; the work for a quotation stays bounded in a text that names him without end
_CUT = re.compile(r"[,;.!?]")
_OPPOSITE = {"favouring": "opposing", "opposing": "favouring"}


def opposite_attitude(match: QuotationMatch, summary: Document, article: Document) -> Span | None:
    """Return the article's word for how quoted words are meant, where the summary has the opposite attitude.

    Where the article has neither, the words may tell by what they say that they praise or complain.
    """
    if match.span is None:
        return None
    frame = _frame(match, summary)
    ours = _found(summary, frame)
    sides = ours.keys() & _OPPOSITE.keys()
    if len(sides) != 1 or _is_denied(summary, frame):
        return None
    side = next(iter(sides))
    theirs = _found(article, *_places(match, match.span, article))
    opposite = theirs.get(_OPPOSITE[side])
    return opposite if side not in theirs else None


def _frame(match: QuotationMatch, summary: Document) -> Span:
    """Return the words of the sentence before a quotation; where there are none, those right behind it."""
    span, text = match.quotation.span, summary.text
    sentence = summary.sentences[summary.sentence_at(span.start)]
    start = max(sentence.start, text.rfind("; ", sentence.start, span.start) + 1)
    if any(map(str.isalpha, text[start : span.start])):
        return Span(start, span.start)
    behind = next((at for at in range(span.end, len(text)) if text[at].isalpha()), span.end)
    end = _CUT.search(text, behind)
    return Span(span.end, end.start() if end else len(text))


def _places(match: QuotationMatch, span: Span, article: Document) -> list[Span]:
    """Return the stretches of the article that may tell: around the words, and the sentences that name the speaker."""
    first = max(0, article.sentence_at(span.start) - _NEAR)
    last = min(len(article.sentences) - 1, article.sentence_at(span.end) + _NEAR)
    found = [Span(article.sentences[first].start, article.sentences[last].end)]
    speaker = match.quotation.speaker
    surname = (speaker.name or "").rpartition(" ")[2].casefold() if speaker else ""
    numbers = {article.sentence_of[at] for at in article.places.get(surname, ())[:_MOST_MENTIONS]}
    return found + [article.sentences[number] for number in sorted(numbers)]


def _found(text: Document, *places: Span) -> dict[str, Span]:
    """Return the attitudes that some stretches of a text show, each with its first word; "do not support" opposes."""
    sets, found = grammar_of(text.language).sets, dict[str, Span]()
    for place in places:
        for at in range(text.word_at(place.start), text.word_at(place.end)):
            for side in _OPPOSITE:
                if text.words.keys[at] in sets[f"frame.{side}"]:
                    denied = side == "favouring" and _is_denied(text, _around(text, at))
                    found.setdefault("opposing" if denied else side, text.words.span(at, at + 1))
    return found


def _around(text: Document, at: int) -> Span:
    """Return the words right before one in its clause; in German those behind it, too: "unterstütze | keine Maut"."""
    words, behind = text.words, grammar_of(text.language).capitalised
    last = min(len(words) - 1, at + behind)
    first = words.starts[max(0, at - _DENIED)]
    start = max((mark.end() for mark in _CUT.finditer(text.text, first, words.starts[at])), default=first)
    end = _CUT.search(text.text, words.ends[at], words.ends[last])
    return Span(start, end.start() if end else words.ends[last])


def _is_denied(text: Document, place: Span) -> bool:
    negations = grammar_of(text.language).sets["frame.negations"]
    return not negations.isdisjoint(text.words.keys[text.word_at(place.start) : text.word_at(place.end)])
