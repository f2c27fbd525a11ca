"""Owns one language's words of time: months, weekdays with parts of the day, stretches, seasons, holidays."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from newslab.text.language import table
from newslab.text.normalise import folded
from newslab.text.sieve import Sieve


class DateWords:
    """A language's ``dates`` table, folded, with the compounds of weekday and part of the day spelt out."""

    def __init__(self, language: str) -> None:
        rows = table(language, "dates")
        self.groups: Mapping[str, frozenset[str]] = {
            key: frozenset(map(folded, words)) for key, words in rows["words"].items()
        }
        self.day_dot = bool(rows["form"]["day_dot"])
        self.capital_parts = bool(rows["form"]["capital_parts"])
        possessives = [ending for ending in self.groups["weekday_endings"] if not ending.isalpha()]
        months = _fold(rows["months"])
        self.months: Mapping[str, int] = months | {
            month + ending: number for month, number in months.items() for ending in possessives
        }
        self.months_short: Mapping[str, int] = _fold(rows["months_short"])
        self.doubtful_months = frozenset(map(folded, rows["months_doubtful"]))
        self.parts: Mapping[str, str] = _fold(rows["parts"])
        self.weekdays = self._weekdays(_fold(rows["weekdays"]))
        self.weekdays_short: Mapping[str, int] = _fold(rows["weekdays_short"])
        self.relative_days: Mapping[str, int] = _fold(rows["relative_days"])
        units = _fold(rows["units"])
        self.units: Mapping[str, str] = units | {
            word + ending: unit for word, unit in units.items() for ending in possessives
        }
        self.shifts: Mapping[str, int] = {
            stem + ending: by for stem, by in _fold(rows["shifts"]).items() for ending in self.groups["shift_endings"]
        }
        self.plural_units = frozenset(map(folded, rows["form"]["plural_units"]))
        self.edges: Mapping[str, str] = _fold(rows["edges"])
        self.seasons: Mapping[str, str] = _fold(rows["seasons"])
        self.doubtful_seasons: Mapping[str, str] = _fold(rows["seasons_doubtful"])
        self.fractions: Mapping[str, int] = _fold(rows["clock_fractions"])
        self.clock_shifts: Mapping[str, int] = _fold(rows["clock_shifts"])
        self.decades: Mapping[str, int] = {
            word + ending: year
            for word, year in _fold(rows["decades"]).items()
            for ending in self.groups["decade_endings"]
        }
        self.year_rims: Mapping[str, str] = _fold(rows["year_rims"])
        self.holidays: Mapping[str, str] = _fold(rows["holidays"])
        self.holiday_wholes: Mapping[str, frozenset[str]] = {
            folded(whole): frozenset(map(folded, parts)) for whole, parts in rows["holiday_wholes"].items()
        }
        numbers = table(language, "numbers")
        self.counted_units = frozenset(map(folded, numbers["units"]))
        self.not_counted = frozenset(map(folded, numbers["rules"]["not_counted"]))
        self.more_or_less = frozenset(map(folded, numbers["rules"]["more_or_less"]))
        self._all_months = {**self.months_short, **self.months}
        known = frozenset().union(
            self.months, self.months_short, self.weekdays, self.weekdays_short, self.relative_days, self.units,
            self.seasons, self.doubtful_seasons, self.holidays, self.parts, self.edges, self.groups["clock"],
            self.fractions, self.decades,
        )  # fmt: skip
        self.openers = Sieve(lambda key: key in known or key[0].isdigit() or "-" in key)

    def _weekdays(self, plain: Mapping[str, int]) -> Mapping[str, tuple[int, str | None]]:
        spelt: dict[str, tuple[int, str | None]] = {}
        for word, number in plain.items():
            spelt |= {word + ending: (number, None) for ending in ("", *self.groups["weekday_endings"])}
            spelt |= {word + part: (number, name) for part, name in self.parts.items()}
        return spelt

    def month(self, key: str) -> int | None:
        """Return the number of a month beside a day or a year, where short forms count too."""
        return self._all_months.get(key)


def _fold(rows: Mapping[str, Any]) -> dict[str, Any]:
    return {folded(word): value for word, value in rows.items()}


@cache
def date_words(language: str) -> DateWords:
    """Return a language's words of time, built once in each process."""
    return DateWords(language)
