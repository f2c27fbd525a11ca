"""Puts crossheads that an export glued to the text after them on lines of their own, where that is safe to tell."""

from __future__ import annotations

import re
from collections.abc import Collection

from newslab.text.language import table, words_of

_NAME = r"[A-ZÄÖÜ][\w-]+"
_MARK = '["„“”»«]'
# A crosshead that quotes: `Kreml: "Absolut inakzeptabel" Moskau hat …`. In a sentence, a quotation after a colon ends
# with a full stop, or the sentence goes on after a comma or with its verb; never with another beginning.
_QUOTING = re.compile(
    rf"^(?P<head>{_NAME}(?: [\w-]+){{0,4}}: {_MARK}[^\n.!?\"„“”»«]{{3,60}}{_MARK}) (?=(?:{_NAME} )?{_NAME} [a-zäöü])"
)
# A crosshead that is a sentence and ends with quoted words: `Moskau spricht von "Paranoia" Sacharowa wies …`. What
# follows must be a subject and its verb: after a word of a closed class ("zum") it may still be the same sentence.
_ENDING_QUOTED = re.compile(
    rf"^(?P<head>{_NAME} [a-zäöüß]+t(?: [\w-]+){{0,5}} {_MARK}[^\n.!?\"„“”»«]{{3,60}}{_MARK}) "
    rf"(?=(?:{_NAME} )?{_NAME} (?P<verb>[a-zäöüß]+))"
)
# A crosshead and a sentence that begin with the same name: `Selenskij setzt auf … Willigen Selenskij äußerte sich …`.
# In one German sentence a name does not come again as a second subject without a comma or a conjunction between.
_REPEATING = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=[.!?][\"“”»«] ))"
    rf"(?P<head>(?P<name>{_NAME}) [a-zäöüß]+t(?: [\w-]+){{1,7}}) (?=(?P=name) [a-zäöüß]+(?:te|t|s) [a-zäöü])"
)
_JOINING = re.compile(
    r"\b(?:und|oder|aber|sondern|dass|wie|als|weil|wenn|während|ob|sowie|für|mit|von|bei|gegen|über|an)$"
)


def parted(text: str, language: str) -> str:
    """Return the text with each crosshead that can be told as a paragraph of its own; no word is lost or moved.

    It rests on where the verb stands, and does nothing in a language whose table does not say ``verb_second``.
    """
    if not table(language, "segment")["verb_second"]:
        return text
    return "\n\n".join(
        _parted(paragraph, words_of(language, "segment", "starters")) for paragraph in text.split("\n\n")
    )


def _parted(paragraph: str, closed: Collection[str]) -> str:
    for pattern in (_QUOTING, _ENDING_QUOTED, _REPEATING):
        found = pattern.search(paragraph)
        if found and not _JOINING.search(found["head"]) and found.groupdict().get("verb") not in closed:
            before = paragraph[: found.start("head")].rstrip()
            after = paragraph[found.end("head") :].lstrip()
            return "\n\n".join(part for part in (before, found["head"], after) if part)
    return paragraph
