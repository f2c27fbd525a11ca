"""Tells of a word's parts whether it names a house, a street or a joined thing that the article does not have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from simplemma import is_known

from newslab.checks.names.nouns import NounFrame
from newslab.checks.names.pieces import LONG_NOUN
from newslab.text.document import Document
from newslab.text.language import table, words_of
from newslab.text.names.countries import states
from newslab.text.names.formation import (
    SHORTEST_PART,
    is_guessed_noun,
    is_known_name,
    is_name_alone,
    is_of_longer_noun,
    is_of_place,
    is_ordinary,
    noun_endings,
)
from newslab.text.names.morphology import reading
from newslab.text.normalise import folded
from newslab.text.quantities.words import number_words

_LONG_HOUSE = 16  # letters of a house's name whose first part alone tells which it is
_LONG_PART = 5  # letters of each part of a compound that the article has in two others


@cache
def _heads(language: str) -> tuple[str, ...]:
    return tuple(sorted(words_of(language, "names", "institutions"), key=lambda head: (-len(head), head)))


def _twins(part: str, same: Mapping[str, str]) -> list[str]:
    """Return the other first parts of words for a ministry that say the same: agrar, landwirtschaft."""
    bare = part.removesuffix("s")
    return [other for one, other in same.items() if bare == one] + [one for one, other in same.items() if bare == other]


class CompoundFrame(NounFrame):
    """A summary's words beside an article, and what the parts of each tell."""

    def __init__(self, article: Document, summary: Document) -> None:
        super().__init__(summary)
        self.article = article
        self.compounds: bool = table(self.language, "names")["compounds"]

    def recombines(self, form: str) -> bool:
        """Tell whether a noun is cut from the article's compounds, or put together from them.

        "Bon" for its "Kassenbon"; "Aprilfröste" for its "Nachtfröste im April".
        """
        key, bears, has = folded(form), self.article.grounding.bears_part, self.article.grounding.has_head
        if not self.compounds or not form.isalpha():
            return False
        if len(key) < LONG_NOUN:
            ends = any(word.endswith(key) and len(word) - len(key) >= SHORTEST_PART for word in self.article.places)
            return ends and is_known(form, lang=self.language)
        if any(
            (has(key[:cut]) and bears(key[cut:])) or (bears(key[:cut]) and has(key[cut:]))
            for cut in range(SHORTEST_PART + 1, len(key) - 1)
        ):
            return True
        # "Orbitalmodul" of "Orbitalkapsel" and "Orbitmodul"; a house is another one by either part
        cuts = range(_LONG_PART, len(key) - _LONG_PART + 1)
        both = any(self.article.grounding.has_rims(key[:cut], key[cut:]) for cut in cuts)
        return both and not self.is_unknown_institution(form)

    def is_currency(self, form: str, last: str) -> bool:
        """Tell whether a word is the full name of a currency that the article calls by its short one ("US-Dollar")."""
        units = number_words(self.language).units
        return folded(form) in units and folded(last) in units and bool(self.article.grounding.find(last))

    def is_unknown_joined(self, pieces: list[str]) -> bool:
        """Tell whether a word with a hyphen names an institution ("Ifo-Institut") or a place ("Landau-Nord")."""
        *first, last = (folded(piece) for piece in pieces)
        if any(self._bears(piece) for piece in pieces[:-1] if piece):
            return False
        if last in words_of(self.language, "names", "directions"):
            return all(not is_ordinary(piece, self.language) for piece in first)
        heads = (*_heads(self.language), *table(self.language, "names")["joined_institutions"])
        return last.removesuffix("es").removesuffix("s") in heads and not words_of(
            self.language, "names", "general_parts"
        ).issuperset(first)

    def has_pieces(self, pieces: list[str]) -> bool:
        """Tell whether the article has every piece with a capital of a word with a hyphen ("NOAA-backed")."""
        titles = words_of(self.language, "names", "no_names") | words_of(self.language, "names", "former")
        names = [piece for piece in pieces if piece and piece[0].isupper() and folded(piece) not in titles]
        return len(pieces) > 1 and all(self.article.grounding.find(piece) for piece in names)

    def is_unknown_piece(self, piece: str) -> bool:
        """Tell whether one side of a hyphen is a name which the article does not have."""
        if len(piece) < 2 or not piece[0].isupper() or folded(piece) in words_of(self.language, "names", "no_names"):
            return False
        if self._bears(piece):
            return False
        if states(self.language).get(folded(piece)):
            return True
        read = reading(piece, self.language)
        if piece.isupper():
            return read.leaning != "common"
        if read.known == "u" and is_guessed_noun(piece, self.language):
            return False
        return not is_ordinary(piece.lower(), self.language) and is_name_alone(piece, read, self.language)

    def _bears(self, piece: str) -> bool:
        """Tell whether the article has a piece, or names its state otherwise ("US", "amerikanisch")."""
        standing = states(self.language).get(folded(piece), ())
        named = self.article.grounding.states
        return bool(self.article.grounding.find(piece)) or any(state.number in named for state in standing)

    def is_unknown_institution(self, form: str) -> bool:
        """Tell whether a word names an institution ("Justizministerium") of which the article has neither part."""
        key = folded(form)
        head = next((head for head in _heads(self.language) if key.endswith(head)), None)
        if head is None or len(key) - len(head) < SHORTEST_PART or not reading(form, self.language).noun:
            return False
        part = key[: -len(head)]
        twins = table(self.language, "names")["same_parts"]
        if any(self.article.grounding.bears_part(twin) for twin in _twins(part, twins)):
            return False
        if part in words_of(self.language, "names", "general_parts"):
            return not self.article.grounding.has_head(head)
        return not self.article.grounding.bears_part(part)

    def bears_institution(self, form: str) -> bool:
        """Tell whether an article has the long first part of a house's name: "Bundesverkehrs-" in another word."""
        key = folded(form).removesuffix("s").removesuffix("e") if len(form) >= _LONG_HOUSE else ""
        part = next((key[: -len(head)] for head in _heads(self.language) if key.endswith(head)), "")
        return len(part) >= LONG_NOUN and self.article.grounding.bears_part(part)

    def is_unknown_street(self, number: int) -> bool:
        """Tell whether a word is a street or a square called after a name that the article does not have."""
        form = self.summary.words.forms[number]
        key = folded(form)
        heads = (head for head in words_of(self.language, "names", "streets") if key.endswith(head))
        head = max(heads, key=len, default="")
        part = form[: -len(head)] if head else ""
        if not head or key.endswith(tuple(words_of(self.language, "names", "no_streets"))):
            return False
        if is_of_longer_noun(key, head, self.language) or (self._is_plain(form, part) and not self.is_marked(number)):
            return False
        if len(part) <= SHORTEST_PART or self.article.grounding.bears_part(folded(part)):
            return False
        if number and self.adjacent(number - 1) and is_of_place(self.summary.words.forms[number - 1], self.language):
            return True
        return any(
            reading(name, self.language).proper or not is_ordinary(name.lower(), self.language)
            for name in (part, part[:-1])
        )

    def _is_plain(self, form: str, part: str) -> bool:
        """Tell whether a square, a way or a market is called after nobody: "Parkplatz", "Schwarzmarkt", "Radweg"."""
        small = folded(part)
        if small in words_of(self.language, "names", "general_parts"):
            return True
        if small.removesuffix("s").endswith(noun_endings(self.language)):
            return True
        if is_known_name(part, self.language) and not is_ordinary(small, self.language):
            return False  # "Weserstadion"
        read = reading(form, self.language)
        if read.known == "u" and reading(part, self.language).proper:
            return False  # "Magellanstraße"
        known = is_known(form, lang=self.language) and is_ordinary(small, self.language)
        return not read.proper and (read.known == "k" or known)
