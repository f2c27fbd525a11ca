"""Finds what gives a day of a summary beside one that the article names: a night's other day, a feast's, days apart."""

from __future__ import annotations

from newslab.checks.dates.calendars import part_fits
from newslab.checks.dates.claim import DateClaim
from newslab.records import Finding
from newslab.text.dates.finder import Moment
from newslab.text.quantities.finder import Quantity

_WEEK = 7
_LONG = {"day": 1, "week": _WEEK}
_LATE, _SMALL = {"evening", "night", "midnight"}, range(6)  # parts of a day, and hours, that lie in the night after it
_NEAR = 1  # sentences between a day and how long after it something is


class Neighbours(DateClaim):
    """One moment of a summary that lies beside one of the article's."""

    def in_neighbour(self) -> Finding | None:
        """Return the feast, or the night, in which a moment lies."""
        return self._in_feast() or self._in_night() or self._later_that_day()

    def _in_feast(self) -> Finding | None:
        """Find "zum Jahreswechsel" for the "Silvesternacht", "zu Ostern" for a "Karfreitag"."""
        parts = self.words.holiday_wholes.get(self.stated.name or "") if self.stated.kind == "holiday" else None
        found = next((m for m in self.article.dates if m.stated.name in parts), None) if parts else None
        return None if found is None else self.say("D001", found.span)

    def _in_night(self) -> Finding | None:
        """Find "in der Nacht zum Montag" for what the article has late on Sunday, or half an hour after midnight."""
        if not self._is_bare_weekday():
            return None
        first, keys = self.stated.first, self.summary.words.keys
        if not any(" ".join(keys[max(0, first - back) : first]) in self.words.groups["night_to"] for back in (2, 3)):
            return None
        eve = ((self.stated.weekday or 0) - 2) % _WEEK + 1
        days = [m for m in self.article.dates if self._weekday_of(m) == eve]
        late = (m for m in self.article.dates if m.stated.part in _LATE or m.stated.hour in _SMALL)
        found = next(late, None) if days else None
        return None if found is None else self.say("D001", days[0].span, found.span)

    def _later_that_day(self) -> Finding | None:
        """Find "am Mittwochabend" for what began "am Mittwochmorgen" and is told to go on "am Abend"."""
        part, article = self.stated.part, self.article
        days = [
            m for m in article.dates if part and self._is_bare_weekday() and self._weekday_of(m) == self.stated.weekday
        ]
        bare = (m for m in article.dates if m.stated.kind == "part" and part_fits(part, m.stated))
        found = next((m for m in bare if days and m.span.start > days[0].span.start), None)
        return None if found is None else self.say("D001", days[0].span, found.span)

    def so_many_days_apart(self) -> Finding | None:
        """Reckon "am Samstag" from "am Montag" and "zwei Tage zuvor"."""
        if not self._is_bare_weekday():
            return None
        stretches = [q for q in self.article.quantities if q.unit in _LONG and not q.parts and not q.value % 1]
        for stretch in filter(self.is_apart, stretches):
            sentence = self.article.sentence_at(stretch.span.start)
            days = int(stretch.value) * _LONG[stretch.unit or ""]
            for moment in self.article.dates:
                near = abs(self.article.sentence_at(moment.span.start) - sentence) <= _NEAR
                named = self._weekday_of(moment) if near else None
                if named and (self.stated.weekday or 0) in {(named + by - 1) % _WEEK + 1 for by in (days, -days)}:
                    reckoning = f"{moment.text} ± {stretch.text} → {self.ours.text}"
                    return self.say("D002", moment.span, stretch.span, reckoning=reckoning)
        return None

    def is_apart(self, stretch: Quantity) -> bool:
        """Tell whether a stretch lies between two moments: "ein Jahr zuvor", "two years after"."""
        keys = self.article.words.keys
        behind, before = keys[stretch.last : stretch.last + 1], keys[max(0, stretch.first - 1) : stretch.first]
        apart = self.words.groups["apart_after"] | self.words.groups["later"]
        return not apart.isdisjoint(behind) or not self.words.groups["ago_before"].isdisjoint(before)

    def _is_bare_weekday(self) -> bool:
        return self.stated.weekday is not None and self.stated.day is self.stated.month is None

    @staticmethod
    def _weekday_of(moment: Moment) -> int | None:
        """Return the weekday that a moment states or means; None for what is no single day."""
        if moment.stated.weekday is not None:
            return moment.stated.weekday
        return moment.days[0].isoweekday() if moment.days and moment.days[0] == moment.days[1] else None
