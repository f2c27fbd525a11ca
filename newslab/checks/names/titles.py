"""Judges whether the nouns by which a summary calls people fit what the article calls them: "die Sängerin Ina Wirt"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newslab.checks.names.frames import MARKS
from newslab.text.document import Document
from newslab.text.given import is_given
from newslab.text.kinship import shared
from newslab.text.language import table, words_of
from newslab.text.lexis import Word, lemma, listed
from newslab.text.names.callings import AGED, Calling, base_of, is_calling, is_general, kinds_of, ranked
from newslab.text.names.spellings import stem
from newslab.text.names.titles import heads, tail_of
from newslab.text.once import once

# A house is told in so many words behind who speaks for it; marks may stand around them.
_WIDEST_HOUSE = 5
_LONG_HEAD = 8
_MOST_PLACES = 40  # places of a noun in the article that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTitle:
    """A calling of the summary, with the word ``theirs`` by which the article calls the same person.

    It is ``sure`` where the article calls somebody else so.
    """

    calling: Calling
    theirs: int
    sure: bool


class Titles:
    """Holds what a summary calls people against what the article calls them and tells near their names."""

    def __init__(self, article: Document, summary: Document) -> None:
        self.article, self.summary = article, summary
        self.language = article.language

    def judged(self) -> Iterator[WrongTitle]:
        """Yield the callings that nothing near their bearers in the article bears out."""
        bare = words_of(self.language, "names", "bare_callings")
        for calling in self.summary.callings:
            key = self.summary.words.keys[calling.word]
            if (place := self._of_another_house(calling)) is not None:
                yield WrongTitle(calling=calling, theirs=place, sure=True)
                continue
            own = self._own(calling)
            if not own or (calling.holder.startswith(AGED) and not self._means_another(key, calling, own[0])):
                continue
            if key in bare or is_general(key, self.language):
                continue
            lent = self._is_lent(calling)
            if lent or not self._borne(key, calling) or self._speaks_for_another(calling):
                named = not calling.holder.startswith(AGED)
                told = named and not is_general(self.article.words.keys[own[0]], self.language)
                sure = told and (self._is_anothers(key, calling) or self._is_unheard_of(key, calling))
                sure = sure or lent or self._sits_elsewhere(key, [self.article.words.keys[word] for word in own])
                yield WrongTitle(calling=calling, theirs=own[0], sure=sure)

    def _means_another(self, key: str, calling: Calling, own: int) -> bool:
        """Tell whether the article, which tells what somebody of this age is, calls another by the noun."""
        keys, base = self.article.words.keys, base_of(key)
        others = (other for other in self.article.callings if other.holder != calling.holder)
        return not is_general(keys[own], self.language) and any(base.endswith(keys[other.word]) for other in others)

    def _stem(self, surname: str) -> str:
        return stem(surname, self.language)

    def _same(self, one: Calling, other: Calling) -> bool:
        """Tell whether two callings may be of one person, who may be called by the surname alone."""
        both = is_given(one.given) and is_given(other.given)
        return (one.given == other.given or not both) and self._stem(one.holder) == self._stem(other.holder)

    def _own(self, calling: Calling) -> list[int]:
        """Return by which words the article calls the bearer, the telling ones first and no address."""
        addresses = words_of(self.language, "names", "honorifics")
        keys, colleagues = self.article.words.keys, tuple(words_of(self.language, "names", "colleagues"))
        found = [other.word for other in self.article.callings if self._same(calling, other)]
        own = [word for word in found if keys[word] not in addresses and not keys[word].endswith(colleagues)]
        ties = listed(self.language, "names", "relatives")
        return sorted(own, key=lambda word: (is_general(keys[word], self.language), keys[word] in ties))

    @once
    def _holders(self) -> dict[int, str]:
        """For the start of each word by which the article calls somebody, the stem of the surname, or the age."""
        starts = self.article.words.starts
        return {starts[calling.word]: self._stem(calling.holder) for calling in self.article.callings}

    @staticmethod
    def _may_mean(held: str, surname: str) -> bool:
        """Tell whether the article may mean the bearer of a surname by a word for somebody of this surname or age."""
        return held == surname or (held.startswith(AGED) and not surname.startswith(AGED))

    def _near(self, holder: str, beside: int = 1) -> list[int]:
        """Return the pieces of the sentences that name somebody and of those behind, but for what others are called.

        Or of those before, where that is what stands ``beside``.
        """
        article, surname = self.article, self._stem(holder)
        lexis = article.lexis
        sentences = {article.sentence_of[word] for word in self._named(holder)}
        stretches = [
            lexis.ranges[n] for n in sorted(sentences | {n + beside for n in sentences}) if 0 <= n < len(lexis.ranges)
        ]
        held = self._holders
        near = [at for span in stretches for at in range(*span)]
        return [at for at in near if lexis.starts[at] not in held or self._may_mean(held[lexis.starts[at]], surname)]

    def _is_lent(self, calling: Calling) -> bool:
        """Tell whether a noun with the word before it ("music director") stands in the article, never near a name."""
        words, there, number = self.summary.words, self.article.words.keys, calling.word
        if table(self.language, "names")["compounds"] or not number or self.summary.gaps[number] != " ":
            return False
        telling = words.forms[number - 1].islower() and not is_calling(words.keys[number - 1], self.language)
        if not telling or words.keys[number - 1] in listed(self.language, "support", "stop"):
            return False
        places = self.article.places.get(words.keys[number], ())[:_MOST_PLACES]
        pairs = [place for place in places if place and there[place - 1] == words.keys[number - 1]]
        sentences = {self.article.sentence_of[place] for place in self._named(calling.holder)}
        return bool(pairs) and all(
            self.article.sentence_of[place] - behind not in sentences for place in pairs for behind in (0, 1)
        )

    def _of_another_house(self, calling: Calling) -> int | None:
        """Return the noun before which the article, near the name, has the letters of another house: NASA for ESA."""
        ours, base = _house_before(self.summary, calling.word), base_of(self.summary.words.keys[calling.word])
        article = self.article
        if not ours or ours not in article.grounding.stems or calling.holder.startswith(AGED):
            return None
        near = [article.lexis.word_of[at] for at in self._near(calling.holder)]
        places = [number for number in near if base_of(article.words.keys[number]) == base]
        theirs = {_house_before(article, place) for place in places}
        return places[0] if theirs and "" not in theirs and ours not in theirs else None

    def _named(self, holder: str) -> Sequence[int]:
        """Return the words of the article by which somebody is named, or called where only the age is known."""
        called = tuple(calling.word for calling in self.article.callings if calling.holder == holder)
        article = self.article
        return article.places.get(holder) or article.grounding.stems.get(self._stem(holder)) or called

    def _borne(self, key: str, calling: Calling) -> bool:
        """Tell whether the article has a noun's sense near a name: a form or a kin of it, or a noun of its line."""
        base, lexis, near = base_of(key), self.article.lexis, self._near(calling.holder)
        keys = [lexis.keys[at] for at in near]
        if self._sits_elsewhere(key, keys):
            return False
        rank, rest = ranked(base, self.language)
        if rank and any(each.endswith(rest) for each in keys) and not any(rank in each for each in keys):
            return False  # "Chefredakteur", where the article has a "Feuilletonredakteur"
        if base in listed(self.language, "names", "relatives"):
            return key != base or lemma(base, self.language) in {lexis.lemmas[at] for at in near}  # "Airbus-Tochter"
        kinds = kinds_of(base, self.language)
        compounds = {key for key in keys if key != base and key.endswith(base) and self._is_other_kind(key, base)}
        words = [lexis.words[at] for at in near if lexis.keys[at] not in compounds]
        if shared([(base, lemma(base, self.language))], words, self.language):
            return True
        if any(word in each for word in _bearing(base, self.language) for each in keys):
            return True
        holding = words_of(self.language, "names", "incumbents")
        if not holding.isdisjoint(keys) and self.article.lexis.bears(base):
            return True  # "Landrat" of the "Amtsinhaber" in a "Landratswahl"
        cased = table(self.language, "names")["compounds"]
        nouns = {lexis.keys[at] for at in near if not cased or lexis.forms[at][0].isupper()}
        callings = [each for each in nouns if is_calling(each, self.language)]
        instead, covers = _instead(base, self.language), tuple(table(self.language, "names")["covers"])
        science = base.endswith(tuple(table(self.language, "names")["sciences"])) and not self._is_anothers(
            key, calling
        )
        if any((science and each.endswith(covers)) or _share_head(base, each) for each in callings):
            return True
        return any(each.endswith(instead) or not kinds.isdisjoint(kinds_of(each, self.language)) for each in callings)

    def _sits_elsewhere(self, key: str, near: Iterable[str]) -> bool:
        """Tell whether somebody's house of deputies is in none of some words, and another is: Landtag for Bundestag."""
        houses = table(self.language, "names")["seats"]
        ours = [words for words in houses if any(word in key for word in words)]
        if not ours or not base_of(key).endswith(tuple(table(self.language, "names")["seated"])):
            return False
        theirs = [words for words in houses if any(word in each for word in words for each in near)]
        return bool(theirs) and ours[0] not in theirs

    def _speaks_for_another(self, calling: Calling) -> bool:
        """Tell whether who speaks for a house ("Sprecher der Reederei") is near no word for it in the article."""
        words, keys = self.summary.words, self.summary.words.keys
        number = calling.word + 1
        speaking = tuple(words_of(self.language, "names", "speaking"))
        joins = words_of(self.language, "names", "opening_complements")
        if not keys[calling.word].startswith(speaking) or number >= len(words) or keys[number] not in joins:
            return False
        house = []
        for place in range(number + 1, min(number + 1 + _WIDEST_HOUSE, len(words))):
            if self.summary.gaps[place].strip(MARKS) or keys[place] in {calling.holder, calling.given}:
                break
            house.append(place)
        ours = self._news(words.starts[house[0]], words.ends[house[-1]]) if house else []
        theirs = [self.article.lexis.words[at] for at in self._near(calling.holder, beside=-1)]
        inside = any(other.endswith(mine) for mine, _ in ours for other, _ in theirs)  # "Wehr" for "Feuerwehr"
        return bool(ours) and not inside and not shared(ours, theirs, self.language)

    def _news(self, start: int, end: int) -> list[Word]:
        """Return the pieces with news of a stretch of the summary."""
        lexis = self.summary.lexis
        stretch = range(bisect_left(lexis.starts, start), bisect_left(lexis.starts, end))
        return [lexis.words[at] for at in stretch if lexis.content[at]]

    def _is_other_kind(self, key: str, base: str) -> bool:
        """Tell whether a compound of a noun is the very other: "Beifahrer" for "Fahrer"."""
        one, other = kinds_of(key, self.language), kinds_of(base, self.language)
        return bool(one) and bool(other) and one.isdisjoint(other)

    def _is_unheard_of(self, key: str, calling: Calling) -> bool:
        """Tell whether a noun that says what somebody is, and no tie or rank, is in no word of the article."""
        base, article = base_of(key), self.article
        leading = (*words_of(self.language, "names", "general_offices"), *words_of(self.language, "names", "leading"))
        tie = base in listed(self.language, "names", "relatives")
        if tie or not self._is_called_in_full(calling) or _plain(base, self.language).endswith(leading):
            return False
        if article.lexis.bears(base) or article.lexis.bears(lemma(base, self.language)):
            return False
        bearing = _bearing(base, self.language)
        return not any(word in each for word in bearing for each in article.places)

    def _is_called_in_full(self, calling: Calling) -> bool:
        """Tell whether both texts call somebody by the same first name, which houses and teams seldom have."""
        theirs = (other.given for other in self.article.callings if self._same(calling, other))
        return bool(calling.given) and calling.given in theirs

    def _is_anothers(self, key: str, calling: Calling) -> bool:
        """Tell whether the article calls somebody else by this very noun."""
        keys = self.article.words.keys
        alike = (other for other in self.article.callings if base_of(keys[other.word]) == base_of(key))
        return any(not self._same(calling, other) for other in alike)


