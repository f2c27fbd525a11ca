"""Finds a way turned round, or one end exchanged: "from Piraeus to Tunis", where the article has "from Constanta"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, takewhile

from newslab.checks.names.compared import ComparedNames, Moved
from newslab.text.document import Document
from newslab.text.language import table, words_of
from newslab.text.names.countries import cities_in, states_in
from newslab.text.names.morphology import reading
from newslab.text.names.spellings import stem

_BEFORE = 3  # small words between a preposition and the name that it governs: "zum französischen Meister"
_APART = 3  # words between the two prepositions
_LONGEST = 5  # words of a name
_SHORT = 4  # letters of a name that may stand in a compound
_MOST_WAYS = 12  # ways with one end: a name with more is where all ways of a text lead
_MOST = 3  # places of a name in the article at which a tagger is asked


@dataclass(frozen=True, slots=True)
class Route:
    """A way by its two ends, each with what tells of it behind; a stretch ("between") has them in either order."""

    ends: tuple[range, range]
    either: bool


class RoutedNames(ComparedNames):
    """The names of a summary at one end of a way whose other end its article ties to another name."""

    def judged(self) -> Iterator[Moved]:
        """Yield the ends that the article gives otherwise, in order."""
        for ours in _routes(self.summary):
            names = [_bare(self.summary, end) for end in ours.ends]
            if back := self._turned(ours):
                yield Moved(names[0], back, sure=False)
                continue
            for at, name in enumerate(names):
                theirs = self._instead(ours, at)
                if theirs and self._is_known_name(name):
                    yield Moved(name, theirs, sure=not self._stand_together(*names))

    def _instead(self, ours: Route, at: int) -> range | None:
        """Return the name that the article has at this end of all ways that have our other end."""
        mine, end = ours.ends[at], ours.ends[1 - at]
        ways = (way for way in self._with(end) if way[0].either == ours.either)
        found = [route.ends[1 - there] for route, there in ways if ours.either or there == 1 - at]
        lands = self._lands(self.summary, mine) if found else set()  # one may lie in the other: a city and its state
        if not found or any(
            self._touch(mine, other) or not lands.isdisjoint(self._lands(self.article, other)) for other in found
        ):
            return None
        named = _roots(self.summary, self._sentence(mine))
        told = any(not named.isdisjoint(_roots(self.article, _bare(self.article, other))) for other in found)
        return None if told else _bare(self.article, found[0])

    def _turned(self, ours: Route) -> range | None:
        """Return where a way of the article begins that leads back, where none leads as ours: "from Rome to Bonn"."""
        start, end = ours.ends
        ways = [(route, there) for route, there in self._with(end) if not (route.either or ours.either)]
        same = [(route, there) for route, there in ways if self._touch(start, route.ends[1 - there])]
        return _bare(self.article, same[0][0].ends[0]) if same and not any(there for _, there in same) else None

    def _with(self, end: range) -> Sequence[tuple[Route, int]]:
        """Return the article's ways with an end that shares a word with one of ours, and which end that is."""
        roots, known = _roots(self.summary, end), _by_root(self.article)
        ways = [known[root] for root in sorted(roots & known.keys())]
        return list(chain.from_iterable(ways)) if sum(map(len, ways)) <= _MOST_WAYS else ()

    def _sentence(self, words: range) -> range:
        return range(*self.summary.word_ranges[self.summary.sentence_of[words[0]]])

    def _touch(self, ours: range, theirs: range) -> bool:
        """Tell whether two names share a word, or a word that is part of another's: "Südschweden" and "Schweden"."""
        mine, others = _roots(self.summary, ours), _roots(self.article, theirs)
        return any(
            one == two or (min(len(one), len(two)) >= _SHORT and (one in two or two in one))
            for one in mine
            for two in others
        )

    def _lands(self, text: Document, words: range) -> set[int]:
        """Return the states that a name is of, or lies in."""
        keys = text.words.keys[words.start : words.stop]
        named = {state.number for _, _, standing in states_in(keys, self.language) for state in standing}
        return named | {state.number for _, state in cities_in(keys, self.language)}

    def _is_known_name(self, words: range) -> bool:
        """Tell whether the article has a name elsewhere; a tagger may have to tell that it is one."""
        last = words[-1]
        places = self.article.places.get(self.summary.words.keys[last], ())[:_MOST]
        read = reading(self.summary.words.forms[last], self.language)
        if not places or read.proper or read.known == "u":
            return bool(places)
        return self.unknown.mark(last) is not None or any(self.frame.mark(place) for place in places)

    def _stand_together(self, one: range, other: range) -> bool:
        """Tell whether a sentence of the article has both ends: it may tell of their way in other words."""
        sentence_of, places = self.article.sentence_of, self.article.places
        keys = self.summary.words.keys
        named = {sentence_of[n] for n in places.get(keys[one[-1]], ())}
        return not named.isdisjoint(sentence_of[n] for n in places.get(keys[other[-1]], ()))


@lru_cache(maxsize=8)  # an article's summaries come one after the other
def _routes(text: Document) -> Sequence[Route]:
    return tuple(_routes_in(text))


@lru_cache(maxsize=4)
def _by_root(text: Document) -> Mapping[str, Sequence[tuple[Route, int]]]:
    """Return a text's ways, and which of their ends it is, by each word of an end."""
    found: dict[str, list[tuple[Route, int]]] = {}
    for route in _routes(text):
        for at, end in enumerate(route.ends):
            for root in _roots(text, end):
                found.setdefault(root, []).append((route, at))
    return found


def _roots(text: Document, words: range) -> frozenset[str]:
    return frozenset(stem(text.words.keys[n], text.language) for n in words if text.words.forms[n][0].isupper())


def _routes_in(text: Document) -> Iterator[Route]:
    words = text.words
    dated = {n for moment in text.dates for n in range(moment.stated.first, moment.stated.last)}
    for kind in table(text.language, "names")["routes"]:
        for start in sorted(at for word in kind["opening"] for at in text.places.get(word, ())):
            first = _name_from(text, start + 1)
            if not first or not dated.isdisjoint(first):
                continue
            end = min(first.stop + _APART, text.word_ranges[text.sentence_of[start]][1])
            near = takewhile(lambda at: text.gaps[at] == " ", range(first.stop, end))
            joint = next((at for at in near if words.keys[at] in kind["closing"]), None)
            second = _name_from(text, joint + 1) if joint is not None else range(0)
            if joint is not None and second and dated.isdisjoint(second):
                yield Route((range(first.start, joint), second), either=kind["either"])


def _name_from(text: Document, number: int) -> range:
    """Return the run of capitals behind a preposition, or behind some small words after it."""
    forms, gaps, many = text.words.forms, text.gaps, len(text.words)
    first = number
    while first < many and first - number < _BEFORE and gaps[first] == " " and forms[first].islower():
        first += 1
    inside, last = words_of(text.language, "names", "inside_names"), first
    while last < many and last - first < _LONGEST and gaps[last] == " ":
        if not forms[last][0].isupper() and not (last > first and text.words.keys[last] in inside):
            break
        last += 1
    while last > first and not forms[last - 1][0].isupper():
        last -= 1
    return range(first, last)


def _bare(text: Document, end: range) -> range:
    """Return the name with which an end begins, without what tells where it lies: "Constanta in Romania"."""
    last = end.start + 1
    while last < end.stop and text.gaps[last] == " " and text.words.forms[last][0].isupper():
        last += 1
    return range(end.start, last)
