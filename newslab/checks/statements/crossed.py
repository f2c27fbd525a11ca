"""Finds what changed places in a sentence of a summary: cause and effect, and two parties with their deeds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from newslab.checks.statements.contrasts import exchanged_parties
from newslab.checks.statements.parallels import exchanged
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document, clauses_in
from newslab.text.kinship import shared
from newslab.text.language import table
from newslab.text.lexis import Word, listed
from newslab.text.statements.clauses import Clause

# How many words with news after "wegen" or "zu" belong to what it governs.
_GOVERNED = 2
# Two pairs cross when their four sets share so many words crosswise, and none the straight way.
_FEWEST_CROSSED = 3
# Among its first words a sentence says that it tells what came of the one before.
_OPENING = 3
# … or so many times as many as the straight way.
_TIMES_STRAIGHT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What came first, or was the cause, and what came of it, as words with news."""

    earlier: list[Word]
    later: list[Word]


def crossed(alignment: Alignment, sentence: int) -> tuple[Clause, Clause] | None:
    """Return a clause of a summary's sentence and the article's that it crosses with, or None."""
    found = _courses_crossed(alignment, sentence)
    if found:
        return found
    there = exchanged_parties(alignment, sentence)
    if there is None and (source := exchanged(alignment, sentence)) is not None:
        there = alignment.article.clauses_of[source][0]
    return (alignment.summary.clauses_of[sentence][0], there) if there else None


def _courses_crossed(alignment: Alignment, sentence: int) -> tuple[Clause, Clause] | None:
    ours = list(_courses(alignment.summary, sentence))
    if not ours:
        return None
    language = alignment.summary.language
    for source in alignment.links[sentence].sources:
        for theirs in _courses(alignment.article, source):
            for course in ours:
                if _cross(course, theirs, language):
                    return alignment.summary.clauses_of[sentence][0], alignment.article.clauses_of[source][0]
    return None


def _cross(ours: Course, theirs: Course, language: str) -> bool:
    over, back = _shared(ours.earlier, theirs.later, language), _shared(ours.later, theirs.earlier, language)
    if not over or not back or over + back < _FEWEST_CROSSED:
        return False
    straight = _shared(ours.earlier, theirs.earlier, language) + _shared(ours.later, theirs.later, language)
    # of long clauses some words meet by chance ("Minister", "Ministerpräsident")
    return not straight or (min(over, back) > 1 and _TIMES_STRAIGHT * straight <= over + back)


def _courses(document: Document, sentence: int) -> Iterator[Course]:
    """Yield what a sentence says of causes: "wegen Y … X", "Y führte zu X", "X, weil Y"."""
    clauses = clauses_in(document, [sentence])
    if not clauses or len(clauses) < len(document.clauses_of[sentence]):
        return
    first, last = clauses[0].first, clauses[-1].last
    keys = document.lexis.keys
    causes, leading, following, succeeding = (listed(document.language, "support", key) for key in _COURSE_WORDS)
    to = table(document.language, "support")["leads_to"]
    for number in range(first, last):
        if keys[number] in causes and not _opens_clause(document, number):
            cause, end = _governed(document, number + 1, last)
            yield Course(earlier=cause, later=_news(document, first, number) + _news(document, end, last))
        elif keys[number] in leading and (at := _leads(keys, to, number, first, last)) is not None:
            yield Course(earlier=_news(document, first, at), later=_governed(document, at + 1, last)[0])
        elif keys[number] in succeeding and number > first:
            yield _succession(document, first, number, last)
        elif keys[number] in (causes | following) and number > first and not _leads_somewhere(document, number):
            yield _after_noun(document, next(clause for clause in clauses if number < clause.last), number)
    if sentence and not listed(document.language, "support", "thereupon").isdisjoint(keys[first : first + _OPENING]):
        yield Course(earlier=_news(document, *document.lexis.ranges[sentence - 1]), later=_news(document, first, last))
    for place, clause in enumerate(clauses):
        if (order := _order(document, clause)) and (other := _neighbour(document, clauses, place)):
            here = _news(document, clause.first, other.first if other.first > clause.first else clause.last)
            there = _news(document, other.first, other.last)
            yield Course(earlier=here, later=there) if order == "earlier" else Course(earlier=there, later=here)


