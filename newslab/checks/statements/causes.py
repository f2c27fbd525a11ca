"""Finds where a summary makes an obstacle of the article's cause, or a cause of an obstacle: "despite the rain"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Literal

from newslab.text.alignment.align import Alignment
from newslab.text.document import Document, clauses_in
from newslab.text.language import table
from newslab.text.lexis import Word, listed, same, shared
from newslab.text.normalise import folded
from newslab.text.statements.clauses import Clause

Kind = Literal["causes", "obstacles"]
_KINDS: tuple[Kind, Kind] = ("causes", "obstacles")
# Whole clauses, after "weil" or in the sentence before, are the same only where they share so many words.
_FEWEST_SHARED = 2
# How many words with news before a verb may name its subject.
_SUBJECT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What a clause gives as a cause or as an obstacle: by a noun (``head``), or by all words of a clause.

    ``apart`` where the sentence before gives it, so that this one tells only what came of it; ``follows``
    where it is the other way round ("Grund war …").
    """

    kind: Kind
    words: Sequence[Word]
    head: Word | None = None
    apart: bool = False
    follows: bool = False


@cache
def _entries(language: str, topic: str) -> dict[str, list[tuple[Kind, tuple[str, ...]]]]:
    """Return, by its first word, each expression of a topic with its kind and its words."""
    found: dict[str, list[tuple[Kind, tuple[str, ...]]]] = {}
    for kind in _KINDS:
        for entry in table(language, "support")[kind][topic]:
            words = tuple(folded(entry).split())
            found.setdefault(words[0], []).append((kind, words))
    return found


@cache
def _beside(language: str) -> dict[str, tuple[Kind, frozenset[str]]]:
    """Return the prepositions that name a reason beside certain words."""
    return {
        preposition: (kind, frozenset(map(folded, words)))
        for kind in _KINDS
        for preposition, words in table(language, "support")[kind]["beside"].items()
    }


@cache
def _announcing(language: str) -> frozenset[str]:
    """Return the first words of all expressions that announce a reason: most clauses have none of them."""
    topics = ("before", "verbs", "conjunctions", "adverbs", "named_by")
    dependent = listed(language, "certainty", "dependent_words")
    return frozenset(_beside(language)).union(dependent, *(_entries(language, topic) for topic in topics))


def other_reason(alignment: Alignment, clause: Clause) -> Clause | None:
    """Return the article's clause in which the reason that a clause of the summary gives is one of the other kind."""
    ours = list(_reasons(alignment.summary, clause))
    if not ours:
        return None
    near = clauses_in(alignment.article, alignment.links[clause.sentence].sources)
    theirs = [(other, reason) for other in near for reason in _reasons(alignment.article, other)]
    for reason in ours:
        told = [(other, their) for other, their in theirs if _is_same(reason, their, alignment.summary.language)]
        if (
            told
            and all(their.kind != reason.kind for _, their in told)
            and _same_outcome(alignment, clause, reason, told)
        ):
            return told[0][0]
    return None


def _is_same(ours: Reason, theirs: Reason, language: str) -> bool:
    for one, other in ((ours, theirs), (theirs, ours)):
        if one.head and any(same(one.head, word, language) for word in other.words):
            return True
    if ours.head or theirs.head:
        return False
    common = len(shared(ours.words, theirs.words, language))
    return common >= min(_FEWEST_SHARED, len(ours.words), len(theirs.words)) > 0 and 2 * common > len(ours.words)


def _same_outcome(
    alignment: Alignment, clause: Clause, reason: Reason, reasons: Sequence[tuple[Clause, Reason]]
) -> bool:
    """Tell whether the sentences share a word beside the reason: what came of it."""
    summary, article = alignment.summary, alignment.article
    ours = [word for word in _news(summary, *summary.lexis.ranges[clause.sentence]) if word not in reason.words]
    for other, their in reasons:
        told = article.lexis.ranges[other.sentence - their.follows]
        theirs = [word for word in _news(article, *told) if word not in their.words]
        if len(shared(ours, theirs, summary.language)) >= (_FEWEST_SHARED if their.apart or reason.apart else 1):
            return True
    return False


