"""Owns the counts behind ROUGE, in plain Python: matching n-grams, the longest common subsequence, its union."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from newslab.metrics.rouge.tokens import Tokens


def ngram_hits(reference: Sequence[int], summary: Sequence[int], n: int) -> int:
    """Return how many n-grams the two share, each as often as in the one that has it less often."""
    ours, theirs = _ngrams(summary, n), _ngrams(reference, n)
    both = ours.keys() & theirs.keys()
    return sum([ours[ngram] if ours[ngram] < theirs[ngram] else theirs[ngram] for ngram in both])  # noqa: FURB136 - "min" is three times as slow


def _ngrams(words: Sequence[int], n: int) -> Counter[object]:
    return Counter(words if n == 1 else zip(*(words[start:] for start in range(n)), strict=False))


def common_length(reference: Sequence[int], summary: Sequence[int]) -> int:
    """Return the length of the longest common subsequence."""
    return int(LCSseq.similarity(reference, summary))


def union_hits(reference: Tokens, summary: Tokens) -> int:
    """Return the hits of ROUGE-Lsum (Lin 2004, section 3.2), each word counted no more often than both texts have it.

    Which words a longest common subsequence holds is not always decided by its length. ROUGE-1.5.5 walks its table
    from the end and prefers to leave a word of the reference where both ways are as good; so does this.
    """
    ours = [sentence for sentence in summary.sentences if sentence]
    theirs = [sentence for sentence in reference.sentences if sentence]
    if len(ours) == len(theirs) == 1:
        return common_length(theirs[0], ours[0])
    left_here, left_there = Counter(summary.words), Counter(reference.words)
    masks = [(_places(sentence), len(sentence)) for sentence in ours]
    hits = 0
    for sentence in theirs:
        union: set[int] = set()
        for places, length in masks:
            if not places.keys().isdisjoint(sentence):
                union.update(_common_places(sentence, places, length))
        for place in sorted(union):
            word = sentence[place]
            if left_here[word] > 0 and left_there[word] > 0:
                hits += 1
                left_here[word] -= 1
                left_there[word] -= 1
    return hits


def _places(sentence: Sequence[int]) -> dict[int, int]:
    """Return, for each word, the places where it stands, as the bits of a number."""
    places: dict[int, int] = {}
    for place, word in enumerate(sentence):
        places[word] = places[word] | 1 << place if word in places else 1 << place
    return places


def _common_places(reference: Sequence[int], places: dict[int, int], length: int) -> list[int]:
    """Return where in ``reference`` one longest common subsequence stands, the one that ROUGE-1.5.5 reads out.

    Row i of the table of lengths is kept as bits: bit j is clear where the length grows from column j to j + 1
    (Crochemore et al. 2001, A fast and practical bit-vector algorithm for the longest common subsequence problem).
    """
    full = (1 << length) - 1
    shared = [(at, places[word]) for at, word in enumerate(reference) if word in places]  # no other changes a row
    rows = [row := full]
    for _, bits in shared:
        matched = row & bits
        rows.append(row := ((row + matched) | (row - matched)) & full)
    found: list[int] = []
    i, j = len(shared), length
    best = j - rows[i].bit_count()
    while best:
        at, bits = shared[i - 1]
        if bits >> (j - 1) & 1:
            i, j, best = i - 1, j - 1, best - 1
            found.append(at)
            continue
        above = j - (rows[i - 1] & ((1 << j) - 1)).bit_count()
        if above < best and rows[i] >> (j - 1) & 1:
            j -= 1
        else:
            i, best = i - 1, above
    return found
