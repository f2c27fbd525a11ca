"""Finds where a summary copies a sentence of its article word for word and puts something else into a name's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from simplemma import is_known

from newslab.checks.names.compared import ComparedNames
from newslab.checks.names.unknown import UnknownNames
from newslab.text.alignment.align import Alignment
from newslab.text.alignment.slots import Slot, in_one_piece
from newslab.text.language import table, words_of
from newslab.text.lexis import lemma
from newslab.text.names.callings import is_calling
from newslab.text.names.countries import cities, cities_in, states_in
from newslab.text.names.formation import adjectives, noun_endings
from newslab.text.names.morphology import reading
from newslab.text.normalise import folded
from newslab.text.once import once
from newslab.text.passage import Passage

# Shorter words are abbreviations ("Mio.", "F.").
_SHORTEST = 4
# Names that stand so near each other may be one ("die Deutsche Bahn (DB)", "Tesla-Chef Elon Musk"), or may speak for
# one another where no tagger tells their kind ("Tim Cook, the chief executive of Apple").
_BESIDE, _NEAR = 3, 8
# Occurrences of a name that are looked at; the work for one stays bounded.
_MOST_PLACES = 60
_MOST_TAGGED = 3
# Kinds that the tagger gives to names only; to it, "other" is a wide field.
_TELLING_KINDS = frozenset({"PER", "LOC", "ORG"})


@cache
def _bearing_endings(language: str) -> tuple[str, ...]:
    """Return how the nouns end that say what bears a name."""
    names, speakers = table(language, "names"), table(language, "quotations")
    kept = (names["institutions"], names["joined_institutions"], names["called_after_place"])
    told = (speakers["roles"], speakers["bodies"], speakers["stand_ins"])
    return tuple(sorted({*noun_endings(language), *chain.from_iterable((*kept, *told))}))


@dataclass(frozen=True, slots=True)
class Exchange:
    """A name exchanged in a slot; ``known``: the article has ours elsewhere; ``sure``: both are of one kind."""

    slot: Slot
    known: bool
    sure: bool


class ExchangedNames(ComparedNames):
    """The names of a summary that stand in the place of others, in sentences that are otherwise the article's."""

    def __init__(self, alignment: Alignment, unknown: UnknownNames) -> None:
        super().__init__(alignment, unknown)
        self._kinds: dict[int, str | None] = {}
        self._table = table(self.language, "names")

    def judged(self) -> Iterator[Exchange]:
        """Yield each exchange once, in order."""
        for slot in self.alignment.slots:
            if not in_one_piece(self.summary, slot.ours) or not self._is_name(slot.theirs):
                continue
            if self._is_noun_for_name(slot):
                yield Exchange(slot, known=False, sure=True)
            elif self._is_other_name(slot):
                yield Exchange(slot, known=True, sure=self._of_one_kind(slot))

    def other_place(self, city: range) -> range | None:
        """Return the article's name of a place where a copied sentence has a city of another land, or of none."""
        if self.summary.words.keys[city[-1]] not in cities(self.language):
            return None
        for slot in self.alignment.slots:
            if slot.ours == city and self._is_name(slot.theirs):
                if "LOC" not in {self._kind(n) for n in slot.theirs} and not self._is_where(city[0]):
                    return None
                alike = self._states(self.summary, city) & self._states(self.article, slot.theirs)
                return None if alike else slot.theirs
        return None

    def _is_name(self, words: range) -> bool:
        """Tell whether a place of the article holds a name and nothing else; "Horn von Afrika" is one."""
        forms = self.article.words.forms
        if not (forms[words[0]][0].isupper() and forms[words[-1]][0].isupper()):
            return False
        if not all(forms[n][0].isupper() or forms[n] in self._joints for n in words):
            return False
        if any(self._kind(n) is not None for n in words) or self._is_name_elsewhere(words[-1]):
            return True
        last = words[-1]
        return (len(words) > 1 and self.frame.is_after_adjective(last)) or self.frame.is_after_house(last)

    @once
    def _joints(self) -> frozenset[str]:
        """The small words inside names."""
        return words_of(self.language, "names", "inside_names")

    def _is_where(self, number: int) -> bool:
        """Tell whether a preposition of place stands before a word."""
        return self.unknown.before(number) in words_of(self.language, "names", "before_places")

    def _is_name_elsewhere(self, number: int) -> bool:
        """Tell whether the tagger takes a word for a name in another sentence, where more stands around it."""
        places = self.article.places[self.article.words.keys[number]][:_MOST_TAGGED]
        return any(self._kind(n) is not None for n in places)

    def _kind(self, number: int) -> str | None:
        """Return the kind of the article's name that a word belongs to, "" where it is unknown; None where to none."""
        if number not in self._kinds:
            mark, form = self.frame.mark(number), self.article.words.forms[number]
            self._kinds[number] = (
                (mark.kind or "") if mark else "" if len(form) > 1 and not form[1:].islower() else None
            )
        return self._kinds[number]

    def _is_noun_for_name(self, slot: Slot) -> bool:
        """Tell whether words that the article lacks stand in a name's place, where no noun can mean the same.

        A noun that does ("der Konzern") has an article there, which a copied one or an adjective before the name may
        be, unless the tagger takes it for a name; in the plural, in a headline and after some prepositions it has none.
        """
        forms = self.summary.words.forms
        if not self._table["compounds"] or not self.unknown.cased:
            return False
        if not all(forms[n][0].isupper() and _is_word(forms[n]) and len(forms[n]) >= _SHORTEST for n in slot.ours):
            return False
        if any(self.article.grounding.find(forms[n]) for n in slot.ours) or self._may_be_members(slot):
            return False
        ours = slot.ours
        return not self._may_be_bare(ours[0]) or self._is_told_as_name(ours) or self._is_no_kind(slot)

    def _may_be_members(self, slot: Slot) -> bool:
        """Tell whether a plural stands for a house or a movement, as it can for no place and no person's full name."""
        kinds = {self._kind(n) for n in slot.theirs}
        if "LOC" in kinds or ("PER" in kinds and len(slot.theirs) > 1) or self._is_pair(slot.ours):
            return False
        key, form = self.summary.words.keys[slot.ours[-1]], self.summary.words.forms[slot.ours[-1]]
        genitives = self._table["genitive"].items()
        plurals = (form.removesuffix(end) + plural for end, plural in genitives if form.endswith(end))
        if any(is_known(plural, lang=self.language) for plural in plurals):
            return False
        return lemma(key, self.language) != key or key.endswith(tuple(self._table["like_plural"]))

    def _is_told_as_name(self, words: range) -> bool:
        """Tell whether words read as a name although a noun may stand there; at a sentence's head no noun may."""
        if self.unknown.begins_sentence(words[0]) and self._is_told_in_full(words[0]):
            following = words[-1] + 1  # "Hafenchef Jan Lüders": an office before its holder
            held = following < len(self.summary.words) and self.unknown.is_capital(following)
            return not held and reading(self.summary.words.forms[words[-1]], self.language).noun
        mark = self.unknown.mark(words[-1])
        return mark is not None and mark.kind in _TELLING_KINDS

    def _is_no_kind(self, slot: Slot) -> bool:
        """Tell whether words are none that say what somebody or something is, as a noun in a name's place must.

        Two with capitals in a row are a name; one is where it is no noun for people, houses and bodies, and the
        dictionary lacks it or the tagger knows the article's name for one of theirs.
        """
        keys, forms = self.summary.words.keys, self.summary.words.forms
        last = slot.ours[-1]
        if len(slot.ours) > 1:
            return self._is_pair(slot.ours)
        if is_calling(keys[last], self.language) or keys[last].endswith(_bearing_endings(self.language)):
            return False
        told = {self._kind(n) for n in slot.theirs} & _TELLING_KINDS
        return bool(told) or not is_known(forms[last], lang=self.language)

    def _is_pair(self, words: range) -> bool:
        """Tell whether words with capitals stand side by side as in a name.

        Not behind an office ("Trainer Lüders") or what is made of a place ("Münchner Autobauer"), and not where the
        first would have a capital anyway ("Deutsche Soldaten").
        """
        form, language = self.summary.words.forms[words[0]], self.language
        if len(words) < 2 or form.endswith("er") or is_calling(folded(form), language):
            return False
        opens = self.unknown.begins_sentence(words[0])
        return not (opens and reading(form, language).tag.startswith(adjectives(language)))

    def _is_told_in_full(self, number: int) -> bool:
        """Tell whether a sentence ends with a full stop, as no headline does."""
        sentence = self.summary.sentences[self.summary.sentence_of[number]]
        return sentence.of(self.summary.text).endswith(".")

    def _may_be_bare(self, number: int) -> bool:
        """Tell whether a noun may stand at a word without an article of its own."""
        before = self.unknown.before(number)
        if self.unknown.begins_sentence(number) or before in words_of(self.language, "names", "before_bare_nouns"):
            return True
        return bool(before) and reading(self.summary.words.forms[number - 1], self.language).tag.startswith(
            adjectives(self.language)
        )

    def _is_other_name(self, slot: Slot) -> bool:
        """Tell whether another name of the article's stands in the place, which nothing there makes the same."""
        ours, theirs = self.summary.words, self.article.words
        places = [self.article.places.get(ours.keys[n], ())[:_MOST_PLACES] for n in slot.ours]
        if not all(places) or not all(ours.forms[n][0].isupper() for n in slot.ours):
            return False
        if all(self._kind(n) is None for n in places[-1]):
            return False
        mine, its = {ours.keys[n] for n in slot.ours}, {theirs.keys[n] for n in slot.theirs}
        if mine & its or any(set(self.article.grounding.find(ours.forms[n])) & set(slot.theirs) for n in slot.ours):
            return False
        return not self._stands_so_elsewhere(slot, places) and not self._beside(places[-1], slot)

    def _stands_so_elsewhere(self, slot: Slot, places: Sequence[Sequence[int]]) -> bool:
        """Tell whether the article has the name between the same neighbours somewhere."""
        keys, there = self.summary.words.keys, self.article.words.keys
        before = keys[slot.ours[0] - 1] if slot.ours[0] else ""
        after = keys[slot.ours[-1] + 1] if slot.ours[-1] + 1 < len(keys) else ""
        many = len(slot.ours)
        lasts = {n for n in places[-1] if n + 1 < len(there) and there[n + 1] == after}
        return any(n + many - 1 in lasts for n in places[0] if n and there[n - 1] == before)

    def _beside(self, places: Sequence[int], slot: Slot, near: int = _BESIDE) -> bool:
        """Tell whether the article has both names side by side, as one that is said twice; "X and Y" are two."""
        others = self.article.places[self.article.words.keys[slot.theirs[-1]]][:_MOST_PLACES]
        listing, keys = words_of(self.language, "names", "listing"), self.article.words.keys
        return any(
            0 < abs(one - other) <= near and listing.isdisjoint(keys[min(one, other) + 1 : max(one, other)])
            for one in places
            for other in others
        )

    def _of_one_kind(self, slot: Slot) -> bool:
        """Tell whether the article's names are of one kind wherever they stand: two people, two places.

        A state's capital may stand for it.
        """
        places = self.article.places[self.summary.words.keys[slot.ours[-1]]][:_MOST_PLACES]
        ours, theirs = {self._kind(n) for n in places} - {None}, {self._kind(n) for n in slot.theirs} - {None}
        if self._states(self.summary, slot.ours) & self._states(self.article, slot.theirs):
            return False
        if "" in ours | theirs:
            return not self._beside(places, slot, _NEAR)
        return len(ours) == 1 and ours == theirs

    def _states(self, passage: Passage, words: range) -> set[int]:
        """Return the numbers of the states that words name, by their names, their capitals or their cities."""
        keys = [passage.words.keys[n] for n in words]
        named = {state.number for _, _, standing in states_in(keys, self.language) for state in standing}
        return named | {state.number for _, state in cities_in(keys, self.language)}


def _is_word(form: str) -> bool:
    """Tell whether a word is of letters, with hyphens between them."""
    return all(map(str.isalpha, form.split("-")))
