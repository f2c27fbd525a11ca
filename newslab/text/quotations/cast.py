"""Owns who a text says holds which office, and whether two naming phrases in it can mean the same speaker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from newslab.records import Span
from newslab.text.given import is_given
from newslab.text.language import WORDS_KEPT, table
from newslab.text.passage import Passage
from newslab.text.quotations.cues import Grammar, grammar_of
from newslab.text.quotations.people import HYPHEN, Identity, alike, cases, identity_of, related, same_name
from newslab.text.quotations.phrases import Phrases, phrases_of
from newslab.text.sieve import Sieve

_ADJECTIVE = ("e", "en", "er", "es", "em")
_HOUSE = 2  # words by which a house is named without its name: "the fire service"
_WIDEST = 16  # words of a phrase around an office


class Cast:
    """Who a text says holds which office: "Kommissionspräsidentin Ursula von der Leyen", once, tells it for good.

    ``places`` are the places of the text's words: a single name is believed where it stands more than once.
    """

    def __init__(
        self, phrases: Iterable[str], language: str, places: Mapping[str, Sequence[int]] | None = None
    ) -> None:
        self._language = language
        self._places = places or {}
        self._prefixes = grammar_of(language).sets["office_prefixes"]
        self._people = [identity for phrase in phrases if (identity := identity_of(phrase, language)).names]

    def of(self, person: Identity) -> Identity:
        """Return what the text says of a person anywhere, added to what the phrase itself says."""
        alike = [other for other in self._people if same_name(person.names, other.names)]
        return Identity(
            names=person.names,
            roles=person.roles.union(*(other.roles for other in alike)),
            others=person.others.union(*(other.others for other in alike)),
        )

    def safe(self, one: Identity) -> bool:
        """Tell whether a phrase surely means a speaker: a full name or one introduced elsewhere, an office, a body."""
        if len(one.names) == 1:
            often = len(self._places.get(one.names[0], ())) > 1
            return often or bool(one.roles) or any(same_name(one.names, other.names) for other in self._people)
        return bool(one.names or one.roles or one.body)

    def same(self, one: Identity, other: Identity) -> bool | None:
        """Tell whether two phrases mean the same speaker; None where neither yes nor no is safe.

        ``one`` may be a paraphrase; ``other`` is the text's own phrase, whose words are taken at their value.
        """
        if related(one.all, other.all) and not (one.names and other.names):
            return True if self.offices_agree(one.roles, other.roles) and not self.apart(one, other) else None
        if not self.safe(one) or not self.safe(other) or self.hands_on(one) or self.hands_on(other):
            return None
        if one.names and other.names:
            return self._both_named(one, other)
        if one.names or other.names:
            person, title = (one, other) if one.names else (other, one)
            return self._named_and_not(self.of(person), title, strict=title is other)
        if related(one.all, other.all) or (one.roles and other.roles and self.offices_agree(one.roles, other.roles)):
            return None
        if self.generic(one) or self.generic(other) or not (self.stands(one) and self.stands(other)):
            return None
        return False if one.body and other.body else None if self.generic(one) or self.generic(other) else False

    def has_office(self, roles: frozenset[str]) -> bool:
        """Tell whether the text gives an office, or one like it, to somebody by name."""
        return any(person.roles and self.offices_agree(person.roles, roles) for person in self._people)

    def is_held(self, roles: frozenset[str], *, besides: Identity) -> bool:
        """Tell whether the text gives an office, or one like it, by name to somebody who is not ``besides``."""
        others = (each for each in self._people if not same_name(each.names, besides.names))
        return bool(roles) and any(each.roles and self.offices_agree(each.roles, roles) for each in others)

    def apart(self, one: Identity, other: Identity) -> bool:
        """Tell whether two offices without a name belong to different houses: "Sprecherin der Bahn", "Feuerwehr"."""
        if one.names or other.names or not (one.roles and other.roles and one.others and other.others):
            return False
        if (one.roles | other.roles) <= grammar_of(self._language).sets["kin"]:
            return False  # "Kolbs Sohn" and "der Sohn des Angeklagten"
        return not related(one.others, other.all) and not related(other.others, one.all)

    def _both_named(self, one: Identity, other: Identity) -> bool | None:
        if same_name(one.names, other.names):
            return True
        if alike(one.names[-1], other.names[-1]) and not (is_given(one.names[0]) and is_given(other.names[0])):
            return None  # "Torheldin Schwarz" may be Lea Schwarz: the first word need not be a name
        if related(one.names, other.others) or related(other.names, one.others):
            return None
        return False

    def _named_and_not(self, person: Identity, title: Identity, *, strict: bool) -> bool | None:
        if related(person.roles, title.roles) or related(person.names, title.all):
            return True
        if person.roles and title.roles and self.offices_agree(person.roles, title.roles):
            return None
        if related(person.others, title.others) or related(person.all, title.all):
            return None
        if self.generic(title) and not (strict and title.others and person.others - self._prefixes):
            return None
        return False if person.roles or person.others or title.others else None

    def stands(self, phrase: Identity) -> bool:
        """Tell whether all words of a phrase stand in the text, in whatever case."""
        return all(any(form in self._places for form in cases(word)) for word in phrase.all)

    def speaks_for(self, person: Identity, house: Identity) -> bool:
        """Tell whether somebody's office is one of a house that a phrase names by a noun alone: the mayor, the town.

        Not where the text gives that house to somebody else, or another house to the person.
        """
        known, words = self.of(person), house.others | house.roles
        if not person.names or house.names or not 0 < len(words) <= _HOUSE or not known.roles:
            return False
        if not any(_serves(role, noun, self._language) for role in known.roles for noun in words):
            return False
        if known.others and not related(known.others, words) and not known.others <= frozenset(known.names):
            return False
        others = (other for other in self._people if not same_name(other.names, person.names))
        return not any(alike(noun, owned) for other in others for owned in other.others for noun in words)

    def may_speak_for_a_house(self, roles: frozenset[str]) -> bool:
        """Tell whether one of some offices is of any house there is: a chief, a spokeswoman."""
        return any(not offices.isdisjoint(roles) for _, offices in _houses(self._language))

    def rivals(self, one: Identity, other: Identity) -> bool:
        """Tell whether two phrases name the sides of one dispute: the court, the prosecution and the defence."""
        sides = (_sides(phrase.roles | phrase.others, self._language) for phrase in (one, other))
        mine, theirs = sides
        return any(
            dispute == other_dispute and side != other_side and (dispute, side) not in theirs
            for dispute, side in mine
            for other_dispute, other_side in theirs
            if (other_dispute, other_side) not in mine
        )

    def hands_on(self, phrase: Identity) -> bool:
        """Tell whether a phrase names an outlet or a document: it may quote anybody."""
        if phrase.names or phrase.roles:
            return False
        return any(map(self.is_medium, phrase.others)) or bool(phrase.documents and not phrase.others)

    def is_medium(self, word: str) -> bool:
        """Tell whether a word means an outlet or a document: "agentur", "studie", "report"."""
        grammar = grammar_of(self._language)
        return word in grammar.sets["media"] or word.endswith(grammar.endings["media_endings"])

    def generic(self, phrase: Identity) -> bool:
        """Tell whether a phrase fits many: "der Politiker", "ein Sprecher", "the man"."""
        generic = grammar_of(self._language).sets["generic_roles"]
        return not phrase.names and bool(phrase.roles) and phrase.roles <= generic

    def offices_agree(self, ones: frozenset[str], others: frozenset[str]) -> bool:
        """Tell whether two offices can be the same: one is unknown, they share a word, or they are synonyms."""
        if not ones or not others or related(ones, others):
            return True
        groups = synonyms(self._language)
        return any(groups.get(one, frozenset()) & groups.get(other, frozenset()) for one in ones for other in others)


@lru_cache(maxsize=WORDS_KEPT)
def _sides(words: frozenset[str], language: str) -> frozenset[tuple[int, int]]:
    """Return the disputes in which words name a side, and which."""
    forms = frozenset(form for word in words for form in cases(word))
    return frozenset(
        (dispute, side)
        for dispute, sides in enumerate(table(language, "quotations")["rivals"])
        for side, names in enumerate(sides)
        if not forms.isdisjoint(names)
    )


@lru_cache(maxsize=WORDS_KEPT)
def _serves(role: str, noun: str, language: str) -> bool:
    """Tell whether an office is one of a house: by itself, or as the last part of a compound that names the house."""
    for houses, offices in _houses(language):
        if houses.isdisjoint(cases(noun)):
            continue
        if role in offices or role.endswith(tuple(office[1:] for office in offices if office.startswith("-"))):
            return True
        fronts = (role.removesuffix(office) for office in offices if role.endswith(office))
        if any(len(front) > 1 and related([front], [noun]) for front in fronts):
            return True
    return False


@cache
def _houses(language: str) -> Sequence[tuple[frozenset[str], frozenset[str]]]:
    """Return the words for a house or a circle of people, and for those who speak for it."""
    return tuple(
        (frozenset(house["names"]), frozenset(house["offices"])) for house in table(language, "quotations")["houses"]
    )


@cache
def synonyms(language: str) -> Mapping[str, frozenset[int]]:
    """Return, for each office, the numbers of the groups of synonyms that it stands in."""
    found: dict[str, frozenset[int]] = {}
    for number, group in enumerate(table(language, "quotations")["role_synonyms"]):
        for word in group:
            found[word] = found.get(word, frozenset()) | {number}
    return found


def cast_of(passage: Passage) -> Cast:
    """Return the cast of a text: every phrase that puts an office beside a name."""
    phrases = phrases_of(passage)
    offices = passage.where(_roles(passage.language))
    found = (_around_office(phrases, at) for at in offices)
    return Cast(dict.fromkeys(span.of(passage.text) for span in found if span), passage.language, passage.places)


@cache
def _roles(language: str) -> Sieve:
    """Return the sieve for the words whose last part is an office."""
    grammar = grammar_of(language)
    return Sieve(lambda key: grammar.is_role(HYPHEN.split(key)[-1]))


def _around_office(phrases: Phrases, at: int) -> Span | None:
    """Return the phrase around an office, with the name before it where it is an apposition."""
    words = phrases.words
    first = at
    while (
        first
        and phrases.gaps[first] == " "
        and _goes_before(words.forms[first - 1], words.keys[first - 1], phrases.grammar)
    ):
        first -= 1
    stop = min(len(words), at + _WIDEST)
    end = max(at + 1, phrases.read(first, stop, greedy=False))
    if first and phrases.gaps[first] == ", ":
        while first and words.forms[first - 1][:1].isupper() and phrases.gaps[first] in {", ", " "}:
            first -= 1
    return words.span(first, end) if end - first > 1 else None


def _goes_before(form: str, key: str, grammar: Grammar) -> bool:
    """Tell whether a word may stand before an office inside its phrase: an article, an adjective, a genitive."""
    sets = grammar.sets
    if key in grammar.say or key in grammar.label or key in grammar.closed_class:
        return False
    if key in sets["determiners"] or key in sets["oblique_determiners"]:
        return True
    return key not in sets["prepositions"] and (form[:1].isupper() or (len(key) > 3 and key.endswith(_ADJECTIVE)))
