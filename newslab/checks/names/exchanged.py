"""Finds where a summary copies a sentence of its article word for word and puts something else into a name's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newslab.checks.names.frames import NameFrame, adjectives
from newslab.checks.names.unknown import UnknownNames
from newslab.text.alignment.align import Alignment, Fragment
from newslab.text.language import table, words_of
from newslab.text.lexis import lemma
from newslab.text.names.countries import cities_in, states_in
from newslab.text.names.morphology import reading
from newslab.text.passage import Passage

# A copied sentence: so many words before and behind the place together, so many on one side of it at least.
_FEWEST_COPIED = 5
_FEWEST_BESIDE = 2
_SHORTEST_RUN = 3
# A name has at most so many words.
_LONGEST_NAME = 5
# Shorter words are abbreviations ("Mio.", "F.").
_SHORTEST = 4
# Names that stand so near each other may be one ("die Deutsche Bahn (DB)", "Tesla-Chef Elon Musk"), or may speak for
# one another where no tagger tells their kind ("Tim Cook, the chief executive of Apple").
_BESIDE, _NEAR = 3, 8
# Occurrences of a name that are looked at; the work for one stays bounded.
_MOST_PLACES = 60


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a name in a copied sentence: the words of the summary in it, and those of the article."""

    ours: range
    theirs: range


@dataclass(frozen=True, slots=True)
class Exchange:
    """A name exchanged: the slot, and whether both names are known to be of one kind, so that one is not the other."""

    slot: Slot
    known: bool
    sure: bool


