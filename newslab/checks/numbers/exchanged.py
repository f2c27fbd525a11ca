"""Owns whether two numbers of a summary have changed places: each stands with what the article says of the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from newslab.checks.numbers.bearing import comparable, same_value
from newslab.checks.numbers.counting import bound_start, is_whole, same_noun, stem
from newslab.checks.numbers.figures import figures_of
from newslab.text.document import Document
from newslab.text.language import words_of
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

_ENDS = frozenset(",;:.!?–—()\n")
_REACH = 12  # words on each side that may belong to a number
_SHORTEST = 3
_REACHED = 2  # numbers on each side with which one may have changed places
_YEAR = 4  # figures of a date that names its year
_MOST = 8  # mentions of a number in the article that are looked at
_FEW = 12
_TOLD = 3  # words that tell what is said of a number
_NEAR = 3  # sentences between the two numbers in the article

Tags = frozenset[str]


def exchanged(
    ours: Quantity, summary: Document, same: Sequence[Quantity], article: Document
) -> tuple[Quantity, Quantity] | None:
    """Return the article's numbers where the summary's words for one of two stand at the other, and the reverse.

    "Frauen 27 Prozent, Männer 17" for "Männer 27, Frauen 17". One crossing alone may be a rewording.
    """
    for other in _beside(ours, summary):
        mine, its = _apart(tags_of(ours, summary), tags_of(other, summary))
        if not mine or not its:
            continue
        pairs = [
            pair
            for pair in _mentions(same, other, article)
            if not (_is_borne(ours, *pair) or _is_borne(other, *reversed(pair)))
        ]
        forward = ours.first < other.first
        if pairs and all(_crossed(mine, its, pair, article, forward=forward) for pair in pairs):
            return pairs[0]
    return None


def told_of_other(
    ours: Quantity, summary: Document, same: Sequence[Quantity], others: Iterable[Quantity], article: Document
) -> Quantity | None:
    """Return the article's number of which it tells what the summary tells of ours, where it tells nothing of it there.

    "38,000 homes were still without power at noon", where by noon "11,500 were still without", after 38,000 homes.
    """
    noun = {stem(ours.counted)} if ours.counted else set[str]()
    mine = tags_of(ours, summary) - noun
    few = ours.dimension == "" and ours.value <= _FEW  # "the Six Nations"
    if few or ours.parts or len(mine) < _TOLD or any(not mine.isdisjoint(tags_of(theirs, article)) for theirs in same):
        return None
    for other in others:
        shared = mine & tags_of(other, article)
        if len(shared) >= max(_TOLD, len(mine) / 2):
            return other
    return None


def of_other_date(
    ours: Quantity, summary: Document, same: Sequence[Quantity], article: Document
) -> tuple[Quantity, Quantity] | None:
    """Return the article's number and the one that it gives for the summary's date: "Ende 2015 gab es …"."""
    mine = _dates_of(ours, summary)
    if len(mine) != 1 or not same or any(not _dates_of(theirs, article) for theirs in same):
        return None
    if any(_may_agree(mine, _dates_of(theirs, article)) for theirs in same):
        return None
    kin = (q for q in article.quantities if q not in same and q.dimension == ours.dimension and _may_rival(ours, q))
    rival = next((q for q in kin if mine == _dates_of(q, article)), None)
    return (same[0], rival) if rival is not None else None


def _may_rival(ours: Quantity, other: Quantity) -> bool:
    """Tell whether another number may be the one for the date: businesses aided are no firms that went under."""
    named = ours.counted is not None and other.counted is not None
    return _alike(ours, other) and (not named or same_noun(ours.counted or "", other.counted or ""))


def _may_agree(mine: Tags, others: Tags) -> bool:
    """Tell whether two dates may be one, or one lie in the other: "2025", "2025-12"."""
    return any(one.startswith(two) or two.startswith(one) for one in mine for two in others)


def _dates_of(quantity: Quantity, document: Document) -> Tags:
    return frozenset(tag for tag in tags_of(quantity, document) if tag[:1].isdigit() and len(tag) >= _YEAR)


def _beside(ours: Quantity, summary: Document) -> list[Quantity]:
    """Return the number before and the one after in the summary, where they measure or count alike."""
    at = summary.quantities.index(ours)
    near = summary.quantities[max(0, at - _REACHED) : at + _REACHED + 1]
    return [q for q in near if q is not ours and _alike(ours, q) and not same_value(ours, q)]


def _alike(ours: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers measure or count alike; one that says neither goes with the other."""
    bare = "" in {ours.dimension, other.dimension} and None in {ours.counted, other.counted}
    return ours.dimension == other.dimension or (bare and ours.kind == other.kind == "number")


def _mentions(same: Sequence[Quantity], other: Quantity, article: Document) -> list[tuple[Quantity, Quantity]]:
    """Return the article's mentions of both numbers that stand near each other."""
    sizes = other.values[0], (other.parts or (other.value,))[0]
    alike = figures_of(article).equal_to(*sizes) if other.high is None else article.quantities
    rest = [q for q in alike if comparable(other, q) and same_value(other, q)][:_MOST]
    return [
        (one, two)
        for one in same[:_MOST]
        for two in rest
        if one is not two and abs(article.sentence_at(one.span.start) - article.sentence_at(two.span.start)) <= _NEAR
    ]


