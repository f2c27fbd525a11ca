"""Finds a negation that a summary adds or loses, in whatever word it stands: "not", "without", a visit called off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import compress, pairwise

from newslab.text.alignment.align import Alignment
from newslab.text.document import Document, clauses_in
from newslab.text.kinship import is_among, shared
from newslab.text.language import table
from newslab.text.lexis import Word, listed
from newslab.text.names.callings import is_calling
from newslab.text.quotations.cues import grammar_of
from newslab.text.statements.clauses import Clause
from newslab.text.statements.hedges import depends
from newslab.text.statements.standing import OPENERS
from newslab.text.statements.states import states_in

# Clauses that share fewer words may be of other things; those that repeat one another share nearly all.
_FEWEST_WORDS = 2
_GREAT_SHARE = 0.75
# Letters of a root at least, and of what is put to it at most ("warn-ung", "forder-ungen").
_ROOT = 4
_LONGEST_ENDING = 5
# A noun stands at most so many pieces behind a word that opens its description.
_NEAR = 5
# Pieces between "nicht" and "sondern".
_FURTHEST = 8
# Pieces between "without" and its thing, and places of a thing that are looked at.
_NEXT, _MOST_PLACES = 3, 32
_DENYING = ("negations", "negation_parts", "affirmed")
_NONE: frozenset[str] = frozenset()
# Every clause of a summary asks about its text and its article's, and an article has several summaries.
TEXTS = 8


def negated(alignment: Alignment, clause: Clause, words: Sequence[Word]) -> Clause | None:
    """Return the article's clause that has the words of the summary's and a negation more or less; or None."""
    article, summary = alignment.article, alignment.summary
    hidden, denied = hidden_in(summary, clause), denies(summary, clause)
    others = [other for number in alignment.links[clause.sentence].sources for other in article.clauses_of[number]]
    if not denied and _denying(article).isdisjoint([other.first for other in others]):
        return None
    near: list[Clause] = []
    for other in others:
        if not _repeats(alignment, clause, words, other):
            continue
        if (
            denies(article, other) == denied
            or hidden_in(article, other) != hidden
            or _is_governed(article, other)
            or _lacks_apart(alignment, clause, other)
            or (not denied and _is_put_off(alignment, clause, other))
            or _is_first(article if denied else summary, other if denied else clause)
        ):
            return None
        near.append(other)
    if not near:
        return None
    # The negation of a clause may stand in the one that governs it ("nicht die Absicht, Truppen abzuziehen").
    document, sentences = (article, {other.sentence for other in near}) if denied else (summary, {clause.sentence})
    return None if any(denies(document, other) for other in clauses_in(document, sentences)) else near[0]


def _is_put_off(alignment: Alignment, clause: Clause, other: Clause) -> bool:
    """Tell whether a clause tells as still to come what the article's says is not done: "is yet to be signed"."""
    ours, theirs = (
        document.lexis.keys[at.first : at.last]
        for document, at in ((alignment.summary, clause), (alignment.article, other))
    )
    ahead = listed(alignment.summary.language, "states", "ahead")
    if not ahead.isdisjoint(ours) and ahead.isdisjoint(theirs):
        return True
    return bool(states_in(alignment.summary.lexis, clause.first, clause.last, ("awaited",)))


def _is_governed(document: Document, clause: Clause) -> bool:
    """Tell whether a clause depends on a neighbour in which a negation may hide: "untersagte …, … zu fällen"."""
    return any(hidden_in(document, other) for other in governing(document, clause))


def governing(document: Document, clause: Clause) -> tuple[Clause, ...]:
    """Return the neighbours that may govern a clause, where an infinitive or its first word makes it depend on one."""
    if not depends(document.lexis, clause):
        return ()
    clauses = document.clauses_of[clause.sentence]
    at = clauses.index(clause)
    return (*clauses[max(0, at - 1) : at], *clauses[at + 1 : at + 2])


def _repeats(alignment: Alignment, clause: Clause, words: Sequence[Word], other: Clause) -> bool:
    """Tell whether a clause of the article has nearly the same words; of few with news, all others must be, too."""
    article, summary = alignment.article, alignment.summary
    if len(words) <= _FEWEST_WORDS:
        ours = _lemmas(summary, clause)
        return len(ours) >= _FEWEST_WORDS and ours == _lemmas(article, other)
    theirs = news_of(article, _behind_that(article, other), other.last)
    words = news_of(summary, said, clause.last) if (said := _behind_that(summary, clause)) > clause.first else words
    if len(words) < _GREAT_SHARE * len(theirs):
        return False
    common = shared(words, theirs, summary.language)
    if len(common) <= _FEWEST_WORDS or len(common) < _GREAT_SHARE * max(len(words), len(theirs)):
        return False
    # A negation may have moved into a word that took another's place ("lehnte ab", "nahm nicht an"), but not into the
    # noun for who did it ("die Ermittler", "die Polizei").
    back = shared(theirs, words, summary.language)
    apart = [word for word in words if word not in common], [word for word in theirs if word not in back]
    return not all(apart) or all(_are_doers(side, summary.language) for side in apart)


