"""Finds a number where the article has it in another form: in pieces, as a share, an ordinal, a year."""

from __future__ import annotations

import re

from newslab.checks.extract import occurs
from newslab.checks.numbers.bearing import equal
from newslab.checks.numbers.counting import PLAIN, may_be_same, same_noun
from newslab.checks.numbers.figures import figures_of
from newslab.checks.numbers.rates import frequency, period_of
from newslab.checks.numbers.ratios import Ratios
from newslab.records import Finding, Span
from newslab.text.alignment.align import Alignment
from newslab.text.dates.words import date_words
from newslab.text.document import Document
from newslab.text.names.spellings import is_cut_short
from newslab.text.numerals import read_word
from newslab.text.quantities.finder import Quantity

_BESIDE = 4
_LONG = 9  # letters of a word in which a slip of the pen leaves no doubt
_ROOT = 3  # letters of a noun by which a compound is known to bear it: "Liga", "Zweitligist"
_COINS = {"ct": ("EUR", "USD", "CHF"), "p": ("GBP",)}  # a hundredth of what
_MILLION = 1_000_000
_AGE = range(10, 111)
_ROUND_AGES = range(20, 100, 10)
_AGES = {"early": (0, 4), "mid": (3, 7), "late": (6, 9)}  # years beyond the round one


def ages_about(alignment: Alignment, tens: int, before: str) -> list[Quantity]:
    """Return the article's ages in a decade of life, by the word before it: "Mitte vierzig", "in his early 60s"."""
    edge = date_words(alignment.summary.language).edges.get(before)
    low, high = _AGES[edge] if edge else (0, 9)
    ages = figures_of(alignment.article).between(12 * (tens + low), 12 * (tens + high))
    return [age for age in ages if age.unit == "year"]


