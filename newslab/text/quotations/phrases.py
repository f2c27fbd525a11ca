"""Reads noun phrases that may name a speaker: "der SPD-Chef Sigmar Gabriel", "Jane Doe, a spokeswoman for the firm"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from newslab.records import Span
from newslab.text.given import is_given
from newslab.text.language import WORDS_KEPT
from newslab.text.normalise import folded
from newslab.text.passage import Passage
from newslab.text.quotations.cues import Grammar, grammar_of

_LONG_ATTRIBUTE = 8  # words between an article and its noun: "der für Fragen der Sicherheit zuständige Minister"
_IN_PARENTHESES = 6
_SHORTEST_NAME = 3
_OWNERS_END = frozenset("s’'")
_QUOTES_AND_SPACES = re.compile(r"[ \n]?[„“”\"»«‚‘’'›‹]* ?[„“”\"»«‚‘’'›‹]*")
_OPENS_PARENTHESIS = re.compile(r"[“”\"»«’‘›‹]* \(")
_OPENS_APPOSITION = re.compile(r"\)?, $")
_ENDS_APPOSITION = re.compile(r"\)?[\"“”«»‘’]?[,:;.!?–—]")
_OPENING = re.compile(r"[ (][„“”\"»«‚‘’'›‹]$")
_NUMBER = re.compile(r"\d{1,4}")
_INNER_CAPITAL = re.compile(r"[a-zäöü]+[A-Z]|[a-z]+-[A-ZÄÖÜ]|al-[A-Z]")


@lru_cache(maxsize=8)  # an article's and its summaries'
def phrases_of(passage: Passage) -> Phrases:
    """Return the phrases of a passage, the same for all who read it: what one has read, the others need not."""
    return Phrases(passage, grammar_of(passage.language))


@lru_cache(maxsize=WORDS_KEPT)
def _is_small_noun(form: str, grammar: Grammar) -> bool:
    """Tell whether a word that does not begin with a capital is a noun or a name all the same."""
    if grammar.aged_noun.fullmatch(form):
        return True
    return _INNER_CAPITAL.match(form) is not None or form in grammar.sets["small_names"]


@lru_cache(maxsize=WORDS_KEPT)
def _modifies(form: str, grammar: Grammar) -> bool:
    """Tell whether a word may stand before a noun to say which: "schwarze", "Berliner"."""
    key = folded(form)
    if form[:1].isupper() and not key.endswith("er"):
        return False
    told = len(key) > 3 and key.endswith(grammar.modifier_endings)
    return told and key not in grammar.say and key not in grammar.closed_class


class Phrases:
    """A stretch of words, ``[first, stop)``, read as noun phrases; all answers are word numbers, ends exclusive."""

    def __init__(self, passage: Passage, grammar: Grammar) -> None:
        self.text = passage.text
        self.words = passage.words
        self._places, self._vocabulary = passage.places, passage.vocabulary
        self.gaps = passage.gaps  # what stands between a word and the one before it
        self._apart = passage.apart
        self.grammar = grammar
        self._sets = grammar.sets
        self._small = grammar.closed_class | self._sets["determiners"] | self._sets["oblique_determiners"]
        self._known: dict[tuple[int, int, bool], int] = {}
        self._nouns_known: list[bool | None] = [None] * len(self.words)
        self._listed: dict[str, list[int]] = {}
        self._moods: Sequence[int] | None = None

    def span(self, first: int, last: int) -> Span:
        """Return the stretch of text of the words ``[first, last)``."""
        return self.words.span(first, last)

    def listed(self, name: str, first: int, stop: int) -> Sequence[int]:
        """Return the words of ``[first, stop)`` that stand in one of the grammar's lists, in order."""
        if name not in self._listed:
            places = self._places
            self._listed[name] = sorted([at for key in self._sets[name] & self._vocabulary for at in places[key]])
        listed = self._listed[name]
        return listed[bisect_left(listed, first) : bisect_left(listed, stop)] if listed else listed

    def apart(self, first: int, stop: int) -> Sequence[int]:
        """Return the words of ``[first, stop)`` before which more than a space stands, in order: few have a mark."""
        return self._apart[bisect_left(self._apart, first) : bisect_left(self._apart, stop)]

    def moods(self, first: int, stop: int) -> Sequence[int]:
        """Return the verbs of ``[first, stop)`` in the mood of reported speech; no noun: "ende", not "Ende 2024"."""
        if self._moods is None:
            found = self.listed("reported_mood", 0, len(self.words))
            small = [at for at in found if self.words.forms[at][:1].islower()]
            self._moods = small if self.grammar.capitalised else found
        if not self._moods:
            return ()  # most texts report in no mood
        return self._moods[bisect_left(self._moods, first) : bisect_left(self._moods, stop)]

    def read(self, first: int, stop: int, *, greedy: bool) -> int:
        """Return where the noun phrase ends that begins at ``first``; ``first`` itself where none does.

        ``greedy`` also takes what may belong to the verb instead ("im Bundestag"): right in front of the verb it is
        part of the phrase, behind the verb it is not.
        """
        asked = first, stop, greedy
        if asked not in self._known:
            end = self._core(first, stop)
            if end > first:
                end = self._apposition(self._attributes(first, end, stop, greedy=greedy), stop)
            self._known[asked] = end
        return self._known[asked]

    def _core(self, first: int, stop: int) -> int:
        """Read article, attributes and noun, or a name."""
        if first >= stop:
            return first
        keys = self.words.keys
        at = first
        if keys[at] in self._sets["partitive"] and at + 1 < stop and keys[at + 1] in self._sets["genitive_determiners"]:
            inner = self._core(at + 1, stop)
            return inner if inner > at + 1 else first
        if keys[at] in self._sets["leading_particles"] and self._opens_with_particle(at, stop):
            at += 1  # "Von der Leyen sagte": a particle at the beginning of the sentence
        has_determiner = keys[at] in self._sets["determiners"] or keys[at] in self._sets["oblique_determiners"]
        if has_determiner:
            at += 1
            if at >= stop or not self._joined(at):
                return first
            at = self._attribute_words(at, stop)
        elif self._owner_leads(at, stop):
            at += 1  # "Jelinas wissenschaftlicher Mitarbeiter Tom Ott": whose he is stands first
            while self._is_modifier(at):
                at += 1
        elif self.grammar.capitalised and self._is_modifier(at) and at + 1 < stop and self._is_noun(at + 1):
            at += 1  # "schwarze Zahlen", "Berliner Polizisten" need no article
        end = self._nouns(at, stop, has_determiner=has_determiner)
        return end if end > at else first

    def _owner_leads(self, at: int, stop: int) -> bool:
        """Tell whether a name in the genitive stands before an adjective and an office."""
        keys, place = self.words.keys, at + 1
        if not self.grammar.capitalised or keys[at][-1] not in _OWNERS_END or not self._is_noun(at):
            return False
        while place < stop and self._joined(place) and self._is_modifier(place) and self.words.forms[place].islower():
            place += 1
        return at + 1 < place < stop and self._joined(place) and self.grammar.is_role(keys[place])

    def _attribute_words(self, at: int, stop: int) -> int:
        """Skip what stands between an article and its noun."""
        if not self.grammar.capitalised:
            return at
        limit = min(stop, at + _LONG_ATTRIBUTE)
        place = at
        while place < limit and not self._is_noun(place):
            if place > at and not self._joined(place):
                return at
            place += 1
        if place == limit:
            return at
        if place == at or self._is_modifier(place - 1) or _NUMBER.fullmatch(self.words.keys[place - 1]):
            if place > at and self.words.keys[at] in self._sets["prepositions"]:
                return place
            return place if self._joined(place) else at
        return self._past_inner_phrase(at, place, stop)

    def _past_inner_phrase(self, at: int, noun: int, stop: int) -> int:
        """Skip a phrase inside the attribute: the noun in "der für Innenpolitik zuständige Minister" comes later."""
        if self.words.keys[at] not in self._sets["prepositions"]:
            return noun if noun - at <= 2 else at
        place = noun + 1
        while place + 1 < min(stop, at + _LONG_ATTRIBUTE):
            own = self.words.keys[place - 1] not in self._sets["prepositions"] and self._is_modifier(place)
            if own and self._is_noun(place + 1) and self._joined(place + 1):
                return place + 1
            place += 1
        return at

    def _is_modifier(self, at: int) -> bool:
        return _modifies(self.words.forms[at], self.grammar)

    def _is_noun(self, at: int) -> bool:
        known = self._nouns_known[at]
        if known is None:
            known = self._nouns_known[at] = self._reads_as_noun(at)
        return known

    def _reads_as_noun(self, at: int) -> bool:
        form, key = self.words.forms[at], self.words.keys[at]
        if not self.grammar.capitalised:
            closed = key in self.grammar.closed_class or key in self._sets["determiners"]
            return form[:1].isupper() or not (closed or self._is_verb(key))
        if form[:1].isupper():
            return key not in self._small or self.is_surname(at)
        return _is_small_noun(form, self.grammar)

    def is_surname(self, at: int) -> bool:
        """Tell whether a small word is written like a name behind another: "Sebastian Kurz", "Petra Lange"."""
        if not self.grammar.capitalised or not at or self.gaps[at] != " ":
            return False
        form, before, key = self.words.forms[at], self.words.forms[at - 1], self.words.keys[at - 1]
        if not (form[:1].isupper() and before[:1].isupper()) or min(len(form), len(before)) < _SHORTEST_NAME:
            return False
        return key not in self.grammar.closed_class and key not in self._sets["determiners"]

    def _is_verb(self, key: str) -> bool:
        return key in self.grammar.say or key in self.grammar.label or key in self.grammar.parted

    def _joined(self, at: int) -> bool:
        """Tell whether nothing but a space (or marks around a name) stands before word ``at``."""
        gap = self.gaps[at]
        if gap in {" ", "\n", "-", "- ", "/", "’", "'", "’ ", " & "}:
            return True
        if gap.startswith(".") and len(gap) <= 2:
            key = self.words.keys[at - 1]
            return len(key) == 1 or key in self._sets["abbreviations"] or (key.isdigit() and len(key) < 3)
        return len(gap) <= 4 and _QUOTES_AND_SPACES.fullmatch(gap) is not None and " " in gap

    def _nouns(self, at: int, stop: int, *, has_determiner: bool) -> int:
        """Read a run of nouns and names with the particles between them."""
        capitalised = self.grammar.capitalised
        forms, keys, particles = self.words.forms, self.words.keys, self._sets["name_particles"]
        end = at
        told = at > 0 and keys[at - 1] in self.grammar.say  # "sagte Talhof der Rundschau": whom he tells it
        while end < stop and (end == at or self._joined(end)):
            inner = end > at and (
                (keys[end] in particles and self._leading_particle(end, stop, named=told or end - at > 1))
                or (forms[end].isdecimal() and self._inner_number(end, stop))
            )
            own = self._is_noun(end) if capitalised else self._in_run(end, at, has_determiner=has_determiner)
            if not inner and not own:
                break
            if end - at > 1 and self._is_object(at, end):
                break
            end += 1
        while end > at and keys[end - 1] in particles and forms[end - 1][:1].islower():
            end -= 1
        return end

    def _in_run(self, place: int, first: int, *, has_determiner: bool) -> bool:
        """Tell whether a word goes on with a run of nouns and names where nouns have no capitals."""
        form, key = self.words.forms[place], self.words.keys[place]
        if form[:1].isupper():
            return place > first or key not in self.grammar.closed_class
        owned = place > first and self.words.keys[place - 1].endswith(("'s", "’s")) and self._is_noun(place)
        if owned or key in self._sets["roles"] or key in self._sets["bodies"]:
            return True  # "according to Ina Cole's | publisher, Jo Hill"
        if self._leads_to_name(place) and not self._names_somebody(first, place):
            return True
        return has_determiner and self._is_noun(place)

    def _article_after_particle(self, at: int) -> bool:
        keys, sets = self.words.keys, self._sets
        return keys[at] not in sets["particle_articles"] or keys[at - 1] in sets["article_particles"]

    def _opens_with_particle(self, at: int, stop: int) -> bool:
        """Tell whether a particle that opens a sentence is a name's: "Von der Leyen", but not "Von der Regierung"."""
        if not self.words.forms[at][:1].isupper() or not self._particle_leads(at, stop):
            return False
        name = next(place for place in range(at + 1, stop) if self.words.forms[place][:1].isupper())
        return not self.grammar.is_body(self.words.keys[name]) and not self.grammar.is_role(self.words.keys[name])

    def _leads_to_name(self, at: int) -> bool:
        """Tell whether a small word is somebody's trade: "surgeon Mark Bell", "farm worker Jo Hill"."""
        words = self.words
        for name in range(at + 1, min(at + 3, len(words))):
            if not self._joined(name):
                return False
            if words.forms[name][:1].isupper():
                return self._is_noun(at) and all(self._is_noun(between) for between in range(at, name))
        return False

    def _names_somebody(self, first: int, stop: int) -> bool:
        """Tell whether a given name with a surname ends here: "Marta Lind beat Chloe Oka" is no trade of Chloe's."""
        forms, keys = self.words.forms, self.words.keys
        return stop - first > 1 and forms[stop - 1][:1].isupper() and is_given(keys[stop - 2])

    def _is_object(self, first: int, at: int) -> bool:
        """Tell whether a noun behind somebody's full name is none of his: "beklagte Ina Kolb | Untätigkeit"."""
        key = self.words.keys[at]
        if self.grammar.capitalised and key in self._sets["reactions"]:
            return True  # "hat die Vorsitzende Ina Kolb | Kritik zurückgewiesen"
        return key.endswith(self.grammar.abstract_endings) and self._names_somebody(first, at)

    def _leading_particle(self, at: int, stop: int, *, named: bool) -> bool:
        """Tell whether a particle goes on with a name; ``named``: one that has more than a word already."""
        key = self.words.keys[at]
        article = key in self._sets["oblique_determiners"] or (named and key in self._sets["determiners"])
        if article and not self._article_after_particle(at):
            return False  # "… hält die Opposition den Plan …", "… wirft Stolp der Regierung vor …": the object
        return self._particle_leads(at, stop)

    def _inner_number(self, at: int, stop: int) -> bool:
        """Tell whether a figure stands inside a name: "Bayer 04 Leverkusen"."""
        return (
            _NUMBER.fullmatch(self.words.forms[at]) is not None
            and not self.grammar.is_body(self.words.keys[at - 1])  # "laut Direktion 502 Menschen"
            and at + 1 < stop
            and self._is_noun(at + 1)
            and self._joined(at + 1)
        )

    def _particle_leads(self, at: int, stop: int) -> bool:
        """Tell whether a particle ("von der") goes on to another part of the name."""
        place = at
        while place < stop and place < at + 3 and self.words.keys[place] in self._sets["name_particles"]:
            if place > at and not (self._joined(place) and self._article_after_particle(place)):
                return False
            place += 1
        return place < stop and self.words.forms[place][:1].isupper() and self._is_noun(place) and self._joined(place)

    def _attributes(self, first: int, end: int, stop: int, *, greedy: bool) -> int:
        """Read what hangs on the noun: parentheses, genitives, prepositional phrases."""
        keys = self.words.keys
        for _ in range(4):
            before = end
            end = self._parenthesis(end, stop)
            if end >= stop or self.gaps[end] not in {" ", ") "}:
                break
            named = self._ends_in_name(first, end)
            allowed = self._sets["attributive_after_names" if named and not greedy else "attributive"]
            if keys[end] in self._sets["genitive_determiners"] and not named:
                end = max(end, self._core(end, stop))
            elif self._is_bare_genitive(end, stop) and not named:
                end += 2
            elif keys[end] in allowed and (
                greedy or keys[end] in self._sets["attributive_after_names"] or self.words.forms[first][:1].islower()
            ):
                inner = self._core(end + 1, stop)
                loose = keys[end] not in self._sets["attributive_after_names"] and not greedy
                if loose and not (self.grammar.is_role(keys[end - 1]) and self._holder_follows(inner, stop)):
                    break
                if inner == end + 1 and self._is_field(inner, stop):
                    inner += 1
                quoted = any(_OPENING.search(self.gaps[at]) for at in range(end + 2, inner))
                if quoted and keys[end + 1] in self._sets["indefinite"]:
                    break  # "sprach Ina Kolb von einer „Katastrophe“": what she spoke of
                end = inner if inner > end + 1 else end
            if end == before:
                break
        return self._parenthesis(end, stop)

    def _is_bare_genitive(self, at: int, stop: int) -> bool:
        """Tell whether a genitive without an article goes on with a noun: "der Verband | deutscher Banken"."""
        adjective = self.words.forms[at].islower() and self.words.keys[at].endswith("er") and self._is_modifier(at)
        return adjective and at + 1 < stop and self._is_noun(at + 1) and self._joined(at + 1)

    def _holder_follows(self, at: int, stop: int) -> bool:
        """Tell whether a full name follows behind a comma: "die Leiterin beim Gipfel, Ina Kolb"."""
        named = at + 1 < stop and self.gaps[at] == ", " and is_given(self.words.keys[at])
        return named and self.words.forms[at + 1][:1].isupper()

    def _is_field(self, at: int, stop: int) -> bool:
        """Tell whether a small noun says what somebody is head of: "its head of quality, Dr Ian Moss"."""
        if self.grammar.capitalised or at + 1 >= stop or not self._is_noun(at):
            return False
        return self.gaps[at + 1] == ", " and self.words.forms[at + 1][:1].isupper()

    def _ends_in_name(self, first: int, end: int) -> bool:
        """Tell whether the phrase is a bare name: no article, or a name after the noun."""
        first_key, last_key = self.words.keys[first], self.words.keys[end - 1]
        if first_key in self._sets["determiners"] or self.grammar.is_role(last_key) or self.grammar.is_body(last_key):
            return False
        return last_key not in self._sets["source_nouns"] and last_key not in self._sets["source_documents"]

    def _parenthesis(self, end: int, stop: int) -> int:
        if end >= stop or "(" not in self.gaps[end] or not _OPENS_PARENTHESIS.match(self.gaps[end]):
            return end
        for place in range(end + 1, min(stop, end + _IN_PARENTHESES) + 1):
            if ")" in self.gaps[place]:
                return place
            if place == stop or "." in self.gaps[place]:
                break
        return end

    def _one_of_them(self, at: int, stop: int) -> int:
        """Return where an English apposition ends that says of how many somebody is one: "…, one of four"."""
        last, opens = min(stop, at + _LONG_ATTRIBUTE), self.words.keys[at : at + 1]
        parts = "of" in self.words.keys[at + 1 : at + 2] and not self._sets["partitive"].isdisjoint(opens)
        return next((place for place in range(at + 2, last) if "," in self.gaps[place]), last) if parts else 0

    def _apposition(self, end: int, stop: int) -> int:
        """Read up to two appositions between commas; a clause that goes on is none."""
        for _ in range(2):
            if end >= stop or "," not in self.gaps[end] or not _OPENS_APPOSITION.match(self.gaps[end]):
                return end
            begin = end
            while begin < stop and self.words.keys[begin] in self._sets["adverbs"]:
                begin += 1  # "Condoleezza Rice, später ebenfalls Ministerin, …"
            if begin < stop and self.words.keys[begin] in self._sets["attributive_after_names"]:
                begin += 1  # "Nadia Hale, of the Chamber of Commerce, …"
            inner = self._one_of_them(begin, stop) or self._core(begin, stop)
            if inner == begin:
                return end
            inner = self._attributes(begin, inner, stop, greedy=True)
            if inner < stop and self.words.keys[inner] in self._sets["joiners"] and self.gaps[inner] == " ":
                second = self._core(inner + 1, stop)  # "ein Abgeordneter aus Ohio und Oberst außer Dienst"
                inner = self._attributes(inner + 1, second, stop, greedy=True) if second > inner + 1 else inner
            if inner < stop and not _ENDS_APPOSITION.match(self.gaps[inner]):
                return end
            end = inner
        return end
