"""Finds whom a pronoun stands for: the last one named whom it can mean, by gender and by being a person."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from newslab.records import Span
from newslab.text.given import given_gender, is_given
from newslab.text.passage import Passage
from newslab.text.quotations.cues import Grammar
from newslab.text.quotations.genders import gender_in, gender_of
from newslab.text.quotations.people import identity_of
from newslab.text.quotations.phrases import Phrases
from newslab.text.quotations.speakers import SourceFinder
from newslab.text.quotations.verbs import Range

_MOST_UNREAD = 6  # sentences looked back through for whom a pronoun means
_REMEMBERED = 8  # people who were named before
_LOOKED_AROUND = 80  # words before a pronoun among which a given name may tell whom it means
_TITLES = 2  # words before a name in which an office or a title tells that it is a person's
_FULL_NAME = 2  # parts of one person's name
_APPOSITION = 5  # words behind a name and a comma in which an office tells that it is a person's


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom the text named: the phrase, where it stands, and in which paragraph."""

    phrase: str
    span: Span
    paragraph: int


class Antecedents:
    """Keeps in mind whom one text has named; the reader tells it of sentences and speakers as it reads on."""

    def __init__(
        self, passage: Passage, phrases: Phrases, sources: SourceFinder, masked: Collection[int], breaks: list[int]
    ) -> None:
        self._passage = passage
        self._phrases = phrases
        self._sources = sources
        self._masked = masked
        self._breaks = breaks
        self._grammar: Grammar = phrases.grammar
        self._unread: list[tuple[int, Range]] = []  # sentences whose subjects nobody has asked for yet
        # who was named, or the sentence whose subject that was, by where the sentence begins
        self._people: list[tuple[int, Person | Range]] = []

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph at ``offset``."""
        return bisect_left(self._breaks, offset)

    def read(self, offset: int, sentence: Range) -> None:
        """Take note of a sentence that begins at ``offset``; its subject is looked for only when somebody asks."""
        if not self._people or self._people[-1][0] < offset:
            self._unread.append((offset, sentence))

    def note(self, phrase: str | None, offset: int) -> None:
        """Keep in mind who was the subject of the sentence at ``offset``, if that is somebody who can speak."""
        person = self._person(phrase, offset) if phrase is not None else None
        if person is not None:
            self._insert(offset, person)

    def _insert(self, offset: int, named: Person | Range) -> None:
        if self._people and self._people[-1][0] > offset:
            insort(self._people, (offset, named), key=_offset)
        else:  # nearly always
            self._people.append((offset, named))

    def _person(self, phrase: str, offset: int) -> Person | None:
        """Return somebody who can speak, named in the sentence at ``offset``; None where the phrase is nobody."""
        identity = identity_of(phrase, self._passage.language)
        known = len(identity.names) > 1 or (identity.names and self._is_part_of_name(identity.names[0]))
        if not (identity.roles or identity.body or known):
            return None
        start = max(0, self._passage.text.find(phrase, max(0, offset - len(phrase))))
        span = Span(start, start + len(phrase))
        return Person(phrase=phrase, span=span, paragraph=self.paragraph(offset))

    def last(self, offset: int) -> Person | None:
        """Return who was the last subject before ``offset``, where that was in the same paragraph."""
        person = next(self._latest(), None)
        return person if person and person.paragraph == self.paragraph(offset) else None

    def of(self, key: str, at: int, sentence: Range) -> str | None:
        """Return whom the pronoun at word ``at`` stands for; None where that is not safe to say."""
        gender = self._grammar.pronoun_genders.get(key)
        if gender is None:
            return None
        subject = self._narrated_subject(sentence)
        if subject and subject[1] <= at:
            named = self._phrases.span(*subject).of(self._passage.text)
            identity = identity_of(named, self._passage.language)
            if (identity.names or identity.body) and self._can_mean(named, gender):
                return named  # "Trustee Joan Whitford said she …": whom the same sentence names first
        here = self.paragraph(self._passage.words.starts[at])
        near = (person.phrase for person in self._latest() if here - person.paragraph <= 1)
        passed = False
        for phrase in near:
            if self._can_mean(phrase, gender):
                return (self._by_given_name(at, gender) if passed else None) or phrase
            if self._gender(phrase) is None:
                return None  # a name that may be a firm's or a stranger's: nobody is named past it
            passed = True
        return self._by_given_name(at, gender)

    def _latest(self) -> Iterator[Person]:
        """Yield who was named as a subject, the last first; a sentence is read when nobody behind it was meant."""
        unread, self._unread = self._unread[-_MOST_UNREAD:], []
        for offset, sentence in unread:
            self._insert(offset, sentence)
        left = _REMEMBERED
        for at in range(len(self._people) - 1, -1, -1):
            offset, named = self._people[at]
            person = named if isinstance(named, Person) else self._subject(named, offset)
            if person is None:
                del self._people[at]
                continue
            self._people[at] = offset, person
            yield person
            left -= 1
            if not left:
                del self._people[:at]
                return

    def _subject(self, sentence: Range, offset: int) -> Person | None:
        subject = self._narrated_subject(sentence)
        return None if subject is None else self._person(self._phrases.span(*subject).of(self._passage.text), offset)

    def _narrated_subject(self, sentence: Range) -> Range | None:
        """Return whom a sentence names as its subject; not one between quotation marks, of whom others tell."""
        subject = self._sources.subject(*sentence).speaker
        named = subject is not None and not self._sources.is_pronoun(subject) and subject[0] not in self._masked
        return subject if named else None

    def _can_mean(self, phrase: str, gender: str) -> bool:
        """Tell whether a pronoun of a gender can stand for a phrase: one of that gender, or a person of either."""
        if not self._grammar.sets["joiners"].isdisjoint(phrase.split()) and len(self._names(phrase)) > _FULL_NAME:
            return False  # "Edwin Aldrin und Michael Collins" are two
        shown = self._gender(phrase)
        return shown == gender if shown else self._is_person(phrase)

    def _names(self, phrase: str) -> tuple[str, ...]:
        return identity_of(phrase, self._passage.language).names

    def _gender(self, phrase: str) -> str | None:
        """Return the gender that the phrase shows, or the given name with which the text names the same elsewhere."""
        language = self._passage.language
        return gender_of(phrase, language) or gender_in(self._passage, identity_of(phrase, language))

    def _is_person(self, phrase: str) -> bool:
        """Tell whether a phrase names a person for sure: by an office, a title or a given name, here or elsewhere."""
        identity = identity_of(phrase, self._passage.language)
        if identity.body or not identity.names:
            return bool(identity.roles) and not identity.body
        if identity.roles or is_given(identity.names[0]):
            return True
        return any(
            self._is_introduced(at - len(identity.names) + 1, at)
            for at in self._passage.places.get(identity.names[-1], ())
        )

    def _is_introduced(self, first: int, last: int) -> bool:
        """Tell whether an office, a title or a given name stands before a name, or an office behind its comma."""
        keys = self._passage.words.keys
        before = keys[max(0, first - _TITLES) : max(0, last)]
        if any(self._grammar.is_role(key) or is_given(key) for key in before):
            return True
        behind = range(last + 1, min(len(keys), last + 1 + _APPOSITION))
        apposed = last + 1 < len(keys) and self._phrases.gaps[last + 1] == ", "
        return apposed and any(self._grammar.is_role(keys[at]) for at in behind)

    def _by_given_name(self, at: int, gender: str) -> str | None:
        """Return the one person near whose given name has the pronoun's gender: the object of the sentence before."""
        words, found = self._passage.words, dict[str, str]()
        here = self.paragraph(words.starts[at])
        for first in range(max(0, at - _LOOKED_AROUND), at):
            if first in self._masked or given_gender(words.keys[first]) != gender:
                continue
            end = self._phrases.read(first, at, greedy=False)
            if end > first + 1 and here == self.paragraph(words.starts[first]):
                phrase = words.span(first, end).of(self._passage.text)
                names = identity_of(phrase, self._passage.language).names
                found.setdefault(names[-1] if names else "", phrase)
        return next(iter(found.values())) if len(found) == 1 else None

    def _is_part_of_name(self, name: str) -> bool:
        """Tell whether a single name stands behind another word of a name somewhere: "Olaf Scholz"."""
        forms = self._passage.words.forms
        return any(
            at and forms[at - 1][:1].isupper() and self._phrases.gaps[at] == " "
            for at in self._passage.places.get(name, ())
        )


def _offset(noted: tuple[int, object]) -> int:
    return noted[0]
