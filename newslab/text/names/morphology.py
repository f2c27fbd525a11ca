"""Owns what HanTa, a morphological tagger of the Hochschule Hannover, says of single words; each word is asked once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil, floor
from typing import Any

from newslab.text.language import WORDS_KEPT, table

# Words of a day's news in one process; the oldest are forgotten.
# HanTa's time grows fast with a word's length, and no name or noun of a newspaper is longer.
_LONGEST_WORD = 60
# Log-probabilities under which a word is none that HanTa was trained on, and one that it can only guess at.
_RARE, _GUESSED = -18.0, -26.0
# Log-probabilities are compared in steps of this size, at most so many to each side.
_STEP, _MOST_STEPS = 1.5, 6


@dataclass(frozen=True, slots=True)
class Reading:
    """The likeliest tag of a word, how a proper noun compares with a common noun, and how well the word is known.

    ``leaning`` is ``proper`` or ``common`` where only one of the two is possible, ``neither`` where none is, else the
    difference of their log-probabilities in steps from -6 (common) to 6 (proper). ``known`` is ``k`` (a word of
    HanTa's), ``m`` (built of its words) or ``u`` (guessed). ``proper``: a name, rather than anything else; ``noun``: an
    ordinary noun, rather than anything else.
    """

    tag: str
    leaning: str
    known: str
    proper: bool
    noun: bool


_UNREAD = Reading("?", "neither", "u", proper=False, noun=False)
# Capitals alone are letters, and no words that were put together: "DOSB" is no "DOS" with a "B".
_SHORTEST_SIGN = 3
_SIGN = Reading("NE", "proper", "u", proper=True, noun=False)


@cache
def _analyser(model: str) -> Any:
    from HanTa.HanoverTagger import HanoverTagger  # noqa: PLC0415 - a quarter of a second, paid by who needs it

    return HanoverTagger(model)


@lru_cache(maxsize=WORDS_KEPT)
def reading(word: str, language: str) -> Reading:
    """Return what HanTa says of ``word`` as it is written, outside any sentence."""
    if len(word) > _LONGEST_WORD or not word.strip("-"):
        return _UNREAD
    settings = table(language, "names")["hanta"]
    readings = [(tag, float(weight)) for tag, weight in _analyser(settings["model"]).tag_word(word)]
    if not readings:
        return _UNREAD
    best, weight = readings[0]
    proper = max((score for tag, score in readings if tag in settings["proper"]), default=None)
    common = max((score for tag, score in readings if tag in settings["common"]), default=None)
    known = "k" if weight > _RARE else "u" if weight < _GUESSED else "m"
    if known == "m" and word.isupper() and len(word) >= _SHORTEST_SIGN:
        return _SIGN
    names, nouns = settings["proper"], settings["common"]
    return Reading(best, _leaning(proper, common), known, proper=best in names, noun=best in nouns)


def _leaning(proper: float | None, common: float | None) -> str:
    if proper is None:
        return "neither" if common is None else "common"
    if common is None:
        return "proper"
    steps = (proper - common) / _STEP
    return str(max(-_MOST_STEPS, min(_MOST_STEPS, floor(steps) if steps < 0 else ceil(steps))))
