"""Finds a number where the article says the very same by another kind of word: "halbiert", "im dritten Lebensjahr"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from newslab.checks.extract import occurs
from newslab.checks.numbers.bearing import equal
from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.counting import change_of, class_of, role_of, same_noun
from newslab.checks.numbers.labels import YEARS
from newslab.checks.numbers.rates import period_of
from newslab.records import Finding
from newslab.text.dates.words import date_words
from newslab.text.document import Document
from newslab.text.numerals import lexicon, read_figure, split_figure
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.units import measure
from newslab.text.quantities.words import number_words

_HEAD, _TAIL = 3, 4  # letters that a compound has before its unit at least, and that the unit has: "Höhenmeter"
_FORTNIGHT = 2  # weeks
_NEXT = 1  # sentences from those that the summary's rests on to where the events are counted
_FEW = 6  # people whom one sentence may tell by their ages
_LONGEST_NAME = 3
_JOINT = 4  # words between the ages of siblings: "und einer"
_TOP = "top"  # "the top 40", "in die Top 40"
_MONTHS = {"quarter": 3, "half": 6}
_BETWEEN = 4  # words between a noun and the "und" of its names: "die Kammern in Bad Gera und Hof"


class Wordings(Claim):
    """One number of a summary whose value the article has by another word."""

    def in_other_words(self) -> Finding | None:
        """Return what says the same; None where nothing does."""
        ours = self.ours
        if ours.parts or ours.high is not None:
            return None
        return (
            self._as_compound_unit()
            or (self._as_year_of_life() if ours.unit == "year" else None)
            or (self._as_months() if ours.unit == "month" else None)
            or (self._as_fortnight() if ours.unit == "week" and ours.value == _FORTNIGHT else None)
            or (self._as_events() if self.is_how_often else None)
            or self._as_change()
            or self._inside_hyphens()
            or self._as_goals()
            or self._among_the_top()
            or self._as_century()
            or self._as_people_of_ages()
            or (self._as_pair() or self._as_couple() if ours.value == 2 else None)
        )

    def _as_compound_unit(self) -> Finding | None:
        """Find "3000 Meter" as "3000 Höhenmeter", "6116 Punkte" as "6116 Indexpunkte", and the reverse."""
        unit, value = _compound_measure(self.ours, self.summary.language)
        for theirs in self.figures.equal_to(self.ours.value, value) if unit else ():
            other, size = _compound_measure(theirs, self.article.language)
            one_only = (theirs.unit is None) != (self.ours.unit is None)
            if (
                one_only
                and theirs.kind == "number"
                and measure(unit, 1)[0] == measure(other, 1)[0]
                and equal(value, size)
            ):
                return self.say("N001", theirs.span)
        return None

    def _as_goals(self) -> Finding | None:
        """Find "trafen je fünfmal" as "mit jeweils fünf Toren"."""
        if self.ours.dimension != "times" or self.ours.kind == "multiple":
            return None
        scored = (q for q in self.figures.equal_to(self.ours.value) if equal(q.value, self.ours.value))
        found = next((q for q in scored if q.dimension == "goals" or q.counted in self.words.rules["goals"]), None)
        return None if found is None else self.say("N001", found.span)

    def _as_fortnight(self) -> Finding | None:
        """Find "two weeks" as "a fortnight"."""
        units = self.words.units
        found = next((key for key in self.article.places if units.get(key) == "fortnight"), None)
        return None if found is None else self.say("N001", *filter(None, [occurs(self.article, [found])]))

    def _as_events(self) -> Finding | None:
        """Find "twice ignored" as "ignored two calls", "dreimal kippte" as "ein drittes Mal", where it is told."""
        sources = self.alignment.links[self.summary.sentence_at(self.ours.span.start)].sources
        if period_of(self.ours, self.summary):
            return None
        for theirs in self.figures.equal_to(self.ours.value):
            bare = theirs.dimension == "" and theirs.kind == "number" and not theirs.named
            again = theirs.kind == "ordinal" and theirs.counted in self.words.rules["time_nouns"]
            number = self.article.sentence_at(theirs.span.start)
            if (bare or again) and any(abs(number - source) <= _NEXT for source in sources):
                return self.say("N001", theirs.span)
        return None

    def _among_the_top(self) -> Finding | None:
        """Take "the top 40" for the 39th place: whoever is up to there in the ranking is in it."""
        first = self.ours.first
        if first == 0 or self.summary.words.keys[first - 1] != _TOP or self.ours.unit is not None:
            return None
        ranks = (q for q in self.article.quantities if (q.kind == "ordinal" or q.named) and not q.parts)
        found = next((q for q in ranks if self.ours.value / 2 < q.value <= self.ours.value), None)
        return None if found is None else self.say("N002", found.span, reckoning=f"{found.text} → {self.ours.text}")

    def _as_century(self) -> Finding | None:
        """Take "aus dem 16. Jahrhundert" for what was made in 1588."""
        units, keys, last = date_words(self.summary.language).units, self.summary.words.keys, self.ours.last
        if self.ours.kind != "ordinal" or not any(units.get(key) == "century" for key in keys[last : last + 1]):
            return None
        first = (self.ours.value - 1) * 100
        years = self.article.where(YEARS)
        found = next((at for at in years if first < int(self.article.words.keys[at]) <= first + 100), None)
        if found is None:
            return None
        span = self.article.words.span(found, found + 1)
        return self.say("N002", span, reckoning=f"{span.of(self.article.text)} → {self.ours.text}")

    def _inside_hyphens(self) -> Finding | None:
        """Find "eine Million", "50 Millionen Euro" in "Eine-Million-Marke", "50-Millionen-Euro-Projekt"."""
        for word in self.article.places if self.ours.kind == "number" else ():
            if "-" in word and (read := _of_hyphens(word, self.article.language)) is not None:
                value, unit = read
                if equal(value, self.ours.value) and unit in {None, self.ours.unit}:
                    place = self.article.places[word][0]
                    return self.say("N001", self.article.words.span(place, place + 1))
        return None

    def _as_year_of_life(self) -> Finding | None:
        """Find "drei Jahre alt" as "das dritte Lebensjahr vollendet", and "81" as "im 82. Lebensjahr"."""
        known = self.words.rules["years_of_life"]
        for theirs in self.figures.of_kind.get("ordinal", ()) if known else ():
            if theirs.counted not in known:
                continue
            completed = self._told_with(theirs, self.words.rules["completed"])
            if equal(theirs.value - (not completed), self.ours.value):
                return self.say("N001", theirs.span)
        return None

    def _told_with(self, theirs: Quantity, words: frozenset[str]) -> bool:
        """Tell whether one of these words stands in the sentence of a number of the article."""
        sentence = self.article.sentences[self.article.sentence_at(theirs.span.start)]
        first, last = self.article.word_at(sentence.start), self.article.word_at(sentence.end - 1)
        return not words.isdisjoint(self.article.words.keys[first : last + 1])

    def _as_months(self) -> Finding | None:
        """Find "neun Monate" as "von Januar bis September", "six months" as "the first half of the year"."""
        units = date_words(self.article.language).units
        for part in self.figures.of_kind.get("ordinal", ()):
            noun = part.counted or ""
            if part.value == 1 and _MONTHS.get(units.get(noun, noun)) == self.ours.value:
                return self.say("N001", part.span)
        ranges = self.words.rules["range_words"]
        for one, two in pairwise(self.article.dates):
            first, last = one.stated.month, two.stated.month
            if first is None or last is None or one.stated.day or two.stated.day or one.stated.edge or two.stated.edge:
                continue
            between = self.article.words.keys[one.stated.last : two.stated.first]
            if len(between) == 1 and between[0] in ranges and (last - first) % 12 + 1 == self.ours.value:
                return self.say("N001", one.span, two.span)
        return None

    def _as_change(self) -> Finding | None:
        """Find "halbiert" as "um die Hälfte gesunken", "verdoppelt" as "um 100 Prozent gestiegen", and the reverse."""
        if self.ours.dimension == "times":
            share = abs(self.ours.value - 1)
            rows = (
                (q, q.values[0]) for q in self.figures.of_dimension.get("share", ()) if self._is_by(q, self.article)
            )
        elif self.ours.dimension == "share" and self._is_by(self.ours, self.summary):
            share = self.ours.values[0]
            rows = ((q, abs(q.value - 1)) for q in self.figures.of_dimension.get("times", ()) if q.value != 1)
        else:
            return None
        found = next((q for q, other in rows if equal(other, share)), None)
        return None if found is None else self.say("N001", found.span)

    def _is_by(self, quantity: Quantity, document: Document) -> bool:
        """Tell whether something changed by a share: "um die Hälfte", "by half", "cut in half"."""
        keys, rules = document.words.keys, self.words.rules
        if change_of(quantity, document) == "change:by":
            return True
        before = keys[max(0, quantity.first - 2) : quantity.first]
        cut = before[-1:] and before[-1] in rules["cut_in"]
        article = len(before) == 2 and before[1] in rules["share_articles"] | rules["articles"]
        return bool(cut) or (article and self.words.changes.get(before[0]) == "change:by")

    def _as_pair(self) -> Finding | None:
        """Find "zwei Kammern" where the article names both: "die Kammern in Gera und Hof"."""
        noun = self.ours.counted
        if noun is None or not self.ours.spelt or self.ours.kind != "number" or self.ours.unit is not None:
            return None
        keys, gaps = self.article.words.keys, self.article.gaps
        for at in self._joints():
            for back in range(at - 2, max(-1, at - 2 - _BETWEEN), -1):
                if gaps[back + 1] != " ":
                    break
                if same_noun(noun, keys[back]):
                    return self.say("N001", self.article.words.span(back, at + 2))
        return None

    def _as_couple(self) -> Finding | None:
        """Find "zwei Menschen" as "ein Ehepaar", "der Pilot und seine Tochter"."""
        rules, keys = self.words.rules, self.article.words.keys
        if self.ours.counted is None or class_of(self.ours.counted, self.summary.language) != "people":
            return None
        if place := next((place for word in sorted(rules["couples"]) if (place := occurs(self.article, [word]))), None):
            return self.say("N001", place)
        for word in sorted(rules["both_named"]):
            for at in self.article.places.get(word, ()):
                following = keys[at + 1 : at + 3]
                if len(following) == 2 and following[0] in rules["whose"] and following[1] in rules["relatives"]:
                    return self.say("N002", self.article.words.span(at - 1, at + 3), reckoning="1 + 1")
        return None

    def _as_people_of_ages(self) -> Finding | None:
        """Count the people that one sentence tells by their ages: "ein 40-jähriger Hesse, ein 37-jähriger Bayer …"."""
        ours = self.ours
        if ours.counted is None or not 1 < ours.value <= _FEW or role_of(ours, self.summary) == "casualties:dead":
            return None
        ages = [q for q in self.figures.of_dimension.get("calendar", ()) if q.unit == "year" and q.counted is not None]
        siblings = [q for q in ages if same_noun(q.counted or "", ours.counted)]
        if found := self._siblings(siblings):
            return self.say("N001", *(q.span for q in found))
        if class_of(ours.counted, self.summary.language) != "people":
            return None
        sentences = [self.article.sentence_at(q.span.start) for q in ages]
        number = next((n for n in sentences if sentences.count(n) == ours.value), None)
        if number is None:
            return None
        told = [q for q, n in zip(ages, sentences, strict=True) if n == number]
        reckoning = " + ".join(q.text for q in told)
        return self.say("N002", *(q.span for q in told), reckoning=reckoning)

    def _siblings(self, ages: list[Quantity]) -> list[Quantity]:
        """Return as many as the summary counts, told in one breath: "ihre fünf und sieben Jahre alten Töchter"."""
        for at, first in enumerate(ages):
            told = ages[at : at + int(self.ours.value)]
            near = all(two.first - one.last <= _JOINT for one, two in pairwise(told))
            if len(told) == self.ours.value and near and same_noun(first.counted or "", told[-1].counted or ""):
                return told
        return []

    def _joints(self) -> Iterator[int]:
        """Yield where the article joins two names by "und"."""
        named = {self.article.word_at(name.span.start) for name in self.article.names}
        forms = self.article.words.forms
        for word in sorted(self.words.rules["both_named"]):
            for at in self.article.places.get(word, ()):
                capitals = 0 < at < len(forms) - 1 and forms[at - 1][:1].isupper() and forms[at + 1][:1].isupper()
                if capitals and not named.isdisjoint((*range(at - _LONGEST_NAME, at), at + 1)):
                    yield at


@lru_cache(maxsize=1 << 10)
def _of_hyphens(word: str, language: str) -> tuple[float, str | None] | None:
    """Return the number with which a word of several pieces begins, and its unit: 50 million euros, five percent."""
    known, (first, *pieces) = number_words(language), word.split("-")
    figure = split_figure(first)
    value = read_figure(figure[0], known.thousands) if figure and not figure[1] else None
    if value is None and first.isalpha():
        value = lexicon(language).cardinal(first)
    if value is None or not pieces:
        return None
    magnitude = lexicon(language).magnitudes.get(pieces[0])
    unit = next((known.units[piece] for piece in pieces[:2] if piece in known.units), None)
    return None if magnitude is None and unit is None else (value * (magnitude or 1), unit)


def _compound_measure(quantity: Quantity, language: str) -> tuple[str | None, float]:
    """Return the unit of a number, or the one with which the noun that it counts ends, and the value in its base."""
    unit = quantity.unit if quantity.counted is None else _unit_in(quantity.counted, language)
    return unit, measure(unit, quantity.value)[1]


@lru_cache(maxsize=1 << 10)
def _unit_in(noun: str, language: str) -> str | None:
    """Return the unit that a compound ends with, the longest first: the metres of "Höhenmetern"."""
    units = number_words(language).units
    tails = (noun[at:] for at in range(_HEAD, len(noun) - _TAIL + 1))
    return next((units[tail] for tail in tails if tail in units), None)
