"""Tells whether a quoted word only takes the ending that its new sentence asks for: "eine „vernünftige Lösung“"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslab.text.language import words_of

_FIRST = 2  # words at a quotation's beginning that the sentence around it may bend
_FEW = 3  # words of a quotation of which the last may be bent
_STEM = 4  # letters that must be left of a word without its ending


def only_bent(ours: Sequence[str], theirs: Sequence[str], low: int, high: int, language: str) -> bool:
    """Tell whether the words ``[low, high)`` of a quotation differ from the article's by the ending alone.

    An adjective before its noun at the beginning of the quotation, or the last of a few words: there the summary's
    sentence rules the ending, and no number, tense or person hangs on it.
    """
    if len(theirs) != high - low or (high > _FIRST and len(ours) > _FEW):
        return False
    before_noun = high < len(ours) and ours[high][:1].isupper()
    alone = high == len(ours) <= _FEW
    pairs = zip(ours[low:high], theirs, strict=True)
    return (before_noun or alone) and all(_same_stem(mine, other, language) for mine, other in pairs)


def bent(word: str, language: str) -> Iterator[str]:
    """Yield the forms that an adjective has in other cases."""
    endings = words_of(language, "quotations", "adjective_endings")
    if not word[:1].islower():
        return
    for ending in sorted(endings, key=lambda ending: (-len(ending), ending)):
        stem = word[: len(word) - len(ending)] if word.endswith(ending) else ""
        if len(stem) >= _STEM:
            yield from (stem + other for other in sorted(endings) if other != ending)


def _same_stem(one: str, other: str, language: str) -> bool:
    return other[:1].islower() and other in bent(one, language)
