"""Reads one date, time or stretch of time where it stands among the words; what the text states, nothing resolved."""

from __future__ import annotations

import re
from dataclasses import replace

from newslab.text.dates import almanac
from newslab.text.dates.clock import MEASURED, ClockReader, Stated
from newslab.text.numerals import read_word

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})\.(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_DAYS = re.compile(r"(\d{1,2})[-‐‑](\d{1,2})")
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_YEARS = re.compile(r"((?:1\d|20)\d\d)[-‐‑](?:\d{4}|\d\d)(?:er)?")
_DECADE = re.compile(r"((?:1\d|20)?\d0)(?:-?er|['’]?s)(?:[-‐‑]?jahren?)?")
_LAST_DAY = 31
_PRICED = re.compile(r"[$€£¥]\s?$")
_RECENT = range(1900, 2040)  # a bare figure of this size is a year unless something counted follows it


class DateReader(ClockReader):
    """Reads the words of one passage."""

    # --- the cases ----------------------------------------------------------------------------------------------

    def read(self, at: int) -> Stated | None:
        """Return the moment that word ``at`` begins or decides, or None."""
        key, lexicon = self.keys[at], self.lexicon
        if "-" in key and (edged := self._edged(at)):
            return edged
        if key[0].isdigit():
            return self._figure(at)
        if key in self.groups["clock"]:
            return self.spelt_hour(at)
        if key in self.lexicon.fractions:
            return self.spoken_time(at)
        if key in lexicon.weekdays:
            return self._weekday(at, *lexicon.weekdays[key])
        if key in lexicon.weekdays_short and self.gap(at).strip() in {",", "."}:
            return self._dated_weekday(at, lexicon.weekdays_short[key])
        if lexicon.month(key):
            return self._month(at)
        if key in lexicon.relative_days and not self._is_part(at):
            return self._relative_day(at)
        if key in lexicon.parts:
            return Stated(kind="part", first=at, last=at + 1, part=lexicon.parts[key]) if self._is_part(at) else None
        if key in lexicon.seasons or key in lexicon.doubtful_seasons:
            return self._season(at)
        if key in lexicon.holidays:
            return self._holiday(at)
        if key in lexicon.decades:
            return self._decade(at)
        return self._stretch(at)

    def _edged(self, at: int) -> Stated | None:
        """Read "mid-2027", "mid-May", one word with its edge."""
        head, _, tail = self.keys[at].partition("-")
        edge, month = self.lexicon.edges.get(head), self.lexicon.months.get(tail)
        if edge is None or not (month or _YEAR.fullmatch(tail)):
            return None
        year, last = self._year_after(at) if month else (int(tail), at + 1)
        return Stated(kind="date", first=at, last=last, year=year, month=month, edge=edge)

    def _figure(self, at: int) -> Stated | None:
        form = self.forms[at]
        if form.isdecimal():
            return self._slashed(at) or self.time(at) or self._day_first(at) or self._year(at)
        if match := _ISO.fullmatch(form):
            return self._full(at, at + 1, int(match[1]), int(match[2]), int(match[3]))
        if match := _DOTTED.fullmatch(form):
            return self._full(at, at + 1, _century(match[3]), int(match[2]), int(match[1]))
        if match := _DECADE.fullmatch(self.keys[at]):
            last = at + 1 + (self.after(at) in self.lexicon.units)
            return Stated(kind="decade", first=at, last=last, year=_century(match[1]))
        return self._slashed(at) or self.time(at) or self._day_first(at) or self._year(at)

    def _full(self, first: int, last: int, year: int, month: int, day: int) -> Stated | None:
        if not almanac.valid(year, month, day):
            return None
        return Stated(kind="date", first=first, last=last, year=year, month=month, day=day)

    def _slashed(self, at: int) -> Stated | None:
        if self.gap(at) != "/" or self.gap(at + 1) != "/":
            return None
        pieces = [self.key(at), self.key(at + 1), self.key(at + 2)]
        if not all(map(str.isdecimal, pieces)):
            return None
        if len(pieces[0]) > 2 or len(pieces[1]) > 2 or len(pieces[2]) not in {2, 4}:
            return None
        one, two, year = int(pieces[0]), int(pieces[1]), _century(pieces[2])
        day, month = (one, two) if self.lexicon.day_dot or one > 12 else (two, one)
        return self._full(at, at + 3, year, month, day)

    # --- days and months ----------------------------------------------------------------------------------------

    def _day_first(self, at: int) -> Stated | None:
        """Read "4. September 2025", "4 September", "27.04.", and the first of "3. und 4. Mai"."""
        match = _DAY_MONTH.fullmatch(self.keys[at]) if self.lexicon.day_dot else None
        if match and self.text.startswith(".", self.ends[at]):
            day, month = int(match[1]), int(match[2])
            return (
                Stated(kind="date", first=at, last=at + 1, month=month, day=day)
                if almanac.valid(None, month, day)
                else None
            )
        direct = self._day_before_month(at)
        if direct or not (day_word := _DAY.fullmatch(self.keys[at])):
            return direct
        following = at + 1
        if self.gap(at) in {". ", " "} and self.key(following) in self.groups["range"]:
            following += 1 + (self.key(following + 1) in self.groups["range_article"])
        elif self.gap(at).strip(" .") not in {"/", "–", "-", "—"}:
            return None
        second = self._day_before_month(following) if self.key(following)[:1].isdigit() else None
        day = int(day_word[1])
        if second is None or second.month is None or not almanac.valid(second.year, second.month, day):
            return None
        return Stated(kind="date", first=at, last=at + 1, year=second.year, month=second.month, day=day)

    def _day_before_month(self, at: int) -> Stated | None:
        match = _DAY.fullmatch(self.key(at)) or _DAYS.fullmatch(self.key(at))
        if match is None:
            return None
        follows = at + 2 if self.key(at + 1) == "of" else at + 1
        gaps = {". ", ".", " "} if self.lexicon.day_dot else {" "}
        month = self.lexicon.month(self.key(follows))
        if month is None or self.gap(follows - 1) not in gaps or not almanac.valid(None, month, int(match[1])):
            return None
        year, last = self._year_after(follows)
        told = Stated(kind="date", first=at, last=last, year=year, month=month, day=int(match[1]))
        return self._of_told_year(told)

    def _of_told_year(self, stated: Stated) -> Stated:
        """Read the year of "Februar vergangenen Jahres", "8 February last year", told as so many years from now."""
        if stated.year is not None or stated.shift is not None:
            return stated
        at = stated.last
        of = self.after(at - 1)
        if of in self.groups["of_year"] and of not in self.lexicon.shifts:
            at += 1
        shift = self.lexicon.shifts.get(self.after(at - 1))
        if shift is not None and self.lexicon.units.get(self.after(at)) == "year":
            plain = self.after(at) not in self.lexicon.plural_units
            return replace(stated, last=at + 2, unit="year", shift=shift) if plain else stated
        if self.after(at - 1) in self.groups["last_year"]:
            return replace(stated, last=at + 1, unit="year", shift=-1)
        return stated

    def _year_after(self, at: int) -> tuple[int | None, int]:
        """Return the year that follows a month or a day ("September 4, 2025"), and the word number after both."""
        gap = self.gap(at)
        joined = gap in {" ", ". "} or (gap == ", " and not self.lexicon.day_dot)
        if joined and _YEAR.fullmatch(self.key(at + 1)) and not self._counts(at + 1):
            return int(self.key(at + 1)), at + 2
        return None, at + 1

    def _month(self, at: int) -> Stated | None:
        key = self.keys[at]
        month = self.lexicon.month(key)
        if not self.lexicon.day_dot and (day := self._day_after_month(at, month or 0)):
            return day
        year, last = self._year_after(at)
        spelt = self._spelt_day(at) if self.lexicon.day_dot else None
        if spelt and almanac.valid(None, month or 0, spelt):
            told = Stated(kind="date", first=at - 1, last=last, year=year, month=month, day=spelt)
            return self._of_told_year(told)
        first, edge, shift = self._looking_back(at)
        if year is None and not (edge or shift is not None):
            if key not in self.lexicon.months or (self.lexicon.day_dot and not self.forms[at][:1].isupper()):
                return None
            if key in self.lexicon.doubtful_months and self.before(at) not in self.groups["month_before"]:
                return None
        unit = "month" if shift is not None else None
        told = Stated(kind="date", first=first, last=last, year=year, month=month, edge=edge, unit=unit, shift=shift)
        return self._of_told_year(told)

    def _spelt_day(self, at: int) -> int | None:
        """Return the day of "zum ersten Juli"; "der erste Mai nach der Wende" is one, too."""
        word = read_word(self.before(at), self.language) if self.before(at) else None
        return int(word.value) if word is not None and word.kind == "ordinal" and word.value <= _LAST_DAY else None

    def _day_after_month(self, at: int, month: int) -> Stated | None:
        """Read "September 4", "Sept. 4th, 2025"."""
        match = _DAY.fullmatch(self.key(at + 1)) or _DAYS.fullmatch(self.key(at + 1))
        if match is None or self.gap(at) not in {" ", ". "} or not almanac.valid(None, month, int(match[1])):
            return None
        if self.after(at + 1) in self.lexicon.counted_units or MEASURED.match(self.gap(at + 1)):
            return None
        year, last = self._year_after(at + 1)
        told = Stated(kind="date", first=at, last=last, year=year, month=month, day=int(match[1]))
        return self._of_told_year(told)

    def _weekday(self, at: int, weekday: int, part: str | None) -> Stated:
        dated = self._dated_weekday(at, weekday)
        if dated is not None:
            return replace(dated, part=part)
        first, _, shift = self._looking_back(at)
        last = at + 1
        if part is None and (name := self.lexicon.parts.get(self.after(at))):
            part, last = name, at + 2
        unit = "week" if shift is not None else None
        if shift is None and self.before(first) in self.groups["until"]:
            shift = 1  # "until Monday": the one to come
        return Stated(kind="date", first=first, last=last, weekday=weekday, part=part, unit=unit, shift=shift)

    def _dated_weekday(self, at: int, weekday: int) -> Stated | None:
        """Read "Donnerstag, 4. September", "Thursday (September 4)", "Dienstag, den 26."."""
        follows = at + 1
        if self.gap(at).strip() not in {"", ",", "(", ".,", "."} or "\n" in self.gap(at):
            return None
        if self.key(follows) in {"den", "dem", "der", "the"} and self.gap(follows) == " ":
            follows += 1
        key = self.key(follows)
        date = self._month(follows) if self.lexicon.month(key) and not self.lexicon.day_dot else None
        if key[:1].isdigit():
            date = self._figure(follows)
        if date is not None and date.day is not None and date.kind == "date":
            return replace(date, first=at, weekday=weekday)
        day = _DAY.fullmatch(key)
        bare = self.lexicon.day_dot and "," in self.gap(at) and self.gap(follows)[:1] in {".", "\n"}
        if day is None or not bare or not 1 <= int(day[1]) <= 31:
            return None
        return Stated(kind="date", first=at, last=follows + 1, day=int(day[1]), weekday=weekday)

    def _looking_back(self, at: int) -> tuple[int, str | None, int | None]:
        """Return where a moment really begins, and the edge ("Ende") or shift ("vergangenen") that stands before it."""
        first, edge, shift = at, None, None
        if self.before(first) in self.lexicon.shifts:
            shift = self.lexicon.shifts[self.before(first)]
            first -= 1
        middle = first - 1 if self.before(first) in self.groups["of_year"] else first
        if self.before(middle) in self.groups["of_year"]:  # "end of the year": two small words
            middle -= 1
        if self.before(middle) in self.lexicon.edges:
            edge, first = self.lexicon.edges[self.before(middle)], middle - 1
        return first, edge, shift

    # --- years, relative days, stretches ------------------------------------------------------------------------

    def _year(self, at: int) -> Stated | None:
        key = self.keys[at]
        seasons = _YEARS.fullmatch(key)
        if not (seasons or _YEAR.fullmatch(key)) or self._counts(at):
            return None
        value = int(key[:4])
        cued = self.before(at) in self.groups["year_before"] or self.lexicon.month(self.before(at)) is not None
        bracketed = self.gap(at - 1).endswith("(") if at else False
        if value not in _RECENT and not (cued or bracketed or seasons or self._heads_sentence(at)):
            return None
        last = at + 1
        if self.gap(at) == "/" and self.key(at + 1).isdecimal() and len(self.key(at + 1)) in {2, 4}:
            last = at + 2
        first, edge, _ = self._looking_back(at)
        return Stated(kind="date", first=first, last=last, year=value, edge=edge)

    def _heads_sentence(self, at: int) -> bool:
        """Tell whether a figure opens a German sentence before its verb: "1898 lag die Produktion bei 750 Wagen"."""
        following = self.forms[at + 1] if self.after(at) else ""
        opens = at == 0 or self.gap(at - 1).strip(' “"«') in {".", "!", "?"} or "\n" in self.gap(at - 1)
        return self.lexicon.day_dot and opens and following.islower() and following not in self.lexicon.not_counted

    def _counts(self, at: int) -> bool:
        """Tell whether a figure of four digits counts something: "2000 Menschen", "1500 metres"."""
        following = self.after(at)
        if MEASURED.match(self.gap(at)) or following in self.lexicon.counted_units:
            return True
        if at and _PRICED.search(self.gap(at - 1)):
            return True
        recent = int(self.keys[at][:4]) in _RECENT
        told = self.before(at) in self.groups["year_surely"] and (recent or not self.lexicon.day_dot)
        if following in self.lexicon.more_or_less and not told:
            return int(self.keys[at][:4]) % 10 == 0  # "etwa 2000 mehr als im Vorjahr"
        if not following or following in self.lexicon.not_counted or told:
            return False
        noun = self.forms[at + 1][:1].isupper() if self.lexicon.day_dot else True
        return noun and (int(self.keys[at][:4]) % 100 == 0 or not recent)

    def _relative_day(self, at: int) -> Stated | None:
        if f"{self.before(at)} {self.keys[at]}" in self.groups["never_today"]:
            return None
        if f"{self.keys[at]} {self.after(at)}" in self.groups["never_today"]:
            return None
        part, last = None, at + 1
        if name := self.lexicon.parts.get(self.after(at)):
            part, last = name, at + 2
        first, shift = at, self.lexicon.relative_days[self.keys[at]]
        if (
            shift and f"{self.before(at - 1)} {self.before(at)}" in self.groups["one_day_further"]
        ):  # "the day after tomorrow"
            first, shift = at - 2, 2 * shift
        return Stated(kind="day", first=first, last=last, unit="day", shift=shift, part=part)

    def _is_part(self, at: int) -> bool:
        """Tell whether a word names a part of the day, by its capital (in German) and the word before."""
        if self.keys[at] not in self.lexicon.parts:
            return False
        if self.lexicon.capital_parts and self.forms[at][:1].islower():
            return self.keys[at] not in self.lexicon.relative_days and self.keys[at] not in self.groups["part_adverbs"]
        return self.before(at) in self.groups["part_before"]

    def _season(self, at: int) -> Stated | None:
        key = self.keys[at]
        year, last = self._year_after(at)
        first, edge, shift = self._looking_back(at)
        told = year is not None or shift is not None
        if key in self.lexicon.seasons:
            name = self.lexicon.seasons[key]
        elif told:
            name = self.lexicon.doubtful_seasons[key]
        else:
            return None
        if not told and edge is None and at and self.gap(at - 1) == " " and self._is_named(at - 1):
            return None  # "der Arabische Frühling", "the Arab Spring"
        unit = "season" if shift is not None else None
        return Stated(kind="season", first=first, last=last, year=year, name=name, edge=edge, unit=unit, shift=shift)

    def _is_named(self, before: int) -> bool:
        """Tell whether the word before a season makes it part of a name: a capital inside the sentence."""
        return self.forms[before][:1].isupper() and before > 0 and self.gap(before - 1) == " "

    def _decade(self, at: int) -> Stated | None:
        """Read "die neunziger Jahre", "in den Neunzigern", "the nineties"; "neunziger" alone is no decade."""
        years = self.lexicon.units.get(self.after(at)) == "year"
        named = self.forms[at][:1].isupper() or not self.lexicon.day_dot
        if not years and not (named and self.before(at) in self.groups["decade_before"]):
            return None
        year = self.lexicon.decades[self.keys[at]]
        return Stated(kind="decade", first=at, last=at + 1 + years, year=year, name="spelt")

    def _holiday(self, at: int) -> Stated:
        year, last = self._year_after(at)
        fixed = self.lexicon.holidays[self.keys[at]]
        month, day = map(int, fixed.split("-")) if fixed else (None, None)
        return Stated(kind="holiday", first=at, last=last, year=year, month=month, day=day, name=self.keys[at])

    def _stretch(self, at: int) -> Stated | None:
        """Read "vergangene Woche", "dieses Jahr", "Ende des Jahrzehnts"; a unit alone is no moment."""
        unit = self.lexicon.units.get(self.keys[at])
        if unit is None or unit == "day":
            return None
        first, edge, shift = self._looking_back(at)
        coming = "new_term" if unit == "term" else "new_year" if unit == "year" else None
        if coming is not None and edge is None and shift is None and self.before(at) in self.groups[coming]:
            return Stated(kind="stretch", first=at - 1, last=at + 1, unit=unit, shift=1, name="new")
        if edge is None and shift is None:
            return None
        if unit == "hour":  # "in the early hours"
            return Stated(kind="part", first=first, last=at + 1, part="night") if edge == "early" else None
        name = "several" if self.keys[at] in self.lexicon.plural_units else None
        return Stated(kind="stretch", first=first, last=at + 1, unit=unit, shift=shift, edge=edge, name=name)


def _century(figures: str) -> int:
    """Return the year that two or four figures mean; two of them lie in 1950 to 2049."""
    year = int(figures)
    return year if len(figures) > 2 else year + (1900 if year >= 50 else 2000)
