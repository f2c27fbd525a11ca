"""Tells the everyday words of news, by which it names again what it has told, from those that bring in a new detail."""

from __future__ import annotations

from functools import cache, lru_cache

import simplemma
from simplemma import is_known

from newslab.text.language import WORDS_KEPT, table
from newslab.text.lexis import NOT_THERE, Lexis, lemma, lines_by_word, listed
from newslab.text.normalise import folded

# Before such an ending at least so many letters stand: "Behauptung" names a deed, "Dung" does not.
_SHORTEST_STEM = 4
# Shorter parts of compounds meet by chance.
_SHORTEST_PART = 4
_LONGEST_WORD = 60
_NONE: frozenset[str] = frozenset()


def is_specific(summary: Lexis, number: int, article: Lexis) -> bool:
    """Tell whether a word that the article has not names a thing of its own kind, new to the article and its fields.

    Where nouns have capitals only they can: a verb or an adjective that is new may tell the old in other words.
    """
    language, form, key = summary.language, summary.forms[number], summary.keys[number]
    capitals = table(language, "certainty")["nouns_have_capitals"]
    if capitals and not _is_noun(summary, number):
        return False
    known = _dictionary_forms(form, key, language)
    if not _listed(language).isdisjoint(known) or any(not words.isdisjoint(known) for words in _themes_of(article)):
        return False
    field = _field(known, language)
    if field:  # a word of a field is judged by its field, whatever its ending
        return not _bears_any(article, field) and not _has_head(article, key)
    if not capitals and not _is_noun(summary, number):
        return False
    return not _is_everyday(form, key, language) and not _has_head(article, key)


def _has_head(article: Lexis, key: str) -> bool:
    """Tell whether the article has a compound with the same last part: "Suchhund" where it has "Rettungshund".

    A word that is too short for a part elsewhere counts where a word of the language follows it: "Öl", "Ölvorkommen".
    """
    if len(key) < _SHORTEST_PART:
        longer = (word[len(key) :] for word in article.known if word.startswith(key))
        return any(len(rest) >= _SHORTEST_PART and is_known(rest, lang=article.language) for rest in longer)
    return any(
        is_known(key[cut:], lang=article.language) and article.bears(key[cut:]) != NOT_THERE
        for cut in range(_SHORTEST_PART, min(len(key), _LONGEST_WORD) - _SHORTEST_PART + 1)
    )


def _bears_any(article: Lexis, words: frozenset[str]) -> bool:
    return any(article.bears(word) != NOT_THERE for word in sorted(words))


def _field(known: tuple[str, ...], language: str) -> frozenset[str]:
    near = _near(language)
    return _NONE.union(*(near.get(word, _NONE) for word in known))


def _themes_of(article: Lexis) -> list[frozenset[str]]:
    """Return the lists of those themes of which the article has a word."""
    return [words for words in _themes(article.language) if not words.isdisjoint(article.known)]


@cache
def _themes(language: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(folded, words)) for words in table(language, "everyday")["themes"].values())


@cache
def _listed(language: str) -> frozenset[str]:
    return listed(language, "everyday", "common") | listed(language, "support", "light")


@cache
def _parts(language: str) -> frozenset[str]:
    """Return all words of the lists, of any theme, which a compound of everyday words is made of."""
    return _listed(language).union(*_themes(language))


def _is_noun(lexis: Lexis, number: int) -> bool:
    """Tell whether a word can be a noun that ends its group: by its capital, or by the words around it.

    A capital at a sentence's beginning, or in a word of capitals, tells nothing.
    """
    form, language = lexis.forms[number], lexis.language
    if table(language, "certainty")["nouns_have_capitals"]:
        return form[0].isupper() and not form.isupper() and number != lexis.ranges[lexis.sentence_of[number]][0]
    before = lexis.keys[number - 1] if number else ""
    after = number + 1
    modifies = after < len(lexis) and lexis.content[after] and lexis.starts[after] == lexis.ends[number] + 1
    infinitive = (
        before == table(language, "certainty")["infinitive_mark"] and lexis.keys[number] == lexis.lemmas[number]
    )
    return not modifies and not infinitive and before not in listed(language, "everyday", "before_verbs")


@lru_cache(maxsize=WORDS_KEPT)
def _dictionary_forms(form: str, key: str, language: str) -> tuple[str, ...]:
    """Return a word's dictionary forms: a noun's is another than that of the verb that looks like it ("Punkten")."""
    if len(key) > _LONGEST_WORD:
        return (key,)
    return tuple(dict.fromkeys((key, lemma(key, language), folded(simplemma.lemmatize(form, lang=language)))))


@lru_cache(maxsize=WORDS_KEPT)
def _is_everyday(form: str, key: str, language: str) -> bool:
    """Tell whether a word has the ending of an abstract noun, or is made of words that are in the language's list."""
    everyday = _parts(language)
    if any(_is_abstract(word, language) for word in _dictionary_forms(form, key, language)):
        return True
    if len(key) > _LONGEST_WORD:
        return False
    if not table(language, "certainty")["nouns_have_capitals"]:
        return any(root in everyday for root in _compared(key, language))
    if _is_verb(key, language):
        return True
    known = everyday | listed(language, "support", "stop")
    return any(
        any(word in known for word in (head, lemma(head, language))) or _is_abstract(head, language)
        for head in _heads(key, language, known)
    )


def _is_abstract(word: str, language: str) -> bool:
    return any(
        len(word) - len(ending) >= _SHORTEST_STEM and word.endswith(ending)
        for ending in table(language, "everyday")["abstract"]
    )


def _is_verb(key: str, language: str) -> bool:
    """Tell whether a noun is a verb written as one ("beim Überholen"): the dictionary has it with a small letter."""
    infinitive = key.endswith(tuple(table(language, "certainty")["infinitive_endings"]))
    return infinitive and is_known(key, lang=language) and simplemma.lemmatize(key, lang=language) == key


def _compared(key: str, language: str) -> list[str]:
    """Return the adjectives that a comparative may be of: "cooler", "bigger", "latest"."""
    found: list[str] = []
    for ending in table(language, "everyday")["comparative"]:
        if key.endswith(ending):
            root = key.removesuffix(ending)
            found += [root, f"{root}e", root[:-1]]
            found += [f"{root[:-1]}y"] if root.endswith("i") else []
    return found


def _heads(key: str, language: str, known: frozenset[str]) -> list[str]:
    """Return the second parts of a compound whose first is one of these words: "Jahres-beginn"."""
    joints = table(language, "support")["joints"]
    return [
        key[cut:]
        for cut in range(_SHORTEST_PART, len(key) - _SHORTEST_PART + 1)
        if any(
            key[:cut].endswith(joint) and not known.isdisjoint((part := key[: cut - len(joint)], lemma(part, language)))
            for joint in joints
        )
    ]


@cache
def _near(language: str) -> dict[str, frozenset[str]]:
    """Return, for each word of the fields, all words of its fields."""
    return lines_by_word(table(language, "everyday")["near"])
