"""Owns whether a number or date stands among the same words in both texts, or whether another one does there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from newslab.checks.numbers.counting import stem
from newslab.text.document import Document
from newslab.text.kinship import shared
from newslab.text.lexis import Word
from newslab.text.names.morphology import reading
from newslab.text.quantities.words import number_words

_REACH = 9  # words on each side that belong to a mention; beyond lies another thought
_SHORTEST = 4
_BESIDE = 5  # words on each side within which a figure belongs to a mention
# So many words must another mention's surroundings share with the summary's, while the mention's own share none at
# all: one word in common may be the subject of the whole article.
_SHARED = 2
_ENDS = frozenset(",;:–—!?\n")

Place = tuple[int, int]  # word numbers, half-open


class _Surroundings:
    """The telling words around the mentions of one text, each read once for all claims that are laid beside it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        # "Deutschland wählt am 18. September: Nach …" is two thoughts
        self._thoughts = [at for at in document.apart if ":" in document.gaps[at] or ";" in document.gaps[at]]
        self._around: dict[Place, frozenset[str]] = {}
        self._chunks: dict[Place, frozenset[str]] = {}

    def around(self, place: Place) -> frozenset[str]:
        """Return the stems of the telling words around a mention, inside its sentence; numbers tell nothing here."""
        if place not in self._around:
            self._around[place] = frozenset(filter(None, self._read(place)))
        return self._around[place]

    def chunk(self, place: Place) -> frozenset[str]:
        """Return the telling words of a mention's piece of the sentence, between commas, semicolons and "and"."""
        if place not in self._chunks:
            self._chunks[place] = _chunk(self._document, place)
        return self._chunks[place]

    def _read(self, place: Place) -> list[str | None]:
        document, keys = self._document, self._document.words.keys
        first, last = document.word_ranges[document.sentence_of[place[0]]]
        here = bisect_right(self._thoughts, place[0])
        low = max(place[0] - _REACH, first, *self._thoughts[max(0, here - 1) : here])
        high = min(place[1] + _REACH, last, *self._thoughts[here : here + 1])
        around = keys[low : place[0]] + keys[place[1] : high]
        heads = [key.rpartition("-")[2] for key in around if "-" in key]  # "DHB-Team" is a team
        return [_telling(key, document.language) for key in around + heads]


@lru_cache(maxsize=8)  # an article and its summaries
def _surroundings(document: Document) -> _Surroundings:
    return _Surroundings(document)


@lru_cache(maxsize=1 << 15)
def _telling(key: str, language: str) -> str | None:
    """Return the stem of a word that tells something of a mention beside it; None for one that does not."""
    rules = number_words(language).rules
    plain = key in rules["not_counted"] or key in rules["compared"]
    return stem(key) if len(key) >= _SHORTEST and key.isalpha() and not plain else None


def _chunk(document: Document, place: Place) -> frozenset[str]:
    """Return the telling words of a mention's piece of the sentence, between commas, semicolons and "and"."""
    words, language = document.words, number_words(document.language)
    known = language.rules
    (first, last), many = place, len(words)
    while first > 0 and not _parts(document, first) and words.keys[first - 1] not in known["listing"]:
        first -= 1
    # "mit 55 Prozent vor dem Konkurrenten": whom it is measured against is not whose it is
    ends = known["listing"] | known["measured_against"]
    while last < many and not _parts(document, last) and words.keys[last] not in ends:
        last += 1
    inside = (*range(first, place[0]), *range(place[1], last))
    return frozenset(
        stem(words.keys[at])
        for at in inside
        if words.keys[at] in known["rest_holders"]
        or (_tells(words.forms[at], capitals=language.capital_nouns) and words.keys[at] not in known["not_counted"])
    )


def _tells(form: str, *, capitals: bool) -> bool:
    """Tell whether a word names somebody or something: by its capital in German, by its length elsewhere."""
    return form[:1].isupper() if capitals else len(form) >= _SHORTEST or form.isupper()


def _is_name(form: str, language: str) -> bool:
    """Tell whether a word is a name: by its capital, and where nouns have capitals too, not known for a noun."""
    if not form[:1].isupper():
        return False
    read = reading(form, language)
    return not number_words(language).capital_nouns or form.isupper() or read.proper


def _parts(document: Document, at: int) -> bool:
    """Tell whether a mark that parts a sentence stands between a word and the one before it."""
    gap = document.gaps[at]
    return gap != " " and (
        not _ENDS.isdisjoint(gap)
        or "--" in gap
        or ("." in gap and document.sentence_of[at - 1] != document.sentence_of[at])
    )


