"""Owns what a number belongs to: the noun that it counts, and its part (dead, injured, for, against)."""

from __future__ import annotations

from functools import cache, lru_cache

from newslab.text.dates.words import date_words
from newslab.text.document import Document
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.units import is_time
from newslab.text.quantities.words import number_words

_LONGEST_BOUND = 3  # words: "nicht mehr als"
_AHEAD, _BACK = 9, 5  # words in which a part is looked for: "31 Menschen kamen bei dem Unglück am Montag ums Leben"
_JOINT = 3  # words between a part and what says that it is one
_TAIL = 3  # letters of a noun's stem that a compound may end with: "Regionalzüge" are "Züge"
_WHOLE_WORD = 6  # letters of a word with which a longer one begins that names the same
_ENDS = frozenset(".;:!?\n–(")  # what a part does not reach across
PLAIN = str.maketrans("äöü", "aou")  # a plural may change the vowel: "Flughafen", "Flughäfen"
_ENDINGS = ("innen", "ern", "en", "er", "es", "em", "in", "s", "n", "e")


@lru_cache(maxsize=1 << 12)
def stem(key: str) -> str:
    """Return a folded noun without its ending; no lemma, only the form under which its cases fall together."""
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= 3 and not (ending == "in" and key.endswith("ein")):
            return key[: -len(ending)]
    return key


def same_noun(one: str, two: str) -> bool:
    """Tell whether two counted nouns may be the same word, one of them perhaps the tail of a compound."""
    if one == two:
        return True
    short, long = sorted((stem(one).translate(PLAIN), stem(two).translate(PLAIN)), key=len)
    return (long.startswith(short) and len(long) - len(short) <= 3) or (len(short) >= _TAIL and long.endswith(short))


@lru_cache(maxsize=1 << 12)
def class_of(noun: str, language: str) -> str | None:
    """Return the class of things ("people", "homes") that a noun names, by itself or by the tail of a compound."""
    classes = number_words(language).classes
    if noun in classes:
        return classes[noun]
    for known, name in classes.items():
        if noun == known or (len(known) >= 4 and same_noun(noun, known)):
            return name
    return None


@lru_cache(maxsize=1 << 12)
def may_be_same(one: str, two: str, language: str) -> bool:
    """Tell whether two counted nouns can name the same things: one word, one class, or people by another word."""
    if same_noun(one, two) or {one, two} <= number_words(language).rules["goals"]:
        return True
    if are_foreign(one, two, language):
        return False
    mine, theirs = class_of(one, language), class_of(two, language)
    if mine is None or theirs is None:
        return mine != theirs and "people" in {mine, theirs}
    return mine == theirs or _are_akin(mine, theirs, language)


@lru_cache(maxsize=1 << 12)
def are_contrary(one: str, two: str, language: str) -> bool:
    """Tell whether two nouns are set against each other: men and women, arrivals and departures."""
    for known in number_words(language).contrasts:
        sides = [
            next((side for side in known if any(same_noun(noun, word) for word in known[side])), None)
            for noun in (one, two)
        ]
        if None not in sides and sides[0] != sides[1]:
            return True
    return False


@lru_cache(maxsize=1 << 12)
def are_foreign(one: str, two: str, language: str) -> bool:
    """Tell whether two nouns cannot name the same things: men and women, people and households."""
    if are_contrary(one, two, language):
        return True
    mine, theirs = class_of(one, language), class_of(two, language)
    if mine is None or theirs is None or mine == theirs or _are_akin(mine, theirs, language):
        return False
    short, long = sorted((stem(one), stem(two)), key=len)
    return not (len(short) >= _WHOLE_WORD and long.startswith(short))  # "Mitglieder", "Mitgliedsstaaten"


def _are_akin(one: str, two: str, language: str) -> bool:
    return not {f"{one} {two}", f"{two} {one}"}.isdisjoint(number_words(language).rules["akin"])


def role_of(quantity: Quantity, document: Document) -> str | None:
    """Return the part that a count stands for ("casualties:dead"), from the words after it, else before it."""
    words, numbered, gaps = document.words, document.numbered, document.gaps
    for at in range(quantity.last, min(quantity.last + _AHEAD, len(words))):
        if at in numbered and is_whole(quantity.last, at, document):
            continue  # "three of the nine voted for"
        if at in numbered or (gaps[at] != " " and not _ENDS.isdisjoint(gaps[at])):
            break
        if _opens_other_count(at, document):
            break
        if role := _role(words.keys[at], quantity, document):
            return role
    for at in range(quantity.first - 1, max(-1, quantity.first - 1 - _BACK), -1):
        gap = gaps[at + 1]
        if at in numbered or "," in gap or (gap != " " and not _ENDS.isdisjoint(gap)):
            break
        if role := _role(words.keys[at], quantity, document):
            return role
    return None


