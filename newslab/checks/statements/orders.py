"""Finds what a clause says of the order of two: who has more, by "mehr … als", "überholte", "lag vor", "the larger"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newslab.checks.statements.amounts import is_measure
from newslab.checks.statements.comparisons import degree_before, degrees_of
from newslab.text.document import Document
from newslab.text.kinship import shared
from newslab.text.language import table
from newslab.text.lexis import Word, listed
from newslab.text.normalise import folded
from newslab.text.statements.clauses import Clause
from newslab.text.statements.parties import first_subject, parties

# Degrees of which figures tell, the larger the more: no age, no speed, and nothing that is a matter of taste.
COUNTED = frozenset(["amount", "price", "length"])
# … but how fast or strongly something rises or falls.
_PACES = frozenset(["speed", "worth"])
# Pieces of a party behind "than", and of a noun before its relative clause.
_FURTHEST, _BEFORE = 6, 3
_PLACES = (("support", "comparing"), ("comparisons", "ahead"), ("comparisons", "behind"), ("comparisons", "surpassing"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Two parties as words, of which one has more; one alone where it has more, or less, than "the other of the two".

    ``left_has_more`` tells of which side a figure of the clause itself is; ``topic`` is what they have more of. Where
    it is how much they rose or fell, ``of_change`` is set.
    """

    more: Sequence[Word]
    less: Sequence[Word]
    topic: Sequence[Word] = ()
    left_has_more: bool
    ranked: bool = False
    of_change: bool = False

    @property
    def of_two(self) -> bool:
        """Whether the second party is only the other of the two."""
        return not (self.more and self.less)


def orders(document: Document, clause: Clause) -> Iterator[Order]:
    """Yield what a clause says of two parties' order; one that denies something tells of none."""
    keys, language = document.lexis.keys, document.language
    here = keys[clause.first : clause.last]
    if _words_of_order(language).isdisjoint(here) or not listed(language, "certainty", "negations").isdisjoint(here):
        return
    than, ahead, behind, surpassing = (listed(language, *place) for place in _PLACES)
    for at in range(clause.first, clause.last):
        if keys[at] in than:
            yield from _compared(document, clause, at)
        elif keys[at] in ahead or keys[at] in behind:
            sides = _subject(document, clause, at), _party(document, at + 1, clause.last)
            yield from _order(sides, language, left_has_more=keys[at] in ahead, ranked=True)
        elif keys[at] in surpassing and listed(language, "support", "passive").isdisjoint(here):
            yield from _order(_surpassing(document, clause, at), language, left_has_more=True)
        elif at > clause.first and keys[at] in degrees_of(language) and than.isdisjoint(here):
            yield from _of_two(document, clause, at)


@cache
def _words_of_order(language: str) -> frozenset[str]:
    return frozenset(degrees_of(language)).union(*(listed(language, *place) for place in _PLACES))


@cache
def _changing(language: str) -> frozenset[str]:
    """Return the dictionary forms of what rises and falls."""
    return frozenset(folded(word) for side in table(language, "opposites")["gradable"][0] for word in side)


def _compared(document: Document, clause: Clause, at: int) -> Iterator[Order]:
    """Yield who has more than whom; "mehr in Salten als in Rodeck" sets two places against each other."""
    keys, language = document.lexis.keys, document.language
    found = degree_before(document, clause, at) if at > clause.first else None
    if found is None:
        return
    name, is_more, degree = found
    grows = name in _PACES and not _changing(language).isdisjoint(document.lexis.lemmas[clause.first : clause.last])
    if not grows and name not in COUNTED and degrees_of(language).get(keys[degree.start], ("",))[0] not in COUNTED:
        return
    prepositions = listed(language, "quotations", "prepositions")
    opening = keys[at + 1 : at + 2] if at + 1 < clause.last and keys[at + 1] in prepositions else []
    places = [n for n in range(clause.first, at) if opening == [keys[n]]]
    left = _party(document, places[-1] + 1, at) if places else _subject(document, clause, degree.start)
    topic = _nouns(document, degree.start + 1, max(degree.start + 1, *places[-1:]) if places else at)
    adverb = table(language, "comparisons")["adverb_ending"]
    topic = [word for word in topic if not (adverb and word[0].endswith(adverb))]  # "rose more steeply in"
    if not left:
        left, topic = topic, []  # "mehr Frauen als Männer"
    sides = left, _party(document, at + 1, clause.last)
    yield from _order(sides, language, left_has_more=is_more, topic=topic, of_change=grows)


