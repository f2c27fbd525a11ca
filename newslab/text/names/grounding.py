"""Finds where a text has a name that another text uses, however each inflects, joins, shortens or transcribes it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from simplemma import is_known

from newslab.text.language import WORDS_KEPT, table
from newslab.text.names.abbreviations import HYPHEN, compound_spells, spells
from newslab.text.names.countries import State, cities_in, home_states, states, states_in, states_of
from newslab.text.names.houses import Called, other_names
from newslab.text.names.spellings import (
    SHORTEST_STEM,
    endings_of,
    plain_letters,
    skeleton,
    stem,
    without_possessive,
)
from newslab.text.normalise import folded
from newslab.text.once import once
from newslab.text.passage import Passage
from newslab.text.sieve import Sieve

# Shorter parts and skeletons meet by chance.
_SHORTEST_NAME = 3
_SHORTEST_SKELETON = 4
_LONGEST_ABBREVIATION = 6
_PLAIN = Sieve(str.isascii)


@lru_cache(maxsize=WORDS_KEPT)
def _parts_of(key: str) -> tuple[str, ...]:
    """Return the pieces of a word with a hyphen or a possessive ending, and what they are together; else none."""
    pieces = HYPHEN.split(without_possessive(key))
    return tuple(dict.fromkeys((*pieces, "".join(pieces)))) if len(pieces) > 1 or pieces[0] != key else ()


class Grounding:
    """An article's names as other texts may write them; each index is built when it is first needed."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.language = passage.language
        self._asked: dict[str, tuple[int, ...]] = {}

    def find(self, form: str) -> tuple[int, ...]:
        """Return the numbers of the words that bear ``form``; none where the article does not have it."""
        key = folded(form)
        exact = self.passage.places.get(key)
        if exact:
            return exact  # as it stands: a copy for each word would cost a repetitive text its square
        if form not in self._asked:
            found = self._look_up(form, key)
            self._asked[form] = () if found and self._other_state(key, found) else found
        return self._asked[form]

    def _other_state(self, key: str, found: tuple[int, ...]) -> bool:
        """Tell whether a word for a state met another state's, which begins or ends like it: Niger, Nigeria."""
        ours = {state.number for state in states(self.language).get(key, ())}
        theirs = {state.number for state in states(self.language).get(self.passage.words.keys[found[0]], ())}
        return bool(ours and theirs) and ours.isdisjoint(theirs)

    def _look_up(self, form: str, key: str) -> tuple[int, ...]:
        bare = without_possessive(key)
        return (
            self.passage.places.get(bare, ())
            or self.parts.get(bare, ())
            or self._with_ending(bare)
            or self._without_ending(bare)
            or self.stems.get(stem(key, self.language), ())
            or self._without_direction(key)
            or self._also_called(stem(key, self.language))
            or self._of_place(bare)
            or self._in_compound(stem(key, self.language))
            or self._in_compound(plain_letters(bare))
            or self._shortened(without_possessive(form), key)
            or self._sounds_like(form, key)
        )

    def _with_ending(self, bare: str) -> tuple[int, ...]:
        """Find a short name that the article has with an ending (Ulm in Ulmer), where its stem is too short."""
        if not _SHORTEST_NAME <= len(bare) < SHORTEST_STEM:
            return ()
        forms = (bare + ending for ending in endings_of(self.language))
        return next((self.passage.places[form] for form in forms if form in self.passage.places), ())

    def _without_ending(self, bare: str) -> tuple[int, ...]:
        """Find the short name of which ``bare`` is derived (Ulmer, where the article has Ulm)."""
        if len(bare) > _SHORTEST_NAME + 3:
            return ()
        for ending in endings_of(self.language):
            root = bare.removesuffix(ending)
            if len(root) == _SHORTEST_NAME and root != bare and root in self.passage.places:
                places = self.passage.places[root]
                return places if self.passage.words.forms[places[0]][0].isupper() else ()
        return ()

    def _without_direction(self, key: str) -> tuple[int, ...]:
        """Find Deutschland for Norddeutschland, and Nordkorea for Nord-Korea."""
        joined = HYPHEN.sub("", key)
        if joined != key and (places := self.passage.places.get(joined) or self.parts.get(joined)):
            return places
        for direction in table(self.language, "names")["directions"]:
            rest = joined.removeprefix(direction)
            if rest != joined and len(rest) >= SHORTEST_STEM and stem(rest, self.language) in self.stems:
                return self.stems[stem(rest, self.language)]
            standing = states(self.language).get(rest, ()) if rest != joined else ()
            for state in standing:
                if state.number in self.states:
                    return (self.states[state.number][0],)
            if standing and (there := self._directed(direction, standing)):
                return there
        return ()

    def _directed(self, direction: str, standing: Iterable[State]) -> tuple[int, ...]:
        """Find norddeutsch for Norddeutschland: another word for the same state, with the same direction."""
        numbers = {state.number for state in standing}
        key = next(
            (
                key
                for key in self.passage.places
                if key.startswith(direction)
                and any(state.number in numbers for state in states(self.language).get(key.removeprefix(direction), ()))
            ),
            None,
        )
        return tuple(self.passage.places[key]) if key else ()

    def _of_place(self, key: str) -> tuple[int, ...]:
        """Find the place of an adjective or its people, and the other way round: Zürcher, Zürich; Londoners, London."""
        stored = table(self.language, "countries")
        adjectives = table(self.language, "names")["place_adjectives"]
        bare = [key, *(key[: -len(ending)] for ending in stored["people_endings"] if ending and key.endswith(ending))]
        others = [adjectives[one] for one in bare if one in adjectives]
        others += [of for of, place in adjectives.items() if place == key]
        others += [key[: -len(ending)] for ending in stored["city_endings"] if key.endswith(ending)]
        return next((places for other in others if (places := self._named(other))), ()) or self._of_area(key)

    def _named(self, key: str) -> tuple[int, ...]:
        """Return where the text has a word, or its possessive, as a name."""
        places = self.passage.places.get(key) or self.parts.get(key, ())
        return places if places and self.passage.words.forms[places[0]][0].isupper() else ()

    def _of_area(self, key: str) -> tuple[int, ...]:
        """Find a state of a part of the world: "European" where the text has France."""
        stored = table(self.language, "countries")
        names = stored["areas"].get(stored["area_words"].get(key, key), ())
        numbers = (state.number for name in names for state in states(self.language).get(folded(name), ()))
        return next(((self.states[number][0],) for number in numbers if number in self.states), ())

    def _also_called(self, root: str) -> tuple[int, ...]:
        """Find another name of the house to whose name a word belongs (Nato for "Nordatlantische Allianz")."""
        names = other_names(self.language).get(root, ())
        return next((place for name in names if (place := self._called(name))), ())

    def _called(self, name: Called) -> tuple[int, ...]:
        """Return the first word of a name, given as stems, where the text has it as a whole."""
        for first in self.stems.get(name[0], ()):
            there = self.passage.words.keys[first : first + len(name)]
            if len(name) == 1 or tuple(stem(key, self.language) for key in there) == name:
                return (first,)
        return ()

    @once
    def parts(self) -> dict[str, tuple[int, ...]]:
        """The pieces of words with a hyphen, words without a possessive ending, and names with a full stop inside
        ("Ver.di") as one, with the words' numbers.
        """
        found: dict[str, list[int]] = {}
        keys, gaps = self.passage.words.keys, self.passage.gaps
        for number in self.passage.compounds:
            for piece in _parts_of(keys[number]):
                found.setdefault(piece, []).append(number)
        if "." in gaps:
            for number in range(1, len(keys)):
                if gaps[number] == ".":
                    found.setdefault(keys[number - 1] + keys[number], []).append(number)
        return {piece: tuple(numbers) for piece, numbers in found.items()}

    @once
    def stems(self) -> dict[str, tuple[int, ...]]:
        """The words by their stems, pieces of words with a hyphen too."""
        found: dict[str, tuple[int, ...]] = {}
        joined: dict[str, list[int]] = {}
        for key, numbers in self.passage.places.items():
            root = stem(key, self.language)
            if root in found:
                joined.setdefault(root, [*found[root]]).extend(numbers)
            else:
                found[root] = numbers
        found |= {root: tuple(numbers) for root, numbers in joined.items()}
        for piece, several in self.parts.items():
            found.setdefault(stem(piece, self.language), several)
        return found

    @once
    def states(self) -> dict[int, tuple[int, State]]:
        """For each state that the article names in any way, the first word that does, and how."""
        found: dict[int, tuple[int, State]] = {}
        keys = self.passage.words.keys
        pieces, owners = list[str](), list[int]()
        done = 0
        for number in (*self.passage.compounds, len(keys)):
            pieces += keys[done:number]
            owners += range(done, number)
            apart = HYPHEN.split(keys[number]) if number < len(keys) else ()
            pieces += apart
            owners += [number] * len(apart)
            done = number + 1
        named = [(first, standing) for first, _, standing in states_of(self.passage)]
        named += [(owners[first], standing) for first, _, standing in states_in(pieces, self.language)]
        for first, standing in named:
            for state in standing:
                found.setdefault(state.number, (first, state))
        home = home_states(self.language)
        for first, state in cities_in(keys, self.language):
            if state.number not in home:
                found.setdefault(state.number, (first, state))
        for number, state in self._implied():
            found.setdefault(state.number, (number, state))
        return found

    def _implied(self) -> Iterator[tuple[int, State]]:
        """Yield the words from which a state follows: organs of its own (Bundestag, NHS), the cities of a Land."""
        stored = table(self.language, "countries")
        for name, words in (*stored["organs"].items(), *stored["land_cities"].items()):
            if not self.passage.vocabulary.isdisjoint(words):
                number = next(self.passage.places[word][0] for word in words if word in self.passage.places)
                yield number, State(next(s.number for s in states(self.language)[name] if s.side == "name"), "city")

    @once
    def _plain(self) -> dict[str, str]:
        """The words without diacritics, each with its key, of several the first in the alphabet."""
        plain = _PLAIN.passing(self.passage.vocabulary)
        found = dict(zip(plain, plain, strict=True))
        for key in sorted(self.passage.vocabulary.difference(found)):
            found.setdefault(plain_letters(key), key)
        return found

    @once
    def _rims(self) -> tuple[list[str], list[str]]:
        """The words without diacritics, in order, and the same backwards, for looking up rims."""
        return sorted(self._plain), sorted([word[::-1] for word in self._plain])

    def _in_compound(self, root: str, shortest: int = SHORTEST_STEM) -> tuple[int, ...]:
        """Find the name as the first or the last part of one of the article's words (Irak in Irakkrieg)."""
        forwards, backwards = self._rims
        if len(root) >= shortest and (word := _beginning(forwards, root)):
            return self.passage.places[self._plain[word]]
        if len(root) > shortest and (word := _beginning(backwards, root[::-1])):
            return self.passage.places[self._plain[word[::-1]]]
        return ()

    def bears_part(self, part: str) -> bool:
        """Tell whether a part of a compound, with or without the letters that join it, is a rim of one of the words."""
        roots = {part, *(part.removesuffix(joint) for joint in ("s", "es", "en", "n", "er"))}
        return any(len(root) >= 3 and bool(self._in_compound(plain_letters(root), shortest=3)) for root in roots)

    def has_rims(self, head: str, tail: str) -> bool:
        """Tell whether one word begins, and another ends, with the parts of a compound."""
        forwards, backwards = self._rims
        begins = _beginning(forwards, plain_letters(head))
        return begins is not None and _beginning(backwards, plain_letters(tail)[::-1]) is not None

    def has_head(self, head: str) -> bool:
        """Tell whether the text has the bare word ``head``, in any case or number."""
        return any(head + ending in self.passage.places for ending in ("", "s", "es", "e", "en"))

    @once
    def _capitalised(self) -> list[tuple[int, str]]:
        """The words that begin with a capital, each once, with the number of its first place."""
        forms, first = self.passage.words.forms, dict[str, int]()
        for number in self.passage.capitals:
            if forms[number] not in first:
                first[forms[number]] = number
        return [(number, form) for form, number in first.items()]

    def _abbreviated(self, form: str) -> tuple[int, ...]:
        """Find the words whose first letters make ``form``: those of a run of words, or of one compound's parts."""
        if not 2 <= len(form) <= _LONGEST_ABBREVIATION or not form.isalpha():
            return ()
        forms = self.passage.words.forms
        dotted = self._dotted.get(form)
        if dotted is not None:
            return (dotted,)
        if len(form) == 2:  # two letters begin too many words: both have capitals, side by side (Europäische Union)
            pairs = [(n, one, two) for n, (one, two) in enumerate(pairwise(forms)) if two[0].isupper()]
            whole = (n for n, one, two in pairs if one[0] + two[0] == form and self._adjacent(n))
            # or a compound before a name: Arbeitskreis Klima; "UN" is a house's own
            own = stem(folded(form), self.language) in other_names(self.language) or folded(form) in states(
                self.language
            )
            led = [(n, folded(one)) for n, one, _ in pairs if one[0] == form[0] and not own]
            made = (n for n, key in led if compound_spells(folded(form), key, self.language))
            number = next(whole, next(made, None))
            return () if number is None else (number,)
        for number, start in self._starts_with(form[0]):
            if spells(form, forms[start : start + 2 * len(form)], self.language):
                return (number,)
        return ()

    def _shortened(self, form: str, key: str) -> tuple[int, ...]:
        """Find what a name abbreviates (BKA, TfL, Defra), or an abbreviation that it spells out."""
        if len(form) > 1 and not form[1:].islower():
            return self._abbreviated(form.upper())
        return self._spelt_out(key) or self._initialled(form)

    def _initialled(self, form: str) -> tuple[int, ...]:
        """Find the words whose first letters make a name that is written as a word (Defra, Uefa)."""
        if not _SHORTEST_SKELETON <= len(form) <= _LONGEST_ABBREVIATION or not form[0].isupper():
            return ()
        return () if is_known(form, lang=self.language) else self._abbreviated(form.upper())

    @once
    def _dotted(self) -> dict[str, int]:
        """The abbreviations that the text writes with full stops (U.N.), without them, with their first places."""
        words, found, run = self.passage.words, dict[str, int](), ""
        for number, form in enumerate(words.forms):
            single = len(form) == 1 and form.isupper() and self.passage.text.startswith(".", words.ends[number])
            run = run + form if single else ""
            if len(run) > 1:
                found.setdefault(run, number)
        return found

    def _adjacent(self, number: int) -> bool:
        words = self.passage.words
        return self.passage.text[words.ends[number] : words.starts[number + 1]] == " "

    @once
    def _abbreviations(self) -> dict[str, list[tuple[int, str]]]:
        """The words of three capitals and more, as keys with their first places, by their first letter."""
        found: dict[str, list[tuple[int, str]]] = {}
        for number, form in self._capitalised:
            if form[2:] and not form[_LONGEST_ABBREVIATION:] and form.isupper():
                found.setdefault(folded(form[0]), []).append((number, folded(form)))
        return found

    def _spelt_out(self, key: str) -> tuple[int, ...]:
        """Find an abbreviation of the article that ``key``, a compound, spells out (BKA, Bundeskriminalamt)."""
        for number, form in self._abbreviations.get(key[0], ()):
            if compound_spells(form, key, self.language):
                return (number,)
        return ()

    def _starts_with(self, letter: str) -> Iterable[tuple[int, int]]:
        return ((n, n) for n, form in enumerate(self.passage.words.forms) if form[0] == letter)

    @once
    def _skeletons(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for number, form in self._capitalised:
            for sound in _sounds_of(form):
                if sound not in found:
                    found[sound] = (number,)
        return found

    def _sounds_like(self, form: str, key: str) -> tuple[int, ...]:
        if not form[0].isupper() and not form.islower():
            return ()
        sound = _sound_key(key)
        return self._skeletons.get(sound, ()) if len(sound) >= _SHORTEST_SKELETON else ()


def _beginning(words: list[str], root: str) -> str | None:
    """Return the first of the sorted ``words`` that begins with ``root``."""
    place = bisect_left(words, root)
    return words[place] if place < len(words) and words[place].startswith(root) else None


@lru_cache(maxsize=WORDS_KEPT)
def _sounds_of(form: str) -> frozenset[str]:
    """Return the skeletons of a word and of its pieces."""
    return frozenset(map(_sound_key, {folded(form), *HYPHEN.split(folded(form))}))


def _sound_key(key: str) -> str:
    """Return a skeleton without a genitive's s."""
    return skeleton(key[:-1] if key.endswith("s") and len(key) > _SHORTEST_SKELETON else key)
