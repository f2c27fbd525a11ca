"""Owns what is read around quoted words: the sentence and the speech they stand in, and the summary's sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from newslab.records import Span
from newslab.text.alignment.quotes import QuotationMatch
from newslab.text.document import Document
from newslab.text.language import LANGUAGES
from newslab.text.quotations.cues import grammar_of

Loss = Literal[
    "question",
    "negation",
    "condition",
    "unreal",
    "widened",
    "voice",
    "wish",
    "possibility",
    "aim",
    "turn",
    "limit",
    "concession",
    "scope",
]
# Which losses turn the sense; the others only narrow it.
TURNING: frozenset[Loss] = frozenset(
    {"question", "negation", "condition", "unreal", "widened", "voice", "wish", "possibility"}
)

CLAUSE = re.compile(r"[,;:.!?–—()]")
_STEM = 5  # letters by which a word of a condition is known in another form
_HEARD = 20  # words around a quotation by which the language of its speech is known
_SURELY = 3  # times the small words of one language outnumber another's in a speech that is surely in it
_ROUND = 7  # words of the message's evidence
# What else than a word of one list shows that it was not lost: a negation stands in a verb, a wish in an order.
_KEPT_BY = {
    "negations": ("negations", "denials", "rejections", "exclusions", "failing", "doubting"),
    "doubting": ("doubting", "negations", "denials", "rejections", "exclusions", "questions", "doubts"),
    "wishes": ("wishes", "aims", "wished"),
    "aims": ("wishes", "aims", "wished"),
    "chances": ("chances", "doubts", "doubting", "negations", "wishes", "wished", "threats"),
    "claims": ("claims", "doubts", "doubting", "negations", "denials", "rejections", "disputes"),
    "guesses": ("guesses", "doubts", "threats", "chances"),
    "passing": ("passing", "then"),
    "charges": ("charges", "claims", "negations", "denials", "rejections", "disputes"),
    "otherwise": ("otherwise", "conditions", "wished", "lacking"),
    "conceding": ("conceding", "concessions", "turns"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One thing that stands in the article at the quoted words and not in the summary."""

    loss: Loss
    span: Span