def _of_two(document: Document, clause: Clause, at: int) -> Iterator[Order]:
    """Yield who has "den größeren Anteil", "the larger fleet of the two": a share, or what is said of both."""
    lexis, language = document.lexis, document.language
    name, is_more = degrees_of(language)[lexis.keys[at]]
    definite, of_both = listed(language, "quotations", "definite"), listed(language, "comparisons", "both")
    if name not in COUNTED or lexis.keys[at - 1] not in definite or not lexis.forms[at].islower():
        return
    topic = _party(document, at + 1, clause.last)
    one = _subject(document, clause, at) or [n for n in _nouns(document, at + 1, clause.last) if n not in topic]
    shares = listed(language, "comparisons", "shares")
    told = any(word in shares for words in topic for word in words)
    if one and (told or not of_both.isdisjoint(lexis.keys[at : clause.last])):
        yield Order(more=one if is_more else (), less=() if is_more else one, topic=topic, left_has_more=is_more)


def _order(
    sides: tuple[Sequence[Word], Sequence[Word]],
    language: str,
    *,
    left_has_more: bool,
    topic: Sequence[Word] = (),
    ranked: bool = False,
    of_change: bool = False,
) -> Iterator[Order]:
    """Yield an order of two, each by the words that the other has not."""
    left = [word for word in sides[0] if not shared([word], sides[1], language)]
    right = [word for word in sides[1] if not shared([word], sides[0], language)]
    if left and right:
        more, less = (left, right) if left_has_more else (right, left)
        yield Order(more=more, less=less, topic=topic, left_has_more=left_has_more, ranked=ranked, of_change=of_change)


def _surpassing(document: Document, clause: Clause, verb: int) -> tuple[Sequence[Word], Sequence[Word]]:
    """Return the words of who surpasses and of who is surpassed."""
    lexis, told = document.lexis, parties(document.lexis, clause, verb, verb)
    pieces = range(clause.first, clause.last)
    who, whom = ([lexis.words[n] for n in pieces if lexis.lemmas[n] in names] for names in (told.subject, told.other))
    return who, whom


def _subject(document: Document, clause: Clause, end: int) -> list[Word]:
    """Return the nouns before a word of order; of a relative clause, and of a bare measure, those before the clause."""
    lexis = document.lexis
    is_relative = lexis.keys[clause.first] in listed(document.language, "quotations", "relatives")
    found = [] if is_relative and clause.first else _first_party(document, clause, end)
    if found or not clause.first:
        return found
    before = document.clauses[document.clause_number(clause.first) - 1]
    if before.statement != clause.statement:
        return []
    return _nouns(document, max(before.first, before.last - _BEFORE) if is_relative else before.first, before.last)


def _first_party(document: Document, clause: Clause, end: int) -> list[Word]:
    """Return the nouns of a clause's subject; where it is not told before a piece, all nouns before that."""
    at = first_subject(document.lexis, clause) if table(document.language, "certainty")["nouns_have_capitals"] else None
    if at is None or at >= end:
        return _nouns(document, clause.first, end)
    forms = document.lexis.forms
    behind = next((n for n in range(at, end) if not forms[n][0].isupper()), end)
    return _nouns(document, at, behind)


def _party(document: Document, first: int, last: int) -> list[Word]:
    """Return the nouns of the phrase that begins at a piece, up to a preposition behind them, or a figure."""
    keys, prepositions = document.lexis.keys, listed(document.language, "quotations", "prepositions")
    end, found = first, list[Word]()
    while end < min(last, first + _FURTHEST) and keys[end][0].isalpha() and not (found and keys[end] in prepositions):
        end += 1
        found = _nouns(document, first, end)
    return found


def _nouns(document: Document, first: int, last: int) -> list[Word]:
    """Return the nouns of a stretch, none of time or of a measure: what has a capital, or all words where none has."""
    lexis = document.lexis
    told = [n for n in range(first, last) if lexis.content[n] and not is_measure(document, n)]
    capital = [n for n in told if lexis.forms[n][0].isupper()]
    if capital or table(document.language, "certainty")["nouns_have_capitals"]:
        return [lexis.words[n] for n in capital]
    ending = table(document.language, "support")["progressive_ending"]
    return [lexis.words[n] for n in told if not lexis.keys[n].endswith(ending)]  # "carrying more than"
