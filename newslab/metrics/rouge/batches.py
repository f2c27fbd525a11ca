"""Owns how a batch of documents becomes arrays for the compiled kernels, and is counted by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newslab.metrics.rouge.compiled_counts import count_batch
from newslab.metrics.rouge.compiled_words import DIGIT, DIGIT_JOINT, JOINT, LETTER, OTHER, split_ascii, split_words
from newslab.metrics.rouge.tokens import Encoder
from newslab.text.document import Document

Array = NDArray[Any]
_CODE_POINTS = 0x110000


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Texts' words, end to end: text t has ``words[starts[t]:starts[t + 1]]``, and its sentences' stops likewise.

    Every word's number is below ``size``.
    """

    words: Array
    starts: Array
    stops: Array
    stop_starts: Array
    size: int


class Alphabet:
    """What each code point is to the splitter, found out when a code point is first met."""

    def __init__(self, encoder: Encoder) -> None:
        self._letters, self._joints = encoder.is_letter, (encoder.joints, encoder.digit_joints)
        self.kinds = np.zeros(_CODE_POINTS, np.uint8)
        self._met = np.zeros(_CODE_POINTS, np.bool_)

    def meet(self, characters: Array) -> Array:
        """Return the kinds of all code points, those of ``characters`` settled."""
        for code in np.unique(characters[~self._met[characters]]).tolist():
            self.kinds[code] = self._kind(chr(code))
            self._met[code] = True
        return self.kinds

    def _kind(self, character: str) -> int:
        joints, digit_joints = self._joints
        if self._letters(character):
            return DIGIT if character.isdecimal() else LETTER
        return JOINT if character in joints else DIGIT_JOINT if character in digit_joints else OTHER


# By the encoder's name: what makes a word is the same in all languages.
_ALPHABETS: dict[str, Alphabet] = {}


def _alphabet(encoder: Encoder) -> Alphabet:
    if encoder.name not in _ALPHABETS:
        _ALPHABETS[encoder.name] = Alphabet(encoder)
    return _ALPHABETS[encoder.name]


def _letters(encoder: Encoder) -> Array:
    """Return which of the ASCII characters make words."""
    return _alphabet(encoder).meet(np.arange(128)) > 0


def batch_of(encoder: Encoder, documents: Sequence[Document]) -> Batch:
    """Return the documents' tokens, the same as ``encoder.encode`` gives one by one."""
    laid_out = [encoder.lay_out(document) for document in documents]
    text = "".join(each for each, _ in laid_out)
    starts = _offsets([len(each) for each, _ in laid_out])
    counts = [len(ends) for _, ends in laid_out]
    ends = np.fromiter(chain.from_iterable(ends for _, ends in laid_out), np.int64) + np.repeat(starts[:-1], counts)
    stop_starts = _offsets(counts)
    if encoder.is_ascii:
        characters = np.frombuffer(text.encode("ascii", "replace"), np.uint8)
        split = split_ascii(characters, _letters(encoder), starts, ends, stop_starts)
    else:
        characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        split = split_words(characters, _alphabet(encoder).meet(characters), starts, ends, stop_starts)
    words, word_starts, stops, first, length = split
    if encoder.is_plain:
        return Batch(words=words, starts=word_starts, stops=stops, stop_starts=stop_starts, size=len(first))
    forms = [text[at : at + size] for at, size in zip(first.tolist(), length.tolist(), strict=True)]
    numbers = np.array(encoder.numbers(forms), np.int64)
    if not len(words) or numbers.min() >= 0:
        words = numbers[words].astype(np.int32) if len(words) else words
        size = encoder.vocabulary.size
        return Batch(words=words, starts=word_starts, stops=stops, stop_starts=stop_starts, size=size)
    return _expanded(encoder, numbers, words, word_starts, stops, stop_starts)


def _expanded(  # noqa: PLR0917  (the arrays of one batch, which is about to be made)
    encoder: Encoder, numbers: Array, words: Array, starts: Array, stops: Array, stop_starts: Array
) -> Batch:
    """Put the parts in the place of each word that counts as several, or as none, and move starts and stops along."""
    parts = [encoder.vocabulary.expanded(number) for number in numbers.tolist()]
    part_starts = _offsets([len(part) for part in parts])
    flat = np.fromiter(chain.from_iterable(parts), np.int32)
    lengths = np.diff(part_starts)[words]
    begins = np.concatenate([[0], np.cumsum(lengths)])
    within = np.arange(begins[-1]) - np.repeat(begins[:-1], lengths)
    text_of_stop = np.repeat(np.arange(len(stop_starts) - 1), np.diff(stop_starts))
    return Batch(
        words=flat[np.repeat(part_starts[:-1][words], lengths) + within],
        starts=begins[starts],
        stops=begins[starts[text_of_stop] + stops] - begins[starts[text_of_stop]],
        stop_starts=stop_starts,
        size=encoder.vocabulary.size,
    )


def _offsets(lengths: Sequence[int]) -> Array:
    """Return where each of the stretches of these lengths begins when laid end to end, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(np.asarray(lengths, np.int64))]).astype(np.int64)


def hits_of(
    encoder: Encoder, documents: Sequence[Document], references: Sequence[int], summaries: Sequence[int], longest: int
) -> tuple[Array, Array]:
    """Return the hits of each pair (1-grams to ``longest``-grams, LCS, its union) and the words of each document."""
    batch = batch_of(encoder, documents)
    hits = count_batch(
        batch.words,
        batch.starts,
        batch.stops,
        batch.stop_starts,
        np.asarray(references, np.int64),
        np.asarray(summaries, np.int64),
        batch.size,
        longest,
    )
    return hits, np.diff(batch.starts)
