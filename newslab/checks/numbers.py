"""Judges whether the numbers in a summary are the article's, with their units and what they count."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.checks.bearing import COUNTED_AS_UNIT, comparable, contradicts, equal, holds, same_figures, same_value
from newslab.checks.context import alone, most_alike, neighbour
from newslab.checks.counting import are_foreign, bound_start, change_of, excluded, may_be_same, role_of, same_noun
from newslab.checks.directions import turned
from newslab.checks.elapsed import time_passed
from newslab.checks.extract import around, verbatim
from newslab.checks.figures import written
from newslab.checks.labels import judge_labels
from newslab.checks.number_forms import Forms
from newslab.checks.operations import operate
from newslab.checks.opposed import opposed
from newslab.checks.reckoning import reckon
from newslab.checks.roads import judge_roads
from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule, Span
from newslab.text.alignment.align import Alignment
from newslab.text.dates.words import date_words
from newslab.text.document import Document
from newslab.text.lexis import NOT_THERE
from newslab.text.quantities.finder import Quantity

_RULES = rules_of("number")
_MOST_RIVALS = 200  # numbers of one measure that are looked at for one that has the claim's words around it
# powers of a thousand, by which a number is another with its figures
_MAGNITUDES = (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)
_FEW, _BESIDE = 4, 3
_TELLING = 5  # a smaller count of things says too little to be recognised by the words around it


class NumberCheck:
    """Judges whether the numbers in a summary are the article's, with their units and what they count."""

    name = "number"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary."""
        judged = [_Judge(alignment, at).finding() for at in range(len(alignment.summary.quantities))]
        found = [finding for finding in (*judged, *judge_labels(alignment)) if finding is not None]
        roads = list(judge_roads(alignment))  # "A 8" is no count of eight
        covered = [road.summary_span for road in roads]
        found = [finding for finding in found if not any(map(finding.summary_span.touches, covered))]
        return sorted([*found, *roads], key=lambda finding: finding.summary_span)


class _Judge(Forms):
    """Judges one number of a summary; each step asks a narrower question."""

    def finding(self) -> Finding | None:
        """Return what is to be said of the number; None where it claims nothing ("first", "both" of two named)."""
        place = verbatim(self.alignment, self.ours.first, self.ours.last)
        if place is not None and not self._cut_off(place):
            return self.say("N001", place)
        same = [
            theirs
            for theirs in self._of_like_value()
            if comparable(self.ours, theirs)
            and same_value(self.ours, theirs)
            and self._unit_told(theirs)
            and self._same_rank(theirs)
        ]
        if same:
            return self._of_same_value(same)
        bounded = [
            theirs for theirs in self._within_reach() if comparable(self.ours, theirs) and holds(self.ours, theirs)
        ]
        if bounded:
            return (
                self._of_same_value(bounded)
                if self.ours.bound in {"about", "nearly"}
                else self.say("N001", bounded[0].span)
            )
        if self._claims_nothing():
            return None
        return self.in_other_form() or self._operated() or self._false_bound() or self._derived() or self._unsupported()

    def _of_like_value(self) -> list[Quantity]:
        """Return the article's numbers that may have the value; of vague words, those of about their size."""
        claims = abs(self.ours.values[0]), abs(written(self.ours)[0])
        return self.figures.equal_to(*claims) if self.ours.high is None else self._within_reach()

    def _within_reach(self) -> list[Quantity]:
        """Return the article's numbers of which a claim that is not exact may be true."""
        if self.ours.bound == "exact" and self.ours.high is None:
            return []
        claims = abs(self.ours.values[0]), abs(written(self.ours)[0])
        return self.figures.between(min(claims) / 2, max(*claims, self.ours.high or 0.0) * 2)

    def _cut_off(self, place: Span) -> bool:
        """Tell whether the article's number at a place is another one.

        "thousands" out of "tens of thousands", and "$80" where it has "£80": a sign is no word.
        """
        there = self.figures.touching(place)
        return bool(there) and not any(
            same_value(self.ours, theirs) and theirs.unit == self.ours.unit for theirs in there
        )

    def _unit_told(self, theirs: Quantity) -> bool:
        """Tell whether a bare number of the article can have the summary's unit: an age, or the unit is near."""
        if self.ours.unit in {None, "year", *COUNTED_AS_UNIT} or theirs.unit is not None or theirs.kind == "score":
            return True
        return self.article.sentence_at(theirs.span.start) in self.figures.near_unit.get(self.ours.unit, ())

    def _same_rank(self, theirs: Quantity) -> bool:
        """Tell a place in a ranking ("Rang acht") from the eighth of something else ("8. Spieltag")."""
        ranks = self.words.rules["ranks"]
        mine, other = _bearer(self.ours, self.summary), _bearer(theirs, self.article)
        return mine is None or other is None or (mine in ranks) == (other in ranks)

    def _claims_nothing(self) -> bool:
        key = self.summary.words.keys[self.ours.first]
        if self.ours.kind == "ordinal" and self._is_name_or_first():
            return True
        if key in self.words.rules["anaphoric"] or any(part in key for part in self.words.rules["digits"]):
            return True
        return self._is_article()

    def _is_name_or_first(self) -> bool:
        """Tell an ordinal of a name ("Dritte Welt") and a "first" that the article says in other words ("erstmals")."""
        at = self.ours.first
        sentence = self.summary.sentences[self.summary.sentence_at(self.ours.span.start)]
        inside = self.summary.words.starts[at] > self.summary.words.starts[self.summary.word_at(sentence.start)]
        forms = self.summary.words.forms
        named = inside and self.words.capital_nouns and forms[at][:1].isupper() and self.ours.counted is not None
        if named and self.ours.spelt and self.ours.counted == self.summary.words.keys[at + 1]:
            return True
        first = tuple(self.words.rules["first"])
        if self.ours.value == 1 and self.ours.counted in self.words.rules["time_nouns"]:
            return True  # "zum ersten Mal", "for the first time": an article says that in many ways
        if self.ours.value != 1 or self.ours.bound != "exact":
            return False
        return any(key.startswith(first) for key in self.article.places) or not self._counted_otherwise()

    def _counted_otherwise(self) -> bool:
        """Tell whether the article counts what the summary calls the first: "erste Runde", where it has a second."""
        noun, ordinals = self.ours.counted, self.figures.of_kind.get("ordinal", ())
        return noun is not None and any(q.counted and same_noun(noun, q.counted) for q in ordinals)

    def _is_article(self) -> bool:
        """Tell whether the number is a mere "ein": "eine Woche" says little more than the article's "Wochen"."""
        if self.ours.value != 1 or self.summary.words.keys[self.ours.first] not in self.words.rules["articles"]:
            return False
        units = self.words.units
        return self.ours.unit in {None, "day", "year"} or any(
            units.get(key) == self.ours.unit for key in self.article.places
        )

    # --- the value is there ---------------------------------------------------------------------------------------

    def _of_same_value(self, same: list[Quantity]) -> Finding:
        willing = [theirs for theirs in same if not contradicts(self.ours, theirs)]
        if not willing:
            sharp = all(theirs.bound == "exact" for theirs in same)
            if sharp and self._bound_words().casefold() in self.words.rules["soft_bounds"]:
                return self.say("N001", same[0].span)
            return self.say("N009" if sharp else "N006", same[0].span, bound=self._bound_words())
        moved = self._other_role(willing) or self._other_noun(willing) or self._other_context(willing)
        return moved or self.say("N001", willing[0].span)

    def _bound_words(self) -> str:
        """Return the words that bound the number, as the summary writes them ("mehr als")."""
        return " ".join(self.summary.words.forms[bound_start(self.ours, self.summary) : self.ours.first])

    def _other_role(self, same: list[Quantity]) -> Finding | None:
        """Say so where the article gives the number only for another part: injured, not dead; by 200, not to 200."""
        for find in (role_of, change_of):
            mine = find(self.ours, self.summary)
            if mine is None or (mine.startswith("votes:") and any(theirs.kind == "score" for theirs in same)):
                continue  # "29 zu 21 Stimmen" is for and against at once
            if all(excluded(mine, find(theirs, self.article)) for theirs in same):
                return self._another("N007", same[0])
        if ways := turned(self.ours, self.summary, same, self.article):
            return self.say("N011", same[0].span, ours=ways[0].words, theirs=ways[1].words)
        return self._another("N007", same[0]) if opposed(self.ours, self.summary, same, self.article) else None

    def _other_noun(self, same: list[Quantity]) -> Finding | None:
        """Say so where the article counts something else by this number, and the summary's noun by another."""
        noun, language = self.ours.counted, self.article.language
        others = [theirs.counted for theirs in same if theirs.counted]
        if noun is None or self.ours.kind in {"ordinal", "vague"} or len(others) < len(same):
            return None
        if any(may_be_same(noun, other, language) for other in others):
            return None
        elsewhere = self._counts_of(noun)
        if any(are_foreign(noun, other, language) for other in others):
            return self._another("N007", same[0], *(quantity.span for quantity in elsewhere[:1]))
        return self._another("N008", same[0], elsewhere[0].span) if elsewhere else None

    def _other_context(self, same: list[Quantity]) -> Finding | None:
        """Say so where the words around the number stand around another one of its kind in the article."""
        few = self.ours.dimension == "" and self.ours.value < _TELLING and not self.ours.value % 1
        if few or self.ours.kind in {"vague", "ordinal"} or self.ours.dimension in {"clock", "calendar"}:
            return None  # "two men", "three days", an age: such words stand anywhere
        if len(same) == 1 and (beside := self._beside(same[0])):
            return self.say("N008", same[0].span, beside.span)
        ours, own = (self.ours.first, self.ours.last), [(q.first, q.last) for q in same]
        wanted = alone(self.summary, ours, self.article, own)
        if not wanted:
            return None
        others = [q for q in self._of_kin() if (q.first, q.last) not in own and self._counts_alike(q)]
        found = most_alike(wanted, self.article, [(q.first, q.last) for q in others])
        return None if found is None else self.say("N008", same[0].span, others[found].span)

    def _of_kin(self) -> list[Quantity]:
        """Return the article's numbers of the same measure, no more than are worth a look."""
        return self.figures.of_dimension.get(self.ours.dimension, [])[:_MOST_RIVALS]

    def _counts_alike(self, theirs: Quantity) -> bool:
        """Tell whether a number of the same measure counts what may be the same things."""
        if self.ours.dimension:
            return True
        one, two = self.ours.counted, theirs.counted
        return one is not None and two is not None and may_be_same(one, two, self.article.language)

    def _may_stand_for(self, theirs: Quantity) -> bool:
        """Tell whether a number beside measures what ours does, or counts things that a reader may count with them."""
        if theirs.dimension != self.ours.dimension or self.ours.dimension:
            return theirs.dimension == self.ours.dimension
        one, two = self.ours.counted, theirs.counted
        if one is None and two is None:
            return bool(self.ours.value % 1 and theirs.value % 1)  # rates and indices count nothing
        return one is not None and two is not None and not are_foreign(one, two, self.article.language)

    def _beside(self, same: Quantity) -> Quantity | None:
        """Return the number of the same sentence that the summary's words go with, where the number itself does not."""
        if self.ours.dimension == "" and role_of(self.ours, self.summary) is not None:
            return None  # dead and injured stand in one breath, and say themselves which is which
        sentence = self.article.sentence_at(same.span.start)
        near = [q for q in self.figures.in_sentence(sentence) if q is not same and self._may_stand_for(q)]
        places = [(q.first, q.last) for q in near]
        ours = (self.ours.first, self.ours.last)
        found = neighbour(self.summary, ours, self.article, (same.first, same.last), places) if near else None
        return None if found is None else near[found]

    def _counts_of(self, noun: str) -> list[Quantity]:
        """Return the article's other numbers for the same noun and unit."""
        return [
            theirs
            for theirs in self._of_kin()
            if theirs.counted and theirs.kind == "number"
            if same_noun(noun, theirs.counted)
        ]

    def _another(self, code: str, theirs: Quantity, *more: Span) -> Finding:
        ours, other = around(self.summary, self.ours.span), around(self.article, theirs.span)
        return self.say(code, theirs.span, *more, ours=ours, theirs=other)

    # --- the value is not there -------------------------------------------------------------------------------------

    def _operated(self) -> Finding | None:
        reckoning = operate(self)
        return None if reckoning is None else self.say("N002", *reckoning.spans, reckoning=reckoning.written)

    def _derived(self) -> Finding | None:
        words = date_words(self.summary.language).groups
        keys, first, last = self.summary.words.keys, self.ours.first, self.ours.last
        before, after = {*keys[max(0, first - 1) : first]}, {*keys[last : last + 1]}
        ago = not (before.isdisjoint(words["ago_before"]) and after.isdisjoint(words["ago_after"]))
        apart = not after.isdisjoint(words["apart_after"])
        compared = not {*keys[max(0, first - 2) : first], *keys[last : last + 2]}.isdisjoint(
            self.words.rules["compared"]
        )
        reckoning = reckon(self.ours, self.article, ago=ago or apart, compared=compared)
        reckoning = reckoning or time_passed(self)
        return None if reckoning is None else self.say("N002", *reckoning.spans, reckoning=reckoning.written)

    def _unsupported(self) -> Finding:
        magnitudes = [self.ours.values[0] * 1000.0**power for power in _MAGNITUDES]
        for theirs in self.figures.equal_to(*magnitudes):
            if theirs.high is None and comparable(self.ours, theirs) and same_figures(self.ours, theirs):
                return self.say("N005", theirs.span)
        for theirs in self.figures.equal_to(self.ours.value):
            if (
                theirs.high is None
                and self._other_unit(theirs)
                and equal(theirs.value, self.ours.value)
                and theirs.kind == self.ours.kind == "number"
            ):
                return self.say("N004", theirs.span)
        return self._own_count() or self.say("N003")

    def _own_count(self) -> Finding | None:
        """Warn only where a small number word counts parts, steps or reasons, by a noun that the article never uses.

        "In zwei Stufen", "for three reasons": the summary orders what it tells. People and things are no such heads.
        """
        noun, few = self.ours.counted, self.ours.spelt and 1 < self.ours.value <= _FEW
        if few and self.ours.dimension == "times" and self._scores():
            return self.say("N010", counted="")
        if noun is None or not few or self.ours.kind != "number" or self.ours.unit is not None:
            return None
        if noun not in self.words.rules["headings"] or self.article.lexis.bears(noun) != NOT_THERE:
            return None
        return self.say("N010", counted=self.summary.words.forms[self.summary.words.keys.index(noun, self.ours.last)])

    def _scores(self) -> bool:
        """Tell whether somebody scored so often ("traf doppelt"): an article names the goals one by one."""
        keys, ours = self.summary.words.keys, self.ours
        near = keys[max(0, ours.first - _BESIDE) : ours.last + _BESIDE]
        return not self.words.rules["scoring"].isdisjoint(near)

    def _other_unit(self, theirs: Quantity) -> bool:
        return self.ours.unit is not None and theirs.dimension != self.ours.dimension

    def _false_bound(self) -> Finding | None:
        """Say so where a bound was meant for a number of the article, less than a fifth away, and does not hold."""
        if self.ours.bound in {"exact", "about"} or not self.ours.value:
            return None
        claim = abs(self.ours.values[0])
        for theirs in self.figures.between(0.8 * claim, 1.2 * claim):
            alike = theirs.dimension == self.ours.dimension and theirs.high is None
            if alike and abs(theirs.values[0] / self.ours.values[0] - 1) < 0.2:
                return self.say("N006", theirs.span, bound=self._bound_words())
        return None


def _bearer(quantity: Quantity, document: Document) -> str | None:
    """Return the noun that bears a number as its name, or that an ordinal ranks; None for a plain count."""
    if quantity.kind == "ordinal":
        return quantity.counted
    return document.words.keys[quantity.first - 1] if quantity.named else None
