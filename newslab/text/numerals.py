"""Owns how one number is written: number words of a language, figures with their separators, Roman numerals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from newslab.text.language import table
from newslab.text.normalise import folded
from newslab.text.sieve import Sieve

NumeralKind = Literal["cardinal", "magnitude", "vague", "ordinal", "fraction", "multiple", "part"]

_FIGURE = re.compile(r"(\d+(?:[.,'’]\d+)*)(.*)", re.DOTALL)
_LONGEST = 40  # characters: "siebenhundertsiebenundsiebzigtausend" has 36; what is longer is no number
_LONG_ORDINALS = 20
_ROMAN = re.compile(r"(?=[XVI]{2,})X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """What one word says as a number. ``high`` is the upper end of a vague word; ``unit`` that of ``dreitägig``."""

    kind: NumeralKind
    value: float
    high: float | None = None
    unit: str | None = None


class _Lexicon:
    """One language's number words, folded, with the compounds that its table only gives the parts of."""

    def __init__(self, language: str) -> None:
        rows = table(language, "numbers")
        self.hundred, self.thousand = str(rows["hundred"]), str(rows["thousand"])
        self.half = folded(str(rows["half_suffix"]))
        self.cardinals = _compounds(
            {key: _folded(rows[key]) for key in ("ones", "teens", "tens")},
            str(rows["joiner"]),
            self.hundred,
            tens_first=bool(rows["tens_first"]),
        ) | _folded(rows["irregular"])
        self.magnitudes = _folded(rows["magnitudes"])
        self.vague: dict[str, list[float]] = {folded(word): bounds for word, bounds in rows["vague"].items()}
        self.ordinals = _folded(rows["ordinals"])
        self.fractions = _folded(rows["fractions"])
        self.multiples = _folded(rows["multiples"])
        # what an adjective ends with, where adjectives have endings
        self.inflected = tuple(ending for ending in rows["rules"]["ordinal_endings"] if ending)
        self.parts = {folded(stem): str(unit) for stem, unit in rows["adjectives"].items()}
        self.part_heads = _folded(rows["part_heads"])  # "halb" of "halbstündig", before a unit that is halved so
        self.headed_units = frozenset(rows["rules"]["headed_units"])
        self.ordinal_endings = tuple(rows["rules"]["ordinal_endings"])
        # the longest first, so that "-er" is not left over from "-ers"
        self.endings = tuple(sorted(rows["rules"]["adjective_endings"], key=len, reverse=True))

    def cardinal(self, word: str) -> float | None:
        """Return the value of a cardinal number word, compounds with "tausend" and "einhalb" too."""
        if word in self.cardinals:
            return self.cardinals[word]
        if self.half and word.endswith(self.half):
            whole = self.cardinal(word.removesuffix(self.half))
            return whole + 0.5 if whole else None
        if self.thousand and self.thousand in word:
            left, _, right = word.partition(self.thousand)
            thousands = self.cardinals.get(left) if left else 1
            rest = self.cardinals.get(right.removeprefix("und")) if right else 0
            return None if thousands is None or rest is None else thousands * 1000 + rest
        return None

    def ordinal(self, word: str) -> float | None:
        """Return the value of an ordinal: a stem of the table, or a cardinal with -t or -st, and an ending."""
        for ending in self.ordinal_endings:
            stem = word.removesuffix(ending)
            if ending and stem == word:
                continue
            if stem in self.ordinals:
                return self.ordinals[stem]
            tens, joined, ones = stem.rpartition("-")
            if joined and ones in self.ordinals and self.cardinals.get(tens, 0) >= 20:
                return self.cardinals[tens] + self.ordinals[ones]
            if ending and stem.endswith("t"):
                long = stem.endswith("st")  # from twenty on: "der zwanzigste", but "der siebte"; "dreist" is no third
                value = self.cardinal(stem.removesuffix("st" if long else "t"))
                if value and value > 1 and (value >= _LONG_ORDINALS or not long):
                    return value
        return None

    def part(self, word: str) -> Numeral | None:
        """Return the number inside a word that goes on with a unit: "fünftägig", "two-year-old"."""
        for ending in self.endings:
            whole = word.removesuffix(ending)
            if ending and whole == word:
                continue
            for stem, unit in self.parts.items():
                head = whole.removesuffix(stem)
                if head == whole or not head:
                    continue
                value = self.cardinal(head.rstrip("-")) or self._part_head(head.rstrip("-"), unit)
                if value and not (unit in {"times", "fold"} and value <= 1):
                    return Numeral(kind="part", value=value, unit=unit)
        return None

    def _part_head(self, head: str, unit: str) -> float | None:
        """Return the fraction before a unit inside one word: "halbstündig", "half-hour"."""
        return self.part_heads.get(head) if unit in self.headed_units else None


def _folded(rows: dict[str, float]) -> dict[str, float]:
    return {folded(word): float(value) for word, value in rows.items()}


