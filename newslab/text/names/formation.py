"""Owns what a word by itself tells, where nouns have capitals too: a compound of known words, a place's adjective."""

from __future__ import annotations

from functools import cache

from simplemma import is_known, lemmatize

from newslab.text.language import table
from newslab.text.names.countries import cities
from newslab.text.names.morphology import Reading, reading
from newslab.text.normalise import folded

# A part of a compound that tells what it is has at least so many letters.
SHORTEST_PART = 3
# Before a known noun, so many letters are words again ("Toilettenbenutzungs-gebühr"); names of places are shorter.
_LONG_MODIFIER = 7
# Where HanTa leans to a name no further than so, a word may be a noun.
_UNSURE = frozenset({"-1", "0", "1", "2"})


@cache
def noun_endings(language: str) -> tuple[str, ...]:
    """Return the endings that only common nouns have."""
    return tuple(table(language, "names")["noun_endings"])


@cache
def place_endings(language: str) -> tuple[str, ...]:
    """Return the endings that are old in names of places and rare in other words."""
    return tuple(table(language, "names")["place_endings"])


def is_ordinary(small: str, language: str) -> bool:
    """Tell whether a word without its capital is a known word of the language."""
    read = reading(small, language)
    return read.known != "u" and not read.proper


def is_participle(form: str, language: str) -> bool:
    """Tell whether a word is a participle that HanTa only guesses, as of verbs from English: "Gehostet", "Gemailt"."""
    small = form.lower()
    begins, ends = table(language, "names")["participle"]
    if not small.startswith(begins) or not small.endswith(ends):
        return False
    tags = tuple(table(language, "names")["hanta"]["participle"])
    return is_known(small, lang=language) and reading(small, language).tag.startswith(tags)


def is_known_name(form: str, language: str) -> bool:
    """Tell whether HanTa knows a word, and for a name."""
    read = reading(form, language)
    return read.proper and read.known == "k"


def is_of_place(form: str, language: str) -> bool:
    """Tell whether a word is made of the name of a place that HanTa knows ("Münchner")."""
    if not form.endswith("er") or _is_other_word(form.lower(), language):
        return False
    bases = (form[:-2], form[:-2] + "en", form[:-3] + "en")
    return any(is_known_name(base, language) and not is_ordinary(base.lower(), language) for base in bases)


def _is_other_word(small: str, language: str) -> bool:
    """Tell whether a word written small is known, and for no place's adjective: "trainer", "unter", "leer"."""
    read = reading(small, language)
    if read.tag in table(language, "names")["hanta"]["bare_adjective"]:
        return True
    if read.known == "u" or read.proper or read.tag.startswith(adjectives(language)):
        return False
    return not read.noun or is_known(small + "s", lang=language)


@cache
def adjectives(language: str) -> tuple[str, ...]:
    """Return what the tags of adjectives begin with."""
    return tuple(table(language, "names")["hanta"]["adjective"])


def is_guessed_noun(form: str, language: str) -> bool:
    """Tell whether the dictionary has a word that HanTa only guesses to be a name, and is not sure ("Biathlon-")."""
    read = reading(form, language)
    return read.leaning in _UNSURE and is_known(form, lang=language)


def is_noun_by_forms(form: str, language: str) -> bool:
    """Tell whether the dictionary has a word in forms that no name takes: "Kranes", "Kräne" beside "Kran".

    HanTa takes many nouns that it has not met for names, those that may be either ("Koch") included.
    """
    if form.isupper() or not is_guessed_noun(form, language):
        return False
    endings = table(language, "names")["noun_forms"]
    return any(is_known(form + ending, lang=language) for ending in endings) or _is_inflected(form, language)


def _is_inflected(form: str, language: str) -> bool:
    """Tell whether a word is a form of another that no name has: "Stadien", "Böen"."""
    base = lemmatize(form, lang=language)
    return base != form and base[:1].isupper() and not form.startswith(base + "s") and is_known(base, lang=language)


def is_of_city(form: str, language: str) -> bool:
    """Tell whether a word is the adjective of a well-known city: "Münchener", "Zürcher"."""
    key = folded(form)
    return key in table(language, "names")["place_adjectives"] or (form.endswith("er") and key in cities(language))


def is_name_alone(form: str, read: Reading, language: str) -> bool:
    """Tell whether a word, seen by itself, is a name rather than a noun that HanTa does not know."""
    if read.proper and read.known == "k":
        return True
    if read.known != "u" or is_made_of_words(form, read, language):
        return False
    return read.proper or not is_known(form, lang=language) or reading(form.lower(), language).proper


def is_made_of_words(form: str, read: Reading, language: str) -> bool:
    """Tell whether a word is a compound of known words, or ends as only nouns do."""
    key = folded(form)
    if key.endswith(noun_endings(language)):
        return True
    if key.endswith(place_endings(language)):
        return False
    cuts = range(SHORTEST_PART, len(key) - SHORTEST_PART + 1)
    return any(
        _is_head(key[cut:], language)
        and (read.leaning == "common" or cut >= _LONG_MODIFIER or _is_modifier(key[:cut], language))
        for cut in cuts
    )


def is_of_longer_noun(key: str, head: str, language: str) -> bool:
    """Tell whether a compound ends in a longer noun than a street's head: "Absatzanstieg" ends in "Anstieg"."""
    cuts = range(SHORTEST_PART, len(key) - len(head))
    return any(_is_head(key[cut:], language) and _is_modifier(key[:cut], language) for cut in cuts)


def _is_head(piece: str, language: str) -> bool:
    """Tell whether a compound's last part is a noun that HanTa knows."""
    read = reading(piece.capitalize(), language)
    if read.known == "k" and read.leaning == "neither":
        return read.tag in table(language, "names")["adjective_nouns"]  # "Hochwasser-toten"
    return read.known == "k" and read.leaning != "proper"


def _is_modifier(part: str, language: str) -> bool:
    """Tell whether a compound's first part is a known word, with or without the letters that join it."""
    joints = table(language, "support")["joints"]
    roots = (part.removesuffix(joint) for joint in joints)
    return any(len(root) >= SHORTEST_PART and is_known(root, lang=language) for root in roots)
