"""Owns the same counts as ``counting``, compiled, for a batch of pairs at a time; loaded only where it pays.

Long vectors of bits stand for a summary: bit j of a word's mask is set where the summary has that word at place j.
Each sentence of the summary begins a new machine word; the bits left over at its end match nothing and change nothing.
"""
# ruff: noqa: PLR0917  (compiled functions take their arrays by position)

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newslab.metrics.rouge.compiled_words import is_same, slot_of
from newslab.metrics.rouge.compiling import compiled, inlined

Array = NDArray[Any]

_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_ONE = np.uint64(1)


@compiled
def count_batch(
    keys: Array,
    begins: Array,
    sizes: Array,
    characters: Array,
    starts: Array,
    stops: Array,
    stop_starts: Array,
    references: Array,
    summaries: Array,
    longest: int,
) -> Array:
    """Return the hits of every pair of texts: of 1-grams to ``longest``-grams, of the LCS, of its union by sentence.

    ``keys`` are all texts' words, as ``compiled_words`` gives them, with their places in ``characters``; those arrays
    may be empty where every key is its word's own. Text t has ``keys[starts[t]:starts[t + 1]]``, and its sentences stop
    at ``stops[stop_starts[t]:stop_starts[t + 1]]``, counted from its own start. Pair p is text ``references[p]`` with
    text ``summaries[p]``. The answer is an array of pairs by ``longest + 2``.
    """
    hits = np.zeros((len(references), longest + 2), np.int64)
    most = 0
    for t in range(len(starts) - 1):
        most = max(most, starts[t + 1] - starts[t])
    room = 16
    while room < 2 * most:
        room *= 2
    table, numbers = np.empty(room, np.int64), np.empty(room, np.int32)
    our_room, their_room = np.empty(most, np.int32), np.empty(most, np.int32)
    for p in range(len(references)):
        ref, summ = references[p], summaries[p]
        ours, theirs = our_room[: starts[summ + 1] - starts[summ]], their_room[: starts[ref + 1] - starts[ref]]
        shared = _localise(keys, begins, sizes, characters, starts[ref], starts[summ], theirs, ours, table, numbers)
        if not shared:
            continue
        left_here, left_there = np.zeros(shared, np.int32), np.zeros(shared, np.int32)
        for word in ours:
            if word >= 0:
                left_here[word] += 1
        for word in theirs:
            if word >= 0:
                left_there[word] += 1
        for k in range(shared):
            hits[p, 0] += min(left_here[k], left_there[k])
        _count_ngrams(hits[p], ours, theirs, shared, longest)
        our_stops, their_stops = (
            stops[stop_starts[summ] : stop_starts[summ + 1]],
            stops[stop_starts[ref] : stop_starts[ref + 1]],
        )
        _count_sequences(hits[p], ours, theirs, our_stops, their_stops, left_here, left_there, longest)
    return hits


@compiled
def _localise(
    keys: Array,
    begins: Array,
    sizes: Array,
    characters: Array,
    their_start: int,
    our_start: int,
    theirs: Array,
    ours: Array,
    table: Array,
    numbers: Array,
) -> int:
    """Write into ``theirs`` and ``ours`` the numbers of the words that both texts have, -1 elsewhere; return how many.

    ``table`` and ``numbers`` are room for an open hash table of the reference's words: where each first stands, and
    its number once our text has it too.
    """
    room = 16
    while room < 2 * len(theirs):
        room *= 2
    table, numbers = table[:room], numbers[:room]
    table[:] = numbers[:] = -1
    for i in range(len(theirs)):
        slot = _place_of(keys, begins, sizes, characters, their_start + i, table)
        if table[slot] < 0:
            table[slot] = their_start + i
        theirs[i] = slot
    shared = 0
    for i in range(len(ours)):
        slot = _place_of(keys, begins, sizes, characters, our_start + i, table)
        if table[slot] >= 0 and numbers[slot] < 0:
            numbers[slot] = shared
            shared += 1
        ours[i] = numbers[slot]  # -1 in a free slot
    for i in range(len(theirs)):
        theirs[i] = numbers[theirs[i]]
    return shared


