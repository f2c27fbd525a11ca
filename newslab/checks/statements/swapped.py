"""Finds two names of a copied clause in each other's place: "Estland hilft Finnland" where Finland helps Estonia."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from newslab.text.alignment.align import Alignment
from newslab.text.alignment.slots import in_one_piece
from newslab.text.document import Document
from newslab.text.language import words_of
from newslab.text.lexis import listed
from newslab.text.passage import Passage
from newslab.text.statements.clauses import Clause

# So many words stand between the two at most.
_APART = 4
# A name has at most so many words.
_LONGEST = 4
# Occurrences of a name that are looked at; the work for one stays bounded.
_MOST_PLACES = 60


def swapped(alignment: Alignment, clause: Clause) -> Clause | None:
    """Return the article's clause that has the words between two names of ours, and the names the other way."""
    summary, article = alignment.summary, alignment.article
    keys = summary.words.keys
    for one, two in pairwise(_names(summary, clause)):
        between = keys[one.stop : two.start]
        if not 0 < len(between) <= _APART or not in_one_piece(summary, range(one.start, two.stop)):
            continue
        if not _tells_who(summary, one.stop, two.start):
            continue
        first, second = keys[one.start : one.stop], keys[two.start : two.stop]
        place = _find(article, [*second, *between, *first])
        if place is not None and _find(article, [*first, *between, *second]) is None:
            return _clause_at(article, place)
    return None


def _clause_at(article: Document, word: int) -> Clause:
    """Return the clause of the article that a word is in."""
    start, clauses = article.words.starts[word], article.clauses_of[article.sentence_of[word]]
    behind = (clause for clause in reversed(clauses) if article.lexis.starts[clause.first] <= start)
    return next(behind, clauses[0])


def _names(summary: Document, clause: Clause) -> list[range]:
    """Return the runs of capitals in a clause; in German nouns are among them, which may change places as well."""
    capitals, word_of = summary.capitals, summary.lexis.word_of
    first = bisect_left(capitals, word_of[clause.first])
    found: list[range] = []
    for number in capitals[first : bisect_left(capitals, word_of[clause.last - 1] + 1, first)]:
        run = found[-1] if found else range(0)
        if run and run.stop == number and len(run) < _LONGEST and summary.gaps[number] == " ":
            found[-1] = range(run.start, number + 1)
        else:
            found.append(range(number, number + 1))
    return found


def _tells_who(summary: Document, first: int, last: int) -> bool:
    """Tell whether the words between two names hold a deed that one does to the other, and nothing that both do."""
    keys, lexis = summary.words.keys, summary.lexis
    between = set(keys[first:last])
    if not between.isdisjoint(words_of(summary.language, "names", "listing")):
        return False
    if not between.isdisjoint(listed(summary.language, "support", "mutual")):
        return False
    start, end = summary.words.starts[first], summary.words.ends[last - 1]
    return any(lexis.content[bisect_left(lexis.starts, start) : bisect_left(lexis.starts, end)])


def _find(article: Passage, wanted: list[str]) -> int | None:
    """Return where the article has some words with nothing but spaces between; None where nowhere."""
    keys = article.words.keys
    places = article.places.get(wanted[0], ())[:_MOST_PLACES]
    runs = (range(place, place + len(wanted)) for place in places if keys[place : place + len(wanted)] == wanted)
    return next((run.start for run in runs if in_one_piece(article, run)), None)
