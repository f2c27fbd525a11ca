"""Owns what the words before a noun tell: after a determiner that names lack, a known word is no name."""

from __future__ import annotations

from simplemma import is_known

from newslab.checks.names.frames import NameFrame
from newslab.text.language import words_of
from newslab.text.names.formation import adjectives, is_noun_by_forms, is_of_city, is_of_place, is_ordinary
from newslab.text.names.morphology import reading
from newslab.text.normalise import folded

# Adjectives between a determiner and its noun, and how they end.
_MOST_ADJECTIVES = 2
_INFLECTED = ("e", "en", "er", "es", "em")


def _is_determiner(key: str, language: str) -> bool:
    return any(key in words_of(language, "names", kind) for kind in ("articles", "noun_determiners"))


class NounFrame(NameFrame):
    """The words of a text, and which of them stand as nouns do."""

    def is_determined(self, number: int) -> bool:
        """Tell whether a known word stands after a determiner that names lack ("ein Riff", "ein Husumer Bauer")."""
        form, beside = self.summary.words.forms[number], self.determiner(number)
        ordinary = is_ordinary(form.lower(), self.language)
        if beside in words_of(self.language, "names", "noun_determiners"):
            return ordinary or is_known(form, lang=self.language)
        if beside not in words_of(self.language, "names", "articles"):
            return self.is_counted(number) and is_noun_by_forms(form, self.language)
        if not ordinary:
            return is_noun_by_forms(form, self.language) and not self._is_place(number)  # "im Harz"
        river = folded(form) in words_of(self.language, "support", "stop")  # "die Oder"
        return not river and is_known(form.lower(), lang=self.language)

    def _may_be_adjective(self, form: str) -> bool:
        """Tell whether a word in "-er" may be a place's adjective, and is no noun alone ("Trainer Koch")."""
        read = reading(form, self.language)
        return (
            is_of_place(form, self.language) or is_of_city(form, self.language) or not (read.known == "k" and read.noun)
        )

    def _is_place(self, number: int) -> bool:
        mark = self.mark(number)
        return mark is not None and mark.kind == "LOC"

    def determiner(self, number: int) -> str:
        """Return the word before a noun and its adjectives: "ein" in "ein alter Baum", "ein Husumer Bauer"."""
        forms, at = self.summary.words.forms, number
        for _ in range(_MOST_ADJECTIVES):
            beside = self.before(at)
            if beside.endswith("er") and forms[at - 1][0].isupper() and self._may_be_adjective(forms[at - 1]):
                return self.before(at - 1)
            attribute = at and forms[at - 1].endswith(_INFLECTED) and forms[at - 1].islower()
            attribute = attribute and not _is_determiner(beside, self.language)
            if not attribute or not reading(beside, self.language).tag.startswith(adjectives(self.language)):
                return beside
            at -= 1
        return self.before(at)

    def is_counted(self, number: int) -> bool:
        """Tell whether a number stands before: "zwei Hamburger"."""
        first = self.summary.words.starts[number]
        return any(0 <= first - quantity.span.end <= 1 for quantity in self.summary.quantities)