class ExchangedNames:
    """The names of a summary that stand in the place of others, in sentences that are otherwise the article's."""

    def __init__(self, alignment: Alignment, unknown: UnknownNames) -> None:
        self.article, self.summary = alignment.article, alignment.summary
        self.fragments = [run for run in alignment.fragments if run.length >= _SHORTEST_RUN]
        self.unknown = unknown
        self._frame = NameFrame(self.article)
        self._kinds: dict[int, str | None] = {}
        self.language = self.summary.language

    def judged(self) -> Iterator[Exchange]:
        """Yield each exchange once, in order."""
        seen: set[range] = set()
        for slot in self._slots():
            if slot.ours in seen or not self._is_name(slot.theirs):
                continue
            seen.add(slot.ours)
            if self._is_noun_for_name(slot):
                yield Exchange(slot, known=False, sure=True)
            elif self._is_other_name(slot):
                yield Exchange(slot, known=True, sure=self._of_one_kind(slot))

    def _slots(self) -> Iterator[Slot]:
        for run in self.fragments:
            yield from self._after(run)
            yield from self._at_head(run)

    def _after(self, run: Fragment) -> Iterator[Slot]:
        """Find the place behind a copied run, before the copy goes on or the sentence ends."""
        first, there = run.summary_start + run.length, run.article_start + run.length
        for last in range(first + 1, first + _capitals(self.summary, first) + 1):
            for end in range(there + 1, there + _capitals(self.article, there) + 1):
                copied = self._copied(last, end)
                if copied is None:
                    continue
                if copied + min(run.length, self._since_start(first)) >= _FEWEST_COPIED:
                    yield from self._slot(range(first, last), range(there, end))
                return

    def _at_head(self, run: Fragment) -> Iterator[Slot]:
        """Find the place at the head of a sentence whose rest is copied."""
        first, there = run.summary_start, run.article_start
        if run.length < _FEWEST_COPIED or not (first and there and self.summary.words.forms[first - 1][0].isupper()):
            return
        ours, theirs = self._since_start(first), _since_start(self.article, there)
        if 0 < ours <= _LONGEST_NAME and 0 < theirs <= _LONGEST_NAME:
            yield from self._slot(range(first - ours, first), range(there - theirs, there))

    def _slot(self, ours: range, theirs: range) -> Iterator[Slot]:
        if _in_one_piece(self.summary, ours) and _in_one_piece(self.article, theirs):
            yield Slot(ours, theirs)

    def _since_start(self, number: int) -> int:
        return _since_start(self.summary, number)

    def _copied(self, ours: int, theirs: int) -> int | None:
        """Return how many words behind a place are copied; 0 where both sentences end; None where neither is so."""
        if _ends(self.summary, ours) and _ends(self.article, theirs):
            return 0
        number = 0
        keys, there = self.summary.words.keys, self.article.words.keys
        while (
            number < _FEWEST_COPIED
            and ours + number < len(keys)
            and theirs + number < len(there)
            and keys[ours + number] == there[theirs + number]
        ):
            number += 1
        return number if number >= _FEWEST_BESIDE else None

    def _is_name(self, words: range) -> bool:
        """Tell whether a place of the article holds a name and nothing else."""
        forms = self.article.words.forms
        return all(forms[n][0].isupper() for n in words) and any(self._kind(n) is not None for n in words)

    def _kind(self, number: int) -> str | None:
        """Return the kind of the article's name that a word belongs to, "" where it is unknown; None where to none."""
        if number not in self._kinds:
            mark, form = self._frame.mark(number), self.article.words.forms[number]
            self._kinds[number] = (
                (mark.kind or "") if mark else "" if len(form) > 1 and not form[1:].islower() else None
            )
        return self._kinds[number]

    def _is_noun_for_name(self, slot: Slot) -> bool:
        """Tell whether words that the article lacks stand bare in a name's place.

        A noun that means the same ("der Konzern") has an article there, which a copied one or an adjective before the
        name may be; in the plural, in a headline and after some prepositions it has none.
        """
        forms, last = self.summary.words.forms, slot.ours[-1]
        if not table(self.language, "names")["compounds"] or not self.unknown.cased or self._may_be_bare(slot.ours[0]):
            return False
        if not all(forms[n][0].isupper() and forms[n].isalpha() and len(forms[n]) >= _SHORTEST for n in slot.ours):
            return False
        if any(self.article.grounding.find(forms[n]) for n in slot.ours):
            return False
        key = self.summary.words.keys[last]
        return lemma(key, self.language) == key and not key.endswith(
            tuple(table(self.language, "names")["like_plural"])
        )

    def _may_be_bare(self, number: int) -> bool:
        """Tell whether a noun may stand at a word without an article of its own."""
        before = self.unknown.before(number)
        if self.unknown.begins_sentence(number) or before in words_of(self.language, "names", "before_bare_nouns"):
            return True
        return bool(before) and reading(self.summary.words.forms[number - 1], self.language).tag.startswith(
            adjectives(self.language)
        )

    def _is_other_name(self, slot: Slot) -> bool:
        """Tell whether another name of the article's stands in the place, which nothing there makes the same."""
        ours, theirs = self.summary.words, self.article.words
        places = [self.article.places.get(ours.keys[n], ())[:_MOST_PLACES] for n in slot.ours]
        if not all(places) or not all(ours.forms[n][0].isupper() for n in slot.ours):
            return False
        if all(self._kind(n) is None for n in places[-1]):
            return False
        mine, its = {ours.keys[n] for n in slot.ours}, {theirs.keys[n] for n in slot.theirs}
        if mine & its or any(set(self.article.grounding.find(ours.forms[n])) & set(slot.theirs) for n in slot.ours):
            return False
        return not self._stands_so_elsewhere(slot, places) and not self._beside(places[-1], slot)

    def _stands_so_elsewhere(self, slot: Slot, places: Sequence[Sequence[int]]) -> bool:
        """Tell whether the article has the name between the same neighbours somewhere."""
        keys, there = self.summary.words.keys, self.article.words.keys
        before = keys[slot.ours[0] - 1] if slot.ours[0] else ""
        after = keys[slot.ours[-1] + 1] if slot.ours[-1] + 1 < len(keys) else ""
        firsts = any(n and there[n - 1] == before for n in places[0])
        lasts = any(n + 1 < len(there) and there[n + 1] == after for n in places[-1])
        return firsts and lasts

    def _beside(self, places: Sequence[int], slot: Slot, near: int = _BESIDE) -> bool:
        """Tell whether the article has both names side by side, as one that is said twice; "X and Y" are two."""
        others = self.article.places[self.article.words.keys[slot.theirs[-1]]][:_MOST_PLACES]
        listing, keys = words_of(self.language, "names", "listing"), self.article.words.keys
        return any(
            0 < abs(one - other) <= near and listing.isdisjoint(keys[min(one, other) + 1 : max(one, other)])
            for one in places
            for other in others
        )

    def _of_one_kind(self, slot: Slot) -> bool:
        """Tell whether the article's names are of one kind wherever they stand: two people, two places.

        A state's capital may stand for it.
        """
        places = self.article.places[self.summary.words.keys[slot.ours[-1]]][:_MOST_PLACES]
        ours, theirs = {self._kind(n) for n in places} - {None}, {self._kind(n) for n in slot.theirs} - {None}
        if self._states(self.summary, slot.ours) & self._states(self.article, slot.theirs):
            return False
        if "" in ours | theirs:
            return not self._beside(places, slot, _NEAR)
        return len(ours) == 1 and ours == theirs

    def _states(self, passage: Passage, words: range) -> set[int]:
        """Return the numbers of the states that words name, by their names, their capitals or their cities."""
        keys = [passage.words.keys[n] for n in words]
        named = {state.number for _, _, standing in states_in(keys, self.language) for state in standing}
        return named | {state.number for _, state in cities_in(keys, self.language)}


def _since_start(passage: Passage, number: int) -> int:
    """Return how many words stand between the start of its sentence and a word."""
    if number >= len(passage.words):
        return 0
    sentence = passage.sentences[passage.sentence_at(passage.words.starts[number])]
    return number - passage.word_at(sentence.start)


def _ends(passage: Passage, number: int) -> bool:
    """Tell whether a sentence ends before a word."""
    return number >= len(passage.words) or number in passage.openers or "\n" in passage.gaps[number]


def _in_one_piece(passage: Passage, words: range) -> bool:
    """Tell whether nothing but spaces stands between words, none of which is beyond the text."""
    if words[-1] >= len(passage.words):
        return False
    return all(gap == " " for gap in passage.gaps[words[0] + 1 : words[-1] + 1])


def _capitals(passage: Passage, number: int) -> int:
    """Return how many words from a word on begin with a capital, as a name's do; no more than a name has."""
    forms = passage.words.forms[number : number + _LONGEST_NAME]
    return next((count for count, form in enumerate(forms) if not form[0].isupper()), len(forms))
