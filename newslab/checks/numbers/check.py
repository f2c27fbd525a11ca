"""Judges whether the numbers in a summary are the article's, with their units and what they count."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.checks.extract import copied, verbatim
from newslab.checks.numbers.bearing import (
    COUNTED_AS_UNIT,
    comparable,
    contradicts,
    equal,
    holds,
    same_figures,
    same_value,
)
from newslab.checks.numbers.belonging import Belonging
from newslab.checks.numbers.complements import complement
from newslab.checks.numbers.copied import in_its_place
from newslab.checks.numbers.counting import bound_start, same_noun
from newslab.checks.numbers.cut_texts import is_cut_off
from newslab.checks.numbers.elapsed import time_passed
from newslab.checks.numbers.enumerations import counted_list
from newslab.checks.numbers.figures import written
from newslab.checks.numbers.firsts import judge_firsts
from newslab.checks.numbers.forms import Forms
from newslab.checks.numbers.labels import judge_labels
from newslab.checks.numbers.operations import operate
from newslab.checks.numbers.own_counts import is_own_count
from newslab.checks.numbers.rates import other_period
from newslab.checks.numbers.reckoned import is_plain_count, is_second_behind, may_be_reckoned
from newslab.checks.numbers.reckoning import Reckoning, reckon, significant
from newslab.checks.numbers.roads import judge_roads
from newslab.checks.numbers.wordings import Wordings
from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule, Span
from newslab.text.alignment.align import Alignment
from newslab.text.dates.words import date_words
from newslab.text.document import Document
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.units import is_time
from newslab.text.quantities.words import number_words

_RULES = rules_of("number")
_LARGE, _FEW = 1_000_000, 12
_HALF, _SIDES_OF_HALF = 0.5, ({"nearly", "over"}, {"under", "over"}, {"at most", "at least"})
_SURE = 3  # figures of a number that no reckoning comes to by chance
_PLAIN = frozenset(["times", *COUNTED_AS_UNIT])  # units that any few may have
# powers of a thousand, by which a number is another with its figures
_MAGNITUDES = (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)


class NumberCheck:
    """Judges whether the numbers in a summary are the article's, with their units and what they count."""

    name = "number"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary."""
        judged = [_Judge(alignment, at).finding() for at in range(len(alignment.summary.quantities))]
        found = [
            finding for finding in (*judged, *judge_labels(alignment), *judge_firsts(alignment)) if finding is not None
        ]
        roads = list(judge_roads(alignment))  # "A 8" is no count of eight
        covered = [road.summary_span for road in roads]
        found = [finding for finding in found if not any(map(finding.summary_span.touches, covered))]
        return sorted([*found, *roads], key=lambda finding: finding.summary_span.pair())


class _Judge(Forms, Wordings, Belonging):
    """Judges one number of a summary; each step asks a narrower question."""

    def finding(self) -> Finding | None:
        """Return what is to be said of the number; None where it claims nothing ("first", "both" of two named)."""
        found = self._alone()
        if is_cut_off(self.alignment, self.ours.last - 1) or (found is not None and self._is_settled(found)):
            return found
        other = in_its_place(self)
        return self.say("N013", other.span) if other else found

    def _is_settled(self, found: Finding) -> bool:
        """Tell whether nothing can be added: an error, or a reckoning that does not come about by chance."""
        return found.severity == "error" or (found.rule.code == "N002" and significant(self.ours.value) >= _SURE)

    def _alone(self) -> Finding | None:
        """Return what the number says by itself, in whatever sentence it stands."""
        place = verbatim(self.alignment, self.ours.first, self.ours.last)
        if place is not None and not self._cut_off(place):
            return self._crossed_in_copy(place) or self.say("N001", place)
        if self.of_other_so_many():
            return self.say("N003")
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
        if self.ours.high is not None and self.ours.counted and self._counts_of(self.ours.counted):
            bounded = [q for q in bounded if q.counted is None or same_noun(q.counted, self.ours.counted)]
        if bounded:
            return (
                self._of_same_value(bounded)
                if self.ours.bound in {"about", "nearly"}
                else self.say("N001", bounded[0].span)
            )
        if self._claims_nothing() or is_cut_off(self.alignment, self.ours.last - 1):
            return None
        return (
            self.in_other_form()
            or self.in_other_words()
            or self._operated()
            or (self._derived() if self.ours.dimension == "calendar" else None)  # 47-year-olds bound no five decades
            or self._false_bound()
            or self._derived()
            or self._unsupported()
        )

    def _crossed_in_copy(self, place: Span) -> Finding | None:
        """Say so where only the words around a number are copied, and its sentence gives it to somebody else."""
        sentence = self.summary.sentences[self.summary.sentence_at(self.ours.span.start)]
        if copied(self.alignment, sentence):
            return None
        return self.other_role(self.figures.touching(place)[:1])

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
        if (
            self.ours.unit in {None, "year", "times", *COUNTED_AS_UNIT}
            or theirs.unit is not None
            or theirs.kind == "score"
        ):
            return True
        if theirs.named and self.article.words.keys[theirs.first - 1] in self.words.rules["speed_names"]:
            return self.ours.dimension == "speed"  # "Tempo 50"
        if self.ours.value >= _LARGE and self.ours.dimension.isupper():  # so many are an amount, in the one currency
            only = set(filter(str.isupper, self.figures.of_dimension)) == {self.ours.dimension}
            return only or self._shares_currency(theirs)
        return self.article.sentence_at(theirs.span.start) in self.figures.near_unit.get(self.ours.unit, ())

    def _shares_currency(self, theirs: Quantity) -> bool:
        """Tell whether the amount right before in its sentence has the currency: "67 Millionen Euro nach 44"."""
        before = [
            q for q in self.figures.in_sentence(self.article.sentence_at(theirs.span.start)) if q.last <= theirs.first
        ]
        return bool(before) and before[-1].dimension == self.ours.dimension

    def _same_rank(self, theirs: Quantity) -> bool:
        """Tell a place in a ranking ("Rang acht") from the eighth of something else ("8. Spieltag")."""
        ranks = self.words.rules["ranks"]
        mine, other = _bearer(self.ours, self.summary), _bearer(theirs, self.article)
        return mine is None or other is None or (mine in ranks) == (other in ranks)

    def _claims_nothing(self) -> bool:
        key = self.summary.words.keys[self.ours.first]
        if self.ours.kind == "ordinal" and self._is_name_or_first():
            return True
        if self.ours.value == 1 and self.ours.spelt and (self.ours.unit == "lanes" or self._is_top()):
            return True  # "einspurig" for "auf einem Fahrstreifen", "Platz eins" for the strongest
        if key in self.words.rules["anaphoric"] or any(part in key for part in self.words.rules["digits"]):
            return True
        return self.is_told_whole() or self._is_article()

    def _is_name_or_first(self) -> bool:
        """Tell an ordinal of a name ("Dritte Welt") and a "first" that the article says in other words ("erstmals")."""
        at = self.ours.first
        sentence = self.summary.sentences[self.summary.sentence_at(self.ours.span.start)]
        inside = self.summary.words.starts[at] > self.summary.words.starts[self.summary.word_at(sentence.start)]
        forms = self.summary.words.forms
        named = inside and self.words.capital_nouns and forms[at][:1].isupper() and self.ours.counted is not None
        if named and self.ours.spelt and self.ours.counted == self.summary.words.keys[at + 1]:
            return True
        if self.ours.value == 2 and self.ours.counted in self.words.rules["persons"]:
            deputies = tuple(self.words.rules["seconds_in_command"])  # "der zweite Mann": the "Vizechef"
            return any(part.startswith(deputies) for key in self.article.places for part in key.split("-"))
        first = tuple(self.words.rules["first"])
        if self.ours.counted in self.words.rules["time_nouns"] and any(
            q.dimension == "times" and q.value == self.ours.value for q in self.beside
        ):
            return True  # "traf doppelt, das zweite Mal kurz vor Schluss": said once, and judged there
        if self.ours.value == 1 and self.ours.counted in self.words.rules["time_nouns"]:
            return True  # "zum ersten Mal", "for the first time": an article says that in many ways
        if self.ours.value != 1 or self.ours.bound != "exact":
            return False
        return any(key.startswith(first) for key in self.article.places) or not self._counted_otherwise()

    def _is_top(self) -> bool:
        """Tell whether somebody is on the first place, which an article says in many ways, and ranks nobody itself."""
        ranks, keys = self.words.rules["ranks"], self.article.words.keys
        bearer = self.summary.words.keys[self.ours.first - 1] if self.ours.named else ""
        return bearer in ranks and not any(q.named and keys[q.first - 1] in ranks for q in self.figures.all)

    def _counted_otherwise(self) -> bool:
        """Tell whether the article counts what the summary calls the first: "erste Runde", where it has a second."""
        noun, ordinals = self.ours.counted, self.figures.of_kind.get("ordinal", ())
        return noun is not None and any(q.counted and same_noun(noun, q.counted) for q in ordinals)

    def _is_article(self) -> bool:
        """Tell whether the number is a mere "ein": "eine Woche" says little more than the article's "Wochen"."""
        if self.ours.value != 1 or self.summary.words.keys[self.ours.first] not in self.words.rules["articles"]:
            return False
        units = self.words.units
        if self.ours.bound != "exact" and self.ours.unit == "year":
            return False  # "seit fast einem Jahr" says how long
        if self.ours.unit == "points" and "points" not in self.figures.of_dimension:
            return True  # "ein Punkt": of what is discussed, where the article counts none
        return self.ours.unit in {None, "day", "year"} or any(
            units.get(key) == self.ours.unit for key in self.article.places
        )

    # --- the value is there ---------------------------------------------------------------------------------------

    def _of_same_value(self, same: list[Quantity]) -> Finding:
        # "fast 30" is true of "mindestens 29": a bound is contradicted at its own value only
        willing = [q for q in same if not same_value(self.ours, q) or not contradicts(self.ours, q)]
        if not willing and (other := self._true_elsewhere(same)):
            return self.say("N001", other.span)
        if not willing:
            # "weniger als 72 Dollar", where 72 is the mark that was passed: a bound on a plain number is a wording
            sharp = all(theirs.bound == "exact" and theirs.kind != "range" for theirs in same)
            if sharp:
                return self.say("N001", same[0].span)
            return self._other_half(same[0]) or self._bounded("N006", same[0])
        if rate := other_period(self.ours, self.summary, willing, self.article):
            return self.say("N004", willing[0].span, at=rate)
        moved = self.other_role(willing) or self.other_noun(willing) or self.other_context(willing)
        moved = moved or self.other_holder(willing)
        return moved or self.say("N001", willing[0].span)

    def _true_elsewhere(self, same: list[Quantity]) -> Quantity | None:
        """Return another number that makes a bound true: "mehr als die Hälfte" is 59 percent, not the 50 named too."""
        others = (theirs for theirs in self._within_reach() if all(theirs is not one for one in same))
        return next((theirs for theirs in others if comparable(self.ours, theirs) and holds(self.ours, theirs)), None)

    def _bounded(self, code: str, theirs: Quantity) -> Finding:
        """Return a finding on the number with the words that bound it."""
        place = self.summary.words.span(bound_start(self.ours, self.summary), self.ours.last)
        return self.say(code, theirs.span, at=place, text=self.ours.text, bound=self._bound_words())

    def _bound_words(self) -> str:
        """Return the words that bound the number, as the summary writes them ("mehr als")."""
        return " ".join(self.summary.words.forms[bound_start(self.ours, self.summary) : self.ours.first])

    # --- the value is not there -------------------------------------------------------------------------------------

    def _operated(self) -> Finding | None:
        return self._reckoned(operate(self) or complement(self))

    def _reckoned(self, reckoning: Reckoning | None) -> Finding | None:
        """Return the reckoning as a finding: supported where both texts say the same in another unit or form."""
        if reckoning is None:
            return None
        return self.say("N001" if reckoning.restated else "N002", *reckoning.spans, reckoning=reckoning.written)

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
        return self._reckoned(reckoning or time_passed(self) or self._listed())

    def _listed(self) -> Reckoning | None:
        """Count the items of a list, unless the article gives another count of the same things."""
        noun = self.ours.counted
        return None if noun is not None and self._counts_of(noun) else counted_list(self)

    def _unsupported(self) -> Finding | None:
        magnitudes = [self.ours.values[0] * 1000.0**power for power in _MAGNITUDES]
        for theirs in self.figures.equal_to(*magnitudes):
            spelt = (theirs.spelt and theirs.value <= _FEW) or (self.ours.spelt and self.ours.value <= _FEW)
            plain = theirs.high is None and not spelt  # "in two of its piers", "more than one in ten"
            if plain and comparable(self.ours, theirs) and same_figures(self.ours, theirs):
                return self.say("N005", theirs.span)
        # "fünf Stunden", "dreimal": any article has five or three of something
        few = self.ours.spelt and self.ours.value <= _FEW and (self.ours.unit in _PLAIN or is_time(self.ours.unit))
        for theirs in self.figures.equal_to(self.ours.value) if not few else ():
            if (
                theirs.high is None
                and self._other_unit(theirs)
                and equal(theirs.value, self.ours.value)
                and theirs.kind == self.ours.kind == "number"
            ):
                return self.say("N004", theirs.span)
        if is_own_count(self):
            return None
        if not may_be_reckoned(self) and not is_second_behind(self):
            return self.say("N003")
        return None if is_plain_count(self) else self.say("N012")

    def _other_unit(self, theirs: Quantity) -> bool:
        return self.ours.unit is not None and theirs.dimension != self.ours.dimension

    def _false_bound(self) -> Finding | None:
        """Say so where a bound was meant for a number of the article, less than a fifth away, and does not hold."""
        if self.ours.bound in {"exact", "about"} or not self.ours.value:
            return None
        claim = abs(self.ours.values[0])
        for theirs in self.figures.between(0.8 * claim, 1.2 * claim):
            # "mehr als zwei Stunden" may be two and a half
            alike = theirs.dimension == self.ours.dimension and theirs.high is None and theirs.bound == "exact"
            if alike and abs(theirs.values[0] / self.ours.values[0] - 1) < 0.2:
                return self._bounded("N006", theirs)
        return None

    def _other_half(self, theirs: Quantity) -> Finding | None:
        """Take "nearly half stood idle" for what runs "at little more than half": the rest of it."""
        halves = self.ours.dimension == theirs.dimension == "share" and equal(self.ours.values[0], _HALF)
        turned = halves and {self.ours.bound, theirs.bound} in _SIDES_OF_HALF
        return self.say("N002", theirs.span, reckoning=f"1 − {theirs.text}") if turned else None


def _bearer(quantity: Quantity, document: Document) -> str | None:
    """Return the noun that bears a number as its name, or that an ordinal ranks; None for a plain count."""
    if quantity.kind == "ordinal":
        before = document.words.keys[quantity.first - 1] if quantity.first else ""
        # "eine vierte Stelle" is a post
        return None if before in number_words(document.language).rules["articles"] else quantity.counted
    return document.words.keys[quantity.first - 1] if quantity.named else None
