"""Finds an order of two that the article has the other way round, by its own words or by its figures for the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from newslab.checks.statements.amounts import (
    around,
    exceeds,
    figures_in,
    go_on,
    is_amount,
    measure_same,
    piece_of,
    times_in,
)
from newslab.checks.statements.orders import Order, orders
from newslab.records import Span
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document, clauses_in
from newslab.text.kinship import shared
from newslab.text.language import table
from newslab.text.lexis import Lexis, Word, listed
from newslab.text.quantities.finder import Quantity
from newslab.text.statements.clauses import LONGEST_CLAUSE, Clause, span_of

# Sentences looked through for each word of a party, and in all.
_EACH, _MOST_SENTENCES = 8, 16
# Figures of each party that are compared.
_MOST_HELD = 24
# Two figures stand by their parties in one sentence, or in two that follow each other.
_NEXT = 1
_PAIR = 2
_HALF = 0.5
_SCORES = frozenset(["share", "points"])
_SUPPOSED = frozenset(["possibility", "plan"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A figure of the article, whether it is of the side that has more, and how many words of that side stand by it."""

    quantity: Quantity
    has_more: bool
    words: int


def misordered(alignment: Alignment, clause: Clause) -> Span | None:
    """Return where the article has two the other way round than a clause tells, and nowhere as it tells; or None."""
    if _is_supposed(alignment.summary, clause):
        return None
    for order in orders(alignment.summary, clause):
        near = _near(alignment, clause, order)
        told = [*_by_words(alignment.article, near, order), *_by_figures(alignment, clause, near, order)]
        told += _by_rest(alignment, clause, near, order) if order.of_two else ()
        if told and not any(straight for straight, _ in told):
            return told[0][1]
    return None


def _is_supposed(summary: Document, clause: Clause) -> bool:
    """Tell whether a clause itself says that it is a possibility or a plan."""
    hedges = summary.hedges_of.get(clause.sentence, ())
    return any(hedge.kind in _SUPPOSED and clause.first <= hedge.piece < clause.last for hedge in hedges)


def _by_words(article: Document, near: Sequence[int], order: Order) -> Iterator[tuple[bool, Span]]:
    """Yield, for each order that the article tells of the same two, whether it is the summary's."""
    for other in clauses_in(article, near):
        for theirs in orders(article, other):
            if theirs.ranked != order.ranked:
                continue
            straight = _agree(order.more, theirs.more, article) and _agree(order.less, theirs.less, article)
            crossed = _agree(order.more, theirs.less, article) and _agree(order.less, theirs.more, article)
            other_one = order.of_two and theirs.of_two and bool(order.more) == bool(theirs.more) and not straight
            if straight != (crossed or other_one):
                yield straight, span_of(other, article.lexis)


def _agree(ours: Sequence[Word], theirs: Sequence[Word], article: Document) -> bool:
    """Tell whether two sides have a word in common, or neither is named."""
    return bool(shared(ours, theirs, article.language)) or not (ours or theirs)


def _by_figures(alignment: Alignment, clause: Clause, near: Sequence[int], order: Order) -> Iterator[tuple[bool, Span]]:
    """Yield, for each two figures of one measure that stand by the two, whether the order is theirs.

    What speaks for the summary may be of another time or thing: then it is not beyond doubt. Of several figures by one
    name those tell by which most of it stands ("Rot-Rot-Grün" beside "Rot-Grün"), and those of one sentence first.
    """
    article = alignment.article
    held = [one for sentence in near for one in _held(article, sentence, order)]
    held += _own(alignment, clause, order)
    more, less = ([one for one in held if one.has_more is side][:_MOST_HELD] for side in (True, False))
    pairs = [(one, other) for one in more for other in less if _may_be_compared(article, one, other)]
    most = max((one.words + other.words for one, other in pairs), default=0)
    pairs = [(one, other) for one, other in pairs if one.words + other.words == most]
    nearest = min((_distance(article, *pair) for pair in pairs), default=0)
    for one, other in pairs:
        straight = exceeds(one.quantity, other.quantity)
        nearby = straight is False and _distance(article, one, other) == nearest
        close = nearby and _are_compared(article, order, one, other)
        if straight or (close and not _is_of_another(alignment, clause, order, (one, other))):
            yield bool(straight), around(article, one.quantity, other.quantity)