def is_whole(last: int, at: int, document: Document) -> bool:
    """Tell whether a number right behind another is the whole of which that counts some: "three of the nine"."""
    between = document.words.keys[last:at]
    near = at in document.numbered and 0 < len(between) <= _LONGEST_BOUND
    return near and whole_words(document.language).issuperset(between)


def is_taken_from(whole: Quantity, document: Document) -> bool:
    """Tell whether a number is the whole of which one right before counts some: the 512 of "86 seiner 512 Kirchen"."""
    first = bound_start(whole, document)  # "3.000 ihrer etwa 9.000 Stellen"
    before = document.words.keys[max(0, first - _JOINT) : first]
    rules = number_words(document.language).rules
    near = any(at in document.numbered for at in range(max(0, first - _JOINT), first))
    return near and bool(before) and before[-1] in rules["of_all"] | rules["whose"]


def _opens_other_count(at: int, document: Document) -> bool:
    """Tell whether "and" leads to a verb with a number of its own: "killed two officers and injured seven"."""
    listing = document.words.keys[at] in number_words(document.language).rules["listing"]
    return listing and at + 2 in document.numbered and at + 1 not in document.numbered


@cache
def whole_words(language: str) -> frozenset[str]:
    """Return the words that lead from some to all of them: "of the", "von"."""
    return frozenset(word for phrase in number_words(language).rules["of_all"] for word in phrase.split(" "))


def _role(key: str, quantity: Quantity, document: Document) -> str | None:
    """Return the part that a word tells; some words do so only beside a verb of the sentence ("stimmten für")."""
    known = number_words(document.language)
    if key in known.roles_if:
        verbs, role = known.roles_if[key]
        sentence = document.sentences[document.sentence_at(quantity.span.start)]
        first, last = document.word_at(sentence.start), document.word_at(sentence.end)
        if not verbs.isdisjoint(document.words.keys[first:last]):
            return role
    return known.roles.get(key)


def when_of(quantity: Quantity, document: Document) -> str | None:
    """Return whether so much time lies behind ("vor drei Wochen") or ahead ("due in three weeks")."""
    if not is_time(quantity.unit):
        return None
    groups, keys = date_words(document.language).groups, document.words.keys
    before = keys[quantity.first - 1] if quantity.first else ""
    behind = keys[quantity.last] if quantity.last < len(keys) else ""
    if before in groups["ago_before"] or behind in groups["ago_after"]:
        return "when:ago"
    if before not in groups["in_future"]:
        return None
    sentence = document.sentences[document.sentence_at(quantity.span.start)]
    told = keys[document.word_at(sentence.start) : document.word_at(sentence.end - 1) + 1]
    return None if groups["future_words"].isdisjoint(told) else "when:ahead"


def change_of(quantity: Quantity, document: Document) -> str | None:
    """Return whether a number says by how much or to how much something changed ("um 200 auf 1.400")."""
    known, keys = number_words(document.language), document.words.keys
    more, fillers = known.rules["more_of_them"], known.rules["change_fillers"]  # "um weitere zwei", "auf nun 2,9"
    for at in range(quantity.first - 1, max(-1, quantity.first - 4), -1):
        key = keys[at]
        if key in known.changes:
            return known.changes[key]
        if key not in known.before and key not in more and key not in fillers:
            return None
    return None


def bound_start(quantity: Quantity, document: Document, shortest: int = 1, before: int | None = None) -> int:
    """Return the word with which the bound before a number begins ("mehr als 30"), else the number's own.

    ``shortest`` is how many words a bound has at least; ``before``: the word that it stands before, if not the number.
    """
    keys, known = document.words.keys, number_words(document.language)
    first = quantity.first if before is None else before
    if not first or keys[first - 1] not in known.before_closers:
        return first
    lengths = range(min(_LONGEST_BOUND, first), shortest - 1, -1)
    return first - next((length for length in lengths if " ".join(keys[first - length : first]) in known.before), 0)


def excluded(one: str | None, two: str | None) -> bool:
    """Tell whether two parts belong to one family and cannot be the same: dead and injured, for and against."""
    return bool(one and two and one != two and one.split(":")[0] == two.split(":")[0])


def is_further(quantity: Quantity, document: Document) -> bool:
    """Tell whether a number goes one step on from another of its kind: "3,5 Prozent und weitere zwei Prozent"."""
    before = document.words.keys[max(0, quantity.first - 1) : quantity.first]
    return not number_words(document.language).rules["more_of_them"].isdisjoint(before)


def is_more_or_less(quantity: Quantity, document: Document) -> bool:
    """Tell whether a number says how much more or less than before: "90.000 mehr als 2018"."""
    behind = document.words.keys[quantity.last : quantity.last + 1]
    return not number_words(document.language).rules["more_or_less"].isdisjoint(behind)
