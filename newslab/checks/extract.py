"""Owns whether words of a summary stand so in the article, and how a place there is shown in a message."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from newslab.records import Span
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document


def verbatim(alignment: Alignment, first: int, last: int) -> Span | None:
    """Return where the summary's words ``first`` to ``last`` stand in the article with the same words around them.

    The neighbours are the four words before and the three after, where the sentence has them: a number that moved to
    another noun, or to another party's name, is no extract.
    """
    summary = alignment.summary
    sentence = summary.sentence_of[first]
    end = bisect_left(summary.words.starts, summary.sentences[sentence].end)
    low, high = max(summary.word_ranges[sentence][0], first - 4), min(end, last + 3)
    at = bisect_right(alignment.fragments, low, key=lambda fragment: fragment.summary_start) - 1
    fragment = alignment.fragments[at] if at >= 0 else None  # fragments do not overlap: no other can cover ``low``
    if fragment is None or fragment.summary_start + fragment.length < high:
        return None
    place = fragment.article_start + first - fragment.summary_start
    return alignment.article.words.span(place, place + last - first)


def copied(alignment: Alignment, span: Span) -> bool:
    """Tell whether a stretch of the summary stands word for word in the article."""
    words = alignment.summary.words
    first, last = bisect_left(words.starts, span.start), bisect_left(words.starts, span.end)
    at = bisect_right(alignment.fragments, first, key=lambda fragment: fragment.summary_start) - 1
    fragment = alignment.fragments[at] if at >= 0 else None
    return fragment is not None and fragment.summary_start + fragment.length >= last


def occurs(document: Document, keys: list[str]) -> Span | None:
    """Return the first place where these words stand one after another, whatever marks lie between; None where none."""
    for start in document.places.get(keys[0], ()):
        if document.words.keys[start : start + len(keys)] == keys:
            return document.words.span(start, start + len(keys))
    return None


def around(document: Document, span: Span) -> str:
    """Return a span with two words of its sentence on each side, on one line, for a message."""
    words = document.words
    if not words.forms:
        return ""
    sentence = document.sentence_at(span.start)
    first, last = document.word_at(span.start), document.word_at(span.end - 1) + 1
    first = max(document.word_ranges[sentence][0], first - 2)
    last = min(len(words.forms), max(last, min(last + 2, document.word_at(document.sentences[sentence].end - 1) + 1)))
    return " ".join(document.text[words.starts[first] : words.ends[last - 1]].split())
