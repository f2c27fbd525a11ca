"""Finds two parallel statements whose parts changed places: who was hurt badly and who slightly, who asked for what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from newslab.checks.statements.opposites import side_of
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document, clauses_in
from newslab.text.language import WORDS_KEPT
from newslab.text.lexis import Word, listed

# Pieces of a statement that are looked at, and statements of a sentence.
_LONGEST = 24
_MOST = 12
# Statements that tell the same share this part of ours.
_LEAST_SHARE = 0.6
Part = frozenset[str]
_Told = tuple[bool, Part]
_DENIED = Part(["not so"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """What only one of two statements says, and what only the other; ``set_against`` where "while" stands between.

    Without that the two have the sides of one pair of opposites ("schwer", "leicht"): what else stands beside each
    other ("gegen Überwachung und für Bürgerrechte") any order tells alike.
    """

    set_against: bool
    parts: tuple[Part, Part]


def exchanged(alignment: Alignment, sentence: int) -> int | None:
    """Return the sentence of the article that tells crosswise what two neighbouring statements of a summary tell.

    Of each statement some words stand in either of the article's two: one thing stayed, and one changed sides.
    """
    told = _pairs(_statements(alignment.summary, sentence))
    ours = [pair for pair in told if pair.set_against or _is_opposed(pair.parts)]
    if not ours:
        return None
    article, sources = alignment.article, alignment.links[sentence].sources
    # the article may tell the two in neighbouring sentences, too
    beside = [[source, source + 1] for source in sources if source + 1 < len(article.sentences)]
    for sentences in [*([source] for source in sources), *beside]:
        there = _told(article, sentences)
        near = [pair for pair in ours if all(_may_be_told(mine, there) for mine in pair.parts)]
        if not near:
            continue
        theirs = _pairs([part for number in sentences for part in _statements(article, number)])
        if any(_is_crosswise(mine, other, apart=len(sentences) > 1) for other in theirs for mine in near):
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


def _is_crosswise(ours: _Pair, theirs: _Pair, *, apart: bool) -> bool:
    """Tell whether each of ours has words of either of theirs, and of nothing else much.

    Neighbouring sentences (``apart``) tell much crosswise: there both must set one thing against another, or opposites.
    """
    if apart and not (ours.set_against and theirs.set_against) and not _is_opposed(ours.parts):
        return False
    if any(mine.isdisjoint(other) for mine in ours.parts for other in theirs.parts):
        return False
    told = theirs.parts[0] | theirs.parts[1]
    return all(len(mine & told) >= _LEAST_SHARE * len(mine) for mine in ours.parts)


def _is_opposed(parts: tuple[Part, Part]) -> bool:
    """Tell whether two statements have the two sides of one pair of opposites."""
    sides = [{tuple(word.split()) for word in part if " " in word and word not in _DENIED} for part in parts]
    return any((number, str(1 - int(side))) in sides[1] for number, side in sides[0])


def _pairs(told: Sequence[_Told]) -> list[_Pair]:
    """Return neighbouring statements, and what "while" parts, by the words with news that only one of them has."""
    told = told[:_MOST]
    beside = [(False, one, other) for (_, one), (_, other) in pairwise(told)]
    halves = [(True, _whole(told[:at]), _whole(told[at:])) for at, (parted, _) in enumerate(told) if parted and at]
    return [
        _Pair(set_against=against, parts=(one - other, other - one))
        for against, one, other in (*beside, *halves)
        if len(one - other) > 1 and len(other - one) > 1
    ]


def _whole(told: Sequence[_Told]) -> Part:
    return Part().union(*(part for _, part in told))


@lru_cache(maxsize=1 << 8)  # an article's sentences, on which several sentences of its summaries rest
def _statements(document: Document, sentence: int) -> Sequence[_Told]:
    """Return the statements of a sentence, its clauses cut again at "und", as lemmas; and whether "while" parts one.

    A statement that only denies ("Chirac nicht") has its negation for a word.
    """
    lexis = document.lexis
    joining, parting = (listed(document.language, "support", key) for key in ("coordinating", "contrasting"))
    negations = listed(document.language, "certainty", "negations")
    found: list[_Told] = []
    for clause in clauses_in(document, [sentence]):
        cuts = [n for n in range(clause.first, clause.last) if lexis.keys[n] in joining]
        for first, last in pairwise([clause.first - 1, *cuts, clause.last]):
            here = range(first + 1, min(last, first + 1 + _LONGEST))
            if words := [lexis.words[n] for n in here if lexis.content[n]]:
                denied = _DENIED if len(words) == 1 and any(lexis.keys[n] in negations for n in here) else Part()
                parted = first >= 0 and (lexis.keys[first] in parting or lexis.keys[first + 1] in parting)
                found.append((parted, denied.union([_sense(word, document.language) for word in words])))
    return found


@lru_cache(maxsize=WORDS_KEPT)
def _sense(word: Word, language: str) -> str:
    """Return one name for the words that say one of two opposites, and every other word's dictionary form."""
    side = side_of(word, language)
    return word[1] if side is None else " ".join(map(str, side))
