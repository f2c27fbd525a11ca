"""Owns which words of two texts count as the same: forms of one word, words of one family, synonyms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import compress

from newslab.text.language import WORDS_KEPT, table
from newslab.text.lexis import SHORTEST_ROOT, Word, synonyms
from newslab.text.once import KeptByWord


def same(one: Word, other: Word, language: str) -> bool:
    """Tell whether two words are forms of one, or of one family.

    A stem inside the other word joins verbs with their particles (gehörte … an, angehört), compounds with their parts.
    """
    if one[1] == other[1] or one[0] == other[0]:
        return True
    stem_of = _stems(language)
    return stem_of[one[0]] in other[0] or stem_of[other[0]] in one[0]


def is_among(one: Word, words: Iterable[Word], language: str) -> bool:
    """Tell whether one of some words is a form of a word, or of its family."""
    (key, known), stem_of = one, _stems(language)
    root = stem_of[key]
    return any(
        [known == lemma or key == other or root in other or stem_of[other] in key for other, lemma in words]  # noqa: C419 - a list of so few is made in half a generator's time
    )


def shared(ours: Sequence[Word], theirs: Sequence[Word], language: str) -> list[Word]:
    """Return those of our words of which theirs have a form, a word of the family, or a synonym, in our order.

    Each of ours is held against all of theirs at once: most have no kin there, and a clause is compared with many.
    """
    keys, lemmas, both, joined, stems = _taken_apart(tuple(theirs), language)
    alike, stem_of = synonyms(language), _stems(language)
    near = [
        known in lemmas
        or key in keys
        or stem_of[key] in joined
        or (known in alike and not alike[known].isdisjoint(both))
        or (key in alike and not alike[key].isdisjoint(lemmas))
        for key, known in ours
    ]
    rest = "\n".join([f"{key}\n{known}" for (key, known), found in zip(ours, near, strict=True) if not found])
    roots = [stem for stem in stems if stem in rest]  # in one text first: hardly ever is there any
    if not roots:
        return list(compress(ours, near))
    return [
        word
        for word, found in zip(ours, near, strict=True)
        if found or any(root in word[0] or root in word[1] for root in roots)
    ]


@lru_cache(maxsize=1 << 10)  # an article's clauses, which are compared with those of all its summaries
def _taken_apart(
    words: tuple[Word, ...], language: str
) -> tuple[frozenset[str], frozenset[str], frozenset[str], str, list[str]]:
    """Return the keys of some words, their lemmas, both, both as one text, and the stems of the longer keys."""
    keys, lemmas = frozenset([key for key, _ in words]), frozenset([lemma for _, lemma in words])
    both = keys | lemmas
    stem_of = _stems(language)
    stems = [stem for key in keys if (stem := stem_of[key])[0] != " "]
    return keys, lemmas, both, "\n".join(both), stems


@cache
def _stems(language: str) -> KeptByWord:
    return KeptByWord(_stem, language, WORDS_KEPT)


def _stem(key: str, language: str) -> str:
    """Return a word without its longest ending; a word that is too short for one names nothing but itself."""
    endings = (ending for ending in table(language, "support")["endings"] if key.endswith(ending))
    cut = max((len(ending) for ending in endings if len(key) - len(ending) >= SHORTEST_ROOT), default=0)
    return key[: len(key) - cut] if len(key) - cut >= SHORTEST_ROOT else f" {key}"
