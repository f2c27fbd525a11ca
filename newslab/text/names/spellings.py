"""Owns under which form a name's spellings fall together: its cases, its derivations, its transcriptions."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from newslab.text.language import WORDS_KEPT, table

# Shorter stems meet by chance.
SHORTEST_STEM = 4
_POSSESSIVE = re.compile(r"['’]s?$")
# One sound, several spellings: what Latin transcriptions of Russian, Ukrainian, Arabic and Chinese names, and the
# habits of German, English, French and Polish, write differently (DIN 1460, ISO 9, BGN/PCGN, Duden-Transkription).
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ß", "ss"), ("ł", "l"), ("ø", "o"), ("đ", "d"), ("\u0131", "i"),
        ("schtsch|shch|šč", "s"), ("tsch|tch|ch|cz|č|ć", "c"), ("sch|sh|sz|š|ş|sj", "s"), ("zh|ž|ż", "s"),
        ("ph", "f"), ("th", "t"), ("gh", "g"), ("kh", "c"), ("ck|q|k", "c"), ("x", "cs"), ("w", "v"),
        ("dsch|dj|dzh", "j"), ("ts|tz|z", "s"),
        ("(?:ij|yj|iy|yi|ii|ie|ei|ey|ej|ay|ai|aj|y|j|i)+", "i"), ("ou|oo|w", "u"), ("(.)\\1+", "\\1"),
    )
]  # fmt: skip


def without_possessive(key: str) -> str:
    """Return a word without a possessive's ending: "EU's", "Hans'"."""
    return _POSSESSIVE.sub("", key)


def is_cut_short(short: str, long: str) -> bool:
    """Tell whether a word is another one with a single letter left out."""
    cut = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return short[cut:] == long[cut + 1 :]


@lru_cache(maxsize=WORDS_KEPT)
def stem(key: str, language: str) -> str:
    """Return a word without the endings of inflection and derivation: Bremen, Bremens, Bremer → brem."""
    bare = without_possessive(key)
    for ending in endings_of(language):
        if bare.endswith(ending) and len(bare) - len(ending) >= SHORTEST_STEM:
            return plain_letters(bare[: -len(ending)])
    return plain_letters(bare)


@cache
def endings_of(language: str) -> tuple[str, ...]:
    """Return the endings that a name may take in inflection and derivation, the longest first."""
    return tuple(sorted(table(language, "names")["endings"], key=len, reverse=True))


@lru_cache(maxsize=WORDS_KEPT)
def plain_letters(key: str) -> str:
    """Return a word without its diacritics: Dvořák → dvorak, Thailänd- → thailand-."""
    if key.isascii():
        return key
    return "".join(c for c in unicodedata.normalize("NFD", key) if not unicodedata.combining(c))


@lru_cache(maxsize=WORDS_KEPT)
def skeleton(key: str) -> str:
    """Return how a name sounds, roughly: Selenskij, Selenskyj and Zelensky come out the same."""
    sound = plain_letters(without_possessive(key))
    for pattern, written in _SOUNDS:
        sound = pattern.sub(written, sound)
    return sound
