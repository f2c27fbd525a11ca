"""Finds a deed that a summary tells as done, of which its article only says that somebody is suspected, in any words.

The certainty check follows a hedge's own words. Here the deed is what both texts share: "Er steht im Verdacht, das
Feuer gelegt zu haben" and "der eine Halle in Brand gesteckt hat" tell one deed, and only one of them tells it as done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from newslab.checks.statements.negations import TEXTS
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.lexis import listed
from newslab.text.normalise import folded
from newslab.text.sieve import Sieve
from newslab.text.statements.clauses import MOST_CLAUSES, Clause
from newslab.text.statements.hedges import Hedge

# Hedges that leave open whether somebody did it.
_OPEN = frozenset(["suspicion", "hearsay", "claim", "possibility", "denial"])
# The words of a phrase stand so near to one another.
_REACH = 10
# Shorter words meet in compounds by chance.
_SHORTEST_END, _SHORTEST_COMPOUND = 5, 9
_NONE: frozenset[int] = frozenset()


def accused(alignment: Alignment, clause: Clause) -> Hedge | None:
    """Return the hedge of the article that a clause leaves out in telling who did a punishable deed."""
    article, summary = alignment.article, alignment.summary
    deeds = _deeds_told(summary, clause)
    if not deeds or not _names_doer(summary, clause):
        return None
    left = _left_open_by(article)
    return next((left[deed] for deed in sorted(deeds) if deed in left), None)


@lru_cache(maxsize=4)  # every clause of a summary asks, and an article has several summaries
def _left_open_by(article: Document) -> Mapping[int, Hedge]:
    """Return, for each deed that the article tells of nobody as done, the first hedge that leaves it open."""
    found: dict[int, Hedge] = {}
    done: set[int] = set()
    for number, (first, last) in enumerate(article.lexis.ranges if _is_open(article) else ()):
        told = list(_found(article, first, last))
        deeds = sorted({deed for _, deed, _ in told})
        hedge = _left_open(article, number, [piece for piece, _, _ in told]) if deeds else None
        if hedge:
            found = dict.fromkeys(deeds, hedge) | found
        elif deeds:
            clauses = [clause for clause in article.clauses_of[number] if _names_doer(article, clause)]
            done.update(*(_deeds_told(article, clause) for clause in clauses))
    return {deed: hedge for deed, hedge in found.items() if deed not in done}


def _deeds_told(document: Document, clause: Clause) -> frozenset[int]:
    """Return the numbers of the deeds that a clause tells by verbs, or as what something came about by."""
    by = listed(document.language, "crimes", "by")
    keys, lemmas, phrases = document.lexis.keys, document.lexis.lemmas, _deeds(document.language).phrases
    told: set[int] = set()
    committing = listed(document.language, "crimes", "committing")
    commits = not committing.isdisjoint(lemmas[clause.first : clause.last])
    for number, deed, is_noun in _found(document, clause.first, clause.last):
        before = keys[number - 1] if number > clause.first else ""
        if is_noun:
            led = keys[_opening(document, number) - 1]
            told |= {deed} if led in by or commits else set()
        elif keys[number] in phrases or not (
            _is_infinitive(document, number) or _is_attribute(document, before) or _describes(document, number)
        ):
            told.add(deed)
    return frozenset(told)


def _opening(document: Document, number: int) -> int:
    """Return where a noun's phrase begins: with the article right before it, or with the noun."""
    before = document.lexis.keys[number - 1] if number > 1 else ""
    led = before in listed(document.language, "support", "indefinite")
    return number - led


def _is_infinitive(document: Document, number: int) -> bool:
    """Tell a verb as dictionaries have it from a form of it; where infinitives have endings, no participle is one."""
    key = document.lexis.keys[number]
    endings = tuple(table(document.language, "certainty")["infinitive_endings"])
    return key == document.lexis.lemmas[number] and key.endswith(endings)


def _is_attribute(document: Document, before: str) -> bool:
    """Tell a participle before its noun ("mit gefälschten Pässen", "the stolen bikes") by the word before it."""
    return any(
        before in listed(document.language, "support", key) for key in ("definite", "indefinite", "object_marks")
    )


def _describes(document: Document, number: int) -> bool:
    """Tell a participle far behind its article by its ending and the noun behind: "des in Ulm überfallenen Boten"."""
    lexis, endings = document.lexis, tuple(table(document.language, "opposites")["describing_endings"])
    named = bool(endings) and number + 1 < len(lexis) and lexis.forms[number + 1][0].isupper()
    return named and lexis.keys[number].endswith(endings)


