"""Finds what a summary says is final, done or out of the question, where its article leaves it open, and the reverse.

A word that settles ("steht fest", "inzwischen", "confirmed") is looked for first, which most clauses lack. What it
settles is found in the article by the words that both share, each weighed by how rare it is there, and every sentence
that bears most of them must leave it open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum, log

from newslab.checks.statements.negations import denies
from newslab.checks.statements.openness import AGAINST, OF_LATER, is_infinitive, is_relative, left_open
from newslab.text.alignment.align import Alignment
from newslab.text.alignment.reported import kin
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.lexis import listed
from newslab.text.statements.clauses import Clause
from newslab.text.statements.hedges import is_month
from newslab.text.statements.states import State, states_in

_SETTLING = tuple(AGAINST)
# Of the words that the article knows, its sentence has this share by weight; and who has so much of that is as near.
_LEAST_WEIGHT = 0.5
_AS_NEAR = 0.7
FEWEST_WORDS = 2
# One word is enough where it is so long, and the article has it in so few sentences.
_LONG = 9
_FEW_SENTENCES = 2
# Sentences looked through for each word; bounds the work in an article that repeats itself.
_MOST_SENTENCES = 16
# Pieces of a sentence whose words are looked at.
_LONGEST_LOOK = 80
# Pieces before a word among which its negation stands.
_NEAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """The article's clause that leaves open what the summary settles, its word for that, and the summary's stretch."""

    clause: Clause
    piece: int
    first: int
    last: int


def unsettled(alignment: Alignment, clause: Clause) -> Unsettled | None:
    """Return what the article leaves open of what a clause settles; None where it does not, or settles nothing."""
    article, summary = alignment.article, alignment.summary
    found = states_in(summary.lexis, clause.first, clause.last, _SETTLING)
    for at, state in found:
        if is_softened(summary, clause, at, state):
            continue
        denied = _denied_itself(alignment, clause, at) if state == "final" else None
        if denied is not None:
            return Unsettled(clause=article.clause_at(denied), piece=denied, first=clause.first, last=clause.last)
        first, last, words = stretch(summary, clause, [piece for piece, _ in found])
        left = [left_open(article, sentence, borne, state) for sentence, borne in bearers(article, words)]
        if left and all(left):
            source, piece = next(filter(None, left))
            return Unsettled(clause=source, piece=piece, first=first, last=last)
    return None


def _denied_itself(alignment: Alignment, clause: Clause, at: int) -> int | None:
    """Return where the article has a word that settles, always denied, and of what our sentence tells; or None."""
    article, summary = alignment.article, alignment.summary
    places = article.lexis.places_of.get(summary.lexis.lemmas[at], ())[:_MOST_SENTENCES]
    clauses = [article.clause_at(place) for place in places]
    plain = listed(article.language, "certainty", "plain_negations")
    keys, around = article.lexis.keys, list(zip(places, clauses, strict=True))
    denied = [denies(article, other) and not plain.isdisjoint(keys[max(0, n - _NEAR) : n]) for n, other in around]
    if not denied or not all(denied):
        return None
    first, last = summary.lexis.ranges[clause.sentence]
    told = {summary.lexis.lemmas[n] for n in range(first, min(last, first + _LONGEST_LOOK)) if summary.lexis.telling[n]}
    told.discard(summary.lexis.lemmas[at])
    lemmas = article.lexis.lemmas
    return next((n for n, other in around if not told.isdisjoint(lemmas[other.first : other.last])), None)


def is_softened(summary: Document, clause: Clause, at: int, state: State) -> bool:
    """Tell whether a clause settles nothing after all: hedged, asked, planned, on a condition, or denied."""
    lexis, language = summary.lexis, summary.language
    pieces = range(clause.first, clause.last)
    conditions = listed(language, "certainty", "condition_words") | listed(language, "states", "conditions")
    hedged = listed(language, "certainty", "hedged") | listed(language, "certainty", "source_prepositions")
    if lexis.keys[clause.first] in conditions or any(
        (lexis.keys[n] in hedged or _is_account(summary, n)) and n != at and not is_month(lexis, n) for n in pieces
    ):
        return True
    if state not in OF_LATER:
        ahead = listed(language, "states", "ahead")
        if lexis.keys[clause.first] in listed(language, "certainty", "dependent_words") or any(
            lexis.keys[n] in ahead and not is_month(lexis, n) for n in pieces
        ):
            return True
        # "hat bereits angekündigt": what is done is that it was put off
        left = states_in(lexis, clause.first, clause.last, ("pending", "open", "rumour"))
        if left or denies(summary, clause) or any(is_infinitive(lexis, n) for n in range(clause.first, at + 1)):
            return True
    return summary.sentences[clause.sentence].of(summary.text).rstrip().endswith("?")


def _is_account(summary: Document, at: int) -> bool:
    """Tell whether a noun says whose account follows: "nach einem Bericht", and not a report that came out."""
    keys, language = summary.lexis.keys, summary.language
    before = listed(language, "states", "before_source").intersection(keys[max(0, at - 2) : at])
    return bool(before) and keys[at] in listed(language, "states", "sources")


def stretch(summary: Document, clause: Clause, states: Sequence[int]) -> tuple[int, int, list[str]]:
    """Return what a clause settles: its own words, and where it has too few, those of the clause that says what.

    A relative clause tells of the last noun before it.
    """
    lexis, language = summary.lexis, summary.language
    clauses = summary.clauses_of[clause.sentence]
    at = clauses.index(clause)
    behind = clauses[at + 1 : at + 2]
    before = [other for other in clauses[max(0, at - 1) : at] if other.statement == clause.statement]
    dependent = listed(language, "certainty", "dependent_words") | listed(language, "states", "asking")
    first, last = clause.first, clause.last
    words = [n for n in _told(summary, clause) if n not in states]
    if behind and lexis.keys[behind[0].first] in dependent:
        last = behind[0].last
        words += _told(summary, behind[0])
    elif before and is_relative(summary, clause):
        capitals = table(language, "certainty")["nouns_have_capitals"]
        first = before[0].first
        words += [n for n in _told(summary, before[0]) if not capitals or lexis.forms[n][0].isupper()][-1:]
    elif before and len(words) < FEWEST_WORDS and not _is_hedged(summary, before[0]):
        first = before[0].first
        words += _told(summary, before[0])
    return first, last, [lexis.lemmas[n] for n in words]


def _is_hedged(summary: Document, clause: Clause) -> bool:
    """Tell whether a clause leaves open what it tells itself: "X will … prüfen lassen, Y steht bereits dahinter"."""
    hedged = listed(summary.language, "certainty", "hedged")
    return not hedged.isdisjoint(summary.lexis.keys[clause.first : clause.last])


def _told(summary: Document, clause: Clause) -> list[int]:
    """Return the pieces of a clause with news, without the name of a source: "nach Angaben der Bahn"."""
    lexis, sources = summary.lexis, listed(summary.language, "states", "sources")
    found: list[int] = []
    named = False
    for n in range(clause.first, clause.last):
        named = lexis.keys[n] in sources or (named and (not lexis.telling[n] or lexis.forms[n][0].isupper()))
        if lexis.telling[n] and not named:
            found.append(n)
    return found


def bearers(article: Document, words: Sequence[str]) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield the sentences that bear most of what the article knows of some words, each with those, the best first."""
    bearing: dict[str, Sequence[int]] = {}
    for word in dict.fromkeys(words):
        found = article.lexis.sentences_of.get(word) or sorted(kin(word, article))
        if found:
            bearing[word] = found[:_MOST_SENTENCES]
    weights = {word: log(1 + len(article.sentences) / len(places)) for word, places in bearing.items()}
    borne: dict[int, list[str]] = {}
    for word, places in bearing.items():
        for number in places:
            borne.setdefault(number, []).append(word)
    scores = {number: fsum(map(weights.__getitem__, said)) for number, said in borne.items()}
    best = max(scores.values(), default=0.0)
    if best < _LEAST_WEIGHT * fsum(weights.values()):
        return
    for number in sorted(scores, key=lambda number: (-scores[number], number)):
        known = borne[number]
        rare = any(len(word) >= _LONG and len(bearing[word]) <= _FEW_SENTENCES for word in known)
        if scores[number] < _AS_NEAR * best or (len(known) < FEWEST_WORDS and not rare):
            return
        yield number, frozenset(known)
