"""Judges whether the numbers in a summary are the article's, with their units and what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from newslab.checks.bearing import COUNTED_AS_UNIT, comparable, contradicts, equal, holds, same_figures, same_value
from newslab.checks.context import neighbour, rival
from newslab.checks.counting import are_foreign, change_of, excluded, may_be_same, role_of, same_noun
from newslab.checks.extract import around, verbatim
from newslab.checks.labels import judge_labels
from newslab.checks.opposed import opposed
from newslab.checks.reckoning import reckon
from newslab.checks.roads import judge_roads
from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule, Span
from newslab.text.alignment.align import Alignment
from newslab.text.dates.words import date_words
from newslab.text.document import Document
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

_RULES = rules_of("number")
_SHARE_OF_FEW = 0.03  # how far "sechs von zehn" may lie from the share that it rounds
_TELLING = 5  # a smaller count of things says too little to be recognised by the words around it


class NumberCheck:
    """Judges whether the numbers in a summary are the article's, with their units and what they count."""

    name = "number"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary."""
        judged = [_Judge(alignment, quantity).finding() for quantity in alignment.summary.quantities]
        found = [finding for finding in (*judged, *judge_labels(alignment)) if finding is not None]
        roads = list(judge_roads(alignment))  # "A 8" is no count of eight
        covered = [road.summary_span for road in roads]
        found = [finding for finding in found if not any(map(finding.summary_span.touches, covered))]
        return sorted([*found, *roads], key=lambda finding: finding.summary_span)


class _Judge:
    """Judges one number of a summary; each step asks a narrower question."""

    def __init__(self, alignment: Alignment, ours: Quantity) -> None:
        self.alignment, self.ours = alignment, ours
        self.article, self.summary = alignment.article, alignment.summary
        self.words = number_words(self.summary.language)

    def finding(self) -> Finding | None:
        """Return what is to be said of the number; None where it claims nothing ("first", "both" of two named)."""
        place = verbatim(self.alignment, self.ours.first, self.ours.last)
        if place is not None and not self._cut_off(place):
            return self._say("N001", place)
        same = [
            theirs
            for theirs in self.article.quantities
            if comparable(self.ours, theirs)
            and same_value(self.ours, theirs)
            and self._unit_told(theirs)
            and self._same_rank(theirs)
        ]
        if same:
            return self._of_same_value(same)
        bounded = [
            theirs for theirs in self.article.quantities if comparable(self.ours, theirs) and holds(self.ours, theirs)
        ]
        if bounded:
            return (
                self._of_same_value(bounded)
                if self.ours.bound in {"about", "nearly"}
                else self._say("N001", bounded[0].span)
            )
        if self._claims_nothing():
            return None
        return (
            self._pieces()
            or self._as_share()
            or self._as_times()
            or self._as_ordinal()
            or self._year()
            or self._as_written()
            or self._false_bound()
            or self._derived()
            or self._unsupported()
        )

    def _cut_off(self, place: Span) -> bool:
        """Tell whether the article's number at a place is another one: "thousands" out of "tens of thousands"."""
        there = [theirs for theirs in self.article.quantities if theirs.span.touches(place)]
        return bool(there) and not any(same_value(self.ours, theirs) for theirs in there)

    def _unit_told(self, theirs: Quantity) -> bool:
        """Tell whether a bare number of the article can have the summary's unit: an age, or the unit is near."""
        if self.ours.unit in {None, "year", *COUNTED_AS_UNIT} or theirs.unit is not None or theirs.kind == "score":
            return True
        sentence = self.article.sentence_at(theirs.span.start)
        return any(
            other.unit == self.ours.unit and abs(self.article.sentence_at(other.span.start) - sentence) <= 1
            for other in self.article.quantities
        )

    def _same_rank(self, theirs: Quantity) -> bool:
        """Tell a place in a ranking ("Rang acht") from the eighth of something else ("8. Spieltag")."""
        ranks = self.words.rules["ranks"]
        mine, other = _bearer(self.ours, self.summary), _bearer(theirs, self.article)
        return mine is None or other is None or (mine in ranks) == (other in ranks)

    def _claims_nothing(self) -> bool:
        key = self.summary.words.keys[self.ours.first]
        if self.ours.kind == "ordinal" and self._is_name_or_first():
            return True
        if key in self.words.rules["anaphoric"]:
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
        ordinals = (theirs for theirs in self.article.quantities if theirs.kind == "ordinal" and theirs.counted)
        noun = self.ours.counted
        return noun is not None and any(same_noun(noun, theirs.counted or "") for theirs in ordinals)

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
                return self._say("N001", same[0].span)
            return self._say("N009" if sharp else "N006", same[0].span, bound=self._bound_words())
        moved = self._other_role(willing) or self._other_noun(willing) or self._other_context(willing)
        return moved or self._say("N001", willing[0].span)

    def _bound_words(self) -> str:
        """Return the words that bound the number, as the summary writes them ("mehr als")."""
        words, first = self.summary.words, self.ours.first
        for back in (3, 2, 1):
            if " ".join(words.keys[max(0, first - back) : first]) in self.words.before:
                return " ".join(words.forms[first - back : first])
        return ""

    def _other_role(self, same: list[Quantity]) -> Finding | None:
        """Say so where the article gives the number only for another part: injured, not dead; by 200, not to 200."""
        for find in (role_of, change_of):
            mine = find(self.ours, self.summary)
            if mine is None or (mine.startswith("votes:") and any(theirs.kind == "score" for theirs in same)):
                continue  # "29 zu 21 Stimmen" is for and against at once
            if all(excluded(mine, find(theirs, self.article)) for theirs in same):
                return self._another("N007", same[0])
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
        few = self.ours.dimension == "" and self.ours.value < _TELLING
        if few or self.ours.kind in {"vague", "ordinal"} or self.ours.dimension in {"clock", "calendar"}:
            return None  # "two men", "three days", an age: such words stand anywhere
        others = [q for q in self.article.quantities if q not in same and self._counts_alike(q)]
        own, rivals = [(q.first, q.last) for q in same], [(q.first, q.last) for q in others]
        near = [q for q in self.article.quantities if q not in same and self._may_stand_for(q)]
        if len(same) == 1 and (beside := self._beside(same[0], near)):
            return self._say("N008", same[0].span, beside.span)
        found = rival(self.summary, (self.ours.first, self.ours.last), self.article, own, rivals)
        return None if found is None else self._say("N008", same[0].span, others[found].span)

    def _counts_alike(self, theirs: Quantity) -> bool:
        """Tell whether a number measures what ours does, or counts what may be the same things."""
        if theirs.dimension != self.ours.dimension:
            return False
        if self.ours.dimension:
            return True
        one, two = self.ours.counted, theirs.counted
        return one is not None and two is not None and may_be_same(one, two, self.article.language)

    def _may_stand_for(self, theirs: Quantity) -> bool:
        """Tell whether a number beside measures what ours does, or counts things that a reader may count with them."""
        if theirs.dimension != self.ours.dimension or self.ours.dimension:
            return theirs.dimension == self.ours.dimension
        if role_of(self.ours, self.summary) is not None:
            return False  # dead and injured stand in one breath, and say themselves which is which
        one, two = self.ours.counted, theirs.counted
        return one is not None and two is not None and not are_foreign(one, two, self.article.language)

    def _beside(self, same: Quantity, others: list[Quantity]) -> Quantity | None:
        """Return the number of the same sentence that the summary's words go with, where the number itself does not."""
        sentence = self.article.sentence_at(same.span.start)
        near = [q for q in others if self.article.sentence_at(q.span.start) == sentence]
        places = [(q.first, q.last) for q in near]
        ours = (self.ours.first, self.ours.last)
        found = neighbour(self.summary, ours, self.article, (same.first, same.last), places) if near else None
        return None if found is None else near[found]

    def _counts_of(self, noun: str) -> list[Quantity]:
        """Return the article's other numbers for the same noun and unit."""
        return [
            theirs
            for theirs in self.article.quantities
            if theirs.counted and theirs.kind == "number" and theirs.dimension == self.ours.dimension
            if same_noun(noun, theirs.counted)
        ]

    def _another(self, code: str, theirs: Quantity, *more: Span) -> Finding:
        ours, other = around(self.summary, self.ours.span), around(self.article, theirs.span)
        return self._say(code, theirs.span, *more, ours=ours, theirs=other)

    # --- the value is not there -------------------------------------------------------------------------------------

    def _pieces(self) -> Finding | None:
        """Find the numbers of a score, a vote or a range one by one, all in one sentence of the article."""
        if not self.ours.parts:
            return None
        found = [
            [q for q in self.article.quantities if not q.parts and equal(value, q.values[0])]
            for value in self.ours.values
        ]
        for first in found[0]:
            sentence = self.article.sentence_at(first.span.start)
            rest = [
                next((q for q in row if self.article.sentence_at(q.span.start) == sentence), None) for row in found[1:]
            ]
            spans = [q.span for q in rest if q is not None]
            if len(spans) == len(rest) and first.span not in spans:
                return self._say("N001", first.span, *spans)
        return None

    def _as_share(self) -> Finding | None:
        """Find "drei von vier Mitgliedern", "three in four", as a share of the article: drei Viertel, 75 Prozent."""
        quantities = self.summary.quantities
        at = quantities.index(self.ours)
        for one, two in pairwise(quantities[max(0, at - 1) : at + 2]):
            between = self.summary.text[one.span.end : two.span.start].strip().casefold()
            if between in self.words.rules["out_of"] and 0 < one.value < two.value <= 100:
                share = one.value / two.value
                for theirs in self.article.quantities:
                    if theirs.dimension == "share" and abs(theirs.values[0] - share) < 0.005:
                        return self._say("N001", theirs.span)
                    if theirs.dimension == "share" and abs(theirs.values[0] - share) < _SHARE_OF_FEW:
                        return self._say("N002", theirs.span, reckoning=f"{theirs.text} ≈ {share:.0%}")
        return self._as_so_many_of_so_many()

    def _as_so_many_of_so_many(self) -> Finding | None:
        """Find "ein Fünftel", "20 per cent", where the article has "einer von fünf", "one in five"."""
        if self.ours.dimension != "share" or self.ours.parts:
            return None
        rules = number_words(self.article.language).rules
        for whole in self.article.quantities:
            opener = " ".join(self.article.words.keys[max(0, whole.first - 2) : whole.first]).split(" ")
            one = len(opener) == 2 and opener[1] in rules["out_of"] and opener[0] in rules["articles"]
            if one and whole.kind == "number" and equal(whole.value * self.ours.values[0], 1):
                return self._say("N001", whole.span)
        return None

    def _as_times(self) -> Finding | None:
        """Find "two goals" where the article has "scored twice"."""
        if self.ours.counted not in self.words.rules["scored"] or self.ours.parts:
            return None
        times = (q for q in self.article.quantities if q.dimension in {"times", "score"})
        found = next((q for q in times if any(equal(value, self.ours.value) for value in q.values)), None)
        return None if found is None else self._say("N001", found.span)

    def _as_ordinal(self) -> Finding | None:
        """Find "Tag 5" as "am fünften Tag", "sechs Jahre" as "sechster Geburtstag", "130. Mission" as STS-130."""
        anniversaries = self.words.rules["anniversaries"]
        before = self.summary.words.keys[self.ours.first - 1] if self.ours.first else None
        for theirs in self.article.quantities if self.ours.kind == "number" else ():
            if theirs.kind != "ordinal" or theirs.counted is None or not equal(theirs.value, self.ours.value):
                continue
            if (self.ours.unit == "year" and theirs.counted in anniversaries) or (
                self.ours.unit is None and before is not None and same_noun(before, theirs.counted)
            ):
                return self._say("N001", theirs.span)
        label = re.compile(rf"(?<=[^\W\d_][-‐‑]){self.ours.value:g}(?!\w)")
        match = label.search(self.article.text) if self.ours.kind == "ordinal" and not self.ours.spelt else None
        return self._say("N001", Span(*match.span())) if match else None

    def _year(self) -> Finding | None:
        """Find a bare number as a year or inside a date of the article: both readers see four figures."""
        if self.ours.unit is not None or self.ours.parts:
            return None
        for moment in self.article.dates:
            if moment.stated.year == self.ours.value and self.ours.value >= 1000:
                return self._say("N001", moment.span)
        return None

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
        return None if reckoning is None else self._say("N002", *reckoning.spans, reckoning=reckoning.written)

    def _unsupported(self) -> Finding:
        plain = [theirs for theirs in self.article.quantities if theirs.high is None]
        for theirs in plain:
            if comparable(self.ours, theirs) and same_figures(self.ours, theirs):
                return self._say("N005", theirs.span)
        for theirs in plain:
            if (
                self._other_unit(theirs)
                and equal(theirs.value, self.ours.value)
                and theirs.kind == self.ours.kind == "number"
            ):
                return self._say("N004", theirs.span)
        return self._say("N003")

    def _as_written(self) -> Finding | None:
        """Find a bare figure where the article joins it to a word: "IV" in "Hartz-IV-Gesetz", 14 in "14-tägig"."""
        if (
            self.ours.unit is not None
            or self.ours.counted is not None
            or (self.ours.spelt and not self.ours.text.isupper())
        ):
            return None
        match = re.search(rf"(?<!\w){re.escape(self.ours.text)}(?!\w)", self.article.text)
        return self._say("N001", Span(*match.span())) if match else None

    def _other_unit(self, theirs: Quantity) -> bool:
        return self.ours.unit is not None and theirs.dimension != self.ours.dimension

    def _false_bound(self) -> Finding | None:
        """Say so where a bound was meant for a number of the article, less than a fifth away, and does not hold."""
        if self.ours.bound in {"exact", "about"} or not self.ours.value:
            return None
        for theirs in self.article.quantities:
            alike = theirs.dimension == self.ours.dimension and theirs.high is None
            if alike and abs(theirs.values[0] / self.ours.values[0] - 1) < 0.2:
                return self._say("N006", theirs.span, bound=self._bound_words())
        return None

    def _say(self, code: str, *spans: Span, **details: str) -> Finding:
        evidence = " … ".join(around(self.article, span) for span in spans[:2])
        return Finding(
            rule=_RULES[code],
            summary_span=self.summary.origin(self.ours.span),
            article_spans=tuple(self.article.origin(span) for span in spans),
            details={"text": self.ours.text, "evidence": evidence, **details},
        )


def _bearer(quantity: Quantity, document: Document) -> str | None:
    """Return the noun that bears a number as its name, or that an ordinal ranks; None for a plain count."""
    if quantity.kind == "ordinal":
        return quantity.counted
    return document.words.keys[quantity.first - 1] if quantity.named else None
