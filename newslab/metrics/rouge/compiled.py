"""Owns the same counts as ``counting``, compiled by numba for a batch at a time; loaded only where it pays.

Long vectors of bits stand for a summary: bit j of a word's mask is set where the summary has that word at place j.
Each sentence of the summary begins a new machine word; the bits left over at its end match nothing and change nothing.
"""

from __future__ import annotations

import numpy as np
from numba import njit

_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_ONE = np.uint64(1)


@njit(cache=True, nogil=True)
def _bits(x):  # numba compiles it to one machine instruction
    x -= (x >> np.uint64(1)) & np.uint64(0x5555555555555555)
    x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((x * np.uint64(0x0101010101010101)) >> np.uint64(56))


@njit(cache=True, nogil=True)
def _step(row, below, mask, first, width):
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


@njit(cache=True, nogil=True)
def _grown(row, j):
    """Return how often the length grew in the first ``j`` columns of a row: its clear bits."""
    whole = j >> 6
    set_bits = 0
    for k in range(whole):
        set_bits += _bits(row[k])
    rest = j & 63
    if rest:
        set_bits += _bits(row[whole] & ((_ONE << np.uint64(rest)) - _ONE))
    return j - set_bits


@njit(cache=True, nogil=True)
def _mark_common(words, places, count, masks, first, length, rows, marked):
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


@njit(cache=True, nogil=True)
def _shared_ngrams(ours, theirs, size, previous_ours, previous_theirs, keys, values, counts):
    """Number the n-grams by the (n-1)-grams they extend; return how many the two share, clipped.

    ``previous_*`` hold the numbers of the (n-1)-grams and receive those of the n-grams, -1 for one that the summary
    does not have. ``keys`` and ``values`` are an open hash table of a power of two.
    """
    wrap = len(keys) - 1
    keys[:] = -1
    found = 0
    n_ours, n_theirs = len(previous_ours), len(previous_theirs)
    for i in range(n_ours):
        key = np.int64(previous_ours[i]) * size + ours[i]
        slot = (key * np.int64(-7046029254386353131) >> np.int64(20)) & wrap
        while keys[slot] != -1 and keys[slot] != key:
            slot = (slot + 1) & wrap
        if keys[slot] == -1:
            keys[slot] = key
            values[slot] = found
            counts[found] = 0
            found += 1
        previous_ours[i] = values[slot]
        counts[values[slot]] += 1
    hits = 0
    for i in range(n_theirs):
        if previous_theirs[i] < 0 or theirs[i] < 0:
            previous_theirs[i] = -1
            continue
        key = np.int64(previous_theirs[i]) * size + theirs[i]
        slot = (key * np.int64(-7046029254386353131) >> np.int64(20)) & wrap
        while keys[slot] != -1 and keys[slot] != key:
            slot = (slot + 1) & wrap
        previous_theirs[i] = -1
        if keys[slot] == key:
            previous_theirs[i] = values[slot]
            if counts[values[slot]] > 0:
                counts[values[slot]] -= 1
                hits += 1
    return hits


@njit(cache=True, nogil=True)
def count_batch(words, starts, stops, stop_starts, references, summaries, size, longest):
    """Return the hits of every pair of texts: of 1-grams to ``longest``-grams, of the LCS, of its union by sentence.

    ``words`` are all texts' word numbers below ``size``; text t has ``words[starts[t]:starts[t + 1]]``, and its
    sentences stop at ``stops[stop_starts[t]:stop_starts[t + 1]]``, counted from its own start. Pair p is text
    ``references[p]`` with text ``summaries[p]``. The answer is an array of pairs by ``longest + 2``.
    """
    hits = np.zeros((len(references), longest + 2), np.int64)
    local = np.full(size, -1, np.int32)  # number of a word within the pair's summary
    for p in range(len(references)):
        ref, summ = references[p], summaries[p]
        theirs_all = words[starts[ref] : starts[ref + 1]]
        ours_all = words[starts[summ] : starts[summ + 1]]
        m, n = len(theirs_all), len(ours_all)
        if m == 0 or n == 0:
            continue
        known = 0
        ours = np.empty(n, np.int32)
        for i in range(n):
            word = ours_all[i]
            if local[word] < 0:
                local[word] = known
                known += 1
            ours[i] = local[word]
        theirs = np.empty(m, np.int32)
        for i in range(m):
            theirs[i] = local[theirs_all[i]]
        for i in range(n):
            local[ours_all[i]] = -1
        left_here = np.zeros(known, np.int32)
        left_there = np.zeros(known, np.int32)
        for i in range(n):
            left_here[ours[i]] += 1
        for i in range(m):
            if theirs[i] >= 0:
                left_there[theirs[i]] += 1
        for k in range(known):
            hits[p, 0] += min(left_here[k], left_there[k])
        if hits[p, 0] == 0:
            continue
        _count_ngrams(hits[p], ours, theirs, known, longest)
        _count_sequences(
            hits[p],
            ours,
            theirs,
            stops[stop_starts[summ] : stop_starts[summ + 1]],
            stops[stop_starts[ref] : stop_starts[ref + 1]],
            left_here,
            left_there,
            longest,
        )
    return hits


@njit(cache=True, nogil=True)
def _count_ngrams(hits, ours, theirs, known, longest):
    n, m = len(ours), len(theirs)
    room = 4
    while room < 2 * n:
        room *= 2
    keys, values = np.empty(room, np.int64), np.empty(room, np.int32)
    counts = np.empty(n, np.int32)
    grams_ours, grams_theirs = ours.copy(), theirs.copy()
    for length in range(2, longest + 1):
        if n < length or m < length:
            return
        hits[length - 1] = _shared_ngrams(
            ours[length - 1 :],
            theirs[length - 1 :],
            known,
            grams_ours[: n - length + 1],
            grams_theirs[: m - length + 1],
            keys,
            values,
            counts,
        )
        if hits[length - 1] == 0:
            return


@njit(cache=True, nogil=True)
def _count_sequences(hits, ours, theirs, our_stops, their_stops, left_here, left_there, longest):
    """Fill in the hits of the longest common subsequence and of its union by sentence."""
    first = np.zeros(len(our_stops) + 1, np.int64)  # where each of our sentences begins in the masks
    begin, filled, filled_theirs = 0, 0, 0
    for s in range(len(our_stops)):
        first[s + 1] = first[s] + ((our_stops[s] - begin + 63) >> 6)
        filled += our_stops[s] > begin
        begin = our_stops[s]
    begin = 0
    for s in range(len(their_stops)):
        filled_theirs += their_stops[s] > begin
        begin = their_stops[s]
    width = first[len(our_stops)]
    masks = np.zeros((len(left_here), width), np.uint64)
    begin = 0
    for s in range(len(our_stops)):
        for i in range(begin, our_stops[s]):
            masks[ours[i], first[s] + ((i - begin) >> 6)] |= _ONE << np.uint64((i - begin) & 63)
        begin = our_stops[s]
    row = np.full(width, _ALL, np.uint64)
    for i in range(len(theirs)):
        if theirs[i] >= 0:
            _step(row, row, masks[theirs[i]], 0, width)
    length = 0
    for k in range(width):
        length += 64 - _bits(row[k])
    hits[longest] = length
    if filled == 1 and filled_theirs == 1:
        hits[longest + 1] = length
        return
    hits[longest + 1] = _union(ours, theirs, our_stops, their_stops, left_here, left_there, masks, first)


@njit(cache=True, nogil=True)
def _union(ours, theirs, our_stops, their_stops, left_here, left_there, masks, first):
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
