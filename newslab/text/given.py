"""Owns which words are people's given names, and whether women or men bear them."""

from __future__ import annotations

from functools import cache
from typing import Literal

from newslab.text.language import LANGUAGES, table, words_of

Gender = Literal["f", "m"]


def given_gender(name: str) -> Gender | None:
    """Return whose given name this is, case-folded; None where it is no given name, or women and men bear it."""
    return _given_names().get(name)


def is_given(name: str) -> bool:
    """Tell whether a word, case-folded, is somebody's given name."""
    return name in _given_names()


@cache
def _given_names() -> dict[str, Gender | None]:
    """Return all given names of all languages: names travel."""
    women, men, either = (_listed(key) for key in ("women", "men", "either"))
    men |= frozenset().union(*(words_of(language, "names", "first_names") for language in LANGUAGES)) - women
    both = either | (women & men)
    return {name: None if name in both else "f" if name in women else "m" for name in women | men | either}


def _listed(key: str) -> frozenset[str]:
    return frozenset(name for language in LANGUAGES for name in table(language, "given_names")[key])
