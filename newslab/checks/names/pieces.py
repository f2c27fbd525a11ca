"""Tells words that are no names of their own: what a limit cut off, and what only says what a named place is."""

from __future__ import annotations

from newslab.checks.names.frames import NameFrame
from newslab.text.document import Document
from newslab.text.language import words_of
from newslab.text.names.formation import is_known_name
from newslab.text.names.morphology import reading
from newslab.text.names.spellings import is_cut_short
from newslab.text.normalise import folded

# From so many letters on, an ending of nouns is no part of a short name ("Jung").
LONG_NOUN = 9


def broken_off(summary: Document, article: Document) -> int | None:
    """Return the last word of a summary that a limit of length cut off: nothing stands behind it, and a word of the
    article goes on where it stops. A headline, which ends without a full stop, has no sentence before it.
    """
    words, last = summary.words, len(summary.words) - 1
    if last < 0 or len(summary.sentences) < 2 or words.ends[last] < len(summary.text.rstrip()):
        return None
    return last if any(key.startswith(words.keys[last]) for key in article.places) else None


def is_kind_of_place(frame: NameFrame, number: int, article: Document) -> bool:
    """Tell whether a word only says what a named place is: "County Cork", where the article has Cork."""
    words = frame.summary.words
    if words.keys[number] not in words_of(frame.language, "names", "place_kinds"):
        return False
    beside = [at for at in (number - 1, number + 1) if 0 <= at < len(words) and frame.adjacent(min(at, number))]
    return any(words.forms[at][0].isupper() and article.grounding.find(words.forms[at]) for at in beside)


def corrects(form: str, article: Document) -> bool:
    """Tell whether a well-known name stands in the article with a letter left out: "Münteferin"."""
    if len(form) <= LONG_NOUN or not is_known_name(form, article.language):
        return False
    key = folded(form)
    slips = (
        word for word in article.places if len(word) == len(key) - 1 and word[:3] == key[:3] and is_cut_short(word, key)
    )
    return any(reading(word.capitalize(), article.language).known == "u" for word in slips)
