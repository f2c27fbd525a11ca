"""Finds where a clause of a summary has the opposite of a word of the article's: approved for rejected, up for down."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from newslab.text.alignment.align import Alignment
from newslab.text.document import Document, clauses_in
from newslab.text.kinship import shared
from newslab.text.language import WORDS_KEPT, table
from newslab.text.lexis import Word, listed
from newslab.text.normalise import folded
from newslab.text.statements.clauses import LONGEST_CLAUSE, MOST_CLAUSES, Clause

# Clauses that share fewer words beside the opposites tell of other things, but where these are all that ours has …
_FEWEST_SHARED = 2
_DIGITS_OF_YEAR = 4
# … and the two deny each other only where they share this part of ours.
_SURE_SHARE = 0.6
# Sentences looked through for each word; bounds the work in an article that repeats itself.
_MOST_SENTENCES = 64
# Pieces of a subject that a comma cuts off its verb, and of what stands between.
_LONGEST_OPENING = 2
# Pieces of a comparative with its noun.
_LONGEST_PHRASE = 3
_KINDS = ("decisive", "gradable", "telling", "comparative", "converse")
# One side of a pair of opposites: the pair's number, and 0 or 1.
Side = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposition:
    """The article's clause that says the contrary; ``certain`` where there is nothing between the two."""

    clause: Clause
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lexicon:
    """The pairs of a language: their kinds, their words, and by each first word its sides with the words to follow."""

    kinds: Sequence[str]
    words: Mapping[Side, frozenset[str]]
    sides: Mapping[str, Sequence[tuple[Side, Sequence[str]]]]


@cache
def _lexicon(language: str) -> _Lexicon:
    kinds: list[str] = []
    words: dict[Side, frozenset[str]] = {}
    sides: dict[str, list[tuple[Side, Sequence[str]]]] = {}
    for kind in _KINDS:
        for pair in table(language, "opposites")[kind]:
            for number, entries in enumerate(pair):
                side = (len(kinds), number)
                parts = [folded(entry).split() for entry in entries]
                words[side] = frozenset(first for first, *_ in parts)
                for first, *others in parts:
                    sides.setdefault(first, []).append((side, others))
            kinds.append(kind)
    return _Lexicon(kinds=kinds, words=words, sides=sides)


@lru_cache(maxsize=1)  # two checks ask of the same summary, one after the other
def oppositions(alignment: Alignment) -> Mapping[int, Opposition]:
    """Return, by the first pieces of the summary's clauses, the contrary that the article has in their place."""
    summary = alignment.summary
    sides = _lexicon(summary.language).sides
    speaking = [at for at, (key, known) in enumerate(summary.lexis.words) if key in sides or known in sides]
    found: dict[int, Opposition] = {}
    for clause in summary.told if speaking else ():
        at = bisect_left(speaking, clause.first)
        if at < len(speaking) and speaking[at] < clause.last and (opposite := _opposition(alignment, clause)):
            found[clause.first] = opposite
    return found


def _opposition(alignment: Alignment, clause: Clause) -> Opposition | None:
    """Return the contrary of a clause of the summary that the article has in its place, the surest first; or None."""
    article, lexicon = alignment.article, _lexicon(alignment.summary.language)
    ours = _undenied(alignment.summary, clause)
    if not ours:
        return None
    sources = alignment.links[clause.sentence].sources
    there = _told(article, sources)
    wanted = {
        side: at
        for side, at in ours.items()
        if _other(side) not in ours and not lexicon.words[_other(side)].isdisjoint(there)
    }
    if not wanted:
        return None
    near = clauses_in(article, sources)
    found = [one for other in near for one in _against(alignment, clause, other, wanted)]
    return next((one for one in found if one.certain), found[0] if found else None)


def _told(article: Document, sentences: Sequence[int]) -> set[str]:
    """Return the forms and dictionary forms of sentences' words."""
    found: set[str] = set()
    for number in sentences:
        first, last = article.lexis.ranges[number]
        here = slice(first, min(last, first + MOST_CLAUSES * LONGEST_CLAUSE))
        found.update(article.lexis.keys[here], article.lexis.lemmas[here])
    return found


