"""Owns ROUGE as one of newslab's metrics: a measurement for each summary that has a reference."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from newslab.metrics.rouge.scorer import Mode, Part, Pooling, Scorer
from newslab.records import Measurement
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document

NO_REFERENCE = "no reference"
_CLASSIC_LANGUAGE = "en"
_LOG = logging.getLogger(__name__)


class Rouge:
    """ROUGE-N, ROUGE-L and ROUGE-Lsum with precision, recall and F (Lin 2004).

    ``language`` mode counts newslab's words and sentences; ``classic`` gives the very figures of rouge-score 0.1.2
    and is for comparing with published English ones. ``stem`` is by default on in classic mode only.
    In classic mode a text that is not English also gets ``language_mode_rouge1`` and so on, the F of language mode, and
    ``classic_difference_rouge1``, classic minus language mode: how far the published tokenizer leads astray there.
    """

    name = "rouge"

    def __init__(
        self,
        mode: Mode = "language",
        stem: bool | None = None,  # noqa: FBT001  (settings come by keyword through the table)
        ngrams: Sequence[int] = (1, 2),
        pooling: Pooling = "max",
    ) -> None:
        self.mode = mode
        self._scorer = cache(lambda language: Scorer(language, mode=mode, stem=stem, ngrams=ngrams, pooling=pooling))
        # what classic mode is compared with stems likewise, so that the words are all that differs
        stems = mode == "classic" if stem is None else stem
        self._beside = cache(lambda language: Scorer(language, stem=stems, ngrams=ngrams, pooling=pooling))

    def signature(self, language: str) -> str:
        """Return all that changes a figure; how many references there are stands in each measurement's own."""
        return self._scorer(language).signature()

    def measure(self, alignments: Sequence[Alignment]) -> list[Measurement]:
        """Return one measurement for each alignment, in order; without a reference nothing applies."""
        measured = [self._none(alignment) for alignment in alignments]
        by_language: dict[str, list[int]] = {}
        for place, alignment in enumerate(alignments):
            if alignment.references:
                by_language.setdefault(alignment.summary.language, []).append(place)
        for language, places in by_language.items():
            for place, found in zip(places, self._of_language(language, [alignments[p] for p in places]), strict=True):
                measured[place] = found
        return measured

    def _of_language(self, language: str, alignments: Sequence[Alignment]) -> Iterator[Measurement]:
        """Yield the measurements of summaries in one language, all of which have references."""
        scorer = self._scorer(language)
        summaries = [alignment.summary for alignment in alignments]
        references = [alignment.references for alignment in alignments]
        others: Sequence[Mapping[str, Part] | None] = [None] * len(alignments)
        if self.mode == "classic" and language != _CLASSIC_LANGUAGE:
            _say_once(language)
            others = self._beside(language).score(summaries, references)
        for parts, other, theirs in zip(scorer.score(summaries, references), others, references, strict=True):
            scores, reasons = _flat(parts), {}
            if self.mode == "language":
                reasons = _too_short(scorer, parts, theirs)
                scores |= dict.fromkeys(reasons)
            for variant, part in (other or {}).items():
                scores[f"language_mode_{variant}"] = part.f
                scores[f"classic_difference_{variant}"] = parts[variant].f - part.f
            yield Measurement(scores=scores, not_applicable=reasons, signature=scorer.signature(len(theirs)))

    def _none(self, alignment: Alignment) -> Measurement:
        scorer = self._scorer(alignment.summary.language)
        names = [f"{variant}.{part}" for variant in scorer.variants for part in Part._fields]
        return Measurement(
            scores=dict.fromkeys(names),
            not_applicable=dict.fromkeys(names, NO_REFERENCE),
            signature=scorer.signature(0),
        )


def _flat(parts: Mapping[str, Part]) -> dict[str, float | None]:
    return {f"{variant}.{key}": value for variant, part in parts.items() for key, value in part._asdict().items()}


def _too_short(scorer: Scorer, parts: Mapping[str, Part], references: Sequence[Document]) -> dict[str, str]:
    """Return the scores that do not apply since no reference has that many words, with the reason.

    An empty summary of a reference with words scores 0: it says nothing of what was to be said.
    """
    if all(part.f for part in parts.values()):
        return {}
    longest = max(len(scorer.encoder.encode(reference).words) for reference in references)
    needed = dict(zip(scorer.variants, (*scorer.ngrams, 1, 1), strict=True))
    return {
        f"{variant}.{part}": f"the reference has fewer than {words} words" if longest else "the reference has no words"
        for variant, words in needed.items()
        if longest < words
        for part in Part._fields
    }


@cache
def _say_once(language: str) -> None:
    _LOG.warning(
        "classic ROUGE on texts in language %r: its tokenizer knows only a-z and 0-9 and breaks other words to pieces; "
        "the figures of language mode stand beside it",
        language,
    )
