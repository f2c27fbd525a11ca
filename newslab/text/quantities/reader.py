"""Reads one number where it stands among the words: figures, number words, fractions, what composes them."""

from __future__ import annotations

import re

from newslab.text.numerals import Numeral, read_figure, read_roman, read_tail, read_word, split_figure
from newslab.text.quantities.frame import LARGER, SMALLER, NumberFrame, QuantityKind, Reading

_PAIR = re.compile(r"(\d+(?:[.,]\d+)?)([:\-‐‑–])(\d+(?:[.,]\d+)?)(?:[-‐‑](\w.*))?")
_SECTION = re.compile(r"[§#]\s?$")
_ORDINAL_TAIL = frozenset(["st", "nd", "rd", "th"])


class NumberReader(NumberFrame):
    """Reads the numbers of one passage."""

    # --- one number ---------------------------------------------------------------------------------------------

    def read(self, at: int) -> Reading | None:
        """Return the number that begins at word ``at``, or None where the word is none."""
        reading = self._figure(at) if self.keys[at][0].isdigit() else self._word(at)
        if reading is None or self._is_label(at):
            return None
        reading = self._with_larger(self._with_unit(self._composed(reading)))
        if reading.last == at + 1 and reading.unit is None and self.keys[at] in self.rules["articles"]:
            return None  # "ein", "one": an article, unless a magnitude or a unit follows
        if reading.unit is None and self.is_age(reading):
            return reading._replace(unit="year")
        if reading.unit is None:
            reading = self._with_counted(reading, reading.last)
            if reading.counted is None and self._is_label_of_capitals(reading):
                return None
            if reading.counted is None and self.is_named(reading):
                reading = reading._replace(named=True)
        elif reading.unit in {"%", "share", "‰"}:
            reading = self._with_share_of(reading)
        elif reading.unit == "year":
            reading = self.with_bearer(reading)
        return self._with_bound(reading)

    def _with_larger(self, reading: Reading) -> Reading:
        """Add the hour of "an hour and five minutes", whose article is no number."""
        first = reading.first
        if reading.unit not in SMALLER or self.before(first) not in self.rules["listing"]:
            return reading
        article, _, rest = self.before(first, 3).partition(" ")
        size = LARGER.get((self.words.units.get(rest.partition(" ")[0], ""), reading.unit))
        if size is None or article not in self.rules["articles"] or read_word(article, self.language):
            return reading
        return reading._replace(value=reading.value + size, first=first - 3, start=self.starts[first - 3])

    def _reading(
        self, at: int, value: float, kind: QuantityKind = "number", unit: str | None = None, *, spelt: bool = False
    ) -> Reading:
        return Reading(kind, value, at, at + 1, self.starts[at], self.ends[at], unit=unit, spelt=spelt)

    def _is_label(self, at: int) -> bool:
        """Tell whether the number names a thing ("Artikel 5", "§ 218") instead of counting."""
        if not self.keys[at][0].isdigit():
            return False
        gap = self.gaps[at]
        return self.before(at) in self.rules["label_before"] or bool(gap != " " and at and _SECTION.search(gap))

    def _is_label_of_capitals(self, reading: Reading) -> bool:
        """Tell whether a figure that counts nothing belongs to the capitals before it: "ISO 9001", "ROUNDUP 2"."""
        if reading.spelt or reading.kind != "number" or not reading.first or self.gaps[reading.first] != " ":
            return False
        before = self.forms[reading.first - 1]
        return before.isupper() and len(before) > 2

    def _figure(self, at: int) -> Reading | None:
        if pair := _PAIR.fullmatch(self.forms[at]):
            return self._pair(at, pair)
        figure, tail = split_figure(self.keys[at]) or ("", "")
        if len(figure) > 1 and figure[0] == "0" and figure.isdecimal():
            return None  # 05443: a number of a thing, no count
        value = read_figure(figure, self.thousands)
        if value is None:
            return None
        if not tail:
            return self._ordinal_dot(at) or self._spaced(at, value)
        return self._tailed(at, value, tail)

    def _pair(self, at: int, pair: re.Match[str]) -> Reading | None:
        one, two = read_figure(pair[1], self.thousands), read_figure(pair[3], self.thousands)
        if one is None or two is None:
            return None
        if pair[2] == ":" and not two.is_integer() and two < 60 and len(re.split("[.,]", pair[3])[0]) == 2:
            return self._reading(at, 60 * one + two, unit="second")  # a stopwatch: "8:27.14"
        kind: QuantityKind = "score" if pair[2] == ":" else "range"
        unit = self.words.units.get((pair[4] or "").casefold())
        return self._reading(at, one, kind, unit)._replace(parts=(one, two))

    def _spaced(self, at: int, value: float) -> Reading:
        """Join figures grouped by spaces: 1 200 000."""
        reading = self._reading(at, value)
        if len(self.keys[at]) > 3:
            return reading
        last = at + 1
        while self.gaps[last] == " " and (group := re.fullmatch(r"(\d{3})(?:,(\d+))?", self.keys[last])):
            value = value * 1000 + float(f"{group[1]}.{group[2] or 0}")
            last += 1
            if group[2]:
                break
        return self._until(reading, last, value) if last > at + 1 else reading

    def _ordinal_dot(self, at: int) -> Reading | None:
        """Read "3. Platz": a full stop inside a sentence, where the language writes ordinals so."""
        if not self.words.capital_nouns or self.gaps[at + 1] not in {". ", "., "}:
            return None
        if (
            self.gaps[at + 1] == ". "
            and self.starts[at + 1] in self.sentence_starts
            and self.before(at) not in self.rules["determiners"]
        ):
            return None  # a sentence ends with this figure, unless "im 2." asks for a noun
        value = int(self.keys[at]) if self.keys[at].isdecimal() and len(self.keys[at]) < 4 else None
        return None if value is None else self._reading(at, value, "ordinal")

    def _tailed(self, at: int, value: float, tail: str) -> Reading | None:
        """Read what is joined to a figure: 51-jährige, 2.38bn, 60-Tage, 3rd, 2er."""
        if tail in self.lexicon.magnitudes and (
            tail not in self.words.units or self._priced(at) or self._counts(at + 1)
        ):
            return self._reading(at, value * self.lexicon.magnitudes[tail])
        if part := read_tail(tail, self.language):
            return self._reading(at, value, unit=part.unit)
        bare = tail.lstrip("-‐‑")
        first, *more = re.split("[-‐‑]", bare)
        if tail != bare and (
            size := self.lexicon.magnitudes.get(first)
        ):  # "a $40-million fund", "40-Millionen-Euro-Bau"
            return self._reading(
                at, value * size, unit=next((self.words.units[m] for m in more if m in self.words.units), None)
            )
        unit = self.words.units.get(bare) or self.words.units.get(first)
        if unit:
            return self._reading(at, value, unit=unit)
        if tail in _ORDINAL_TAIL:
            return self._reading(at, value, "ordinal")
        if tail in {"er", "x"} or (tail != bare and bare.isalpha()):
            return self._reading(at, value)._replace(counted=at if tail != bare else None)
        return None

    def _counts(self, at: int) -> bool:
        """Tell "5m people" (million) from "100m race" (metres)."""
        following = self.after(at)
        return bool(following) and following not in self.rules["not_counted"] and following not in self.rules["tracks"]

    def _word(self, at: int) -> Reading | None:
        key = self.keys[at]
        numeral = read_word(key, self.language)
        if numeral is None:
            return self._roman(at)
        if numeral.kind == "cardinal":
            return self._cardinal(at, numeral)
        if numeral.kind == "ordinal":
            return self._ordinal(at, numeral)
        if numeral.kind == "fraction":
            return self._fraction(at, numeral)
        kind: QuantityKind = "multiple" if numeral.kind == "multiple" else "number"
        reading = self._reading(at, numeral.value, kind, numeral.unit, spelt=True)
        if kind == "multiple":
            return reading._replace(unit="times")
        if numeral.kind in {"vague", "magnitude"}:
            return self._large(reading, numeral)
        return reading

    def _large(self, reading: Reading, numeral: Numeral) -> Reading | None:
        """Read "tausend", "eine Million", "Hunderte", "einige hundert" where no number stands before."""
        at = reading.first
        if (more := self._large_of_large(reading, numeral)) is not None:
            return more
        if self.before(at) in self.rules["articles"] and numeral.high is None:
            return reading._replace(first=at - 1, start=self.starts[at - 1])
        several = next((back for back in (2, 1) if self.before(at, back) in self.rules["several"]), 0)
        if several or numeral.high is not None:
            high = numeral.high or numeral.value * 10
            return reading._replace(kind="vague", high=high, first=at - several, start=self.starts[at - several])
        return reading if numeral.value in {100, 1000} and len(self.keys[at]) > 3 else None

    def _large_of_large(self, reading: Reading, numeral: Numeral) -> Reading | None:
        """Read "tens of thousands", "hundreds of millions"."""
        if numeral.kind != "vague" or numeral.high is None or self.after(reading.last) != "of":
            return None
        second = read_word(self.after(reading.last + 1) or "-", self.language)
        if second is None or second.kind != "vague":
            return None
        last, value = reading.last + 2, numeral.value * second.value
        high = (numeral.high + 1) * second.value - 1
        return reading._replace(kind="vague", value=value, high=high, last=last, end=self.ends[last - 1])

    def _cardinal(self, at: int, numeral: Numeral) -> Reading | None:
        key, form = self.keys[at], self.forms[at]
        if self.words.capital_numerals and form[:1].isupper() and not self._opens(at):
            noun = at + 1 < self.count and self.gaps[at + 1] == " " and self.forms[at + 1][:1].isupper()
            if not noun:  # "die Elf" is a team
                return None
        if key in self.rules["stems"] and self.before(at) not in self.rules["group_of"]:
            return None
        if key in self.rules["articles"] and self.after(at + 1) in self.rules["halves"]:
            return None  # "eine halbe Stunde" begins with its second word
        return self._reading(at, numeral.value, spelt=True)

    def _opens(self, at: int) -> bool:
        """Tell whether a word may have its capital from its place: first in a sentence, after a colon or a mark."""
        return at == 0 or self.starts[at] in self.sentence_starts or self.gaps[at] not in {" ", "-"}

    def _ordinal(self, at: int, numeral: Numeral) -> Reading | None:
        if self.keys[at] in self.rules["ordinal_doubtful"] and self.before(at) not in self.rules["determiners"]:
            return None
        reading = self._reading(at, numeral.value, "ordinal", spelt=True)
        if self.before(at) in self.rules["share_of_each"] and numeral.value > 1:
            return reading._replace(kind="number", value=1 / numeral.value, unit="share")
        share = self.lexicon.fractions.get(self.keys[at])
        of_something = self.after(at + 1) == "of" or self.words.changes.get(self.before(at - 1)) == "change:by"
        told = of_something or self._is_bounded(at - 1)
        if share and self.before(at) in self.rules["articles"] and told:
            return reading._replace(kind="number", value=share, unit="share", first=at - 1, start=self.starts[at - 1])
        return reading

    def _is_bounded(self, at: int) -> bool:
        """Tell whether a bound that is no preposition stands before: "more than a fifth", not "about a fifth"."""
        return self.before(at) not in self.rules["preposition_bounds"] and self.bound_before(at, None) is not None

    def _fraction(self, at: int, numeral: Numeral) -> Reading | None:
        """Read "ein Drittel", "half of", "halbe Stunde"; a "Viertel" of a town and a "second half" are no numbers."""
        key = self.keys[at]
        reading = self._reading(at, numeral.value, unit="share", spelt=True)
        if key in self.rules["halves"]:  # before a unit or a magnitude: value of that, no share
            following = self.after(at + 1)
            if following in self.words.units or following in self.lexicon.magnitudes:
                return reading._replace(unit=None)
            return None
        if "-" in key or key in self.rules["always_share"]:
            return reading
        if self.rules["half_follows"] and numeral.value == 0.5:
            return self._half(reading)
        if self.before(at) in self.rules["articles"]:
            return reading._replace(first=at - 1, start=self.starts[at - 1])
        return None

    def _half(self, reading: Reading) -> Reading | None:
        following = self.after(reading.last)
        if (longer := self._and_half(reading)) is not None:
            return longer
        if following in {"a", "an"} and self._is_measured(reading.last + 1):
            return reading._replace(unit=None, last=reading.last + 1, end=self.ends[reading.last])
        if self.words.units.get(following) in self.lexicon.headed_units:  # "a half hour"
            return reading._replace(unit=None)
        told = self.before(reading.first)  # "cut by half", "cut in half"
        cut = self.words.changes.get(told) == "change:by" or told in self.rules["cut_in"]
        whole = not following and told in self.rules["paying_half"]  # "will pay half."
        return reading if cut or whole or following in self.rules["half_follows"] else None

    def _is_measured(self, at: int) -> bool:
        """Tell whether a unit or a magnitude follows: "half a million", "half a percentage point"."""
        unit = self.phrase_from(at, self.words.units, self.words.unit_openers)
        return unit is not None or self.after(at) in self.lexicon.magnitudes

    def _and_half(self, reading: Reading) -> Reading | None:
        """Read "an hour and a half", where no number stands before the unit."""
        article, _, told = self.before(reading.first, 4).partition(" ")
        unit, _, joint = told.partition(" ")
        known = self.words.units.get(unit)
        if article not in self.rules["unit_articles"] or f"{joint} half" not in self.rules["and_a_half"] or not known:
            return None
        first = reading.first - 4
        return reading._replace(value=1.5, unit=known, first=first, start=self.starts[first])

    def _roman(self, at: int) -> Reading | None:
        """Read "Benedikt XVI": only after a capitalised word, only two letters and more."""
        value = read_roman(self.forms[at])
        named = (
            at > 0 and self.gaps[at] == " " and self.forms[at - 1][:1].isupper() and not self.forms[at - 1].isupper()
        )
        return self._reading(at, value, "ordinal", spelt=True) if value and named else None

    # --- what follows: magnitudes, halves, fractions ----------------------------------------------------------------

    def _composed(self, reading: Reading) -> Reading:
        """Multiply and add what belongs to the number: "2 Millionen", "two hundred and fifty", "drei Viertel"."""
        if reading.kind not in {"number", "range"} or reading.counted is not None or reading.unit is not None:
            return reading
        while (longer := self._half_more(reading) or self._one_more(reading)) is not None:
            reading = longer
        return reading

    def _one_more(self, reading: Reading) -> Reading | None:
        """Return the reading with the next number word, or None where none belongs to it."""
        at = reading.last
        behind = self.lexicon.magnitudes.get(self.keys[at - 1], 0.0) if at - 1 > reading.first else 0.0
        if behind and reading.spelt and self.after(at) == "and":
            at += 1
        numeral = self._joined(at)
        if numeral is None or reading.unit is not None:
            return None
        if numeral.kind == "magnitude" and at == reading.last:
            size = self.lexicon.magnitudes[self.keys[at]]
            if reading.parts:
                reading = reading._replace(parts=tuple(part * size for part in reading.parts))
            return self._until(reading, at + 1, reading.value * size)
        if numeral.kind == "fraction" and reading.value < 10 and not reading.value % 1:
            if self.keys[at] in self.rules["halves"]:
                return None
            return self._until(reading._replace(unit="share"), at + 1, reading.value * numeral.value)
        if numeral.kind == "cardinal" and reading.spelt and 1 <= numeral.value < behind:
            return self._until(reading, at + 1, reading.value + numeral.value)
        return None

    def _half_more(self, reading: Reading) -> Reading | None:
        """Read the "and a half" of "two and a half million"."""
        at = reading.last
        if at >= self.count or self.keys[at] not in self.words.half_openers:
            return None
        if self.after(at, 3) not in self.rules["and_a_half"]:
            return None
        return self._until(reading, reading.last + 3, reading.value + 0.5)

    def _until(self, reading: Reading, last: int, value: float) -> Reading:
        return reading._replace(value=value, last=last, end=self.ends[last - 1])

    def _joined(self, at: int) -> Numeral | None:
        """Return the number word at ``at`` if only a space or a hyphen lies before it; look-alike units are none."""
        if at >= self.count or self.gaps[at] not in {" ", "-"}:
            return None
        key = self.keys[at]
        if key[0].isdigit() or (len(key) <= 2 and key in self.words.units and not self._priced(at - 1)):
            return None
        return read_word(key, self.language)
