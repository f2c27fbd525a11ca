"""Judges a summary's words for states, their people and capitals that the article does not have as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newslab.checks.names.compared import ComparedNames
from newslab.checks.names.origins import nations
from newslab.text.language import table, words_of
from newslab.text.lexis import lemma
from newslab.text.names.countries import State, home_states, is_region, parts_of_home, states, states_of
from newslab.text.quantities.words import number_words

# What stands after a place in a dateline, or between two places of a route.
_AFTER_PLACES = ("(", ":", "-", "–", "/")


# What grammar makes of a state's name; its capital and its cities are known, not made.
_DERIVED = frozenset({"name", "adjective", "people"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is said of one word for a state; ``code`` is None where nothing in the article bears it."""

    words: range
    code: str | None
    places: tuple[int, ...] = ()


class StateNames(ComparedNames):
    """The words for states in one summary."""

    def judged(self) -> Iterator[Known]:
        """Yield each word for a state that the article does not have as it is, in order."""
        forms, grounding = self.summary.words.forms, self.article.grounding
        for first, last, standing in states_of(self.summary):
            words = range(first, last)
            if all(grounding.find(forms[n]) for n in words) or not self._written_as_state(words, standing):
                continue
            known = self._common_knowledge(words, standing)
            if known and self._says_the_same(words, known[1], standing):
                # two names of one state (USA, Vereinigte Staaten), or one and what is derived of it (Chile, chilenisch)
                yield Known(words=words, code="E001", places=(known[0],))
            elif known:
                yield Known(words=words, code="E002", places=(known[0],))
            elif not self._is_plain_adjective(words):
                yield Known(words=words, code="E007" if self._unsaid(words, standing) else None)

    def _says_the_same(self, words: range, theirs: State, standing: Sequence[State]) -> bool:
        """Tell whether both are of one name, or the summary says of which state the article's capital is."""
        sides = {state.side for state in standing}
        where = words_of(self.language, "names", "before_places") | words_of(self.language, "names", "where")
        placed = theirs.side == "capital" and "name" in sides and self.unknown.before(words[0]) in where
        return placed or (theirs.side in _DERIVED and not sides.isdisjoint(_DERIVED))

    def _unsaid(self, words: range, standing: Sequence[State]) -> bool:
        """Tell whether the word is for a state that goes without saying: an adjective, or no state named."""
        home = home_states(self.article.language)
        sides = {state.side for state in standing if state.number in home} - {"capital"}
        named = self.article.grounding.states
        own = parts_of_home(self.article.language)
        foreign = (number for number in named if number not in own and not is_region(number, self.article.language))
        return bool(sides) and ("adjective" in sides or self._is_attribute(words) or next(foreign, None) is None)

    def _is_plain_adjective(self, words: range) -> bool:
        """Tell whether a word is the home state's adjective before a noun that the article has with no other nation's.

        A capital tells that it is a part of a name: "der Deutsche Buchpreis".
        """
        form, after = self.summary.words.forms[words[0]], words[-1] + 1
        if form[0].isupper() or not self.unknown.cased or not self.unknown.adjacent(words[-1]):
            return False
        home = any(state.number in home_states(self.language) for state in states(self.language).get(form, ()))
        return home and lemma(self.summary.words.keys[after], self.language) not in nations(self.article)

    def _is_attribute(self, words: range) -> bool:
        """Tell whether an abbreviation stands before a noun as an adjective does ("the US president")."""
        after = words[-1] + 1
        forms = self.summary.words.forms
        if not forms[words[0]].isupper() or after >= len(forms) or not self.unknown.adjacent(words[-1]):
            return False
        return not table(self.language, "countries")["small_adjectives"] and forms[after].islower()

    def _common_knowledge(self, words: range, standing: Sequence[State]) -> tuple[int, State] | None:
        """Return where the article names the same state otherwise; a capital only where it stands for who acts."""
        named = self.article.grounding.states
        known = next((named[state.number] for state in standing if state.number in named), None)
        if known and all(state.side == "capital" for state in standing):
            return known if self._beside_actors(words) or self._stands_for_government(words) else None
        return known

    def _beside_actors(self, words: range) -> bool:
        """Tell whether the sentence has a word for who acts for a state: minister, embassy."""
        keys = self.summary.words.keys[slice(*self.summary.word_ranges[self.summary.sentence_of[words[0]]])]
        return any(word in key for key in keys for word in table(self.language, "countries")["acting"])

    def _stands_for_government(self, words: range) -> bool:
        """Tell whether a capital stands for its government ("Rom schickt …"): it is a phrase of its own.

        A place where something is stands after a preposition, before a dateline's mark, or beside another name.
        """
        text, ends = self.summary.text, self.summary.words.ends
        first, last = words[0], words[-1] + 1
        if text[ends[last - 1] :][:2].lstrip().startswith(_AFTER_PLACES) or self._name_beside(last - 1, last):
            return False
        listing = number_words(self.language).rules["listing"]
        keys = self.summary.words.keys
        if first and not self.unknown.begins_sentence(first - 1) and self._name_beside(first - 1, first - 1):
            return False
        while first > 1 and keys[first - 1] in listing and self.unknown.is_capital(first - 2):
            first -= 2  # "in Rom und Athen": the preposition governs both
        return not first or keys[first - 1] not in words_of(self.language, "names", "before_places")

    def _name_beside(self, left: int, number: int) -> bool:
        """Tell whether word ``number`` has a capital and nothing but a space parts word ``left`` from the next."""
        return number < len(self.summary.words) and self.unknown.adjacent(left) and self.unknown.is_capital(number)

    def _written_as_state(self, words: range, standing: Sequence[State]) -> bool:
        """Tell a state's word from a common one that is spelt alike: only adjectives may begin with a small letter."""
        if all(self.summary.words.forms[n][0].isupper() for n in words):
            return True
        return not self.unknown.cased or (
            table(self.language, "countries")["small_adjectives"]
            and any(state.side == "adjective" for state in standing)
        )
