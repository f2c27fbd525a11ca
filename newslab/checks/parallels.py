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
_DENIED = Part(["not so"])


def exchanged(alignment: Alignment, sentence: int) -> int | None:
    """Return the sentence of the article that tells crosswise what two neighbouring statements of a summary tell.

    Of each statement some words stand in either of the article's two: one thing stayed, and one changed sides.
    """
    ours = list(_pairs(list(_statements(alignment.summary, sentence))))
    if not ours:
        return None
    article, sources = alignment.article, alignment.links[sentence].sources
    # the article may tell the two in neighbouring sentences, too
    beside = [[source, source + 1] for source in sources if source + 1 < len(article.sentences)]
    told: dict[int, list[tuple[bool, Part]]] = {}
    for sentences in [*([source] for source in sources), *beside]:
        there = _told(article, sentences)
        near = [pair for pair in ours if all(_may_be_told(mine, there) for mine in pair)]
        if not near:
            continue
        for number in sentences:
            if number not in told:
                told[number] = list(_statements(article, number))
        theirs = _pairs([part for number in sentences for part in told[number]])
        if any(_is_crosswise(mine, other) for other in theirs for mine in near):
            return sentences[0]
    return None


def _told(document: Document, sentences: Sequence[int]) -> frozenset[str]:
    """Return the dictionary forms of sentences' words, before their statements are cut out one by one."""
    first, last = document.lexis.ranges[sentences[0]][0], document.lexis.ranges[sentences[-1]][1]
    return frozenset(document.lexis.lemmas[first : min(last, first + _MOST * _LONGEST)])


def _may_be_told(mine: Part, there: frozenset[str]) -> bool:
    """Tell whether sentences have so many of a statement's words that it may be theirs.

    A word on one side of a pair of opposites, and a negation, may stand there in other words.
    """
    told = sum(word in there or " " in word for word in mine)
    return told > 1 and told >= _LEAST_SHARE * len(mine)


def _is_crosswise(ours: tuple[Part, Part], theirs: tuple[Part, Part]) -> bool:
    """Tell whether each of ours has words of either of theirs, and of nothing else much."""
    if any(mine.isdisjoint(other) for mine in ours for other in theirs):
        return False
    told = theirs[0] | theirs[1]
    return all(len(mine & told) >= _LEAST_SHARE * len(mine) for mine in ours)


def _pairs(told: Sequence[tuple[bool, Part]]) -> Iterator[tuple[Part, Part]]:
    """Yield neighbouring statements, and what "while" parts, by the words with news that only one of them has."""
    told = told[:_MOST]
    pairs = [(one, other) for (_, one), (_, other) in pairwise(told)]
    for at, (parted, _) in enumerate(told):
        if parted and at:
            pairs.append((_whole(told[:at]), _whole(told[at:])))
    for one, other in pairs:
        if len(one - other) > 1 and len(other - one) > 1:
            yield one - other, other - one


def _whole(told: Sequence[tuple[bool, Part]]) -> Part:
    return Part().union(*(part for _, part in told))


def _statements(document: Document, sentence: int) -> Iterator[tuple[bool, Part]]:
    """Yield the statements of a sentence, its clauses cut again at "und", as lemmas; and whether "while" parts one.

    A statement that only denies ("Chirac nicht") has its negation for a word.
    """
    lexis = document.lexis
    joining, parting = (listed(document.language, "support", key) for key in ("coordinating", "contrasting"))
    negations = listed(document.language, "certainty", "negations")
    for clause in clauses_in(document, [sentence]):
        cuts = [n for n in range(clause.first, clause.last) if lexis.keys[n] in joining]
        for first, last in pairwise([clause.first - 1, *cuts, clause.last]):
            here = range(first + 1, min(last, first + 1 + _LONGEST))
            if words := [(lexis.keys[n], lexis.lemmas[n]) for n in here if lexis.content[n]]:
                denied = _DENIED if len(words) == 1 and any(lexis.keys[n] in negations for n in here) else Part()
                parted = first >= 0 and (lexis.keys[first] in parting or lexis.keys[first + 1] in parting)
                yield parted, denied.union(_sense(word, document.language) for word in words)


def _sense(word: Word, language: str) -> str:
    """Return one name for the words that say one of two opposites, and every other word's dictionary form."""
    side = side_of(word, language)
    return word[1] if side is None else " ".join(map(str, side))
