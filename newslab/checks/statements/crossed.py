"""Finds pairs that changed places in a summary: cause and effect, and two persons or things with their deeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise, permutations

from newslab.checks.statements.parallels import exchanged
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document, clauses_in
from newslab.text.language import table
from newslab.text.lexis import Word, listed, same, shared
from newslab.text.statements.clauses import Clause

# How many words with news after "wegen" or "zu" belong to what it governs.
_GOVERNED = 2
# Two pairs cross when their four sets share so many words crosswise, and none the straight way.
_FEWEST_CROSSED = 3
# … or so many times as many as the straight way.
_TIMES_STRAIGHT = 3
# Doers cross only where more words tell that the deeds are the same.
_FEWEST_DEED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What came first, or was the cause, and what came of it, as words with news."""

    earlier: list[Word]
    later: list[Word]


def crossed(alignment: Alignment, sentence: int) -> tuple[Clause, Clause] | None:
    """Return a clause of a summary's sentence and the article's that it crosses with, or None."""
    found = _courses_crossed(alignment, sentence) or _deeds_crossed(alignment, sentence)
    if found or (source := exchanged(alignment, sentence)) is None:
        return found
    return alignment.summary.clauses_of[sentence][0], alignment.article.clauses_of[source][0]


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
    causes, leading, following = (listed(document.language, "support", key) for key in _COURSE_WORDS)
    to = table(document.language, "support")["leads_to"]
    for number in range(first, last):
        if keys[number] in causes:
            cause, end = _governed(document, number + 1, last)
            yield Course(earlier=cause, later=_news(document, first, number) + _news(document, end, last))
        elif keys[number] in leading and (at := _leads(keys, to, number, first, last)) is not None:
            yield Course(earlier=_news(document, first, at), later=_governed(document, at + 1, last)[0])
        elif keys[number] in following and number > first:
            yield _after_noun(document, next(clause for clause in clauses if number < clause.last), number)
    for place, clause in enumerate(clauses):
        if (order := _order(document, clause)) and (other := _neighbour(document, clauses, place)):
            here = _news(document, clause.first, other.first if other.first > clause.first else clause.last)
            there = _news(document, other.first, other.last)
            yield Course(earlier=here, later=there) if order == "earlier" else Course(earlier=there, later=here)


def _leads(keys: Sequence[str], to: str, verb: int, first: int, last: int) -> int | None:
    """Return where "zu" leads from a cause to what came of it; the mark of an infinitive ("zu führen") does not."""
    return next((at for at in range(first, last) if keys[at] == to and at != verb - 1), None)


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
        return "earlier"
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


_COURSE_WORDS = ("cause", "leading_verbs", "following")


def _governed(document: Document, first: int, last: int) -> tuple[list[Word], int]:
    """Return the words with news that a preposition governs, and the piece after them."""
    found: list[Word] = []
    number = first
    while number < last and len(found) < _GOVERNED:
        found += _news(document, number, number + 1)
        number += 1
    return found, number


def _deeds_crossed(alignment: Alignment, sentence: int) -> tuple[Clause, Clause] | None:
    """Find two neighbouring clauses whose deeds stand in one sentence of the article, and whose doers cross."""
    article, summary = alignment.article, alignment.summary
    doers = [(clause, _doer(article, summary, clause)) for clause in clauses_in(summary, [sentence])]
    pairs = [(one, other) for one, other in pairwise(doers) if one[1] and other[1] and one[1] != other[1]]
    if not pairs:
        return None
    near = clauses_in(article, alignment.links[sentence].sources)
    told = [(other, news) for other in near if len(news := _news(article, other.first, other.last)) > _FEWEST_DEED]
    for (one, doer), (other, second) in pairs:
        if doer is None or second is None:
            continue
        deeds = [_Deed(summary, one, doer, second), _Deed(summary, other, second, doer)]
        if any(deed.is_told_straight([news for _, news in told]) for deed in deeds):
            continue
        for (source, first_told), (then, then_told) in permutations(told, 2):
            if source.sentence == then.sentence and _cross_doers(deeds, (first_told, then_told)):
                return one, source
    return None


class _Deed:
    """What one clause of a summary tells of its doer, beside a clause that tells of another."""

    def __init__(self, summary: Document, clause: Clause, doer: Word, other: Word) -> None:
        news = _news(summary, clause.first, clause.last)
        self.language = summary.language
        self.doer, self.other = doer, other
        self.words = [word for word in news if word != doer]
        self.apart = not _has(news, other, self.language)

    def shared(self, told: list[Word]) -> int:
        """Return how much of the deed a clause of the article tells."""
        return _shared(self.words, told, self.language)

    def is_told_straight(self, clauses: list[list[Word]]) -> bool:
        """Tell whether the clause of the article that tells the deed best has the doer, too."""
        best = max(map(self.shared, clauses), default=0)
        return best >= _FEWEST_DEED and any(
            self.shared(told) == best and _has(told, self.doer, self.language) for told in clauses
        )

    def is_crossed(self, told: list[Word]) -> bool:
        """Tell whether a clause has the other's name and not the doer's."""
        return self.apart and _has(told, self.other, self.language) and not _has(told, self.doer, self.language)


def _cross_doers(deeds: list[_Deed], told: tuple[list[Word], list[Word]]) -> bool:
    pairs = list(zip(deeds, told, strict=True))
    if not all(deed.is_crossed(clause) for deed, clause in pairs):
        return False
    shared = [deed.shared(clause) for deed, clause in pairs]
    return min(shared) >= 1 and sum(shared) > _FEWEST_DEED


def _doer(article: Document, summary: Document, clause: Clause) -> Word | None:
    """Return the first name of a clause that tells a deed; a clause of fewer words is one item of a list."""
    news = _news(summary, clause.first, clause.last)
    if len(news) <= _FEWEST_DEED:
        return None
    return next((word for word in news if _is_name(article, word[1])), None)


def _is_name(article: Document, lemma: str) -> bool:
    """Tell whether the article has a word with a capital only, and never after an article of its own."""
    lexis = article.lexis
    determiners = listed(article.language, "support", "definite") | listed(article.language, "support", "indefinite")
    places = lexis.places_of.get(lemma, ())
    return bool(places) and all(
        lexis.forms[at][0].isupper()
        and (
            at == 0 or lexis.keys[at - 1] not in determiners or article.text[lexis.ends[at] : lexis.ends[at] + 1] == "-"
        )
        for at in places
    )


def _has(words: list[Word], word: Word, language: str) -> bool:
    return any(same(word, other, language) for other in words)


def _news(document: Document, first: int, last: int) -> list[Word]:
    lexis = document.lexis
    return list(compress(lexis.words[first:last], lexis.content[first:last]))


def _shared(ours: list[Word], theirs: list[Word], language: str) -> int:
    return len(shared(ours, theirs, language))
