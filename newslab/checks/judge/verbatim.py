"""Finds the words that somebody says he copied from a text; typography and white space are no difference."""

from __future__ import annotations

import re

from newslab.records import Span
from newslab.text.locate import even
from newslab.text.normalise import normalise
from newslab.text.passage import Passage

# What people and models put around a passage that they copy.
_RIMS = "'.… "


def verbatim(quoted: str, passage: Passage) -> Span | None:
    """Return where the quoted words first stand in the passage's plain form, as whole words; None where nowhere."""
    pieces = _plain(normalise(quoted).text).strip(_RIMS).split()
    if not any(character.isalnum() for piece in pieces for character in piece):
        return None
    sought = r"\s+".join(map(re.escape, pieces))
    before = r"(?<!\w)" if pieces[0][0].isalnum() else ""
    after = r"(?!\w)" if pieces[-1][-1].isalnum() else ""
    found = re.search(before + sought + after, _plain(passage.text))
    return Span(found.start(), found.end()) if found else None


def _plain(text: str) -> str:
    """Return a text with all marks alike, single ones for double ones too: JSON makes models swap them."""
    return even(text).replace('"', "'")
