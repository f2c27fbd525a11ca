"""Owns the same words as ``segment`` and the classic tokenizer find, compiled, for a batch of texts at a time.

Which characters make words is handed in, as the kind of each code point; how they join is the rule of ``segment.WORD``.

Every word gets a key. Up to seven characters below 256 are their own key, packed into a machine word; any other word
has a hash with the highest bit set, and is compared character by character where two hashes are equal.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newslab.metrics.rouge.compiling import compiled, inlined

Array = NDArray[Any]

# A joint stands inside a word between letters or digits, a digits' joint between digits only.
OTHER, LETTER, DIGIT, DIGIT_JOINT, JOINT = range(5)
KIND = 7
# Beside its kind: a character whose text has another plain form, one that makes it doubtful where sentences end, and
# one of which nothing is known yet.
UNPLAIN, DOUBTFUL, UNMET = 8, 16, 32

_STOP, _SPACE, _LINE_END, _ZERO, _NINE = np.frombuffer(b". \n09", np.uint8).astype(np.uint32)
_PACKED = 7
_LONG = np.uint64(0x8000000000000000)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio: its products spread keys evenly (Knuth 6.4)
_FNV_BASIS, _FNV_PRIME = np.uint64(14695981039346656037), np.uint64(1099511628211)


@compiled
def traits_of(characters: Array, kinds: Array, starts: Array) -> Array:
    """Return for each text all bits that the kinds of its characters have."""
    traits = np.zeros(len(starts) - 1, np.uint8)
    for t in range(len(traits)):
        met = np.uint8(0)
        for at in range(starts[t], starts[t + 1]):
            met |= kinds[characters[at]]
        traits[t] = met
    return traits


@compiled
def split_words(characters: Array, kinds: Array, starts: Array) -> tuple[Array, ...]:
    """Split many texts, laid end to end, into words, and say after which of them a sentence may end.

    ``characters`` are code points, ``kinds`` says what each code point is, text t is
    ``characters[starts[t]:starts[t + 1]]``. Returns the words' keys, where they begin, how long they are; where each
    text's words start among them; the words before which there is a space, and behind which a full stop, a space and
    the next word; and for each text whether it has a full stop anywhere else, but at its end or before a digit.
    """
    room = len(characters) // 2 + len(starts)
    keys, begins, sizes = np.empty(room, np.uint64), np.empty(room, np.int64), np.empty(room, np.int32)
    word_starts, stopped = np.zeros(len(starts), np.int64), np.empty(room, np.int64)
    doubts = np.zeros(len(starts) - 1, np.bool_)
    found = candidates = 0
    for t in range(len(starts) - 1):
        at, last = starts[t], starts[t + 1]
        word_starts[t] = found
        while at < last:
            kind = kinds[characters[at]] & KIND
            if not 0 < kind < DIGIT_JOINT:
                doubts[t] |= characters[at] == _STOP and at + 1 < last
                at += 1
                continue
            begin = at
            at, key = _word_end(characters, kinds, at, last)
            keys[found], begins[found], sizes[found] = key, begin, at - begin
            if at + 1 < last and characters[at] == _STOP:
                follows = characters[at + 1]
                if follows == _SPACE and at + 2 < last and 0 < kinds[characters[at + 2]] & KIND < DIGIT_JOINT:
                    stopped[candidates] = found
                    candidates += 1
                    doubts[t] |= begin > starts[t] and characters[begin - 1] != _SPACE
                else:
                    doubts[t] |= not _ZERO <= follows <= _NINE
                at += 1
            found += 1
    word_starts[-1] = found
    return keys[:found], begins[:found], sizes[:found], word_starts, stopped[:candidates], doubts


@inlined
def _word_end(characters: Array, kinds: Array, at: int, last: int) -> tuple[int, np.uint64]:
    """Return where the word that begins at ``at`` ends, and its key."""
    hashed, packed, wide, begin = _FNV_BASIS, np.uint64(0), np.uint32(0), at
    before = OTHER
    while at < last:
        character = characters[at]
        kind = kinds[character] & KIND
        if kind >= DIGIT_JOINT:
            after = kinds[characters[at + 1]] & KIND if at + 1 < last else OTHER
            among_digits = before == DIGIT and after == DIGIT
            if not among_digits and (kind == DIGIT_JOINT or not 0 < after < DIGIT_JOINT):
                break
        elif kind == OTHER:
            break
        hashed = (hashed ^ np.uint64(character)) * _FNV_PRIME
        packed = (packed << np.uint64(8)) | np.uint64(character)
        wide |= character
        before = kind
        at += 1
    return at, packed if at - begin <= _PACKED and wide < 256 else hashed | _LONG


@compiled
def split_lines(characters: Array, letters: Array, starts: Array) -> tuple[Array, ...]:
    """Split many texts of bytes into runs of the ``letters``, and into lines.

    ``letters`` tells for each byte whether it is part of a word. Returns the words' keys, where they begin, how long
    they are; where each text's words start among them; how many words of its text there are up to each line's end;
    and where each text's lines start among those.
    """
    room = len(characters) // 2 + len(starts)
    keys, begins, sizes = np.empty(room, np.uint64), np.empty(room, np.int64), np.empty(room, np.int32)
    word_starts, stop_starts = np.zeros(len(starts), np.int64), np.zeros(len(starts), np.int64)
    stops = np.empty(np.sum(characters == _LINE_END) + len(starts), np.int64)
    found = lines = 0
    for t in range(len(starts) - 1):
        at, last = starts[t], starts[t + 1]
        word_starts[t], stop_starts[t] = found, lines
        while at < last:
            if not letters[characters[at]]:
                if characters[at] == _LINE_END:
                    stops[lines] = found - word_starts[t]
                    lines += 1
                at += 1
                continue
            begin, packed, hashed = at, np.uint64(0), _FNV_BASIS
            while at < last and letters[characters[at]]:
                hashed = (hashed ^ np.uint64(characters[at])) * _FNV_PRIME
                packed = (packed << np.uint64(8)) | np.uint64(characters[at])
                at += 1
            keys[found] = packed if at - begin <= _PACKED else hashed | _LONG
            begins[found], sizes[found] = begin, at - begin
            found += 1
        stops[lines] = found - word_starts[t]
        lines += 1
    word_starts[-1], stop_starts[-1] = found, lines
    return keys[:found], begins[:found], sizes[:found], word_starts, stops[:lines], stop_starts


@compiled
def number_words(characters: Array, keys: Array, begins: Array, sizes: Array) -> tuple[Array, Array]:
    """Number the different words in the order of appearance; return each word's number, and where each first stands."""
    room = 4096
    table_keys, numbers = np.zeros(room, np.uint64), np.empty(room, np.int32)
    words, first = np.empty(len(keys), np.int32), np.empty(len(keys), np.int64)
    different = 0
    for w in range(len(keys)):
        key = keys[w]
        slot = slot_of(key, room)
        while True:
            held, number = table_keys[slot], numbers[slot]
            if held == 0 or (held == key and is_same(characters, key, begins, sizes, w, first[number])):
                break
            slot = (slot + 1) & (room - 1)
        if held == 0:
            table_keys[slot], numbers[slot], first[different] = key, different, w
            number = different
            different += 1
        words[w] = number
        if 2 * different > room:
            table_keys, numbers = _spread(table_keys, numbers)
            room *= 2
    return words, first[:different].copy()


