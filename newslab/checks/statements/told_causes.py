"""Finds what a clause tells as a cause: "ausgelöst durch Arbeiten am Dach", "Auslöser war ein Defekt"."""

from __future__ import annotations

from newslab.checks.statements.negations import news_of
from newslab.text.document import Document
from newslab.text.lexis import Word, listed
from newslab.text.statements.clauses import Clause


def cause_told(summary: Document, clause: Clause) -> list[Word]:
    """Return the words with news that give the cause; none where the clause tells of no cause."""
    keys, lemmas, language = summary.lexis.keys, summary.lexis.lemmas, summary.language
    participles, by = listed(language, "certainty", "cause_participles"), listed(language, "certainty", "cause_by")
    nouns, verbs = listed(language, "certainty", "cause_nouns"), listed(language, "certainty", "cause_verbs")
    for number in range(clause.first, clause.last):
        after = keys[number + 1] if number + 1 < clause.last else ""
        if keys[number] in participles and after in by:
            return news_of(summary, number + 2, clause.last)
        if keys[number] in nouns and not listed(language, "certainty", "being").isdisjoint(
            keys[clause.first : clause.last]
        ):
            return news_of(summary, clause.first, number) + news_of(summary, number + 1, clause.last)
        if lemmas[number] in verbs:
            return news_of(summary, clause.first, number)
    return []
