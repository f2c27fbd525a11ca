"""Finds relations that a summary turns round: who did what to whom, who is first, what opposes what."""

from __future__ import annotations

from collections.abc import Iterator

from newslab.text.align import Alignment
from newslab.text.clauses import Clause
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.lexis import Lexis, Word, kin, listed

# How many pieces may stand between a preposition and the noun that it ranks or governs.
_NEAR = 4
# A clause that shares fewer words with the article's is about something else.
_FEWEST_SHARED = 2


def turned(alignment: Alignment, clause: Clause) -> Clause | None:
    """Return the clause of the article that a clause of the summary turns round, or None."""
    link = alignment.links[clause.sentence]
    near = [other for number in link.sources for other in alignment.article.clauses_of[number]]
    for other in near:
        if _exchanged(alignment, clause, other) or _reranked(alignment, clause, other):
            return other
    for other in near:
        if _opposed(alignment, clause, other) or _other_preposition(alignment, clause, other):
            return other
    return None


def _exchanged(alignment: Alignment, clause: Clause, other: Clause) -> bool:
    """Tell whether doer and done-to stand on the other sides of the same verb, in the same voice.

    Where a mark shows that the first noun of either clause is an object, the order tells nothing.
    """
    ours, theirs = alignment.summary, alignment.article
    if (
        _is_passive(ours, clause) != _is_passive(theirs, other)
        or _object_first(ours, clause)
        or _object_first(theirs, other)
    ):
        return False
    for verb, same_verb in _shared_verbs(ours, clause, theirs, other):
        before, after = _sides(ours, clause, verb)
        their_before, their_after = _sides(theirs, other, same_verb)
        if not (before and after and their_before and their_after):
            continue
        if _within(before, their_after) and _within(their_before, after) and not before & their_before:
            return True
    return False


def _shared_verbs(ours: Document, clause: Clause, theirs: Document, other: Clause) -> Iterator[tuple[int, int]]:
    """Yield pairs of pieces with the same lemma that can be verbs: written small where nouns have capitals."""
    places: dict[str, int] = {}
    for number in range(other.first, other.last):
        if theirs.lexis.forms[number].islower() and theirs.lexis.keys[number].isalpha():
            places.setdefault(theirs.lexis.lemmas[number], number)
    stop = listed(ours.language, "support", "stop")
    for number in range(clause.first, clause.last):
        lexis = ours.lexis
        if lexis.forms[number].islower() and lexis.keys[number] not in stop and lexis.lemmas[number] in places:
            yield number, places[lexis.lemmas[number]]


def _sides(document: Document, clause: Clause, verb: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the things and persons before and after the finite verb: the verb itself, or an auxiliary before it."""
    lexis = document.lexis
    finite = listed(document.language, "certainty", "past_words") | listed(document.language, "support", "passive")
    split = next((n for n in range(clause.first, verb) if lexis.keys[n] in finite), verb)
    return _things(lexis, clause.first, split), _things(lexis, split + 1, clause.last)


def _things(lexis: Lexis, first: int, last: int) -> frozenset[str]:
    capitals = table(lexis.language, "certainty")["nouns_have_capitals"]
    return frozenset(
        lexis.lemmas[n]
        for n in range(first, last)
        if lexis.content[n] and (not capitals or lexis.forms[n][0].isupper())
    )


def _within(inner: frozenset[str], outer: frozenset[str]) -> bool:
    return bool(inner) and inner <= outer


def _is_passive(document: Document, clause: Clause) -> bool:
    return not listed(document.language, "support", "passive").isdisjoint(
        document.lexis.keys[clause.first : clause.last]
    )


def _object_first(document: Document, clause: Clause) -> bool:
    return document.lexis.keys[clause.first] in listed(document.language, "support", "object_marks")


def _reranked(alignment: Alignment, clause: Clause, other: Clause) -> bool:
    """Tell whether two names changed places around a word of order ("die SPD vor den Grünen")."""
    ours = set(_ranked(alignment.summary, clause))
    theirs = set(_ranked(alignment.article, other))
    return any((second, word, first) in theirs and (first, word, second) not in theirs for first, word, second in ours)


def _ranked(document: Document, clause: Clause) -> Iterator[tuple[str, str, str]]:
    lexis, ranking = document.lexis, listed(document.language, "support", "ranking")
    for number in range(clause.first, clause.last):
        if lexis.keys[number] in ranking:
            before = [n for n in range(max(clause.first, number - _NEAR), number) if lexis.content[n]]
            after = [n for n in range(number + 1, min(clause.last, number + _NEAR)) if lexis.content[n]]
            if before and after:
                yield lexis.lemmas[before[-1]], lexis.keys[number], lexis.lemmas[after[0]]


def _opposed(alignment: Alignment, clause: Clause, other: Clause) -> bool:
    """Tell whether a clause has the opposite of a word of the article's clause, and the article has it nowhere."""
    language, known = alignment.summary.language, alignment.article.lexis.known
    ours, theirs = _words(alignment.summary, clause), _words(alignment.article, other)
    for pair in table(language, "support")["antonyms"]:
        for word, opposite in (pair, reversed(pair)):
            if word in known or not any(word == lemma for _, lemma in ours):
                continue
            if any(opposite == lemma for _, lemma in theirs) and not any(opposite == lemma for _, lemma in ours):
                return _shared(ours, theirs, language) >= _FEWEST_SHARED and not _denial(alignment, clause, other)
    return False


def _other_preposition(alignment: Alignment, clause: Clause, other: Clause) -> bool:
    """Tell whether a noun stands after the opposite of its preposition, and never after the summary's own."""
    ours = dict(_governed(alignment.summary, clause))
    theirs = dict(_governed(alignment.article, other))
    pairs = {frozenset(pair) for pair in table(alignment.summary.language, "support")["opposites"]}
    return any(
        noun in theirs and theirs[noun] != word and frozenset({theirs[noun], word}) in pairs
        for noun, word in ours.items()
        if (noun, word) not in _all_governed(alignment.article, noun)
    )


def _all_governed(article: Document, noun: str) -> set[tuple[str, str]]:
    sentences = article.lexis.sentences_of.get(noun, [])[:64]
    return {
        pair for number in sentences for clause in article.clauses_of[number] for pair in _governed(article, clause)
    }


def _governed(document: Document, clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield each noun that follows a preposition with an opposite, and the preposition."""
    lexis = document.lexis
    prepositions = frozenset(word for pair in table(document.language, "support")["opposites"] for word in pair)
    for number in range(clause.first, clause.last):
        if lexis.keys[number] in prepositions:
            for at in range(number + 1, min(clause.last, number + _NEAR)):
                if lexis.content[at] and (lexis.forms[at][0].isupper() or lexis.language == "en"):
                    yield lexis.lemmas[at], lexis.keys[number]
                    break


def _words(document: Document, clause: Clause) -> list[Word]:
    lexis = document.lexis
    return [(lexis.keys[n], lexis.lemmas[n]) for n in range(clause.first, clause.last)]


def _shared(ours: list[Word], theirs: list[Word], language: str) -> int:
    stop = listed(language, "support", "stop")
    return sum(
        word[0] not in stop and word[1] not in stop and any(kin(word, other, language) for other in theirs)
        for word in ours
    )


def _denial(alignment: Alignment, clause: Clause, other: Clause) -> bool:
    """Tell whether a negation stands in either clause: "did not rise" is no opposite of "fell"."""
    negations = listed(alignment.summary.language, "certainty", "negations")
    return any(key in negations for key, _ in _words(alignment.summary, clause) + _words(alignment.article, other))