def _by_rest(alignment: Alignment, clause: Clause, near: Sequence[int], order: Order) -> Iterator[tuple[bool, Span]]:
    """Yield whether one of two has the greater part, where the article has a share and leaves the rest to the other."""
    article, rest = alignment.article, listed(alignment.article.language, "comparisons", "rest")
    lexis, parts = alignment.summary.lexis, (*order.more, *order.less)
    topic = [
        lexis.words[n] for n in range(clause.first, clause.last) if lexis.content[n] and lexis.words[n] not in parts
    ]
    for sentence in near:
        shares = [q for q in figures_in(article, article.sentences[sentence]) if q.dimension == "share"]
        if len(shares) != 1 or not is_amount(shares[0], article):
            continue
        behind = range(piece_of(article, shares[0]), article.lexis.ranges[sentence][1])
        left = next((n for n in behind if article.lexis.keys[n] in rest), None)
        of_it = shared(topic, _words(article.lexis, sentence), article.language)
        if left is None or not of_it or shares[0].values[0] == _HALF:
            continue
        parties = _sides(article, sentence, order).keys()
        # the share's party stands before it, and that of the rest behind
        its_own = bool(parties) and max(parties) < behind.start
        if its_own or (parties and min(parties) > behind.start):
            has_more = (shares[0].values[0] > _HALF) == its_own
            yield has_more == bool(order.more), article.sentences[sentence]


def _is_of_another(alignment: Alignment, clause: Clause, order: Order, pair: tuple[_Held, _Held]) -> bool:
    """Tell whether a clause names what the article has by another figure, and not by these: "in der Stichwahl"."""
    article, summary = alignment.article, alignment.summary.lexis
    places = {article.sentence_at(held.quantity.span.start) for held in pair}
    here = [word for number in places for word in _words(article.lexis, number)]
    parties = {*order.more, *order.less}
    capitals = table(summary.language, "certainty")["nouns_have_capitals"]
    pieces = compress(range(clause.first, clause.last), summary.content[clause.first : clause.last])
    told = (summary.words[n] for n in pieces if summary.forms[n].istitle() or not capitals)
    things = [word for word in told if word not in parties and not shared([word], here, summary.language)]
    elsewhere = {number for _, lemma in things for number in article.lexis.sentences_of.get(lemma, ())[:_EACH]}
    figures = (figure for number in elsewhere for figure in figures_in(article, article.sentences[number]))
    return any(measure_same(pair[0].quantity, figure) for figure in figures)


def _distance(article: Document, one: _Held, other: _Held) -> int:
    """Return how many sentences lie between two figures."""
    places = [article.sentence_at(held.quantity.span.start) for held in (one, other)]
    return abs(places[0] - places[1])


def _may_be_compared(article: Document, one: _Held, other: _Held) -> bool:
    """Tell whether two figures are of one measure, and stand near each other."""
    return measure_same(one.quantity, other.quantity) and _distance(article, one, other) <= _NEXT


def _near(alignment: Alignment, clause: Clause, order: Order) -> list[int]:
    """Return the sentences of the article that a clause rests on, or that name one of the two."""
    lexis = alignment.article.lexis
    words = (lemma for _, lemma in (*order.more, *order.less))
    found = {number for word in words for number in lexis.sentences_of.get(word, ())[:_EACH]}
    found.update(alignment.links[clause.sentence].sources)
    return [number for number in sorted(found) if _is_short(lexis, number)][:_MOST_SENTENCES]


def _is_short(lexis: Lexis, sentence: int) -> bool:
    first, last = lexis.ranges[sentence]
    return last - first <= 2 * LONGEST_CLAUSE


def _held(article: Document, sentence: int, order: Order) -> list[_Held]:
    """Return the figures of a sentence that stand by the words of one side, and by none of the other.

    Of "the other of the two" is the figure that stands by no word of the one, where the sentence has two.
    """
    change, here = order.of_change, figures_in(article, article.sentences[sentence])
    figures = [one for one in here if is_amount(one, article, of_change=change)]
    sides = _sides(article, sentence, order) if figures else {}
    if not sides:
        return []
    told = [(quantity, _side_of(article, quantity, figures, sides)) for quantity in figures]
    if order.of_two and len(figures) == _PAIR and [side for _, side in told].count(None) == 1:
        told = [(quantity, side or (not order.more, 0)) for quantity, side in told]
    return [_Held(quantity=quantity, has_more=side[0], words=side[1]) for quantity, side in told if side]


