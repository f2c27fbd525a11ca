"""Tells whether a clause of an article leaves open what it tells: by a word of its own, or of what governs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newslab.checks.statements.negations import denies
from newslab.text.document import Document
from newslab.text.language import table
from newslab.text.lexis import Lexis, listed
from newslab.text.statements.clauses import MOST_CLAUSES, Clause
from newslab.text.statements.hedges import has_mark_inside
from newslab.text.statements.states import State, states_in

# What leaves open, or turns round, what each of these states says, …
AGAINST: Mapping[State, tuple[State, ...]] = {
    "final": ("pending", "open", "rumour"),
    "done": ("pending", "open"),
    "excluded": ("open",),
    "awaited": ("there",),
    "weighed": ("resolved",),
}
# … of which some tell of what is not so yet, …
OF_LATER = frozenset(["awaited", "weighed"])
# … the hedges that do so, too, …
_HEDGES: Mapping[State, frozenset[str]] = {
    "final": frozenset(["possibility", "plan", "suspicion", "hearsay"]),
    "done": frozenset(["possibility", "plan", "hearsay"]),
    "excluded": frozenset(["possibility"]),
    "awaited": frozenset(),
    "weighed": frozenset(),
}
# … and what says the same as it.
_ALIKE: Mapping[State, tuple[State, ...]] = {
    "final": ("final", "there"),
    "done": ("done", "there"),
    "excluded": ("excluded",),
    "awaited": ("awaited", "pending"),
    "weighed": ("weighed", "pending", "open"),
}


def left_open(article: Document, sentence: int, words: frozenset[str], state: State) -> tuple[Clause, int] | None:
    """Return the clause of a sentence that leaves open what these words tell, and its word for that."""
    clauses = article.clauses_of[sentence][:MOST_CLAUSES]
    borne = [len(words.intersection(article.lexis.lemmas[clause.first : clause.last])) for clause in clauses]
    main = max(range(len(clauses)), key=lambda number: (borne[number], -number))
    near = [clauses[main], *_linked(article, clauses, main)]
    told = [clause for clause, count in zip(clauses, borne, strict=True) if count]
    if any(settles(article, clause, state) for clause in (*near, *told)):
        return None
    overtaken = listed(article.language, "states", "overtaken")
    for clause in near:
        if overtaken.isdisjoint(article.lexis.keys[clause.first : clause.last]):
            piece = _opening_word(article, clause, state)
            if piece is not None:
                return clause, piece
    return None


def settles(article: Document, clause: Clause, state: State) -> bool:
    """Tell whether a clause says that a thing is so settled, and does not deny it."""
    if not states_in(article.lexis, clause.first, clause.last, _ALIKE[state]):
        return False
    ahead = listed(article.language, "states", "ahead")
    put_off = not ahead.isdisjoint(article.lexis.keys[clause.first : clause.last])  # "soll abgeschlossen sein"
    return state in OF_LATER or not (put_off or denies(article, clause))


def _opening_word(article: Document, clause: Clause, state: State) -> int | None:
    for piece, _ in states_in(article.lexis, clause.first, clause.last, AGAINST[state]):
        return piece
    hedges = article.hedges_of.get(clause.sentence, ())[:MOST_CLAUSES]
    here = (hedge.piece for hedge in hedges if hedge.kind in _HEDGES[state])
    return next((piece for piece in here if clause.first <= piece < clause.last), None)


def _linked(article: Document, clauses: Sequence[Clause], main: int) -> Iterator[Clause]:
    """Yield what else tells how settled a clause is: what governs it, its condition, and its rest behind a relative."""
    language = article.language
    openers = listed(language, "certainty", "dependent_words") | listed(language, "states", "asking")
    conditions = listed(language, "certainty", "condition_words")
    first = [article.lexis.keys[clause.first] for clause in clauses]
    relative = [number > 0 and is_relative(article, clause) for number, clause in enumerate(clauses)]
    governed = first[main] in openers or (relative[main] and main < len(clauses) - 1)
    for other in (main - 1, main + 1):
        if 0 <= other < len(clauses) and (governed or first[other] in conditions):
            yield clauses[other]
    if main + 2 < len(clauses) and relative[main + 1]:
        yield clauses[main + 2]
    if main > 1 and relative[main - 1]:
        yield clauses[main - 2]
    if main and _is_announced(article, clauses[main]):
        yield clauses[main - 1]  # "Kunden sollen sein: …"
    if main + 1 < len(clauses) and first[main + 1] in listed(language, "certainty", "pronouns"):
        yield clauses[main + 1]


def _is_announced(article: Document, clause: Clause) -> bool:
    """Tell whether a colon stands before a clause."""
    lexis = article.lexis
    return ":" in article.text[lexis.ends[clause.first - 1] : lexis.starts[clause.first]]


def is_relative(document: Document, clause: Clause) -> bool:
    """Tell whether a clause describes a word before it: "der …", "auf das …"; not "das steht fest"."""
    relatives, keys = listed(document.language, "quotations", "relatives"), document.lexis.keys
    second = keys[clause.first + 1 : clause.last][:1]
    if keys[clause.first] in relatives:
        if _stands_second(document, clause):
            return False
        return listed(document.language, "states", "pointing_verbs").isdisjoint(second)
    prepositions = listed(document.language, "quotations", "prepositions")
    behind = clause.last - clause.first > len(second) + 1
    return behind and keys[clause.first] in prepositions and not relatives.isdisjoint(second)


def _stands_second(document: Document, clause: Clause) -> bool:
    """Tell by its last word, which is no verb, a clause that opens with an article: "die ADR steht dahinter"."""
    lexis, last, language = document.lexis, clause.last - 1, document.language
    if not table(language, "certainty")["nouns_have_capitals"] or last - clause.first <= 1:
        return False
    named, verbs = lexis.forms[clause.first + 1][0].isupper(), tuple(table(language, "support")["finite_endings"])
    helping = listed(language, "certainty", "auxiliaries") | listed(language, "certainty", "past_words")
    closes = lexis.content[last] or lexis.keys[last] in helping or lexis.keys[last].endswith(verbs)
    return named and not closes


def is_infinitive(lexis: Lexis, at: int) -> bool:
    """Tell whether a verb is an infinitive with its mark: "zu schließen", "abzuschließen", "to close"."""
    mark, key = table(lexis.language, "certainty")["infinitive_mark"], lexis.keys[at]
    if not lexis.content[at] or not lexis.forms[at].islower():
        return False
    if lexis.keys[at - 1 : at] == [mark] and key == lexis.lemmas[at]:
        return True
    return has_mark_inside(key, lexis.language)
