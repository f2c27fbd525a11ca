"""Finds relations that a summary turns round: who did what to whom, who is first, what opposes what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise

from newslab.checks.statements.causes import other_reason
from newslab.checks.statements.comparisons import turned_comparison
from newslab.checks.statements.converses import finite_verbs, opening_name
from newslab.checks.statements.negations import news_of
from newslab.checks.statements.quantifiers import overclaimed
from newslab.checks.statements.relations import turned_relation
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document, clauses_in
from newslab.text.language import table
from newslab.text.lexis import Lexis, listed, shared
from newslab.text.statements.clauses import Clause

# How many pieces may stand between a preposition and the noun that it ranks or governs.
_NEAR = 4
# Sentences looked through for each noun; bounds the work in an article that repeats itself.
_MOST_SENTENCES = 64
# So many words in one order are no accident.
_FEWEST_IN_ORDER = 4
_Test = Callable[[Clause], bool]


def turned(alignment: Alignment, clause: Clause) -> Clause | None:
    """Return the clause of the article that a clause of the summary turns round, or None."""
    found = (
        other_reason(alignment, clause)
        or overclaimed(alignment, clause)
        or turned_comparison(alignment, clause)
        or turned_relation(alignment, clause)
    )
    if found:
        return found
    tests = [
        test for make in (_exchanged, _reranked, _other_preposition) if (test := make(alignment, clause)) is not None
    ]
    near = clauses_in(alignment.article, alignment.links[clause.sentence].sources) if tests else ()
    return next((other for test in tests for other in near if test(other)), None)


def _is_told_alike(alignment: Alignment, clause: Clause, other: Clause) -> bool:
    """Tell whether two clauses have their words in one order, in one voice: then nothing changed sides in them."""
    ours, theirs = alignment.summary.lexis, alignment.article.lexis
    passive = listed(alignment.summary.language, "support", "passive")
    here, there = ours.keys[clause.first : clause.last], theirs.keys[other.first : other.last]
    if passive.isdisjoint(here) != passive.isdisjoint(there):
        return False
    mine = [ours.keys[n] for n in range(clause.first, clause.last) if ours.content[n]]
    told = [theirs.keys[n] for n in range(other.first, other.last) if theirs.content[n]]
    common = set(mine) & set(told)
    order = [list(dict.fromkeys(word for word in words if word in common)) for words in (mine, told)]
    return len(common) >= _FEWEST_IN_ORDER and order[0] == order[1]


def _exchanged(alignment: Alignment, clause: Clause) -> _Test | None:
    """Make a test whether doer and done-to stand on the other sides of the same verb, or on the same in another voice.

    Where a mark shows that the first noun of either clause is an object, the order tells nothing.
    """
    ours, theirs = alignment.summary, alignment.article
    voice = _voice(ours, clause)
    if voice is None or _object_first(ours, clause):
        return None
    sides = {
        lemma: (before, after)
        for lemma, before, after in _deeds(ours, clause, None if _begins_clauses(ours.language) else theirs.lexis.known)
        if before and after and before <= theirs.lexis.known
    }
    if not sides:
        return None

    def test(other: Clause) -> bool:
        ending = _begins_clauses(ours.language)
        led = bool(ending) and theirs.lexis.forms[other.first].endswith(ending)
        if not led and sides.keys().isdisjoint(theirs.lexis.lemmas[other.first : other.last]):
            return False
        their_voice = _voice(theirs, other)
        if their_voice is None or _object_first(theirs, other) or _is_told_alike(alignment, clause, other):
            return False
        for lemma, first, last in _deeds(theirs, other, sides):
            if lemma in sides:
                before, after = sides[lemma]
                if voice == their_voice:
                    turned_round = first <= after and before <= last and not before & first
                else:
                    agent = _agent(ours, clause) | _agent(theirs, other)
                    turned_round = before <= first and bool(agent & after & last) and not before & last
                if first and last and turned_round:
                    return True
        return False

    return test


def _verbs(document: Document, clause: Clause) -> Iterator[tuple[str, int]]:
    """Yield the words that can be verbs, written small where nouns have capitals, with their lemmas.

    Verbs that carry little news tell with their noun what was done: "nahm … in Schutz".
    """
    lexis, light = document.lexis, listed(document.language, "support", "light_verbs")
    endings = tuple(table(document.language, "support")["verb_forms"]) or ("",)
    begun = clause.first
    if not _has_capitals(document.language):  # "patients were moved": what stands before an auxiliary is no verb
        finite = finite_verbs(document.language)
        begun = next((n + 1 for n in range(clause.first, clause.last) if lexis.keys[n] in finite), begun)
    for number in range(begun, clause.last):
        told = (lexis.content[number] or lexis.lemmas[number] in light) and lexis.lemmas[number].endswith(endings)
        if told and lexis.forms[number].islower() and not _is_noun(document, clause, number):
            yield lexis.lemmas[number], number


def _is_noun(document: Document, clause: Clause, number: int) -> bool:
    """Tell a noun or an adjective by the article before it, a noun by the attribute after it: "its spring tour of"."""
    keys, language = document.lexis.keys, document.language
    before = keys[number - 1] if number > clause.first else ""
    after = keys[number + 1] if number + 1 < clause.last else ""
    if before in listed(language, "support", "definite") | listed(language, "support", "indefinite"):
        return not _has_capitals(language)
    if after in listed(language, "support", "attribute_marks"):
        return True
    return _is_attribute(document, clause, number)


def _is_attribute(document: Document, clause: Clause, number: int) -> bool:
    """Tell what belongs to the noun behind it: "rivalisierender Banden"; "high school classes", "87 measles cases".

    English shows it where one noun follows another without an article, and nothing before makes a verb of the first.
    """
    lexis, after = document.lexis, number + 1
    if after >= clause.last or not lexis.content[after]:
        return False
    if _has_capitals(document.language):
        ending = table(document.language, "support")["participle_ending"]
        return lexis.forms[after][0].isupper() and lexis.lemmas[number].endswith(ending)
    before = lexis.keys[number - 1] if number > clause.first else ""
    told = lexis.keys[number].endswith(tuple(table(document.language, "support")["verb_endings"]))
    led = bool(before) and (before[0].isdigit() or lexis.content[number - 1])
    return led and not told and lexis.forms[after].islower()


def _deeds(
    document: Document, clause: Clause, wanted: Collection[str] | None
) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    """Yield each word that can be a verb and is wanted, by its lemma, with the things before it and after it.

    Before a participle that begins a clause ("Leeds won, beating York") stands whoever the sentence begins with; it is
    yielded by whatever lemma it may have.
    """
    ending = _begins_clauses(document.language)
    for lemma, number in _verbs(document, clause):
        form = document.lexis.forms[number]
        if ending and number == clause.first and form.endswith(ending):
            doer, done_to = opening_name(document, clause), _things(document.lexis, number + 1, clause.last)
            bare = form.removesuffix(ending)
            for stem in {lemma, bare, f"{bare}e", bare[:-1] if bare[-2:-1] == bare[-1:] else bare}:
                yield stem, doer, done_to
        elif wanted is None or lemma in wanted:
            yield lemma, *_sides(document, clause, number)


@cache
def _begins_clauses(language: str) -> str:
    """Return the ending of the participle with which a clause may begin; none where the language has none such."""
    return str(table(language, "support")["progressive_ending"])


def _sides(document: Document, clause: Clause, verb: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the things and persons before and after the finite verb: the verb itself, or an auxiliary before it."""
    keys, finite = document.lexis.keys, finite_verbs(document.language)
    split = next((number for number in range(clause.first, verb) if keys[number] in finite), verb)
    return _things(document.lexis, clause.first, split), _things(document.lexis, split + 1, clause.last)


