"""Owns what several numbers come to together: sums of one sentence, "weitere", and one person beside some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations, islice

from newslab.checks.numbers.claim import Claim
from newslab.checks.numbers.counting import class_of
from newslab.checks.numbers.figures import figures_of
from newslab.checks.numbers.pairs import MOST, WINDOW, Results, any_foreign, is_plain, with_own
from newslab.text.document import Document
from newslab.text.quantities.words import number_words

NEVER_ADDED = frozenset(["share", "pp", "degrees", "calendar", "clock"])
_FEW = 3  # people that are told apart in the article, and together in the summary
_LEAST_SUM = 10  # a smaller sum comes about by chance, unless a word says that things are added up


def sums(claim: Claim) -> Results:
    """Yield sums where they are so large that they do not come about by chance."""
    ours = claim.ours
    counts = ours.counted is not None and class_of(ours.counted, claim.summary.language) == "people"
    people = counts or ours.dimension == "people"
    if claim.ours.value >= _LEAST_SUM or (people and claim.ours.value > _FEW):
        yield from wholes(claim)


def wholes(claim: Claim) -> Results:
    """Yield sums of two or three numbers of one measure in one sentence of the article."""
    ours = claim.ours
    if ours.dimension in NEVER_ADDED:
        return
    yield from _with_more(claim)
    yield from _with_one_more(claim)
    figures = figures_of(claim.article)
    measures = ("people", "") if ours.dimension == "people" else (ours.dimension,)  # "vierköpfig"
    kin = chain.from_iterable(figures.of_dimension.get(measure, ()) for measure in measures)
    numbers = {claim.article.sentence_at(q.span.start) for q in islice(kin, MOST)}
    for sentence in sorted(numbers):
        alike = (q for q in figures.in_sentence(sentence) if is_plain(q) and q.dimension in measures)
        terms = list(islice(alike, WINDOW))
        for size in (2, 3):
            for row in combinations(terms, size):
                if not any_foreign(row, claim.article.language):
                    yield sum(q.values[0] for q in row), " + ".join(q.text for q in row), row


def _with_more(claim: Claim) -> Results:
    """Yield a number of "weitere 58 Märkte" with one that the summary itself counts: "drei ihrer 61 Märkte"."""
    more, keys = number_words(claim.article.language).rules["more_of_them"], claim.article.words.keys
    for theirs, own in with_own(claim):
        if theirs.first and not more.isdisjoint({keys[theirs.first - 1], *keys[theirs.last : theirs.last + 1]}):
            yield theirs.values[0] + own.values[0], f"{theirs.text} + {own.text}", (theirs, own)


def _with_one_more(claim: Claim) -> Results:
    """Yield a number of people with one that their sentence tells beside them: 17 passengers, and the driver."""
    article = claim.article
    for theirs in figures_of(article).of_dimension.get("", [])[:MOST]:
        told = _singles(article, article.sentence_at(theirs.span.start))
        yield from ((theirs.values[0] + more, f"{theirs.text} + {more}", (theirs,)) for more in range(1, told + 1))


@lru_cache(maxsize=256)  # sentences of an article, for all its summaries
def _singles(article: Document, number: int) -> int:
    """Return of how many people a sentence tells one by one."""
    rules, (first, last) = number_words(article.language).rules, article.word_ranges[number]
    keys = article.words.keys[first:last]
    told = sum(_is_single(keys, at, rules) for at, key in enumerate(keys) if key in rules["singular_articles"])
    return min(told, MOST)


def _is_single(keys: Sequence[str], at: int, rules: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether an article leads to one person: "der Fahrer", "the driver", "der 58-jährige Lastwagenfahrer"."""
    persons = tuple(rules["single_persons"])
    if not rules["another_one"].isdisjoint(keys[at + 1 : at + 2]):  # "ein weiterer wurde lebensgefährlich verletzt"
        return True
    return any(key.endswith(persons) for key in keys[at + 1 : at + 3])
