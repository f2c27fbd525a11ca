"""Tells which words of a summary are names that its article does not have; only for these is a tagger asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, cached_property
from itertools import pairwise

from simplemma import is_known

from newslab.records import Span
from newslab.text.document import Document
from newslab.text.language import table, words_of
from newslab.text.names.countries import cities, states
from newslab.text.names.morphology import Reading, reading
from newslab.text.names.tagger import Mark, chosen_tagger, marks
from newslab.text.normalise import folded

_HYPHEN = re.compile(r"[-‐‑]")
_FIGURE = re.compile(r"\d+")
# Shorter words without a capital say too little to be called a name.
_SHORTEST_SMALL = 4
# Before a known noun, so many letters are words again ("Toilettenbenutzungs-gebühr"); names of places are shorter.
_LONG_MODIFIER = 7
# From so many letters on, an ending of nouns is no part of a short name ("Jung").
_LONG_NOUN = 9
# Marks after which a sentence goes on.
_INSIDE = frozenset(",;(/&-–")
_BLANKS = " \u00a0"
# A part of a compound that tells which institution is meant has at least so many letters.
_SHORTEST_PART = 3


@cache
def _heads(language: str) -> tuple[str, ...]:
    return tuple(sorted(words_of(language, "names", "institutions"), key=lambda head: (-len(head), head)))


@cache
def _noun_endings(language: str) -> tuple[str, ...]:
    return tuple(table(language, "names")["noun_endings"])


@cache
def _adjectives(language: str) -> tuple[str, ...]:
    return tuple(table(language, "names")["hanta"]["adjective"])


class UnknownNames:
    """A summary's words as a finder of unsupported names sees them."""

    def __init__(self, article: Document, summary: Document) -> None:
        self.article, self.summary = article, summary
        self.language = summary.language
        self._compounds: bool = table(self.language, "names")["compounds"]

    @cached_property
    def cased(self) -> bool:
        """Whether the summary uses capitals at all; machine summaries are often written without."""
        blanks = words_of(self.language, "names", "no_names")
        words = zip(self.summary.words.forms, self.summary.words.keys, strict=True)
        return any(form != key and key not in blanks for form, key in words)

    def is_capital(self, number: int) -> bool:
        """Tell whether a word begins as a name does; in a text without capitals every word may."""
        return self.summary.words.forms[number][0].isupper() or not self.cased

    def reads_proper(self, form: str) -> bool:
        """Tell whether HanTa takes ``form`` for a name, in whatever case it is written."""
        return reading(form if self.cased else form.capitalize(), self.language).proper

    def adjacent(self, number: int) -> bool:
        """Tell whether nothing but a space, or an initial's full stop, stands between a word and the next."""
        words = self.summary.words
        if number + 1 >= len(words):
            return False
        gap = self.summary.text[words.ends[number] : words.starts[number + 1]]
        return gap == " " or (gap == ". " and len(words.forms[number]) == 1)

    def words(self, skip: Collection[int]) -> Iterator[int]:
        """Yield the numbers of the words that belong to a name which the article does not have, in order."""
        for number, form in enumerate(self.summary.words.forms):
            if number in skip or len(form) < 2 or form[0].isdigit() or not self._may_be_name(number):
                continue
            if number == self._broken_off:
                continue
            if self.summary.words.keys[number] in words_of(self.language, "names", "no_names"):
                continue
            if any(figure in self.article.places for figure in _FIGURE.findall(form)):
                continue  # a code that the article may write apart: "A9", "A 9"
            found = self.article.grounding.find(form) or self._written_together(number)
            if self._name_like_grammar(number) if found else self._is_unknown_name(number):
                yield number

    @cached_property
    def _broken_off(self) -> int | None:
        """The number of a last word that a limit of length cut off: nothing stands behind it, and a word of the
        article goes on where it stops. A headline, which ends without a full stop, has no sentence before it.
        """
        words, last = self.summary.words, len(self.summary.words) - 1
        if len(self.summary.sentences) < 2 or words.ends[last] < len(self.summary.text.rstrip()):
            return None
        return last if any(key.startswith(words.keys[last]) for key in self.article.places) else None

    def _written_together(self, number: int) -> bool:
        """Tell whether the article writes a word and one beside it as one ("Hong Kong", "Hongkong")."""
        keys = self.summary.words.keys
        return any(
            self.adjacent(first) and keys[first] + keys[first + 1] in self.article.places
            for first in (number - 1, number)
            if first >= 0
        )

    def _may_be_name(self, number: int) -> bool:
        if self.cased:
            return self.summary.words.forms[number][0].isupper()
        form = self.summary.words.forms[number]
        return len(form) >= _SHORTEST_SMALL and form.isalpha()

    def _is_unknown_name(self, number: int) -> bool:
        form = self.summary.words.forms[number]
        if not self.cased:
            return not is_known(form, lang=self.language) and reading(form.capitalize(), self.language).proper
        if not self._compounds:
            return self._marked(number)
        pieces = _HYPHEN.split(form)
        if len(pieces) == 1 and len(form) >= _LONG_NOUN and folded(form).endswith(_noun_endings(self.language)):
            return False  # most words of news that an article lacks are such; HanTa need not be asked
        if len(pieces) > 1:
            return any(self._unknown_piece(piece) for piece in pieces if piece)
        return (
            self._unknown_institution(form)
            or self._unknown_street(number)
            or self._named(number)
            or self._part_of_known_name(number)
        )

    def _named(self, number: int) -> bool:
        """Tell a name from a noun, where nouns have capitals too: by the word, its neighbours, and last the tagger."""
        form = self.summary.words.forms[number]
        read = reading(form, self.language)
        if self._named_after_place(number, read) or any(one.islower() and two.isupper() for one, two in pairwise(form)):
            return True
        if self._has_legal_form(number) or self._in_place(number, read):
            return True
        if self.begins_sentence(number) and self._ordinary(form.lower()):
            return False
        if self._after_adjective(number):
            return True
        if self._named_alone(form, read):
            return True
        if read.known == "k" and (read.leaning != "neither" or is_known(form, lang=self.language)):
            return False
        by_company = self._called(number)
        if read.known == "m":
            place = folded(form).endswith(tuple(table(self.language, "names")["place_endings"]))
            return by_company or read.proper or (place and self._marked(number))
        return by_company or ((read.proper or not self._made_of_words(form, read)) and self._marked(number))

    def _named_alone(self, form: str, read: Reading) -> bool:
        """Tell whether a word, seen by itself, is a name rather than a noun that HanTa does not know."""
        if read.proper and read.known == "k":
            return True
        if read.known != "u" or self._made_of_words(form, read):
            return False
        return read.proper or not is_known(form, lang=self.language)

    def _after_adjective(self, number: int) -> bool:
        """Tell whether an adjective with a capital stands right before, as only in names ("Deutsche Bahn")."""
        if not number or not self.adjacent(number - 1) or self.begins_sentence(number - 1):
            return False
        before = self.summary.words.forms[number - 1]
        if not before[0].isupper():
            return False
        state = any(s.side == "people" for s in states(self.language).get(folded(before), ()))
        return state or self._named_by_adjective(number - 1)

    def _named_by_adjective(self, number: int) -> bool:
        """Tell whether an adjective with a capital stands after an article, as only in names ("die Freien Wähler")."""
        if not number or not self.adjacent(number - 1):
            return False
        form = self.summary.words.forms[number]
        inflected = form.endswith(tuple(table(self.language, "names")["weak_endings"]))  # "Chemnitzer" is a place's
        known = reading(form, self.language).tag.startswith(_adjectives(self.language))
        return (
            inflected and known and self.summary.words.keys[number - 1] in words_of(self.language, "names", "articles")
        )

    def _called(self, number: int) -> bool:
        """Tell whether a title before says that this is a name."""
        keys, before = self.summary.words.keys, number - 1
        return before >= 0 and self.adjacent(before) and keys[before] in words_of(self.language, "names", "titles")

    def _has_legal_form(self, number: int) -> bool:
        """Tell whether a company's legal form follows: whatever stands before "AG" is its name."""
        keys, forms = self.summary.words.keys, words_of(self.language, "names", "legal_forms")
        return number + 1 < len(keys) and self.adjacent(number) and keys[number + 1] in forms

    def _in_place(self, number: int, read: Reading) -> bool:
        """Tell whether a word that ends as places do stands without an article after "in" or "aus", as only they do."""
        if read.known == "k" or not number or not self.adjacent(number - 1):
            return False
        key, before = self.summary.words.keys[number], self.summary.words.keys[number - 1]
        return before in words_of(self.language, "names", "before_places") and key.endswith(
            tuple(table(self.language, "names")["place_endings"])
        )

    def begins_sentence(self, number: int) -> bool:
        """Tell whether a word stands where every word has a capital: first, or after a mark that opens or ends."""
        start = self.summary.words.starts[number]
        while start and self.summary.text[start - 1] in _BLANKS:
            start -= 1
        before = self.summary.text[max(start - 1, 0) : start]
        return not (before.isalnum() or before in _INSIDE)

    def _ordinary(self, small: str) -> bool:
        """Tell whether a word without its capital is a known word of the language."""
        read = reading(small, self.language)
        return read.known != "u" and not read.proper

    def _named_after_place(self, number: int, read: Reading) -> bool:
        """Tell whether an adjective is made of the name of a place ("Berliner", "Viernheimer Kreuz")."""
        form = self.summary.words.forms[number]
        if (
            not form.endswith("er")
            or read.leaning not in {"neither", "common"}
            or (read.tag == "NN" and read.known == "k" and is_known(form, lang=self.language))
        ):
            return False
        if read.tag.startswith(_adjectives(self.language)) and not self.begins_sentence(number):
            return self.adjacent(number) and self.summary.words.forms[number + 1][0].isupper()
        return self._of_place(form)

    def _of_place(self, form: str) -> bool:
        """Tell whether a word is made of the name of a place that HanTa knows ("Münchner")."""
        if not form.endswith("er"):
            return False
        bases = (form[:-2], form[:-2] + "en", form[:-3] + "en")
        return any(self._known_name(base) and not self._ordinary(base.lower()) for base in bases)

    def _known_name(self, form: str) -> bool:
        read = reading(form, self.language)
        return read.proper and read.known == "k"

    def _name_like_grammar(self, number: int) -> bool:
        """Tell a name that is spelt like a word of grammar, which every article has: the river in "die Oder"."""
        words = self.summary.words
        if not number or words.keys[number] not in words_of(self.language, "support", "stop"):
            return False
        return (
            self.adjacent(number - 1)
            and words.keys[number - 1] in words_of(self.language, "names", "articles")
            and reading(words.forms[number], self.language).proper
            and words.forms[number] not in self.article.words.forms
        )

    def _marked(self, number: int) -> bool:
        """Tell whether the tagger takes the word for a part of a name; it is asked about the word's sentence."""
        return self._mark(number) is not None

    def may_be_place(self, number: int) -> bool:
        """Tell whether a name may be a place's: known as one, or no abbreviation and nobody's to the tagger."""
        key = self.summary.words.keys[number]
        capital = any(state.side == "capital" for state in states(self.language).get(key, ()))
        if capital or key in cities(self.language):
            return True
        if self.summary.words.forms[number].isupper():
            return False
        mark = self._mark(number)
        return mark is None or mark.kind != "PER"

    def _mark(self, number: int) -> Mark | None:
        words = self.summary.words
        sentence = self.summary.sentences[self.summary.sentence_at(words.starts[number])]
        here = Span(words.starts[number], words.ends[number])
        said = marks(sentence.of(self.summary.text), self.language, chosen_tagger())
        return next((mark for mark in said if mark.span.shifted(sentence.start).touches(here)), None)

    def _made_of_words(self, form: str, read: Reading) -> bool:
        """Tell whether a word is a compound of known words, or ends as only nouns do."""
        key = folded(form)
        if key.endswith(_noun_endings(self.language)):
            return True
        if key.endswith(tuple(table(self.language, "names")["place_endings"])):
            return False
        cuts = range(_SHORTEST_PART, len(key) - _SHORTEST_PART + 1)
        return any(
            self._head(key[cut:]) and (read.leaning == "common" or cut >= _LONG_MODIFIER or self._modifier(key[:cut]))
            for cut in cuts
        )

    def _head(self, piece: str) -> bool:
        """Tell whether a compound's last part is a noun that HanTa knows."""
        read = reading(piece.capitalize(), self.language)
        return read.known == "k" and read.leaning not in {"proper", "neither"}

    def _modifier(self, part: str) -> bool:
        """Tell whether a compound's first part is a known word, with or without the letters that join it."""
        joints = table(self.language, "support")["joints"]
        roots = (part.removesuffix(joint) for joint in joints)
        return any(len(root) >= _SHORTEST_PART and is_known(root, lang=self.language) for root in roots)

    def _unknown_piece(self, piece: str) -> bool:
        """Tell whether one side of a hyphen is a name which the article does not have."""
        if len(piece) < 2 or not piece[0].isupper() or folded(piece) in words_of(self.language, "names", "no_names"):
            return False
        if self.article.grounding.find(piece):
            return False
        standing = states(self.language).get(folded(piece), ())
        if standing:
            return not any(state.number in self.article.grounding.states for state in standing)
        read = reading(piece, self.language)
        if piece.isupper():
            return read.leaning != "common"
        return not self._ordinary(piece.lower()) and self._named_alone(piece, read)

    def _unknown_institution(self, form: str) -> bool:
        """Tell whether a word names an institution ("Justizministerium") of which the article has neither part."""
        key = folded(form)
        head = next((head for head in _heads(self.language) if key.endswith(head)), None)
        if head is None or len(key) - len(head) < _SHORTEST_PART or not reading(form, self.language).noun:
            return False
        part = key[: -len(head)]
        if part in words_of(self.language, "names", "general_parts"):
            return not self.article.grounding.has_head(head)
        return not self.article.grounding.bears_part(part)

    def _unknown_street(self, number: int) -> bool:
        """Tell whether a word is a street or a square called after a name that the article does not have."""
        form = self.summary.words.forms[number]
        key = folded(form)
        head = next((head for head in words_of(self.language, "names", "streets") if key.endswith(head)), None)
        part = form[: -len(head)] if head else ""
        if head and (
            self._of_longer_noun(key, head) or folded(part) in words_of(self.language, "names", "general_parts")
        ):
            return False
        if len(part) <= _SHORTEST_PART or self.article.grounding.bears_part(folded(part)):
            return False
        if number and self.adjacent(number - 1) and self._of_place(self.summary.words.forms[number - 1]):
            return True
        return any(
            reading(name, self.language).proper or not self._ordinary(name.lower()) for name in (part, part[:-1])
        )

    def _of_longer_noun(self, key: str, head: str) -> bool:
        """Tell whether a compound ends in a longer noun than a street's head: "Absatzanstieg" ends in "Anstieg"."""
        cuts = range(_SHORTEST_PART, len(key) - len(head))
        return any(self._head(key[cut:]) and self._modifier(key[:cut]) for cut in cuts)

    def _part_of_known_name(self, number: int) -> bool:
        """Tell whether an adjective with a capital makes another name of a known one ("Rotes Kreuz")."""
        forms = self.summary.words.forms
        if number + 1 >= len(forms) or not number or not self.adjacent(number) or not self.adjacent(number - 1):
            return False
        read = reading(forms[number], self.language)
        return (
            read.tag.startswith(_adjectives(self.language))
            and forms[number + 1][0].isupper()
            and folded(forms[number + 1]) in self.article.places
        )

    def sure_names(self) -> Iterator[range]:
        """Yield the runs of words that are names beyond doubt: capitals in a row, abbreviations, states."""
        forms, keys = self.summary.words.forms, self.summary.words.keys
        number = 0
        while number < len(forms):
            end = number
            while end < len(forms) and forms[end][0].isupper() and (end == number or self.adjacent(end - 1)):
                end += 1
            words = range(number, end)
            if words and self._sure(words, [keys[n] for n in words]):
                yield words
            number = max(end, number + 1)

    def _sure(self, words: range, keys: list[str]) -> bool:
        if not words_of(self.language, "names", "no_names").isdisjoint(keys):
            return False
        form = self.summary.words.forms[words[0]]
        return len(words) > 1 or (len(form) > 1 and form.isupper()) or keys[0] in states(self.language)