def _things(lexis: Lexis, first: int, last: int) -> frozenset[str]:
    capitals = _has_capitals(lexis.language)
    return frozenset(
        lexis.lemmas[number]
        for number in range(first, last)
        if lexis.content[number] and (not capitals or lexis.forms[number][0].isupper())
    )


@cache
def _has_capitals(language: str) -> bool:
    return bool(table(language, "certainty")["nouns_have_capitals"])


def _voice(document: Document, clause: Clause) -> str | None:
    """Return ``active`` or ``passive``; None where a passive names no doer, and its order tells nothing."""
    keys = document.lexis.keys[clause.first : clause.last]
    progressive = table(document.language, "support")["progressive_ending"]
    passive = listed(document.language, "support", "passive")
    if passive.isdisjoint(keys):
        return "active"
    if progressive and any(key in passive and after.endswith(progressive) for key, after in pairwise(keys)):
        return "active"
    at = next(number for number, key in enumerate(keys) if key in passive)
    room = keys[at:] if table(document.language, "support")["agent_follows"] else keys
    return None if listed(document.language, "support", "agent").isdisjoint(room) else "passive"


def _agent(document: Document, clause: Clause) -> frozenset[str]:
    """Return the things near after the word that names the doer of a passive."""
    agents, lexis = listed(document.language, "support", "agent"), document.lexis
    if _voice(document, clause) != "passive":
        return frozenset()
    at = next(number for number in range(clause.first, clause.last) if lexis.keys[number] in agents)
    return _things(lexis, at + 1, min(clause.last, at + 1 + _NEAR))


