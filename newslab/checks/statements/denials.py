"""Finds what the article denies by a word before a thing or a verb, and the summary affirms: "no germs found"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from newslab.checks.statements.negations import TEXTS, denies, governing, hidden_in, news_of
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document, clauses_in
from newslab.text.kinship import is_among, same, shared
from newslab.text.language import table
from newslab.text.lexis import Word, listed
from newslab.text.statements.clauses import Clause

# Beside what is denied two clauses share so many words, and this part of ours.
_FEWEST_SHARED = 2
_LEAST_SHARE = 0.4
_GREAT_SHARE = 0.6
_MANY = 3
# Letters of an infinitive's ending and the shortest verb before it: "abzugeben".
_ENDING = 4
# Pieces between "kein" and its noun, and of what a governing clause leaves undone.
_NEAR = 5
# … and between a preposition and the noun that it governs.
_BEFORE = 2
_MOST_SENTENCES = 32


def denied_thing(alignment: Alignment, clause: Clause, words: Sequence[Word]) -> Clause | None:
    """Return the article's clause that denies a thing or a deed which a clause of the summary affirms; or None."""
    article, summary = alignment.article, alignment.summary
    language = summary.language
    if all(listed(language, "certainty", key).isdisjoint(article.lexis.known) for key in ("negations", "refusing")):
        return None
    if len(words) <= _FEWEST_SHARED or denies(summary, clause):
        return None
    sources = alignment.links[clause.sentence].sources
    left = [each for number in sources for each in _left_in(article).get(number, ())]
    for other, deed in left:
        if _is_left_undone(alignment, clause, words, deed):
            return other
    denying = [other for other in clauses_in(article, sources) if denies(article, other)]
    if not denying or _is_governed_by_denial(summary, clause):
        return None
    for other in denying:
        theirs = news_of(article, other.first, other.last)
        told = [(noun, _LEAST_SHARE, _MANY) for noun, how in _without(article, other) if _has_all(words, how, language)]
        told += [(denied, _GREAT_SHARE, len(words)) for denied in _undone(article, other)]
        for denied, share, many in told:
            if hidden_in(summary, clause) - set(denied):  # what is itself one denies nothing: "not cancelled"
                continue
            if not _is_told(summary, clause, denied) or not _says_so(article, other, denied, words):
                continue
            others = [word for word in words if not same(word, denied, language)]
            common = len(shared(others, [word for word in theirs if word != denied], language))
            enough = common >= many or common >= share * len(others)
            told_all = 0 < common == len(theirs) - 1 and enough  # "No homes were damaged"
            if (told_all or common >= _FEWEST_SHARED) and enough and not _is_affirmed(article, denied):
                return other
    return None


def _says_so(article: Document, other: Clause, denied: Word, words: Sequence[Word]) -> bool:
    """Tell whether ours has a word of what was not so: homes that were not flooded may be said to have stayed dry."""
    lexis = article.lexis
    said = [lexis.words[n] for n in range(other.first, other.last) if lexis.content[n] and lexis.forms[n].islower()]
    others = [word for word in said if word != denied]
    return not others or bool(shared(others, words, article.language))


def _is_told(summary: Document, clause: Clause, denied: Word) -> bool:
    """Tell whether a clause has the word, and not only as what a preposition governs: "voted on a mast"."""
    lexis = summary.lexis
    prepositions = listed(summary.language, "quotations", "prepositions")
    return any(
        lexis.content[at]
        and same(lexis.words[at], denied, summary.language)
        and prepositions.isdisjoint(lexis.keys[max(clause.first, at - _BEFORE) : at])
        for at in range(clause.first, clause.last)
    )


def _is_left_undone(alignment: Alignment, clause: Clause, words: Sequence[Word], deed: Sequence[Word]) -> bool:
    """Tell whether the clause tells as done what the article gives no reason for, or no plan: "no plans to"."""
    summary, language = alignment.summary, alignment.summary.language
    if not is_among(deed[0], words, language):
        return False
    known = {form for word in deed for form in word}
    said = listed(language, "certainty", "hedged").intersection(summary.lexis.keys[clause.first : clause.last])
    if said - known or hidden_in(summary, clause) - known:
        return False
    told = len(shared(deed, words, language))
    return told >= _FEWEST_SHARED and 2 * told >= len(deed)