@inlined
def slot_of(key: np.uint64, room: int) -> int:
    """Return where in a hash table of ``room`` slots, a power of two, the search for a key begins."""
    return int(np.int64((key * _SPREAD) >> np.uint64(32)) & (room - 1))


@inlined
def is_same(  # noqa: PLR0917  (the arrays of a batch)
    characters: Array, key: np.uint64, begins: Array, sizes: Array, one: int, other: int
) -> bool:
    """Tell whether two of the words, by their places among all, are the same; both have the key ``key``."""
    if not key & _LONG:
        return True
    if sizes[one] != sizes[other]:
        return False
    for k in range(sizes[one]):  # noqa: SIM110  (numba knows no generators in all())
        if characters[begins[one] + k] != characters[begins[other] + k]:
            return False
    return True


@compiled
def _spread(keys: Array, numbers: Array) -> tuple[Array, Array]:
    """Return the hash table with twice as many slots."""
    room = 2 * len(keys)
    more_keys, more_numbers = np.zeros(room, np.uint64), np.empty(room, np.int32)
    for old in range(len(keys)):
        if keys[old] != 0:
            slot = slot_of(keys[old], room)
            while more_keys[slot] != 0:
                slot = (slot + 1) & (room - 1)
            more_keys[slot], more_numbers[slot] = keys[old], numbers[old]
    return more_keys, more_numbers
