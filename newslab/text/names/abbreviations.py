"""Owns which words letters abbreviate: by their first letters, or by those of the words that a compound is made of."""

from __future__ import annotations

import re
from functools import lru_cache

from simplemma import is_known

from newslab.text.normalise import folded

HYPHEN = re.compile(r"[-‐‑/]")


def spells(abbreviation: str, words: list[str], language: str) -> bool:
    """Tell whether the words (or compounds) at the head of ``words`` give the letters of ``abbreviation``."""
    left = folded(abbreviation)
    for number, word in enumerate(words):
        if not left:
            return True
        for piece in HYPHEN.split(folded(word)):
            if not piece or not left or piece[0] != left[0]:
                if word[0].isupper() or not number:
                    return False
                break
            taken = next((n for n in range(min(4, len(left)), 1, -1) if compound_spells(left[:n], piece, language)), 1)
            left = left[taken:]
    return not left


@lru_cache(maxsize=10_000)
def compound_spells(letters: str, word: str, language: str) -> bool:
    """Tell whether ``word`` is made of known words that begin with ``letters`` (bka: bundes-kriminal-amt)."""
    if not letters or word[:1] != letters[0]:
        return False
    if len(letters) == 1:
        return len(word) > 2 and is_known(word, lang=language)
    cuts = (cut for cut in range(3, len(word) - 2) if word[cut] == letters[1])
    return any(
        (is_known(word[:cut], lang=language) or is_known(word[:cut].rstrip("s"), lang=language))
        and compound_spells(letters[1:], word[cut:], language)
        for cut in cuts
    )
