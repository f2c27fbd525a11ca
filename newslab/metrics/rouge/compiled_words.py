"""Owns the same words as ``segment`` and the classic tokenizer find, compiled, for a batch of texts at a time.

Which characters make words is handed in, as the kind of each code point; how they join is the rule of ``segment.WORD``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newslab.metrics.rouge.compiling import compiled

Array = NDArray[Any]

# A joint stands inside a word between letters or digits, a digits' joint between digits only.
OTHER, LETTER, DIGIT, DIGIT_JOINT, JOINT = range(5)


@compiled
def split_words(characters: Array, kinds: Array, starts: Array, ends: Array, end_starts: Array) -> tuple[Array, ...]:
    """Split many texts, laid end to end, into words, and number each different word in the order of appearance.

    ``characters`` are code points, ``kinds`` says what each code point is, text t is
    ``characters[starts[t]:starts[t + 1]]``, its sentences end at the places ``ends[end_starts[t]:end_starts[t + 1]]``.
    Returns the words' numbers; where each text's words start among them; how many words each sentence's end has
    before it in its text; where each different word first stands; and how long it is.
    """
    room = 1024
    table = np.full(room, -1, np.int32)
    first, length, hashes = np.empty(room, np.int64), np.empty(room, np.int32), np.empty(room, np.uint64)
    # The different words' characters once more, close together: to compare with them there misses no cache.
    copies, copy_starts = np.empty(8 * room, np.uint32), np.zeros(room + 1, np.int64)
    words = np.empty(len(characters) // 2 + len(starts), np.int32)
    word_starts, stops = np.zeros(len(starts), np.int64), np.empty(len(ends), np.int64)
    different = found = 0
    for t in range(len(starts) - 1):
        at, last, end = starts[t], starts[t + 1], end_starts[t]
        word_starts[t] = found
        while at < last:
            if not 0 < kinds[characters[at]] < DIGIT_JOINT:
                at += 1
                continue
            while end < end_starts[t + 1] and ends[end] <= at:
                stops[end] = found - word_starts[t]
                end += 1
            begin = at
            at, hashed = _word_end(characters, kinds, at, last)
            slot = np.int64(hashed & np.uint64(room - 1))
            while table[slot] >= 0:
                number = table[slot]
                copy = copy_starts[number]
                if hashes[number] == hashed and copy_starts[number + 1] - copy == at - begin:
                    k = 0
                    while k < at - begin and copies[copy + k] == characters[begin + k]:
                        k += 1
                    if k == at - begin:
                        break
                slot = (slot + 1) & (room - 1)
            if table[slot] < 0:
                table[slot] = different
                first[different], length[different], hashes[different] = begin, at - begin, hashed
                copy_end = copy_starts[different] + at - begin
                while copy_end > len(copies):
                    copies = _longer(copies, 2 * len(copies))
                copies[copy_starts[different] : copy_end] = characters[begin:at]
                different += 1
                copy_starts[different] = copy_end
            words[found] = table[slot]
            found += 1
            if 2 * different > room:
                room *= 2
                table = _spread(hashes, different, room)
                first, length, hashes = _longer(first, room), _longer(length, room), _longer(hashes, room)
                copy_starts = _longer(copy_starts, room + 1)
        while end < end_starts[t + 1]:
            stops[end] = found - word_starts[t]
            end += 1
    word_starts[-1] = found
    return words[:found].copy(), word_starts, stops, first[:different].copy(), length[:different].copy()


@compiled
def _word_end(characters: Array, kinds: Array, at: int, last: int) -> tuple[int, np.uint64]:
    """Return where the word that begins at ``at`` ends, and a hash of its characters (FNV-1a)."""
    hashed = np.uint64(14695981039346656037)
    before = OTHER
    while at < last:
        kind = kinds[characters[at]]
        if kind >= DIGIT_JOINT:
            after = kinds[characters[at + 1]] if at + 1 < last else OTHER
            among_digits = before == DIGIT and after == DIGIT
            if not among_digits and (kind == DIGIT_JOINT or not 0 < after < DIGIT_JOINT):
                break
        elif kind == OTHER:
            break
        hashed = (hashed ^ np.uint64(characters[at])) * np.uint64(1099511628211)
        before = kind
        at += 1
    return at, hashed ^ (hashed >> np.uint64(29))


@compiled
def _spread(hashes: Array, different: int, room: int) -> Array:
    """Return a hash table of ``room`` slots with the numbers below ``different`` in it."""
    table = np.full(room, -1, np.int32)
    for number in range(different):
        slot = np.int64(hashes[number] & np.uint64(room - 1))
        while table[slot] >= 0:
            slot = (slot + 1) & (room - 1)
        table[slot] = number
    return table


@compiled
def _longer(array: Array, room: int) -> Array:
    grown = np.empty(room, array.dtype)
    grown[: len(array)] = array
    return grown
