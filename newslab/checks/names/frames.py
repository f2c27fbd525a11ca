"""Owns what stands around a word of a text and shows it for a name: titles, legal forms, prepositions of place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from newslab.records import Span
from newslab.text.document import Document
from newslab.text.language import WORDS_KEPT, table, words_of
from newslab.text.names.countries import states
from newslab.text.names.formation import adjectives, place_endings
from newslab.text.names.houses import long_names
from newslab.text.names.morphology import Reading, reading
from newslab.text.names.spellings import stem
from newslab.text.names.tagger import Mark, chosen_tagger, marks
from newslab.text.names.titles import tail_of
from newslab.text.normalise import folded
from newslab.text.once import once

# Marks after which a sentence goes on.
_INSIDE = frozenset(",;(/&-–")
_BLANKS = " \u00a0"
# What may stand around the name of a house, and before it.
MARKS = ' „“”"»«’‘'
# What follows a dateline's place: an agency's sign, or two, in a bracket.
_SIGN = re.compile(r" ?\(([^\W\d_]{2,12})[/)]")
_LONGEST_SIGN = 20
_POSTCODE = re.compile(r"\d{5}")  # "76131 Karlsruhe"


@lru_cache(maxsize=WORDS_KEPT)
def _names_with(root: str, language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(name for name in long_names(language) if root in name)


def _is_title(adjective: str, noun: str, language: str) -> bool:
    """Tell whether an adjective and its noun are an office's title, or a set phrase: "Rote Karte"."""
    phrases = table(language, "names")["set_phrases"].items()
    return (
        any(adjective.startswith(root) and noun in nouns for root, nouns in phrases)
        or tail_of(noun, language) is not None
    )


