"""Finds names that are tied to another in the article than in the summary: a court to its town, a rider to his team."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from newslab.checks.names.compared import ComparedNames, Moved
from newslab.checks.names.frames import MARKS, NameFrame
from newslab.text.document import Document
from newslab.text.given import is_given
from newslab.text.language import words_of
from newslab.text.names.spellings import stem, without_possessive
from newslab.text.once import once

_MOST = 8  # places of a house in the article that are looked at
_LONGEST = 4  # words of a name in a bracket, and between a person and the name that a summary ties to them
_FEWEST = 2  # names in brackets that make a text one of teams
_FULL_NAME = 2  # words of a person's name before what ties them to a house


class TiedNames(ComparedNames):
    """The names of a summary that stand beside another than in the article, in a place where only their own may."""

    def judged(self) -> Iterator[Moved]:
        """Yield the places of houses first, then what stands in brackets, then whose people somebody is."""
        yield from self._seats()
        yield from self._bracketed() if len(self._brackets) >= _FEWEST else ()
        yield from self._members()

    # --- houses and their towns -----------------------------------------------------------------------------------

    def _seats(self) -> Iterator[Moved]:
        """Yield the town of "Amtsgericht Celle", where the article has only "Amtsgericht Uelzen"."""
        heads = {step: tuple(words_of(self.language, "names", f"seated_{step}")) for step in ("before", "behind", "of")}
        seated = heads["before"] + heads["behind"] + heads["of"]
        for number in self.unknown.capitals:
            key = self.summary.words.keys[number]
            if key not in self.article.places or not key.endswith(seated):
                continue
            for step, known in heads.items():
                if not known or not key.endswith(known):
                    continue
                ours = _seat(self.unknown, number, step)
                theirs = [_seat(self.frame, at, step) for at in self.article.places[key][:_MOST]]
                if ours and theirs and all(theirs) and self._are_others(ours, theirs):
                    yield Moved(ours, theirs[0], sure=True)

    def _are_others(self, ours: range, theirs: Sequence[range]) -> bool:
        """Tell whether all names beside a house begin otherwise than ours, which the article has for something else."""
        mine, known = self._roots(self.summary, ours), self.article.grounding.stems
        if not all(root in known for root in mine):
            return False
        first = self._roots(self.summary, ours[:1])
        others = [self._roots(self.article, name) for name in theirs]
        return all(first.isdisjoint(other) and bool(other - mine) for other in others)

    def _roots(self, text: Document, words: range) -> frozenset[str]:
        pieces = (piece for number in words for piece in text.words.keys[number].split("-"))
        return frozenset(stem(piece, self.language) for piece in pieces)

    # --- what stands in brackets behind a name --------------------------------------------------------------------

    @once
    def _brackets(self) -> Mapping[str, range]:
        """The article's names in brackets right behind other names."""
        return _brackets_in(self.article)

    @once
    def _bracket_roots(self) -> frozenset[frozenset[str]]:
        """The names in brackets by their roots, taken once: each name of the summary is held against all."""
        return frozenset(self._roots(self.article, name) for name in self._brackets.values())

    def _bracketed(self) -> Iterator[Moved]:
        """Yield the team of "Pereiro vom Team Crédit Agricole", where the article has "Pereiro (Phonak)"."""
        for name, theirs in self._brackets.items():
            own = self._roots(self.article, theirs)
            for at in self.summary.places.get(name, ()):
                for ours in self._tied_to(at):
                    mine = self._roots(self.summary, ours)
                    if mine in self._bracket_roots and mine.isdisjoint(own) and not self._stand_together(name, ours):
                        yield Moved(ours, theirs, sure=True)

    def _tied_to(self, at: int) -> Iterator[range]:
        """Yield the runs of capitals that a small word ties to a name behind, and what a bracket has."""
        gaps, forms = self.summary.gaps, self.summary.words.forms
        first = at + 1
        for run in self.unknown.runs(range(first, min(first + 2 * _LONGEST, len(forms)))):
            between = gaps[first : run[0] + 1]
            bracket = run[0] == first and list(between) == [" ("]
            tied = bracket or (0 < run[0] - first <= 2 and all(gap == " " for gap in between))
            tied = tied and (bracket or self.summary.words.keys[first] in words_of(self.language, "names", "ties"))
            yield from (range(start, run.stop) for start in run) if tied else ()
            return

    def _stand_together(self, name: str, ours: range) -> bool:
        """Tell whether the article has both near each other anywhere."""
        others = self.article.places.get(self.summary.words.keys[ours[-1]], ())
        places = self.article.places.get(name, ())
        return any(
            bisect_left(others, place - _LONGEST + 1) < bisect_left(others, place + _LONGEST) for place in places
        )

    # --- people of a house ----------------------------------------------------------------------------------------

    def _members(self) -> Iterator[Moved]:
        """Yield the person of "Eva Joly von der Linksfront", where the article has only "Mélenchon von der Linksfront".

        All places of the house in the article stand so behind others, who are no namesakes.
        """
        for ours, house in _people_in(self.summary):
            places = self.article.places.get(self.summary.words.keys[house], ())
            people = _person_at(self.article)
            told = [people[place] for place in places[:_MOST] if place in people]
            if not told or len(told) < len(places) or not self._is_known_person(ours):
                continue
            mine = self._roots(self.summary, ours)
            if all(mine.isdisjoint(self._roots(self.article, person)) for person in told):
                yield Moved(ours, told[0], sure=self._is_elsewheres(ours))

    def _is_known_person(self, name: range) -> bool:
        """Tell whether the article has both words of a name."""
        return all(self.summary.words.keys[number] in self.article.places for number in name)

    def _is_elsewheres(self, name: range) -> bool:
        """Tell whether the article ties somebody to another house, or gives them a party."""
        key = self.summary.words.keys[name[-1]]
        tied = any(self.article.words.keys[person[-1]] == key for person, _ in _people_in(self.article))
        return tied or any(m.member == key and m.group == "party" for m in self.article.memberships)


