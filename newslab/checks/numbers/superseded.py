"""Owns whether an article tells a number or a date as what was first said or planned, or as what was before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from newslab.checks.numbers.counting import bound_start, may_be_same, role_of
from newslab.checks.numbers.figures import figures_of
from newslab.text.document import Document
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

_LONGEST = 3  # words of "compared with the"
_WINDOW = 8  # numbers of a sentence that are looked at
_ENDS = frozenset(",;:–")


def told_as_now(ours: Quantity, summary: Document, same: Sequence[Quantity], article: Document) -> Quantity | None:
    """Return the article's valid number where the summary has the one that it took the place of, and does not say so.

    "33 Radfahrer starben" for "41, nach 33 im Vorjahr", "25 Verletzte" for "zunächst war von 25 die Rede, doch …".
    """
    if not same or not _may_be_superseded(article) or keeps_the_past(ours.first, summary):
        return None
    found = [_valid(theirs, article) for theirs in same]
    if any(valid is None for valid in found) or _tells_a_day(ours, summary):
        return None
    number = summary.sentence_at(ours.span.start)
    valid = found[0]
    beside = [q for q in summary.quantities if q is not ours and summary.sentence_at(q.span.start) == number]
    told = valid is None or any(valid.value in (q.value, *q.parts) for q in beside)
    return None if told else valid


def is_superseded(at: int, document: Document) -> bool:
    """Tell whether the clause of a word says that something was planned, hoped or said before it was otherwise."""
    keys, rules = _clause(at, document), number_words(document.language).rules
    if not rules["at_first"].isdisjoint(keys) or not rules["unreal"].isdisjoint(keys):
        return True
    number = document.sentence_at(document.words.starts[at])
    near = _sentence(number, document) | _sentence(number + 1, document)
    return not rules["so_far"].isdisjoint(keys) and not rules["corrected"].isdisjoint(near)


def keeps_the_past(at: int, summary: Document) -> bool:
    """Tell whether the sentence of a word says that something was otherwise planned, or is no more."""
    keys, rules = (
        _sentence(summary.sentence_at(summary.words.starts[at]), summary),
        number_words(summary.language).rules,
    )
    return any(not rules[name].isdisjoint(keys) for name in ("at_first", "unreal", "so_far", "past_kept"))


@lru_cache(maxsize=4)  # every number of a summary asks, and an article has several summaries
def _may_be_superseded(article: Document) -> bool:
    rules, told = number_words(article.language).rules, article.places.keys()
    if any(not told.isdisjoint(rules[name]) for name in ("at_first", "so_far", "unreal")):
        return True
    return any(phrase.partition(" ")[0] in told for phrase in rules["before_it"])


@lru_cache(maxsize=1 << 8)
def _valid(theirs: Quantity, article: Document) -> Quantity | None:
    """Return the number that took the place of one of the article; None where it stands as it is."""
    figures, number = figures_of(article), article.sentence_at(theirs.span.start)
    if _was_before(theirs, article):
        earlier = [
            q for q in figures.in_sentence(number)[:_WINDOW] if q.last <= theirs.first and _alike(q, theirs, article)
        ]
        return earlier[-1] if earlier else None
    if not is_superseded(theirs.first, article):
        return None
    near = [q for n in (number - 1, number, number + 1) for q in figures.in_sentence(n)[:_WINDOW]]
    return next((q for q in near if q is not theirs and _is_of_kin(q, theirs, article)), None)


def _was_before(theirs: Quantity, article: Document) -> bool:
    """Tell whether words before a number say that it is the amount before: "up from 33", "nach zuvor 33"."""
    keys, start = article.words.keys, bound_start(theirs, article)
    phrases = number_words(article.language).rules["before_it"]
    return any(" ".join(keys[max(0, start - length) : start]) in phrases for length in range(1, _LONGEST + 1))


def _alike(one: Quantity, two: Quantity, article: Document) -> bool:
    """Tell whether two numbers measure alike, and count nothing that excludes the other."""
    if one.dimension != two.dimension or one.kind != "number":
        return False
    return None in {one.counted, two.counted} or may_be_same(one.counted or "", two.counted or "", article.language)


def _is_of_kin(one: Quantity, two: Quantity, article: Document) -> bool:
    role = role_of(two, article)
    same_part = role is not None and role_of(one, article) == role
    named = one.counted is not None and two.counted is not None
    return _alike(one, two, article) and (same_part or (named and role is None))


def _tells_a_day(ours: Quantity, summary: Document) -> bool:
    """Tell whether the sentence dates its number, so that it may be the one of before."""
    number = summary.sentence_at(ours.span.start)
    told = (m.stated for m in summary.dates if summary.sentence_at(m.span.start) == number)
    return any(stated.kind == "stretch" or (stated.kind == "date" and stated.weekday is None) for stated in told)


def _sentence(number: int, document: Document) -> frozenset[str]:
    if not 0 <= number < len(document.sentences):
        return frozenset()
    sentence = document.sentences[number]
    return frozenset(document.words.keys[document.word_at(sentence.start) : document.word_at(sentence.end)])


def _clause(at: int, document: Document) -> frozenset[str]:
    """Return the words between the marks on both sides of a word."""
    gaps, words = document.gaps, document.words
    sentence = document.sentences[document.sentence_at(words.starts[at])]
    low, high = document.word_at(sentence.start), document.word_at(sentence.end)
    first, last = at, at + 1
    while first > low and _ENDS.isdisjoint(gaps[first]):
        first -= 1
    while last < high and _ENDS.isdisjoint(gaps[last]):
        last += 1
    return frozenset(words.keys[first:last])
