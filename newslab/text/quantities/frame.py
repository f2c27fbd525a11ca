"""Reads what stands around a number: its unit, how exact it claims to be, the noun that it counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from newslab.text.numerals import lexicon, read_word
from newslab.text.passage import Passage
from newslab.text.quantities.units import CURRENCIES
from newslab.text.quantities.words import Bound, number_words

QuantityKind = Literal["number", "ordinal", "multiple", "vague", "score", "range"]

_DASHES = frozenset("-−–")
_MINUS = re.compile(r"(?:^|[\s(])[-−–]$")
# In a text, evidence that its writer groups thousands the other way than the language does.
_HABITS = {
    ",": re.compile(r"\d,\d{3},\d{3}|\d,\d{3}\.\d|\d\.\d{1,2} ?(?:%|Prozent|Mio|Mrd|Milli)"),
    ".": re.compile(r"\d\.\d{3}\.\d{3}|\d\.\d{3},\d|\d,\d{1,2} ?(?:%|per ?cent|million|billion)"),
}
_JOINED = frozenset([" ", ". ", " $", " €", " £"])  # what may lie between a number and the words before it
_LONGEST_ABBREVIATION = 4
_POINTS = frozenset(["pp", "points"])  # what one has fractions of without "of a": "a quarter point"
_REACH = 4  # words between a number and the noun that it counts ("30 bei dem Unfall verletzte Personen" is beyond)


# How many of the smaller unit the larger one has, of two that stand side by side: "drei Jahre und sechs Monate".
LARGER = {("year", "month"): 12, ("hour", "minute"): 60, ("week", "day"): 7, ("minute", "second"): 60}
SMALLER = frozenset(smaller for _, smaller in LARGER)


class Reading(NamedTuple):  # made anew at each step of reading, for which a dataclass takes four times as long
    """One number as read; ``first`` and ``last`` are word numbers (half-open), ``start`` and ``end`` offsets.

    ``parts`` are the numbers of a score or a range (else empty); ``high`` is the upper end of a vague word;
    ``counted`` the number of the word that is counted; ``spelt`` tells words from figures; ``named`` a
    number that a noun before it bears ("Platz zwei", "round two").
    """

    kind: QuantityKind
    value: float
    first: int
    last: int
    start: int
    end: int
    parts: tuple[float, ...] = ()
    high: float | None = None
    unit: str | None = None
    bound: Bound = "exact"
    counted: int | None = None
    spelt: bool = False
    named: bool = False


class NumberFrame:
    """The words of one passage, and what they say about a number among them."""

    def __init__(self, passage: Passage) -> None:
        words = passage.words
        self.text, self.keys, self.forms = passage.text, words.keys, words.forms
        self.starts, self.ends, self.count = words.starts, words.ends, len(words)
        self.language = passage.language
        self.words, self.lexicon = number_words(passage.language), lexicon(passage.language)
        self.rules = self.words.rules
        self.sentence_starts = frozenset(sentence.start for sentence in passage.sentences)
        self._thousands: str | None = None
        self.gaps = passage.joints  # what stands before each word; a line end at the rims of the text

    @property
    def thousands(self) -> str:
        """The mark that groups thousands where a figure does not tell: the language's, or this text's own habit."""
        if self._thousands is None:
            usual = self.words.thousands
            other = "," if usual == "." else "."
            self._thousands = (
                other if _HABITS[other].search(self.text) and not _HABITS[usual].search(self.text) else usual
            )
        return self._thousands

    # --- neighbours ---------------------------------------------------------------------------------------------

    def before(self, number: int, back: int = 1) -> str:
        """Return the ``back`` words before, joined by spaces; "" where more than spaces lie between."""
        if back == 1:  # nearly always
            return self.keys[number - 1] if 0 < number <= self.count and self.gaps[number] in _JOINED else ""
        first = number - back
        if first < 0 or not _JOINED.issuperset(self.gaps[first + 1 : number + 1]):
            return ""
        return " ".join(self.keys[first:number])

    def after(self, number: int, ahead: int = 1) -> str:
        """Return the ``ahead`` words from ``number`` on, joined by spaces; "" where more than a space lies between."""
        if ahead == 1:  # nearly always
            return self.keys[number] if 0 <= number < self.count and self.gaps[number] == " " else ""
        if number + ahead > self.count or self.gaps[number : number + ahead].count(" ") < ahead:
            return ""
        return " ".join(self.keys[number : number + ahead])

    def phrase_from(self, at: int, known: Mapping[str, str], openers: frozenset[str]) -> tuple[str, int] | None:
        """Return what the longest known phrase of up to three words from ``at`` on means, and the word after it.

        ``openers`` are the first words of all phrases.
        """
        if at >= self.count or self.keys[at] not in openers:
            return None
        for last in range(min(at + 3, self.count), at, -1):
            words = self.keys[at] if last == at + 1 else " ".join(self.keys[at:last])
            if words in known and self.after(at, last - at):
                return known[words], last
        return None

    def _priced(self, at: int) -> bool:
        return bool(at) and self.gaps[at].rstrip().endswith(self.words.signs)

    # --- units ----------------------------------------------------------------------------------------------------

    def _with_unit(self, reading: Reading) -> Reading:
        reading = self._signed(reading)
        if reading.unit == "share":
            reading = self._fraction_of(reading)
        if reading.unit or reading.kind in {"ordinal", "score"} or reading.counted is not None:
            return reading
        end = reading.end
        rest = self.text[end : end + 6].casefold()
        bare = rest.lstrip(" .")
        for sign in self.words.signs if bare.startswith(self.words.signs) else ():
            if bare.startswith(sign) and not (rest[:1] == " " and self._opens_price(end + 1, sign)):
                return reading._replace(unit=self.words.units[sign], end=end + rest.index(sign) + len(sign))
        if "/" in rest and rest.strip()[:4] in self.words.units:  # km/h is two words
            last = reading.last + 2
            return reading._replace(unit=self.words.units[rest.strip()[:4]], last=last, end=self.ends[last - 1])
        found = self.phrase_from(reading.last, self.words.units, self.words.unit_openers)
        found = found or self._unit_joined(reading.last)
        if found and self._unit_form(reading.last):
            unit, last = found
            if unit == "degrees" and self.after(last, 2) in self.rules["below_zero"]:
                reading, last = reading._replace(value=-abs(reading.value)), last + 2
            return reading._replace(unit=unit, last=last, end=self.ends[last - 1])
        return self._priced_before(reading) or self._unit_beyond(reading)

    def _opens_price(self, at: int, sign: str) -> bool:
        """Tell whether a sign belongs to the figure behind it: "in 2025 £1.2bn"."""
        return sign in "$€£¥" and self.text[at + len(sign) : at + len(sign) + 1].isdigit()

    def _fraction_of(self, reading: Reading) -> Reading:
        """Read the unit of "three quarters of an hour", "a quarter of a percentage point", "a quarter point"."""
        at = reading.last + (2 if self.after(reading.last, 2) in self.rules["of_a"] else 0)
        found = self.phrase_from(at, self.words.units, self.words.unit_openers)
        if at > reading.last and found is None and (unit := self.lexicon.parts.get(self.keys[at])):
            found = unit, at + 1  # "of a second", which alone is a rank
        if found is None or (at == reading.last and found[0] not in _POINTS):
            return reading
        return reading._replace(unit=found[0], last=found[1], end=self.ends[found[1] - 1])

    def _unit_joined(self, at: int) -> tuple[str, int] | None:
        """Read the unit after "Mio.", where a full stop lies between, and the one after a hyphen."""
        if at >= self.count or (unit := self.words.units.get(self.keys[at])) is None:
            return None
        gap = self.gaps[at]
        return (unit, at + 1) if gap == "-" or (gap == ". " and self.keys[at - 1] in self.lexicon.magnitudes) else None

    def _unit_form(self, at: int) -> bool:
        """Tell "5 m" from "5 M …": a unit of one letter is written small."""
        return len(self.forms[at]) > 1 or self.forms[at].islower()

    def _priced_before(self, reading: Reading) -> Reading | None:
        if not reading.first:
            return None
        gap = self.gaps[reading.first]
        for sign in self.words.signs if gap != " " else ():
            if gap.rstrip().endswith(sign) and sign in "$€£¥":
                return reading._replace(unit=self.words.units[sign], start=reading.start - len(gap) + gap.rindex(sign))
        unit = self.words.units.get(self.before(reading.first))
        if unit in CURRENCIES and self.forms[reading.first - 1].isupper():
            return reading._replace(unit=unit, first=reading.first - 1, start=self.starts[reading.first - 1])
        return None

    def _unit_beyond(self, reading: Reading) -> Reading:
        """Read "zwei weitere Tage", "three more years": one word may lie between a number and its unit."""
        two = self.after(reading.last, 2).split(" ")
        if two[0] in self.rules["never_between"]:
            return reading
        unit = self.words.units.get(two[-1]) if len(two) == 2 else None
        adjective = unit and two[0] not in self.rules["not_counted"] and self.forms[reading.last][:1].islower()
        if adjective and read_word(two[0], self.language):
            return reading  # "ein zwölf Stunden langer Film"
        if not adjective or len(two[-1]) < 3 or unit == "people":
            return reading
        last = reading.last + 2
        return reading._replace(unit=unit, last=last, end=self.ends[last - 1])

    def _signed(self, reading: Reading) -> Reading:
        if reading.first and self.before(reading.first) in self.rules["sign"]:
            return reading._replace(value=-reading.value, first=reading.first - 1, start=self.starts[reading.first - 1])
        signed = self.text[reading.start - 1 : reading.start] in _DASHES and not reading.spelt
        if signed and _MINUS.search(self.text[max(0, reading.start - 2) : reading.start]):
            return reading._replace(value=-reading.value, start=reading.start - 1)
        return reading

    # --- what is counted, and how exactly -------------------------------------------------------------------------

    def _with_share_of(self, reading: Reading) -> Reading:
        """Find whose share it is: "62 Prozent der Frauen", "half of all women"."""
        for length in (2, 1):
            if self.after(reading.last, length) in self.rules["parts_of"]:
                return self._with_counted(reading, reading.last + length)
        return reading

    def with_bearer(self, reading: Reading) -> Reading:
        """Find who is of that age: "der 62-jährige Fahrer", "a 62-year-old driver", "sein 62 Jahre alter Vater"."""
        at = reading.last
        if self.after(at) in self.rules["old"]:
            at += 1
        if at == reading.last and reading.last - reading.first > 1:
            return reading  # "62 Jahre Haft": no age
        following = self.after(at)
        if not following or following in self.rules["not_counted"]:
            return reading
        if self.words.capital_nouns and self.forms[at][:1].islower() and following.endswith(self.lexicon.inflected):
            at += 1  # "die 55-jährige italienische Touristin"
            if not self.after(at) or self.after(at) in self.rules["not_counted"]:
                return reading
        noun = self.forms[at][:1].isupper() if self.words.capital_nouns else True
        return reading._replace(counted=at) if noun else reading

    def is_age(self, reading: Reading) -> bool:
        """Tell whether the words before make a bare number an age: "aged 51", "Alter: 51"."""
        at = reading.first - 1
        told = at >= 0 and self.keys[at] in self.rules["age_before"] and self.gaps[at + 1] in {" ", ": "}
        return told and reading.kind == "number" and reading.value <= 120

    def _with_counted(self, reading: Reading, first: int) -> Reading:
        if reading.counted is not None or reading.kind == "score":
            return reading
        found = None
        for at in range(first, min(first + _REACH, self.count)):
            gap, key = self.gaps[at], self.keys[at]
            if key in self.rules["not_counted"] or key[0].isdigit():
                break
            if gap not in {" ", "-"} and not (
                gap == ". " and ((reading.kind == "ordinal" and not reading.spelt) or self._is_abbreviation(at - 1))
            ):
                break
            if self._is_head(at) or (reading.kind == "ordinal" and at == first and key in self.rules["period_nouns"]):
                return reading._replace(counted=at)
            if not self.words.capital_nouns and key not in self.words.roles and not key.endswith(("ly", "ed")):
                found = at
        return reading if found is None else reading._replace(counted=found)

    def _is_abbreviation(self, at: int) -> bool:
        """Tell whether the full stop after a word shortens it ("5 Mio. Euro") rather than ending a sentence."""
        key = self.keys[at]
        return len(key) < _LONGEST_ABBREVIATION and key.isalpha() and self.starts[at + 1] not in self.sentence_starts

    def is_named(self, reading: Reading) -> bool:
        """Tell whether a noun right before bears the number as its name: "Platz zwei", "round two"."""
        at = reading.first - 1
        if at < 0 or self.gaps[at + 1] != " " or reading.kind != "number":
            return False
        if not self.words.capital_nouns:
            return self.keys[at] in self.rules["numbered"]
        return self.forms[at][:1].isupper() and self.starts[at] not in self.sentence_starts

    def _is_head(self, at: int) -> bool:
        """Tell whether a word is the noun counted: by its capital in German, by its plural in English."""
        if self.words.capital_nouns:
            return self.forms[at].rpartition("-")[2][:1].isupper()  # "SPD-geführte" is no noun
        key = self.keys[at]
        return key in self.words.classes or (key.endswith("s") and not key.endswith("ss"))

    def _with_bound(self, reading: Reading) -> Reading:
        share_words = self.rules["share_articles"] | self.rules["share_of_each"]  # "mehr als jede zweite"
        article = (reading.unit in {"share", "times"} and self.before(reading.first) in share_words) or (
            # "fast eine halbe Million"
            self.keys[reading.first] in self.rules["halves"] and self.before(reading.first) in self.rules["articles"]
        )
        if bound := self.bound_before(reading.first - article, reading.unit):
            return reading._replace(bound=bound)
        for at in (reading.last, reading.last + 1):  # "30 oder mehr", "30 Menschen oder mehr"
            if after := self.phrase_from(at, self.words.after, self.words.after_openers):
                return reading._replace(bound=self.words.after[" ".join(self.keys[at : after[1]])])
        return reading

    def _compares(self, at: int, words: str) -> bool:
        """Tell "44 mehr als ein Jahr zuvor", a comparison, from the bound "mehr als ein Jahr"."""
        before, ahead = self.before(at), self.keys[at + words.count(" ") + 1]
        if words not in self.rules["comparing"] or not before or self.starts[at] in self.sentence_starts:
            return False
        bare = before[0].isdigit() or read_word(before, self.language) is not None
        return bare or (before in self.words.units and ahead in self.rules["articles"])

    def bound_before(self, first: int, unit: str | None) -> Bound | None:
        """Return the bound that the longest known phrase of up to three words before a number sets."""
        if not first or self.keys[first - 1] not in self.words.before_closers:
            return None
        for back in (3, 2, 1):
            words = " ".join(self.keys[max(0, first - back) : first])
            if words in self.words.before and self.before(first, back) and not self._compares(first - back, words):
                return None if unit is None and words in self.rules["bound_with_unit"] else self.words.before[words]
        return None
