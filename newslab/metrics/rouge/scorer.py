"""Owns the way from two texts to precision, recall and F: encoding, counting, and what several references mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from newslab.metrics.rouge.kernels import Kernel, hits_of
from newslab.metrics.rouge.tokens import ClassicEncoder, Encoder, LanguageEncoder
from newslab.text.document import Document

VERSION = 1
Array = NDArray[Any]
Mode = Literal["language", "classic"]
Pooling = Literal["max", "average"]
# Summaries that are counted together: enough to make the most of a batch, few enough to hold in memory.
_CHUNK = 2000


class Part(NamedTuple):
    """Precision, recall and F of one ROUGE variant, each 0 to 1."""

    p: float
    r: float
    f: float


# What Part._make does, without a call into Python for each of the millions.
_PART = partial(tuple.__new__, Part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many units match, of how many in the summary and in the reference: arrays of pairs by variants."""

    hits: Array
    summary: Array
    reference: Array

    def shares(self) -> tuple[Array, Array, Array]:
        """Return precision, recall and F, by the very operations of rouge-score, so that no bit differs."""
        p, r = self.hits / np.maximum(self.summary, 1), self.hits / np.maximum(self.reference, 1)
        return p, r, 2 * p * r / np.where(p + r > 0, p + r, 1.0)

    def added(self, firsts: Array) -> Counts:
        """Return one row for each summary, the counts of all its references added up; ``firsts`` are its first rows."""
        hits, summary, reference = (np.add.reduceat(each, firsts) for each in (self.hits, self.summary, self.reference))
        return Counts(hits=hits, summary=summary, reference=reference)

    def best(self, firsts: Array, sizes: Sequence[int]) -> Counts:
        """Return one row for each summary, for each variant the counts of the first reference with the best F."""
        fs = self.shares()[2]
        best = np.stack(
            [first + fs[first : first + size].argmax(axis=0) for first, size in zip(firsts, sizes, strict=True)]
        )
        hits, summary, reference = (
            np.take_along_axis(each, best, axis=0) for each in (self.hits, self.summary, self.reference)
        )
        return Counts(hits=hits, summary=summary, reference=reference)

    def by_variant(self) -> Iterator[tuple[list[float], list[float], list[float]]]:
        """Yield the precisions, recalls and Fs of each variant."""
        p, r, f = self.shares()
        for column in range(p.shape[1]):
            yield p[:, column].tolist(), r[:, column].tolist(), f[:, column].tolist()


class Scorer:
    """Scores summaries against references in one mode and one language.

    ``ngrams`` are the lengths of the n-grams to count. With several references ``pooling`` is ``max``, the
    reference with the best F for each variant, as rouge-score does it, or ``average``, the counts of all
    references added up, as ``-f A`` of ROUGE-1.5.5 does it. ``kernel`` says how to count, which changes no figure.
    """

    def __init__(
        self,
        language: str,
        *,
        mode: Mode = "language",
        stem: bool | None = None,
        ngrams: Sequence[int] = (1, 2),
        pooling: Pooling = "max",
        kernel: Kernel = "auto",
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
        self.kernel = kernel
        self.variants = (*(f"rouge{n}" for n in self.ngrams), "rougeL", "rougeLsum")
        self.encoder: Encoder = (
            ClassicEncoder(stem=stemmed) if mode == "classic" else LanguageEncoder(language, stem=stemmed)
        )

    def signature(self, references: int | None = None) -> str:
        """Return all that changes a figure; ``references`` is how many there were, where that is known."""
        encoder = self.encoder
        refs = "" if references is None else str(references)
        pooled = f"{refs}{self.pooling}" if references is None or references > 1 else refs
        norm = "none" if self.mode == "classic" else "nfc"
        return (
            f"rouge|lang:{self.language}|tok:{encoder.name}|stem:{encoder.stemmer}|split:{encoder.split}"
            f"|norm:{norm}|refs:{pooled}|v:{VERSION}"
        )

    def score(
        self, summaries: Sequence[Document], references: Sequence[Sequence[Document]]
    ) -> list[Mapping[str, Part]]:
        """Return every variant for each summary against its references, of which there must be at least one."""
        if len(summaries) != len(references) or not all(references):
            raise ValueError(
                f"each summary needs one reference or more; got {len(summaries)} summaries, {len(references)} lists of "
                f"references, {sum(not each for each in references)} of them empty"
            )
        scored: list[Mapping[str, Part]] = []
        for start in range(0, len(summaries), _CHUNK):
            self.encoder.vocabulary.forget()
            scored += self._scored(summaries[start : start + _CHUNK], references[start : start + _CHUNK])
        return scored

    def score_texts(
        self, summaries: Sequence[str], references: Sequence[str | Sequence[str]]
    ) -> list[Mapping[str, Part]]:
        """Return the same for bare texts, each summary with one reference or a list of them."""
        return self.score(
            [Document(text, self.language) for text in summaries],
            [
                [Document(text, self.language) for text in ([texts] if isinstance(texts, str) else texts)]
                for texts in references
            ],
        )

    def _scored(
        self, summaries: Sequence[Document], references: Sequence[Sequence[Document]]
    ) -> list[Mapping[str, Part]]:
        documents = list({id(each): each for each in chain(summaries, *references)}.values())
        place = {id(document): number for number, document in enumerate(documents)}
        ours = [place[id(one)] for one, theirs in zip(summaries, references, strict=True) for _ in theirs]
        theirs = [place[id(one)] for one in chain.from_iterable(references)]
        hits, words = hits_of(self.encoder, documents, theirs, ours, ngrams=self.ngrams, kernel=self.kernel)
        less = np.array([*(n - 1 for n in self.ngrams), 0, 0])  # a text of w words has w - (n - 1) n-grams
        counts = Counts(
            hits=hits,
            summary=np.maximum(words[ours][:, None] - less, 0),
            reference=np.maximum(words[theirs][:, None] - less, 0),
        )
        sizes = [len(each) for each in references]
        if max(sizes) > 1:
            firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
            counts = counts.added(firsts) if self.pooling == "average" else counts.best(firsts, sizes)
        columns = [map(_PART, zip(*column, strict=True)) for column in counts.by_variant()]
        return [dict(zip(self.variants, row, strict=True)) for row in zip(*columns, strict=True)]
