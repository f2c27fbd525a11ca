"""Owns whether an article says of another number or date what a summary says of one: the clauses around both compared.

Both sides are asked: the other one's clause has most of the words that the summary's clause has, in whatever form, and
no sentence with the summary's own number or date has more than one of them; or it has them all, and each such sentence
lacks a name among them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from newslab.checks.numbers.context import Place, names_in
from newslab.checks.numbers.counting import stem
from newslab.text.document import Document
from newslab.text.kinship import shared
from newslab.text.language import table, words_of
from newslab.text.lexis import Word
from newslab.text.normalise import folded
from newslab.text.quantities.words import number_words
from newslab.text.statements.clauses import Clause

_FEWEST = 2  # words in common, and one more where the summary's own mention has one of them, too
_SHARE, _MANY = 0.6, 4  # of the words of the summary's clause; so many are enough of a longer one
_ALL = 3  # words of a clause that are enough where another's has them all, the name among them
_END = 3  # pieces of a clause among which the mark of its infinitive stands: "zu wechseln."
_LONGEST = 40  # pieces of a clause; a longer one is a list, or no clause at all


def said_of_other(
    summary: Document, ours: Place, article: Document, own: Sequence[Place], others: Sequence[Place]
) -> int | None:
    """Return which other mention of the article has in its clause what the summary says in that of its own."""
    mine = words_beside(summary, ours)
    if len(mine) < _FEWEST:
        return None
    language = article.language
    told = [shared(mine, words_of_sentence(article, place), language) for place in own]
    kept = max(map(len, told), default=0)
    if kept > 1:
        return _of_other_name(summary, mine, told, [words_beside(article, place) for place in others])
    wanted = max(_FEWEST + kept, min(_SHARE * len(mine), _MANY))
    counts = [len(shared(mine, words_beside(article, place), language)) for place in others]
    top = max(counts, default=0)
    return counts.index(top) if top >= wanted else None


def may_be_said_of_other(summary: Document, ours: Place, article: Document, own: Sequence[Place]) -> bool:
    """Tell whether the summary's own mentions leave room for another one; asked before others are looked for."""
    mine = words_beside(summary, ours)
    if len(mine) < _FEWEST:
        return False
    told = [shared(mine, words_of_sentence(article, place), article.language) for place in own]
    return max(map(len, told), default=0) <= 1 or _lack_a_name(summary, mine, told)


def _lack_a_name(summary: Document, mine: tuple[Word, ...], told: Sequence[Sequence[Word]]) -> bool:
    """Tell whether each own mention lacks a name among the words of the summary's clause."""
    names = names_in(summary)
    return len(mine) >= _ALL and all(any(stem(w[0]) in names for w in set(mine).difference(own)) for own in told)


def _of_other_name(
    summary: Document, mine: tuple[Word, ...], told: Sequence[Sequence[Word]], others: Sequence[tuple[Word, ...]]
) -> int | None:
    """Return the mention that has all words of the summary's clause, where each own one lacks a name among them."""
    if not _lack_a_name(summary, mine, told):
        return None
    return next(
        (at for at, words in enumerate(others) if len(shared(mine, words, summary.language)) == len(mine)), None
    )


@lru_cache(maxsize=1 << 10)
def words_beside(document: Document, place: Place) -> tuple[Word, ...]:
    """Return the words that carry news in a mention's clause, with those of the infinitive that hangs on it."""
    keys, at = document.lexis.keys, bisect_left(document.lexis.starts, document.words.starts[place[0]])
    number = document.clause_number(at)
    first, last = document.clauses[number].first, document.clauses[number].last
    behind = document.clauses[number + 1 : number + 2]
    if behind and _hangs_on(document, behind[0], document.clauses[number]):
        last = behind[0].last
    if last - first > _LONGEST:
        return ()
    openers = number_words(document.language).rules["clause_openers"]
    first = next((n for n in range(at - 1, first, -1) if keys[n] in openers), first)
    last = next((n for n in range(at + 1, last) if keys[n] in openers), last)
    return _content(document, first, last)


def _hangs_on(document: Document, clause: Clause, before: Clause) -> bool:
    """Tell whether a clause is the infinitive of the one before it: "planen, den Anbieter zu wechseln"."""
    if clause.sentence != before.sentence:
        return False
    end = document.lexis.keys[max(clause.first, clause.last - _END) : clause.last]
    return not words_of(document.language, "quotations", "infinitive_marks").isdisjoint(end)


@lru_cache(maxsize=1 << 10)
def words_of_sentence(document: Document, place: Place) -> tuple[Word, ...]:
    """Return the words that carry news in the whole sentence of a mention."""
    sentence = document.sentences[document.sentence_of[place[0]]]
    starts = document.lexis.starts
    return _content(document, bisect_left(starts, sentence.start), bisect_left(starts, sentence.end))


def _content(document: Document, first: int, last: int) -> tuple[Word, ...]:
    lexis, timed = document.lexis, _passed_over(document)
    told = (at for at in range(first, last) if at not in timed)
    phases = _phases(document.language)
    found = ((phases.get(lexis.keys[at]), at) for at in told)
    return tuple(phase or lexis.words[at] for phase, at in found if phase or lexis.content[at])


@cache
def _phases(language: str) -> Mapping[str, Word]:
    """Return for the words that let something begin or end, which carry no news alone, which of both they do."""
    rows = table(language, "dates")["sides"]
    return {folded(word): (phase, phase) for phase in ("begins", "ends") for word in rows[phase]}


@lru_cache(maxsize=8)
def _passed_over(document: Document) -> frozenset[int]:
    """Return the pieces that belong to dates and numbers, and all of a name but its last: one holder is one word."""
    starts = document.lexis.starts
    spans = [*(moment.span for moment in document.dates), *(quantity.span for quantity in document.quantities)]
    ranges = [(bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in spans]
    ranges += [(bisect_left(starts, n.span.start), bisect_left(starts, n.span.end) - 1) for n in document.names]
    return frozenset(at for first, last in ranges for at in range(first, last))
