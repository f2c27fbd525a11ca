"""Finds a name of the article's of whom the article does not tell what a reworded clause of the summary tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newslab.checks.names.compared import Moved
from newslab.checks.names.reworded import RewordedNames
from newslab.text.given import is_given
from newslab.text.language import words_of
from newslab.text.lexis import Word, listed
from newslab.text.names.countries import cities, is_region, states
from newslab.text.names.morphology import reading
from newslab.text.statements.clauses import Clause

# So many words of a clause stand with the other name and not with its own, and so many more there than here.
_LEAST, _MORE, _SURELY_MORE = 2, 2, 3
# A word in more sentences, and a name with more places, tells nothing.
_MOST_SENTENCES, _MOST_PLACES = 24, 40
# Two words that begin so may be of one name ("Berlin", "Berliner").
_ALIKE = 4


class TransferredNames(RewordedNames):
    """The names of a summary that stand where its article, in other words, has others of the same kind."""

    def judged(self) -> Iterator[Moved]:
        """Yield each such name, in order."""
        keys = self.summary.words.keys
        for clause, run in self.runs():
            if keys[run[-1]] in self.article.places:
                start = next((n for n in run[:-1] if is_given(keys[n])), run[0])
                if found := self._transferred(clause, range(start, run.stop)):
                    yield found

    def _transferred(self, clause: Clause, ours: range) -> Moved | None:
        """Judge one name: first by where the article has the clause's words, which is cheap, then by whose they are."""
        wanted = self.wanted(clause, ours)
        places = self.places(ours)
        if len(wanted) < _LEAST or len(places) > _MOST_PLACES:
            return None
        own = self.sentences_with(ours)
        own_and_behind = own.union([number + 1 for number in own])
        sentence = self._nearest(wanted, own, own_and_behind)
        if sentence is None:
            return None
        gained = self.told(wanted, [sentence])
        if len(gained) < max(_LEAST, _MORE):
            return None
        lost = self.told(wanted, own_and_behind - {sentence}, most=len(gained) - _MORE)
        more = len(gained) - len(lost)
        if more < _MORE or len(gained - lost) < _LEAST or not self._is_borne(wanted, gained, more):
            return None
        named = self._may_be_name(ours)  # asked last: a tagger may have to read the sentence
        theirs = self._rival(ours, places, sentence, sure=more >= _SURELY_MORE) if named else None
        return Moved(self._name(ours), theirs, sure=more >= _SURELY_MORE) if theirs else None

    def _nearest(self, wanted: Iterable[Word], own: frozenset[int], own_and_behind: frozenset[int]) -> int | None:
        """Return the sentence without the name that has most of the words, where it has more than those with it."""
        places = self.article.lexis.sentences_of
        count: dict[int, int] = {}
        for _, known in wanted:
            for at in places[known][:_MOST_SENTENCES] if known in places else ():
                count[at] = count[at] + 1 if at in count else 1
        many, nearest = max([(many, -at) for at, many in count.items() if at not in own], default=(0, 0))
        here = max([count[other] for other in own_and_behind & count.keys() if other != -nearest], default=0)
        return -nearest if many > here else None

    def _is_borne(self, wanted: Iterable[Word], gained: set[Word], more: int) -> bool:
        """Tell whether the sentence has more of a clause's words than names, and all its figures where it has few."""
        if more <= _SURELY_MORE and any(word not in gained for word in wanted if word[0][0].isdigit()):
            return False
        forms = dict(zip(self.summary.words.keys, self.summary.words.forms, strict=True))
        return any(forms.get(key, key).islower() for key, _ in gained)

    def _may_be_name(self, ours: range) -> bool:
        """Tell whether a run of capitals ends in a name, as far as its words tell: no abbreviation, no known noun."""
        form, key = self.summary.words.forms[ours[-1]], self.summary.words.keys[ours[-1]]
        if len(form) < _ALIKE - 1 or form.isupper():
            return False
        read = reading(form, self.language)
        if read.proper or read.known == "u" or is_given(key):
            return True
        mark = self.unknown.mark(ours[-1]) if len(ours) > 1 else None
        return mark is not None and mark.kind == "PER"

    def _name(self, ours: range) -> range:
        """Return the words of a run of capitals that are the name: those behind the last common noun."""
        mark = self.unknown.mark(ours[-1])
        if mark is None:
            return range(ours[-1], ours[-1] + 1)
        start = self.summary.sentences[self.summary.sentence_of[ours[-1]]].start + mark.span.start
        return range(max(ours[0], self.summary.word_at(start)), ours[-1] + 1)

    def _rival(self, ours: range, places: Sequence[int], sentence: int, *, sure: bool) -> range | None:
        """Return the article's name in a sentence that is of the name's kind, and that the summary does not have."""
        kind = next((mark.kind for mark in map(self.frame.mark, places[:3]) if mark), None)
        words = self.words_of(sentence)
        here = self.unknown.mark(ours[-1])
        if kind is None or kind == "OTH" or (here and here.kind != kind) or self._may_mean(kind, ours, words):
            return None
        if kind == "PER" and not self._is_person(places):
            return None
        for name in self._names(words, kind):
            theirs = self.article.words.keys[name.start : name.stop]
            named = (
                self._is_person(self.article.places[theirs[-1]]) if kind == "PER" else not any(map(is_given, theirs))
            )
            if not named:
                continue
            alike = kind != "LOC" or ((sure or self._stand_alike(ours, name)) and self._of_one_origin(ours, name))
            if alike and self._is_other(ours, name):
                return name
        return None

    def _names(self, words: range, kind: str) -> Iterator[range]:
        """Yield the names of a kind among the article's words."""
        first = words.start
        for number in words:
            mark = self.frame.mark(number) if self.article.words.forms[number][0].isupper() else None
            if number < first or mark is None or mark.kind != kind:
                continue
            first = number + 1
            while first < words.stop and self.frame.mark(first) == mark:
                first += 1
            yield range(number, first)

    def _may_mean(self, kind: str, ours: range, words: range) -> bool:
        """Tell whether a sentence may mean the name without naming it: by a pronoun, or another word for the state."""
        keys = self.article.words.keys[words.start : words.stop]
        if kind == "ORG" and self._is_seat(ours):
            return True
        if kind == "PER":
            meant = self._titles_of(ours) | listed(self.language, "names", "people_pronouns")
            return not meant.isdisjoint(keys)
        return not self.states(self.summary, ours).keys().isdisjoint(self.states(self.article, words))

    def _titles_of(self, ours: range) -> set[str]:
        """Return the nouns by which the article calls somebody, who may be meant where one stands: "the minister"."""
        holder, article = self.summary.words.keys[ours[-1]], self.article
        held = [office.last - 1 for office in article.offices if office.holder == holder]
        called = [calling.word for calling in article.callings if calling.holder == holder]
        return {article.words.keys[number] for number in (*held, *called)}

    def _is_seat(self, ours: range) -> bool:
        """Tell whether a name is a city's or a state's, which may stand for a house that has its seat there."""
        key = self._keys(ours)[-1]
        return key in cities(self.language) or key in states(self.language)

    def _keys(self, ours: range) -> list[str]:
        return self.summary.words.keys[ours.start : ours.stop]

    def _is_other(self, ours: range, theirs: range) -> bool:
        """Tell whether a name is another's, whom the summary does not have; a person's is told by a given name."""
        mine, other = self._keys(ours), self.article.words.keys[theirs.start : theirs.stop]
        forms = self.article.words.forms[theirs.start : theirs.stop]
        if any(key in self.summary.places for key in other) or self.summary.grounding.find(forms[-1]):
            return False
        if forms[-1].isupper():
            return False
        alike = any(one[:_ALIKE] == two[:_ALIKE] for one in mine for two in other if len(two) >= _ALIKE)
        return not alike and self._rank(mine) == self._rank(other)

    def _is_person(self, places: Sequence[int]) -> bool:
        """Tell whether the article shows by a given name or an office that one whom the tagger takes for one is one."""
        words = self.article.words
        if any(office.holder == words.keys[n] for n in places for office in self.article.offices):
            return True
        return any(n and (is_given(words.keys[n - 1]) or self._is_full(n)) for n in places)

    def _is_full(self, number: int) -> bool:
        """Tell whether a word and the one before are names, side by side."""
        forms = self.article.words.forms[number - 1 : number + 1]
        return self.article.gaps[number] == " " and all(reading(form, self.language).proper for form in forms)

    def _rank(self, keys: Sequence[str]) -> str:
        """Tell states, parts of the home state and other places apart: one may lie in the other."""
        numbers = [s.number for key in keys for s in states(self.language).get(key, ()) if s.side == "name"]
        if not numbers:
            return "place"
        return "region" if all(is_region(number, self.language) for number in numbers) else "state"

    def _of_one_origin(self, ours: range, theirs: range) -> bool:
        """Tell whether both or neither is where somebody comes from: "a hiker from Cork" was not hurt there."""
        origin = words_of(self.language, "names", "origin")
        mine = ours[0] > 0 and self.summary.words.keys[ours[0] - 1] in origin
        return mine == (theirs[0] > 0 and self.article.words.keys[theirs[0] - 1] in origin)

    def _stand_alike(self, ours: range, theirs: range) -> bool:
        """Tell whether both are where something is: behind a preposition of place."""
        before = words_of(self.language, "names", "where")
        return (
            min(ours[0], theirs[0]) > 0
            and self.summary.words.keys[ours[0] - 1] in before
            and self.article.words.keys[theirs[0] - 1] in before
        )
