"""Finds where a summary claims more of a thing than its article, or less: all for most, most for few, some for none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from newslab.checks.statements.negations import denies, hidden_in, news_of
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document, clauses_in
from newslab.text.language import table
from newslab.text.lexis import Word, listed, same, shared
from newslab.text.statements.clauses import Clause

# How many pieces after a quantifier may name what it counts ("keiner der drei Verdächtigen").
_NEAR = 4


@cache
def _classes(language: str) -> dict[str, str]:
    return {word: name for name, words in table(language, "opposites")["quantifiers"].items() for word in words}


def overclaimed(alignment: Alignment, clause: Clause) -> Clause | None:
    """Return the article's clause that says the same of another part of a thing than a clause of the summary does."""
    article, summary = alignment.article, alignment.summary
    ours = list(_quantified(summary, clause))
    if not ours:
        return None
    wrong = table(summary.language, "opposites")["overclaims"]
    near = clauses_in(article, alignment.links[clause.sentence].sources)
    told = [(other, *counted) for other in near for counted in _quantified(article, other)]
    for mine, noun in ours:
        same_noun = [(other, theirs) for other, theirs, word in told if same(noun, word, summary.language)]
        if same_noun and all(theirs in wrong[mine] for _, theirs in same_noun):
            other, theirs = same_noun[0]
            if _tells_the_same(alignment, clause, other, noun, denied="none" in (mine, theirs)):
                return other
    return None


def _tells_the_same(alignment: Alignment, clause: Clause, other: Clause, noun: Word, *, denied: bool) -> bool:
    """Tell whether two clauses say one thing: they share a word beside what is counted, and deny nothing else."""
    article, summary = alignment.article, alignment.summary
    if not denied and denies(summary, clause) != denies(article, other):
        return False
    restricting = listed(summary.language, "opposites", "restricting")
    if hidden_in(summary, clause) - restricting != hidden_in(article, other) - restricting:
        return False
    ours = [word for word in news_of(summary, clause.first, clause.last) if not same(word, noun, summary.language)]
    common = len(shared(ours, news_of(article, other.first, other.last), summary.language))
    return common > 0 and 2 * common >= len(ours)


def _quantified(document: Document, clause: Clause) -> Iterator[tuple[str, Word]]:
    """Yield how much a clause tells of what: the class of each quantifier with the noun that it counts."""
    lexis, classes = document.lexis, _classes(document.language)
    if classes.keys().isdisjoint(lexis.keys[clause.first : clause.last]):
        return
    capitals = table(document.language, "certainty")["nouns_have_capitals"]
    softened = listed(document.language, "opposites", "softened_by")
    for at in range(clause.first, clause.last):
        before = lexis.keys[at - 1] if at > clause.first else ""
        if lexis.keys[at] not in classes or before in softened:
            continue
        told = classes[lexis.keys[at]]
        if told == "all" and before in listed(document.language, "opposites", "nearly"):
            told = "most"
        for n in range(at + 1, min(clause.last, at + 1 + _NEAR)):
            if lexis.content[n] and (not capitals or lexis.forms[n][0].isupper()):
                yield told, (lexis.keys[n], lexis.lemmas[n])
                break
