"""Owns how much of a summary is its article's own wording: coverage, density, compression, novelty, repetition."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from newslab.records import Measurement
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document

VERSION = 1
_NGRAMS = {"novel_unigrams": 1, "novel_bigrams": 2, "novel_trigrams": 3, "novel_fourgrams": 4}
_REPEATED = 3  # words in the n-grams whose return counts as repetition
_NAMES = ("coverage", "coverage_unquoted", "density", "density_unquoted", "compression", *_NGRAMS, "repetition")


class Overlap:
    """How a summary's words relate to its article's.

    ``coverage`` is the share of the summary's words that stand in a run shared with the article, ``density`` the
    mean length of the run that a word stands in, ``compression`` the article's words for each of the summary's
    (Grusky, Naaman & Artzi 2018, Newsroom, equations 1 to 3). The forms ``_unquoted`` leave out what the summary
    puts between quotation marks as speech: a faithful quotation is verbatim by duty and would count as copying.
    ``novel_bigrams`` and its like are the share of the summary's different n-grams that the article does not have
    (See, Liu & Manning 2017, section 6.2). ``repetition`` is the share of its trigrams that it has had before
    (seq-rep-n of Welleck et al. 2020, section 6.1). ``words`` is its length.
    """

    name = "overlap"

    def signature(self, language: str) -> str:
        """Return all that changes a figure."""
        return f"overlap|lang:{language}|tok:words.1|norm:nfc|v:{VERSION}"

    def measure(self, alignments: Sequence[Alignment]) -> list[Measurement]:
        """Return one measurement for each alignment, in order."""
        return [self._measured(alignment) for alignment in alignments]

    def _measured(self, alignment: Alignment) -> Measurement:
        words = len(alignment.summary.words)
        scores: dict[str, float | None] = dict.fromkeys(_NAMES)
        reasons: dict[str, str] = {}
        scores["words"] = float(words)
        if not words:
            reasons = dict.fromkeys(_NAMES, "the summary is empty")
        elif not len(alignment.article.words):
            reasons = {name: "no article" for name in _NAMES if name != "repetition"}
            _repetition(alignment.summary, scores, reasons)
        else:
            _copied(alignment, scores, reasons)
            _novel(alignment, scores, reasons)
            _repetition(alignment.summary, scores, reasons)
            scores["compression"] = len(alignment.article.words) / words
        return Measurement(scores=scores, not_applicable=reasons, signature=self.signature(alignment.summary.language))


def _copied(alignment: Alignment, scores: dict[str, float | None], reasons: dict[str, str]) -> None:
    """Fill in coverage and density, of all words and of those outside quotations."""
    words = len(alignment.summary.words)
    runs = [fragment.length for fragment in alignment.fragments]
    scores["coverage"] = sum(runs) / words
    scores["density"] = sum(run * run for run in runs) / words
    quoted = _quoted_words(alignment.summary)
    unquoted = words - len(quoted)
    if not unquoted:
        reasons |= dict.fromkeys(("coverage_unquoted", "density_unquoted"), "the whole summary is a quotation")
        return
    outside = [
        len(list(stretch))
        for fragment in alignment.fragments
        for is_quoted, stretch in groupby(
            range(fragment.summary_start, fragment.summary_start + fragment.length), quoted.__contains__
        )
        if not is_quoted
    ]
    scores["coverage_unquoted"] = sum(outside) / unquoted
    scores["density_unquoted"] = sum(run * run for run in outside) / unquoted


def _quoted_words(summary: Document) -> frozenset[int]:
    """Return the numbers of the words that stand inside direct speech."""
    return frozenset(
        number
        for quotation in summary.quotations
        if quotation.kind == "direct"
        for number in range(summary.word_at(quotation.span.start), summary.word_at(quotation.span.end - 1) + 1)
        if number < len(summary.words) and summary.words.starts[number] < quotation.span.end
    )


def _novel(alignment: Alignment, scores: dict[str, float | None], reasons: dict[str, str]) -> None:
    reaches = alignment.article.runs.reaches(alignment.summary.words.keys)
    for name, n in _NGRAMS.items():
        ours = _ngrams(alignment.summary, n)
        if ours:
            novel = {ngram for ngram, reach in zip(ours, reaches[n - 1 :], strict=True) if reach < n}
            scores[name] = len(novel) / len(set(ours))
        else:
            reasons[name] = f"fewer than {n} words"


def _repetition(summary: Document, scores: dict[str, float | None], reasons: dict[str, str]) -> None:
    ngrams = _ngrams(summary, _REPEATED)
    if ngrams:
        scores["repetition"] = 1 - len(set(ngrams)) / len(ngrams)
    else:
        reasons["repetition"] = f"fewer than {_REPEATED} words"


def _ngrams(document: Document, n: int) -> list[tuple[str, ...]]:
    keys = document.words.keys
    return list(zip(*(keys[start:] for start in range(n)), strict=False))