@inlined
def _place_of(keys: Array, begins: Array, sizes: Array, characters: Array, word: int, table: Array) -> int:
    """Return the slot of a table of words that holds the same word, or the free one where it belongs."""
    key, wrap = keys[word], len(table) - 1
    slot = slot_of(key, len(table))
    while True:
        first = table[slot]  # read once: asking the table twice takes three times as long
        if first < 0 or (keys[first] == key and is_same(characters, key, begins, sizes, word, first)):
            return slot
        slot = (slot + 1) & wrap


@compiled
def _count_ngrams(hits: Array, ours: Array, theirs: Array, shared: int, longest: int) -> None:
    """Fill in the hits of 2-grams and longer; where a length has none, no longer one has."""
    n, m = len(ours), len(theirs)
    room = 4
    while room < 2 * n:
        room *= 2
    keys, values, counts = np.empty(room, np.int64), np.empty(room, np.int32), np.empty(n, np.int32)
    before_ours, before_theirs = ours.copy(), theirs.copy()
    for length in range(2, longest + 1):
        if n < length or m < length:
            return
        hits[length - 1] = _shared_ngrams(
            ours[length - 1 :],
            theirs[length - 1 :],
            shared,
            before_ours[: n - length + 1],
            before_theirs[: m - length + 1],
            keys,
            values,
            counts,
        )
        if hits[length - 1] == 0:
            return


@compiled
def _shared_ngrams(
    ours: Array,
    theirs: Array,
    shared: int,
    before_ours: Array,
    before_theirs: Array,
    keys: Array,
    values: Array,
    counts: Array,
) -> int:
    """Number the n-grams by the (n-1)-grams they extend; return how many the two share, clipped.

    ``before_*`` hold the numbers of the (n-1)-grams and receive those of the n-grams, -1 for one that cannot match.
    ``keys`` and ``values`` are an open hash table of a power of two.
    """
    keys[:] = -1
    found = hits = 0
    for i in range(len(before_ours)):
        if before_ours[i] < 0 or ours[i] < 0:
            before_ours[i] = -1
            continue
        key = np.int64(before_ours[i]) * shared + ours[i]
        slot = _slot(keys, key)
        if keys[slot] == -1:
            keys[slot], values[slot], counts[found] = key, found, 0
            found += 1
        before_ours[i] = values[slot]
        counts[values[slot]] += 1
    for i in range(len(before_theirs)):
        number = -1
        if before_theirs[i] >= 0 and theirs[i] >= 0:
            slot = _slot(keys, np.int64(before_theirs[i]) * shared + theirs[i])
            if keys[slot] != -1:
                number = values[slot]
                if counts[number] > 0:
                    counts[number] -= 1
                    hits += 1
        before_theirs[i] = number
    return hits


@inlined
def _slot(keys: Array, key: int) -> int:
    """Return the slot of ``key`` in an open hash table, or the free one where it belongs."""
    wrap = len(keys) - 1
    slot = ((key * np.int64(-7046029254386353131)) >> np.int64(20)) & wrap
    while True:
        found = keys[slot]
        if found == -1 or found == key:  # noqa: PLR1714  (numba would build the tuple)
            return int(slot)
        slot = (slot + 1) & wrap


@compiled
def _count_sequences(
    hits: Array,
    ours: Array,
    theirs: Array,
    our_stops: Array,
    their_stops: Array,
    left_here: Array,
    left_there: Array,
    longest: int,
) -> None:
    """Fill in the hits of the longest common subsequence and of its union by sentence."""
    first = np.zeros(len(our_stops) + 1, np.int64)  # where in the masks each of our sentences begins
    begin = 0
    for s in range(len(our_stops)):
        first[s + 1] = first[s] + ((our_stops[s] - begin + 63) >> 6)
        begin = our_stops[s]
    width = first[-1]
    masks = np.zeros((len(left_here), width), np.uint64)
    begin = 0
    for s in range(len(our_stops)):
        for i in range(begin, our_stops[s]):
            if ours[i] >= 0:
                masks[ours[i], first[s] + ((i - begin) >> 6)] |= _ONE << np.uint64((i - begin) & 63)
        begin = our_stops[s]
    row = np.full(width, _ALL, np.uint64)
    for word in theirs:
        if word >= 0:
            _step(row, row, masks[word], 0, width)
    length = 0
    for k in range(width):
        length += 64 - _bits(row[k])
    hits[longest] = length
    if _filled(our_stops) == 1 and _filled(their_stops) == 1:
        hits[longest + 1] = length
    else:
        hits[longest + 1] = _union(theirs, our_stops, their_stops, left_here, left_there, masks, first)