def _against(
    alignment: Alignment, clause: Clause, other: Clause, wanted: Mapping[Side, list[int]]
) -> Iterator[Opposition]:
    """Yield where a clause of the article has the other side of a pair, and nothing there has ours."""
    article, summary = alignment.article, alignment.summary
    theirs = _sides(article, other)
    for side, at in wanted.items():
        if (
            _other(side) not in theirs
            or _denies(article, other)
            or _turns(alignment, (clause, at), (other, theirs[_other(side)]))
        ):
            continue
        kind = _lexicon(summary.language).kinds[side[0]]
        described = _described(summary, clause, at, kind)
        mine = described or _news(summary, clause, at)
        told = _news(article, _with_opening(article, other), theirs[_other(side)])
        common = shared(mine, told, summary.language)
        if not _is_about_the_same(mine, common) or _told_elsewhere(article, side, mine):
            continue
        if kind == "telling" and not _tells_of_the_same(alignment, clause, other):
            continue
        if not described and _denies_after(summary, clause) != _denies_after(article, other):
            continue  # "bestritt, davon gewusst zu haben", "bestätigte, davon nichts gewusst zu haben"
        compared = kind == "comparative" and (_compares(summary, clause) or _compares(article, other))
        if (compared or kind == "converse") and not _same_subject(alignment, clause, other):
            continue
        yield Opposition(clause=other, certain=kind == "decisive" and _is_certain(alignment, clause, other, side))


def _described(document: Document, clause: Clause, at: Sequence[int], kind: str) -> list[Word]:
    """Return the noun that a word describes as an adjective: "bei leicht sinkendem Umsatz" tells only of the sales."""
    lexis = document.lexis
    if kind == "comparative":
        return _compared_noun(document, clause, at[-1])
    endings = tuple(table(document.language, "opposites")["describing_endings"])
    here = [n for n in at if n + 1 < clause.last and lexis.forms[n].islower() and lexis.keys[n].endswith(endings)]
    if not endings or len(here) != len(at) or not all(lexis.forms[n + 1][0].isupper() for n in here):
        return []
    return [lexis.words[n + 1] for n in here if lexis.content[n + 1]]


def _undenied(document: Document, clause: Clause) -> dict[Side, list[int]]:
    """Return the sides of a clause that no negation reaches: behind "a larger shift" it denies something else."""
    sides = _sides(document, clause)
    if not _denies(document, clause):
        return sides
    kinds = _lexicon(document.language).kinds
    return {
        side: at
        for side, at in sides.items()
        if kinds[side[0]] == "comparative"
        and _compared_noun(document, clause, at[-1])
        and not _denies(document, replace(clause, last=at[-1] + 1))
    }


def _compared_noun(document: Document, clause: Clause, at: int) -> list[Word]:
    """Return the noun right behind a comparative and its adjectives: "its smaller Danish rival", "a larger shift"."""
    lexis = document.lexis
    determiners = listed(document.language, "support", "definite") | listed(document.language, "support", "indefinite")
    if at == clause.first or lexis.keys[at - 1] not in determiners:
        return []
    behind = next((n for n in range(at + 1, clause.last) if not lexis.content[n]), clause.last)
    if table(document.language, "certainty")["nouns_have_capitals"]:
        nouns = [n for n in range(at + 1, behind) if lexis.forms[n][0].isupper()][:1]
    else:
        nouns = list(range(at + 1, behind))[-1:] if behind - at <= _LONGEST_PHRASE else []
    return [lexis.words[n] for n in nouns]


def _with_opening(document: Document, clause: Clause) -> Clause:
    """Return a clause with what a word between commas cuts off its subject: "Exports, however, declined"."""
    clauses = document.clauses_of[clause.sentence]
    at, first = clauses.index(clause), clause.first
    while at and clauses[at - 1].last - clauses[at - 1].first <= _LONGEST_OPENING:
        at -= 1
        first = clauses[at].first
    return replace(clause, first=first) if not at else clause


