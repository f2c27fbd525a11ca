"""Owns what an article says of a part only: "elf wurden verletzt, vier davon schwer", "700 of them here"."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.checks.numbers.bearing import equal
from newslab.checks.numbers.counting import bound_start
from newslab.checks.numbers.figures import figures_of
from newslab.text.document import Document
from newslab.text.quantities.finder import Quantity
from newslab.text.quantities.words import number_words

_BESIDE = 4  # words behind a number that tell what it counts: "elf Menschen schwer", "1.200 Stellen in Deutschland"
_JOINT = 3  # words between a part and what says that it is one
_SHORTEST = 4
_WINDOW = 12  # numbers of a sentence that are looked at
_MOST = 3  # numbers behind a whole that may count a part of it
_ENDS = frozenset(",;:.!?–—()\n")


def part_of(ours: Quantity, summary: Document, same: Sequence[Quantity], article: Document) -> Quantity | None:
    """Return the article's part of a number of which alone it says what the summary says of the whole."""
    if ours.kind != "number" or ours.dimension == "share":
        return None
    mine = _behind(ours, summary)
    if not mine or not mine.isdisjoint(number_words(summary.language).rules["partly"]):
        return None
    parts = [_part(theirs, article) for theirs in same]
    if not parts or any(part is None or equal(part.value, ours.value) for part in parts):
        return None
    for theirs, part in zip(same, parts, strict=True):
        if part is not None and not mine & (_told(part, article) - _told(theirs, article)):
            return None
    return parts[0]


def part_taken(ours: Quantity, summary: Document, same: Sequence[Quantity], article: Document) -> Quantity | None:
    """Return the article's part of a whole, where the summary takes the whole for it: "310 of its stores"."""
    if not _has_whole(ours, summary) or any(_is_whole_of(ours, q, summary) for q in summary.quantities):
        return None
    parts = [
        next((q for q in figures_of(article).in_sentence(article.sentence_at(whole.span.start))[:_WINDOW]
              if _is_whole_of(whole, q, article)), None)
        for whole in same
    ]  # fmt: skip
    return None if None in parts or not parts else parts[0]


def is_taken_from(whole: Quantity, document: Document) -> bool:
    """Tell whether a number is the whole of which one right before counts some: the 512 of "86 seiner 512 Kirchen"."""
    first = bound_start(whole, document)  # "3.000 ihrer etwa 9.000 Stellen"
    before = document.words.keys[max(0, first - _JOINT) : first]
    rules = number_words(document.language).rules
    near = any(at in document.numbered for at in range(max(0, first - _JOINT), first))
    return near and bool(before) and before[-1] in rules["of_all"] | rules["whose"]


def _has_whole(quantity: Quantity, document: Document) -> bool:
    """Tell whether a number counts some of what follows: "45 of its 310 stores", "acht der 31 Sitze"."""
    behind = " ".join(document.words.keys[quantity.last : quantity.last + 1])
    return quantity.dimension == "" and behind in number_words(document.language).rules["of_all"]


def _is_whole_of(whole: Quantity, part: Quantity, document: Document) -> bool:
    """Tell whether a number is the whole of another right before it: the 310 of "45 of its 310 stores"."""
    near = 0 < whole.first - part.last <= _JOINT and part.dimension == whole.dimension == ""
    return near and _has_whole(part, document) and part.value < whole.value


def _part(whole: Quantity, article: Document) -> Quantity | None:
    """Return the number of the sentence that counts some of those."""
    sentence = figures_of(article).in_sentence(article.sentence_at(whole.span.start))
    later = [q for q in sentence if q.first >= whole.last and q.kind == "number"]
    return next((q for q in later[:_MOST] if q.value < whole.value and _is_marked(q, whole, article)), None)


def _is_marked(following: Quantity, whole: Quantity, article: Document) -> bool:
    """Tell whether words beside a number say that it counts some of those before."""
    keys, markers = article.words.keys, number_words(article.language).rules["some_of_them"]
    before = keys[max(whole.last, following.first - _JOINT) : following.first]
    if " ".join(before[-2:]) in markers:  # "von denen 1.000"
        return True
    behind = (" ".join(keys[following.last : following.last + length]) for length in (1, 2))
    return not markers.isdisjoint(before) or any(phrase in markers for phrase in behind)


def _told(quantity: Quantity, document: Document) -> frozenset[str]:
    """Return the telling words of a number's piece of the sentence."""
    return frozenset(_words_of(quantity, document, len(document.words)))


def _behind(quantity: Quantity, document: Document) -> frozenset[str]:
    """Return the telling words right behind a number."""
    return frozenset(_words_of(quantity, document, _BESIDE))


def _words_of(quantity: Quantity, document: Document, reach: int) -> list[str]:
    keys, found = document.words.keys, list[str]()
    idle = number_words(document.language).rules["not_counted"]
    for at in range(quantity.last, min(len(keys), quantity.last + reach)):
        if at in document.figured or (document.gaps[at] != " " and not _ENDS.isdisjoint(document.gaps[at])):
            break
        if len(keys[at]) >= _SHORTEST and keys[at] not in idle:
            found.append(keys[at])
    return found
