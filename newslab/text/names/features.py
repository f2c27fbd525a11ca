"""Owns what the name model sees of a word: its form, its shape, its reading, and those of its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from newslab.text.names.morphology import reading

# A token: an initial or an abbreviation with its full stop, an ordinal ("3. Oktober"), a word with the marks that
# join its pieces (E-Plus, O'Neill, AT&T, 20.000), the second half of a compound ("und -Land"), or one mark.
TOKEN = re.compile(
    r"(?:[A-ZÄÖÜ]|St|Dr|Prof|Jr|Sr|Co|Inc|Ltd|Corp|Nr|Mr|Mrs|Ms|bzw|ca)\.(?!\w)"
    r"|\d{1,3}\.(?=\s+\w)"
    r"|[^\W_]+(?:(?:['’&/.+‐‑_-]|(?<=\d)[,:](?=\d))[^\W_]+)*[-‐‑]?"
    r"|[-‐‑][^\W_]+(?:[-‐‑][^\W_]+)*"
    r"|\S"
)
_QUOTES = frozenset('„“”"«»')
_LONGEST_SHAPE = 12
_REMEMBERED = 50_000


@lru_cache(maxsize=_REMEMBERED)
def shape(word: str) -> str:
    """Return a word's outline: ``A`` capitals, ``a`` small letters, ``0`` digits, runs shortened (``A+``)."""
    outline = "".join("A" if c.isupper() else "a" if c.islower() else "0" if c.isdigit() else c for c in word)
    return re.sub(r"(.)\1+", r"\1+", outline)[:_LONGEST_SHAPE]


@lru_cache(maxsize=_REMEMBERED)
def _inner(word: str, language: str) -> tuple[str, ...]:
    """Return what holds of a word wherever it stands."""
    low, read = word.lower(), reading(word, language)
    found = [
        f"0w={low}", f"0s4={low[-4:]}", f"0s3={low[-3:]}", f"0s2={low[-2:]}", f"0p3={low[:3]}", f"0p5={low[:5]}",
        f"0sh={shape(word)}", f"0h={read.tag}", f"0m={read.leaning}", f"0hk={read.tag}{read.known}",
        f"0shk={shape(word)}{read.known}{read.tag}", "b",
    ]  # fmt: skip
    parts = [part for part in word.split("-") if part]
    if len(parts) > 1:
        ends = reading(parts[0], language).tag, reading(parts[-1], language).tag
        found += [f"0hy={ends[0]}|{ends[1]}", f"0hl={parts[-1].lower()}", f"0hf={parts[0].lower()}"]
    if len(word) > 3 and low.endswith("s"):
        found.append(f"0st={low[:-1]}")
    return tuple(found)


@lru_cache(maxsize=_REMEMBERED)
def _beside(word: str, language: str, place: int) -> tuple[str, ...]:
    """Return what the words beside see of a word that stands ``place`` words on (-2 to 2)."""
    low, read = word.lower(), reading(word, language)
    found = (f"{place}w={low}", f"{place}h={read.tag}", f"{place}sh={shape(word)}")
    if abs(place) > 1:
        return found
    return (*found, f"{place}s3={low[-3:]}", f"{place}m={read.leaning}")


def features(tokens: Sequence[str], language: str) -> list[list[str]]:
    """Return what the model sees of each token of one sentence."""
    shouting = _shouting(tokens)
    quoted = _quoted(tokens)
    return [_of(tokens, place, language, shouting=shouting, quoted=quoted[place]) for place in range(len(tokens))]


def _of(tokens: Sequence[str], place: int, language: str, *, shouting: bool, quoted: bool) -> list[str]:
    word = tokens[place]
    found = list(_inner(word, language))
    for step in (-2, -1, 1, 2):
        there = place + step
        found += _beside(tokens[there], language, step) if 0 <= there < len(tokens) else (f"{step}#",)
    tag, outline = reading(word, language).tag, shape(word)
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    tags = [reading(other, language).tag if other else "#" for other in (before, after)]
    found += [
        f"hh={tags[0]}|{tag}",
        f"hn={tag}|{tags[1]}",
        f"hhh={tags[0]}|{tag}|{tags[1]}",
        f"wh={before.lower() if before else '#'}|{outline}{tag}",
        f"wn={after.lower() if after else '#'}|{outline}{tag}",
    ]
    if quoted:
        found += ["q", f"q{outline[:3]}"]
    if place == 0 or (place == 1 and not tokens[0].isalnum()):
        found += ["first", f"first{tag}"]
    if shouting:
        found.append("caps")
    return found


def _shouting(tokens: Sequence[str]) -> bool:
    words = [token for token in tokens if token.isalpha()]
    return sum(word.isupper() for word in words) > 0.6 * max(1, len(words))


def _quoted(tokens: Sequence[str]) -> list[bool]:
    inside, found = False, []
    for token in tokens:
        if token in _QUOTES:
            inside = not inside
        found.append(inside and token not in _QUOTES)
    return found