def _object_first(document: Document, clause: Clause) -> bool:
    """Tell whether a clause's order tells nothing: an object may open it, and nobody in particular does the deed."""
    keys, language = document.lexis.keys, document.language
    if keys[clause.first] in listed(language, "support", "object_marks"):
        return True
    return not listed(language, "support", "impersonal").isdisjoint(keys[clause.first : clause.last])


def _reranked(alignment: Alignment, clause: Clause) -> _Test | None:
    """Make a test whether two names changed places around a word of order ("die SPD vor den Grünen")."""
    ours = {(second, word, first) for first, word, second in _ranked(alignment.summary, clause)}
    if not ours:
        return None

    def test(other: Clause) -> bool:
        theirs = set(_ranked(alignment.article, other))
        return any(
            exchanged in theirs and (exchanged[2], exchanged[1], exchanged[0]) not in theirs for exchanged in ours
        )

    return test


def _ranked(document: Document, clause: Clause) -> Iterator[tuple[str, str, str]]:
    """Yield the word with news before a word of order, that word, and the one after it.

    Of a comparison the word of order is both: "größer als", "more … than".
    """
    lexis, ranking = document.lexis, listed(document.language, "support", "ranking")
    comparing = listed(document.language, "support", "comparing")
    here = lexis.keys[clause.first : clause.last]
    if ranking.isdisjoint(here) and comparing.isdisjoint(here):
        return
    for number in range(clause.first, clause.last):
        compared = lexis.keys[number] in comparing and number > clause.first
        if compared or lexis.keys[number] in ranking:
            end = number - compared
            before = [n for n in range(max(clause.first, end - _NEAR), end) if lexis.content[n]]
            after = [n for n in range(number + 1, min(clause.last, number + _NEAR)) if lexis.content[n]]
            if before and after:
                yield lexis.lemmas[before[-1]], " ".join(lexis.keys[end : number + 1]), lexis.lemmas[after[0]]


