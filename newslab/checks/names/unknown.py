"""Tells which words of a summary are names that its article does not have; only for these is a tagger asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import compress, pairwise

from simplemma import is_known

from newslab.checks.names.compounded import CompoundFrame
from newslab.checks.names.eras import is_of_era
from newslab.checks.names.pieces import LONG_NOUN, broken_off, corrects, is_kind_of_place
from newslab.text.document import Document, clauses_in
from newslab.text.given import is_given
from newslab.text.language import table, words_of
from newslab.text.lexis import Word
from newslab.text.names.callings import is_calling
from newslab.text.names.countries import cities, states
from newslab.text.names.formation import (
    adjectives,
    is_known_name,
    is_made_of_words,
    is_name_alone,
    is_of_city,
    is_of_place,
    is_ordinary,
    is_participle,
    noun_endings,
    place_endings,
)
from newslab.text.names.morphology import Reading, reading
from newslab.text.normalise import folded
from newslab.text.once import once
from newslab.text.statements.clauses import Clause

_HYPHEN = re.compile(r"[-‐‑]")
_FIGURE = re.compile(r"\d+")
# Shorter words without a capital say too little to be called a name.
_SHORTEST_SMALL = 4
_MOST_PLACES = 8  # places of a name in the article that are looked at


@cache
def _surname_endings(language: str) -> tuple[str, ...]:
    return tuple(table(language, "names")["surname_endings"])


class UnknownNames(CompoundFrame):
    """A summary's words as a finder of unsupported names sees them."""

    def __init__(self, article: Document, summary: Document) -> None:
        super().__init__(article, summary)
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
                    self.recombines(form)
                    or (self.compounds and corrects(form, self.article))
                    or is_of_era(folded(form), self.article)
                )
            if unknown:
                yield number

    @once
    def _broken_off(self) -> int | None:
        """The number of a last word that a limit of length cut off."""
        return broken_off(self.summary, self.article)

    @once
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
                self.has_pieces(pieces)
                or is_kind_of_place(self, number, self.article)
                or self._calls_next(number)
                or (form[:-1].isupper() and is_calling(folded(form), self.language))  # "told MPs"
            )
        if self.bears_institution(form):
            return False
        if self.is_of_house(number) or self.is_filed_from(number) or self.is_credited(number):
            return True
        plain = len(pieces) == 1 and len(form) >= LONG_NOUN and folded(form).endswith(noun_endings(self.language))
        if plain and not self.is_after_adjective(number):
            return False  # most words of news that an article lacks are such; HanTa need not be asked
        if len(pieces) > 1:
            if self.is_currency(form, pieces[-1]):
                return False
            given = all(map(is_given, map(folded, pieces))) and self._before_noun(number)
            if given and not all(folded(piece) in self.article.places for piece in pieces):
                return True  # "Jean-Marie Le Pen", where the article has a Jean-Luc
            return self.is_unknown_joined(pieces) or any(self.is_unknown_piece(piece) for piece in pieces if piece)
        some = self.determiner(number) in words_of(self.language, "names", "noun_determiners")
        if (not some and self.is_unknown_institution(form)) or self.is_unknown_street(number):
            return True
        if self._says_what_follows(number):
            return False
        brand = folded(form) in words_of(self.language, "names", "brands")
        if not brand and self.is_determined(number) and not self._before_noun(number):
            return False
        return (
            (self._names_place(number) and not self._surely_noun(form))
            or self._undecided(number)
            or self._named(number)
            or self._part_of_known_name(number)
        )

    def _calls_next(self, number: int) -> bool:
        """Tell whether a word is what the next name is called: "Pollster Ruth Hale", "an MP, Ruth Ek"."""
        words, gaps = self.summary.words, self.summary.gaps
        if not is_calling(words.keys[number], self.language) or number + 1 >= len(words):
            return False
        inside = number > 0 and self.adjacent(number - 1) and self.is_capital(number - 1)
        return not inside and gaps[number + 1] in {" ", ", "} and words.forms[number + 1][0].isupper()

    def _says_what_follows(self, number: int) -> bool:
        """Tell whether a word stands before a name of two words as a noun does in the article: "Favela Vila Nova"."""
        words, there, at = self.summary.words, self.article.words, number + 1
        if at + 1 >= len(words) or is_given(words.keys[number]) or not self.adjacent(number) or not self.adjacent(at):
            return False
        if words.forms[number].isupper() or not self.is_capital(at) or not self.is_capital(at + 1):
            return False
        if self._surely_noun(words.forms[at]):
            return False
        places = self.article.places.get(words.keys[at], ())[:_MOST_PLACES]
        nouns = [there.forms[n - 1] for n in places if n and there.keys[n + 1 : n + 2] == [words.keys[at + 1]]]
        return any(form[0].isupper() and self._surely_noun(form) for form in nouns)

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
        mark = self.mark(number) if undecided else None
        sentence = self.summary.sentences[self.summary.sentence_of[number]]
        # "in Würzburg Premiere": a noun behind a name that the tagger takes for one with it
        return mark is not None and mark.span.start + sentence.start == self.summary.words.starts[number]

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

    @once
    def runs_of_clauses(self) -> Sequence[tuple[Clause, range]]:
        """The clauses of a summary that uses capitals with each run of words that begin so."""
        summary, lexis = self.summary, self.summary.lexis
        found: list[tuple[Clause, range]] = []
        for clause in clauses_in(summary, range(len(summary.sentences))) if self.cased else ():
            words = range(lexis.word_of[clause.first], lexis.word_of[clause.last - 1] + 1)
            found += [(clause, run) for run in self.runs(words)]
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
