"""Finds relations that a summary turns round: who did what to whom, who is first, what opposes what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from newslab.checks.statements.comparisons import turned_comparison
from newslab.checks.statements.negations import news_of
from newslab.checks.statements.relations import turned_relation
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document, clauses_in
from newslab.text.kinship import shared
from newslab.text.language import table
from newslab.text.lexis import listed
from newslab.text.statements.clauses import Clause

# How many pieces may stand between a preposition and the noun that it ranks or governs.
_NEAR = 4
# Sentences looked through for each noun; bounds the work in an article that repeats itself.
_MOST_SENTENCES = 64
_Test = Callable[[Clause], bool]


def turned(alignment: Alignment, clause: Clause) -> Clause | None:
    """Return the clause of the article that a clause of the summary turns round, or None."""
    if found := turned_comparison(alignment, clause) or turned_relation(alignment, clause):
        return found
    tests = [test for make in (_reranked, _other_preposition) if (test := make(alignment, clause)) is not None]
    near = clauses_in(alignment.article, alignment.links[clause.sentence].sources) if tests else ()
    return next((other for test in tests for other in near if test(other)), None)


@cache
def _has_capitals(language: str) -> bool:
    return bool(table(language, "certainty")["nouns_have_capitals"])


def _reranked(alignment: Alignment, clause: Clause) -> _Test | None:
    """Make a test whether two names changed places around a word of order ("die SPD vor den Grünen")."""
    ours = {(second, word, first) for first, word, second in _ranked(alignment.summary, clause)}
    if not ours:
        return None

    def test(other: Clause) -> bool:
        theirs = set(_ranked(alignment.article, other))
        return any(
            exchanged in theirs and (exchanged[2], exchanged[1], exchanged[0]) not in theirs for exchanged in ours
        )

    return test


def _ranked(document: Document, clause: Clause) -> Iterator[tuple[str, str, str]]:
    """Yield the word with news before a word of order, that word, and the one after it.

    Of a comparison the word of order is both: "größer als", "more … than".
    """
    lexis, ranking = document.lexis, listed(document.language, "support", "ranking")
    comparing = listed(document.language, "support", "comparing")
    here = lexis.keys[clause.first : clause.last]
    if ranking.isdisjoint(here) and comparing.isdisjoint(here):
        return
    for number in range(clause.first, clause.last):
        compared = lexis.keys[number] in comparing and number > clause.first
        if compared or lexis.keys[number] in ranking:
            end = number - compared
            before = [n for n in range(max(clause.first, end - _NEAR), end) if lexis.content[n]]
            after = [n for n in range(number + 1, min(clause.last, number + _NEAR)) if lexis.content[n]]
            if before and after:
                yield lexis.lemmas[before[-1]], " ".join(lexis.keys[end : number + 1]), lexis.lemmas[after[0]]


def _other_preposition(alignment: Alignment, clause: Clause) -> _Test | None:
    """Make a test whether a noun stands after the opposite of its preposition, and nowhere after the summary's own."""
    article, language = alignment.article, alignment.summary.language
    sources = alignment.links[clause.sentence].sources
    ours = [
        pair for pair in _governed(alignment.summary, clause) if pair not in _all_governed(article, pair[0], sources)
    ]
    if not ours:
        return None
    stances, moments, for_and_against = (listed(language, "support", key) for key in _LISTS)
    named = " ".join(name.text for name in alignment.summary.names).casefold()

    def is_meant(other: Clause, noun: str, word: str) -> bool:
        """Tell whether the two clauses are of one thing, where a preposition alone does not tell."""
        sided = word in for_and_against
        if sided and not (_says(alignment.summary, clause, stances) and _says(article, other, stances)):
            return False
        if word in listed(language, "support", "heeding"):
            return True
        close = sided or noun in moments or word in listed(language, "support", "measuring")
        return noun in named or (close and _is_near(alignment, clause, other))

    def test(other: Clause) -> bool:
        theirs = dict(_governed(article, other))
        return any(
            noun in theirs
            and frozenset((theirs[noun], word)) in _opposed_prepositions(language)
            and is_meant(other, noun, word)
            for noun, word in ours
        )

    return test


def _is_near(alignment: Alignment, clause: Clause, other: Clause) -> bool:
    """Tell whether two clauses share more than one word with news."""
    ours = news_of(alignment.summary, clause.first, clause.last)
    theirs = news_of(alignment.article, other.first, other.last)
    return len(shared(ours, theirs, alignment.summary.language)) > 1


_LISTS = ("stances", "moments", "for_and_against")


def _says(document: Document, clause: Clause, words: frozenset[str]) -> bool:
    lexis, here = document.lexis, slice(clause.first, clause.last)
    return not (words.isdisjoint(lexis.keys[here]) and words.isdisjoint(lexis.lemmas[here]))


@cache
def _opposed_prepositions(language: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in table(language, "support")["opposites"])


@cache
def _turning_prepositions(language: str) -> frozenset[str]:
    return frozenset[str]().union(*_opposed_prepositions(language))


def _all_governed(article: Document, noun: str, sources: Sequence[int]) -> set[tuple[str, str]]:
    """Return the prepositions of a noun anywhere in the article; of a moment's name, in the sentences that matter."""
    sentences = article.lexis.sentences_of.get(noun, sources)[:_MOST_SENTENCES]
    return {pair for clause in clauses_in(article, sentences) for pair in _governed(article, clause)}


def _governs_none(document: Document, preposition: int) -> bool:
    """Tell whether there is none of what a preposition governs: "with no ticket" is "without a ticket"."""
    after = document.lexis.keys[preposition + 1 : preposition + 2]
    return not listed(document.language, "certainty", "none_of").isdisjoint(after)


def _governed(document: Document, clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield each noun of the phrase that follows a preposition with an opposite, and the preposition.

    A mark may stand between the two ("nach „Spirit“"), where the clause was cut.
    """
    lexis, capitals = document.lexis, _has_capitals(document.language)
    prepositions = _turning_prepositions(document.language)
    if prepositions.isdisjoint(lexis.keys[clause.first : clause.last]):
        return
    moments = listed(document.language, "support", "moments")
    for number in range(clause.first, clause.last):
        if lexis.keys[number] in prepositions and not _governs_none(document, number):
            begun = False
            ends = number + 1 == clause.last < len(lexis)
            marked = ends and "," not in document.text[lexis.ends[number] : lexis.starts[number + 1]]
            end = len(lexis) if marked else clause.last
            for at in range(number + 1, min(end, number + 1 + _NEAR)):
                told = lexis.content[at] or lexis.lemmas[at] in moments
                noun = told and (lexis.forms[at][0].isupper() or not capitals)
                if begun and not noun:
                    break
                if noun:
                    # "Chinas Vorgehen": the preposition governs the second
                    named = not begun and at == number + 1 and at + 1 < end and lexis.content[at + 1]
                    begun = True
                    if not (named and lexis.keys[at] == f"{lexis.lemmas[at]}s"):
                        yield lexis.lemmas[at], lexis.keys[number]
