"""Finds who or what quoted words depend on inside the speech they were taken from: another's voice, a case, a share."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newslab.text.alignment.surroundings import CLAUSE, Cut, Surroundings
from newslab.text.dates.finder import Moment

_STOP = re.compile(r"[.!?;]")
_LONG = 5  # letters of a word that says something
_TAKEN_UP = 25  # words behind a statement in which its speaker takes it back
_PHRASE = 5  # words of a phrase that names a case: "zu einem solchen Zeitpunkt"


def _is_era(moment: Moment) -> bool:
    """Tell whether a moment is a year or a decade: what was so then need not be so now."""
    told = moment.stated
    bare = told.month is told.day is told.weekday is None
    return told.kind == "decade" or (told.kind == "date" and told.year is not None and bare)


class Circumstances(Surroundings):
    """Reads on whose account and in which case the quoted words hold."""

    def circumstances(self) -> Iterator[Cut]:
        """Yield what was cut off of that; only where the words are part of a speech in marks."""
        if self._source is None:
            return
        yield from self._dated()
        if self._source.kind != "direct":
            return
        yield from self._voice_behind()
        yield from self._voice_before()
        yield from self._case_behind()
        yield from self._case_before()
        yield from self._condition_opens()
        yield from self._share_before()
        yield from self._taken_back()
        yield from self._narrowed()

    def _voice_behind(self) -> Iterator[Cut]:
        """Read "„X“, | behaupten die Hersteller": the speaker gives what others say."""
        at = self._last
        if at + 1 >= self._speech_end or "," not in self._gap(at) or self._keys[at] not in self._grammar.say:
            return
        end = next((n for n in range(at + 1, self._speech_end) if CLAUSE.search(self._gap(n))), self._speech_end)
        if self._is_of_others(range(at, end)):
            yield Cut(loss="voice", span=self._article.words.span(at, end))

    def _voice_before(self) -> Iterator[Cut]:
        """Read "Only a fool would say | „X“", "Die Hersteller sagen, dass | „X“", "People keep telling me | “X”"."""
        verb = self._first - 1
        between = self._sets["complementisers"].union(
            self._sets["frame.speakers"], self._sets["adverbs"], self._sets["passive"]
        )
        while verb > self._speech_start and self._keys[verb] in between:
            verb -= 1
        if verb > self._speech_start and self._keys[verb] not in self._grammar.say:
            verb = self._others_say()
        if verb <= self._speech_start or self._keys[verb] not in self._grammar.say:
            return
        if any(_STOP.search(self._gap(at)) for at in range(verb + 1, self._first + 1)):
            return
        start = self._clause_start(verb, self._speech_start)
        if self._is_of_others(range(start, verb + 1)):
            yield Cut(loss="voice", span=self._article.words.span(start, verb + 1))

    def _others_say(self) -> int:
        """Return the verb of "Manche sagen, nach 86 Jahren müsse | „Schluss sein“"; else where it begins.

        In English one clause may hold both: "Some will tell you he is | “a good man”".
        """
        start = self._clause_start(self._first, self._speech_start)
        if not self._grammar.capitalised and self._keys[start] in self._sets["frame.others"]:
            says = (at for at in range(self._first - 1, start, -1) if self._keys[at] in self._grammar.say)
            return next(says, self._speech_start)
        opens = self._clause_start(start - 1, self._speech_start) if start > self._speech_start else start
        joined = opens < start < self._first and "," in self._gap(start)
        return start - 1 if joined and self._keys[opens] in self._sets["frame.others"] else self._speech_start

    def _is_of_others(self, clause: range) -> bool:
        """Tell whether a clause inside the speech names others as the source, and the summary has none of its words."""
        keys = [self._keys[at] for at in clause]
        if len(self._frame & self._grammar.say) > 1 and not self._frame.isdisjoint(self._sets["passive"]):
            return False  # "said they were told …"
        if not self._sets["frame.others"].isdisjoint(self._frame.intersection(keys)):
            return False  # "Some call him so"
        subjects = self._sets["frame.speakers"] & self._sets["subject_pronouns"]
        if not self._sets["frame.vouching"].isdisjoint(keys):
            return False
        if not subjects.isdisjoint(keys):
            return not self._sets["passive"].isdisjoint(keys[-2:-1]) and not self._has("heard")  # "I was told"
        telling = [
            key for key in keys if key not in self._grammar.closed_class and key not in self._sets["determiners"]
        ]
        return not any(self._is_kept(key) for key in telling)

    def _case_behind(self) -> Iterator[Cut]:
        """Read "They would not have saved it | in those winds": what was said holds in that case."""
        at = self._last
        if at + 2 >= self._speech_end or self._gap(at) != " " or not self._points(at):
            return
        end = next((n for n in range(at + 1, self._speech_end) if CLAUSE.search(self._gap(n))), self._speech_end)
        negated = not self._sets["frame.negations"].isdisjoint(self._keys[self._first : self._last])
        if (negated or self._names_case(range(at, end))) and not self._keeps_case(range(at + 2, end)):
            yield Cut(loss="limit", span=self._article.words.span(at, end))

    def _case_before(self) -> Iterator[Cut]:
        """Read "ist zu einem solchen Zeitpunkt | „zweitrangig“"."""
        for at in range(max(self._speech_start, self._first - _PHRASE), self._first - 1):
            phrase = range(at, self._first)
            if self._points(at) and not any(CLAUSE.search(self._gap(n)) for n in phrase[1:]):
                if self._names_case(phrase[-1:]) and not self._keeps_case(phrase[-1:]):
                    yield Cut(loss="limit", span=self._article.words.span(at, self._first))
                return

    def _condition_opens(self) -> Iterator[Cut]:
        """Read "Wenn die Ministerin | „meint, was sie sagt“": the words stand inside the condition itself."""
        start = max(self._speech_start, self._clause_start(self._first, self._low))
        if start < self._first:
            yield from self._operator(start, "condition", "conditions")

    def _share_before(self) -> Iterator[Cut]:
        """Read "in 95 Prozent der Fälle | „nicht wirklich schadet“": of how many it holds, or how often."""
        start = max(self._speech_start, self._clause_start(self._first, self._low), self._first - _PHRASE)
        for at in range(start, self._first):
            yield from self._operator(at, "limit", "shares")

    def _taken_back(self) -> Iterator[Cut]:
        """Read "„X“. | Das stimmt aber nicht": the speaker goes on to say that the words are not so."""
        at = self._last
        if at >= self._speech_end or not CLAUSE.search(self._gap(at)):
            return
        kept, mistaken = self._has("negations"), self._sets["frame.mistaken"]
        told = mistaken.union(self._sets["frame.negations"], self._sets["frame.lies"])
        wrong = mistaken if told.isdisjoint(self._frame) else frozenset[str]()
        end = min(self._speech_end, at + _TAKEN_UP)
        stops = [n for n in range(at + 1, end) if _STOP.search(self._gap(n))]
        end = next(iter(stops), end) if not _STOP.search(self._gap(at)) else end
        believed = False  # "that is what Tokyo believes, | and Tokyo is wrong"
        while at < end:
            close = next((n for n in range(at + 1, end) if CLAUSE.search(self._gap(n))), end)
            clause = self._keys[at:close]
            if (not kept and self._is_denial(clause)) or (believed and not wrong.isdisjoint(clause)):
                yield Cut(loss="negation", span=self._article.words.span(at, close))
                return
            believed = believed or not (
                self._sets["frame.taking_up"].isdisjoint(clause) or self._grammar.say.isdisjoint(clause)
            )
            at = close

    def _is_denial(self, clause: Sequence[str]) -> bool:
        """Tell whether a clause says of what was said that it is not so: "das stimmt nicht", "das war ein Scherz"."""
        takes_up, denied, true, false = (
            not self._sets[f"frame.{words}"].isdisjoint(clause)
            for words in ("taking_up", "negations", "assent", "lies")
        )
        return takes_up and (false or (denied and true))

    def _dated(self) -> Iterator[Cut]:
        """Read "Ende der 90er Jahre | „üblich“": before them the same marks say when, and the summary does not."""
        source, dates = self._source, self._article.dates
        if source is None or self._tells_when or self._has("then"):
            return
        start = self._clause_start(self._first, self._article.word_at(source.span.start))
        for moment in dates[bisect_left(dates, start, key=lambda moment: moment.stated.first) :]:
            if moment.stated.first >= self._first:
                return
            if _is_era(moment):
                yield Cut(loss="limit", span=moment.span)
                return

    def _narrowed(self) -> Iterator[Cut]:
        """Read "Alle Wähler, | die das nicht wollen": all of a kind, and the relative clause that says of which."""
        at = self._last
        relatives = self._sets["relatives"]
        if at + 1 >= self._speech_end or self._gap(at) not in {" ", ", "}:
            return
        if self._keys[at] not in relatives and not (
            self._keys[at] in self._sets["prepositions"] and self._keys[at + 1] in relatives
        ):
            return
        start = max(self._first, self._clause_start(self._last - 1, self._first))
        if self._sets["frame.generalising"].isdisjoint(self._keys[start:at]):
            return
        end = next((n for n in range(at + 1, self._speech_end) if CLAUSE.search(self._gap(n))), self._speech_end)
        if not any(len(key) >= _LONG and self._is_kept(key) for key in self._keys[at:end]):
            yield Cut(loss="limit", span=self._article.words.span(at, end))

    def _points(self, at: int) -> bool:
        """Tell whether a phrase that points to something begins at a word: "in those", "zu einem solchen"."""
        pointing = self._sets["frame.pointing"]
        return self._keys[at] in self._sets["prepositions"] and not pointing.isdisjoint(self._keys[at + 1 : at + 3])

    def _names_case(self, words: range) -> bool:
        return any(self._keys[at] in self._sets["frame.cases"] for at in words)

    def _keeps_case(self, words: range) -> bool:
        """Tell whether the summary points to a case too, or has one of the words."""
        pointing = self._sets["frame.pointing"] | self._sets["frame.cases"]
        return not pointing.isdisjoint(self._kept) or any(self._is_kept(self._keys[at]) for at in words)
