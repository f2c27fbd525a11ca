"""Owns which kernel counts: plain Python, or the compiled one once there is so much to count that it pays."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from newslab.metrics.rouge.counting import common_length, ngram_hits, union_hits
from newslab.metrics.rouge.tokens import Encoder
from newslab.text.document import Document

Array = NDArray[Any]
Kernel = Literal["auto", "python", "compiled"]

# Loading numba with the kernels takes most of a second: when plain Python has cost this process that much, it is time.
_WORTH_COMPILING = 0.7


class _Clock:
    """Seconds that this process has spent counting in plain Python."""

    spent = 0.0


@cache
def has_numba() -> bool:
    """Tell whether the compiled kernel can be had (the extra ``fast``)."""
    return find_spec("numba") is not None


def hits_of(
    encoder: Encoder,
    documents: Sequence[Document],
    references: Sequence[int],
    summaries: Sequence[int],
    *,
    ngrams: Sequence[int],
    kernel: Kernel,
) -> tuple[Array, Array]:
    """Return the hits of each pair (a column for each of ``ngrams``, the LCS, its union) and each document's words.

    Pair p is document ``references[p]`` with document ``summaries[p]``. Both kernels count the same to the last one.
    """
    if kernel == "compiled" or (kernel == "auto" and has_numba() and _Clock.spent > _WORTH_COMPILING):
        from newslab.metrics.rouge import batches  # noqa: PLC0415  (numba is loaded only where it pays)

        longest = max(ngrams, default=1)
        hits, words = batches.hits_of(encoder, documents, references, summaries, longest)
        return hits[:, [*(n - 1 for n in ngrams), longest, longest + 1]], words
    began = time.perf_counter()
    tokens = [encoder.encode(document) for document in documents]
    rows = [
        [
            *(ngram_hits(tokens[reference].words, tokens[summary].words, n) for n in ngrams),
            common_length(tokens[reference].words, tokens[summary].words),
            union_hits(tokens[reference], tokens[summary]),
        ]
        for reference, summary in zip(references, summaries, strict=True)
    ]
    _Clock.spent += time.perf_counter() - began
    words = np.array([len(each.words) for each in tokens], np.int64)
    return np.array(rows, np.int64).reshape(len(rows), len(ngrams) + 2), words
