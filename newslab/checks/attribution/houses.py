"""Owns whose house somebody speaks for, as far as the article's sentences around him tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from newslab.records import Span
from newslab.text.document import Document
from newslab.text.names.abbreviations import spells
from newslab.text.once import once
from newslab.text.quotations.cues import grammar_of
from newslab.text.quotations.finder import Quotation
from newslab.text.quotations.people import HYPHEN, Identity, cases, related

_LETTERS = re.compile(r" \(([A-ZÄÖÜ]{2,6})\)")
_SPELT = 3  # words more than letters in which a name stands before its letters: "Verband der … Industrie (VI)"
_ANNOUNCED = 2  # sentences before words in which the house is named for which somebody speaks them


class Houses:
    """Reads where one article names houses and people."""

    def __init__(self, article: Document) -> None:
        self._article = article
        self._grammar = grammar_of(article.language)

    def announces(self, house: Identity, person: Identity, span: Span) -> bool:
        """Tell whether a house is named right before somebody speaks: "Criticism came from the union. Its secretary …".

        Whoever follows may well be its own, and the summary name it for them.
        """
        if house.names or house.roles or not house.others or not person.names or not person.roles:
            return False
        here = self._article.sentence_at(span.start)
        before = self._article.sentences[max(0, here - _ANNOUNCED) : here]
        parts = {part for sentence in before for word in self._named_in(sentence) for part in HYPHEN.split(word)}
        return all(related([word], parts) for word in house.others)

    def is_of_another(self, house: Identity, source: Quotation) -> bool:
        """Tell whether another house opens the sentence of a speaker: "Der Verband bremst; Geschäftsführer Ott …".

        Whom it has by a bare name was introduced before, with a house of his own.
        """
        if source.speaker is None or source.speaker.text == source.speaker.name:
            return False
        named, here = self._houses_before(source)
        if not named or related(house.all, named):
            return False
        return self.sentences_of(house.all).isdisjoint({here - 1, here})

    def is_of_its(self, house: Identity, person: Identity, source: Quotation) -> bool:
        """Tell whether a house opens the sentence of somebody whose office says of no other whose he is."""
        if house.names or house.roles or not person.names or not person.roles or person.others:
            return False
        named, _ = self._houses_before(source)
        return bool(named) and all(related(house.all, [key]) for key in named)

    def _houses_before(self, source: Quotation) -> tuple[list[str], int]:
        """Return the bodies that the article's sentence names before its speaker, and the number of the sentence."""
        article, speaker = self._article, source.speaker
        if speaker is None or speaker.pronoun:
            return [], 0
        here = article.sentence_at(speaker.span.start)
        first, last = article.word_at(article.sentences[here].start), article.word_at(speaker.span.start)
        return [key for key in article.words.keys[first:last] if self._grammar.is_body(key)], here

    @once
    def _joined(self) -> Mapping[str, Sequence[int]]:
        """The places of the article's compounds with a hyphen by their last part: "sprecher" for "Bahn-Sprecher"."""
        found: dict[str, list[int]] = {}
        for key, places in self._article.places.items():
            if not key.isalpha() and (parts := HYPHEN.split(key))[1:]:
                found.setdefault(parts[-1], []).extend(places)
        return found

    def spelt_out(self, words: frozenset[str]) -> frozenset[str]:
        """Return words with those that the article sets before the letters among them: "Bund der Imker (BDI)"."""
        return words.union(*(self._spelt[word] for word in words & self._spelt.keys())) if self._spelt else words

    @once
    def _spelt(self) -> Mapping[str, frozenset[str]]:
        """The words that the article sets before letters in brackets and that have them as their first ones."""
        found, words = dict[str, frozenset[str]](), self._article.words
        for match in _LETTERS.finditer(self._article.text):
            at, letters = self._article.word_at(match.start(1)), match[1].casefold()
            for first in range(at - 1, max(0, at - len(letters) - _SPELT) - 1, -1):
                if spells(letters, list(words.forms[first:at]), self._article.language):
                    named = zip(words.keys[first:at], words.forms[first:at], strict=True)
                    found[letters] = frozenset(key for key, form in named if form[:1].isupper())
                    break
        return found

    def _named_in(self, sentence: Span) -> set[str]:
        return capitalised(sentence.of(self._article.text))

    def sentences_of(self, words: Iterable[str], apart: Span | None = None) -> set[int]:
        """Return the numbers of the article's sentences in which one of the words stands, outside ``apart``."""
        places, starts, joined = self._article.places, self._article.words.starts, self._joined
        forms = [form for word in words for form in ((word,) if word in places else cases(word))]
        offsets = (starts[at] for form in forms for at in (*places.get(form, ()), *joined.get(form, ())))
        return {
            self._article.sentence_at(offset)
            for offset in offsets
            if apart is None or not apart.start <= offset < apart.end
        }


def capitalised(text: str) -> set[str]:
    """Return the capitalised words of a text, case-folded: whoever is named there."""
    return {
        word.strip(".,;:!?()„“”»«\"'").casefold() for word in text.split() if word[:1].isupper() or word[:1] in '„“»«"('
    }


def cue_of(quotation: Quotation, document: Document) -> str:
    """Return the word that announces a quotation, case-folded; empty where none does."""
    return quotation.cue.of(document.text).casefold() if quotation.cue else ""
