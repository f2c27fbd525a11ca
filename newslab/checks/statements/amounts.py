"""Owns which figures of a text say how much there is of something, and which two of them may be compared."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from functools import cache
from itertools import compress

from newslab.records import Span
from newslab.text.document import Document
from newslab.text.kinship import shared
from newslab.text.lexis import Word, listed
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words
from newslab.text.statements.clauses import span_of

_OF_TIME = frozenset(["clock", "calendar"])
# "Mehr als 300" leaves open whether it is more than 400.
_TOLD = frozenset(["exact", "about", "nearly"])
# Words before a figure among which "um" or "by" says that it is a change.
_BEFORE = 2
# Words between "elf Prozent" and a figure that leaves its measure to it.
_NEAR = 4
_WHOLE = 100
# Letters between a figure and what it counts: "nine points".
_COUNTS = 20


def figures_in(document: Document, span: Span) -> tuple[Quantity, ...]:
    """Return the figures that begin in a stretch of a text, in order."""
    first, last = (bisect_left(document.quantities, at, key=lambda q: q.span.start) for at in (span.start, span.end))
    return document.quantities[first:last]


def is_amount(quantity: Quantity, document: Document, *, of_change: bool = False) -> bool:
    """Tell whether a figure says how much there is, or ``of_change`` by how much it changed: no time, no bound."""
    if quantity.kind != "number" or quantity.bound not in _TOLD or quantity.dimension in _OF_TIME:
        return False
    keys, compared = document.words.keys, number_words(document.language).rules["compared"]
    before = keys[max(0, quantity.first - _BEFORE) : quantity.first]
    behind = keys[quantity.last : quantity.last + 1] if document.gaps[quantity.last] == " " else []
    changed = not _telling_change(document.language).isdisjoint(before)
    return changed <= of_change and compared.isdisjoint(behind)


def measure_same(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures are of one measure, or count the same things; a second may leave them out."""
    if one is other:
        return False
    if one.dimension != other.dimension:
        first, second = sorted((one, other), key=lambda quantity: quantity.first)
        return first.unit == "%" and _is_bare(second) and second.first - first.last <= _NEAR
    return bool(one.dimension) or None in {one.counted, other.counted} or one.counted == other.counted


def _is_bare(quantity: Quantity) -> bool:
    """Tell whether a figure leaves its measure to the one before: "bei elf Prozent, die Linken bei neun"."""
    return not quantity.dimension and quantity.counted is None and quantity.value <= _WHOLE


def exceeds(one: Quantity, other: Quantity) -> bool | None:
    """Tell whether of two figures of one measure the first is larger; None where both are the same."""
    in_base = one.dimension == other.dimension
    first, second = (quantity.values[0] if in_base else quantity.value for quantity in (one, other))
    return None if first == second else first > second


def piece_of(document: Document, quantity: Quantity) -> int:
    """Return the first piece of a figure."""
    return bisect_left(document.lexis.starts, quantity.span.start)


def is_measure(document: Document, piece: int) -> bool:
    """Tell whether a piece belongs to a date or a figure, or is what a figure before it counts."""
    start, key = document.lexis.starts[piece], document.lexis.keys[piece]
    dated = bisect_right(document.dates, start, key=lambda moment: moment.span.start)
    if dated and start < document.dates[dated - 1].span.end:
        return True
    counted = bisect_right(document.quantities, start, key=lambda quantity: quantity.span.start)
    before = document.quantities[counted - 1] if counted else None
    if before is None:
        return False
    return start < before.span.end or (before.counted == key and start < before.span.end + _COUNTS)


def times_in(document: Document, first: int, last: int) -> Set[str]:
    """Return the values of the dates that begin in a stretch of pieces."""
    span = document.lexis.span(first, last)
    begin, end = (
        bisect_left(document.dates, at, key=lambda moment: moment.span.start) for at in (span.start, span.end)
    )
    return {moment.value for moment in document.dates[begin:end] if moment.value}


def go_on(document: Document, one: int, other: int) -> bool:
    """Tell whether two sentences are of one thing: they share a word with news, or the later tells of no other."""
    first, second = (_news(document, sentence) for sentence in sorted((one, other)))
    return not second or bool(shared(first, second, document.language))


def _news(document: Document, sentence: int) -> Sequence[Word]:
    """Return the words with news of a sentence, without figures and what they count, and without times."""
    lexis, earlier = document.lexis, listed(document.language, "comparisons", "earlier")
    pieces = compress(range(*lexis.ranges[sentence]), lexis.content[slice(*lexis.ranges[sentence])])
    return [lexis.words[n] for n in pieces if lexis.keys[n] not in earlier and not is_measure(document, n)]


def around(article: Document, one: Quantity, other: Quantity) -> Span:
    """Return the clauses of two figures, and what stands between."""
    spans = [span_of(article.clause_at(piece_of(article, quantity)), article.lexis) for quantity in (one, other)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


@cache
def _telling_change(language: str) -> frozenset[str]:
    changes = number_words(language).changes.items()
    return frozenset(word for word, role in changes if role == "change:by")
