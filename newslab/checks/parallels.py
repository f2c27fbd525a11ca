"""Finds two parallel statements whose parts changed places: who was hurt badly and who slightly, who asked for what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from newslab.checks.opposites import side_of
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document, clauses_in
from newslab.text.lexis import Word, listed

# Pieces of a statement that are looked at, and statements of a sentence.
_LONGEST = 24
_MOST = 12
# Statements that tell the same share this part of ours.
_LEAST_SHARE = 0.6
Part = frozenset[str]


def exchanged(alignment: Alignment, sentence: int) -> int | None:
    """Return the sentence of the article that tells crosswise what two neighbouring statements of a summary tell.

    Of each statement some words stand in either of the article's two: one thing stayed, and one changed sides.
    """
    ours = list(_pairs(alignment.summary, [sentence]))
    if not ours:
        return None
    for source in alignment.links[sentence].sources:
        # the article may tell the two in neighbouring sentences
        after = [source + 1] if source + 1 < len(alignment.article.sentences) else []
        for theirs in _pairs(alignment.article, [source, *after]):
            if any(_is_crosswise(mine, theirs) for mine in ours):
                return source
    return None


def _is_crosswise(ours: tuple[Part, Part], theirs: tuple[Part, Part]) -> bool:
    """Tell whether each of ours has words of either of theirs, and of nothing else much."""
    if any(mine.isdisjoint(other) for mine in ours for other in theirs):
        return False
    told = theirs[0] | theirs[1]
    return all(len(mine & told) >= _LEAST_SHARE * len(mine) for mine in ours)


def _pairs(document: Document, sentences: Sequence[int]) -> Iterator[tuple[Part, Part]]:
    """Yield neighbouring statements by the words with news that only one of them has."""
    for one, other in pairwise(list(_statements(document, sentences))[:_MOST]):
        if len(one - other) > 1 and len(other - one) > 1:
            yield one - other, other - one


def _statements(document: Document, sentences: Sequence[int]) -> Iterator[Part]:
    """Yield the statements of sentences: their clauses, cut again at "und", as lemmas."""
    lexis, joining = document.lexis, listed(document.language, "support", "coordinating")
    for clause in clauses_in(document, sentences):
        cuts = [n for n in range(clause.first, clause.last) if lexis.keys[n] in joining]
        for first, last in pairwise([clause.first - 1, *cuts, clause.last]):
            here = range(first + 1, min(last, first + 1 + _LONGEST))
            if words := [(lexis.keys[n], lexis.lemmas[n]) for n in here if lexis.content[n]]:
                yield frozenset(_sense(word, document.language) for word in words)


def _sense(word: Word, language: str) -> str:
    """Return one name for the words that say one of two opposites, and every other word's dictionary form."""
    side = side_of(word, language)
    return word[1] if side is None else " ".join(map(str, side))
