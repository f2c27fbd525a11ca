"""Finds what somebody wants, welcomes or rejects without a word of saying: "Die Kassen lehnten den Vorstoß ab"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from newslab.records import Span
from newslab.text.language import table
from newslab.text.passage import Passage
from newslab.text.quotations.cues import grammar_of
from newslab.text.quotations.marks import find_marked
from newslab.text.quotations.phrases import phrases_of
from newslab.text.quotations.speakers import SourceFinder
from newslab.text.quotations.verbs import Range

_CUT = re.compile(r"[,;:.!?–—()„“”\"»«]")
_LONGEST = 60  # words of a clause that are read
_PARTICLE = 12  # words behind a separable verb in which its particle stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """Whose view it is, on which ``side`` of what ``about`` names, and the verb that says so.

    ``shared`` tells that the verb stands only once for two: "A forderte acht Prozent, B eine Nullrunde".
    """

    side: str
    holder: Span
    pronoun: bool
    verb: Span
    about: tuple[Span, ...]
    sentence: int
    shared: bool = False


def find_stances(passage: Passage) -> tuple[Stance, ...]:
    """Return the stances that a passage tells outside quotation marks, in order."""
    sides = _sides(passage.language)
    if passage.vocabulary.isdisjoint(sides):
        return ()
    return tuple(_Reader(passage, sides).stances())


Sides = Mapping[str, tuple[tuple[frozenset[str], str], ...]]


@cache
def _sides(language: str) -> Sides:
    """Return, for each verb, the words that must stand behind it for a side, and the side."""
    found: dict[str, list[tuple[frozenset[str], str]]] = {}
    for stance in table(language, "quotations")["stances"]:
        for verb in stance["verbs"]:
            found.setdefault(verb, []).append((frozenset(stance.get("with", ())), stance["side"]))
    return {verb: tuple(sorted(sides, key=lambda side: -len(side[0]))) for verb, sides in found.items()}


class _Reader:
    """Reads one passage."""

    def __init__(self, passage: Passage, sides: Sides) -> None:
        self._passage = passage
        self._words = passage.words
        self._grammar = grammar_of(passage.language)
        self._phrases = phrases_of(passage)
        self._sources = SourceFinder(self._phrases)
        self._sides = sides
        self._marked = [marked.outer for marked in find_marked(passage.text, passage.language) if not marked.depth]

    def stances(self) -> Iterator[Stance]:
        known = self._passage.places
        places = sorted([at for verb in self._sides.keys() & self._passage.vocabulary for at in known[verb]])
        for verb in places:
            if self._words.forms[verb][:1].islower() and not self._in_marks(verb):
                yield from self._read(verb)

    def _in_marks(self, at: int) -> bool:
        start = self._words.starts[at]
        number = bisect_right(self._marked, start, key=lambda span: span.start) - 1
        return number >= 0 and start < self._marked[number].end

    def _read(self, verb: int) -> Iterator[Stance]:
        number = self._passage.sentence_of[verb]
        first, last = self._passage.word_ranges[number]
        start, stop = max(first, verb - _LONGEST), min(last, verb + _LONGEST)
        clause = self._clause(verb, start, stop)
        side = self._side(verb, clause)
        if side is None or self._is_passive(verb, clause):
            return
        apposed = "," in self._phrases.gaps[verb]  # "Ina Kolb, die Chefin, lobte …": the clause begins with the verb
        source = self._sources.subject_of(verb, *((start, stop) if apposed else clause))
        if source.speaker is None or source.guessed:
            source = self._sources.subject_of(verb, start, stop)
        if source.speaker is None or source.guessed:
            return
        stance = self._stance(side, source.speaker, verb, clause, number)
        yield stance
        yield from self._elided(stance, verb, clause[1], stop)

    def _stance(
        self, side: str, holder: Range, verb: int, clause: Range, number: int, *, shared: bool = False
    ) -> Stance:
        cuts = sorted({clause[0], clause[1], *(min(max(at, clause[0]), clause[1]) for at in (*holder, verb, verb + 1))})
        pieces = [
            (first, last) for first, last in pairwise(cuts) if not (holder[0] <= first < holder[1]) and first != verb
        ]
        return Stance(
            side=side,
            holder=self._phrases.span(*holder),
            pronoun=self._sources.is_pronoun(holder),
            verb=self._phrases.span(verb, verb + 1),
            about=tuple(self._phrases.span(*piece) for piece in pieces),
            sentence=number,
            shared=shared,
        )

    def _clause(self, verb: int, start: int, stop: int) -> Range:
        """Return the stretch around the verb between marks of punctuation or before what is joined to it."""
        before = reversed(self._phrases.apart(start + 1, verb + 1))
        first = next((at for at in before if _CUT.search(self._phrases.gaps[at])), start)
        last = next((at for at in range(verb + 1, stop) if self._ends(at, stop)), stop)
        return first, last

    def _ends(self, at: int, stop: int) -> bool:
        if self._phrases.gaps[at] != " " and _CUT.search(self._phrases.gaps[at]):
            return True
        joined = self._words.keys[at] in self._grammar.sets["conjunctions"] and at + 1 < stop
        return joined and (self._words.keys[at + 1] in self._sides or self._words.keys[at + 1] in self._grammar.say)

    def _side(self, verb: int, clause: Range) -> str | None:
        """Return the side of a verb, or what the particle or preposition behind it makes of it; None for neither.

        A denial in the clause turns the side, and nothing is said of it.
        """
        keys = self._words.keys[clause[0] : clause[1]]
        behind = self._words.keys[verb + 1 : min(clause[1], verb + _PARTICLE)]
        behind = behind or keys  # "hat vor einer Kirche gewarnt, die …", "weil er auf Reformen dringt"
        sides = self._sides[self._words.keys[verb]]
        decides, side = next(((words, side) for words, side in sides if words.issubset(behind)), (frozenset(), None))
        denials = self._grammar.sets["frame.negations"] - decides  # "hält nichts von" denies nothing more
        return side if denials.isdisjoint(keys) else None

    def _is_passive(self, verb: int, clause: Range) -> bool:
        passive = self._grammar.sets["passive"]
        around = range(clause[0], clause[1]) if self._grammar.capitalised else range(max(clause[0], verb - 2), verb)
        return any(self._words.keys[at] in passive for at in around)

    def _elided(self, first: Stance, verb: int, end: int, stop: int) -> Iterator[Stance]:
        """Read "…, die Arbeitgeber eine Nullrunde": a second holder and object without a verb of their own."""
        if end >= stop or not re.fullmatch(r"[,;] ?", self._phrases.gaps[end]):
            return
        begin = end + (self._words.keys[end] in self._grammar.sets["conjunctions"])
        last = next((at for at in range(begin + 1, stop) if _CUT.search(self._phrases.gaps[at])), stop)
        holder = self._phrases.read(begin, last, greedy=False)
        rest = range(holder, last)
        if holder == begin or not rest or any(self._is_verb(at) for at in range(begin, last)):
            return
        if self._grammar.capitalised and all(self._words.forms[at].islower() for at in rest):
            return  # "…, die Behörde einzuschalten" has no object of its own
        yield self._stance(first.side, (begin, holder), verb, (begin, last), first.sentence, shared=True)

    def _is_verb(self, at: int) -> bool:
        """Tell whether a small word may be a verb: in German by what it is not, elsewhere where it is known."""
        key, sets = self._words.keys[at], self._grammar.sets
        if key in self._sides or key in sets["auxiliaries"] or key in self._grammar.say or key in sets["relatives"]:
            return key not in sets["determiners"]
        if not self._grammar.capitalised or not self._words.forms[at].islower() or key.isdigit():
            return False
        known = key in self._grammar.closed_class or key in sets["determiners"] or key in sets["oblique_determiners"]
        return not known and not key.endswith(self._grammar.modifier_endings)
