"""Finds comparisons that a summary turns round: who has more and who has less, by "mehr als", "überholte"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress

from newslab.text.alignment.align import Alignment
from newslab.text.document import Document, clauses_in
from newslab.text.kinship import shared
from newslab.text.language import table
from newslab.text.lexis import Word, listed
from newslab.text.names.spellings import plain_letters
from newslab.text.normalise import folded
from newslab.text.statements.clauses import Clause

# Pieces between the comparative and its "than", and what is looked at on either side.
_NEAR = 8
_FURTHEST = 24
# Letters of a word that a compound may begin with, and more than which stand before a comparative's ending.
_SHORTEST_HEAD = 4
_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What has more of something, and what has less, as words with news."""

    of: str
    more: list[Word]
    less: list[Word]


def turned_comparison(alignment: Alignment, clause: Clause) -> Clause | None:
    """Return the article's clause that compares the same two things the other way round, or None."""
    ours = list(_comparisons(alignment.summary, clause))
    if not ours:
        return None
    sources = alignment.links[clause.sentence].sources
    near = [
        (other, theirs)
        for other in clauses_in(alignment.article, sources)
        for theirs in _comparisons(alignment.article, other)
    ]
    language = alignment.summary.language
    return next((other for other, theirs in near for mine in ours if _is_turned(mine, theirs, language)), None)


def _is_turned(ours: Comparison, theirs: Comparison, language: str) -> bool:
    """Tell whether what has more has less in the other, and the other way round; what both sides have tells nothing."""
    if ours.of != theirs.of:
        return False
    over, back = _shared(ours.more, theirs.less, language), _shared(ours.less, theirs.more, language)
    straight = _shared(ours.more, theirs.more, language), _shared(ours.less, theirs.less, language)
    crossed = set(over) - set(straight[0]), set(back) - set(straight[1])
    return bool(crossed[0] and crossed[1]) and not ((set(straight[0]) - set(over)) and (set(straight[1]) - set(back)))


def _shared(ours: list[Word], theirs: list[Word], language: str) -> list[Word]:
    """Return the words that the other side has, too, also at the head of a compound: "Mars", "Marsatmosphäre"."""
    found = shared(ours, theirs, language)
    heads = [word for word in ours if len(word[0]) >= _SHORTEST_HEAD and word not in found]
    return found + [word for word in heads if any(key.startswith(word[0]) for key, _ in theirs)]


@cache
def degrees_of(language: str) -> dict[str, tuple[str, bool]]:
    """Return, for each comparative, what it compares, and whether it says that there is more of that."""
    return {
        folded(word): (name, side == "more")
        for name, sides in table(language, "comparisons")["degrees"].items()
        for side, words in sides.items()
        for word in words
    }


def _comparisons(document: Document, clause: Clause) -> Iterator[Comparison]:
    """Yield what a clause compares; a verb of surpassing does so with its subject and its object."""
    lexis, language = document.lexis, document.language
    here = lexis.keys[clause.first : clause.last]
    than, surpassing = listed(language, "support", "comparing"), listed(language, "comparisons", "surpassing")
    degrees = degrees_of(language)
    if not than.isdisjoint(here):
        for at in range(clause.first + 1, clause.last):
            if lexis.keys[at] in than and not bounds(document, at) and (found := degree_before(document, clause, at)):
                name, is_more, words = found
                left = _news(document, clause.first, words[0], degrees) + _news(document, words[-1] + 1, at, degrees)
                right = _after(document, clause, at, degrees)
                more, less = (left, right) if is_more else (right, left)
                paid = name == "amount" and _is_paid(document, clause)
                yield Comparison(of="price" if paid else name, more=more, less=less)
    if not surpassing.isdisjoint(here) and listed(language, "support", "passive").isdisjoint(here):
        at = next(n for n in range(clause.first, clause.last) if lexis.keys[n] in surpassing)
        if at > clause.first + 1:
            left, right = _news(document, clause.first, at, degrees), _after(document, clause, at, degrees)
            yield Comparison(of="amount", more=left, less=right)


