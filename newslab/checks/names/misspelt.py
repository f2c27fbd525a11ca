"""Finds names of people that a summary spells otherwise than the article: "Meier" for "Maier"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from newslab.checks.names.compared import ComparedNames
from newslab.text.given import is_given
from newslab.text.language import WORDS_KEPT
from newslab.text.names.spellings import plain_letters, skeleton, without_possessive
from newslab.text.normalise import folded

# Shorter names are alike by chance.
_SHORTEST = 4
_GENITIVES = ("s", "es")
# What newspapers write either way without making it another name: umlauts and ligatures written out.
_WRITTEN_OUT = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ß", "ss"), ("ł", "l"), ("ø", "o"), ("đ", "d"), ("\u0131", "i"))
# Spellings of one sound that tell one family from another (Maier, Meyer; Schmidt, Schmitt; Hofmann, Hoffmann; Clark,
# Clarke): no transcription from another script makes this difference.
_FAMILIES = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ei|ai|ey|ay", "ei"), ("dt|th|tt", "t"), ("ck|c(?=[klaour]|$)", "k"), ("tz", "z"), ("ie", "i"), ("ph|v", "f"),
        ("([b-df-hj-np-tv-xz])\\1", "\\1"), ("e$", ""),
    )
]  # fmt: skip


class MisspeltNames(ComparedNames):
    """The names of a summary whose bearer the article writes otherwise."""

    def judged(self) -> Iterator[tuple[int, int]]:
        """Yield the number of each such word, with that of the article's."""
        words, known = self.summary.words, self.article.places
        for number in [number for number in self.summary.capitals if words.keys[number] not in known]:
            form = words.forms[number]
            if len(form) < _SHORTEST or not form.isalpha():
                continue
            if (place := self._other_spelling(number, form)) is not None:
                yield number, place

    def _other_spelling(self, number: int, form: str) -> int | None:
        """Return where the article has the name in a spelling that another family has."""
        key = folded(form)
        places = self.article.grounding.find(form)
        theirs = self.article.words.forms[places[0]] if places else ""
        if not theirs.isalpha() or not theirs[0].isupper() or not _written(key).isdisjoint(_written(folded(theirs))):
            return None
        alike = _family(key) == _family(folded(theirs))
        if self._same_bearer(number, places[0]):
            return places[0] if alike or skeleton(key) != skeleton(folded(theirs)) else None
        known = not is_given(key) and self.unknown.reads_family(form) and self.unknown.reads_family(theirs)
        return places[0] if alike and known else None

    def _same_bearer(self, number: int, place: int) -> bool:
        """Tell whether the same given name stands before both."""
        given = self.unknown.before(number)
        words = self.article.words
        return is_given(given) and place > 0 and words.keys[place - 1] == given


@lru_cache(maxsize=WORDS_KEPT)
def _written(key: str) -> frozenset[str]:
    """Return a name without what newspapers write either way, as it is and without a genitive's ending."""
    plain = _plain(key)
    return frozenset({plain, *(plain.removesuffix(ending) for ending in _GENITIVES)})


def _plain(key: str) -> str:
    bare = without_possessive(key)
    for letters, letter in _WRITTEN_OUT:
        bare = bare.replace(letters, letter)
    return plain_letters(bare)


@lru_cache(maxsize=WORDS_KEPT)
def _family(key: str) -> str:
    """Return how a name sounds, whoever's it is."""
    sound = _plain(key).removesuffix("s")
    for pattern, written in _FAMILIES:
        sound = pattern.sub(written, sound)
    return sound
