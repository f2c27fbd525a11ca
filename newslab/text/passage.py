"""Owns a text as words and sentences, with the way back to the text as given: what every finder starts from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date
from itertools import pairwise

from newslab.records import Span
from newslab.text import segment
from newslab.text.normalise import Normalised, normalise
from newslab.text.once import once
from newslab.text.segment import Words
from newslab.text.sieve import Sieve

_LINE_BREAK = re.compile(r" *\n *| {2,}")
_BEFORE = 2  # words before a place that tell where it stands
_CAPITAL = Sieve(lambda form: form[0].isupper())
_COMPOUND = Sieve(lambda key: not key.isalpha())


class Passage:
    """A text with its language and, where known, the day it was published.

    All spans inside are of ``text``, the plain form; ``origin`` maps one to the text as given, which is what
    findings and files carry.
    """

    def __init__(self, raw: str, language: str, published: date | None = None) -> None:
        self.raw = raw
        self.language = language
        self.published = published

    @once
    def normalised(self) -> Normalised:
        """The plain form and the map back."""
        return normalise(self.raw)

    @once
    def text(self) -> str:
        """The plain form: NFC, no invisible characters, plain spaces."""
        return self.normalised.text

    def origin(self, span: Span) -> Span:
        """Map a span of ``text`` to the text as given."""
        return self.normalised.origin(span)

    @once
    def words(self) -> Words:
        """The words, in order."""
        return segment.words(self.text)

    @once
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, in order."""
        return segment.sentences(self.text, self.language)

    @once
    def places(self) -> dict[str, tuple[int, ...]]:
        """For each word's key, the numbers of the words that have it, in order."""
        found: dict[str, list[int]] = {}
        for number, key in enumerate(self.words.keys):
            if key in found:
                found[key].append(number)
            else:
                found[key] = [number]
        return {key: tuple(numbers) for key, numbers in found.items()}

    @once
    def vocabulary(self) -> frozenset[str]:
        """The keys of its words."""
        return frozenset(self.places)

    def where(self, sieve: Sieve) -> list[int]:
        """Return the numbers of the words whose key passes a sieve, in order."""
        places = self.places
        return sorted([number for key in sieve.passing(self.vocabulary) for number in places[key]])

    @once
    def compounds(self) -> list[int]:
        """The numbers of the words that are not of letters alone: with a hyphen, an apostrophe, a figure."""
        return self.where(_COMPOUND)

    @once
    def gaps(self) -> list[str]:
        """What stands before each word, back to the one before it, and last what stands behind all words."""
        return self.words.gaps

    @once
    def apart(self) -> list[int]:
        """The numbers of the words before which something else stands than a space, and of what stands behind all."""
        return [number for number, gap in enumerate(self.gaps) if gap != " "]

    @once
    def joints(self) -> list[str]:
        """The gaps as they read: a line break or a run of spaces is one space; at both rims of the text, a line end."""
        read = {gap: _joint(gap) for gap in frozenset(self.gaps)}
        return ["\n", *[read[gap] for gap in self.gaps[1:-1]], "\n"]

    @once
    def capitals(self) -> list[int]:
        """The numbers of the words that begin with a capital, in order."""
        begin_so = _CAPITAL.passing(frozenset(self.words.forms))
        return [number for number, form in enumerate(self.words.forms) if form in begin_so]

    @once
    def has_capitals(self) -> bool:
        """Whether any capital stands in the text; what tokenisers and some models write has none."""
        return any(map(str.isupper, self.text))

    @once
    def _sentence_starts(self) -> list[int]:
        """Where the sentences start; what stands before the first belongs to it."""
        return [0, *(sentence.start for sentence in self.sentences[1:])]

    @once
    def sentence_of(self) -> list[int]:
        """For each word, the number of its sentence."""
        starts = self.words.starts
        firsts = [0, *[bisect_left(starts, start) for start in self._sentence_starts[1:]], len(starts)]
        found: list[int] = []
        for number, (first, last) in enumerate(pairwise(firsts)):
            found += [number] * (last - first)
        return found

    @once
    def word_ranges(self) -> list[tuple[int, int]]:
        """For each sentence, the stretch of its words (half-open)."""
        ends = self.words.ends
        return [(bisect_right(ends, span.start), bisect_right(ends, span.end)) for span in self.sentences]

    @once
    def openers(self) -> frozenset[int]:
        """The numbers of the words with which a sentence begins."""
        sentence_of, ranges = self.sentence_of, enumerate(self.word_ranges)
        return frozenset([first for number, (first, _) in ranges if sentence_of[first : first + 1] == [number]])

    @once
    def stops(self) -> frozenset[int]:
        """The numbers of the words before which a sentence or a line ends, and last of what stands behind all words."""
        lines = [number for number in self.apart if "\n" in self.gaps[number]]
        return self.openers.union(lines, [len(self.words)])

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that covers or precedes ``offset`` (0 where none does)."""
        return bisect_right(self._sentence_starts, offset) - 1

    def setting(self, first: int, last: int) -> tuple[str | None, ...]:
        """Return the keys of the two words before words ``first`` to ``last`` (half-open) and of the one behind.

        None for a word beyond the sentence.
        """
        keys, openers, at = self.words.keys, self.openers, first
        before: list[str | None] = []
        while len(before) < _BEFORE:
            at = at - 1 if at > 0 and at not in openers else -1
            before.append(keys[at] if at >= 0 else None)
        return (*before, keys[last] if last < len(keys) and last not in openers else None)

    def word_at(self, offset: int) -> int:
        """Return the number of the first word that ends after ``offset``; ``len(words)`` where none does."""
        return bisect_right(self.words.ends, offset)


def _joint(gap: str) -> str:
    """Return a gap with a line break or a run of spaces as one space; an empty line stays one."""
    if len(gap) < 2 and gap != "\n":
        return gap
    return gap if gap.count("\n") > 1 else _LINE_BREAK.sub(" ", gap)