def _behind_that(document: Document, clause: Clause) -> int:
    """Return where what somebody says or finds begins, in a language that sets no comma before it: "found that …"."""
    keys, dependent = document.lexis.keys, listed(document.language, "certainty", "dependent_words")
    if table(document.language, "certainty")["verb_stands_last"] or dependent.isdisjoint(
        keys[clause.first : clause.last]
    ):
        return clause.first
    return max(n for n in range(clause.first, clause.last) if keys[n] in dependent) + 1


def _are_doers(words: Sequence[Word], language: str) -> bool:
    """Tell whether words are nouns for people and bodies."""
    grammar = grammar_of(language)
    return all(is_calling(key, language) or key in grammar.sets["bodies"] for key, _ in words)


def _lacks_apart(alignment: Alignment, clause: Clause, other: Clause) -> bool:
    """Tell whether one clause says "without" of a thing that the other does not name: that denies nothing of it."""
    article, summary = alignment.article, alignment.summary
    ours, theirs = news_of(summary, clause.first, clause.last), news_of(article, other.first, other.last)
    if (lacking := _lacking(summary, clause)) and _lacks(article, lacking[0]):
        return True  # it says so in another clause
    pairs = ((_lacking(summary, clause), theirs), (_lacking(article, other), ours))
    endings = tuple(table(summary.language, "certainty")["lacking_endings"])
    return any(
        lacking
        and (
            not is_among(lacking[0], words, summary.language)
            # "ohne Arbeit" is "arbeitslos"
            or any(key.endswith(endings) and key.startswith(lacking[0]) for key, _ in words)
        )
        for lacking, words in pairs
    )


def _lacks(document: Document, word: Word) -> bool:
    """Tell whether a text says anywhere that there was none of a thing."""
    lexis, words = document.lexis, listed(document.language, "certainty", "lacking")
    places = lexis.places_of.get(word[1], ())
    return any(not words.isdisjoint(lexis.keys[max(0, at - _NEXT) : at]) for at in places[:_MOST_PLACES])


def _is_first(document: Document, clause: Clause) -> bool:
    """Tell whether a clause denies by calling a thing the first: "die erste dieser Art", of what never was before."""
    return not listed(document.language, "certainty", "firsts").isdisjoint(
        document.lexis.keys[clause.first : clause.last]
    )


def _lacking(document: Document, clause: Clause) -> list[Word]:
    """Return the next word with news after "without", the thing that was not there."""
    lexis, words = document.lexis, listed(document.language, "certainty", "lacking")
    at = next((at for at in range(clause.first, clause.last) if lexis.keys[at] in words), clause.last)
    return news_of(document, at + 1, clause.last)[:1]


def called_off(alignment: Alignment, clause: Clause) -> Clause | None:
    """Return the article's clause that ends or gives up what the summary tells as done: "hob die Warnung auf", "warnt".

    The article names the deed by a noun that is the object of such a verb, the summary by the noun's own verb; who
    only rejects what others do is the one of whom the summary tells it.
    """
    article, summary = alignment.article, alignment.summary
    language, ending = summary.language, _ending(article)
    sources = [number for number in alignment.links[clause.sentence].sources if number in ending]
    if not sources or denies(summary, clause) or hidden_in(summary, clause):
        return None
    enders = listed(language, "certainty", "ending_verbs")
    verbs = [word for word in _lower(summary, clause) if word[1] not in enders and len(word[0]) > _ROOT]
    verbs = [verb for verb in verbs if not _is_told(article, verb)]
    if not verbs:
        return None
    ours = news_of(summary, clause.first, clause.last)
    for other, ends in (each for number in sources for each in ending[number]):
        theirs = news_of(article, other.first, other.last)
        if not ends and not shared(ours[:1], theirs[:1], language):
            continue
        deeds = _objects(article, other)
        told = [verb for verb in verbs if any(_names_deed(verb, deed, language) for deed in deeds)]
        if told and len(shared(ours, theirs, language)) > _FEWEST_WORDS:
            return other
    return None