def _other_preposition(alignment: Alignment, clause: Clause) -> _Test | None:
    """Make a test whether a noun stands after the opposite of its preposition, and nowhere after the summary's own."""
    article, language = alignment.article, alignment.summary.language
    sources = alignment.links[clause.sentence].sources
    ours = [
        pair for pair in _governed(alignment.summary, clause) if pair not in _all_governed(article, pair[0], sources)
    ]
    if not ours:
        return None
    stances, moments, for_and_against = (listed(language, "support", key) for key in _LISTS)
    named = " ".join(name.text for name in alignment.summary.names).casefold()

    def is_meant(other: Clause, noun: str, word: str) -> bool:
        """Tell whether the two clauses are of one thing, where a preposition alone does not tell."""
        sided = word in for_and_against
        if sided and not (_says(alignment.summary, clause, stances) and _says(article, other, stances)):
            return False
        if word in listed(language, "support", "heeding"):
            return True
        close = sided or noun in moments or word in listed(language, "support", "measuring")
        return noun in named or (close and _is_near(alignment, clause, other))

    def test(other: Clause) -> bool:
        theirs = dict(_governed(article, other))
        return any(
            noun in theirs
            and frozenset((theirs[noun], word)) in _opposed_prepositions(language)
            and is_meant(other, noun, word)
            for noun, word in ours
        )

    return test


def _is_near(alignment: Alignment, clause: Clause, other: Clause) -> bool:
    """Tell whether two clauses share more than one word with news."""
    ours = news_of(alignment.summary, clause.first, clause.last)
    theirs = news_of(alignment.article, other.first, other.last)
    return len(shared(ours, theirs, alignment.summary.language)) > 1


_LISTS = ("stances", "moments", "for_and_against")


def _says(document: Document, clause: Clause, words: frozenset[str]) -> bool:
    lexis, here = document.lexis, slice(clause.first, clause.last)
    return not (words.isdisjoint(lexis.keys[here]) and words.isdisjoint(lexis.lemmas[here]))


@cache
def _opposed_prepositions(language: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in table(language, "support")["opposites"])


@cache
def _turning_prepositions(language: str) -> frozenset[str]:
    return frozenset[str]().union(*_opposed_prepositions(language))


def _all_governed(article: Document, noun: str, sources: Sequence[int]) -> set[tuple[str, str]]:
    """Return the prepositions of a noun anywhere in the article; of a moment's name, in the sentences that matter."""
    sentences = article.lexis.sentences_of.get(noun, sources)[:_MOST_SENTENCES]
    return {pair for clause in clauses_in(article, sentences) for pair in _governed(article, clause)}


def _governs_none(document: Document, preposition: int) -> bool:
    """Tell whether there is none of what a preposition governs: "with no ticket" is "without a ticket"."""
    after = document.lexis.keys[preposition + 1 : preposition + 2]
    return not listed(document.language, "certainty", "none_of").isdisjoint(after)


def _governed(document: Document, clause: Clause) -> Iterator[tuple[str, str]]:
    """Yield each noun of the phrase that follows a preposition with an opposite, and the preposition.

    A mark may stand between the two ("nach „Spirit“"), where the clause was cut.
    """
    lexis, capitals = document.lexis, _has_capitals(document.language)
    prepositions = _turning_prepositions(document.language)
    if prepositions.isdisjoint(lexis.keys[clause.first : clause.last]):
        return
    moments = listed(document.language, "support", "moments")
    for number in range(clause.first, clause.last):
        if lexis.keys[number] in prepositions and not _governs_none(document, number):
            begun = False
            ends = number + 1 == clause.last < len(lexis)
            marked = ends and "," not in document.text[lexis.ends[number] : lexis.starts[number + 1]]
            end = len(lexis) if marked else clause.last
            for at in range(number + 1, min(end, number + 1 + _NEAR)):
                told = lexis.content[at] or lexis.lemmas[at] in moments
                noun = told and (lexis.forms[at][0].isupper() or not capitals)
                if begun and not noun:
                    break
                if noun:
                    # "Chinas Vorgehen": the preposition governs the second
                    named = not begun and at == number + 1 and at + 1 < end and lexis.content[at + 1]
                    begun = True
                    if not (named and lexis.keys[at] == f"{lexis.lemmas[at]}s"):
                        yield lexis.lemmas[at], lexis.keys[number]
