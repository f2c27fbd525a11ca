"""Owns how a batch of documents becomes arrays for the compiled kernels, and is counted by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newslab.metrics.rouge import compiled_words as kernels
from newslab.metrics.rouge.compiled_counts import count_batch
from newslab.metrics.rouge.tokens import Encoder
from newslab.text.document import Document
from newslab.text.normalise import is_plain
from newslab.text.segment import NEUTRAL_MARKS, may_begin, may_end, sentence_bounds

Array = NDArray[Any]
_CODE_POINTS = 0x110000
_NO, _YES, _DOUBT = range(3)
_VERDICTS = {False: _NO, True: _YES, None: _DOUBT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Texts' words, end to end: text t has ``keys[starts[t]:starts[t + 1]]``, and its sentences' stops likewise.

    Two words are the same where their keys are, and, of keys with the highest bit set, their ``characters`` too.
    """

    keys: Array
    starts: Array
    stops: Array
    stop_starts: Array
    characters: Array
    begins: Array
    sizes: Array


class Alphabet:
    """What each code point is to the splitter, found out when a code point is first met."""

    def __init__(self, encoder: Encoder) -> None:
        self._letters, self._joints = encoder.is_letter, (encoder.joints, encoder.digit_joints)
        self.kinds = np.full(_CODE_POINTS, kernels.UNMET, np.uint8)

    def traits_of(self, characters: Array, starts: Array) -> Array:
        """Return for each text all bits that the kinds of its characters have; none of those is unmet after that."""
        traits = kernels.traits_of(characters, self.kinds, starts)
        if not (traits & kernels.UNMET).any():
            return traits
        for code in np.unique(characters[self.kinds[characters] == kernels.UNMET]).tolist():
            self.kinds[code] = self._kind(chr(code))
        return kernels.traits_of(characters, self.kinds, starts)

    def _kind(self, character: str) -> int:
        kind = self._part(character)
        if not 0 < kind < kernels.DIGIT_JOINT and character not in NEUTRAL_MARKS:
            kind |= kernels.DOUBTFUL
        return kind if is_plain(character) else kind | kernels.UNPLAIN

    def _part(self, character: str) -> int:
        joints, digit_joints = self._joints
        if self._letters(character):
            return kernels.DIGIT if character.isdecimal() else kernels.LETTER
        if character in joints:
            return kernels.JOINT
        return kernels.DIGIT_JOINT if character in digit_joints else kernels.OTHER


# By the encoder's name: what makes a word is the same in all languages.
_ALPHABETS: dict[str, Alphabet] = {}


def _alphabet(encoder: Encoder) -> Alphabet:
    if encoder.name not in _ALPHABETS:
        _ALPHABETS[encoder.name] = Alphabet(encoder)
    return _ALPHABETS[encoder.name]


def batch_of(encoder: Encoder, documents: Sequence[Document]) -> Batch:
    """Return the documents' tokens, the same as ``encoder.encode`` gives one by one."""
    return _in_lines(encoder, documents) if encoder.is_ascii else _in_sentences(encoder, documents)


def _in_lines(encoder: Encoder, documents: Sequence[Document]) -> Batch:
    """Split the documents at line ends, into runs of ASCII letters."""
    texts = [document.raw for document in documents]
    joined = "".join(texts).lower()
    if not joined.isascii():
        texts = [text.lower() for text in texts]  # a letter may become two
        joined = "".join(texts)
    characters = np.frombuffer(joined.encode("ascii", "replace"), np.uint8)
    letters = np.array([encoder.is_letter(chr(code)) for code in range(128)])
    keys, begins, sizes, *bounds = kernels.split_lines(characters, letters, _offsets(map(len, texts)))
    starts, stops, stop_starts = bounds
    batch = Batch(
        keys=keys,
        starts=starts,
        stops=stops,
        stop_starts=stop_starts,
        characters=characters,
        begins=begins,
        sizes=sizes,
    )
    if encoder.is_plain:
        return batch
    words, first = kernels.number_words(characters, keys, begins, sizes)
    return _numbered(encoder, batch, words, _forms(joined, begins, sizes, first))