@lru_cache(maxsize=8)  # an article's summaries come one after the other
def _people_in(text: Document) -> Sequence[tuple[range, int]]:
    """Return the people whom a small word ties to a house behind, with the last word of its name."""
    words, gaps, found = text.words, text.gaps, list[tuple[range, int]]()
    for at in sorted(at for tie in words_of(text.language, "names", "ties") for at in text.places.get(tie, ())):
        if at < _FULL_NAME or gaps[at] != " " or gaps[at - 1] != " " or not words.forms[at].islower():
            continue
        name = range(at - _FULL_NAME, at)
        if not all(words.forms[n][0].isupper() for n in name) or not any(map(is_given, words.keys[name[0]].split("-"))):
            continue
        first = at + 1
        while first < min(at + _LONGEST, len(words)) and gaps[first] == " " and words.forms[first].islower():
            first += 1
        last = first
        while last < len(words) and last - first < _LONGEST and words.forms[last][0].isupper():
            if gaps[last] != " " and not (last == first and not gaps[last].strip(MARKS)):
                break
            last += 1
        if last > first:
            found.append((name, last - 1))
    return found


@lru_cache(maxsize=4)
def _person_at(article: Document) -> Mapping[int, range]:
    """Return the people by the last word of the house that an article ties them to."""
    return {house: person for person, house in _people_in(article)}


def _seat(frame: NameFrame, number: int, step: str) -> range:
    """Return the name of the town of a house: right beside its noun, or behind "of"."""
    if step != "of":
        return _beside(frame, number, before=step == "behind")
    joined = frame.summary.words.keys[number + 1 : number + 2] == ["of"] and frame.adjacent(number)
    return _beside(frame, number + 1, before=False) if joined else range(0)


def _beside(frame: NameFrame, number: int, *, before: bool) -> range:
    """Return the run of capitals right behind a word, or right before it."""
    forms, words = frame.summary.words.forms, frame.summary.words
    first = last = number
    if before:
        while first and number - first < _LONGEST and frame.adjacent(first - 1) and forms[first - 1][0].isupper():
            first -= 1
            if without_possessive(words.keys[first]) != words.keys[first]:
                return range(number, number)  # "London's High Court": another name's own
        articles = words_of(frame.language, "names", "articles") | words_of(frame.language, "names", "no_names")
        return range(first + (words.keys[first] in articles), number)
    last = number + 1
    while last < len(words) and last - number <= _LONGEST and frame.adjacent(last - 1) and forms[last][0].isupper():
        last += 1
    return range(number + 1, last)


@lru_cache(maxsize=4)  # an article's summaries come one after the other
def _brackets_in(article: Document) -> Mapping[str, range]:
    """Return the names in brackets right behind other names, by the last word of those: "Oscar Pereiro (Phonak)"."""
    found: dict[str, range] = {}
    words, gaps = article.words, article.gaps
    for at in [at for at in article.apart if gaps[at] == " (" and 0 < at < len(words)]:
        if not words.forms[at - 1][0].isupper() or not words.forms[at][0].isupper():
            continue
        last = at + 1
        while last < len(words) and gaps[last] in {" ", "-"} and words.forms[last][0].isupper():
            last += 1
        if last - at <= _LONGEST and last < len(gaps) and gaps[last].startswith(")"):
            found.setdefault(words.keys[at - 1], range(at, last))
    return found
