"""Owns how like its references a text is, for the oracle: the mean of ROUGE-1 and ROUGE-2 (F)."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.metrics import METRICS
from newslab.text.alignment.align import Alignment
from newslab.text.document import analyse


def likeness(texts: Sequence[str], references: Sequence[str], language: str) -> list[float]:
    """Return for each text how like the references it is, from 0 to 1."""
    wanted = tuple(analyse(reference, language) for reference in references)
    article = analyse("", language)
    alignments = [Alignment(article, analyse(text, language), wanted) for text in texts]
    measured = METRICS.make("rouge").measure(alignments)
    return [((each.scores["rouge1.f"] or 0.0) + (each.scores["rouge2.f"] or 0.0)) / 2 for each in measured]