class Surroundings:
    """The words around a quotation in both texts."""

    def __init__(self, match: QuotationMatch, span: Span, summary: Document, article: Document) -> None:
        self._span = span
        self._article = article
        words = article.words
        self._keys = words.keys
        self._first = bisect_left(words.starts, span.start)
        self._last = max(self._first + 1, bisect_left(words.starts, span.end))
        sentence = article.sentences[article.sentence_at(span.start)]
        ending = article.sentences[article.sentence_at(max(span.start, span.end - 1))]
        speech = (
            match.source.span if match.source and match.source.kind == "direct" else Span(sentence.start, ending.end)
        )
        # What is read: the sentence with the words, and the speech that they are part of.
        self._low = bisect_left(words.starts, sentence.start)
        self._high = bisect_left(words.starts, max(ending.end, min(speech.end, ending.end)))
        self._speech_start = max(self._low, bisect_left(words.starts, speech.start))
        self._speech_end = bisect_left(words.starts, speech.end)
        near = max(self._speech_start, self._first - _HEARD), min(self._speech_end, self._last + _HEARD)
        language = _spoken(self._keys[slice(*near)], article.language)
        self._grammar = grammar_of(language)
        self._sets = self._grammar.sets
        self._told_in = [grammar_of(code).sets for code in dict.fromkeys((language, summary.language))]
        self._frame = self._frame_words(match, summary)
        self._beside = self._clause_words(match, summary)
        told = summary.sentences[summary.sentence_at(match.quotation.span.start)]
        self._tells_when = any(told.touches(moment.span) for moment in summary.dates)
        self._kept = self._frame | frozenset(_keys_in(summary, match.quotation.span))
        self._said = match.quotation.span.of(summary.text) + summary.text[match.quotation.span.end :][:2]
        self._quoted_words = frozenset(re.findall(r"\w+", match.quotation.span.of(summary.text).casefold()))
        self._behind_marks = summary.words.keys[bisect_left(summary.words.starts, match.quotation.span.end) :][:3]
        speaker = match.quotation.speaker
        said_by = speaker.text.casefold() if speaker else ""
        self._speaker_words = frozenset(re.findall(r"\w+", said_by))  # "Hanois Parteichef" does not say where it holds
        self._ends = ending.end
        self._source = match.source
        self._whole = self._is_whole(speech)

    def _frame_words(self, match: QuotationMatch, summary: Document) -> frozenset[str]:
        """Return the words that the summary puts around a quotation: what stands there was not cut off.

        They are those of its sentence, without what somebody else says behind a semicolon.
        """
        span, text = match.quotation.span, summary.text
        start = summary.sentences[summary.sentence_at(span.start)].start
        end = max(summary.sentences[summary.sentence_at(span.end)].end, span.end)
        start = max(start, text.rfind(";", start, span.start))
        behind = text.find(";", span.end, end)
        end = behind if behind >= 0 else end
        sides = _keys_in(summary, Span(start, span.start)), _keys_in(summary, Span(span.end, end))
        several = (" ".join(keys[at : at + count]) for keys in sides for count in (2, 3) for at in range(len(keys)))
        return frozenset((*sides[0], *sides[1], *several))  # "on paper" is one of what the lists name

    def _clause_words(self, match: QuotationMatch, summary: Document) -> frozenset[str]:
        """Return the words of the summary's clause around a quotation: "Er wäre „der hellste …“"."""
        span, text = match.quotation.span, summary.text
        sentence = summary.sentences[summary.sentence_at(span.start)]
        start = max((mark.end() for mark in CLAUSE.finditer(text, sentence.start, span.start)), default=sentence.start)
        behind = CLAUSE.search(text, span.end, max(span.end, sentence.end))
        end = behind.start() if behind else max(span.end, sentence.end)
        return frozenset(_keys_in(summary, Span(start, span.start)) + _keys_in(summary, Span(span.end, end)))

    def _is_whole(self, speech: Span) -> bool:
        """Tell whether the summary quotes all that stands between the article's marks."""
        return self._span.start <= speech.start + 1 and self._span.end >= speech.end - 2

    def _operator(self, at: int, loss: Loss, words: str) -> Iterator[Cut]:
        """Yield a cut where word ``at`` is one of ``words`` and the summary has none of them."""
        if at >= len(self._keys) or not self._stands(at, self._sets[f"frame.{words}"]) or self._has(words):
            return
        if words == "negations" and self._opposes(at):
            return
        if loss != "condition" or not self._told_otherwise(at):
            yield Cut(loss=loss, span=self._round(at))

    def _told_otherwise(self, at: int) -> bool:
        """Tell whether the summary has a condition in other words: "bei höheren Löhnen", or in the mood."""
        if not self._sets["frame.unreal"].isdisjoint(self._beside):
            return True  # "Er wäre „der hellste …“"
        if not self._has("instead_of_conditions"):
            return False
        last = next((end for end in range(at + 1, self._high) if CLAUSE.search(self._gap(end))), self._high)
        words = self._keys[at + 1 : self._first if at < self._first < last else last]
        stems = {word[:_STEM] for word in words if len(word) >= _STEM} - {word[:_STEM] for word in self._quoted_words}
        return any(word[:_STEM] in stems for word in self._kept)

    def _opposes(self, at: int) -> bool:
        """Tell whether a support is denied and the summary has it as its opposite: "do not support", "objects to"."""
        favouring = not self._sets["frame.favouring"].isdisjoint(self._keys[max(0, at - 1) : at + 2])
        return favouring and not self._sets["frame.opposing"].isdisjoint(self._frame)

    def _stands(self, at: int, words: frozenset[str]) -> bool:
        """Tell whether one of ``words``, which may be several ("as long as"), stands at word ``at``."""
        return self._keys[at] in words or any(
            " ".join(self._keys[at : at + count]) in words for count in (2, 3) if at + count <= len(self._keys)
        )

    def _has(self, words: str) -> bool:
        """Tell whether the summary has one of ``words``; a negation also as a verb: "bestritt", "denied"."""
        return any(not kept_words(words, sets).isdisjoint(self._frame) for sets in self._told_in)

    def _clause_start(self, at: int, low: int) -> int:
        while at > low and not CLAUSE.search(self._gap(at)):
            at -= 1
        return at

    def _gap(self, at: int) -> str:
        words = self._article.words
        start = words.ends[at - 1] if at else 0
        return self._article.text[start : words.starts[at]] if at < len(words.starts) else self._article.text[start:]

    def _round(self, at: int) -> Span:
        """Return the words of evidence around word ``at``, up to the quotation."""
        words = self._article.words
        if at < self._first:
            return words.span(max(self._low, at - 1), max(at + 1, min(self._first, at + _ROUND)))
        return words.span(at, min(len(words), max(at + 1, min(self._speech_end, at + _ROUND))))

    def _capital(self, at: int) -> bool:
        return self._article.words.forms[at][:1].isupper()

    def _is_kept(self, key: str) -> bool:
        return any(word[:_STEM] == key[:_STEM] for word in self._kept)


def _spoken(keys: Sequence[str], language: str) -> str:
    """Return the language of a speech by its small words: an article may quote another language as it was spoken."""
    small = {code: sum(key in grammar_of(code).closed_class for key in keys) for code in LANGUAGES}
    most = max(small, key=lambda code: (small[code], code == language))
    return most if small[most] > _SURELY * max(1, small[language]) else language


def kept_words(words: str, sets: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the words of which one in a summary keeps what stands in a list: a wish is kept by an order, too."""
    return frozenset().union(*(sets[f"frame.{name}"] for name in _KEPT_BY.get(words, (words,))))


def _keys_in(text: Document, span: Span) -> list[str]:
    words = text.words
    return list(words.keys[bisect_left(words.starts, span.start) : bisect_left(words.starts, span.end)])
