"""Finds what the article says was not done, and the summary tells as done: "did not admit guilt", "admitted guilt".

A negation of a language whose verbs stand in the middle denies the verb that follows it, whatever else its clause says.
Both texts share that verb, and what it is done to or who did it; nothing else need be alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from newslab.checks.statements.negations import denies, hidden_in
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document, clauses_in
from newslab.text.kinship import is_among, same
from newslab.text.language import table
from newslab.text.lexis import Word, lines_by_word, listed
from newslab.text.statements.clauses import LONGEST_CLAUSE, Clause

# Pieces between a negation and its verb, between a verb and what it is done to, and back to who does it.
_TO_VERB, _TO_OBJECT, _TO_SUBJECT = 6, 5, 5
# … and between them in the summary, in whatever order.
_NEAR = 7
_OPENING = 8
_MOST_SENTENCES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A verb that a negation stands before, what it is done to and who does it; ``nobody``: no one at all."""

    clause: Clause
    verb: Word
    verbs: frozenset[str]
    object: Word | None
    subject: Word | None
    nobody: bool


def told_as_done(alignment: Alignment, clause: Clause) -> Clause | None:
    """Return the article's clause that denies what a clause of the summary tells as done; or None."""
    article, summary = alignment.article, alignment.summary
    if table(summary.language, "certainty")["verb_stands_last"]:
        return None
    lemmas = summary.lexis.lemmas[clause.first : clause.last]
    for undone in undone_in(article):
        if not undone.verbs.isdisjoint(lemmas) and not denies(summary, clause) and _tells(summary, clause, undone):
            return undone.clause if not _is_affirmed(article, undone) else None
    return None


@lru_cache(maxsize=4)  # every clause of a summary asks, and an article has several summaries
def undone_in(article: Document) -> tuple[Undone, ...]:
    """Return what the article says was not done, in order."""
    return tuple(_undone_in(article))


def _undone_in(article: Document) -> Iterator[Undone]:
    lexis = article.lexis
    negations = listed(article.language, "certainty", "denying_verbs")
    limits = listed(article.language, "certainty", "limiting") | listed(article.language, "certainty", "qualifying")
    for at in [n for n, key in enumerate(lexis.keys) if key in negations]:
        clause = article.clause_at(at)
        if clause.last - clause.first > LONGEST_CLAUSE:
            continue
        if limits.isdisjoint(lexis.keys[at + 1 : clause.last]) and (found := _denied(article, clause, at)):
            yield found


def _denied(article: Document, clause: Clause, at: int) -> Undone | None:
    """Return what the negation at a piece denies; "not only", "no plans" and "not all" deny no verb."""
    lexis, language = article.lexis, article.language
    nobody = listed(language, "certainty", "nobody")
    every = lexis.keys[at] in nobody or " ".join(lexis.keys[at : at + 2]) in nobody
    if lexis.keys[at] in listed(language, "certainty", "none_of") and not every:
        return None
    if at + 1 >= clause.last or lexis.keys[at + 1] in listed(language, "certainty", "no_denial_after"):
        return None
    verb = _next(article, at + 1, min(clause.last, at + 1 + _TO_VERB), listed(language, "certainty", "before_verb"))
    if verb is None or not lexis.forms[verb].islower():
        return None
    stop = min(clause.last, verb + 1 + _TO_OBJECT)
    edges = listed(language, "support", "coordinating") | listed(language, "certainty", "dependent_words")
    stop = next(
        (n for n in range(verb + 1, stop) if lexis.keys[n] in edges or lexis.words[n] == lexis.words[verb]), stop
    )
    thing = next((n for n in range(verb + 1, stop) if lexis.content[n]), None)
    doers = [n for n in range(max(clause.first, at - _TO_SUBJECT), at) if lexis.content[n]]
    if not doers:  # "The painting, which was behind glass, was not harmed"
        opening = article.clauses_of[clause.sentence][0]
        doers = [n for n in range(opening.first, min(opening.last, at, opening.first + _OPENING)) if lexis.content[n]]
    return Undone(
        clause=clause,
        verb=lexis.words[verb],
        verbs=_synonyms(language).get(lexis.lemmas[verb], frozenset({lexis.lemmas[verb]})),
        object=None if thing is None else lexis.words[thing],
        subject=lexis.words[doers[-1]] if doers and not every else None,
        nobody=every,
    )


@cache
def _synonyms(language: str) -> dict[str, frozenset[str]]:
    """Return, for each verb of which others tell the same, all of them."""
    return lines_by_word(table(language, "certainty")["deed_synonyms"])


def _next(article: Document, first: int, last: int, idle: frozenset[str]) -> int | None:
    """Return the first piece with news that is not idle: "is known to have fallen"."""
    lexis = article.lexis
    return next((n for n in range(first, last) if lexis.content[n] and lexis.keys[n] not in idle), None)


def _tells(summary: Document, clause: Clause, undone: Undone) -> bool:
    """Tell whether a clause of the summary has the verb as done, with what it is done to, or with who does it."""
    lexis, language = summary.lexis, summary.language
    known = {*undone.verb}
    for at in range(clause.first, clause.last):
        told = lexis.lemmas[at] in undone.verbs or same(lexis.words[at], undone.verb, language)
        if not told or not _is_done(summary, clause, at):
            continue
        if hidden_in(summary, clause) - known - {lexis.keys[at]}:
            continue
        if undone.verb[1] in listed(language, "certainty", "proof_verbs"):
            return True
        near = lexis.words[max(clause.first, at - _NEAR) : min(clause.last, at + 1 + _NEAR)]
        thing = undone.object is None or is_among(undone.object, near, language)
        doer = undone.nobody or (undone.subject is not None and is_among(undone.subject, near, language))
        if thing and (doer or undone.object is not None):
            return True
    return False


def _is_done(summary: Document, clause: Clause, at: int) -> bool:
    """Tell whether a verb says that something is done: no infinitive or noun, and nothing before it that hedges."""
    lexis, language = summary.lexis, summary.language
    before = lexis.keys[clause.first : at]
    idle = listed(language, "certainty", "hedged") - {lexis.keys[at]}
    if not idle.isdisjoint(before):
        return False
    last = before[-1] if before else ""
    nouns = ("definite", "indefinite", "object_marks")
    mark = table(language, "certainty")["infinitive_mark"]
    return last != mark and not any(last in listed(language, "support", key) for key in nouns)


def _is_affirmed(article: Document, undone: Undone) -> bool:
    """Tell whether another clause of the article has the verb, and what it is done to, without a negation."""
    known = {*undone.verb, *undone.verbs}
    places = article.lexis.sentences_of
    sentences = sorted({number for verb in undone.verbs for number in places.get(verb, ())[:_MOST_SENTENCES]})
    for other in clauses_in(article, sentences):
        lemmas = article.lexis.lemmas[other.first : other.last]
        if undone.verbs.isdisjoint(lemmas) or denies(article, other) or hidden_in(article, other) - known:
            continue
        if undone.object is None or undone.object[1] in lemmas or not undone.nobody:
            return True
    return False