def _side_of(
    article: Document, quantity: Quantity, figures: Sequence[Quantity], sides: dict[int, bool]
) -> tuple[bool, int] | None:
    """Return whose a figure is: whom its clause names, where it is the only one in there and names one side.

    Else who is named before it, back to the figure before; behind it, where the sentence begins with a figure.
    """
    at, lexis = piece_of(article, quantity), article.lexis
    clause = article.clause_at(at)
    others = [piece_of(article, other) for other in figures if measure_same(quantity, other)]
    alone = not any(clause.first <= other < clause.last for other in others)
    if alone and (side := _side(sides, range(clause.first, clause.last))):
        return side
    first, last = lexis.ranges[clause.sentence]
    opening = min([at, *others])
    if any(lexis.content[n] and lexis.forms[n][0].isupper() for n in range(first, opening)) or min(sides) < opening:
        return _side(sides, range(max((other for other in others if other < at), default=first), at))
    return _side(sides, range(at, min((other for other in others if other > at), default=last)))


def _sides(article: Document, sentence: int, order: Order) -> dict[int, bool]:
    """Return the pieces of a sentence that have a word of one side, and whether that side has more."""
    lexis, found = article.lexis, dict[int, bool]()
    for n in range(*lexis.ranges[sentence]):
        if lexis.content[n]:
            more, less = (bool(shared(side, [lexis.words[n]], article.language)) for side in (order.more, order.less))
            if more != less:
                found[n] = more
    return found


def _side(sides: dict[int, bool], stretch: range) -> tuple[bool, int] | None:
    """Return the one side of which a stretch has words, and how many it has."""
    told = [sides[n] for n in stretch if n in sides]
    return (told[0], len(told)) if len(set(told)) == 1 else None


def _own(alignment: Alignment, clause: Clause, order: Order) -> Iterator[_Held]:
    """Yield the article's figure that the summary's clause itself gives to the side before the word of order."""
    summary, article = alignment.summary, alignment.article
    mine = figures_in(summary, span_of(clause, summary.lexis))
    if len(mine) == 1 and mine[0].dimension and is_amount(mine[0], summary):
        for sentence in alignment.links[clause.sentence].sources:
            for theirs in figures_in(article, article.sentences[sentence]):
                same = (theirs.dimension, theirs.values) == (mine[0].dimension, mine[0].values)
                if same and is_amount(theirs, article):
                    yield _Held(quantity=theirs, has_more=order.left_has_more, words=1)


def _are_compared(article: Document, order: Order, one: _Held, other: _Held) -> bool:
    """Tell whether two figures are told of one time, and of what one has more of."""
    two = one.quantity, other.quantity
    places = [article.sentence_at(quantity.span.start) for quantity in two]
    if _differ_in_time(article, *two):
        return False
    measures, counted = {q.dimension for q in two} - {""}, {q.counted for q in two}
    left_out = None in counted and len(counted) > 1 and not measures  # "41.000 Räder. Der Rivale kam auf 38.500."
    if places[0] != places[1] and not (order.ranked or left_out or go_on(article, *places)):
        return False
    if order.ranked:
        return bool(measures & _SCORES) or not listed(article.language, "comparisons", "scoring").isdisjoint(counted)
    if not order.topic:
        return bool(measures)
    shares = listed(article.language, "comparisons", "shares")
    if "share" in measures and any(word in shares for words in order.topic for word in words):
        return True
    there = [word for number in set(places) for word in _words(article.lexis, number)]
    return bool(shared(order.topic, there, article.language))


def _differ_in_time(article: Document, one: Quantity, other: Quantity) -> bool:
    """Tell whether the clauses of two figures name two times, or only the later one an earlier year or another round.

    What the first says of its time holds for the second, too, where that says nothing.
    """
    quantities = sorted((one, other), key=lambda quantity: quantity.first)
    first, second = (article.clause_at(piece_of(article, quantity)) for quantity in quantities)
    if first == second:
        return False
    days = [times_in(article, clause.first, clause.last) for clause in (first, second)]
    return bool(_marks(article, second) - _marks(article, first)) or (all(days) and days[0].isdisjoint(days[1]))


def _marks(article: Document, clause: Clause) -> set[str]:
    """Return by which words a clause says that it is of another year, or of one round of several."""
    figures = figures_in(article, span_of(clause, article.lexis))
    rounds = {quantity.text for quantity in figures if quantity.kind == "ordinal"}
    earlier = listed(article.language, "comparisons", "earlier")
    return rounds | (earlier & set(article.lexis.keys[clause.first : clause.last]))


def _words(lexis: Lexis, sentence: int) -> Sequence[Word]:
    first, last = lexis.ranges[sentence]
    return lexis.words[first:last]
