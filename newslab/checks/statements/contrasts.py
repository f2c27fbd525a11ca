"""Finds two parties set against each other by "while", whose deeds the article tells the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from newslab.checks.statements.negations import news_of
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document, clauses_in
from newslab.text.kinship import shared
from newslab.text.language import table
from newslab.text.lexis import Word, listed
from newslab.text.statements.clauses import Clause
from newslab.text.statements.parties import first_subject

# So many words of both deeds must stand with the other party.
_FEWEST = 2
# Sentences of the article looked through for each name.
_MOST_SENTENCES = 12
# Who was told of last, a pronoun at the head of a clause takes up.
_HEAD = 2
# What cuts a party's clause off the one before, and what sets off an aside, which tells of none.
_CUTS, _ASIDES = frozenset(",;:"), frozenset('()"„“”«»')
# All negations are one word.
_DENIED: Word = ("not so", "not so")


@dataclass(slots=True, kw_only=True)
class _Told:
    """What a sentence tells of one party, as words with news; ``attributes`` only tell which party is meant."""

    party: list[Word]
    attributes: list[Word]
    first: int
    last: int
    deed: list[Word] = field(default_factory=list)


def exchanged_parties(alignment: Alignment, sentence: int) -> Clause | None:
    """Return the article's clause that tells of one what the summary tells of the other, if it does so of both."""
    for one, other in (_apart(alignment.summary, *pair) for pair in pairwise(_told(alignment.summary, sentence))):
        whole = one.party and other.party and one.deed and other.deed
        if whole and (found := _crosswise(alignment, sentence, (one, other))):
            return found
    return None


def _apart(document: Document, one: _Told, other: _Told) -> tuple[_Told, _Told]:
    """Return what is told of either party and not of the other."""
    words = [_news(document, told.first, told.last) for told in (one, other)]
    both = {lemma for _, lemma in words[0]} & {lemma for _, lemma in words[1]}
    parts = []
    for told, news in zip((one, other), words, strict=True):
        party = [word for word in told.party if word[1] not in both]
        deed = [word for word in news if word not in (*told.party, *told.attributes) and word[1] not in both]
        parts.append(replace(told, party=party, deed=deed))
    return parts[0], parts[1]


def _crosswise(alignment: Alignment, sentence: int, told: tuple[_Told, _Told]) -> Clause | None:
    """Return where the article tells the first's deed of the second, if all that it tells of both is crosswise."""
    article, language = alignment.article, alignment.summary.language
    near = clauses_in(article, _near(alignment, sentence, told))
    there = [word for clause in near for word in _news(article, clause.first, clause.last)]
    known = [{lemma for _, lemma in shared(one.deed, there, language)} for one in told]
    if not all(known) or sum(map(len, known)) < _FEWEST:
        return None  # before it is asked of whom each clause tells
    borne: tuple[tuple[set[str], set[str]], ...] = ((set(), set()), (set(), set()))
    place: Clause | None = None
    for clause, owner in _owned(article, near, told):
        words = _news(article, clause.first, clause.last)
        for at in (0, 1):
            common = shared(told[at].deed, words, language)
            borne[at][owner].update(lemma for _, lemma in common)
            place = clause if common and at != owner and place is None else place
    over, back = borne[0][1] - borne[0][0], borne[1][0] - borne[1][1]
    straight = (borne[0][0] - borne[0][1]) | (borne[1][1] - borne[1][0])
    return place if over and back and len(over) + len(back) >= _FEWEST and not straight else None


def _owned(article: Document, clauses: Sequence[Clause], told: tuple[_Told, _Told]) -> Iterator[tuple[Clause, int]]:
    """Yield the clauses of the article that tell of one of the two, and of which: of whom they name, or name first.

    A clause that names neither goes on with who was told of before it in its sentence, or by a pronoun.
    """
    pronouns = listed(article.language, "quotations", "subject_pronouns")
    owner: int | None = None
    before = -1
    for clause in clauses:
        one, other = _first_of(article, clause, told[0].party, told[1].party)
        goes_on = clause.sentence == before or not pronouns.isdisjoint(
            article.lexis.keys[clause.first : clause.first + _HEAD]
        )
        if one != other:
            owner = int(other < one)
        elif not goes_on:
            owner = None
        before = clause.sentence
        if owner is not None:
            yield clause, owner


def _near(alignment: Alignment, sentence: int, told: tuple[_Told, _Told]) -> list[int]:
    """Return the sentences that the summary's rests on, those that name one of the two, and who come after them."""
    places, many = alignment.article.lexis.sentences_of, len(alignment.article.sentences)
    found = set(alignment.links[sentence].sources)
    for one in told:
        for _, lemma in one.party:
            found.update(places.get(lemma, ())[:_MOST_SENTENCES])
    return sorted(found | {number + 1 for number in found if number + 1 < many})


def _first_of(document: Document, clause: Clause, one: Sequence[Word], other: Sequence[Word]) -> tuple[int, int]:
    """Return where a clause first names either party; its end where it names one not. The order counts, not the place.

    So the place is looked for only where a clause names both.
    """
    words, language = document.lexis.words[clause.first : clause.last], document.language
    ours, theirs = (bool(shared(party, words, language)) for party in (one, other))
    if not ours or not theirs:
        return (clause.first if ours else clause.last), (clause.first if theirs else clause.last)
    first, second = (
        next((at for at, word in enumerate(words, clause.first) if shared(party, [word], language)), clause.last)
        for party in (one, other)
    )
    return first, second


