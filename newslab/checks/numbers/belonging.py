"""Judges whether a number of a summary belongs to what the article gives it for: its part, noun and neighbours."""

from __future__ import annotations

from newslab.checks.extract import around
from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.context import akin, alone, most_alike, neighbour
from newslab.checks.numbers.counting import (
    are_contrary,
    are_foreign,
    change_of,
    class_of,
    excluded,
    is_further,
    is_taken_from,
    may_be_same,
    role_of,
    same_noun,
    stem,
    when_of,
)
from newslab.checks.numbers.directions import turned
from newslab.checks.numbers.holders import of_same_holder
from newslab.checks.numbers.opposed import opposed
from newslab.checks.numbers.pieces import told_of_other
from newslab.checks.numbers.rates import is_total
from newslab.checks.numbers.steps import other_change, reversed_step
from newslab.checks.statements.converses import Relation, is_turned, relations_in
from newslab.records import Finding, Span
from newslab.text.document import Document
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

_MOST_RIVALS = 200  # numbers of one measure that are looked at for one that has the claim's words around it
_TELLING = 5  # a smaller count of things says too little to be recognised by the words around it
_NEXT = 2  # sentences in which an article counts on
_NEAR = 4  # words behind a number that may say that it is a difference: "9,2 Millionen Euro mehr"