class Forms(Ratios):
    """One number of a summary whose value the article does not have as it is."""

    def in_other_form(self) -> Finding | None:
        """Return what bears the number in another form; None where nothing does."""
        return (
            self._pieces()
            or self.as_share()
            or self._as_times()
            or self._as_rate()
            or self._as_coins()
            or self._as_half()
            or self._as_age_of_birth()
            or self._as_ordinal()
            or self._as_ranked()
            or self._as_run()
            or self._in_compound()
            or self._in_one_word()
            or self._misspelt()
            or self._as_decade()
            or self._year()
            or self._as_age()
            or self._as_written()
            or self._in_large_compound()
            or self._as_another()
        )

    def _pieces(self) -> Finding | None:
        """Find the numbers of a score, a vote or a range one by one, all in one sentence of the article."""
        if not self.ours.parts:
            return None
        found = [
            [q for q in self.figures.equal_to(value) if not q.parts and equal(value, q.values[0])]
            for value in self.ours.values
        ]
        for first in found[0]:
            sentence = self.article.sentence_at(first.span.start)
            rest = [
                next((q for q in row if self.article.sentence_at(q.span.start) == sentence), None) for row in found[1:]
            ]
            spans = [q.span for q in rest if q is not None]
            if len(spans) == len(rest) and first.span not in spans:
                return self.say("N001", first.span, *spans)
        return None

    def _as_coins(self) -> Finding | None:
        """Find "ein halber Euro" where the article has 50 Cent, and the reverse."""
        unit = self.ours.unit
        if unit in _COINS:
            wanted, factor = frozenset(_COINS[unit]), 0.01
        else:
            wanted, factor = frozenset(coin for coin, units in _COINS.items() if unit in units), 100.0
        for theirs in self.figures.equal_to(self.ours.value * factor) if wanted else ():
            if theirs.unit in wanted and equal(theirs.value, self.ours.value * factor):
                return self.say("N001", theirs.span)
        return None

    def _as_half(self) -> Finding | None:
        """Take "doppelt so viele" for what the article has as "halb so viele" seen from the other side."""
        if self.ours.dimension != "times" or self.ours.value != 2:
            return None
        phrases = (phrase.split(" ") for phrase in self.words.rules["half_as"])
        place = next((place for keys in phrases if (place := occurs(self.article, keys))), None)
        if place is None or self._same_amount_in(place):
            return None
        return self.say("N002", place, reckoning=place.of(self.article.text))

    def _same_amount_in(self, place: Span) -> bool:
        """Tell whether the summary says "doppelt" of the very amount that the article has half of something."""
        number = self.summary.sentence_at(self.ours.span.start)
        beside = [q for q in self.summary.quantities if self.summary.sentence_at(q.span.start) == number]
        there = self.figures.in_sentence(self.article.sentence_at(place.start))
        return any(
            equal(one.values[0], two.values[0]) and one.dimension == two.dimension
            for one in beside
            for two in there
            if one.dimension not in {"times", "calendar", "clock"} and one.value > 1
        )

    def _as_age_of_birth(self) -> Finding | None:
        """Reckon the age in "Nora Quill, 42, …" from a year of birth."""
        gaps, published = self.summary.gaps, self.article.published
        apart = gaps[self.ours.first] in {", ", " ("} and gaps[self.ours.last][:1] in {",", ")"}
        if not apart or published is None or self.ours.unit is not None or self.ours.value not in _AGE:
            return None
        for moment in self.article.dates:
            if moment.stated.year and published.year - moment.stated.year - self.ours.value in {0, 1}:
                reckoning = f"{published.year} − {moment.stated.year} = {self.ours.value:g}"
                return self.say("N002", moment.span, reckoning=reckoning)
        return None

    def _as_times(self) -> Finding | None:
        """Find "two goals" where the article has "scored twice"."""
        if self.ours.counted not in self.words.rules["scored"] or self.ours.parts:
            return None
        times = (q for q in self.figures.equal_to(self.ours.value) if q.dimension in {"times", "score"})
        found = next((q for q in times if any(equal(value, self.ours.value) for value in q.values)), None)
        return None if found is None else self.say("N001", found.span)

    def _as_rate(self) -> Finding | None:
        """Find "twice a week" where the article has "two sailings a week", "four times a year" as "every quarter"."""
        period = period_of(self.ours, self.summary) if self.ours.dimension == "times" else None
        counts = (
            (q for q in self.figures.equal_to(self.ours.value) if q.dimension == "" and q.counted) if period else ()
        )
        found = next((q for q in counts if period_of(q, self.article) == period), None)
        if found is not None or period is None:
            return None if found is None else self.say("N001", found.span)
        place = frequency(self.article, self.ours.value, period)
        return None if place is None else self.say("N001", place)

    def _as_ranked(self) -> Finding | None:
        """Find "auf Rang acht" where the article has "wurde Achte": a noun there, and no numeral to our reader."""
        before = self.summary.words.keys[self.ours.first - 1] if self.ours.named else ""
        if before not in self.words.rules["ranks"] or not self.words.capital_nouns:
            return None
        forms, language = self.article.words.forms, self.article.language
        for key, places in self.article.places.items():
            numeral = read_word(key, language) if key.isalpha() else None
            if numeral is not None and numeral.kind == "ordinal" and numeral.value == self.ours.value:
                found = next((at for at in places if forms[at][:1].isupper()), None)
                if found is not None:
                    return self.say("N001", self.article.words.span(found, found + 1))
        return None

    def _as_ordinal(self) -> Finding | None:
        """Find "Tag 5" as "am fünften Tag", "sechs Jahre" as "sechster Geburtstag", "130. Mission" as STS-130."""
        if self.ours.kind == "ordinal" and (found := self._as_so_many_times() or self._as_last_of_so_many()):
            return found
        anniversaries = self.words.rules["anniversaries"]
        if self.ours.kind == "ordinal" and self.ours.counted in anniversaries:  # "über ihren 90. Geburtstag hinaus"
            ages = (q for q in self.figures.equal_to(12 * self.ours.value) if q.unit == "year")
            if age := next(ages, None):
                return self.say("N001", age.span)
        before = self.summary.words.keys[self.ours.first - 1] if self.ours.first else None
        for theirs in self.figures.equal_to(self.ours.value) if self.ours.kind == "number" else ():
            dotted = self.summary.text.startswith(".", self.ours.span.end) and not self.ours.spelt
            if theirs.kind != "ordinal" or not equal(theirs.value, self.ours.value) or not (dotted or theirs.counted):
                continue
            if (
                dotted
                or (self.ours.unit == "year" and theirs.counted in anniversaries)
                or (self.ours.unit is None and before is not None and same_noun(before, theirs.counted or ""))
            ):
                return self.say("N001", theirs.span)
        label = re.compile(rf"(?<=[^\W\d_][-‐‑]){self.ours.value:g}(?!\w)")
        match = label.search(self.article.text) if self.ours.kind == "ordinal" and not self.ours.spelt else None
        return self.say("N001", Span(*match.span())) if match else None

    def _as_so_many_times(self) -> Finding | None:
        """Find "her fourth win" where the article has "won four times"."""
        times = self.figures.of_dimension.get("times", ())
        found = next((q for q in times if self.ours.value > 1 and equal(q.value, self.ours.value)), None)
        return None if found is None else self.say("N001", found.span)

    def _as_last_of_so_many(self) -> Finding | None:
        """Find "a second signature" where the article has "two signatures", "der zweite Beschuldigte" of two men."""
        noun, language = self.ours.counted, self.summary.language
        for theirs in self.figures.equal_to(self.ours.value) if noun and self.ours.value > 1 else ():
            counts = theirs.kind == "number" and theirs.dimension in {"", "people"} and theirs.counted is not None
            if counts and may_be_same(noun or "", theirs.counted or "", language):
                return self.say("N001", theirs.span)
        return None

    def _as_run(self) -> Finding | None:
        """Find "fifth straight defeat" as five lost in a row, or five times in a row, and the reverse."""
        if not self._in_a_row(self.summary, self.ours):
            return None
        for theirs in self.figures.equal_to(self.ours.value):
            alike = theirs.kind in {"number", "ordinal"} and equal(theirs.value, self.ours.value)
            if alike and self._in_a_row(self.article, theirs):
                return self.say("N001", theirs.span)
        return None

    def _in_large_compound(self) -> Finding | None:
        """Find "Milliarden verloren" in "Milliardenverluste", "billions" in "multibillion-dollar"."""
        key = self.summary.words.keys[self.ours.last - 1]
        if self.ours.high is None or self.ours.value < _MILLION or not key.isalpha():
            return None
        joined = (word for word in self.article.places if len(word) > len(key))
        heads = (key, *(f"{many}{key[:-1]}" for many in self.words.rules["many_times"]))  # "multibillion" of "billions"
        found = next((word for word in joined if word.startswith(heads)), None)
        return None if found is None else self.say("N001", *filter(None, [occurs(self.article, [found])]))

    def _as_another(self) -> Finding | None:
        """Find "mit einem zweiten Hubschrauber" where the article has "mit einem anderen", "another helicopter"."""
        ours, keys = self.ours, self.summary.words.keys
        before = keys[max(0, ours.first - 2) : ours.first]
        if (
            ours.kind != "ordinal"
            or ours.value != 2
            or len(before) < 2
            or before[1] not in self.words.rules["articles"]
        ):
            return None
        for word in sorted(self.words.rules["another"]):
            for at in self.article.places.get(word, ()):
                if self._is_one_more(at, before[0]):
                    return self.say("N001", self.article.words.span(at, at + 1))
        return None

    def _is_one_more(self, at: int, before: str) -> bool:
        """Tell whether a word of the article means one more of the same: behind the same word, or before the noun."""
        keys, noun = self.article.words.keys, self.ours.counted
        joined = keys[at] in self.words.rules["joined_article"]
        single = joined or (at > 0 and keys[at - 1] in self.words.rules["articles"])
        start = at if joined else at - 1
        alike = start > 0 and keys[start - 1] == before
        return single and (alike or any(noun is not None and same_noun(noun, key) for key in keys[at + 1 : at + 2]))

    def _in_one_word(self) -> Finding | None:
        """Find "zwei Jahre" in "Zweijahresvertrag", "drei Tage" in "dreitägig"."""
        words, ours = self.summary.words, self.ours
        if ours.unit is None or not ours.spelt or ours.last - ours.first != 2 or not self.words.capital_nouns:
            return None
        number, unit = words.keys[ours.first], words.keys[ours.last - 1]
        number = number.rstrip("enrs") if number in self.words.rules["halves"] else number  # "im Halbstundentakt"
        begin = (number + unit[:_ROOT]).translate(PLAIN)
        found = next((word for word in self.article.places if word.translate(PLAIN).startswith(begin)), None)
        return None if found is None else self.say("N001", *filter(None, [occurs(self.article, [found])]))

    def _misspelt(self) -> Finding | None:
        """Find a long number word that the article has with a slip of the pen: "hundersten" for "hundertsten"."""
        key = self.summary.words.keys[self.ours.first]
        if not self.ours.spelt or len(key) < _LONG:
            return None
        key, bare = self._bare(key), {word: self._bare(word) for word in self.article.places if word[:3] == key[:3]}
        near = (word for word, root in bare.items() if abs(len(root) - len(key)) == 1)
        slips = (word for word in near if is_cut_short(*sorted((bare[word], key), key=len)))
        found = next((word for word in slips if read_word(word, self.article.language) is None), None)
        return None if found is None else self.say("N001", *filter(None, [occurs(self.article, [found])]))

    def _bare(self, key: str) -> str:
        """Return a number word without the ending that its case gives it."""
        endings = sorted(self.words.rules["ordinal_endings"], reverse=True)
        return key.removesuffix(next((end for end in endings if key.endswith(end)), ""))

    def _in_compound(self) -> Finding | None:
        """Find "die zweite Liga" in "Zweitligist": a compound has the ordinal and the noun's root; or a superlative."""
        if self.ours.kind != "ordinal" or not self.ours.spelt or self.ours.counted is None:
            return None
        bare = self._bare(self.summary.words.keys[self.ours.first])
        begins = [f"-{bare}{self.ours.counted.rpartition('-')[2][:_ROOT]}"]
        begins += [f"-{bare}{joint}{scale}" for scale in self.words.rules["superlatives"] for joint in ("", "-")]
        found = next((word for word in self.article.places if any(begin in f"-{word}" for begin in begins)), None)
        place = None if found is None else occurs(self.article, [found])
        return None if place is None else self.say("N001", place)

    def _as_decade(self) -> Finding | None:
        """Find "ten-year low" as the lowest in a decade."""
        if (self.ours.unit, self.ours.value) != ("year", 10):
            return None
        words = sorted(self.words.rules["ten_years"])
        place = next((place for word in words if (place := occurs(self.article, [word]))), None)
        return None if place is None else self.say("N001", place)

    def _in_a_row(self, document: Document, quantity: Quantity) -> bool:
        """Tell whether what a number counts came one after another: "five games in a row", "fifth straight"."""
        near = document.words.keys[quantity.last : quantity.last + _BESIDE]
        return not self.words.rules["in_a_row"].isdisjoint(near)

    def _year(self) -> Finding | None:
        """Find a bare number as a year or inside a date of the article: both readers see four figures."""
        if self.ours.unit is not None or self.ours.parts:
            return None
        for moment in self.article.dates:
            if moment.stated.year == self.ours.value and self.ours.value >= 1000:
                return self.say("N001", moment.span)
        return None

    def _as_age(self) -> Finding | None:
        """Find the age that "Mitte vierzig", "Anfang 60" mean: 46, 62."""
        before = self.summary.words.keys[self.ours.first - 1] if self.ours.first else ""
        edged = before in date_words(self.summary.language).edges
        if not edged or self.ours.unit not in {None, "year"} or self.ours.value not in _ROUND_AGES:
            return None
        ages = ages_about(self.alignment, int(self.ours.value), before)
        return self.say("N001", ages[0].span) if ages else None

    def _as_written(self) -> Finding | None:
        """Find a bare figure where the article joins it to a word: "IV" in "Hartz-IV-Gesetz", 14 in "14-tägig"."""
        if (
            self.ours.unit is not None
            or self.ours.counted is not None
            or (self.ours.spelt and not self.ours.text.isupper())
        ):
            return None
        match = re.search(rf"(?<!\w){re.escape(self.ours.text)}s?(?!\w)", self.article.text)  # "under-16s"
        return self.say("N001", Span(*match.span())) if match else None