@compiled
def _filled(stops: Array) -> int:
    """Return how many sentences have words."""
    filled = begin = 0
    for stop in stops:
        filled += stop > begin
        begin = stop
    return filled


@compiled
def _union(
    theirs: Array,
    our_stops: Array,
    their_stops: Array,
    left_here: Array,
    left_there: Array,
    masks: Array,
    first: Array,
) -> int:
    """Return the hits of ROUGE-Lsum; uses up ``left_here`` and ``left_there``, how often each word may still count."""
    longest_theirs, widest, begin = 0, 0, 0
    for stop in their_stops:
        longest_theirs = max(longest_theirs, stop - begin)
        begin = stop
    for s in range(len(our_stops)):
        widest = max(widest, first[s + 1] - first[s])
    rows = np.empty((longest_theirs + 1, widest), np.uint64)
    words = np.empty(longest_theirs, np.int32)
    places = np.empty(longest_theirs, np.int64)
    hits, their_begin = 0, 0
    for their_stop in their_stops:
        marked = np.zeros(their_stop - their_begin, np.bool_)
        begin = 0
        for s in range(len(our_stops)):
            count = 0
            for i in range(their_begin, their_stop):
                if theirs[i] < 0:
                    continue
                present = np.uint64(0)
                for k in range(first[s], first[s + 1]):
                    present |= masks[theirs[i], k]
                if present:
                    words[count] = theirs[i]
                    places[count] = i - their_begin
                    count += 1
            if count:
                _mark_common(words, places, count, masks, first[s], our_stops[s] - begin, rows, marked)
            begin = our_stops[s]
        for i in range(len(marked)):
            if marked[i]:
                word = theirs[their_begin + i]
                if left_here[word] > 0 and left_there[word] > 0:
                    hits += 1
                    left_here[word] -= 1
                    left_there[word] -= 1
        their_begin = their_stop
    return hits


@inlined
def _bits(x: np.uint64) -> int:
    """Return how many bits are set; it is compiled to one machine instruction."""
    x -= (x >> np.uint64(1)) & np.uint64(0x5555555555555555)
    x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((x * np.uint64(0x0101010101010101)) >> np.uint64(56))


@inlined
def _step(row: Array, below: Array, mask: Array, first: int, width: int) -> None:
    """Write into ``row`` what a word of the reference with ``mask`` makes of the row ``below``; see ``counting``."""
    carry = np.uint64(0)
    for k in range(width):
        old = below[k]
        matched = old & mask[first + k]
        total = old + matched
        over = total < old
        total += carry
        carry = _ONE if (over or total < carry) else np.uint64(0)
        row[k] = total | (old & ~mask[first + k])


@inlined
def _grown(row: Array, j: int) -> int:
    """Return how often the length grew in the first ``j`` columns of a row: its clear bits."""
    whole = j >> 6
    set_bits = 0
    for k in range(whole):
        set_bits += _bits(row[k])
    rest = j & 63
    if rest:
        set_bits += _bits(row[whole] & ((_ONE << np.uint64(rest)) - _ONE))
    return j - set_bits


@compiled
def _mark_common(
    words: Array, places: Array, count: int, masks: Array, first: int, length: int, rows: Array, marked: Array
) -> None:
    """Mark in ``marked`` the places of ``words`` in one longest common subsequence; see ``counting._common_places``.

    ``words`` are those ``count`` words of the reference's sentence that the summary's sentence has at all,
    ``places`` where they stand.
    """
    width = (length + 63) >> 6
    for k in range(width):
        rows[0, k] = _ALL
    for i in range(count):
        _step(rows[i + 1], rows[i], masks[words[i]], first, width)
    i, j = count, length
    best = _grown(rows[i], j)
    while best > 0:
        word, bit = (j - 1) >> 6, np.uint64((j - 1) & 63)
        if (masks[words[i - 1], first + word] >> bit) & _ONE:
            i -= 1
            j -= 1
            best -= 1
            marked[places[i]] = True
            continue
        above = _grown(rows[i - 1], j)
        if above < best and (rows[i, word] >> bit) & _ONE:
            j -= 1
        else:
            i -= 1
            best = above