def _is_about_the_same(mine: Sequence[Word], common: Sequence[Word]) -> bool:
    figures = sum(map(_is_figure, common))  # that both have £97m is no chance
    return len(common) + figures >= _FEWEST_SHARED or (bool(common) and len(common) == len(mine))


def _tells_of_the_same(alignment: Alignment, clause: Clause, other: Clause) -> bool:
    """Tell whether what two clauses say of a matter is of one, beside who says so: "räumte ein, …", "bestreitet, …"."""
    ours, theirs = _matter(alignment.summary, clause), _matter(alignment.article, other)
    return not ours or not theirs or bool(shared(ours, theirs, alignment.summary.language))


def _matter(document: Document, clause: Clause) -> list[Word]:
    """Return the words with news of a clause and what depends on it, without names and who they are ("Trainer Ott")."""
    clauses = document.clauses_of[clause.sentence]
    last = max(c.last for c in clauses if c.statement == clause.statement and c.first >= clause.first)
    lexis = document.lexis
    span, named = lexis.span(clause.first, last), set[int]()
    for name in document.names:
        if name.span.touches(span):
            pieces = range(bisect_left(lexis.starts, name.span.start), bisect_left(lexis.starts, name.span.end))
            named.update(
                n for n in (pieces.start - 1, *pieces) if n >= 0 and (n in pieces or lexis.forms[n][0].isupper())
            )
    return _news(document, replace(clause, last=last), sorted(named))


def _is_figure(word: Word) -> bool:
    """Tell whether a word is a figure of two digits or more, and no year."""
    digits = sum(map(str.isdigit, word[0]))
    return digits > 1 and not (len(word[0]) == digits == _DIGITS_OF_YEAR)


def _is_certain(alignment: Alignment, clause: Clause, other: Clause, side: Side) -> bool:
    """Tell whether nothing but the opposites parts the clauses: no hedge, no second negation, few other words."""
    article, summary = alignment.article, alignment.summary
    lexicon = _lexicon(summary.language)
    if not lexicon.words[side].isdisjoint(article.lexis.known):
        return False
    if article.hedges_of.get(other.sentence) or summary.hedges_of.get(clause.sentence):
        return False
    mine = _news(summary, clause, _sides(summary, clause)[side])
    told = _news(article, other, _sides(article, other)[_other(side)])
    common = len(shared(mine, told, summary.language))
    return common >= _FEWEST_SHARED and common >= _SURE_SHARE * len(mine)


def _told_elsewhere(article: Document, side: Side, mine: Sequence[Word]) -> bool:
    """Tell whether the article says of one of these words what the summary says."""
    words = _lexicon(article.language).words[side] & article.lexis.known
    if not words:
        return False
    places = article.lexis.sentences_of
    sentences = {number for word in words for number in places.get(word, ())[:_MOST_SENTENCES]}
    sentences |= {number for _, lemma in mine for number in places.get(lemma, ())[:_MOST_SENTENCES]}
    return any(
        side in (said := _sides(article, clause)) and _speaks_of(article, clause, said[side], mine)
        for clause in clauses_in(article, sorted(sentences))
    )


def _speaks_of(article: Document, clause: Clause, at: Sequence[int], mine: Sequence[Word]) -> bool:
    """Tell whether a clause has one of these words, or a pronoun in the place of one."""
    keys = article.lexis.keys[clause.first : clause.last]
    if not listed(article.language, "certainty", "pronouns").isdisjoint(keys):
        return True
    news = _news(article, clause, at)
    return not news or bool(shared(mine, news, article.language))


def _turns(alignment: Alignment, ours: tuple[Clause, Sequence[int]], theirs: tuple[Clause, Sequence[int]]) -> bool:
    """Tell whether only one of two clauses has a word that turns the ruling's sense: "wies die Klage gegen … ab"."""
    turners = listed(alignment.summary.language, "opposites", "turners")
    found = [
        {lemma for n, lemma in enumerate(document.lexis.lemmas[at.first : at.last], at.first) if n not in without}
        for document, (at, without) in ((alignment.summary, ours), (alignment.article, theirs))
    ]
    return found[0] & turners != found[1] & turners