def _found(document: Document, first: int, last: int) -> Iterator[tuple[int, int, bool]]:
    """Yield each piece that tells a deed, with the deed's number and whether the piece is a noun."""
    lexis, deeds, telling = document.lexis, _deeds(document.language), _telling(document)
    setting, passive = table(document.language, "certainty"), listed(document.language, "support", "passive")
    for number in range(first, last) if telling else ():
        key, lemma = lexis.words[number]
        if key not in telling and lemma not in deeds.words:
            continue
        noun = setting["nouns_have_capitals"] and number > first and lexis.forms[number][0].isupper()
        if not noun:  # "42 Verletzte" have no doer
            for deed in sorted(deeds.verbs.get(lemma, _NONE) | deeds.verbs.get(key, _NONE)):
                yield number, deed, False
        for deed in sorted(deeds.nouns.get(lemma, _NONE) | deeds.nouns.get(key, _NONE)):
            yield number, deed, True
        if len(key) >= _SHORTEST_COMPOUND and key.endswith(deeds.ends) and key not in deeds.nouns:
            yield number, deeds.of_end(key), True
        for phrase, deed in deeds.phrases.get(key, ()):
            # "started a fire", "a fire that was started", and not "the fire started"
            told = setting["verb_stands_last"] or lexis.keys[number - 1] in passive
            room = lexis.keys[max(first, number - _REACH) if told else number : number + _REACH]
            if all(word in room for word in phrase):
                yield number, deed, False


@lru_cache(maxsize=TEXTS)
def _telling(document: Document) -> AbstractSet[str]:
    """Return those of a text's words that tell a deed, by themselves or as compounds."""
    return _deeds(document.language).sieve.passing(document.lexis.known)


class _Deeds:
    """A language's deeds by their words, each with the numbers of the deeds that it tells."""

    def __init__(self, language: str) -> None:
        self.verbs: dict[str, frozenset[int]] = {}
        self.nouns: dict[str, frozenset[int]] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for number, deed in enumerate(table(language, "crimes")["deeds"]):
            for kind in ("verbs", "nouns"):
                words = getattr(self, kind)
                for word in map(folded, deed[kind]):
                    words[word] = words.get(word, _NONE) | {number}
            for phrase in deed["phrases"]:
                first, *others = map(folded, phrase)
                self.phrases.setdefault(first, []).append((tuple(others), number))
        self.words = self.verbs.keys() | self.nouns.keys() | self.phrases.keys()
        self.ends = tuple(sorted(noun for noun in self.nouns if len(noun) >= _SHORTEST_END))
        self.sieve = Sieve(lambda word: word in self.words or word.endswith(self.ends))

    def of_end(self, key: str) -> int:
        """Return the deed that a compound's last part names: "Massenerschießungen"."""
        return min(self.nouns[max((end for end in self.ends if key.endswith(end)), key=len)])


@cache
def _deeds(language: str) -> _Deeds:
    return _Deeds(language)


def _names_doer(document: Document, clause: Clause) -> bool:
    """Tell whether a clause tells the deed as done, and somebody known as the doer: not in a passive without him."""
    keys = document.lexis.keys[clause.first : clause.last]
    if not listed(document.language, "crimes", "unknown").isdisjoint(keys):
        return False
    if listed(document.language, "support", "passive").isdisjoint(keys):
        return True
    by = listed(document.language, "crimes", "by")
    return any(
        document.lexis.keys[number] in by and _is_doer(document, number + 1, clause)
        for number in range(clause.first, clause.last - 1)
    )


def _is_doer(document: Document, number: int, clause: Clause) -> bool:
    """Tell whether a name follows, or the deed itself ("by arson"): a flood or an avalanche is not accused."""
    end = min(clause.last, number + _REACH)
    span = document.lexis.span(number, end)
    nouns, keys = _deeds(document.language).nouns, document.lexis.keys
    led = keys[number] in listed(document.language, "support", "indefinite")
    return (number + led < end and keys[number + led] in nouns) or any(
        name.span.touches(span) for name in document.names
    )


def _left_open(article: Document, sentence: int, deeds: Sequence[int]) -> Hedge | None:
    """Return what leaves open in a sentence whether it was done: a hedge, a charge, or the mood of reported speech.

    A possibility does so for what it governs.
    """
    hedges = article.hedges_of.get(sentence, ())[:MOST_CLAUSES]
    capitals = table(article.language, "certainty")["nouns_have_capitals"]
    for hedge in hedges:
        # "aus vorgeblich religiösen Gründen" leaves the reasons open, and no deed
        named = capitals and hedge.core is not None and article.lexis.forms[hedge.core][0].isupper()
        reached = hedge.kind != "possibility" or any(hedge.reach[0] <= at < hedge.reach[1] for at in deeds)
        if hedge.kind in _OPEN and reached and not (named and hedge.kind != "suspicion"):
            return hedge
    lexis, charged = article.lexis, listed(article.language, "crimes", "charged")
    reported = listed(article.language, "crimes", "reported")
    for number in range(*lexis.ranges[sentence]):
        if lexis.keys[number] in charged or lexis.lemmas[number] in charged or lexis.keys[number] in reported:
            clause = article.clause_number(number)
            reach = (article.clauses[clause].first, article.clauses[clause].last)
            return Hedge(kind="claim", piece=number, clause=clause, core=None, reach=reach)
    return None


def _is_open(article: Document) -> bool:
    """Tell whether nobody was convicted and nobody confessed."""
    return listed(article.language, "crimes", "settled").isdisjoint(article.lexis.known)
