"""Tells which clauses bring in a cause, or somebody who reacts, of which the article has no word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from newslab.text.alignment.align import Alignment
from newslab.text.lexis import listed
from newslab.text.statements.clauses import Clause

# A cause of which the article has no word has so many at least; one of which it has a word or two, scattered, may have
# fewer where the article is as long as a report is: what so many words do not tell is no rewording.
_MANY = 3
_LONG = 150
_SCATTERED = 1
# A word in more sentences tells nothing.
_MOST_SENTENCES = 24
# Whoever acts is among the first words with news of a clause: "Die frühere Kolonialmacht".
_LEADING = 2


def is_brought_in(alignment: Alignment, clause: Clause, news: Sequence[int], strange: Sequence[int]) -> bool:
    """Tell whether a clause tells a cause or a reaction that nothing in the article does.

    ``news`` are its words with news, ``strange`` those that the article bears in no way.
    """
    lexis = alignment.summary.lexis
    causal = lexis.keys[clause.first] in listed(lexis.language, "support", "giving_causes")
    if causal and len(strange) >= _MANY and len(strange) == len(news):
        return True
    if len(alignment.article.lexis) < _LONG:
        return False
    borne = [number for number in news if number not in strange]
    return _has_new_actor(alignment, news, strange) or (causal and _is_scattered(alignment, borne))


def _has_new_actor(alignment: Alignment, news: Sequence[int], strange: Sequence[int]) -> bool:
    """Tell whether a house or a group that is none of the article's leads a clause: "Umweltverbände kritisieren …"."""
    lexis = alignment.summary.lexis
    leading = (number for number in news[:_LEADING] if number in strange)
    return any(lexis.keys[number].endswith(_actors(lexis.language)) for number in leading)


@cache
def _actors(language: str) -> tuple[str, ...]:
    return tuple(listed(language, "support", "actors"))


def _is_scattered(alignment: Alignment, borne: Sequence[int]) -> bool:
    """Tell whether no sentence of the article has two of the words that it bears."""
    lexis, places = alignment.summary.lexis, alignment.article.lexis.sentences_of
    light, count = listed(lexis.language, "support", "light"), dict[int, int]()
    borne = [number for number in borne if lexis.lemmas[number] not in light]
    for number in borne:
        for sentence in places.get(lexis.lemmas[number], ())[:_MOST_SENTENCES]:
            count[sentence] = count.get(sentence, 0) + 1
    elsewhere = sum(lexis.lemmas[number] not in places for number in borne)  # as a part, or by another word
    return max(count.values(), default=0) + elsewhere <= _SCATTERED
