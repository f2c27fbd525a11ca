"""Owns the interface's two languages: looks a sentence up in a TOML table, writes figures and dates the local way."""

from __future__ import annotations

import locale
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

Ui = Literal["de", "en"]
UIS: tuple[Ui, ...] = get_args(Ui)
_WEEKDAYS: Mapping[Ui, str] = {
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_MONTHS: Mapping[Ui, str] = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}


def default_ui() -> Ui:
    """Return the interface language of the user's locale, English where we do not speak theirs."""
    spoken = (locale.getlocale()[0] or "en").lower()
    return "de" if spoken.startswith(("de", "german")) else "en"


def weekday_written(day: date, ui: Ui) -> str:
    """Return the day's name: Thursday, Donnerstag."""
    return _WEEKDAYS[ui].split()[day.weekday()]


def day_written(day: date, ui: Ui) -> str:
    """Write a date the local way: 19 March 2026, 19. März 2026."""
    return f"{day.day}{'.' if ui == 'de' else ''} {_MONTHS[ui].split()[day.month - 1]} {day.year}"


@cache
def table(package: str, name: str) -> Mapping[str, object]:
    """Return the TOML file ``name`` that lies in ``package`` as a mapping; it is read once."""
    with (files(package) / name).open("rb") as stream:
        return tomllib.load(stream)


class Wording:
    """The sentences of one TOML file (``[key] de = "…" en = "…"``) in one interface language."""

    def __init__(self, package: str, name: str, ui: str) -> None:
        if ui not in UIS:
            raise ValueError(f"the interface speaks {' and '.join(UIS)}; got {ui!r}")
        self.ui = ui
        self._table = table(package, name)
        self._source = f"{package}/{name}"

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence ``key`` with its ``{names}`` filled in."""
        entry = self._table.get(key)
        if not isinstance(entry, dict):
            raise KeyError(f"{self._source} has no sentence {key!r}")
        return str(entry[self.ui]).format_map(values)

    def read(self, sentence: str) -> tuple[str, dict[str, str]] | None:
        """Return which of the sentences it is and what its ``{names}`` were filled with; None where it is none."""
        for key, entry in self._table.items():
            if isinstance(entry, dict) and (found := _template(str(entry[self.ui])).fullmatch(sentence)):
                return key, found.groupdict()
        return None

    def number(self, value: float, digits: int = 3) -> str:
        """Write a figure with ``digits`` decimals: 1,234.5 in English, 1.234,5 in German."""
        written = f"{value:,.{digits}f}"
        return written if self.ui == "en" else written.translate(str.maketrans(",.", ".,"))


@cache
def _template(sentence: str) -> re.Pattern[str]:
    """Return the pattern of all that a sentence can be when its ``{names}`` are filled in."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.*)", re.escape(sentence)), re.DOTALL)