def _house_before(text: Document, number: int) -> str:
    """Return the key of the letters of a house right before a noun: "NASA-Astronaut", "a Nasa astronaut"."""
    form, _, _ = text.words.forms[number].rpartition("-")
    if not form and number and text.gaps[number] == " ":
        form = text.words.forms[number - 1]
    return form.lower() if form.isupper() and len(form) > 1 else ""


def _share_head(one: str, other: str) -> bool:
    """Tell whether two compounds end in the same noun: "Vorarbeiter" and "Bauarbeiter"."""
    return min(len(one), len(other)) >= _LONG_HEAD and one[-_LONG_HEAD:] == other[-_LONG_HEAD:]


def _plain(base: str, language: str) -> str:
    """Return a noun for an office without its ending."""
    office = tail_of(base, language)
    return heads(language)[office][1] if office else base


@cache
def _bearing(base: str, language: str) -> tuple[str, ...]:
    """Return the words that bear out a noun for a person which an article does not have."""
    bearing = table(language, "names")["borne_by"]
    roots = (root for root in bearing if base.startswith(root) or base.endswith(root))
    return tuple(word for root in roots for word in bearing[root])


@cache
def _instead(base: str, language: str) -> tuple[str, ...]:
    """Return the nouns, in their forms, of whose bearers a text may speak by this one: Präsident for Staatschef."""
    stored = table(language, "names")
    return tuple(head + ending for head in stored["stands_for"].get(base, ()) for ending in stored["office_endings"])