def bounds(document: Document, than: int) -> bool:
    """Tell whether "than" leads to a figure, and compares nothing: "more than 30 books"; a year is compared."""
    start = document.lexis.starts[than + 1] if than + 1 < len(document.lexis) else -1
    return any(quantity.span.start == start for quantity in document.quantities)


def degree_before(document: Document, clause: Clause, than: int) -> tuple[str, bool, range] | None:
    """Return what is compared before "than", whether there is more of it, and the pieces that say so."""
    keys, degrees = document.lexis.keys, degrees_of(document.language)
    for at in range(than - 1, max(clause.first, than - _NEAR) - 1, -1):
        after = at + 1
        if keys[at] in degrees:
            name, is_more = degrees[keys[at]]
            if name == "amount" and after == than - 1 and _is_quality(document, after):  # "weniger laut als"
                return _bare(document, after), is_more, range(at, than)
            return name, is_more, range(at, after)
        if after >= than - 1 and (found := _compared(document, at)):
            return found, True, range(at, after)
    return None


def _compared(document: Document, number: int) -> str | None:
    """Return the adjective that a comparative form is of, where it is in no list: "massereicher", “denser”."""
    lexis, endings = document.lexis, table(document.language, "comparisons")["endings"]
    key = lexis.keys[number]
    told = lexis.content[number] and lexis.forms[number].islower()
    ending = next(
        (ending for ending in endings if key.endswith(ending) and len(key) - len(ending) > _SHORTEST_STEM), None
    )
    if not told or ending is None:
        return None
    known = lexis.lemmas[number]
    if known != key and not known.endswith(tuple(endings)):
        return _bare(document, number)
    # what no dictionary knows is no comparative where every noun and verb may have the ending
    return _plain(key.removesuffix(ending)) if table(document.language, "certainty")["nouns_have_capitals"] else None


def _is_quality(document: Document, number: int) -> bool:
    """Tell whether a word behind "less" may be an adjective: no noun in the plural, nor with a capital."""
    lexis = document.lexis
    capitals = table(document.language, "certainty")["nouns_have_capitals"]
    return (
        lexis.content[number]
        and lexis.forms[number].islower()
        and (capitals or lexis.keys[number] == lexis.lemmas[number])
    )


def _bare(document: Document, number: int) -> str:
    return _plain(document.lexis.lemmas[number])


def _plain(word: str) -> str:
    """Return an adjective without what changes when it is compared: "arm", "ärmer"."""
    return plain_letters(word).removesuffix("e")


def _is_paid(document: Document, clause: Clause) -> bool:
    """Tell whether a clause is of what somebody pays: more paid is dearer."""
    lexis, here = document.lexis, slice(clause.first, clause.last)
    return not listed(document.language, "comparisons", "paying").isdisjoint(lexis.lemmas[here])


def _after(document: Document, clause: Clause, at: int, degrees: dict[str, tuple[str, bool]]) -> list[Word]:
    """Return the words with news behind "than"; where they are few, a relative clause tells which are meant."""
    lexis, prepositions = document.lexis, listed(document.language, "quotations", "prepositions")
    # "than gas ones | over a decade": what is said of both
    until = next((n for n in range(at + 3, clause.last) if lexis.keys[n] in prepositions), clause.last)
    found = _news(document, at + 1, until, degrees)
    end = lexis.ranges[clause.sentence][1]
    told = len(found) > 1 or until < clause.last or clause.last >= end
    if told or lexis.keys[clause.last] not in listed(document.language, "support", "relative_pronouns"):
        return found
    return _news(document, at + 1, min(end, at + 1 + _FURTHEST), degrees)


def _news(document: Document, first: int, last: int, degrees: dict[str, tuple[str, bool]]) -> list[Word]:
    lexis = document.lexis
    found = compress(lexis.words[first:last], lexis.content[first:last])
    others = listed(document.language, "comparisons", "stand_for")
    return [word for word in found if word[0] not in degrees and word[0] not in others]
