"""Owns ROUGE as one of newslab's metrics: a measurement for each summary that has a reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from newslab.metrics.rouge.scorer import Mode, Part, Pooling, Scorer
from newslab.records import Measurement
from newslab.text.align import Alignment

NO_REFERENCE = "no reference"


class Rouge:
    """ROUGE-N, ROUGE-L and ROUGE-Lsum with precision, recall and F (Lin 2004).

    ``language`` mode counts newslab's words and sentences; ``classic`` gives the very figures of rouge-score 0.1.2
    and is for comparing with published English ones. ``stem`` is by default on in classic mode only.
    """

    name = "rouge"

    def __init__(
        self,
        mode: Mode = "language",
        stem: bool | None = None,  # noqa: FBT001  (settings come by keyword through the table)
        ngrams: Sequence[int] = (1, 2),
        pooling: Pooling = "max",
    ) -> None:
        self._scorer = cache(lambda language: Scorer(language, mode=mode, stem=stem, ngrams=ngrams, pooling=pooling))

    def signature(self, language: str) -> str:
        """Return all that changes a figure; how many references there are stands in each measurement's own."""
        return self._scorer(language).signature()

    def measure(self, alignments: Sequence[Alignment]) -> list[Measurement]:
        """Return one measurement for each alignment, in order; without a reference nothing applies."""
        measured: dict[int, Measurement] = {}
        by_language: dict[str, list[int]] = {}
        for place, alignment in enumerate(alignments):
            by_language.setdefault(alignment.summary.language, []).append(place)
        for language, places in by_language.items():
            scorer = self._scorer(language)
            scored = [place for place in places if alignments[place].references]
            parts = scorer.score(
                [alignments[place].summary for place in scored], [alignments[place].references for place in scored]
            )
            for place, found in zip(scored, parts, strict=True):
                signature = scorer.signature(len(alignments[place].references))
                measured[place] = Measurement(scores=_flat(found), signature=signature)
        return [measured.get(place) or self._none(alignment) for place, alignment in enumerate(alignments)]

    def _none(self, alignment: Alignment) -> Measurement:
        scorer = self._scorer(alignment.summary.language)
        names = [f"{variant}.{part}" for variant in scorer.variants for part in ("p", "r", "f")]
        return Measurement(
            scores=dict.fromkeys(names),
            not_applicable=dict.fromkeys(names, NO_REFERENCE),
            signature=scorer.signature(0),
        )


def _flat(parts: Mapping[str, Part]) -> dict[str, float | None]:
    return {f"{variant}.{key}": getattr(part, key) for variant, part in parts.items() for key in ("p", "r", "f")}
