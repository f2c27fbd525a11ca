"""Judges whether the people of a summary have the offices and parties that the article gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newslab.checks.names.ranks import fields, has_another_title, heads_all, is_first, is_led, ranks_apart
from newslab.checks.names.titles import Titles
from newslab.records import Finding, Rule
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.language import table, words_of
from newslab.text.lexis import ROOT
from newslab.text.names.callings import AGED
from newslab.text.names.domains import apart, share_house
from newslab.text.names.memberships import Membership
from newslab.text.names.offices import Office, begins_so, houses_ending, is_profession, telling_part
from newslab.text.names.spellings import plain_letters, stem
from newslab.text.once import once

# A complement ("Vorsitzender des Aufsichtsrats der Bank") stands within so many words of its office.
_BESIDE = 6
# A part of an office of so few letters may be an abbreviation ("BGH-Richter").
_SHORT = 5


def judge_holders(alignment: Alignment, rules: Mapping[str, Rule]) -> list[Finding]:
    """Return the findings on parties and offices, those that were borne out too."""
    judge = _Holders(alignment.article, alignment.summary, rules)
    return [*judge.parties(), *judge.offices(), *judge.titles()]


class _Holders:
    def __init__(self, article: Document, summary: Document, rules: Mapping[str, Rule]) -> None:
        self.article, self.summary, self.rules = article, summary, rules

    def _finding(self, code: str, words: range, places: Sequence[int], **details: str) -> Finding:
        span = self.summary.words.span(words[0], words[-1] + 1)
        return Finding(
            rule=self.rules[code],
            summary_span=self.summary.origin(span),
            article_spans=tuple(self.article.origin(self.article.words.span(n, n + 1)) for n in places),
            details={"name": span.of(self.summary.text), **details},
        )

    def _stem(self, surname: str) -> str:
        return stem(surname, self.article.language)

    @once
    def _members(self) -> dict[str, list[Membership]]:
        """The article's memberships by the stem of the surname."""
        found: dict[str, list[Membership]] = {}
        for membership in self.article.memberships:
            found.setdefault(self._stem(membership.member), []).append(membership)
        return found

    def parties(self) -> Iterator[Finding]:
        """Judge the parties and states that the summary gives to people of whom the article gives another."""
        for ours in self.summary.memberships:
            theirs = [m for m in self._members.get(self._stem(ours.member), ()) if m.group == ours.group]
            if theirs and all(membership.party != ours.party for membership in theirs):
                said, word = self.article.words.forms[theirs[0].word], range(ours.word, ours.word + 1)
                yield self._finding("E005", word, [theirs[0].word], person=self._written(ours.member), evidence=said)

    def offices(self) -> Iterator[Finding]:
        """Judge the offices of the summary: with a holder against the holder's, without one against all."""
        for office in self.summary.offices:
            if office.holder and (rival := self._of_another(office)):
                yield self._wrong(office, rival)
                continue
            if any(self._fits(office, other) for other in self._candidates(office)) or self._stands_for_another(office):
                continue
            yield from self._held(office) if office.holder else self._unheld(office)

    def titles(self) -> Iterator[Finding]:
        """Judge all else that the summary calls people."""
        for found in Titles(self.article, self.summary).judged():
            word = found.calling.word
            yield self._finding(
                "E005" if found.sure else "E011",
                range(word, self._end_of_name(word + 1, found.calling.holder, self.summary)),
                [found.theirs],
                person=self._called(found.calling.holder),
                evidence=self.article.words.forms[found.theirs],
            )

    @once
    def _of_kind(self) -> dict[int, list[Office]]:
        """The article's offices by their kind, each wording of one once."""
        first: dict[tuple[int, str, frozenset[str], bool, str | None], Office] = {}
        for office in self.article.offices:
            first.setdefault((office.kind, office.head, office.parts, office.deputy, office.holder), office)
        found: dict[int, list[Office]] = {}
        for office in first.values():
            found.setdefault(office.kind, []).append(office)
        return found

    @once
    def _held_by(self) -> dict[str, list[Office]]:
        """The article's offices by the stem of their holder's surname."""
        found: dict[str, list[Office]] = {}
        for office in self.article.offices:
            if office.holder:
                found.setdefault(self._stem(office.holder), []).append(office)
        return found

    def _own(self, holder: str) -> list[Office]:
        return self._held_by.get(self._stem(holder), [])

    def _candidates(self, office: Office) -> list[Office]:
        """Return the article's offices that may be meant: near a mention of the holder, or all of the kind."""
        alike = self._of_kind.get(office.kind, [])
        near = self._sentences(office.holder) if office.holder else frozenset()
        if not office.holder or not near:
            return alike
        unheld = (other for other in self.article.offices if other.holder is None and other.kind == office.kind)
        return [*self._own(office.holder), *(other for other in unheld if self._sentence(other) in near)]

    def _held(self, office: Office) -> Iterator[Finding]:
        """Judge an office that the holder's sentences do not bear: wrong where the article gives another."""
        person = self._written(office.holder or "")
        places = self.article.grounding.find(person)
        if not places:
            return  # the name itself is not the article's; that is another finding
        own = self._own(office.holder or "")
        rival = next((other for other in own if self._excludes(office, other)), None)
        if rival is None and own and not self._general(office) and self._somebody_elses(office):
            rival = own[0]
        if rival is None and not own:
            rival = self._only_holder(office)
        if rival:
            yield self._wrong(office, rival)
        elif not any(self._fits(office, other) for other in self._of_kind.get(office.kind, [])):
            plain = self._plainly_other(office, own)
            for finding in self._unheld(office, also_bare=bool(own)):
                yield self._wrong(office, plain) if plain else finding
        elif not own and has_another_title(office, self._of_kind.get(office.kind, []), self.article):
            yield self._finding("E006", range(office.first, office.last), ())

    def _plainly_other(self, office: Office, own: Sequence[Office]) -> Office | None:
        """Return the holder's office where the article has the summary's in no word; what somebody was is no news."""
        heard = not office.parts and any(key.endswith(office.head) for key in self.article.places)
        if heard or office.former is not None or self._general(office):
            return None
        leading = frozenset[str]()
        if office.head in words_of(self.article.language, "names", "general_offices"):
            leading = words_of(self.article.language, "names", "leading")  # "business leader" of a "president"
        others = (other for other in own if other.kind != office.kind and other.head not in leading)
        return next((other for other in others if not is_profession(other, self.article.language)), None)

    def _wrong(self, office: Office, rival: Office) -> Finding:
        """Report an office that the article's ``rival`` excludes: the person's own, or this very office of another."""
        theirs = range(rival.first if rival.former is None else rival.former, rival.last)
        if rival.holder and self._stem(rival.holder) != self._stem(office.holder or ""):
            theirs = range(rival.first, self._end_of_name(rival.last, rival.holder, self.article))
        ours = range(office.first, self._end_of_name(office.last, office.holder, self.summary))
        if office.domain and rival.domain:
            ours, theirs = _around(ours, office.domain.words), _around(theirs, rival.domain.words)
        said = self.article.words.span(theirs[0], theirs[-1] + 1).of(self.article.text)
        return self._finding("E005", ours, theirs, person=self._written(office.holder or ""), evidence=said)

    def _rank(self, office: Office) -> str:
        """Return an office's kind, where who heads a government is no minister among others ("prime minister")."""
        heading = words_of(self.article.language, "names", "heading_parts")
        return "head" if office.parts & heading or not office.kind else str(office.kind)

    def _of_another(self, office: Office) -> Office | None:
        """Return the office that the article has instead, of another land, house or time."""
        abroad = (self._of_other_land(office) or self._of_other_house(office)) if office.domain else None
        return abroad or self._of_other_time(office)

    def _of_other_land(self, office: Office) -> Office | None:
        """Return the office that the article gives the holder in another land, or this land's where another has it."""
        if office.head not in words_of(self.article.language, "names", "landed_offices"):
            return None
        own = [other for other in self._own(office.holder or "") if self._rank(other) == self._rank(office)]
        ours, placed = office.domain, [(other, other.domain) for other in own if other.domain]
        if placed or not ours:
            wrong = ours and not office.deputy and all(apart(ours, theirs) for _, theirs in placed)
            return placed[0][0] if wrong else None
        if own or not self._in_article(office) or self._tells_of_succession:
            return None
        others = (other for other in self.article.offices if other.holder and self._rank(other) == self._rank(office))
        same_land = (o for o in others if o.domain and o.domain.names & ours.names and not o.deputy)
        return next(
            (other for other in same_land if other.parts == office.parts and not self._holds(other, office)), None
        )

    def _of_other_time(self, office: Office) -> Office | None:
        """Return the holder's own office where the article says each time that it is over; the summary does not.

        Or where the summary says so, and nothing near the holder in the article does.
        """
        same = [o for o in self._own(office.holder or "") if o.kind == office.kind]
        if office.former is not None:
            return self._still_held(office, same)
        if not same or any(other.former is None for other in same):
            return None
        over = table(self.summary.language, "names")["over"]
        first, last = self._around_office(office)
        told = any(begins_so(key, over) for key in self.summary.words.keys[first:last])
        fitting = [other for other in same if self._fits(office, other)]
        return fitting[0] if fitting and not told else None

    def _still_held(self, office: Office, same: Sequence[Office]) -> Office | None:
        """Return an office that the article gives the holder without a word of its being over near the name."""
        over = table(self.article.language, "names")["over"]
        fitting = [other for other in same if self._fits(office, other)]
        if not fitting or any(other.former is not None for other in same):
            return None
        others = {other.former for other in self.article.offices if not self._holds(other, office)}
        near = self._sentences(office.holder or "")
        told = any(
            self.article.sentence_of[number] in near and number not in others
            for key, numbers in self.article.places.items()
            if begins_so(key, over)
            for number in numbers
        )
        return None if told else fitting[0]

    def _around_office(self, office: Office) -> tuple[int, int]:
        """Return the words of the sentence in which the summary has an office (half-open)."""
        return self.summary.word_ranges[self.summary.sentence_of[office.first]]

    def _of_other_house(self, office: Office) -> Office | None:
        """Return the holder's own office, where the one that is given here is another person's, of another house."""
        ours, rank = office.domain, self._rank(office)
        own = [(o, o.domain) for o in self._own(office.holder or "") if self._rank(o) == rank and o.domain]
        if not ours or not own or any(share_house(ours, theirs) for _, theirs in own):
            return None
        others = (o for o in self.article.offices if o.holder and o.domain and self._rank(o) == rank)
        taken = any(share_house(ours, o.domain) and not self._holds(o, office) for o in others if o.domain)
        return own[0][0] if taken else None

    def _holds(self, other: Office, office: Office) -> bool:
        return self._stem(other.holder or "") == self._stem(office.holder or "")

    def _in_article(self, office: Office) -> bool:
        """Tell whether the article has the holder's surname behind another part of a name, as no noun stands."""
        words, places = self.article.words, self.article.places.get(office.holder or "", ())
        return any(n and self.article.gaps[n] == " " and words.forms[n - 1][0].isupper() for n in places)

    @once
    def _tells_of_succession(self) -> bool:
        """Whether the article tells that an office goes from one person to another."""
        words = tuple(words_of(self.article.language, "names", "succession"))
        return any(key.startswith(words) for key in self.article.places)

    def _only_holder(self, office: Office) -> Office | None:
        """Return the office of another person where the article gives it, as one of its kind, to nobody else."""
        unique = words_of(self.article.language, "names", "unique_offices")
        if office.head not in unique or office.deputy or not self._in_article(office) or self._tells_of_succession:
            return None
        if office.head in words_of(self.article.language, "names", "fielded_offices") and not office.parts:
            return None
        same = [o for o in self._of_kind.get(office.kind, []) if o.head == office.head and o.parts == office.parts]
        held = all(other.holder and not other.deputy for other in same)
        return same[0] if held and len({self._stem(other.holder or "") for other in same}) == 1 else None

    def _stands_for_another(self, office: Office) -> bool:
        """Tell whether the article gives the holder, or nobody, an office that goes by this word too (Staatschef)."""
        heads = table(self.article.language, "names")["stands_for"].get(office.head, ())
        if office.parts or office.deputy or not heads:
            return False
        own = self._own(office.holder) if office.holder else self.article.offices
        alike = (other for other in own if other.head in heads and not other.deputy)
        return any(not self._leads_instead(office, other) for other in alike)

    def _general(self, office: Office) -> bool:
        """Tell whether an office says no more than that somebody leads something."""
        return not office.parts and office.head in words_of(self.article.language, "names", "general_offices")

    def _somebody_elses(self, office: Office) -> bool:
        """Tell whether the article gives this very office to somebody else."""
        own = self._own(office.holder or "")
        return any(
            other.holder and other.head == office.head and self._fits(office, other) and other not in own
            for other in self._of_kind.get(office.kind, [])
            if not office.parts or any(part in key for part in office.parts for key in self._beside(other))
        )

    def _unheld(self, office: Office, *, also_bare: bool = False) -> Iterator[Finding]:
        """Warn of an office that the article does not have at all; a bare one only where telling."""
        if is_profession(office, self.article.language) or self._leads_a_known_house(office):
            return
        bare = (also_bare and not self._general(office)) or self._is_unheard_of(office)
        if office.parts or office.deputy or bare:
            yield self._finding("E006", range(office.first, office.last), ())

    def _is_unheard_of(self, office: Office) -> bool:
        """Tell whether an office of a land is of a kind that the article gives nobody ("Kubas Botschafter")."""
        borne = table(self.article.language, "names")["borne_by"].get(office.head, ())  # "lawmakers" by "parliament"
        if (
            office.kind in self._of_kind
            or self._stands_for_another(office)
            or any(map(self.article.lexis.bears, borne))
        ):
            return False
        if not office.holder and office.head in words_of(self.article.language, "names", "landed_offices"):
            league = office.last < len(self.summary.words) and self.summary.words.forms[office.last][0].isupper()
            known = self.article.lexis.bears(self.summary.words.keys[office.last - 1])
            return not known and not self._general(office) and not (league and self.summary.gaps[office.last] == " ")
        if not office.domain:
            return False
        names = self.article.grounding.states
        named = any(name[1:].isdigit() and int(name[1:]) in names for name in office.domain.names)
        return named and not self._general(office)

    def _leads_a_known_house(self, office: Office) -> bool:
        """Tell whether somebody leads what the article has by another name: "Notenbankchef", where it has the EZB.

        Or what others lead there by another noun.
        """
        general = office.head in words_of(self.article.language, "names", "general_offices")
        if not general or office.deputy or not office.parts:
            return False
        grounding, places = self.article.grounding, self.article.places
        unnamed = (part not in places and not grounding.bears_part(plain_letters(part)) for part in office.parts)
        named = all(unnamed) and all(grounding.find(part.capitalize()) for part in office.parts)
        return (named and office.kind in self._of_kind) or is_led(office, self.article)

    def _fits(self, ours: Office, theirs: Office) -> bool:
        """Tell whether two offices may be one: of one kind, neither made a deputy's, no part that the article lacks."""
        if ours.kind != theirs.kind or ours.deputy != theirs.deputy or self._leads_instead(ours, theirs):
            return False
        extra = ours.parts - theirs.parts - houses_ending(ours, theirs, self.article.language)
        within = theirs.parts <= ours.parts or is_first(theirs, self.article)
        return not extra or (within and all(self._bears(part, theirs) for part in extra))

    def _excludes(self, ours: Office, theirs: Office) -> bool:
        """Tell whether nobody is both in one breath: the same kind of office with other parts, or its deputy."""
        language = self.article.language
        if self._leads_instead(ours, theirs):
            return True
        if ours.kind != theirs.kind:
            return ranks_apart(ours, theirs, language) or ranks_apart(theirs, ours, language)
        if ours.deputy != theirs.deputy:
            return True
        if not ours.parts or not theirs.parts:
            return any(not self._bears(part, theirs) for part in fields(ours, language))
        organs = words_of(self.article.language, "names", "organs")
        if ours.parts & organs and theirs.parts & organs:
            return ours.parts.isdisjoint(theirs.parts & organs)
        leading = ours.head in words_of(self.article.language, "names", "general_offices")
        return not leading or not all(self._bears(part, theirs) for part in ours.parts)

    def _leads_instead(self, ours: Office, theirs: Office) -> bool:
        """Tell whether the summary makes a deputy, or the head of a department, the first of a house."""
        lesser = theirs.deputy or bool(fields(theirs, self.article.language))
        return lesser and heads_all(ours, self.summary)

    def _bears(self, part: str, theirs: Office) -> bool:
        """Tell whether the article has a part of an office; an organ that somebody heads, beside that office."""
        if part not in words_of(self.article.language, "names", "organs"):
            short = len(part) <= _SHORT and bool(self.article.grounding.find(part.upper()))
            begins = part in self.article.places or self.article.grounding.bears_part(plain_letters(part))
            return short or begins or self.article.lexis.bears(part) >= ROOT
        groups = tuple(table(self.article.language, "names")["party_groups"])
        called = (part, *table(self.article.language, "names")["organ_names"].get(part, ()))
        own = (key for key in self._beside(theirs) if not (groups and key.endswith(groups)))
        return any(telling_part(key, self.article.language).startswith(called) or key.startswith(called) for key in own)

    def _beside(self, office: Office) -> Sequence[str]:
        return self.article.words.keys[max(0, office.first - _BESIDE) : office.last + _BESIDE]

    def _sentences(self, holder: str) -> frozenset[int]:
        """Return the numbers of the sentences that name the holder, and of those right after."""
        found = {self.article.sentence_of[n] for n in self.article.grounding.find(self._written(holder))}
        return frozenset(found | {number + 1 for number in found})

    def _sentence(self, office: Office) -> int:
        return self.article.sentence_of[office.first]

    def _called(self, holder: str) -> str:
        """Return how a finding calls a person, who may be known by an age alone."""
        aged = str(table(self.article.language, "names")["aged_person"])
        return aged.format(holder.removeprefix(AGED)) if holder.startswith(AGED) else self._written(holder)

    def _written(self, holder: str) -> str:
        """Return how the summary writes a surname whose key is known."""
        numbers = self.summary.places.get(holder)
        return self.summary.words.forms[numbers[0]] if numbers else holder.capitalize()

    def _end_of_name(self, last: int, holder: str | None, text: Document) -> int:
        """Return the word after the holder's name, where that follows the office, else after the office."""
        numbers = [n for n in text.places.get(holder or "", ()) if last <= n < last + 4]
        return numbers[0] + 1 if numbers else last


def _around(words: range, others: range) -> range:
    """Return the words from the first of both ranges to the last."""
    return range(min(words[0], others[0]), max(words[-1], others[-1]) + 1)
