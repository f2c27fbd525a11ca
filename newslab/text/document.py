"""Owns one text's analysis: each thing that a finder finds is computed on first use and kept for all who ask."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import accumulate

from newslab.records import Article, Span
from newslab.text.dates.finder import Moment, find_dates
from newslab.text.lexis import Lexis
from newslab.text.locate import Locator
from newslab.text.names.callings import Calling, callings_in
from newslab.text.names.finder import Name, find_names
from newslab.text.names.grounding import Grounding
from newslab.text.names.memberships import Membership, memberships_in
from newslab.text.names.offices import Office, offices_in
from newslab.text.once import once
from newslab.text.passage import Passage
from newslab.text.quantities.finder import Quantity, find_quantities
from newslab.text.quotations.cast import Cast, cast_of
from newslab.text.quotations.finder import Quotation, find_quotations
from newslab.text.quotations.stances import Stance, find_stances
from newslab.text.runs import RunIndex
from newslab.text.statements.clauses import LONGEST_CLAUSE, MOST_CLAUSES, Clause, find_clauses, span_of
from newslab.text.statements.hedges import Hedge, find_hedges
from newslab.text.statements.machines import find_addresses

# Enough for every article that a process works on at once, with its summaries and references; texts are dropped after.
_KEPT = 64


class Document(Passage):
    """A passage with all that the finders find in it, each computed once."""

    @once
    def quotations(self) -> tuple[Quotation, ...]:
        """Speech, direct and indirect, and what stands in marks without being speech, in order."""
        return find_quotations(self)

    @once
    def stances(self) -> tuple[Stance, ...]:
        """What somebody in the text wants, welcomes or rejects."""
        return find_stances(self)

    @once
    def locator(self) -> Locator:
        """The index that finds where a few words stand, changed or not."""
        return Locator(self)

    @once
    def cast(self) -> Cast:
        """Who holds which office, by what the text says anywhere."""
        return cast_of(self)

    @once
    def dates(self) -> tuple[Moment, ...]:
        """Dates, times of day and durations, in order."""
        return find_dates(self)

    @once
    def quantities(self) -> tuple[Quantity, ...]:
        """Numbers with their units, in order; those that belong to a date are left out."""
        return find_quantities(self, self.dates)

    @once
    def numbered(self) -> frozenset[int]:
        """The numbers of the words that belong to quantities."""
        return frozenset(number for quantity in self.quantities for number in range(quantity.first, quantity.last))

    @once
    def figured(self) -> frozenset[int]:
        """The numbers of the words that belong to quantities other than ordinals ("im dritten Quartal")."""
        ranked = (q for q in self.quantities if q.kind == "ordinal")
        return self.numbered.difference(*(range(q.first, q.last) for q in ranked))

    @once
    def lexis(self) -> Lexis:
        """The pieces of its words with their lemmas: what other texts' words are compared with."""
        return Lexis(self)

    @once
    def piece_runs(self) -> RunIndex:
        """The index of the runs of its pieces, in which texts of another tokenisation are looked up."""
        return RunIndex(self.lexis.keys)

    def clause_number(self, piece: int) -> int:
        """Return the number of the clause that a piece is in."""
        return bisect_right(self.clauses, piece, key=lambda clause: clause.first) - 1

    def clause_at(self, piece: int) -> Clause:
        """Return the clause that a piece is in."""
        return self.clauses[self.clause_number(piece)]

    @once
    def clauses(self) -> tuple[Clause, ...]:
        """The stretches between commas, in order."""
        return find_clauses(self, self.lexis)

    @once
    def clauses_of(self) -> list[list[Clause]]:
        """For each sentence, its clauses."""
        found: list[list[Clause]] = [[] for _ in self.sentences]
        for clause in self.clauses:
            found[clause.sentence].append(clause)
        return found

    @once
    def safe_clauses_of(self) -> list[list[Clause]]:
        """For each sentence, those of its clauses that were split safely."""
        return [
            [clause for clause in clauses[:MOST_CLAUSES] if clause.last - clause.first <= LONGEST_CLAUSE]
            for clauses in self.clauses_of
        ]

    @once
    def told(self) -> tuple[Clause, ...]:
        """The clauses, split safely, that the text tells by itself: none that direct speech touches."""
        quoted = [quotation.span for quotation in self.quotations if quotation.kind == "direct" and len(quotation.span)]
        starts, ends = [quote.start for quote in quoted], list(accumulate((quote.end for quote in quoted), max))
        found = []
        for clause in clauses_in(self, range(len(self.sentences))):
            span = span_of(clause, self.lexis)
            before = bisect_left(starts, span.end)  # so many begin before the clause ends
            if not before or ends[before - 1] <= span.start:
                found.append(clause)
        return tuple(found)

    @once
    def hedges_of(self) -> dict[int, list[Hedge]]:
        """For each sentence that has any, its hedges."""
        found: dict[int, list[Hedge]] = {}
        for hedge in self.hedges:
            found.setdefault(self.clauses[hedge.clause].sentence, []).append(hedge)
        return found

    @once
    def hedges(self) -> tuple[Hedge, ...]:
        """The words that make a statement less than a fact, in order."""
        return find_hedges(self.lexis, self.clauses)

    @once
    def runs(self) -> RunIndex:
        """The index of its runs of words, in which another text's runs are looked up."""
        return RunIndex(self.words.keys)

    @once
    def names(self) -> tuple[Name, ...]:
        """Names of people, places, organisations and events, in order."""
        return find_names(self)

    @once
    def addresses(self) -> tuple[Span, ...]:
        """The stretches that speak to a machine, not to people, in order."""
        return find_addresses(self, self.lexis, self._marked)

    @property
    def _marked(self) -> Iterator[Span]:
        """The stretches in quotation marks, found when the first is asked for, since finding them costs most."""
        yield from (quotation.span for quotation in self.quotations if quotation.kind != "indirect")

    @once
    def grounding(self) -> Grounding:
        """Where the text has a name that another text uses, however that writes it."""
        return Grounding(self)

    @once
    def offices(self) -> tuple[Office, ...]:
        """Offices with their holders, in order."""
        return offices_in(self)

    @once
    def callings(self) -> tuple[Calling, ...]:
        """By which nouns the text calls its people, in order."""
        return callings_in(self)

    @once
    def memberships(self) -> tuple[Membership, ...]:
        """Which parties the text gives to which people, in order."""
        return memberships_in(self)


def clauses_in(document: Document, sentences: Iterable[int]) -> list[Clause]:
    """Return the clauses of some sentences that were split safely."""
    safe = document.safe_clauses_of
    return [clause for number in sentences for clause in safe[number]]


@lru_cache(maxsize=_KEPT)
def analyse(raw: str, language: str, published: date | None = None) -> Document:
    """Return the document of a text, the same one for the same text while it is in use."""
    return Document(raw, language, published)


def document_of(article: Article) -> Document:
    """Return the document of an article's text."""
    return analyse(article.text, article.language, article.published_on)
