"""Finds what gives a moment of a summary by the calendar's own words: "the end of the month", "Saison 2024"."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from newslab.checks.dates.neighbours import Neighbours
from newslab.checks.extract import occurs
from newslab.records import Finding
from newslab.text.dates.finder import Moment
from newslab.text.quantities.finder import Quantity

_LEAP = 2024  # any year with a 29 February
_BESIDE = 4  # words before a year in which its quarter is named
_PARTS = {"quarter": 3, "half": 6}  # months of a part of the year
_FEBRUARY, _DECEMBER = 2, 12


class Implied(Neighbours):
    """One moment of a summary that the article names by another word of the calendar."""

    def implied(self, published: date) -> Finding | None:
        """Return what the article calls the moment; None where it calls it nothing."""
        return (
            self._rim_of_current(published)
            or self._behind_the_end()
            or self._day_of_old_year(published)
            or self._named_term(published)
            or self._year_of_part(published)
            or self._week_of_weekday(published)
        )

    def _rim_of_current(self, published: date) -> Finding | None:
        """Take "the end of September" for "the end of the month", in September."""
        stated = self.stated
        if stated.kind != "date" or stated.edge is None or stated.day is not None:
            return None
        unit = "year" if stated.month is None else "month"
        if stated.year not in {None, published.year} or stated.month not in {None, published.month}:
            return None
        rims = (m for m in self.article.dates if m.stated.kind == "stretch" and m.stated.unit == unit)
        found = next((m for m in rims if m.stated.edge == stated.edge and m.stated.shift in {None, 0}), None)
        return None if found is None else self.say("D002", found.span, reckoning=f"{found.text} → {self.ours.text}")

    def _behind_the_end(self) -> Finding | None:
        """Take "von Juli an" for "zum 30. Juni", and "until the end of June" for what changes on 1 July."""
        stated, first = self.stated, self.stated.first
        before = set(self.summary.words.keys[max(0, first - 2) : first])
        if stated.kind != "date" or stated.month is None or stated.edge not in {None, "late"}:
            return None
        if stated.edge is None and stated.day in {None, 1} and not before.isdisjoint(self.words.groups["from_then"]):
            found = next((m for m in self.article.dates if _ends(m, (stated.month - 2) % _DECEMBER + 1)), None)
        elif _is_end(stated.month, stated.day, stated.edge) and not before.isdisjoint(self.words.groups["until_then"]):
            beginning = stated.month % _DECEMBER + 1
            found = next((m for m in self.article.dates if (m.stated.month, m.stated.day) == (beginning, 1)), None)
        else:
            return None
        return None if found is None else self.say("D002", found.span, reckoning=f"{found.text} → {self.ours.text}")

    def _day_of_old_year(self, published: date) -> Finding | None:
        """Reckon "18. August 1933" from "gestern vor 75 Jahren"."""
        stated = self.stated
        if stated.year is None or stated.month is None or stated.day is None:
            return None
        ago = [q for q in self.article.quantities if q.unit == "year" and published.year - q.value == stated.year]
        for moment in self.article.dates if ago else ():
            single = moment.days is not None and moment.days[0] == moment.days[1]
            if single and moment.days and (moment.days[0].month, moment.days[0].day) == (stated.month, stated.day):
                spans = moment.span, ago[0].span
                return self.say("D002", *spans, reckoning=f"{moment.text} − {ago[0].text} → {self.ours.text}")
        return None

    def _named_term(self, published: date) -> Finding | None:
        """Take "vergangene Saison" for "in der Saison 2024": of a year that has ended or is about to."""
        stated = self.stated
        if stated.kind != "stretch" or stated.unit != "term" or stated.shift not in {-1, 1}:
            return None
        wanted = {published.year, published.year + stated.shift}
        found = next((m for m in self.article.dates if m.stated.year in wanted and self._is_term(m)), None)
        if found is None and stated.shift == 1:  # who is out for "the rest of the season" is back in the next
            word = next((key for key in self.article.places if self.words.units.get(key) == "term"), None)
            return None if word is None else self.say("D001", *filter(None, [occurs(self.article, [word])]))
        return None if found is None else self.say("D002", found.span, reckoning=f"{found.text} → {self.ours.text}")

    def _is_term(self, moment: Moment) -> bool:
        keys, first, last = self.article.words.keys, moment.stated.first, moment.stated.last
        beside = {*keys[max(0, first - 1) : first], *keys[last : last + 1]}
        return any(self.words.units.get(key) == "term" for key in beside)

    def _year_of_part(self, published: date) -> Finding | None:
        """Take "the final quarter of 2024" for a fourth quarter that an article from February leaves to the reader."""
        stated = self.stated
        if stated.kind != "date" or stated.year is None or stated.month is not None or stated.edge is not None:
            return None
        near = self.summary.words.keys[max(0, stated.first - _BESIDE) : stated.first]
        if not any(self.words.units.get(key, key) in _PARTS for key in near):
            return None
        parts = (q for q in self.article.quantities if q.kind == "ordinal")
        found = next((q for q in parts if self._is_part_of(q, stated.year, published)), None)
        return None if found is None else self.say("D002", found.span, reckoning=f"{found.text} → {self.ours.text}")

    def _week_of_weekday(self, published: date) -> Finding | None:
        """Take "next week" for the "Monday" that an article from Thursday looks forward to."""
        if self.stated.kind != "stretch" or self.stated.unit != "week" or self.stated.shift != 1:
            return None
        bare = (m for m in self.article.dates if m.stated.weekday and m.stated.day is None and m.stated.shift is None)
        found = next((m for m in bare if self._lies_ahead(m, published)), None)
        return None if found is None else self.say("D002", found.span, reckoning=f"{found.text} → {self.ours.text}")

    def _lies_ahead(self, moment: Moment, published: date) -> bool:
        """Tell whether a weekday that is over this week stands in a sentence that tells what is to come."""
        article = self.article
        sentence = article.sentences[article.sentence_at(moment.span.start)]
        keys = article.words.keys[article.word_at(sentence.start) : article.word_at(sentence.end - 1) + 1]
        ahead = not self.words.groups["future_words"].isdisjoint(keys)
        return ahead and (moment.stated.weekday or 0) <= published.isoweekday()

    def _is_part_of(self, theirs: Quantity, year: int, published: date) -> bool:
        """Tell whether the last such quarter that had ended by the day of publication lay in a year."""
        noun = theirs.counted or ""
        length = _PARTS.get(self.words.units.get(noun, noun))
        if length is None:
            return False
        over = published.year if length * theirs.value < published.month else published.year - 1
        return year == over


def _is_end(month: int, day: int | None, edge: str | None) -> bool:
    last = {28, 29} if month == _FEBRUARY else {monthrange(_LEAP, month)[1]}
    return (edge == "late" and day is None) or day in last


def _ends(moment: Moment, month: int) -> bool:
    """Tell whether a moment is the end of a month, by its day or by "Ende Juni"."""
    return moment.stated.month == month and _is_end(month, moment.stated.day, moment.stated.edge)