def _crossed(mine: Tags, its: Tags, pair: tuple[Quantity, Quantity], article: Document, *, forward: bool) -> bool:
    """Tell whether two numbers' words crossed; ``forward``: the summary has the first of the pair first.

    In the same order the first has the words that the second leaves out ("Frauen verdienen 54, Männer 46"), whoever
    they are: such words of the first show nothing.
    """
    there, beyond = _apart(*(tags_of(quantity, article) for quantity in pair))
    if _other_year(mine, its, there, beyond):
        return True
    if mine.isdisjoint(beyond) or its.isdisjoint(there):
        return False
    in_order = forward == (pair[0].first < pair[1].first)
    straight = (not mine.isdisjoint(there), not its.isdisjoint(beyond))
    return not straight[forward] if in_order else not any(straight)


def _is_borne(ours: Quantity, theirs: Quantity, other: Quantity) -> bool:
    """Tell whether a number has the noun that it has in the article, and the other one has not: an age, its bearer."""
    noun, own, others = ours.counted, theirs.counted, other.counted
    return bool(noun and own and others and same_noun(noun, own) and not same_noun(noun, others))


def _other_year(mine: Tags, its: Tags, there: Tags, beyond: Tags) -> bool:
    """Tell whether a number has the other's date, and the article has another one for it."""
    dates = [frozenset(tag for tag in tags if tag[:1].isdigit()) for tags in (mine, its, there, beyond)]
    own, others, right, wrong = dates
    return bool(own & wrong and right) and not own & right and not others & wrong


def _apart(one: Tags, two: Tags) -> tuple[Tags, Tags]:
    return one - two, two - one


@lru_cache(maxsize=1 << 10)
def tags_of(quantity: Quantity, document: Document) -> Tags:
    """Return what tells a number from its neighbours: the words and dates of its piece of the sentence."""
    first, last = _piece(quantity, document)
    keys, known = document.words.keys, number_words(document.language).rules
    idle = known["not_counted"] | known["compared"] | words_of(document.language, "numbers", "idle")
    inside = [at for at in range(first, last) if at not in document.figured]
    told = {stem(keys[at]) for at in inside if len(keys[at]) >= _SHORTEST and keys[at] not in idle}
    return frozenset(told | _dates(document, first, last))


def _dates(document: Document, first: int, last: int) -> set[str]:
    """Return the dates of a piece by what they mean, so that "im Vorjahr" and its year are one."""
    return {
        moment.value or moment.text.casefold()
        for moment in document.dates
        if first <= moment.stated.first and moment.stated.last <= last
    }


def _piece(quantity: Quantity, document: Document) -> tuple[int, int]:
    """Return the words that belong to a number: up to a mark, a joining word or another number."""
    if respective := _respective(quantity, document):
        return respective
    first, last = bound_start(quantity, document), quantity.last  # "mehr als 100": no comparison
    low, high = max(0, first - _REACH), min(len(document.words), last + _REACH)
    if first > low and document.gaps[first].endswith("("):  # "aus Syrien (7.200), der Türkei (3.100)"
        first, high = first - 1, last
    while first > low and not _is_cut(document, first) and not _joins(document, first - 1):
        first -= 1
    while (
        last < high
        and not _is_cut(document, last)
        and (is_whole(quantity.last, last, document) or not _joins(document, last))
    ):
        last += 1
    return first, last


def _is_cut(document: Document, at: int) -> bool:
    """Tell whether a mark parts the word ``at`` from the one before."""
    gap = document.gaps[at]
    return gap != " " and not _ENDS.isdisjoint(gap)


def _joins(document: Document, at: int) -> bool:
    rules, key = number_words(document.language).rules, document.words.keys[at]
    return at in document.figured or key in rules["listing"] or key in rules["piece_openers"]


def _respective(quantity: Quantity, document: Document) -> tuple[int, int] | None:
    """Return the first or second name of "A und B … drei beziehungsweise fünf", whichever the number belongs to."""
    rules, keys = number_words(document.language).rules, document.words.keys
    if document.places.keys().isdisjoint(rules["respective"]):
        return None
    sentence = document.sentences[document.sentence_at(quantity.span.start)]
    first, last = document.word_at(sentence.start), min(len(keys), document.word_at(sentence.end - 1) + 1)
    told = [q for q in document.quantities if first <= q.first < last and q.kind != "ordinal"]
    joints = [at for at in range(first + 1, last - 1) if keys[at] in rules["listing"] and not _between(at, told)]
    if len(told) != 2 or not joints or rules["respective"].isdisjoint(keys[first:last]):
        return None
    at = joints[0]
    if quantity == told[0]:
        return at - 1, at
    after = at + 1 + (keys[at + 1] in rules["not_counted"])
    return after, after + 1


def _between(at: int, told: Sequence[Quantity]) -> bool:
    return bool(told) and told[0].first < at < told[-1].last
