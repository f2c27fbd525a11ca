"""Finds a praise, a support or a complaint that a summary makes of quoted words, against the article or without it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newslab.records import Span
from newslab.text.alignment.quotes import QuotationMatch
from newslab.text.document import Document
from newslab.text.quotations.cues import grammar_of

_NEAR = 1  # sentences before and behind a quotation in which the article may tell how it is meant
_MOST_MENTIONS = 60  # of the speaker; the work for a quotation stays bounded in a text that names him without end
_CUT = re.compile(r"[,;.!?]")
_OPPOSITE = {"favouring": "opposing", "opposing": "favouring"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attitude:
    """How the summary has quoted words meant: its word for it, and the article's word for the opposite, if any."""

    ours: Span
    theirs: Span | None


def added_attitude(match: QuotationMatch, summary: Document, article: Document) -> Attitude | None:
    """Return the attitude that the summary gives to quoted words and the article does not.

    Against the article's is either; without any in the article only one that favours, since words that complain may be
    told so by what they say.
    """
    if match.span is None:
        return None
    frame = _frame(match, summary)
    ours = _found(summary, frame)
    sides = ours.keys() & _OPPOSITE.keys()
    if len(sides) != 1 or _is_denied(summary, frame):
        return None
    side, word = next((side, ours[side]) for side in sides)
    theirs = _found(article, *_places(match, match.span, article))
    opposite = theirs.get(_OPPOSITE[side])
    bare = side == "favouring" and "pleased" not in theirs
    return Attitude(ours=word, theirs=opposite) if side not in theirs and (opposite or bare) else None


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
    numbers = {article.sentence_at(article.words.starts[at]) for at in article.places.get(surname, ())[:_MOST_MENTIONS]}
    return found + [article.sentences[number] for number in sorted(numbers)]


def _found(text: Document, *places: Span) -> dict[str, Span]:
    """Return the attitudes that some stretches of a text show, each with its first word."""
    sets, found = grammar_of(text.language).sets, dict[str, Span]()
    for place in places:
        for at in range(text.word_at(place.start), text.word_at(place.end)):
            for side in (*_OPPOSITE, "pleased"):
                if text.words.keys[at] in sets[f"frame.{side}"]:
                    found.setdefault(side, text.words.span(at, at + 1))
    return found


def _is_denied(text: Document, place: Span) -> bool:
    negations = grammar_of(text.language).sets["frame.negations"]
    return not negations.isdisjoint(text.words.keys[text.word_at(place.start) : text.word_at(place.end)])
