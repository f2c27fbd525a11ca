"""Tells which words of a summary are names that its article does not have; only for these is a tagger asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import compress, pairwise

from simplemma import is_known

from newslab.checks.names.eras import is_of_era
from newslab.checks.names.nouns import NounFrame
from newslab.checks.names.pieces import broken_off, corrects, is_kind_of_place
from newslab.text.document import Document, clauses_in
from newslab.text.given import is_given
from newslab.text.language import table, words_of
from newslab.text.lexis import Word
from newslab.text.names.countries import cities, states
from newslab.text.names.formation import (
    SHORTEST_PART,
    adjectives,
    is_guessed_noun,
    is_known_name,
    is_made_of_words,
    is_name_alone,
    is_of_city,
    is_of_longer_noun,
    is_of_place,
    is_ordinary,
    is_participle,
    noun_endings,
    place_endings,
)
from newslab.text.names.morphology import Reading, reading
from newslab.text.normalise import folded
from newslab.text.quantities.words import number_words
from newslab.text.statements.clauses import Clause

_HYPHEN = re.compile(r"[-‐‑]")
_FIGURE = re.compile(r"\d+")
# Shorter words without a capital say too little to be called a name.
_SHORTEST_SMALL = 4
_LONG_PART = 5  # letters of each part of a compound that the article has in two others

# From so many letters on, an ending of nouns is no part of a short name ("Jung").
_LONG_NOUN = 9


@cache
def _surname_endings(language: str) -> tuple[str, ...]:
    return tuple(table(language, "names")["surname_endings"])


@cache
def _heads(language: str) -> tuple[str, ...]:
    return tuple(sorted(words_of(language, "names", "institutions"), key=lambda head: (-len(head), head)))


def _twins(part: str, same: Mapping[str, str]) -> list[str]:
    """Return the other first parts of words for a ministry that say the same: agrar, landwirtschaft."""
    bare = part.removesuffix("s")
    return [other for one, other in same.items() if bare == one] + [one for one, other in same.items() if bare == other]


class UnknownNames(NounFrame):
    """A summary's words as a finder of unsupported names sees them."""

    def __init__(self, article: Document, summary: Document) -> None:
        super().__init__(summary)
        self.article = article
        self.compounds: bool = table(self.language, "names")["compounds"]
        self._blanks = words_of(self.language, "names", "no_names")
        self._told: dict[int, Sequence[tuple[int, Word]]] = {}

    def reads_proper(self, form: str) -> bool:
        """Tell whether HanTa takes ``form`` for a name, in whatever case it is written."""
        return reading(form if self.cased else form.capitalize(), self.language).proper

    def reads_family(self, form: str) -> bool:
        """Tell whether HanTa knows ``form`` for a name, as it does those of many families."""
        return is_known_name(form, self.language)

    def words(self, skip: Collection[int]) -> Iterator[int]:
        """Yield the numbers of the words that belong to a name which the article does not have, in order."""
        forms, keys = self.summary.words.forms, self.summary.words.keys
        skipped = {self._broken_off, *skip, *self._numbered}
        grammar = words_of(self.language, "support", "stop")
        for number in self.capitals if self.cased else range(len(forms)):
            form = forms[number]
            if len(form) < 2 or number in skipped or keys[number] in self._blanks or not self._may_be_name(number):
                continue
            if not form.isalpha() and any(figure in self.article.places for figure in _FIGURE.findall(form)):
                continue  # a code that the article may write apart: "A9", "A 9"
            known = keys[number] in self.article.places or self.article.grounding.find(form)
            if known or self._written_together(number):
                unknown = keys[number] in grammar and self._name_like_grammar(number)
            else:
                unknown = self._is_unknown_name(number) and not (
                    self._recombines(form)
                    or (self.compounds and corrects(form, self.article))
                    or is_of_era(folded(form), self.article)
                )
            if unknown:
                yield number

    def _recombines(self, form: str) -> bool:
        """Tell whether a noun is cut from the article's compounds, or put together from them.

        "Bon" for its "Kassenbon"; "Aprilfröste" for its "Nachtfröste im April".
        """
        key, bears, has = folded(form), self.article.grounding.bears_part, self.article.grounding.has_head
        if not self.compounds or not form.isalpha():
            return False
        if len(key) < _LONG_NOUN:
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
        return both and not self._unknown_institution(form)

    @cached_property
    def _broken_off(self) -> int | None:
        """The number of a last word that a limit of length cut off."""
        return broken_off(self.summary, self.article)

    @cached_property
    def _numbered(self) -> frozenset[int]:
        """The words that belong to numbers, which are judged as such: "Ten-man" at the head of a sentence."""
        counts = self.summary.quantities if not self.compounds else ()
        return frozenset(number for quantity in counts for number in range(quantity.first, quantity.last))

    def _written_together(self, number: int) -> bool:
        """Tell whether the article writes a word and one beside it as one ("Hong Kong", "Hongkong")."""
        keys = self.summary.words.keys
        return any(
            self.adjacent(first) and keys[first] + keys[first + 1] in self.article.places
            for first in (number - 1, number)
            if first >= 0
        )

    def _may_be_name(self, number: int) -> bool:
        form = self.summary.words.forms[number]
        return self.cased or (len(form) >= _SHORTEST_SMALL and form.isalpha())

    def _is_unknown_name(self, number: int) -> bool:
        form = self.summary.words.forms[number]
        if not self.cased:
            return not is_known(form, lang=self.language) and reading(form.capitalize(), self.language).proper
        pieces = _HYPHEN.split(form)
        if not self.compounds:
            return self.is_marked(number) and not (
                self._pieces_known(pieces) or is_kind_of_place(self, number, self.article)
            )
        if self.is_of_house(number) or self.is_filed_from(number) or self.is_credited(number):
            return True
        plain = len(pieces) == 1 and len(form) >= _LONG_NOUN and folded(form).endswith(noun_endings(self.language))
        if plain and not self.is_after_adjective(number):
            return False  # most words of news that an article lacks are such; HanTa need not be asked
        if len(pieces) > 1:
            if self._is_currency(form, pieces[-1]):
                return False
            return self._unknown_joined(pieces) or any(self._unknown_piece(piece) for piece in pieces if piece)
        some = self.determiner(number) in words_of(self.language, "names", "noun_determiners")
        if (not some and self._unknown_institution(form)) or self._unknown_street(number):
            return True
        brand = folded(form) in words_of(self.language, "names", "brands")
        if not brand and self.is_determined(number) and not self._before_noun(number):
            return False
        return (
            (self._names_place(number) and not self._surely_noun(form))
            or self._undecided(number)
            or self._named(number)
            or self._part_of_known_name(number)
        )

    def _names_place(self, number: int) -> bool:
        """Tell whether a word stands as only a place's name does: without an article, or right after what it names."""
        return self.is_bare_place(number) or (self.is_after_house(number) and self.is_marked(number))

    def _surely_noun(self, form: str) -> bool:
        """Tell whether HanTa knows a word, or what it is made of, and only for a noun ("in Sonnennähe")."""
        read = reading(form, self.language)
        return read.known != "u" and read.leaning == "common"

    def _undecided(self, number: int) -> bool:
        """Tell whether a word that is a noun and a name to HanTa ("Allianz") is a name to the tagger."""
        form = self.summary.words.forms[number]
        if folded(form) in words_of(self.language, "names", "brands"):
            return True
        read = reading(form, self.language)
        undecided = read.known == "k" and read.leaning == "-1" and reading(form.lower(), self.language).proper
        return undecided and self.is_marked(number)

    def _is_currency(self, form: str, last: str) -> bool:
        """Tell whether a word is the full name of a currency that the article calls by its short one ("US-Dollar")."""
        units = number_words(self.language).units
        return folded(form) in units and folded(last) in units and bool(self.article.grounding.find(last))

    def _unknown_joined(self, pieces: list[str]) -> bool:
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

    def _named(self, number: int) -> bool:
        """Tell a name from a noun, where nouns have capitals too: by the word, its neighbours, and last the tagger."""
        form = self.summary.words.forms[number]
        read = reading(form, self.language)
        if self._named_after_place(number, read) or any(one.islower() and two.isupper() for one, two in pairwise(form)):
            return True
        if self.has_legal_form(number) or self.is_in_place(number, read) or self._in_full_name(number):
            return True
        if self.begins_sentence(number) and (
            is_ordinary(form.lower(), self.language) or is_participle(form, self.language)
        ):
            return False
        if read.tag in table(self.language, "names")["hanta"].get("infinitive", ()):
            return False
        if self.is_after_adjective(number):
            return True
        if is_name_alone(form, read, self.language):
            return True
        if read.known == "k" and (read.leaning != "neither" or is_known(form, lang=self.language)):
            return False
        by_company = self.is_called(number)
        if read.known == "m":
            like = folded(form).endswith((*place_endings(self.language), *_surname_endings(self.language)))
            return by_company or read.proper or (like and self.is_marked(number))
        return by_company or (
            (read.proper or not is_made_of_words(form, read, self.language)) and self.is_marked(number)
        )

    def _in_full_name(self, number: int) -> bool:
        """Tell whether a word is a given name before another word of a name, or what stands behind one."""
        keys = self.summary.words.keys
        pair = number if is_given(keys[number]) else number - 1
        if pair < 0 or not is_given(keys[pair]) or not self.adjacent(pair) or not self.is_capital(pair + 1):
            return False
        return self.is_capital(pair) and reading(self.summary.words.forms[pair + 1], self.language).known != "k"

    def _named_after_place(self, number: int, read: Reading) -> bool:
        """Tell whether an adjective is made of the name of a place ("Berliner", "Viernheimer Kreuz")."""
        form = self.summary.words.forms[number]
        if is_of_city(form, self.language) and not self.is_counted(number):
            return True
        if self._before_noun(number) and is_of_place(form, self.language):
            return True
        if (
            not form.endswith("er")
            or read.leaning not in {"neither", "common"}
            or (read.tag == "NN" and read.known == "k" and is_known(form, lang=self.language))
        ):
            return False
        if read.tag.startswith(adjectives(self.language)) and not self.begins_sentence(number):
            return self.adjacent(number) and self.summary.words.forms[number + 1][0].isupper()
        return is_of_place(form, self.language)

    def _before_noun(self, number: int) -> bool:
        """Tell whether a word with a capital follows: what ends in "-er" before it is a place's ("Münchner Klinik")."""
        return (
            self.adjacent(number) and self.summary.words.forms[number + 1][0].isupper() and not self.is_counted(number)
        )

    def _name_like_grammar(self, number: int) -> bool:
        """Tell a name that is spelt like a word of grammar, which every article has: the river in "die Oder"."""
        words = self.summary.words
        return (
            number > 0
            and self.adjacent(number - 1)
            and words.keys[number - 1] in words_of(self.language, "names", "articles")
            and reading(words.forms[number], self.language).proper
            and words.forms[number] not in self.article.words.forms
        )

    def may_be_place(self, number: int) -> bool:
        """Tell whether a name may be a place's: known as one, or no abbreviation and nobody's to the tagger."""
        key = self.summary.words.keys[number]
        capital = any(state.side == "capital" for state in states(self.language).get(key, ()))
        if capital or key in cities(self.language):
            return True
        if self.summary.words.forms[number].isupper():
            return False
        mark = self.mark(number)
        return mark is None or mark.kind not in {"PER", "ORG"}

    def _pieces_known(self, pieces: list[str]) -> bool:
        """Tell whether the article has every piece with a capital of a word with a hyphen ("NOAA-backed")."""
        titles = words_of(self.language, "names", "no_names") | words_of(self.language, "names", "former")
        names = [piece for piece in pieces if piece and piece[0].isupper() and folded(piece) not in titles]
        return len(pieces) > 1 and all(self.article.grounding.find(piece) for piece in names)

    def _unknown_piece(self, piece: str) -> bool:
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

    def _unknown_institution(self, form: str) -> bool:
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

    def _unknown_street(self, number: int) -> bool:
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

    def _part_of_known_name(self, number: int) -> bool:
        """Tell whether an adjective with a capital makes another name of a known one ("Rotes Kreuz")."""
        forms = self.summary.words.forms
        if number + 1 >= len(forms) or not number or not self.adjacent(number) or not self.adjacent(number - 1):
            return False
        read = reading(forms[number], self.language)
        return (
            read.tag.startswith(adjectives(self.language))
            and forms[number + 1][0].isupper()
            and folded(forms[number + 1]) in self.article.places
        )

    @cached_property
    def runs_of_clauses(self) -> Sequence[tuple[Clause, range]]:
        """The clauses of a summary that uses capitals with each run of words that begin so."""
        summary, lexis = self.summary, self.summary.lexis
        found: list[tuple[Clause, range]] = []
        for clause in clauses_in(summary, range(len(summary.sentences))) if self.cased else ():
            first = summary.word_at(lexis.starts[clause.first])
            last = summary.word_at(lexis.ends[clause.last - 1] - 1) + 1
            found += [(clause, run) for run in self.runs(range(first, last))]
        return found

    def told_in(self, clause: Clause) -> Sequence[tuple[int, Word]]:
        """Return the words of a clause that tell something and where each begins; read once for all its names."""
        if clause.first not in self._told:
            lexis, here = self.summary.lexis, slice(clause.first, clause.last)
            words = zip(lexis.starts[here], lexis.words[here], strict=True)
            self._told[clause.first] = list(compress(words, lexis.telling[here]))
        return self._told[clause.first]

    def sure_names(self) -> Iterator[range]:
        """Yield the runs of words that are names beyond doubt: capitals in a row, abbreviations, states."""
        forms, keys = self.summary.words.forms, self.summary.words.keys
        for words in self.runs(range(len(forms))):
            form, key = forms[words.start], keys[words.start]
            sure = len(words) > 1 or (len(form) > 1 and form.isupper()) or key in states(self.language)
            if sure and self._blanks.isdisjoint(keys[words.start : words.stop]):
                yield words