@lru_cache(maxsize=TEXTS)
def _ending(article: Document) -> Mapping[int, Sequence[tuple[Clause, bool]]]:
    """Return, by sentence, the clauses that end a thing or reject it, and whether they end it; none that deny that."""
    enders, rejecters = (listed(article.language, "certainty", key) for key in ("ending_verbs", "rejecting_verbs"))
    found: dict[int, list[tuple[Clause, bool]]] = {}
    here = frozenset(article.lexis.lemmas) & (enders | rejecters)
    sentences = range(len(article.sentences)) if here else ()
    for clause in clauses_in(article, sentences):
        lemmas = article.lexis.lemmas[clause.first : clause.last]
        if not here.isdisjoint(lemmas) and not denies(article, clause):
            ends = _ends(article, clause, enders)
            if ends or not rejecters.isdisjoint(lemmas):
                found.setdefault(clause.sentence, []).append((clause, ends))
    return found


def _ends(article: Document, clause: Clause, enders: frozenset[str]) -> bool:
    """Tell whether a clause has a verb that ends its object; who "drops to the bottom" ends nothing."""
    lexis, language = article.lexis, article.language
    mark = (
        "" if table(language, "certainty")["nouns_have_capitals"] else table(language, "certainty")["infinitive_mark"]
    )
    pieces = range(clause.first, clause.last)
    return any(lexis.lemmas[at] in enders and not (mark and mark in lexis.keys[at + 1 : at + 2]) for at in pieces)


def _is_told(article: Document, verb: Word) -> bool:
    """Tell whether the article has the verb itself: then somebody does what another ends."""
    lexis = article.lexis
    capitals = table(article.language, "certainty")["nouns_have_capitals"]
    return any(
        lexis.keys[at] == verb[0] or (capitals and lexis.forms[at].islower()) for at in lexis.places_of.get(verb[1], ())
    )


def corrected(alignment: Alignment, clause: Clause, words: Sequence[Word]) -> Clause | None:
    """Return the article's clause that puts right what the summary tells: "nicht X, sondern Y", of X."""
    article, summary = alignment.article, alignment.summary
    correcting = _correcting(article)
    sources = [number for number in alignment.links[clause.sentence].sources if number in correcting]
    if not sources or denies(summary, clause) or hidden_in(summary, clause):
        return None
    for sentence in sources:
        first, last = article.lexis.ranges[sentence]
        for at in correcting[sentence]:
            wrong, right = _put_right(article, first, at), news_of(article, at + 1, min(last, at + 1 + _ROOT))[:1]
            others = [word for word in words if word not in wrong]
            told = shared(others, news_of(article, first, last), summary.language)
            if (
                wrong
                and right
                and len(shared(wrong, words, summary.language)) == len(wrong)
                and right[0] not in words
                and told
                and len(told) >= _GREAT_SHARE * len(others)
            ):
                return article.clauses_of[sentence][0]
    return None


@lru_cache(maxsize=TEXTS)
def _correcting(article: Document) -> Mapping[int, Sequence[int]]:
    """Return, by sentence, the pieces that put right what was said before them in it: "sondern"."""
    lexis, words = article.lexis, listed(article.language, "certainty", "correcting")
    found: dict[int, list[int]] = {}
    for at in [] if words.isdisjoint(lexis.known) else [at for at, key in enumerate(lexis.keys) if key in words]:
        sentence = lexis.sentence_of[at]
        if at > lexis.ranges[sentence][0]:
            found.setdefault(sentence, []).append(at)
    return found


def _put_right(article: Document, first: int, at: int) -> list[Word]:
    """Return the words with news between a negation and the word that corrects it; none where "not only" stands."""
    keys = article.lexis.keys
    negations, idle = (listed(article.language, "certainty", key) for key in ("negations", "no_denial_after"))
    start = next((n for n in range(at - 1, max(first, at - _FURTHEST) - 1, -1) if keys[n] in negations), None)
    return [] if start is None or keys[start + 1] in idle else news_of(article, start + 1, at)


def _names_deed(verb: Word, deed: Word, language: str) -> bool:
    """Tell whether a noun names what a verb does: "Warnung" and "warnt", "ban" and "banned"."""
    if verb[0] == deed[0]:
        return False
    endings = table(language, "certainty")["infinitive_endings"]
    roots = [verb[1].removesuffix(ending) for ending in endings if verb[1].endswith(ending)]
    return any(
        len(root) >= _ROOT and deed[0].startswith(root) and len(deed[0]) <= len(root) + _LONGEST_ENDING
        for root in roots
    )