def _reasons(document: Document, clause: Clause) -> Iterator[Reason]:
    keys, language, end = document.lexis.keys, document.language, clause.last
    if not _stands_beside(document, clause, _announcing(language)):
        return
    before, verbs, beside = _entries(language, "before"), _entries(language, "verbs"), _beside(language)
    for at in range(clause.first, end):
        for kind, words in before.get(keys[at], ()):
            after = at + len(words)
            if tuple(keys[at:after]) == words:
                yield from _governed(document, kind, after, end)
        if keys[at] in beside and _stands_beside(document, clause, beside[keys[at]][1]):
            yield from _governed(document, beside[keys[at]][0], at + 1, end)
        for kind, words in verbs.get(document.lexis.lemmas[at], ()):
            if document.lexis.forms[at].islower() and set(words[1:]) <= set(keys[at + 1 : end]):
                subject = _news(document, clause.first, at)[:_SUBJECT]
                yield from (Reason(kind=kind, words=subject, head=word) for word in subject)
    yield from _opened(document, clause)


def _stands_beside(document: Document, clause: Clause, words: frozenset[str]) -> bool:
    lexis, here = document.lexis, slice(clause.first, clause.last)
    return not (words.isdisjoint(lexis.keys[here]) and words.isdisjoint(lexis.lemmas[here]))


def _opened(document: Document, clause: Clause) -> Iterator[Reason]:
    """Yield the reason that a clause is, or that the sentence before is to a clause with "therefore"."""
    keys, language = document.lexis.keys, document.language
    for kind, words in _entries(language, "conjunctions").get(keys[clause.first], ()):
        if tuple(keys[clause.first : clause.first + len(words)]) == words and not _opens_noun(document, clause):
            yield Reason(kind=kind, words=_news(document, clause.first, clause.last))
    yield from _announced(document, clause)
    named = _entries(language, "named_by")
    if clause.sentence and (key := next((key for key in keys[clause.first : clause.first + 2] if key in named), None)):
        yield Reason(kind=named[key][0][0], words=_news(document, clause.first, clause.last), follows=True)
    adverbs = _entries(language, "adverbs")
    said = next((adverbs[key][0][0] for key in keys[clause.first : clause.last] if key in adverbs), None)
    if said and clause.sentence:
        yield Reason(kind=said, words=_news(document, *document.lexis.ranges[clause.sentence - 1]), apart=True)


def _announced(document: Document, clause: Clause) -> Iterator[Reason]:
    """Yield the reason that a clause gives behind one that announces it: "ist der Tatsache zu verdanken, dass …"."""
    lexis, language = document.lexis, document.language
    if lexis.keys[clause.first] not in listed(language, "certainty", "dependent_words") or not clause.first:
        return
    clauses = document.clauses_of[clause.sentence]
    for before in clauses[: clauses.index(clause)][-1:]:
        here = slice(before.first, before.last)
        for word in (*lexis.keys[here], *lexis.lemmas[here]):
            for kind, _ in _entries(language, "announced_by").get(word, ()):
                yield Reason(kind=kind, words=_news(document, clause.first, clause.last))


def _opens_noun(document: Document, clause: Clause) -> bool:
    """Tell "because of the rain" from "because it rained"."""
    keys = document.lexis.keys[clause.first : clause.last]
    return any(
        tuple(keys[: len(words)]) == words for _, words in _entries(document.language, "before").get(keys[0], ())
    )


def _governed(document: Document, kind: Kind, first: int, last: int) -> Iterator[Reason]:
    """Yield the noun that an expression governs: behind its adjectives, where nouns have no capitals the run's last."""
    lexis = document.lexis
    at = next((n for n in range(first, last) if lexis.content[n]), last)
    run = list(takewhile(lambda n: lexis.content[n], range(at, last)))
    if table(document.language, "certainty")["nouns_have_capitals"]:
        run = [n for n in run if lexis.forms[n][0].isupper()][:1]
    if run:
        head = lexis.keys[run[-1]], lexis.lemmas[run[-1]]
        yield Reason(kind=kind, words=_news(document, at, run[-1] + 1), head=head)


def _news(document: Document, first: int, last: int) -> list[Word]:
    lexis = document.lexis
    return [(lexis.keys[n], lexis.lemmas[n]) for n in range(first, last) if lexis.content[n]]
