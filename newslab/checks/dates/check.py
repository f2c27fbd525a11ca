"""Judges whether the dates and times in a summary are the article's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from newslab.checks.dates.calendars import about_same_time, bears, part_fits
from newslab.checks.dates.copied import in_its_place
from newslab.checks.dates.order import Side, turned_round
from newslab.checks.dates.reckoning import Derived
from newslab.checks.dates.sides import keeps_side, turned_side
from newslab.checks.dates.told_of import moved_from, told_of_other
from newslab.checks.extract import occurs, verbatim
from newslab.checks.numbers.context import Place, neighbour, rival
from newslab.checks.numbers.cut_texts import is_cut_off
from newslab.checks.numbers.forms import ages_about
from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule
from newslab.text.alignment.align import Alignment
from newslab.text.dates.finder import Moment
from newslab.wording import UIS, day_written, weekday_written

_RULES = rules_of("date")
# Dates of an article among whose words those of one are looked for; the work for one stays bounded.
_MOST_RIVALS = 100
# A compound with a month has so many letters after it at least ("Septemberhälfte").
_SHORTEST_TAIL = 4
_FINAL = {10, 12}  # the months that begin and end the last quarter
_MONTHS = {"quarter": 3, "half": 6}  # a part of the year that has a number


class DateCheck:
    """Judges whether the dates and times in a summary are the article's."""

    name = "date"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary."""
        judged = [_Judge(alignment, moment).finding() for moment in alignment.summary.dates]
        turned = [_of_order(alignment, *sides) for sides in turned_round(alignment.summary, alignment.article)]
        found = [*(finding for finding in judged if finding is not None), *turned]
        return sorted(found, key=lambda finding: finding.summary_span.start) if turned else found


def _of_order(alignment: Alignment, ours: Side, theirs: Side) -> Finding:
    """Say that the summary puts something before an event that the article puts after it, or the reverse."""
    summary, article = alignment.summary, alignment.article
    mine, other = ours.span(summary), theirs.span(article)
    return Finding(
        rule=_RULES["D007"],
        summary_span=summary.origin(mine),
        article_spans=(article.origin(other),),
        details={"text": mine.of(summary.text), "evidence": other.of(article.text)},
    )


class _Judge(Derived):
    """Judges one moment of a summary."""

    def finding(self) -> Finding | None:
        """Return what is to be said of the moment; None where it is no claim about a day."""
        if is_cut_off(self.alignment, self.stated.last - 1):
            return None
        found = self._alone()
        if found is not None and found.severity == "error":
            return found
        other = in_its_place(self)
        return self.say("D008", other.span) if other else found

    def _alone(self) -> Finding | None:
        """Return what the moment says by itself, in whatever sentence it stands."""
        place = verbatim(self.alignment, self.stated.first, self.stated.last)
        if place is not None:
            return self.say("D001", place)
        published = self.article.published
        bearing = [theirs for theirs in self.article.dates if bears(self.ours, theirs, published)]
        if contradiction := self._contradiction():
            return contradiction
        if (
            self.stated.edge is not None
            and not any(m.stated.edge or m.stated.day for m in bearing)
            and self._edge_elsewhere()
        ):
            bearing = []  # "Anfang 2001", where the article has 2001 and "Anfang 2006"
        exact = [theirs for theirs in bearing if _alike(theirs, self.ours)]
        if bearing and (side := turned_side(self.ours, self.summary, exact or bearing, self.article)):
            return self.say("D007", bearing[0].span, at=side.span)
        if bearing and (other := self._part_of_other_day(bearing)):
            return self.say("D003", other.span)
        if bearing and not self._part_told(bearing):
            return self.say("D006", bearing[0].span)
        if bearing and (other := moved_from(self, bearing)):
            return self.say("D008", other.span)
        if bearing:
            return self._other_context(bearing) or self._told_of_other(bearing) or self.say("D001", bearing[0].span)
        if self.stated.kind == "day" and self.stated.shift == 0 and self._is_state():
            return None
        return (
            self._as_written()
            or self._in_one_word()
            or self._as_beginning()
            or self._in_quarter()
            or self._in_final_quarter()
            or self._in_holiday()
            or self.in_neighbour()
            or self._as_age()
            or self._named_season()
            or self._about_then()
            or self._with_year_of_context()
            or self._jointly()
            or self.derived()
            or self._unsupported()
        )

    def _part_of_other_day(self, bearing: list[Moment]) -> Moment | None:
        """Return the day whose evening the article tells of, where the summary's day has none there."""
        part, weekday = self.stated.part, self.stated.weekday
        if part is None or weekday is None or any(m.stated.part is not None for m in bearing):
            return None
        fitting = [m for m in self.article.dates if part_fits(part, m.stated)]
        days = [m for m in fitting if m.stated.weekday not in {None, weekday}]
        return days[0] if days and len(days) == len(fitting) else None

    def _part_told(self, bearing: list[Moment]) -> bool:
        """Tell whether the article names the part of the day ("Montagmorgen") with the day, or an hour in it."""
        part = self.stated.part
        if part is None or any(m.stated.part is not None for m in bearing):
            return True
        return any(part_fits(part, m.stated) for m in self.article.dates)

    def _contradiction(self) -> Finding | None:
        """Say so where the summary's own weekday is not that of its date."""
        days, weekday = self.ours.days, self.stated.weekday
        if days is None or weekday is None or self.stated.day is None or self.stated.month is None:
            return None
        if days[0].isoweekday() == weekday:
            return None
        told = {f"date_{ui}": day_written(days[0], ui) for ui in UIS}
        told |= {f"weekday_{ui}": weekday_written(days[0], ui) for ui in UIS}
        return self.say("D004", at=None, **told)

    def _other_context(self, bearing: list[Moment]) -> Finding | None:
        """Say so where the words around the date stand around another one, as exact, in the article."""
        if self.stated.kind != "date":
            return None
        named = {m.value for m in self.summary.dates}  # "von 2019 bis 2023": both are the article's
        own = set(bearing)
        alike = (
            m
            for m in self.article.dates
            if m not in own and m.stated.kind == "date" and _alike(m, self.ours) and m.value not in named
        )
        others = list(islice(alike, _MOST_RIVALS))
        if not others:
            return None
        ours = (self.stated.first, self.stated.last)
        mine, rivals = [[(m.stated.first, m.stated.last) for m in moments] for moments in (bearing, others)]
        found = rival(self.summary, ours, self.article, mine, rivals)
        if found is None and len(mine) == 1:
            near = [place for place in rivals if self._in_one_sentence(mine[0], place)]
            beside = neighbour(self.summary, ours, self.article, mine[0], near)
            found = None if beside is None else rivals.index(near[beside])
        if found is None or self._keeps_side(bearing, others[found]):
            return None
        return self.say("D005", bearing[0].span, others[found].span)

    def _told_of_other(self, bearing: list[Moment]) -> Finding | None:
        """Say so where the article's clause of another date says what the summary's clause says of this one."""
        other = told_of_other(self, bearing)
        return None if other is None else self.say("D005", bearing[0].span, other.span)

    def _keeps_side(self, bearing: list[Moment], rival: Moment) -> bool:
        return any(keeps_side(self.ours, self.summary, own, rival, self.article) for own in bearing)

    def _in_one_sentence(self, *places: Place) -> bool:
        return len({self.article.sentence_of[first] for first, _ in places}) == 1

    def _as_written(self) -> Finding | None:
        """Find the very words in the article, where our reader took them for something else there."""
        keys = self.summary.words.keys[self.stated.first : self.stated.last]
        if self.stated.edge is not None and self._edge_elsewhere():
            return None
        place = occurs(self.article, keys)
        if place is not None and not self.words.doubtful_months.isdisjoint(keys):
            forms = self.article.words.forms
            written = [forms[at] for key in keys for at in self.article.places.get(key, ())]
            if all(form.islower() for form in written):
                return None  # "the fire may have started" is no month
        return None if place is None else self.say("D001", place)

    def _in_one_word(self) -> Finding | None:
        """Find the rim of a stretch that the article writes as one: "Jahresende", "year-end", "mid-April"."""
        keys = self.summary.words.keys
        first, last = keys[self.stated.first], keys[self.stated.last - 1]
        written = (f"{last}{first}", f"{last}-{first}", f"{self.stated.edge}-{last}")
        place = next((self.article.places[word][0] for word in written if word in self.article.places), None)
        return None if place is None else self.say("D001", self.article.words.span(place, place + 1))

    def _as_beginning(self) -> Finding | None:
        """Find "zum Beginn der Spielzeit" where a sentence of the article says that it begins."""
        if self.stated.kind != "stretch" or self.stated.edge != "early":
            return None
        article, noun = self.article, self.summary.words.keys[self.stated.last - 1]
        told = {article.sentence_of[at] for at in article.places.get(noun, ())}
        verbs = (at for word in sorted(self.words.groups["beginning"]) for at in article.places.get(word, ()))
        found = next((at for at in verbs if article.sentence_of[at] in told), None)
        return None if found is None else self.say("D001", article.words.span(found, found + 1))

    def _in_quarter(self) -> Finding | None:
        """Find the first or last month of a quarter that the article names: "von Juli bis September"."""
        if self.stated.month is None or self.stated.day is not None or self.stated.edge is not None:
            return None
        units = self.words.units
        for quantity in self.article.quantities:
            length = _MONTHS.get(units.get(quantity.counted or "", "")) if quantity.kind == "ordinal" else None
            if length and self.stated.month in {length * (quantity.value - 1) + 1, length * quantity.value}:
                return self.say("D001", quantity.span)
        return None

    def _in_final_quarter(self) -> Finding | None:
        """Find the first or last month of "the final quarter of 2024", "das Schlussquartal"."""
        if self.stated.month not in _FINAL or self.stated.day is not None or self.stated.edge is not None:
            return None
        for phrase in sorted(self.words.groups["final_quarter"]):
            if place := occurs(self.article, phrase.split(" ")):
                return self.say("D001", place)
        return None

    def _in_holiday(self) -> Finding | None:
        """Find the weekday in the name of a holiday: "am Ostermontag"."""
        if self.stated.weekday is None or self.stated.month is not None:
            return None
        names = tuple(key for key, (day, _) in self.words.weekdays.items() if day == self.stated.weekday)
        feasts = (m for m in self.article.dates if m.stated.kind == "holiday" and m.stated.name)
        found = next((m for m in feasts if (m.stated.name or "").endswith(names)), None)
        return None if found is None else self.say("D001", found.span)

    def _is_state(self) -> bool:
        """Tell "heute" of what has become of somebody ("ist heute 102", "der heutige Papst"), which dates nothing."""
        keys, groups = self.summary.words.keys, self.words.groups
        before = keys[self.stated.first - 1] if self.stated.first else ""
        here = keys[self.stated.first]
        lasting = {f"{before} {here}", " ".join(keys[self.stated.first : self.stated.first + 2])}
        if here in groups["today_as_state"] or not groups["still_today"].isdisjoint(lasting):
            return True
        aged = before in groups["is"] and self.stated.last in self.summary.numbered
        return aged or before in groups["lasting_states"]

    def _as_age(self) -> Finding | None:
        """Find the age of "a man in his early 60s"."""
        if self.stated.kind != "decade" or self.stated.year is None:
            return None
        keys, first = self.summary.words.keys, self.stated.first
        ages = ages_about(self.alignment, self.stated.year % 100, keys[first - 1] if first else "")
        return self.say("D001", ages[0].span) if ages else None

    def _named_season(self) -> Finding | None:
        """Find a season, a holiday or a month inside a compound: Winterzeit, Osterfeiertage, Septemberhälfte."""
        month = self.stated.kind == "date" and self.stated.month is not None
        alone = self.stated.day is None and self.stated.edge is None and self.stated.weekday is None
        if not (self.stated.kind in {"season", "holiday"} or (month and alone)) or self.stated.year is not None:
            return None
        word = self.summary.words.keys[self.stated.last - 1]
        root = word if month else word.removesuffix("n")
        longer = len(root) + _SHORTEST_TAIL if month else 0  # "Julia" is no July
        found = next((key for key in self.article.places if key.startswith(root) and len(key) >= longer), None)
        return (
            None if found is None or len(root) < 4 else self.say("D001", *filter(None, [occurs(self.article, [found])]))
        )

    def _about_then(self) -> Finding | None:
        """Find the time that "gegen halb vier", "shortly after 11pm" hedge."""
        if self.stated.kind != "time":
            return None
        keys, first = self.summary.words.keys, self.stated.first
        for hedge in ("about", "soon_after", "soon_before"):
            if {" ".join(keys[max(0, first - back) : first]) for back in (1, 2)} & self.words.groups[f"time_{hedge}"]:
                found = next((m for m in self.article.dates if about_same_time(self.stated, m.stated, hedge)), None)
                return None if found is None else self.say("D001", found.span)
        return None

    def _with_year_of_context(self) -> Finding | None:
        """Find day and month in one place and the year that they belong to in another of the article."""
        if self.stated.year is None or self.stated.month is None:
            return None
        wanted = (self.stated.month, self.stated.day)
        days = [m for m in self.article.dates if m.stated.year is None and (m.stated.month, m.stated.day) == wanted]
        named = [m for m in self.article.dates if m.stated.year == self.stated.year]
        return self.say("D001", days[0].span, named[0].span) if days and named else None

    def _jointly(self) -> Finding | None:
        """Find weekday and date in different places of the article, where neither can be resolved."""
        if self.stated.weekday is None or self.stated.day is None or self.ours.days is not None:
            return None
        days = [m for m in self.article.dates if (m.stated.month, m.stated.day) == (self.stated.month, self.stated.day)]
        weekdays = [m for m in self.article.dates if m.stated.weekday == self.stated.weekday]
        return self.say("D001", days[0].span, weekdays[0].span) if days and weekdays else None

    def _edge_elsewhere(self) -> bool:
        """Tell whether the article has this "Anfang" or "Ende" only with another year or month."""
        same = [m for m in self.article.dates if m.stated.edge == self.stated.edge]
        return bool(same)

    # --- what does not --------------------------------------------------------------------------------------------

    def _unsupported(self) -> Finding | None:
        if self.stated.kind == "part":
            others = [m for m in self.article.dates if m.stated.part or m.stated.kind == "time"]
            return self.say("D006", *(m.span for m in others[:1] if not part_fits(self.stated.part, m.stated)))
        current = self.stated.shift == 0 or self.stated.name == "new"
        if self.stated.kind == "stretch" and self.stated.unit in {"year", "term"} and current:
            return None  # "dieses Jahr", "die neue Saison": true of nearly all that is news
        if self._is_year_of_news() or self._is_weekend_of_news():
            return None
        if self.stated.name == "several" and not any(m.stated.name == "several" for m in self.article.dates):
            return None  # "in den letzten Jahren" says little more than the article's "zuletzt", "seit Langem"
        if self.stated.kind == "day" and self.stated.shift == 0 and self.article.published is None:
            return None  # "heute" of a summary without a date says no more than "these days"
        near = [m.span for m in self.article.dates if m.stated.kind == self.stated.kind and _alike(m, self.ours)]
        return self.say("D003", *near[:1])

    def _is_weekend_of_news(self) -> bool:
        """Tell whether "this weekend" may be the one that the article names in passing: "the bank holiday weekend"."""
        if (self.stated.unit, self.stated.shift, self.stated.edge) != ("weekend", 0, None):
            return False
        named = self.summary.words.keys[self.stated.last - 1] in self.article.places
        return named and not any(m.stated.unit == "weekend" for m in self.article.dates)

    def _is_year_of_news(self) -> bool:
        """Tell whether a bare year is that of publication, where the article leaves all years to the reader."""
        published, stated = self.article.published, self.stated
        bare = stated.kind == "date" and stated.month is None and stated.weekday is None and stated.edge is None
        if published is None or not bare or stated.year != published.year:
            return False
        return not any(m.stated.year or m.stated.unit == "year" for m in self.article.dates)


def _alike(one: Moment, two: Moment) -> bool:
    """Tell whether two moments are as exact as each other, so that one may stand for the other in a message."""
    first, second = one.stated, two.stated
    pairs = ((first.day, second.day), (first.month, second.month), (first.weekday, second.weekday))
    return all((mine is None) == (other is None) for mine, other in pairs)