def _told(document: Document, sentence: int) -> list[_Told]:
    """Cut a sentence where a clause tells of another party, if a word sets the one against the other."""
    keys, language = document.lexis.keys, document.language
    against = listed(language, "support", "contrasting")
    if against.isdisjoint(keys[slice(*document.lexis.ranges[sentence])]):
        return []
    opening = against | listed(language, "support", "coordinating")
    clauses = clauses_in(document, [sentence])
    beginning = [clause for clause in clauses[1:] if _begins(document, clause)]
    if not beginning:
        return []  # by far the most: of no two is told
    found: list[tuple[range, int, int]] = []
    for clause in clauses:
        first = clause.first
        if not found or clause in beginning:
            led = keys[first] in opening and clause.last - first > 1
            subject = _subject(document, replace(clause, first=first + led) if led else clause)
            if subject and (not found or not _is_item(document, clause, subject)):
                found.append((subject, first if found else clauses[0].first, clause.last))
                continue
        if found:
            found[-1] = (*found[-1][:2], clause.last)
    return [_party(document, *each) for each in found] if len(found) > 1 else []


def _party(document: Document, subject: range, first: int, last: int) -> _Told:
    lexis = document.lexis
    start, end = subject[0], subject[-1] + 1
    while start > first and lexis.content[start - 1] and lexis.forms[start - 1].islower():
        start -= 1
    if end < last and lexis.keys[end] in listed(document.language, "support", "of"):
        end = next((n + 1 for n in range(end, last) if lexis.content[n] and not lexis.forms[n].islower()), end)
    around = [lexis.words[n] for n in range(start, end) if lexis.content[n]]
    party = [lexis.words[n] for n in subject if lexis.content[n]]
    return _Told(party=party, attributes=around, first=first, last=last)


def _begins(document: Document, clause: Clause) -> bool:
    """Tell whether a clause may tell of a party of its own: no aside in marks, no infinitive, and not only names."""
    gap = _gap(document, clause)
    if _CUTS.isdisjoint(gap) or not _ASIDES.isdisjoint(gap):
        return False
    lexis = document.lexis
    infinitive = table(document.language, "certainty")["infinitive_mark"]
    if infinitive in lexis.keys[max(clause.first, clause.last - 2) : clause.last]:
        return False
    small = _small(document.language)
    return any(lexis.keys[n] not in small and lexis.forms[n].islower() for n in range(clause.first, clause.last))


def _is_item(document: Document, clause: Clause, subject: range) -> bool:
    """Tell whether a clause goes on with a list of names: "Ahl, Bo und Ek"."""
    if subject[0] != clause.first or "," not in _gap(document, clause):
        return False
    joining = listed(document.language, "support", "joining")
    return not joining.isdisjoint(document.lexis.keys[subject[0] : subject[-1] + 2])


def _gap(document: Document, clause: Clause) -> str:
    lexis = document.lexis
    return document.text[lexis.ends[clause.first - 1] : lexis.starts[clause.first]]


@cache
def _determiners(language: str) -> frozenset[str]:
    topics = ("determiners", "oblique_determiners", "genitive_determiners")
    return frozenset[str]().union(*(listed(language, "quotations", topic) for topic in topics))


@cache
def _small(language: str) -> frozenset[str]:
    """Return the words that a list of names may have between them."""
    return _determiners(language).union(
        *(listed(language, "quotations", topic) for topic in ("prepositions", "joiners"))
    )


def _subject(document: Document, clause: Clause) -> range:
    """Return the pieces that name a clause's subject, its noun with the names behind it; none where it depends."""
    lexis = document.lexis
    if lexis.keys[clause.first] in listed(document.language, "support", "depending"):
        return range(0)
    first = first_subject(lexis, clause)
    if first is None:
        return range(0)
    last = first + 1
    while last < clause.last and (more := _goes_on(document, last, clause.last)):
        last = more
    return range(first, last)


def _goes_on(document: Document, piece: int, last: int) -> int | None:
    """Return the end of what goes on with a name at a piece: its next word, another name behind "und", a compound."""
    lexis = document.lexis
    if lexis.is_joined(piece - 1):
        return piece + 1
    joining = listed(document.language, "support", "joining")
    at = piece + (lexis.keys[piece] in joining)  # "Ahl und Bo"
    named = at < last and lexis.content[at] and lexis.forms[at][0].isupper() and _is_named(document, at)
    return at + 1 if named else None


def _is_named(document: Document, piece: int) -> bool:
    span = document.lexis.span(piece, piece + 1)
    return any(name.span.touches(span) for name in document.names)


def _news(document: Document, first: int, last: int) -> list[Word]:
    """Return the words with news of a stretch, and one word for all that deny."""
    negations = listed(document.language, "certainty", "negations")
    denied = not negations.isdisjoint(document.lexis.keys[first:last])
    return news_of(document, first, last) + [_DENIED] * denied