@lru_cache(maxsize=TEXTS)
def _left_in(article: Document) -> Mapping[int, Sequence[tuple[Clause, list[Word]]]]:
    """Return, by sentence, what the article leaves undone, with the clause that says so."""
    found: dict[int, list[tuple[Clause, list[Word]]]] = {}
    words = listed(article.language, "certainty", "intents"), _none_or_refused(article.language)
    told = not any(each.isdisjoint(article.lexis.known) for each in words)
    for clause in clauses_in(article, range(len(article.sentences)) if told else ()):
        left = [(clause, deed) for deed in _left(article, clause) if deed]
        if left:
            found.setdefault(clause.sentence, []).extend(left)
    return found


def _left(article: Document, clause: Clause) -> Iterator[list[Word]]:
    """Yield what is left undone, its verb first: "no plans to close the bridge", "keinen Grund, sie zu schließen"."""
    lexis, language = article.lexis, article.language
    none = _none_or_refused(language)
    if none.isdisjoint(lexis.keys[clause.first : clause.last]):
        return
    nouns = listed(language, "certainty", "intents")
    for number in range(clause.first, clause.last):
        if lexis.keys[number] not in nouns and lexis.lemmas[number] not in nouns:
            continue
        if none.isdisjoint(lexis.keys[max(clause.first, number - _NEAR) : number]):
            continue
        if table(language, "certainty")["verb_stands_last"]:
            yield from _infinitives(article, clause)
        elif lexis.keys[number + 1 : number + 2] == [table(language, "certainty")["infinitive_mark"]]:
            yield news_of(article, number + 2, clause.last)


@cache
def _none_or_refused(language: str) -> frozenset[str]:
    return listed(language, "certainty", "none_of") | listed(language, "certainty", "refusing")


def _infinitives(article: Document, clause: Clause) -> Iterator[list[Word]]:
    """Yield the words of the clauses behind one that end with an infinitive, its verb first."""
    mark = table(article.language, "certainty")["infinitive_mark"]
    for other in article.clauses_of[clause.sentence]:
        last = article.lexis.keys[other.last - 1]
        behind = other.first >= clause.last and other.statement == clause.statement
        if behind and (mark in article.lexis.keys[other.first : other.last] or mark in last[1:-_ENDING]):
            yield news_of(article, other.first, other.last)[::-1]


def _is_governed_by_denial(summary: Document, clause: Clause) -> bool:
    """Tell whether a neighbour that governs a clause of the summary has a negation in whatever word."""
    near = governing(summary, clause)
    return any(denies(summary, other) or hidden_in(summary, other) for other in near)


def _has_all(words: Sequence[Word], wanted: Sequence[Word], language: str) -> bool:
    """Tell whether all are there: who finds "keine schweren Schäden" may find slight ones."""
    return len(shared(wanted, words, language)) == len(wanted)


def _without(article: Document, clause: Clause) -> Iterator[tuple[Word, list[Word]]]:
    """Yield the nouns that the word for none stands before, and what describes them: "keine erhöhten Werte"."""
    lexis, none = article.lexis, listed(article.language, "certainty", "none_of")
    capitals = table(article.language, "certainty")["nouns_have_capitals"]
    for number in range(clause.first, clause.last):
        if lexis.keys[number] not in none:
            continue
        for at in range(number + 1, min(clause.last, number + 1 + _NEAR)):
            noun = lexis.forms[at][0].isupper() if capitals else lexis.content[at]
            last = capitals or at + 1 == clause.last or not lexis.content[at + 1]
            if noun and last:
                if lexis.content[at]:
                    yield lexis.words[at], news_of(article, number + 1, at)
                break


def _undone(article: Document, clause: Clause) -> Iterator[Word]:
    """Yield the verb that a negation stands right before: "nicht stattgegeben", "did not grant"."""
    lexis, words = article.lexis, listed(article.language, "certainty", "plain_negations")
    for number in range(clause.first, clause.last - 1):
        if lexis.keys[number] in words and lexis.content[number + 1] and lexis.forms[number + 1].islower():
            yield lexis.words[number + 1]


def _is_affirmed(article: Document, denied: Word) -> bool:
    """Tell whether the article has the thing or the deed elsewhere without a negation."""
    sentences = article.lexis.sentences_of.get(denied[1], ())[:_MOST_SENTENCES]
    return any(
        denied[1] in article.lexis.lemmas[clause.first : clause.last]
        and not denies(article, clause)
        and not hidden_in(article, clause)
        for clause in clauses_in(article, sentences)
    )
