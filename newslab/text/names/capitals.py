"""Finds names by their capitals, in languages that write nothing else so inside a sentence."""

from __future__ import annotations

import re

from simplemma import is_known

from newslab.records import Span
from newslab.text.language import table, words_of
from newslab.text.names.features import TOKEN
from newslab.text.names.morphology import Reading, reading

_GENITIVE = re.compile(r"['’]s?$")


def mark_capitals(sentence: str, language: str) -> list[tuple[Span, str]]:
    """Return the runs of capitalised words of a sentence with the kind that their words tell ("" where none does)."""
    tokens = list(TOKEN.finditer(sentence))
    words = [token.group() for token in tokens]
    found: list[tuple[Span, str]] = []
    place = 0
    while place < len(words):
        if not _opens(words, place, language):
            place += 1
            continue
        last = _last_of(words, place, language)
        while place < last and _bare(words[place]).lower() in words_of(language, "names", "titles"):
            place += 1
        end = tokens[last].start() + len(_GENITIVE.sub("", words[last]))
        if end > tokens[place].start() and words[last].lower() not in words_of(language, "names", "titles"):
            found.append((Span(tokens[place].start(), end), _kind_of(words, place, last, language)))
        place = last + 1
    return found


def _bare(word: str) -> str:
    return word.rstrip(".")


def _capital(word: str) -> bool:
    return word[0].isupper() or any(letter.isupper() for letter in word[1:])


def _opens(words: list[str], place: int, language: str) -> bool:
    word = words[place]
    if not _capital(word) or _GENITIVE.sub("", word).lower() in words_of(language, "names", "never"):
        return False
    begins = not any(other[0].isalnum() for other in words[max(0, place - 1) : place])
    if not begins or word.isupper():
        return len(word) > 1
    # The first word of a sentence, or of what follows a mark, is a name where it is no word of the language.
    plain = reading(word.lower(), language)
    known = reading(word, language)
    return (known.proper or plain.known == "u") and not _is_form(word.lower(), plain, known, language)


def _is_form(small: str, plain: Reading, known: Reading, language: str) -> bool:
    """Tell whether a word is a form that few names have: compared ("Younger"), derived ("Torrential"), a plural."""
    tags = table(language, "names")["hanta"]
    many = plain.tag in tags["plural"] and known.known != "k" and is_known(small, lang=language)
    derived = plain.known == "u" and small.endswith(tuple(table(language, "names")["word_endings"]))
    return many or plain.tag in tags["compared"] or (derived and is_known(small, lang=language))


def _last_of(words: list[str], place: int, language: str) -> int:
    """Return the last word of the run that begins at ``place``; small joining words may stand inside."""
    last = place
    while last + 1 < len(words) and not _GENITIVE.search(words[last]):
        step = last + 1
        while step < len(words) and step - last <= 2 and words[step].lower() in words_of(language, "names", "joining"):
            step += 1
        if step >= len(words) or not words[step][0].isupper():
            break
        if step == last + 1 and words[step].lower() in words_of(language, "names", "never"):
            break
        last = step
    return last


def _kind_of(words: list[str], first: int, last: int, language: str) -> str:
    inside = {_GENITIVE.sub("", word).lower() for word in words[first : last + 1]}
    before = _bare(words[first - 1]).lower() if first else ""
    if inside & words_of(language, "names", "organisations"):
        return "ORG"
    if before in words_of(language, "names", "titles"):
        return "PER"
    if inside & words_of(language, "names", "places"):
        return "LOC"
    if last == first and words[first].isupper():
        return "ORG"
    if before in words_of(language, "names", "before_places"):
        return "LOC"
    return "PER" if last == first + 1 else ""
