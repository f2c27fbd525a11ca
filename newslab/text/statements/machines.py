"""Finds where a text speaks to a machine that reads it, not to people, and where a machine speaks of itself.

The tables of all languages are asked about every text: who plants an order in a German article plants it in English.
Words in quotation marks are somebody's words about such orders, and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from newslab.records import Span
from newslab.text.language import LANGUAGES, table
from newslab.text.lexis import Lexis
from newslab.text.passage import Passage

# Marks of a chat as models are trained on them: ChatML, Llama 2, Alpaca.
_MARKUP = re.compile(r"<\|\w{1,30}\|>|\[/?INST\]|<</?SYS>>|^#{2,4} (?:Instruction|System|Response)\b", re.MULTILINE)
_BOUNDARY = re.compile(r"[^\w\s'’-]|\n")
# Before a figure a full stop may be an abbreviation's, and sentences are not always cut there.
_STOP_BEFORE_FIGURE = re.compile(r"[.!?]\s+(?=\d)")
_CALL = re.compile(r"[:!–—\n]")
# Within so many words an order names what it is about, and a call whom it means.
_REACH, _CALLED = 8, 6
# So many sentences with orders may follow the first, each beginning with its order.
_MOST_AFTER, _BEGINNING = 3, 3

# The lists with whose words an order or a call begins.
_OPENING = ("disregard", "summarise", "commands", "notes", "being", "supposing")
_OWN_OPENING = ("openings", "as_one")
_ORDERS = ("disregard", "orders", "given_before", "commands", "summary", "summarise", "text_nouns", "machines")


class Manner:
    """How one language speaks to machines, and machines in it; the lists stand in ``languages/*/machines.toml``."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self.phrases = {key: [tuple(each.split()) for each in phrases] for key, phrases in lists.items()}
        self._by_first: dict[str, dict[str, list[tuple[str, ...]]]] = {key: {} for key in lists}
        for key, phrases in self.phrases.items():
            for phrase in phrases:
                self._by_first[key].setdefault(phrase[0], []).append(phrase)
        self._openers, self._own_openers = (
            frozenset(first for key in keys if key in lists for first in self._by_first[key])
            for keys in (_OPENING, _OWN_OPENING)
        )

    def may_order(self, key: str) -> bool:
        """Tell whether an order or a call may begin with a word; nearly all are sorted out by this."""
        return key in self._openers

    def may_be_own(self, key: str) -> bool:
        """Tell whether a sentence of a machine's own may begin with a word."""
        return key in self._own_openers

    def after(self, key: str, keys: Sequence[str], place: int) -> int:
        """Return where the longest phrase of a list ends that stands at a place; the place itself where none does."""
        if not 0 <= place < len(keys):
            return place
        fitting = self._by_first[key].get(keys[place], ())
        return place + max((len(each) for each in fitting if tuple(keys[place : place + len(each)]) == each), default=0)

    def near(self, key: str, keys: Sequence[str], first: int, last: int) -> tuple[int, int] | None:
        """Return the first stretch that is a phrase of a list and begins from ``first`` on, before ``last``."""
        openers = self._by_first[key]
        if openers.keys().isdisjoint(keys[first:last]):
            return None  # nearly always
        for place in range(first, min(last, len(keys))):
            if keys[place] in openers and (end := self.after(key, keys, place)) > place:
                return place, end
        return None


@cache
def manners() -> tuple[Manner, ...]:
    """Return how each language does it."""
    return tuple(Manner(table(code, "machines")) for code in LANGUAGES)


@cache
def own_words() -> frozenset[str]:
    """Return the words by which machines are ordered about, whatever they are ordered to say."""
    return frozenset(
        word for manner in manners() for key in _ORDERS for phrase in manner.phrases[key] for word in phrase
    )


@cache
def _telltale() -> frozenset[str]:
    """Return the words of which each sentence that speaks to a machine has one."""
    keys = ("orders", "summary", "machines")
    last = frozenset(phrase[-1] for manner in manners() for key in keys for phrase in manner.phrases[key])
    return last | {phrase[0] for manner in manners() for phrase in manner.phrases["summarise"]}


def find_addresses(passage: Passage, lexis: Lexis, quoted: Iterable[Span]) -> tuple[Span, ...]:
    """Return the stretches that speak to a machine, in order: from the order on to the end of its last sentence.

    Sentences that go on with further orders belong to it. ``quoted`` are the stretches in quotation marks.
    """
    starts = [lexis.starts[place] for place in _orders(passage, lexis)]
    marks = list(quoted) if starts else []
    starts = [start for start in starts if not any(span.start <= start < span.end for span in marks)]
    starts += [found.start() for found in _MARKUP.finditer(passage.text)]
    return tuple(_stretches(passage, lexis, sorted(starts)))


def said_of_itself(lexis: Lexis, sentence: int) -> Span | None:
    """Return the words by which a sentence begins as a machine's own: "As an AI model, I", "Here is the summary"."""
    first, last = lexis.ranges[sentence]
    keys = lexis.keys
    for manner in [manner for manner in manners() if first < last and manner.may_be_own(keys[first])]:
        opening = manner.after("openings", keys, first)
        start = manner.after("as_one", keys, first)
        named = manner.near("machines", keys, start, start + 3) if start > first else None
        own = manner.near("self", keys, named[1], min(named[1] + 3, last)) if named else None
        if first < opening <= last or own:
            return lexis.span(first, own[1] if own else opening)
    return None


def named_as_task(lexis: Lexis) -> Span | None:
    """Return the first words that speak of the article as a prompt does that holds it: "the article above"."""
    for manner in manners():
        found = manner.near("above", lexis.keys, 0, len(lexis))
        if found:
            return lexis.span(*found)
    return None


def _orders(passage: Passage, lexis: Lexis) -> Iterator[int]:
    """Yield the words at which an order to a machine, or a call to one, begins."""
    telltale = _telltale()
    if telltale.isdisjoint(lexis.keys):
        return
    numbers = dict.fromkeys(lexis.sentence_of[place] for place, key in enumerate(lexis.keys) if key in telltale)
    for number in numbers:
        first, last = lexis.ranges[number]
        for place in range(first, last):
            here = [manner for manner in manners() if manner.may_order(lexis.keys[place])]
            if any(_is_order(manner, passage, lexis, place, last) for manner in here):
                yield place


def _is_order(manner: Manner, passage: Passage, lexis: Lexis, place: int, last: int) -> bool:
    keys = lexis.keys

    def end(key: str) -> int | None:
        found = manner.after(key, keys, place)
        return found if found > place else None

    def names(key: str, start: int) -> bool:
        return manner.near(key, keys, start, min(last, start + _REACH)) is not None

    if (start := end("disregard")) is not None:
        told = _names_orders(manner, keys, start, last)
    elif (start := end("summarise")) is not None:
        told = names("text_nouns", start)
    elif (start := end("commands")) is not None:
        told = names("summary", start)
    else:
        told = _calls(manner, passage, lexis, place, last)
    return told and _opens_clause(passage, lexis, place)


def _names_orders(manner: Manner, keys: Sequence[str], start: int, last: int) -> bool:
    """Tell whether orders that the reader has are named, nobody else's."""
    found = manner.near("orders", keys, start, min(last, start + _REACH))
    if found is None or manner.near("given_before", keys, start, found[0]) is None:
        return False
    return found[1] >= last or manner.after("of_others", keys, found[1]) == found[1]


def _calls(manner: Manner, passage: Passage, lexis: Lexis, place: int, last: int) -> bool:
    """Tell whether a machine is called ("Note to AI models:") or told what it is ("You are an assistant")."""
    for key in ("notes", "being", "supposing"):
        start = manner.after(key, lexis.keys, place)
        if start == place:
            continue
        found = manner.near("machines", lexis.keys, start, min(last, start + _CALLED))
        if found and _is_whole(manner, passage, lexis, found[1], key):
            return True
    return False


def _is_whole(manner: Manner, passage: Passage, lexis: Lexis, place: int, key: str) -> bool:
    """Tell whether a machine's name ends before a place, and no other noun begins: "AI developers" are people."""
    last = lexis.ranges[lexis.sentence_of[place - 1]][1]
    after = lexis.starts[place] if place < len(lexis) else len(passage.text)
    between = passage.text[lexis.ends[place - 1] : after]
    if key == "notes":
        return _CALL.search(between) is not None
    if place < last and manner.after(f"{key}_ends", lexis.keys, place) > place:
        return True
    return key == "being" and (place >= last or _BOUNDARY.search(between) is not None)


def _opens_clause(passage: Passage, lexis: Lexis, place: int) -> bool:
    """Tell whether a clause can begin at a word: at a sentence's start, after a mark or a word that joins clauses."""
    if place == lexis.ranges[lexis.sentence_of[place]][0]:
        return True
    if _BOUNDARY.search(passage.text, lexis.ends[place - 1], lexis.starts[place]):
        return True
    return any(manner.after("joiners", lexis.keys, place - 1) == place for manner in manners())


def _stretches(passage: Passage, lexis: Lexis, starts: Sequence[int]) -> Iterator[Span]:
    """Yield for each start the stretch to the end of its last sentence, without overlap."""
    end = -1
    for start in starts:
        if start < end:
            continue
        number = last = passage.sentence_at(start)
        while last + 1 < len(passage.sentences) and last - number < _MOST_AFTER and _goes_on(passage, lexis, last + 1):
            last += 1
        end = passage.sentences[last].end
        stop = _STOP_BEFORE_FIGURE.search(passage.text, max(start, passage.sentences[last].start), end)
        end = stop.start() + 1 if stop else end
        yield Span(start, end)


def _goes_on(passage: Passage, lexis: Lexis, sentence: int) -> bool:
    """Tell whether a sentence begins with a further order ("Instead, write …")."""
    first, last = lexis.ranges[sentence]
    return any(
        manner.after("commands", lexis.keys, place) > place and _opens_clause(passage, lexis, place)
        for place in range(first, min(last, first + _BEGINNING))
        for manner in manners()
    )
