"""Finds who did what to whom the other way round, of two who are named, or of one whom the article has elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newslab.checks.statements.converses import Relation, is_turned, relations_in
from newslab.text.alignment.align import Alignment
from newslab.text.document import clauses_in
from newslab.text.lexis import listed
from newslab.text.statements.clauses import Clause

# Sentences looked through for each of the two; bounds the work in an article that repeats itself.
_MOST_SENTENCES = 16


def turned_relation(alignment: Alignment, clause: Clause) -> Clause | None:
    """Return the article's clause that has the two on the other sides of a relation, by whatever verb; or None."""
    article, known = alignment.article, alignment.article.lexis.known
    for relation in relations_in(alignment.summary, clause):
        ours = Relation(name=relation.name, first=relation.first & known, second=relation.second & known)
        if not ours.first and not ours.second:
            continue
        sources = alignment.links[clause.sentence].sources
        theirs = list(_told(alignment, ours, sources))
        half = ours.name in listed(article.language, "relations", "one_sided")
        found = next((at for at, other in theirs if is_turned(ours, other) or (half and _is_half(ours, other))), None)
        if found and not any(
            _is_straight(ours, other) for _, other in _told(alignment, ours, _everywhere(alignment, ours))
        ):
            return found
    return None


def _told(alignment: Alignment, ours: Relation, sentences: Iterable[int]) -> Iterator[tuple[Clause, Relation]]:
    for other in clauses_in(alignment.article, sentences):
        for theirs in relations_in(alignment.article, other):
            if theirs.name == ours.name:
                yield other, theirs


def _everywhere(alignment: Alignment, ours: Relation) -> list[int]:
    """Return the sentences that name one of the two."""
    places = alignment.article.lexis.sentences_of
    return sorted({at for name in ours.first | ours.second for at in places.get(name, ())[:_MOST_SENTENCES]})


def _is_half(ours: Relation, theirs: Relation) -> bool:
    """Tell whether one whom both name changed sides, and nobody stands on the same side in both.

    The other may be a pronoun in the article, or be called by an office: "Er warf den Arbeitgebern vor".
    """
    if ours.first & theirs.first or ours.second & theirs.second:
        return False
    return bool(ours.first & theirs.second or ours.second & theirs.first)


def _is_straight(ours: Relation, theirs: Relation) -> bool:
    """Tell whether the article has the two as the summary has them; one of them may be a pronoun there."""
    first, second = ours.first & theirs.first, ours.second & theirs.second
    return bool(first and (second or not theirs.second)) or bool(second and not theirs.first)
