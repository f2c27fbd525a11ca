"""Reads a time of day where it stands among the words, and owns what a reader may state of a moment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from newslab.text.dates.words import date_words
from newslab.text.numerals import read_word
from newslab.text.passage import Passage

MomentKind = Literal["date", "time", "part", "day", "stretch", "season", "holiday", "decade"]

_TIME = re.compile(r"(\d{1,2})([:.])(\d\d)(?:[:.]\d\d)?([ap]m)?")
_SCORE = re.compile(r"(\d{1,3}):(\d{1,3})")
_HOUR = re.compile(r"(\d{1,2})([ap]m)?")
MEASURED = re.compile(r"\s?[$€£¥%‰°](?!\d)")  # "in 2025 £1.2bn": that sign belongs to the next number


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a text itself says of a moment; ``first`` and ``last`` are word numbers, half-open.

    ``weekday`` is ISO's (Monday is 1). ``shift`` counts ``unit`` from the day of publication (yesterday: -1 ``day``).
    ``edge`` is ``early``, ``mid`` or ``late``; ``name`` that of a season or
    holiday; a stretch of ``several`` units ("vergangene Wochen") has no bounds.
    """

    kind: MomentKind
    first: int
    last: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    hour: int | None = None
    minute: int | None = None
    edge: str | None = None
    unit: str | None = None
    shift: int | None = None
    name: str | None = None