def _compares(document: Document, clause: Clause) -> bool:
    """Tell whether a comparative has its other side: "teurer als", not only "wurde teurer"."""
    return not listed(document.language, "support", "comparing").isdisjoint(
        document.lexis.keys[clause.first : clause.last]
    )


def _same_subject(alignment: Alignment, clause: Clause, other: Clause) -> bool:
    """Tell whether two clauses begin with the same thing or person: what a converse says, it says of that."""
    ours, theirs = (
        next(iter(_news(document, at, ())), None)
        for document, at in ((alignment.summary, clause), (alignment.article, other))
    )
    return ours is not None and theirs is not None and bool(shared([ours], [theirs], alignment.summary.language))


def _sides(document: Document, clause: Clause) -> dict[Side, list[int]]:
    """Return the sides of pairs that a clause has words of, with the numbers of the pieces that say so."""
    lexis, sides = document.lexis, _lexicon(document.language).sides
    found: dict[Side, list[int]] = {}
    here = slice(clause.first, clause.last)
    for at, (key, known) in enumerate(zip(lexis.keys[here], lexis.lemmas[here], strict=True), clause.first):
        if key not in sides and known not in sides:
            continue
        for word in dict.fromkeys((key, known)):
            for side, others in sides.get(word, ()):
                if not others and (_is_bound(document, at) or _is_idiom(document, at)):
                    continue
                then = _next(document, others, at + 1, clause.last) if others else at
                if then is not None:
                    found.setdefault(side, []).extend(dict.fromkeys((at, then)))
    return found


def _is_bound(document: Document, at: int) -> bool:
    """Tell whether a comparative only bounds a figure: "um mehr als 7 Prozent" grows nothing."""
    keys, comparing = document.lexis.keys, listed(document.language, "support", "comparing")
    return at + 2 < len(keys) and keys[at + 1] in comparing and keys[at + 2][0].isdigit()


def _is_idiom(document: Document, at: int) -> bool:
    """Tell whether a word and its neighbour say something else together: "close to the gate", "an open letter"."""
    idioms, keys = listed(document.language, "opposites", "idioms"), document.lexis.keys
    return bool(idioms) and any(" ".join(keys[first : first + 2]) in idioms for first in (at - 1, at) if first >= 0)


def _next(document: Document, words: Sequence[str], first: int, last: int) -> int | None:
    """Return where the rest of an entry stands, its words in order; None where one is missing."""
    lexis, at = document.lexis, first - 1
    for word in words:
        found = next((n for n in range(at + 1, last) if word in (lexis.keys[n], lexis.lemmas[n])), None)
        if found is None:
            return None
        at = found
    return at


@lru_cache(maxsize=WORDS_KEPT)
def side_of(word: Word, language: str) -> Side | None:
    """Return the side of the first pair of opposites that a single word is on: "sinken" is as good as "fallen"."""
    entries = _lexicon(language).sides.get(word[1]) or _lexicon(language).sides.get(word[0]) or ()
    return next((side for side, others in entries if not others), None)


def _other(side: Side) -> Side:
    return side[0], 1 - side[1]


def _news(document: Document, clause: Clause, without: Sequence[int]) -> list[Word]:
    """Return the words with news of a clause, without those of the opposites themselves."""
    lexis = document.lexis
    return [
        (lexis.keys[at], lexis.lemmas[at])
        for at in range(clause.first, clause.last)
        if lexis.content[at] and at not in without
    ]


def _denies(document: Document, clause: Clause) -> bool:
    """Tell whether a negation stands in a clause: "did not rise" is no opposite of "fell"."""
    names = ("negations", "denial_adverbs")
    keys = document.lexis.keys[clause.first : clause.last]
    return any(not listed(document.language, "certainty", name).isdisjoint(keys) for name in names)


def _denies_after(document: Document, clause: Clause) -> bool:
    """Tell whether the clause that follows in the sentence has a negation."""
    clauses = document.clauses_of[clause.sentence]
    at = clauses.index(clause) + 1
    return at < len(clauses) and _denies(document, clauses[at])
