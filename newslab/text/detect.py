"""Owns which language a text is in: what a column calls it, else what its letters say."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from newslab.text.language import LANGUAGES, table

# The first paragraphs of an article decide; reading on only costs time.
_LOOKED_AT = 2000
# From so many characters and so sure, a text in a language that we have no tables for is told as such. Below, the
# closest of ours is taken: short texts of names look like anything (of 700 German headlines 26 like another language).
_LONG_ENOUGH = 200
_SURE = 0.9


def language_named(name: str) -> str | None:
    """Return the code of the language that a column calls ``name`` ("de-AT", "German", "deu"), None where unknown."""
    spoken = name.strip().casefold().replace("_", "-").split("-")[0]
    return next((code for code in LANGUAGES if spoken in table(code, "identity")["names"]), None)


@lru_cache(maxsize=256)
def detect(text: str) -> str:
    """Return the language of ``text`` among those that newslab knows; without any letters, the first of them."""
    return str(_identifier(LANGUAGES).classify(text[:_LOOKED_AT])[0])


@lru_cache(maxsize=256)
def foreign(text: str) -> str | None:
    """Return the code of the language of a text that is surely none of ours, None for all others."""
    if len(text) < _LONG_ENOUGH:
        return None
    code, certainty = _identifier().classify(text[:_LOOKED_AT])
    return str(code) if code not in LANGUAGES and certainty > _SURE else None


@cache
def _identifier(among: tuple[str, ...] | None = None) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  (half a second that known languages save)

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if among:
        identifier.set_languages(among)
    return identifier