class ClockReader:
    """The words of one passage, and the times of day among them."""

    def __init__(self, passage: Passage) -> None:
        words = passage.words
        self.text, self.keys, self.forms = passage.text, words.keys, words.forms
        self.starts, self.ends = words.starts, words.ends
        self.count = len(words)
        self._gaps = passage.joints
        self.language = passage.language
        self.lexicon = date_words(passage.language)
        self.groups = self.lexicon.groups
        # Where "27:24" stands, "14:11" is a score, too: in a report of a match nobody writes bare times between scores.
        self.has_scores = any(_no_time(self.keys[at]) for at in passage.compounds if ":" in self.keys[at])

    # --- neighbours ---------------------------------------------------------------------------------------------

    def key(self, number: int) -> str:
        """Return the key of a word, "" outside the text or across a line end."""
        return self.keys[number] if 0 <= number < self.count else ""

    def gap(self, number: int) -> str:
        """Return what stands between a word and the next one; a line end at the rims of the text."""
        return self._gaps[number + 1] if -1 <= number < self.count else "\n"

    def before(self, number: int) -> str:
        """Return the key of the word before, "" where more than a space lies between."""
        return self.keys[number - 1] if 0 < number <= self.count and self._gaps[number] == " " else ""

    def after(self, number: int) -> str:
        """Return the key of the word after, "" where more than a space lies between."""
        return self.keys[number + 1] if 0 <= number < self.count and self._gaps[number + 1] == " " else ""

    # --- times of day

    def time(self, at: int) -> Stated | None:
        """Read "15:08", "15.08 Uhr", "8 Uhr 30", "5pm", "5:30 p.m."; None where a figure is no time."""
        last, half = self._after_clock_word(at)
        told = last > at + 1
        if match := _TIME.fullmatch(self.keys[at]):
            half = match[4] or half
            clock_like = match[2] == ":" and len(match[1]) == 2 and not self.has_scores
            clear = told or half or clock_like or self._timed(at)
            return self._clock(at, last, int(match[1]), int(match[3]), half) if clear else None
        if match := _HOUR.fullmatch(self.keys[at]):
            half = match[2] or half
            if not (told or half):
                return self._sharing_hour(at, int(match[1]))
            minutes = self.key(last) if told and not half and self.after(last - 1) else ""
            if len(minutes) == 2 and minutes.isdecimal() and int(minutes) < 60:  # "8 Uhr 30"
                return self._clock(at, last + 1, int(match[1]), int(minutes), half)
            return self._clock(at, last, int(match[1]), 0, half)
        return None

    def _sharing_hour(self, at: int, hour: int) -> Stated | None:
        """Read the 16 of "zwischen 16 und 23 Uhr", the 4 of "between 4 and 6 p.m.": the clock word stands once."""
        opened = self.before(at) in self.groups["time_before"] and self.after(at) in self.groups["range"]
        second = _HOUR.fullmatch(self.key(at + 2)) if opened and self.gap(at + 1) == " " else None
        if second is None:
            return None
        last, half = self._after_clock_word(at + 2)
        half = second[2] or half
        return self._clock(at, at + 1, hour, 0, half) if half or last > at + 3 else None

    def _clock(self, first: int, last: int, hour: int, minute: int, half: str | None) -> Stated | None:
        if hour > 24 or minute > 59:
            return None
        if half == "pm" and hour < 12:
            hour += 12
        elif half == "am" and hour == 12:
            hour = 0
        return Stated(kind="time", first=first, last=last, hour=hour % 24, minute=minute)

    def _after_clock_word(self, at: int) -> tuple[int, str | None]:
        """Return the word number after "Uhr", "o'clock" or "p.m.", and which half of the day that says."""
        key = self.after(at)
        if key in self.groups["clock"]:
            return at + 2, None
        if key in {"am", "pm"} and key in self.groups["halves"]:
            return at + 2, key
        if key in {"a", "p"} and self.gap(at + 1) == "." and self.key(at + 2) == "m" and self.groups["halves"]:
            return at + 3, f"{key}m"
        return at + 1, None

    def _timed(self, at: int) -> bool:
        """Tell whether "5.30" is a time by the word before and nothing measured after."""
        return (
            self.before(at) in self.groups["time_before"]
            and self.after(at) not in self.lexicon.counted_units
            and f"{self.after(at)} {self.after(at + 1)}" not in self.lexicon.counted_units  # "at 2.25 per cent"
            and not MEASURED.match(self.gap(at))
        )

    def spoken_time(self, at: int) -> Stated | None:
        """Read "halb neun", "Viertel nach acht", "half past eight"."""
        minutes = self.lexicon.fractions[self.keys[at]]
        way = self.lexicon.clock_shifts.get(self.after(at))
        hour_at = at + 1 if way is None else at + 2
        word = read_word(self.after(hour_at - 1), self.language) if self.after(hour_at - 1) else None
        if word is None or word.kind != "cardinal" or not 1 <= word.value <= 12 or (way is None and minutes > 0):
            return None
        total = (int(word.value) * 60 + minutes * (way or 1)) % (12 * 60)
        return self._spoken(at, hour_at + 1, total // 60, total % 60)

    def _spoken(self, first: int, last: int, hour: int, minute: int) -> Stated:
        """Place an hour of the twelve-hour clock; a part of the day after it ("am Abend") tells which half it is."""
        for at in range(last, min(last + 3, self.count)):
            part = self.lexicon.parts.get(self.keys[at])
            if part is not None:
                late = part in {"afternoon", "evening"} or (part == "night" and hour >= 6)
                return Stated(kind="time", first=first, last=last, hour=hour + 12 * (late and hour < 12), minute=minute)
        return Stated(kind="time", first=first, last=last, hour=hour, minute=minute, name="spoken")

    def spelt_hour(self, at: int) -> Stated | None:
        """Read "acht Uhr", "eight o'clock", where word ``at`` is the clock word."""
        word = read_word(self.before(at), self.language) if self.before(at) else None
        if word is None or word.kind != "cardinal" or not 0 <= word.value <= 24 or word.value % 1:
            return None
        if word.value <= 12:
            return self._spoken(at - 1, at + 1, int(word.value) % 24, 0)
        return Stated(kind="time", first=at - 1, last=at + 1, hour=int(word.value) % 24, minute=0)


def _no_time(key: str) -> bool:
    """Tell whether a pair of figures with a colon is a score, since no clock shows it: "27:24", "3:2"."""
    pair = _SCORE.fullmatch(key)
    return pair is not None and (int(pair[1]) > 24 or int(pair[2]) > 59 or len(pair[2]) == 1)
