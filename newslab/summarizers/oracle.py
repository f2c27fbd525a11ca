"""Owns the oracle: the extract that scores best against the reference, an upper mark for all who pick sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version

from newslab.records import Article, Provenance, Summary
from newslab.summarizers.budget import Budget, budget_of
from newslab.summarizers.catalogue import limits_of
from newslab.summarizers.extractive import sentences_of
from newslab.summarizers.one_by_one import Free, NoSummaryError, one_by_one
from newslab.summarizers.spec import Spec

# How good each of several texts is against references, in a language: the study hands in ROUGE, which lives in
# another room.
Scoring = Callable[[Sequence[str], Sequence[str], str], Sequence[float]]
_THREE_SENTENCES = Budget(unit="sentences", size=3)
# Each step tries every sentence: longer articles would take minutes, and news put the news first.
_CONSIDERED = 100


class Oracle(Free):
    """Adds the sentence that raises the score most, until none does or the budget is full (Nallapati et al. 2017)."""

    def __init__(self, spec: Spec, score: Scoring) -> None:
        spec.known({"words", "sentences", "characters"})
        self.name = str(spec)
        self._score = score
        self._budget = budget_of(spec, _THREE_SENTENCES)
        self.signature = f"oracle|{self._budget}|greedy|v:1"
        self.limits = limits_of("oracle")

    def summarize(self, articles: Sequence[Article]) -> Iterator[Summary]:
        """Yield the best extract of each article; one without a reference has none."""
        return one_by_one(self, articles, self._extract)

    def _extract(self, article: Article) -> tuple[str, Provenance]:
        if not article.references:
            raise NoSummaryError("the article has no reference, expected one: the oracle picks what is most like it")
        every = sentences_of(article)
        considered = every[:_CONSIDERED]
        seen = sum(map(len, considered)) / max(1, sum(map(len, every)))
        chosen = self._climb(considered, article)
        text = _joined(considered, chosen)
        return text, Provenance(
            versions={"newslab": version("newslab")},
            settings={self._budget.unit: self._budget.size},
            seen=round(seen, 4),
            finish="stop",
        )

    def _climb(self, sentences: Sequence[str], article: Article) -> list[int]:
        chosen: list[int] = []
        best = 0.0
        while True:
            places = [
                place
                for place in range(len(sentences))
                if place not in chosen and self._fits(sentences, [*chosen, place])
            ]
            texts = [_joined(sentences, [*chosen, place]) for place in places]
            scores = self._score(texts, article.references, article.language) if texts else []
            score, place = max(zip(scores, (-place for place in places), strict=True), default=(0.0, 0))
            if score <= best:
                return sorted(chosen)
            best = score
            chosen.append(-place)

    def _fits(self, sentences: Sequence[str], places: Sequence[int]) -> bool:
        return self._budget.fits([sentences[place] for place in places])


def _joined(sentences: Sequence[str], places: Sequence[int]) -> str:
    return " ".join(sentences[place] for place in sorted(places))