def neighbour(
    summary: Document,
    ours: Place,
    article: Document,
    own: Place,
    others: Sequence[Place],
    *,
    named: bool = False,
    noun: str = "",
) -> int | None:
    """Return which mention of the same sentence goes with the summary's words, where its own mention does not.

    ``named``: by a name alone, which says whose a number is; other words may be of the frame of both. ``noun``: what
    is counted, which alone says nothing.
    "Die CDU kam auf 33 Prozent, die SPD auf 21" gives 33 to the CDU: a summary that says "die SPD" there is wrong.
    """
    there = _surroundings(article)
    wanted, mine = _surroundings(summary).chunk(ours), there.chunk(own)
    if not mine:
        return None  # "84 Prozent der Täter sind Männer, 72 Prozent jünger als 30": the second names nobody of its own
    if mine <= wanted:
        return None  # all that names the mention is there: what the summary has more, it has from the frame of both
    # "9% and 22% of patients had nosebleeds": what is told of the second is told of both
    joined = not number_words(article.language).rules["listing"].isdisjoint(article.words.keys[own[1] : own[1] + 1])
    for number, place in enumerate(others):
        theirs = there.chunk(place)
        gained, lost = wanted & (theirs - mine), wanted & (mine - theirs)
        if not named and len(gained) >= _SHARED and len(gained) > len(lost):
            return number
        if gained and gained & (names := names_in(summary)) and not lost & names:
            return number
        if named and not joined and wanted - {noun} and wanted <= theirs and wanted.isdisjoint(mine):
            return number  # "22% had nosebleeds", where 22% "reported a bitter taste and 9% nosebleeds"
        if not named and gained and not lost and len(mine) == len(theirs) == 1:
            return number  # "Die Stadt zahlt drei Millionen, das Land fünf": each piece names one thing, and no other
    return None


def _figures(document: Document, place: Place) -> frozenset[str]:
    """Return the words near a mention that are written in figures, of two and more; they tell one statement."""
    words = document.words
    near = words.keys[max(0, place[0] - _BESIDE) : place[0]] + words.keys[place[1] : place[1] + _BESIDE]
    return frozenset([key for key in near if key[1:] and key[0].isdigit()])


@lru_cache(maxsize=256)
def stems_of(document: Document, number: int) -> frozenset[str]:
    """Return the stems of a sentence's words."""
    first, last = document.word_ranges[number]
    return frozenset(map(stem, document.words.keys[first:last]))


@lru_cache(maxsize=4)
def names_in(document: Document) -> frozenset[str]:
    """Return the stems of a text's words that are names."""
    forms = document.words.forms
    return frozenset(stem(form.casefold()) for form in forms if _is_name(form, document.language))


def rival(
    summary: Document, ours: Place, article: Document, own: Sequence[Place], others: Sequence[Place]
) -> int | None:
    """Return which other mention of the article has the summary's words around it, where its own mentions have none."""
    wanted = alone(summary, ours, article, own)
    return most_alike(wanted, article, others) if wanted else None


def alone(summary: Document, ours: Place, article: Document, own: Sequence[Place]) -> frozenset[str]:
    """Return the telling words around a mention of the summary; none where one of the article's own shares any."""
    wanted, there = _surroundings(summary).around(ours), _surroundings(article)
    if _figures(summary, ours) & frozenset[str]().union(*(_figures(article, place) for place in own)):
        return frozenset()  # the same figure beside it in both texts: one statement
    if len(wanted) < _SHARED or any(not wanted.isdisjoint(there.around(place)) for place in own):
        return frozenset()
    return wanted


def akin(summary: Document, ours: Place, article: Document, own: Sequence[Place], noun: str = "") -> bool:
    """Tell whether a mention of the article has a word of the family, or a synonym, of one around the summary's.

    ``noun``: what is counted in both, which is not asked about.
    """
    mine, theirs = _near(summary, ours), tuple(word for place in own for word in _near(article, place))
    return bool(shared(tuple(word for word in mine if word[0] != noun), theirs, article.language))


def _near(document: Document, place: Place) -> tuple[Word, ...]:
    """Return the words that carry news around a mention, inside its sentence."""
    words, lexis = document.words, document.lexis
    first, last = document.word_ranges[document.sentence_of[place[0]]]
    low, high = max(place[0] - _REACH, first), min(place[1] + _REACH, last)
    first, last = bisect_left(lexis.starts, words.starts[low]), bisect_left(lexis.starts, words.ends[high - 1])
    own = range(words.starts[place[0]], words.ends[place[1] - 1])
    return tuple(lexis.words[at] for at in range(first, last) if lexis.content[at] and lexis.starts[at] not in own)


def most_alike(wanted: frozenset[str], article: Document, places: Sequence[Place]) -> int | None:
    """Return which mention of the article has most of these words around it; None where none has enough of them."""
    there = _surroundings(article)
    shared = [len(wanted & there.around(place)) for place in places]
    top = max(shared, default=0)
    return shared.index(top) if top >= _SHARED else None
