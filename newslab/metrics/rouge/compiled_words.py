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

_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio: its products spread keys evenly (Knuth 6.4)


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


@compiled
def split_ascii(characters: Array, letters: Array, starts: Array, ends: Array, end_starts: Array) -> tuple[Array, ...]:
    """Do what ``split_words`` does for texts of bytes in which words are runs of ASCII letters and digits.

    A word of up to eight letters is its own key, packed into a machine word; a longer one has a hash with the highest
    bit set, which no letter sets, and is compared letter by letter.
    """
    room = 4096
    keys, numbers = np.zeros(room, np.uint64), np.empty(room, np.int32)
    first, length = np.empty(room, np.int64), np.empty(room, np.int32)
    words = np.empty(len(characters) // 2 + len(starts), np.int32)
    word_starts, stops = np.zeros(len(starts), np.int64), np.empty(len(ends), np.int64)
    different = found = 0
    for t in range(len(starts) - 1):
        at, last, end = starts[t], starts[t + 1], end_starts[t]
        word_starts[t] = found
        while at < last:
            if not letters[characters[at]]:
                at += 1
                continue
            while end < end_starts[t + 1] and ends[end] <= at:
                stops[end] = found - word_starts[t]
                end += 1
            begin, key = at, np.uint64(0)
            while at < last and letters[characters[at]]:
                key = (key << np.uint64(8)) | np.uint64(characters[at])
                at += 1
            size = at - begin
            if size > 8:
                key = _long_key(characters, begin, at)
            slot = np.int64((key * _SPREAD) >> np.uint64(32)) & (room - 1)
            while keys[slot] != 0:
                if keys[slot] == key:
                    if size <= 8:
                        break
                    number = numbers[slot]
                    if length[number] == size:
                        k = 0
                        while k < size and characters[first[number] + k] == characters[begin + k]:
                            k += 1
                        if k == size:
                            break
                slot = (slot + 1) & (room - 1)
            if keys[slot] == 0:
                keys[slot], numbers[slot] = key, different
                first[different], length[different] = begin, size
                different += 1
            words[found] = numbers[slot]
            found += 1
            if 2 * different > room:
                keys, numbers = _respread(keys, numbers)
                room *= 2
                first, length = _longer(first, room), _longer(length, room)
        while end < end_starts[t + 1]:
            stops[end] = found - word_starts[t]
            end += 1
    word_starts[-1] = found
    return words[:found].copy(), word_starts, stops, first[:different].copy(), length[:different].copy()


@compiled
def _long_key(characters: Array, begin: int, end: int) -> np.uint64:
    hashed = np.uint64(14695981039346656037)
    for at in range(begin, end):
        hashed = (hashed ^ np.uint64(characters[at])) * np.uint64(1099511628211)
    return hashed | np.uint64(0x8000000000000000)


@compiled
def _respread(keys: Array, numbers: Array) -> tuple[Array, Array]:
    """Return the hash table with twice as many slots."""
    room = 2 * len(keys)
    more_keys, more_numbers = np.zeros(room, np.uint64), np.empty(room, np.int32)
    for old in range(len(keys)):
        if keys[old] != 0:
            slot = np.int64((keys[old] * _SPREAD) >> np.uint64(32)) & (room - 1)
            while more_keys[slot] != 0:
                slot = (slot + 1) & (room - 1)
            more_keys[slot], more_numbers[slot] = keys[old], numbers[old]
    return more_keys, more_numbers