def _opens_clause(document: Document, number: int) -> bool:
    """Tell "because the ward is short of nurses" from "because of a shortage": the one brings in a clause."""
    after = document.lexis.keys[number + 1 : number + 2]
    conjunctions, of = (listed(document.language, "support", key) for key in ("after_conjunctions", "of"))
    return document.lexis.keys[number] in conjunctions and of.isdisjoint(after)


def _leads(keys: Sequence[str], to: str, verb: int, first: int, last: int) -> int | None:
    """Return where "zu" leads from a cause to what came of it; the mark of an infinitive ("zu führen") does not."""
    return next((at for at in range(first, last) if keys[at] == to and at != verb - 1), None)


def _succession(document: Document, first: int, verb: int, last: int) -> Course:
    """Return what came first by a verb whose object did ("followed"), or its subject ("was followed by")."""
    before, after = _news(document, first, verb), _news(document, verb + 1, last)
    agents = listed(document.language, "support", "agent")
    passive = not agents.isdisjoint(document.lexis.keys[verb + 1 : verb + 2])
    return Course(earlier=before, later=after) if passive else Course(earlier=after, later=before)


def _leads_somewhere(document: Document, number: int) -> bool:
    """Tell whether a name follows a preposition: "nach Bayern" is a way, and a name is nothing that came first."""
    if document.lexis.keys[number] in listed(document.language, "support", "after_conjunctions"):
        return False
    start = document.lexis.starts[number + 1] if number + 1 < len(document.lexis) else -1
    at = bisect_left(document.names, start, key=lambda name: name.span.start)
    return at < len(document.names) and document.names[at].span.start == start


def _after_noun(document: Document, clause: Clause, number: int) -> Course:
    """Return what a clause says to have come after a thing; "after" may also open a clause, which is all of it."""
    if document.lexis.keys[number] in listed(document.language, "support", "after_conjunctions"):
        earlier, rest = _news(document, number + 1, clause.last), clause.last
    else:
        earlier, rest = _governed(document, number + 1, clause.last)
    return Course(earlier=earlier, later=_news(document, clause.first, number) + _news(document, rest, clause.last))


def _order(document: Document, clause: Clause) -> str | None:
    """Tell whether a clause says what came before its neighbour or was its cause ("weil"), or what came after it."""
    keys, first, language = document.lexis.keys, clause.first, document.language
    if keys[first] in listed(language, "support", "after_conjunctions"):
        otherwise = listed(language, "support", "otherwise")
        return "earlier" if otherwise.isdisjoint(keys[first : clause.last]) else None
    if keys[first] in listed(language, "support", "outcome_words"):
        return "later"
    prompting = listed(language, "support", "prompting_verbs")
    led = keys[first] in listed(language, "support", "outcome_relatives")
    return "later" if led and not prompting.isdisjoint(keys[first : clause.last]) else None


def _neighbour(document: Document, clauses: Sequence[Clause], place: int) -> Clause | None:
    """Return the clause that one belongs to: the one before it, of the first of a statement the one after it."""
    at = place - 1 if place and clauses[place - 1].statement == clauses[place].statement else place + 1
    mark = table(document.language, "certainty")["infinitive_mark"]
    while place < at < len(clauses) and mark in document.lexis.keys[clauses[at].last - 2 : clauses[at].last - 1]:
        at += 1  # "Nachdem der Plan war, die Halle zu bauen, …": the infinitive belongs to the first
    return clauses[at] if at < len(clauses) and clauses[at].statement == clauses[place].statement else None


_COURSE_WORDS = ("cause", "leading_verbs", "following", "succeeding_verbs")


def _governed(document: Document, first: int, last: int) -> tuple[list[Word], int]:
    """Return the words with news that a preposition governs, and the piece after them."""
    found: list[Word] = []
    number = first
    while number < last and len(found) < _GOVERNED:
        found += _news(document, number, number + 1)
        number += 1
    return found, number


def _news(document: Document, first: int, last: int) -> list[Word]:
    lexis = document.lexis
    return list(compress(lexis.words[first:last], lexis.content[first:last]))


def _shared(ours: list[Word], theirs: list[Word], language: str) -> int:
    return len(shared(ours, theirs, language))