class NameFrame:
    """The words of a text, and what stands beside each."""

    def __init__(self, summary: Document) -> None:
        self.summary, self.language = summary, summary.language

    @once
    def cased(self) -> bool:
        """Whether the summary uses capitals at all; machine summaries are often written without."""
        blanks = words_of(self.language, "names", "no_names")
        words = zip(self.summary.words.forms, self.summary.words.keys, strict=True)
        return any(form != key and key not in blanks for form, key in words)

    @property
    def capitals(self) -> list[int]:
        """The numbers of the words that begin with a capital, in order."""
        return self.summary.capitals

    def runs(self, words: range) -> Iterator[range]:
        """Yield the runs of words that begin with a capital, side by side, among some words."""
        capitals, gaps = self.summary.capitals, self.summary.gaps
        at = bisect_left(capitals, words.start)
        here = capitals[at : bisect_left(capitals, words.stop, at)]
        first: int | None = None
        for number, following in zip(here, [*here[1:], -1], strict=False):
            first = number if first is None else first
            if following != number + 1 or not (gaps[following] == " " or self.adjacent(number)):
                yield range(first, number + 1)
                first = None

    def is_capital(self, number: int) -> bool:
        """Tell whether a word begins as a name does; in a text without capitals every word may."""
        return self.summary.words.forms[number][0].isupper() or not self.cased

    def adjacent(self, number: int) -> bool:
        """Tell whether nothing but a space, or an initial's full stop, stands between a word and the next."""
        forms = self.summary.words.forms
        if number + 1 >= len(forms):
            return False
        gap = self.summary.words.gaps[number + 1]
        return gap == " " or (gap == ". " and len(forms[number]) == 1)

    def begins_sentence(self, number: int) -> bool:
        """Tell whether a word stands where every word has a capital: first, or after a mark that opens or ends."""
        start = self.summary.words.starts[number]
        while start and self.summary.text[start - 1] in _BLANKS:
            start -= 1
        before = self.summary.text[max(start - 1, 0) : start]
        return not (before.isalnum() or before in _INSIDE)

    def mark(self, number: int) -> Mark | None:
        """Return what the tagger says of a word in its sentence, if it takes it for a part of a name."""
        words = self.summary.words
        sentence = self.summary.sentences[self.summary.sentence_of[number]]
        here = Span(words.starts[number], words.ends[number])
        said = marks(sentence.of(self.summary.text), self.language, chosen_tagger())
        return next((mark for mark in said if mark.span.shifted(sentence.start).touches(here)), None)

    def before(self, number: int, gap: str = " ") -> str:
        """Return the word right before, by its key; "" where something else than ``gap`` lies between."""
        words = self.summary.words
        told = number > 0 and self.summary.text[words.ends[number - 1] : words.starts[number]] == gap
        return words.keys[number - 1] if told else ""

    def is_marked(self, number: int) -> bool:
        """Tell whether the tagger takes the word for a part of a name; it is asked about the word's sentence."""
        return self.mark(number) is not None

    def is_after_adjective(self, number: int) -> bool:
        """Tell whether an adjective with a capital stands right before, as only in names ("Deutsche Bahn")."""
        if not number or not self.adjacent(number - 1) or self.begins_sentence(number - 1):
            return False
        before = self.summary.words.forms[number - 1]
        if not before[0].isupper():
            return False
        if before.endswith("er") and self.before(number - 1) in words_of(self.language, "names", "articles"):
            return False  # "der Schweizer Eigentümer": an adjective of a place, before any noun
        if _is_title(self.summary.words.keys[number - 1], self.summary.words.keys[number], self.language):
            return False
        state = any(s.side == "people" for s in states(self.language).get(folded(before), ()))
        return state or self._named_by_adjective(number - 1)

    def _named_by_adjective(self, number: int) -> bool:
        """Tell whether an adjective with a capital stands after an article, as only in names ("die Freien Wähler")."""
        if not number or not self.adjacent(number - 1):
            return False
        form = self.summary.words.forms[number]
        inflected = form.endswith(tuple(table(self.language, "names")["weak_endings"]))  # "Chemnitzer" is a place's
        known = reading(form, self.language).tag.startswith(adjectives(self.language))
        return (
            inflected and known and self.summary.words.keys[number - 1] in words_of(self.language, "names", "articles")
        )

    def is_called(self, number: int) -> bool:
        """Tell whether a title before says that this is a name."""
        keys, before = self.summary.words.keys, number - 1
        return before >= 0 and self.adjacent(before) and keys[before] in words_of(self.language, "names", "titles")

    def is_after_house(self, number: int) -> bool:
        """Tell whether a word for what is called after its place stands right before ("Kreis Celle")."""
        heads = tuple(words_of(self.language, "names", "called_after_place"))
        return bool(heads) and self.before(number).endswith(heads)

    def has_legal_form(self, number: int) -> bool:
        """Tell whether a company's legal form follows: whatever stands before "AG" is its name."""
        keys, forms = self.summary.words.keys, words_of(self.language, "names", "legal_forms")
        return number + 1 < len(keys) and self.adjacent(number) and keys[number + 1] in forms

    def is_in_place(self, number: int, read: Reading) -> bool:
        """Tell whether a word that ends as places do stands without an article after "in" or "aus", as only they do."""
        if read.known == "k" or not number or not self.adjacent(number - 1):
            return False
        key, before = self.summary.words.keys[number], self.summary.words.keys[number - 1]
        return before in words_of(self.language, "names", "before_places") and key.endswith(
            place_endings(self.language)
        )

    def is_bare_place(self, number: int) -> bool:
        """Tell whether the tagger takes a word for a place that stands so: "in Dormagen", without an article."""
        if self.before(number) not in words_of(self.language, "names", "before_places"):
            return False
        mark = self.mark(number)
        return mark is not None and mark.kind == "LOC"

    def is_filed_from(self, number: int) -> bool:
        """Tell whether an agency's sign follows, as after the place in a dateline: "Oberursel (dpa)"."""
        following = self.summary.text[self.summary.words.ends[number] : self.summary.words.ends[number] + _LONGEST_SIGN]
        sign = _SIGN.match(following)
        return sign is not None and folded(sign[1]) in words_of(self.language, "names", "agencies")

    def is_credited(self, number: int) -> bool:
        """Tell whether a photograph is credited to the word ("Foto: Zuckerberg"), or a postcode places it."""
        if self.before(number, ": ") in words_of(self.language, "names", "credits"):
            return True
        return _POSTCODE.fullmatch(self.before(number)) is not None

    def is_of_house(self, number: int) -> bool:
        """Tell whether a word is part of a house's name of several words, standing here whole ("Vereinte Nationen")."""
        keys = self.summary.words.keys
        for name in _names_with(stem(keys[number], self.language), self.language):
            first = number - name.index(stem(keys[number], self.language))
            there = keys[max(0, first) : first + len(name)]
            if tuple(stem(key, self.language) for key in there) == name:
                return self.is_capital(first)
        return False
