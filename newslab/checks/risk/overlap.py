"""Measures how each sentence of a summary is made from its article: the features that the risk is reckoned from."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import compress, pairwise
from math import log1p, sqrt

from rapidfuzz.distance import LCSseq

from newslab.text.alignment.align import Alignment, Link
from newslab.text.lexis import NOT_THERE
from newslab.text.names.morphology import reading

# In the order in which the weights' file has them; docs/checks/risk.md explains each.
FEATURES = ("reordered", "unborne", "run_length", "jumps", "repeats", "new_nouns")
# A longer "sentence" is a list or a text without full stops; its beginning tells enough, and the work stays bounded.
_LONGEST = 500
# Runs of one word meet by chance; a jump is between two of at least this length.
_SHORTEST_RUN = 2


def overlap_of(alignment: Alignment) -> list[Mapping[str, float]]:
    """Return the features of each sentence of the summary that has a word, in order."""
    lexis = alignment.summary.lexis
    return [
        _features(alignment, alignment.links[number], first, min(last, first + _LONGEST))
        for number, (first, last) in enumerate(lexis.ranges)
        if last > first
    ]


def _features(alignment: Alignment, link: Link, first: int, last: int) -> Mapping[str, float]:
    lexis = alignment.summary.lexis
    keys = lexis.keys[first:last]
    runs = list(alignment.article.piece_runs.greedy(keys))
    news = list(compress(lexis.lemmas[first:last], lexis.content[first:last]))
    weighty = bool(news) or any(key[0].isdigit() for key in keys)
    return {
        "reordered": 1 - _in_order(alignment, link.sources[:2] or _longest(alignment, runs), keys),
        # the root: the first word that nothing bears says more than the fifth; "He was not." has nothing to be borne
        "unborne": sqrt(max(0.0, 1 - link.strength)) if weighty else 0.0,
        "run_length": log1p(sum([length for _, _, length in runs]) / max(1, len(runs))),
        "jumps": log1p(_jumps(alignment, runs)),
        "repeats": log1p(len(news) - len(set(news))),
        "new_nouns": log1p(_new_nouns(alignment, first, last)),
    }


def _new_nouns(alignment: Alignment, first: int, last: int) -> int:
    """Return how many ordinary nouns the article bears in no way: things and people that the summary brought in.

    Verbs and adjectives do not count, they change with every rewording; names and figures have checks of their own.
    So has a magnitude that is written otherwise ("bn" for "billion").
    """
    lexis, article = alignment.summary.lexis, alignment.article.lexis
    new = [at for at in range(first, last) if lexis.content[at] and article.bears(lexis.keys[at]) == NOT_THERE]
    nouns = [at for at in new if reading(lexis.forms[at], lexis.language).noun]
    counted = [quantity.span for quantity in alignment.summary.quantities] if nouns else []
    starts = ((lexis.lemmas[at], lexis.starts[at]) for at in nouns)
    return len({lemma for lemma, start in starts if not any(span.start <= start < span.end for span in counted)})


def _longest(alignment: Alignment, runs: list[tuple[int, int, int]]) -> tuple[int, ...]:
    """Return the article's sentence with the longest run: the source of a sentence without a word that tells one."""
    if not runs:
        return ()
    _, begin, _ = max(runs, key=lambda run: run[2])
    return (alignment.article.lexis.sentence_of[begin],)


def _in_order(alignment: Alignment, sources: tuple[int, ...], keys: list[str]) -> float:
    """Return the share of a sentence's words that its sources and the sentences beside them have in the same order."""
    lexis = alignment.article.lexis
    best = 0
    for source in sources:
        first, last = lexis.ranges[max(0, source - 1)][0], lexis.ranges[min(len(lexis.ranges), source + 2) - 1][1]
        best = max(best, LCSseq.similarity(keys, lexis.keys[first : min(last, first + 3 * _LONGEST)]))
    return best / len(keys)


def _jumps(alignment: Alignment, runs: list[tuple[int, int, int]]) -> int:
    """Return how often neighbouring runs come from different sentences of the article: where sentences were fused."""
    sentence_of = alignment.article.lexis.sentence_of
    return sum(
        length >= _SHORTEST_RUN <= following and sentence_of[begin] != sentence_of[there]
        for (_, begin, length), (_, there, following) in pairwise(runs)
    )