def _compounds(rows: dict[str, dict[str, float]], joiner: str, hundred: str, *, tens_first: bool) -> dict[str, float]:
    """Return all cardinals that are one word, up to 99, and up to 999 where the language writes hundreds so."""
    ones, tens = rows["ones"], rows["tens"]
    small = dict(ones) | rows["teens"] | tens
    for ten, tens_value in tens.items():
        for one, value in ones.items():
            small[f"{ten}{joiner}{one}" if tens_first else f"{one}{joiner}{ten}"] = tens_value + value
    if not hundred:
        return small
    large = {hundred: 100.0}
    for head, hundreds in {"": 1.0, **ones}.items():
        stem = f"{head}{hundred}"
        large[stem] = hundreds * 100
        large |= {
            f"{stem}{middle}{tail}": hundreds * 100 + rest for tail, rest in small.items() for middle in ("", "und")
        }
    return small | large


@cache
def lexicon(language: str) -> _Lexicon:
    """Return a language's number words, built once in each process."""
    return _Lexicon(language)


@lru_cache(maxsize=1 << 15)
def read_word(key: str, language: str) -> Numeral | None:
    """Return what a folded word says as a number, None for all other words; what was asked once is remembered."""
    if len(key) > _LONGEST:
        return None
    words = lexicon(language)
    if key in words.vague:
        low, high = words.vague[key]
        return Numeral(kind="magnitude" if key in words.magnitudes else "vague", value=low, high=high)
    if key in words.magnitudes:
        return Numeral(kind="magnitude", value=words.magnitudes[key])
    if key in words.fractions and key not in words.ordinals:
        return Numeral(kind="fraction", value=words.fractions[key])
    if key in words.multiples:
        return Numeral(kind="multiple", value=words.multiples[key])
    if (value := words.cardinal(key)) is not None:
        return Numeral(kind="cardinal", value=value)
    if (value := words.ordinal(key)) is not None:
        return Numeral(kind="ordinal", value=value)
    return words.part(key)


@cache
def number_openers(language: str) -> Sieve:
    """Return the sieve for the folded words with which a number may begin; few words of a text are."""

    def may_begin(key: str) -> bool:
        return key[0].isdigit() or read_word(key, language) is not None or (len(key) > 1 and not key.strip("xvi"))

    return Sieve(may_begin)


@lru_cache(maxsize=1 << 12)
def read_tail(tail: str, language: str) -> Numeral | None:
    """Return what follows a figure in the same word as a unit: the "-jährige" of "51-jährige" (its value is 1)."""
    words = lexicon(language)
    bare = tail.lstrip("-‐‑")
    for ending in words.endings:
        stem = bare.removesuffix(ending) if ending else bare
        if stem in words.parts and len(stem) + len(ending) == len(bare):
            return Numeral(kind="part", value=1, unit=words.parts[stem])
    return None


def split_figure(form: str) -> tuple[str, str] | None:
    """Return the figure that a word begins with, and what follows it: "3,5-prozentige" → "3,5", "-prozentige"."""
    match = _FIGURE.fullmatch(form)
    return (match[1], match[2]) if match else None


def read_figure(figure: str, thousands: str) -> float | None:
    """Return the value of a figure; None where its separators make no number ("1.2.3", a version or an address).

    ``thousands`` is the mark (``.`` or ``,``) that groups thousands where the form alone does not tell: 1.200.
    """
    plain = figure.replace("'", "").replace("’", "")
    if plain.isdigit():
        return (
            float(plain) if len(plain) <= 15 else None
        )  # a float holds 15 digits exactly; longer ones are numbers of things
    marks = [mark for mark in plain if mark in ".,"]
    if not marks:
        return None  # "①", "¹" alone: digits to Unicode, and no figure
    last = marks[-1]
    other = "," if last == "." else "."
    if other in marks:  # 1,200.5 or 1.200,5: the last one is the decimal mark
        return _grouped(plain.rpartition(last)[0], other, plain.rpartition(last)[2]) if marks.count(last) == 1 else None
    before, _, after = plain.rpartition(last)
    if len(marks) > 1 or (last == thousands and len(after) == 3 and len(before) <= 3 and not before.startswith("0")):
        return _grouped(plain, last, "")
    return float(f"{before}.{after}")


def _grouped(whole: str, mark: str, decimals: str) -> float | None:
    first, *groups = whole.split(mark)
    if len(first) > 3 or any(len(group) != 3 for group in groups) or len(whole) > 20:
        return None
    return float("".join([first, *groups]) + (f".{decimals}" if decimals else ""))


def read_roman(form: str) -> int | None:
    """Return the value of a Roman numeral below 40 of two letters and more (one letter is too often a word)."""
    if _ROMAN.fullmatch(form) is None:
        return None
    values = [_ROMAN_VALUES[letter] for letter in form]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
