"""Owns what day, month or year follows from an article by one step: a rim of a year, so long after another day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from newslab.checks.dates.calendars import part_fits, years
from newslab.checks.dates.implied import Implied
from newslab.checks.extract import occurs
from newslab.checks.numbers.counting import change_of
from newslab.records import Finding, Span
from newslab.text.dates.almanac import SEASON_MONTHS
from newslab.text.dates.finder import Moment
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

# February's last day in a year that nobody names is the 29th at most.
_LEAP = 2000
_WEEK = 7
_MOST = 12  # days and stretches of an article that are added to each other
_OLD = 30  # days after which an event is no news
_NEAR = 1  # sentences between a day and how long after it something is
_DAYS = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.44, "year": 365.25}
_SLACK = {"month": 2.0, "year": 1.5}  # days by which a month or a year may be off


class Derived(Implied):
    """One moment of a summary that the article does not state."""

    def derived(self) -> Finding | None:
        """Return what gives the moment by one step of reckoning; None where nothing does."""
        if found := self._rim_of_year() or self._rim_of_month() or self._month_before() or self.so_many_days_apart():
            return found
        if found := self._so_many_months_apart() or self._first_months():
            return found
        published = self.article.published
        if published is None:
            return None
        if found := self.implied(published):
            return found
        if day := self._day_beside():
            return day
        years = self._years_ago(published) or self._years_later() or self._last_year(published)
        years = years or self._years_ahead(published) or self._after_so_long() or self._year_before()
        return years or self._day_of_publication(published) or self._year_of_publication(published)

    def _rim_of_year(self) -> Finding | None:
        """Take "31. Dezember" for "zum Jahresende", "seit Januar" for "seit Jahresbeginn"."""
        if self.stated.kind != "date" or self.stated.month is None or self.stated.edge is not None:
            return None
        day = f"{self.stated.month:02}-" + (f"{self.stated.day:02}" if self.stated.day else "")
        for phrase in (phrase for phrase, rim in self.words.year_rims.items() if rim.startswith(day)):
            if place := occurs(self.article, phrase.split(" ")):
                return self.say("D002", place, reckoning=place.of(self.article.text))
        return None

    def _rim_of_month(self) -> Finding | None:
        """Take "by September 30" for "by the end of September"; any other day is more than the article says."""
        month, day = self.stated.month, self.stated.day
        if self.stated.kind != "date" or month is None or day is None:
            return None
        edges = {1: "early", monthrange(self.stated.year or _LEAP, month)[1]: "late"}
        rims = [m for m in self.article.dates if m.stated.month == month and m.stated.day is None and m.stated.edge]
        found = next((m for m in rims if m.stated.edge == edges.get(day)), None)
        return None if found is None else self.say("D002", found.span, reckoning=found.span.of(self.article.text))

    def _month_before(self) -> Finding | None:
        """Take "20,000 fewer than in April" for what the article says of May's change."""
        month, first = self.stated.month, self.stated.first
        if month is None or self.stated.day is not None or self.stated.edge is not None:
            return None
        if self.words.groups["compared_with"].isdisjoint(self.summary.words.keys[max(0, first - 2) : first]):
            return None
        following = (m for m in self.article.dates if m.stated.month == month % 12 + 1 and m.stated.day is None)
        found = next(following, None)
        return None if found is None else self.say("D002", found.span, reckoning=found.span.of(self.article.text))

    def _so_many_months_apart(self) -> Finding | None:
        """Take "last autumn" for what was eight months before July, "until September" for eight months from January."""
        stated = self.stated
        season = SEASON_MONTHS.get(stated.name or "", ()) if stated.kind == "season" else ()
        wanted = season or ((stated.month,) if stated.month and stated.kind == "date" and stated.day is None else ())
        for stretch in [q for q in self.article.quantities if wanted and q.unit == "month" and not q.parts][:_MOST]:
            sentence = self.article.sentence_at(stretch.span.start)
            for moment in (m for m in self.article.dates if m.stated.month and m.stated.kind == "date"):
                near = abs(self.article.sentence_at(moment.span.start) - sentence) <= _NEAR
                apart = {((moment.stated.month or 0) - 1 + by) % 12 + 1 for by in (stretch.value, -stretch.value)}
                if near and not apart.isdisjoint(wanted) and not self._ends_with(stretch):
                    reckoning = f"{moment.text} ± {stretch.text} → {self.ours.text}"
                    return self.say("D002", moment.span, stretch.span, reckoning=reckoning)
        return None

    def _first_months(self) -> Finding | None:
        """Take "von Januar bis Juli" for "in den ersten sieben Monaten"."""
        month, bare = self.stated.month, self.stated.day is None and self.stated.edge is None
        if month is None or not bare or self.stated.kind != "date":
            return None
        firsts = tuple(number_words(self.article.language).rules["first"])
        for months in (q for q in self.article.quantities if q.unit == "month" and not q.parts):
            told = self.article.words.keys[months.first - 1].startswith(firsts) if months.first else False
            if told and month in {1, months.value}:
                return self.say("D001", months.span)
        return None

    def _day_beside(self) -> Finding | None:
        """Reckon a day from "am nächsten Morgen", "tags zuvor", "the following day", and the day named last before."""
        if self.ours.days is None or self.ours.days[0] != self.ours.days[1]:
            return None
        for shift, phrases in ((1, self.words.groups["next_day"]), (-1, self.words.groups["day_before"])):
            for phrase in sorted(phrases):
                place = occurs(self.article, phrase.split(" "))
                if place is None:
                    continue
                named = [
                    m for m in self.article.dates if m.days and m.days[0] == m.days[1] and m.span.end <= place.start
                ]
                apart = (self.ours.days[0] - named[-1].days[0]).days if named and named[-1].days else None
                if apart == shift or (apart is not None and self._is_bare_weekday() and (apart - shift) % _WEEK == 0):
                    reckoning = f"{named[-1].text}, {place.of(self.article.text)} → {self.ours.text}"
                    return self.say("D002", named[-1].span, place, reckoning=reckoning)
        return None

    def _years_ago(self, published: date) -> Finding | None:
        """Reckon a year from "vor drei Jahren", "three years ago"."""
        if self.stated.year is None or self.stated.month is not None:
            return None
        for quantity in self.article.quantities:
            ago = self._said_ago(quantity.first, quantity.last)
            if quantity.unit == "year" and ago and published.year - quantity.value == self.stated.year:
                return self.say(
                    "D002", quantity.span, reckoning=f"{published.year} − {quantity.value:g} = {self.stated.year}"
                )
        return None

    def _years_ahead(self, published: date) -> Finding | None:
        """Reckon a year from "in den kommenden sechs Jahren", "over the next six years"."""
        if self.stated.year is None or self.stated.month is not None:
            return None
        keys = self.article.words.keys
        for quantity in self.article.quantities:
            ahead = {*keys[max(0, quantity.first - 2) : quantity.first]} & self.words.groups["ahead"]
            if quantity.unit == "year" and ahead and published.year + quantity.value == self.stated.year:
                reckoning = f"{published.year} + {quantity.value:g} = {self.stated.year}"
                return self.say("D002", quantity.span, reckoning=reckoning)
        return None

    def _years_later(self) -> Finding | None:
        """Reckon "Juni 2026" from "ab Juni …, ein Jahr später …", from the date named last before."""
        for later, span in self._said_later() if self.stated.year is not None else ():
            before = [m for m in self.article.dates if m.days and m.span.end <= span.start]
            year = before[-1].days[0].year if before and before[-1].days else None
            same_month = bool(before) and self.stated.month in {None, before[-1].stated.month}
            if year and year + later == self.stated.year and same_month:
                reckoning = f"{year} + {later:g} = {self.stated.year}"
                return self.say("D002", before[-1].span, span, reckoning=reckoning)
        return None

    def _said_later(self) -> Iterator[tuple[float, Span]]:
        """Yield how many years later than another date something is, and where the article says so."""
        keys = self.article.words.keys
        for quantity in self.article.quantities:
            if quantity.unit == "year" and {*keys[quantity.last : quantity.last + 1]} & self.words.groups["later"]:
                yield quantity.value, quantity.span
        for phrase in sorted(self.words.groups["one_year_later"]):
            if place := occurs(self.article, phrase.split(" ")):
                yield 1, place

    def _last_year(self, published: date) -> Finding | None:
        """Take "im Vorjahr" for the year before that of publication."""
        bare = self.stated.kind == "date" and self.stated.month is None and self.stated.edge is None
        if not bare or self.stated.year != published.year - 1:
            return None
        words = self.words.groups["last_year"]
        place = next((place for word in sorted(words) if (place := occurs(self.article, [word]))), None)
        if place is None:
            return None
        return self.say("D002", place, reckoning=f"{published.year} − 1 = {self.stated.year}")

    def _said_ago(self, first: int, last: int) -> bool:
        keys, groups = self.article.words.keys, self.words.groups
        before = {*keys[max(0, first - 2) : first]} & (groups["ago_before"] | groups["since"])
        return bool(before) or bool({*keys[last : last + 1]} & groups["ago_after"])

    def _day_of_publication(self, published: date) -> Finding | None:
        """Take the day of publication itself where the article names no day at all, or none of the last weeks."""
        if self._only_part_told(published):
            return self.say("D002", reckoning=published.isoformat())
        if any(_may_be_of_news(m, published) for m in self.article.dates):
            return None
        if self.ours.days is None or self.ours.days != (published, published) or self.stated.kind == "holiday":
            return None
        return self.say("D002", reckoning=published.isoformat())

    def _only_part_told(self, published: date) -> bool:
        """Tell whether the article has a part of the day, by itself, that is the summary's "Sonntagmorgen"."""
        part = self.stated.part
        if part is None or self.ours.days != (published, published):
            return False
        bare = (m for m in self.article.dates if m.stated.kind == "part" and part_fits(part, m.stated))
        return any(self._is_alone(m) for m in bare)

    def _is_alone(self, moment: Moment) -> bool:
        """Tell whether no day stands in the sentence of a moment."""
        number = self.article.sentence_at(moment.span.start)
        told = (m for m in self.article.dates if self.article.sentence_at(m.span.start) == number)
        return not any(m.stated.day or m.stated.weekday or m.stated.kind == "day" for m in told)

    def _year_of_publication(self, published: date) -> Finding | None:
        """Take the year of a moment that the article gives without one."""
        bare = self.stated.kind == "date" and self.stated.month is None and self.stated.weekday is None
        if not bare or self.stated.year != published.year:
            return None
        for theirs in self.article.dates:
            if theirs.stated.year is None and years(theirs) == {published.year}:
                return self.say("D001", theirs.span)
        return None

    def _year_before(self) -> Finding | None:
        """Take "2024 waren es 24.000" for what the article says of the change in 2025."""
        if self.stated.year is None or self.stated.month is not None or self.stated.edge is not None:
            return None
        for moment in self.article.dates:
            whole = moment.stated.kind in {"date", "stretch"} and moment.stated.month is None and moment.days
            told = whole and years(moment) == {self.stated.year + 1}
            if told and (self._tells_a_change(moment) or self._tells_year_before(moment)):
                return self.say("D002", moment.span, reckoning=f"{moment.text} − 1 → {self.ours.text}")
        return None

    def _tells_a_change(self, moment: Moment) -> bool:
        """Tell whether the sentence of a moment says by how much something changed."""
        number = self.article.sentence_at(moment.span.start)
        return any(
            change_of(q, self.article) == "change:by"
            for q in self.article.quantities
            if self.article.sentence_at(q.span.start) == number
        )

    def _tells_year_before(self, moment: Moment) -> bool:
        """Tell whether the sentence of a year, or the next one, compares it with "im Jahr davor"."""
        places = (occurs(self.article, phrase.split(" ")) for phrase in sorted(self.words.groups["year_before_that"]))
        number = self.article.sentence_at(moment.span.start)
        return any(place and self.article.sentence_at(place.start) - number in {0, 1} for place in places)

    def _after_so_long(self) -> Finding | None:
        """Reckon a day or a year from another day and a stretch of time: 16 days from 19 September on."""
        if self.stated.kind != "date" or self.ours.days is None or self.stated.year == self.stated.month is None:
            return None
        stretches = [q for q in self.article.quantities if q.unit in _DAYS and not q.parts and q.value > 0][:_MOST]
        moments = [m for m in self.article.dates if m.days and m.stated.kind in {"date", "season"}][:_MOST]
        for stretch in stretches:
            for moment in moments:
                near = self.article.sentence_at(stretch.span.start) - self.article.sentence_at(moment.span.start)
                if abs(near) <= _NEAR and self._lies_beyond(moment, stretch):
                    reckoning = f"{moment.text} ± {stretch.text} → {self.ours.text}"
                    return self.say("D002", moment.span, stretch.span, reckoning=reckoning)
        return None

    def _ends_with(self, stretch: Quantity) -> bool:
        """Tell whether a stretch ends with the moment, "three months to September", so that nothing lies beyond."""
        behind = self.article.words.keys[stretch.last : stretch.last + 1]
        return not number_words(self.article.language).rules["range_words"].isdisjoint(behind)

    def _lies_beyond(self, moment: Moment, stretch: Quantity) -> bool:
        """Tell whether the summary's moment is so long after, or before, one of the article."""
        if moment.days is None or self.ours.days is None or self._ends_with(stretch):
            return False
        unit = stretch.unit or ""
        if moment.stated.year and moment.stated.month is self.stated.month is None:
            told = self.is_apart(stretch) and moment.stated.edge == self.stated.edge
            return told and unit == "year" and abs((self.stated.year or 0) - moment.stated.year) == stretch.value
        if moment.stated.month is None and moment.days[0] != moment.days[1]:
            return False
        if self.stated.month is None and unit not in _SLACK:
            return False  # three days from here lie in this year, whatever it is
        reach, slack = stretch.value * _DAYS[unit], _SLACK.get(unit, 0.0)
        exact = self.stated.day is not None and moment.stated.day is not None
        if exact and unit in {"day", "week", "fortnight"}:
            # the sixteenth day of something that begins on the 19th is the 4th, and sixteen days after it the 5th
            apart = abs((self.ours.days[0] - moment.days[0]).days)
            return reach - 1 <= apart <= reach
        # days as plain numbers: "vor 50.000 Jahren" lies before any calendar
        rims = [day.toordinal() + sign * reach for sign in (1, -1) for day in moment.days]
        low, high = self.ours.days[0].toordinal() - slack, self.ours.days[1].toordinal() + slack
        return not exact and any(low <= rim <= high for rim in rims)


def _may_be_of_news(moment: Moment, published: date) -> bool:
    """Tell whether a moment is a day on which what is told may have happened: none long ago, and none to come."""
    stated = moment.stated
    if stated.day is None and stated.weekday is None and stated.kind != "day":
        return False
    return moment.days is None or -_OLD <= (moment.days[0] - published).days <= 0
