"""Owns what ROUGE takes for a word and a sentence in each mode, and turns texts into numbers to count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, chain, pairwise
from typing import Protocol

from newslab.metrics.rouge.porter import stem as porter_stem
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.normalise import folded

# Words that a vocabulary knows at most, some 40 MB: a corpus of millions of texts never runs out of new ones.
_REMEMBERED = 200_000
_CLASSIC_WORD = re.compile("[a-z0-9]+")
_HYPHENS = str.maketrans("‐‑’", "--'")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)-(?=\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One text as ROUGE sees it: a number for each word, and the word numbers at which its sentences stop."""

    words: list[int]
    stops: list[int]

    @property
    def sentences(self) -> list[list[int]]:
        """The words, sentence by sentence."""
        return [self.words[start:stop] for start, stop in pairwise([0, *self.stops])]


class Vocabulary(dict[str, int]):
    """The number of each word as written; two words have one number where ROUGE takes them for the same.

    ``form`` says as which word a written one counts: itself, or its stem. Where it says None the word counts as the
    several of ``parts``; it has a negative number, for which ``expanded`` gives the numbers of the parts.
    """

    def __init__(
        self, form: Callable[[str], str | None], parts: Callable[[str], tuple[str, ...]] = lambda word: (word,)
    ) -> None:
        super().__init__()
        self._form = form
        self._parts = parts
        self._numbers: dict[str, int] = {}
        self._compounds: list[tuple[int, ...]] = [()]

    def __missing__(self, word: str) -> int:
        form = self._form(word)
        parts = self._parts(word) if form is None else (form,)
        numbers = [self._numbers.setdefault(part, len(self._numbers)) for part in parts]
        if len(numbers) == 1:
            number = numbers[0]
        else:
            number = -len(self._compounds)
            self._compounds.append(tuple(numbers))
        self[word] = number
        return number

    def forget(self, most: int = _REMEMBERED) -> None:
        """Start anew where more than ``most`` words are known; numbers given before then mean nothing any more."""
        if len(self) > most:
            self.clear()
            self._numbers.clear()
            del self._compounds[1:]

    def numbers(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of words, at a third of the cost of asking for one after the other."""
        form_of, numbers = self._form, self._numbers
        for word in words:
            if word not in self and (form := form_of(word)) is not None:
                self[word] = numbers.setdefault(form, len(numbers))
        return [*map(self.__getitem__, words)]

    def expanded(self, number: int) -> tuple[int, ...]:
        """Return the numbers that a word's number stands for."""
        return (number,) if number >= 0 else self._compounds[-number]


class Encoder(Protocol):
    """Turns documents into tokens. ``name``, ``split`` and ``stemmer`` go into the signature.

    What else there is tells the compiled kernels what ``encode`` does: ``is_ascii`` that words are runs of ASCII
    letters and digits of a lowered text, and lines its sentences; ``is_plain`` that two words are the same only where
    spelled so.
    """

    name: str
    split: str
    stemmer: str
    language: str
    vocabulary: Vocabulary
    joints: str
    digit_joints: str
    is_ascii: bool
    is_plain: bool

    @staticmethod
    def is_letter(character: str) -> bool:
        """Tell whether a character is a letter or digit of a word."""
        ...

    def encode(self, document: Document) -> Tokens:
        """Return the document's tokens."""
        ...

    def numbers(self, forms: Sequence[str]) -> list[int]:
        """Return the vocabulary's numbers of words as they stand in the text."""
        ...


class ClassicEncoder:
    """The tokens of rouge-score 0.1.2: runs of a–z and 0–9 after lowering, Porter stems, lines as sentences."""

    name = "rouge-score-0.1.2"
    split = "newline"
    language = "en"
    joints = digit_joints = ""
    is_ascii = True

    def __init__(self, *, stem: bool) -> None:
        self.stemmer = "porter-nltk" if stem else "none"
        self.is_plain = not stem
        # rouge-score leaves words of up to three letters as they are
        self.vocabulary = Vocabulary((lambda word: porter_stem(word) if len(word) > 3 else word) if stem else str)

    @staticmethod
    def is_letter(character: str) -> bool:
        """Tell whether a character is one of a–z and 0–9."""
        return character.isascii() and (character.islower() or character.isdecimal())

    def encode(self, document: Document) -> Tokens:
        """Return the tokens of the text as given, unnormalised; empty lines are no sentences."""
        words: list[int] = []
        stops: list[int] = []
        for line in document.raw.lower().split("\n"):
            if line:
                words += map(self.vocabulary.__getitem__, _CLASSIC_WORD.findall(line))
                stops.append(len(words))
        return Tokens(words=words, stops=stops)

    def numbers(self, forms: Sequence[str]) -> list[int]:
        """Return the vocabulary's numbers of words as they stand in the lowered text."""
        return self.vocabulary.numbers(forms)


class LanguageEncoder:
    """newslab's words and sentences; spellings that the language's rules hold equal are one word."""

    name = "words.1"
    split = "sentences.1"
    joints = "-‐‑'’"
    digit_joints = ".,:"
    is_ascii = is_plain = False

    def __init__(self, language: str, *, stem: bool) -> None:
        self.language = language
        self.stemmer = "snowball" if stem else "none"
        stemmed: Callable[[str], str] = _snowball(table(language, "rouge")["stemmer"]) if stem else str
        self.vocabulary = Vocabulary(
            lambda word: stemmed(word) if word.isalpha() else None,
            lambda word: tuple(map(stemmed, spellings(word, language))),
        )

    @staticmethod
    def is_letter(character: str) -> bool:
        """Tell whether a character is a letter or digit of any script."""
        return character.isalnum()

    def encode(self, document: Document) -> Tokens:
        """Return the tokens of the document's words; a sentence without words is none."""
        words = [*map(self.vocabulary.__getitem__, document.words.keys)]
        starts = document.words.starts
        stops = [bisect_left(starts, sentence.end) for sentence in document.sentences]
        if words and min(words) < 0:
            words, stops = self._expanded(words, stops)
        return Tokens(words=words, stops=stops)

    def _expanded(self, words: Sequence[int], stops: Sequence[int]) -> tuple[list[int], list[int]]:
        """Put the parts in the place of each word that counts as several, and move the sentences' stops along."""
        parts = [*map(self.vocabulary.expanded, words)]
        begins = [*accumulate(map(len, parts), initial=0)]
        return [*chain.from_iterable(parts)], [begins[stop] for stop in stops]

    def numbers(self, forms: Sequence[str]) -> list[int]:
        """Return the vocabulary's numbers of words as they stand in the text."""
        return self.vocabulary.numbers([*map(folded, forms)])


def spellings(word: str, language: str) -> tuple[str, ...]:
    """Return the words that a case-folded word counts as, by the language's rules on hyphens, apostrophes, digits."""
    if word.isalpha():
        return (word,)
    rules = table(language, "rouge")
    word = word.translate(_HYPHENS)
    if _grouped(rules["grouping"]).fullmatch(word):
        word = _dropped(rules["grouping"]).sub("", word)
    if rules["apostrophe"] == "join":
        word = word.replace("'", "")
    pieces = word.split("-") if rules["hyphen"] == "split" else _BETWEEN_DIGITS.split(word)
    return tuple(piece.replace("-", "") for piece in pieces)


@cache
def _grouped(marks: str) -> re.Pattern[str]:
    """What a number with grouped digits looks like: groups of three, then perhaps a decimal part after another mark."""
    return re.compile(rf"\d{{1,3}}(?:[{re.escape(marks)}]\d{{3}})+(?:[.,]\d+)?")


@cache
def _dropped(marks: str) -> re.Pattern[str]:
    return re.compile(rf"[{re.escape(marks)}](?=\d{{3}}(?!\d))")


@cache
def _snowball(name: str) -> Callable[[str], str]:
    import snowballstemmer  # noqa: PLC0415  (loads every language's stemmer; only stemming asks for one)

    # stemming costs more than all else of a batch, and texts repeat their words
    return lru_cache(maxsize=1 << 17)(snowballstemmer.stemmer(name).stemWord)