class Belonging(Claim):
    """One number of a summary whose value the article has."""

    def other_role(self, same: list[Quantity]) -> Finding | None:
        """Say so where the article gives the number only for another part: injured, not dead; by 200, not to 200."""
        for find in (role_of, change_of):
            mine = find(self.ours, self.summary)
            if mine is None or (mine.startswith("votes:") and any(theirs.kind == "score" for theirs in same)):
                continue  # "29 zu 21 Stimmen" is for and against at once
            if find is change_of and self._is_rate(same):
                continue  # inflation falls "auf 2,9 Prozent" where prices are 2.9 percent above those of a year ago
            if all(excluded(mine, find(theirs, self.article)) for theirs in same):
                return self.another("N007", same[0])
        if is_total(self.ours, self.summary) and all(is_further(theirs, self.article) for theirs in same):
            return self.another("N007", same[0])  # "insgesamt 22", where the article has seven "und weitere 22"
        if found := self._by_of_level(same) or self._other_day(same) or self._lost(same):
            return found
        if steps := reversed_step(self.ours, self.summary, self.article):
            return self.say("N011", same[0].span, ours=steps[0].words, theirs=steps[1].words)
        if by := other_change(self.ours, self.summary, self.article):
            return self.another("N007", same[0], by)
        ways = None if self._rises_at_rate(same) else turned(self.ours, self.summary, same, self.article)
        if ways:
            place = self._with_word(ways[0].first)
            return self.say("N011", same[0].span, at=place, ours=ways[0].words, theirs=ways[1].words)
        if found := self.other_ordinal(same):
            return found
        if not opposed(self.ours, self.summary, same, self.article):
            return None
        return self.another("N007", same[0], at=self._with_time_word())

    def _with_word(self, at: int) -> Span:
        """Return the number with a word of its clause: "fell by 8 percent"."""
        return self.summary.words.span(min(at, self.ours.first), max(at + 1, self.ours.last))

    def _with_time_word(self) -> Span:
        """Return the number with the "später", "earlier" behind it."""
        first, last = self.ours.first, self.ours.last
        behind = self.summary.words.keys[last : last + 1]
        timed = not (self.words.rules["late"] | self.words.rules["early"]).isdisjoint(behind)
        return self.summary.words.span(first, last + 1) if timed else self.ours.span

    def other_noun(self, same: list[Quantity]) -> Finding | None:
        """Say so where the article counts something else by this number, and the summary's noun by another."""
        noun, language = self.ours.counted, self.article.language
        others = [theirs.counted for theirs in same if theirs.counted]
        if noun is None or self.ours.kind in {"ordinal", "vague"} or len(others) < len(same):
            return None
        elsewhere = self._counts_of(noun)
        if self._is_age_of_other(others, elsewhere):
            return self.another("N008", same[0], elsewhere[0])
        if any(may_be_same(noun, other, language) for other in others):
            return None
        # households that lose power are people without power: only what is set against each other is surely wrong
        if any(are_foreign(noun, other, language) and are_contrary(noun, other, language) for other in others):
            return self.another("N007", same[0], *elsewhere[:1])
        if is_taken_from(self.ours, self.summary):
            return None  # "86 seiner 512 Kirchen": the noun is that of both
        if self._is_difference():
            return None  # "two more houses", where the article has three of them
        if not elsewhere or (self.ours.dimension == "share" and not self._stands_apart(same)):
            return None  # "drei Viertel der Stimmen", where the article counts "Wahlzettel" and tells the same of them
        return self.another("N008", same[0], elsewhere[0])

    def _is_difference(self) -> bool:
        """Tell whether a number says how many more or fewer there are: "zwei weitere", "seven fewer turbines"."""
        behind = self.summary.words.keys[self.ours.last : self.ours.last + 1]
        return not (self.words.rules["more_of_them"] | self.words.rules["compared"]).isdisjoint(behind)

    def _is_age_of_other(self, others: list[str], elsewhere: list[Quantity]) -> bool:
        """Tell whether the article gives the summary's "Touristin" another age, and this one to somebody else."""
        noun = self.ours.counted or ""
        if self.ours.unit != "year" or not elsewhere or noun in self.words.rules["persons"]:
            return False
        return not any(same_noun(noun, other) or other in self.words.rules["persons"] for other in others)

    def _stands_apart(self, same: list[Quantity]) -> bool:
        """Tell whether no mention of the article has a word of the summary's around its number."""
        ours, own = (self.ours.first, self.ours.last), [(q.first, q.last) for q in same]
        apart = alone(self.summary, ours, self.article, own)
        return bool(apart) and not akin(self.summary, ours, self.article, own)

    def other_context(self, same: list[Quantity]) -> Finding | None:
        """Say so where the words around the number stand around another one of its kind in the article."""
        few = self.ours.dimension == "" and self.ours.value < _TELLING and not self.ours.value % 1
        if few or self.ours.kind in {"vague", "ordinal"} or self.ours.dimension in {"clock", "calendar"}:
            return None  # "two men", "three days", an age: such words stand anywhere
        if is_taken_from(self.ours, self.summary):
            return None  # what stands around it tells the part
        if len(same) == 1 and (beside := self._beside(same[0])):
            return self.say("N008", same[0].span, beside.span)
        ours, own = (self.ours.first, self.ours.last), [(q.first, q.last) for q in same]
        told = {q.value for q in self.beside}  # told in one breath, they have the same words around them
        kin = [q for q in self._of_kin() if (q.first, q.last) not in own and q.value not in told]
        apart = {self.article.sentence_at(q.span.start) for q in same}
        others = (q for q in kin if self.article.sentence_at(q.span.start) not in apart and self._may_be_told(q))
        other = told_of_other(self.ours, self.summary, same, others, self.article)
        wanted = alone(self.summary, ours, self.article, own)
        if other and not akin(self.summary, ours, self.article, own, self.ours.counted or ""):
            return self.say("N008", same[0].span, other.span)
        if not wanted or akin(self.summary, ours, self.article, own):
            return None
        alike = [q for q in kin if self._counts_alike(q)]
        found = most_alike(wanted, self.article, [(q.first, q.last) for q in alike])
        return None if found is None else self.say("N008", same[0].span, alike[found].span)

    def other_holder(self, same: list[Quantity]) -> Finding | None:
        """Say so where the article gives another number for exactly what the summary says of this one."""
        found = of_same_holder(self, same)
        return None if found is None else self.say("N008", same[0].span, found.span)

    def _of_kin(self) -> list[Quantity]:
        """Return the article's numbers of the same measure, no more than are worth a look."""
        return self.figures.of_dimension.get(self.ours.dimension, [])[:_MOST_RIVALS]

    def _counts_alike(self, theirs: Quantity) -> bool:
        """Tell whether a number of the same measure counts what may be the same things."""
        if self.ours.dimension:
            return True
        one, two, language = self.ours.counted, theirs.counted, self.article.language
        if one is None or two is None or are_foreign(one, two, language):
            return False
        return same_noun(one, two) or None not in {class_of(one, language), class_of(two, language)}

    def _may_be_told(self, theirs: Quantity) -> bool:
        """Tell whether a number may count the same things without naming them: "11,500 were still without power"."""
        return not theirs.parts and (theirs.counted is None or self._counts_alike(theirs))

    def _beside(self, same: Quantity) -> Quantity | None:
        """Return the number of the same sentence whose name the summary has beside this one: another party's share."""
        if self.ours.dimension == "" and role_of(self.ours, self.summary) is not None:
            return None  # dead and injured stand in one breath, and say themselves which is which
        sentence = self.article.sentence_at(same.span.start)
        near = [q for q in self.figures.in_sentence(sentence) if q is not same and self._may_stand_for(q)]
        places = [(q.first, q.last) for q in near]
        ours = (self.ours.first, self.ours.last)
        own, noun = (same.first, same.last), stem(self.ours.counted or "")
        found = neighbour(self.summary, ours, self.article, own, places, named=True, noun=noun) if near else None
        return None if found is None else near[found]

    def _may_stand_for(self, theirs: Quantity) -> bool:
        """Tell whether a number beside measures what ours does, or counts things that a reader may count with them."""
        if theirs.dimension != self.ours.dimension or self.ours.dimension:
            return theirs.dimension == self.ours.dimension
        one, two = self.ours.counted, theirs.counted
        if one is None and two is None:
            return bool(self.ours.value % 1 and theirs.value % 1)  # rates and indices count nothing
        return one is not None and two is not None and not are_foreign(one, two, self.article.language)

    def _counts_of(self, noun: str) -> list[Quantity]:
        """Return the article's other numbers for the same noun and unit."""
        return [
            theirs
            for theirs in self._of_kin()
            if theirs.counted and theirs.kind == "number"
            if same_noun(noun, theirs.counted)
        ]

    def other_ordinal(self, same: list[Quantity]) -> Finding | None:
        """Say so where the article counts the summary's noun with another ordinal: the third win, not the second."""
        noun, ranked = self.ours.counted, self.ours.kind == "ordinal" and self.ours.value > 1
        if not ranked or noun is None or noun in self.words.rules["time_nouns"]:
            return None
        if any(theirs.counted is None or same_noun(noun, theirs.counted) for theirs in same):
            return None
        counted = [q for q in self.figures.of_kind.get("ordinal", ()) if q.counted and same_noun(noun, q.counted)]
        if not counted or any(theirs.kind != "ordinal" for theirs in same):
            return None
        if any(self._follows(theirs, other) for theirs in same for other in counted):
            return None
        return self.another("N007", same[0], counted[0])

    def _follows(self, theirs: Quantity, other: Quantity) -> bool:
        """Tell whether the next sentences count on by another noun: "nach dem ersten Lauf", "im zweiten Durchgang"."""
        apart = self.article.sentence_at(theirs.span.start) - self.article.sentence_at(other.span.start)
        return theirs.value - other.value == 1 and 0 < apart <= _NEXT

    def _by_of_level(self, same: list[Quantity]) -> Finding | None:
        """Say so where a sum itself became the change: "steigt um 148 Millionen" for "148 Millionen, 9 mehr als …"."""
        if change_of(self.ours, self.summary) != "change:by" or not self.ours.dimension:
            return None
        if any(self._is_change(theirs) for theirs in same):
            return None
        for theirs in same:
            near = self.figures.in_sentence(self.article.sentence_at(theirs.span.start))
            rival = next((q for q in near if q.dimension in {"", self.ours.dimension} and self._is_change(q)), None)
            if rival is not None and not is_further(rival, self.article):
                return self.another("N007", theirs, rival)
        return None

    def _is_change(self, theirs: Quantity) -> bool:
        """Tell whether a number of the article says by how much something changed."""
        behind = self.article.words.keys[theirs.last : theirs.last + _NEAR]
        compared = not self.words.rules["compared"].isdisjoint(behind)
        return compared or is_further(theirs, self.article) or change_of(theirs, self.article) == "change:by"

    def _is_rate(self, same: list[Quantity]) -> bool:
        """Tell whether a percentage is a rate of change, told as a rise by so much or as so high: inflation.

        Where the summary has it as the rise ("nur um 0,3 Prozent gestiegen"), the article names the rate.
        """
        if self.ours.unit != "%":
            return False
        if change_of(self.ours, self.summary) == "change:to":
            return self._speaks_of_rates(self.summary, self.ours)
        return all(self._speaks_of_rates(self.article, theirs) for theirs in same)

    def _rises_at_rate(self, same: list[Quantity]) -> bool:
        """Tell whether prices rise by what the article has as the rate to which inflation fell, or the reverse."""
        mine = change_of(self.ours, self.summary)
        if mine == "change:to" and self._is_rate(same):
            return not any(change_of(theirs, self.article) == mine for theirs in same)
        rising = mine == "change:by" and self._is_rate(same)
        return rising and all(change_of(theirs, self.article) == "change:to" for theirs in same)

    def _speaks_of_rates(self, document: Document, quantity: Quantity) -> bool:
        sentence = document.sentences[document.sentence_at(quantity.span.start)]
        first, last = document.word_at(sentence.start), document.word_at(sentence.end - 1)
        return not self.words.rules["rates"].isdisjoint(document.words.keys[first : last + 1])

    def _other_day(self, same: list[Quantity]) -> Finding | None:
        """Say so where something lies so far ahead that lies so far back in the article, or the reverse."""
        mine = when_of(self.ours, self.summary)
        if mine is None or not all(excluded(mine, when_of(theirs, self.article)) for theirs in same):
            return None
        return self.another("N007", same[0])

    def _lost(self, same: list[Quantity]) -> Finding | None:
        """Say so where the winner of a score lost it: "verlor 1:3", where the article has "gewann 3:1"."""
        if self.ours.kind not in {"score", "range"}:  # "2-0" may be either
            return None
        if any(theirs.parts == self.ours.parts for theirs in same):
            return self.another("N007", same[0], at=self._result()) if all(map(self._other_result, same)) else None
        mine = self._relations(self.summary, self.ours)
        theirs = [(q, relation) for q in same for relation in self._relations(self.article, q)] if mine else []
        found = next((q for q, relation in theirs if any(is_turned(one, relation) for one in mine)), None)
        return None if found is None else self.another("N007", found, at=self._result())

    def _result(self) -> Span:
        """Return the score with the verb that says who won it: "verlor 1:3", "lost to Hull 2-1"."""
        sentence = self.summary.sentences[self.summary.sentence_at(self.ours.span.start)]
        first, last = self.summary.word_at(sentence.start), self.summary.word_at(sentence.end - 1)
        verbs = self.words.rules["won"] | self.words.rules["lost"]
        keys = self.summary.words.keys
        at = next((at for at in range(first, min(last + 1, len(keys))) if keys[at] in verbs), self.ours.first)
        return self.summary.words.span(min(at, self.ours.first), max(at + 1, self.ours.last))

    def _other_result(self, theirs: Quantity) -> bool:
        """Tell whether the same side, named first in both sentences, won in one and lost in the other."""
        mine, other = self._opening(self.summary, self.ours), self._opening(self.article, theirs)
        won, lost = self.words.rules["won"], self.words.rules["lost"]
        here, there = ((bool(words & won), bool(words & lost)) for _, words in (mine, other))
        return mine[0] == other[0] and sum(here) == sum(there) == 1 and here != there

    @staticmethod
    def _opening(document: Document, quantity: Quantity) -> tuple[str, frozenset[str]]:
        """Return the first telling word of a number's sentence, and all its words."""
        sentence = document.sentences[document.sentence_at(quantity.span.start)]
        keys = document.words.keys[document.word_at(sentence.start) : document.word_at(sentence.end - 1) + 1]
        idle = number_words(document.language).rules["not_counted"]
        return next((key for key in keys if key not in idle), ""), frozenset(keys)

    @staticmethod
    def _relations(document: Document, score: Quantity) -> list[Relation]:
        clauses = document.clauses_of[document.sentence_at(score.span.start)]
        return [relation for clause in clauses for relation in relations_in(document, clause)]

    def another(self, code: str, theirs: Quantity, *more: Quantity, at: Span | None = None) -> Finding:
        """Return a finding that shows the words around the number in both texts."""
        ours, other = around(self.summary, self.ours.span), around(self.article, theirs.span)
        return self.say(code, theirs.span, *(quantity.span for quantity in more), at=at, ours=ours, theirs=other)
