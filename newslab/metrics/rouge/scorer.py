"""Owns the way from two texts to precision, recall and F: encoding, counting, and what several references mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from newslab.metrics.rouge.counting import common_length, ngram_hits, union_hits
from newslab.metrics.rouge.tokens import ClassicEncoder, Encoder, LanguageEncoder, Tokens
from newslab.text.document import Document

VERSION = 1
Mode = Literal["language", "classic"]
Pooling = Literal["max", "average"]


@dataclass(frozen=True, slots=True)  # positional: made by the million, and its three fields have one usual order
class Part:
    """Precision, recall and F of one ROUGE variant, each 0 to 1."""

    p: float
    r: float
    f: float


@dataclass(frozen=True, slots=True)  # positional likewise: hits, words or n-grams of the summary, of the reference
class Counts:
    """How many units match, of how many in the summary and in the reference."""

    hits: int
    summary: int
    reference: int

    def part(self) -> Part:
        """Return the counts as shares, by the very operations of rouge-score, so that no bit differs."""
        p = self.hits / max(self.summary, 1)
        r = self.hits / max(self.reference, 1)
        return Part(p, r, 2 * p * r / (p + r) if p + r > 0 else 0.0)


class Scorer:
    """Scores summaries against references in one mode and one language.

    ``ngrams`` are the lengths of the n-grams to count. With several references ``pooling`` is ``max``, the
    reference with the best F for each variant, as rouge-score does it, or ``average``, the counts of all
    references added up, as ``-f A`` of ROUGE-1.5.5 does it.
    """

    def __init__(
        self,
        language: str,
        *,
        mode: Mode = "language",
        stem: bool | None = None,
        ngrams: Sequence[int] = (1, 2),
        pooling: Pooling = "max",
    ) -> None:
        if mode not in get_args(Mode) or pooling not in get_args(Pooling):
            raise ValueError(
                f"mode is one of {', '.join(get_args(Mode))}, got {mode!r}; "
                f"pooling one of {', '.join(get_args(Pooling))}, got {pooling!r}"
            )
        if not all(n >= 1 for n in ngrams):
            raise ValueError(f"n-grams have at least one word; got lengths {tuple(ngrams)}")
        stemmed = mode == "classic" if stem is None else stem
        self.language = language
        self.mode = mode
        self.ngrams = tuple(ngrams)
        self.pooling = pooling
        self.variants = (*(f"rouge{n}" for n in self.ngrams), "rougeL", "rougeLsum")
        self.encoder: Encoder = (
            ClassicEncoder(stem=stemmed) if mode == "classic" else LanguageEncoder(language, stem=stemmed)
        )

    def signature(self, references: int | None = None) -> str:
        """Return all that changes a figure; ``references`` is how many there were, where that is known."""
        encoder = self.encoder
        refs = "" if references is None else str(references)
        pooled = f"{refs}{self.pooling}" if references != 1 else refs
        norm = "none" if self.mode == "classic" else "nfc"
        return (
            f"rouge|lang:{self.language}|tok:{encoder.name}|stem:{encoder.stemmer}|split:{encoder.split}"
            f"|norm:{norm}|refs:{pooled}|v:{VERSION}"
        )

    def score(
        self, summaries: Iterable[Document], references: Iterable[Sequence[Document]]
    ) -> list[Mapping[str, Part]]:
        """Return every variant for each summary against its references, of which there must be at least one."""
        return [
            self._pooled([self._counts(self.encoder.encode(reference), tokens) for reference in theirs])
            for tokens, theirs in zip(map(self.encoder.encode, summaries), references, strict=True)
        ]

    def _counts(self, reference: Tokens, summary: Tokens) -> list[Counts]:
        ours, theirs = len(summary.words), len(reference.words)
        counts = [
            Counts(ngram_hits(reference.words, summary.words, n), max(ours - n + 1, 0), max(theirs - n + 1, 0))
            for n in self.ngrams
        ]
        counts.append(Counts(common_length(reference.words, summary.words), ours, theirs))
        counts.append(Counts(union_hits(reference, summary), ours, theirs))
        return counts

    def _pooled(self, counts: Sequence[Sequence[Counts]]) -> Mapping[str, Part]:
        by_variant = zip(*counts, strict=True)
        if self.pooling == "max":
            parts = [max((each.part() for each in variant), key=lambda part: part.f) for variant in by_variant]
        else:
            parts = [_added(variant).part() for variant in by_variant]
        return dict(zip(self.variants, parts, strict=True))


def _added(counts: Sequence[Counts]) -> Counts:
    return Counts(
        sum(each.hits for each in counts), sum(each.summary for each in counts), sum(each.reference for each in counts)
    )
