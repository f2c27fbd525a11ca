"""Owns how many things a sentence of an article lists by their names: "Gera, Suhl und Hof" are three."""

from __future__ import annotations

from functools import lru_cache

from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.counting import same_noun
from newslab.checks.numbers.reckoning import Reckoning
from newslab.records import Span
from newslab.text.document import Document
from newslab.text.quantities.words import number_words

_LONGEST = 4  # words of one item: "die Stadt Bad Salzen"
_INSIDE = frozenset([" ", "-", " (", ". "])  # what stands between the words of one item: "Liberale (LP), Grüne (GP)"
_QUOTES = '„“”‚‘’»«›‹"'
_AROUND = f" ){_QUOTES}"  # what may stand around the comma between two items
_MOST = 12  # items of a list that a summary counts


def counted_list(claim: Claim) -> Reckoning | None:
    """Return the list of the article that has as many items as a small number of the summary counts."""
    ours = claim.ours
    if ours.kind != "number" or ours.dimension or ours.parts or ours.high is not None or ours.bound != "exact":
        return None
    span = next((span for count, span in lists_in(claim.article) if count == ours.value), None)
    if span is None:
        return None
    article, first = claim.article, claim.article.word_at(span.start)
    end = next((at for at in range(first + 1, first + _LONGEST) if article.gaps[at] not in _INSIDE), first + _LONGEST)
    heads = article.words.keys[max(0, first - 1) : end]  # "die Länder Hessen, Bremen und Berlin"
    named = ours.counted is not None and any(same_noun(ours.counted, head) for head in heads)
    return Reckoning(written=f"{span.of(article.text)} → {ours.text}", spans=(span,), restated=named)


@lru_cache(maxsize=4)  # an article's summaries come one after the other
def lists_in(article: Document) -> tuple[tuple[int, Span], ...]:
    """Return the lists of three and more names or nouns with their lengths, in order."""
    listing = number_words(article.language).rules["listing"]
    ends = sorted(at for word in listing for at in article.places.get(word, ()))
    found = ((_items_before(article, at), at) for at in ends)
    return tuple(
        (count, span) for (count, first), at in found if 3 <= count <= _MOST for span in [_span(article, first, at)]
    )


def _span(article: Document, first: int, at: int) -> Span:
    return article.words.span(first, min(at + 2, len(article.words)))


def _items_before(article: Document, at: int) -> tuple[int, int]:
    """Return how many items a list has whose last one stands behind the word ``at``, and where it begins."""
    forms, gaps = article.words.forms, article.gaps
    if at + 1 >= len(forms) or not (forms[at + 1][:1].isupper() or gaps[at + 1].endswith(tuple(_QUOTES))):
        return 0, at
    count, first = 1, at
    while first > 0 and count < _MOST:
        start = _item(article, first)
        if start == first:
            break
        count, first = count + 1, start
        if start == 0 or gaps[start].strip(_AROUND) != ",":
            break
    return count, first


def _item(article: Document, last: int) -> int:
    """Return where the item before the word ``last`` begins: some words with capitals, back to a comma."""
    forms, gaps = article.words.forms, article.gaps
    first = last
    while (
        first > 0
        and last - first < _LONGEST
        and forms[first - 1][:1].isupper()
        and (first == last or gaps[first] in _INSIDE)
    ):
        first -= 1
    return first
