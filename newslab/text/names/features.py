"""Owns what the name model sees of a word: its form, its shape, its reading, and those of its neighbours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from simplemma import is_known

from newslab.text.language import WORDS_KEPT, table
from newslab.text.names.countries import cities, states
from newslab.text.names.morphology import reading
from newslab.text.normalise import folded

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


@lru_cache(maxsize=WORDS_KEPT)
def shape(word: str) -> str:
    """Return a word's outline: ``A`` capitals, ``a`` small letters, ``0`` digits, runs shortened (``A+``)."""
    outline = "".join("A" if c.isupper() else "a" if c.islower() else "0" if c.isdigit() else c for c in word)
    return re.sub(r"(.)\1+", r"\1+", outline)[:_LONGEST_SHAPE]


@cache
def _listed(language: str) -> Mapping[str, str]:
    """Return the class of each word of which the tables say what kind of name it is or announces."""
    stored = table(language, "names")
    found = {
        key: "state" if any(state.side == "name" for state in standing) else "people"
        for key, standing in states(language).items()
    }
    found |= dict.fromkeys(cities(language), "city")
    found |= {folded(word): "party" for words in stored["parties"].values() for word in words}
    for kind, topic in (("first", "first_names"), ("title", "titles"), ("form", "legal_forms"), ("small", "particles")):
        found |= {folded(word): kind for word in stored[topic]}
    return found


@cache
def _offices(language: str) -> tuple[str, ...]:
    stored = table(language, "names")
    heads = (head for line in (*stored["offices"], *stored["professions"]) for head in line)
    return tuple(head + ending for head in heads for ending in ("", "in", "s"))


@lru_cache(maxsize=WORDS_KEPT)
def kind_of(word: str, language: str) -> str:
    """Return what the tables say of a word (a state, a first name, an office …), else whether a dictionary has it."""
    key = folded(word)
    kind = _listed(language).get(key) or _listed(language).get(key.removesuffix("s"))
    if kind:
        return kind
    if key.endswith(_offices(language)):
        return "office"
    tails = table(language, "names")
    if key.endswith(tuple(tails["institutions"])):
        return "house"
    if key.endswith(tuple(tails["streets"])):
        return "street"
    small, large = is_known(key, lang=language), is_known(word, lang=language)
    return f"{'k' if small else 'u'}{'k' if large else 'u'}"


@lru_cache(maxsize=WORDS_KEPT)
def _inner(word: str, language: str) -> tuple[str, ...]:
    """Return what holds of a word wherever it stands."""
    low, read = word.lower(), reading(word, language)
    found = [
        f"0w={low}", f"0s4={low[-4:]}", f"0s3={low[-3:]}", f"0s2={low[-2:]}", f"0p3={low[:3]}", f"0p5={low[:5]}",
        f"0sh={shape(word)}", f"0h={read.tag}", f"0m={read.leaning}", f"0hk={read.tag}{read.known}",
        f"0shk={shape(word)}{read.known}{read.tag}", "b",
        f"0c={kind_of(word, language)}", f"0ch={kind_of(word, language)}{read.tag}",
    ]  # fmt: skip
    parts = [part for part in word.split("-") if part]
    if len(parts) > 1:
        ends = reading(parts[0], language).tag, reading(parts[-1], language).tag
        found += [f"0hy={ends[0]}|{ends[1]}", f"0hl={parts[-1].lower()}", f"0hf={parts[0].lower()}"]
    if len(word) > 3 and low.endswith("s"):
        found.append(f"0st={low[:-1]}")
    return tuple(found)


@lru_cache(maxsize=WORDS_KEPT)
def _beside(word: str, language: str, place: int) -> tuple[str, ...]:
    """Return what the words beside see of a word that stands ``place`` words on (-2 to 2)."""
    low, read = word.lower(), reading(word, language)
    found = (f"{place}w={low}", f"{place}h={read.tag}", f"{place}sh={shape(word)}")
    if abs(place) > 1:
        return found
    return (*found, f"{place}s3={low[-3:]}", f"{place}m={read.leaning}", f"{place}c={kind_of(word, language)}")


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
    kinds = [kind_of(other, language) if other else "#" for other in (before, word, after)]
    found += [f"cc={kinds[0]}|{kinds[1]}", f"cn={kinds[1]}|{kinds[2]}", f"ccc={'|'.join(kinds)}"]
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
