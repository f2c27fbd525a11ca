"""Owns which language a text is in: what a column calls it, else what its letters say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from newslab.text.language import LANGUAGES, table

# The first paragraph of an article decides; reading on only costs time (0.7 ms for a thousand characters).
_LOOKED_AT = 1000
# From so many characters and so sure, a text in a language that we have no tables for is told as such. Below, the
# closest of ours is taken: short texts of names look like anything (of 700 German headlines 26 like another language).
_LONG_ENOUGH = 200
_SURE = 0.9


def language_named(name: str) -> str | None:
    """Return the code of the language that a column calls ``name`` ("de-AT", "German", "deu"), None where unknown."""
    spoken = name.strip().casefold().replace("_", "-").split("-")[0]
    return next((code for code in LANGUAGES if spoken in table(code, "identity")["names"]), None)


def detect(text: str) -> str:
    """Return the language of ``text`` among those that newslab knows; without any letters, one of them."""
    return next(code for code, _ in _ranked(text[:_LOOKED_AT]) if code in LANGUAGES)


def foreign(text: str) -> str | None:
    """Return the code of the language of a text that is surely none of ours, None for all others."""
    if len(text) < _LONG_ENOUGH:
        return None
    code, certainty = _ranked(text[:_LOOKED_AT])[0]
    return code if code not in LANGUAGES and certainty > _SURE else None


@lru_cache(maxsize=256)
def _ranked(text: str) -> Sequence[tuple[str, float]]:
    """Return all languages that the identifier knows with their probability, the likeliest first."""
    ranked: list[tuple[str, float]] = _identifier().rank(text)
    return ranked


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  (half a second that known languages save)

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