def _in_sentences(encoder: Encoder, documents: Sequence[Document]) -> Batch:
    """Split the plain forms of the documents into words and sentences."""
    texts = [document.raw for document in documents]
    alphabet = _alphabet(encoder)
    characters, starts = _laid_out(texts)
    traits = alphabet.traits_of(characters, starts)
    if (traits & kernels.UNPLAIN).any():
        for number in np.flatnonzero(traits & kernels.UNPLAIN).tolist():
            texts[number] = documents[number].text
        characters, starts = _laid_out(texts)
        traits = alphabet.traits_of(characters, starts)
    keys, begins, sizes, word_starts, stopped, doubts = kernels.split_words(characters, alphabet.kinds, starts)
    doubts |= (traits & kernels.DOUBTFUL) > 0
    words, first = kernels.number_words(characters, keys, begins, sizes)
    forms = _forms("".join(texts), begins, sizes, first)
    numbers, places = _quick_stops(encoder.language, words, forms, word_starts, stopped, doubts)
    for number in np.flatnonzero(doubts).tolist():
        ends = [starts[number] + end for _, end in sentence_bounds(texts[number], encoder.language)]
        first_word, last_word = word_starts[number : number + 2]
        found = first_word + np.searchsorted(begins[first_word:last_word], np.array(ends, np.int64))
        numbers.append(np.full(len(found), number))
        places.append(found)
    owners, stops = np.concatenate(numbers), np.concatenate(places)
    order = np.lexsort((stops, owners))
    batch = Batch(
        keys=keys,
        starts=word_starts,
        stops=stops[order] - word_starts[owners[order]],
        stop_starts=_offsets(np.bincount(owners, minlength=len(texts))),
        characters=characters,
        begins=begins,
        sizes=sizes,
    )
    return _numbered(encoder, batch, words, forms)


def _quick_stops(  # noqa: PLR0917  (the arrays of a batch)
    language: str, words: Array, forms: Sequence[str], word_starts: Array, stopped: Array, doubts: Array
) -> tuple[list[Array], list[Array]]:
    """Return the texts and the word numbers at which their sentences stop, where two words tell; mark others in doubt.

    After each word of ``stopped`` there are a full stop, a space and another word. ``doubts`` says of which texts it
    is known already that more than such places must be looked at.
    """
    ended = _verdicts(may_end, forms, words[stopped], language)
    begun = _verdicts(may_begin, forms, words[stopped + 1], language)
    owners = np.searchsorted(word_starts, stopped, side="right") - 1
    doubts[owners[(begun == _DOUBT) | ((begun == _YES) & (ended == _DOUBT))]] = True
    cuts = (begun == _YES) & (ended == _YES) & ~doubts[owners]
    return [owners[cuts], np.flatnonzero(~doubts)], [stopped[cuts] + 1, word_starts[1:][~doubts]]


def _laid_out(texts: Sequence[str]) -> tuple[Array, Array]:
    """Return the texts' code points end to end, and where each text starts."""
    characters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    return characters, _offsets(map(len, texts))


def _forms(text: str, begins: Array, sizes: Array, first: Array) -> list[str]:
    """Return the different words as they are written where they first stand."""
    return [text[at : at + size] for at, size in zip(begins[first].tolist(), sizes[first].tolist(), strict=True)]


def _verdicts(ask: Callable[[str, str], bool | None], forms: Sequence[str], words: Array, language: str) -> Array:
    """Return what ``ask`` says of each of the words, which are numbers of forms."""
    verdicts = np.zeros(len(forms), np.uint8)
    for number in np.unique(words).tolist():
        verdicts[number] = _VERDICTS[ask(forms[number], language)]
    return verdicts[words]


def _numbered(encoder: Encoder, batch: Batch, words: Array, forms: Sequence[str]) -> Batch:
    """Give each word the encoder's number of its form for its key; a word that counts as several becomes several."""
    numbers = np.array(encoder.numbers(forms), np.int64)
    exact = np.empty(0, np.int64)
    if not len(words) or numbers.min() >= 0:
        keys = numbers[words].astype(np.uint64) if len(words) else batch.keys
        return replace(batch, keys=keys, characters=exact, begins=exact, sizes=exact)
    parts = [encoder.vocabulary.expanded(number) for number in numbers.tolist()]
    part_starts = _offsets(map(len, parts))
    flat = np.fromiter(chain.from_iterable(parts), np.uint64)
    lengths = np.diff(part_starts)[words]
    begins = _offsets(lengths)
    within = np.arange(begins[-1]) - np.repeat(begins[:-1], lengths)
    starts_of_stops = np.repeat(batch.starts[:-1], np.diff(batch.stop_starts))
    return Batch(
        keys=flat[np.repeat(part_starts[:-1][words], lengths) + within],
        starts=begins[batch.starts],
        stops=begins[starts_of_stops + batch.stops] - begins[starts_of_stops],
        stop_starts=batch.stop_starts,
        characters=exact,
        begins=exact,
        sizes=exact,
    )


def _offsets(lengths: Iterable[int] | Array) -> Array:
    """Return where each of the stretches of these lengths begins when laid end to end, and where the last one ends."""
    lengths = lengths if isinstance(lengths, np.ndarray) else np.fromiter(lengths, np.int64)
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)


def hits_of(
    encoder: Encoder, documents: Sequence[Document], references: Sequence[int], summaries: Sequence[int], longest: int
) -> tuple[Array, Array]:
    """Return the hits of each pair (1-grams to ``longest``-grams, LCS, its union) and the words of each document."""
    batch = batch_of(encoder, documents)
    hits = count_batch(
        batch.keys,
        batch.begins,
        batch.sizes,
        batch.characters,
        batch.starts,
        batch.stops,
        batch.stop_starts,
        np.asarray(references, np.int64),
        np.asarray(summaries, np.int64),
        longest,
    )
    return hits, np.diff(batch.starts)