def _lower(document: Document, clause: Clause) -> list[Word]:
    lexis = document.lexis
    return [(lexis.keys[at], lexis.lemmas[at]) for at in range(clause.first, clause.last) if lexis.forms[at].islower()]


def _objects(document: Document, clause: Clause) -> list[Word]:
    """Return the nouns of a clause that no preposition governs but the one which such a verb takes."""
    lexis, capitals = document.lexis, table(document.language, "certainty")["nouns_have_capitals"]
    prepositions = listed(document.language, "quotations", "prepositions") - listed(
        document.language, "certainty", "ending_prepositions"
    )
    found: list[Word] = []
    governed = False
    for at in range(clause.first, clause.last):
        if lexis.keys[at] in prepositions:
            governed = True
        elif lexis.forms[at][0].isupper() if capitals else lexis.content[at]:
            if not governed:
                found.append((lexis.keys[at], lexis.lemmas[at]))
            governed = governed and not capitals
    return found


def news_of(document: Document, first: int, last: int) -> list[Word]:
    """Return the words with news of a stretch, figures among them."""
    lexis = document.lexis
    return list(compress(lexis.words[first:last], lexis.telling[first:last]))


def _lemmas(document: Document, clause: Clause) -> set[str]:
    """Return every word of a clause but those of grammar and its negations, verbs of saying and the like among them."""
    lexis, small = document.lexis, _small_words(document.language)
    return {lexis.lemmas[n] for n in range(clause.first, clause.last) if lexis.keys[n] not in small}


@cache
def _small_words(language: str) -> frozenset[str]:
    grammar = grammar_of(language)
    small = grammar.closed_class | grammar.sets["determiners"] | grammar.sets["oblique_determiners"]
    return small.union(*(listed(language, "certainty", key) for key in _DENYING))


def denies(document: Document, clause: Clause) -> bool:
    """Tell whether an odd number of negations stands in a clause; "not only" and its like deny nothing."""
    return clause.first in _denying(document)


@lru_cache(maxsize=TEXTS)
def _denying(document: Document) -> frozenset[int]:
    """Return the first pieces of a text's clauses that deny: every rule asks, and most clauses have no negation."""
    names = ("negations", "no_denial_after", "negation_parts")
    negations, idle, second = (listed(document.language, "certainty", name) for name in names)
    standing = negations & document.lexis.known
    found: list[int] = []
    for clause in document.clauses if standing else ():
        keys = document.lexis.keys[clause.first : clause.last]
        here = standing.intersection(keys)
        if here:
            denying = here - second or here
            after = zip(keys, [*keys[1:], ""], strict=True)
            places = [at for at, (key, then) in enumerate(after, clause.first) if key in denying and then not in idle]
            if sum(not _is_of_attribute(document, at, clause) for at in places) % 2 == 1:
                found.append(clause.first)
    return frozenset(found)


def _is_of_attribute(document: Document, at: int, clause: Clause) -> bool:
    """Tell whether "not" opens a noun's description and denies no more: "auf nicht näher bezeichnete Quellen"."""
    language, forms, keys = document.language, document.lexis.forms, document.lexis.keys
    setting = table(language, "certainty")
    if not setting["nouns_have_capitals"] or at == clause.first or keys[at] not in setting["plain_negations"]:
        return False
    if not any(keys[at - 1] in listed(language, *place) for place in OPENERS):
        return False
    noun = next((n for n in range(at + 1, min(at + _NEAR, clause.last)) if forms[n][0].isupper()), None)
    return noun is not None and keys[noun - 1].endswith(tuple(setting["adjective_endings"])) and noun > at + 1


def hidden_in(document: Document, clause: Clause) -> frozenset[str]:
    """Return the words of a clause in which a negation may hide ("lehnte ab"), as they are listed."""
    return _hiding(document).get(clause.first, _NONE)


@lru_cache(maxsize=TEXTS)
def _hiding(document: Document) -> Mapping[int, frozenset[str]]:
    """Return, by the first pieces of the clauses of a text in whose words a negation may hide, those words."""
    lexis = document.lexis
    listing = listed(document.language, "certainty", "hidden_negations")
    hidden = frozenset(entry for entry in listing if lexis.known.issuperset(entry.split()))
    found: dict[int, frozenset[str]] = {}
    for clause in document.clauses if hidden else ():
        here = slice(clause.first, clause.last)
        keys = lexis.keys[here]
        words = hidden.intersection({*lexis.lemmas[here], *keys, *map(" ".join, pairwise(keys))})  # "ruled out"
        if words:
            found[clause.first] = words
    return found
