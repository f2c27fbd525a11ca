"""Owns the summarizers that pick sentences of the article: the first, or the most central by LexRank or TextRank."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from types import SimpleNamespace
from typing import Any

from newslab.records import Article, Provenance, Summary
from newslab.summarizers.budget import Budget, budget_of
from newslab.summarizers.catalogue import limits_of
from newslab.summarizers.one_by_one import Free, one_by_one
from newslab.summarizers.spec import Spec, SpecError
from newslab.text.passage import Passage
from newslab.text.segment import words

_THREE_SENTENCES = Budget(unit="sentences", size=3)
# Both rankings compare each sentence with each other: beyond this they would take minutes. Longer than any news
# article, and what lies behind it is recorded as not seen.
_RANKED = 300
_WORDS_OF_A_SENTENCE = 200
# sumy calls languages by name, ours are codes.
_SUMY_NAMES = {"de": "german", "en": "english"}


class Lead(Free):
    """The first sentences: hard to beat on news, since journalists put the news first."""

    def __init__(self, spec: Spec) -> None:
        spec.known({"words", "characters"})
        if not spec.argument.isdecimal() or int(spec.argument) == 0:
            raise SpecError(f"{spec}: expected lead-N with N sentences, such as lead-3")
        self.name = str(spec)
        self._count = int(spec.argument)
        self._budget = budget_of(spec, Budget(unit="sentences", size=self._count))
        self.signature = f"lead|sentences:{self._count}|{self._budget}|v:2"
        self.limits = limits_of("lead")

    def summarize(self, articles: Sequence[Article]) -> Iterator[Summary]:
        """Yield the first sentences of each article, as they stand there."""
        return one_by_one(self, articles, self._lead)

    def _lead(self, article: Article) -> tuple[str, Provenance]:
        first = sentences_of(article)[: self._count]
        whole = next((n for n in range(len(first), 1, -1) if self._budget.fits(first[:n])), 1)
        settings: dict[str, Any] = {"sentences": self._count, self._budget.unit: self._budget.size}
        return " ".join(first[:whole]), _provenance(settings)


class Ranked(Free):
    """The most central sentences by one of sumy's rankings, in the order of the article."""

    def __init__(self, spec: Spec, ranking: str) -> None:
        spec.known({"words", "sentences", "characters"})
        self.name = str(spec)
        self._ranking = ranking
        self._budget = budget_of(spec, _THREE_SENTENCES)
        self.signature = f"{spec.name}|{self._budget}|sumy:{version('sumy')}|v:1"
        self.limits = limits_of(spec.name)

    def summarize(self, articles: Sequence[Article]) -> Iterator[Summary]:
        """Yield the chosen sentences of each article, as they stand there."""
        return one_by_one(self, articles, self._extract)

    def _extract(self, article: Article) -> tuple[str, Provenance]:
        every = sentences_of(article)
        considered = every[:_RANKED]
        chosen = _most_central(self._ranking, considered, article.language, self._budget)
        seen = sum(map(len, considered)) / max(1, sum(map(len, every)))
        text = " ".join(considered[place] for place in chosen)
        return text, _provenance({self._budget.unit: self._budget.size}, seen=round(seen, 4), sumy=version("sumy"))


def lexrank(spec: Spec) -> Ranked:
    """Return LexRank (Erkan and Radev 2004): central is what is like many other sentences."""
    return Ranked(spec, "LexRankSummarizer")


def textrank(spec: Spec) -> Ranked:
    """Return TextRank (Mihalcea and Tarau 2004): central is what shares words with many other sentences."""
    return Ranked(spec, "TextRankSummarizer")


def sentences_of(article: Article) -> list[str]:
    """Return the sentences as given, each on one line."""
    passage = Passage(article.text, article.language)
    return [" ".join(passage.origin(span).of(article.text).split()) for span in passage.sentences]


def _most_central(ranking: str, sentences: Sequence[str], language: str, budget: Budget) -> list[int]:
    """Return the numbers of the best sentences that fit the budget, in order."""
    if len(sentences) < 2:
        return list(range(len(sentences)))
    import numpy as np  # noqa: PLC0415  (sumy's arithmetic; its warnings are silenced here alone)

    chosen: list[int] = []

    def best(infos: Sequence[Any]) -> Sequence[Any]:
        places = budget.filled([sentences[info.order] for info in infos])
        chosen.extend(infos[place].order for place in places)
        return [infos[place] for place in places]

    # Sentences without a common word leave LexRank dividing by zero; all then rank alike, and the first ones win.
    with np.errstate(all="ignore"):
        _ranker(ranking, language)(_document(sentences), best)
    return sorted(chosen)


@cache
def _ranker(ranking: str, language: str) -> Callable[..., Any]:
    from snowballstemmer import stemmer  # noqa: PLC0415  (needed here alone)
    from sumy.summarizers import lex_rank, text_rank  # noqa: PLC0415  (as above)
    from sumy.utils import get_stop_words  # noqa: PLC0415  (as above)

    known = {"LexRankSummarizer": lex_rank, "TextRankSummarizer": text_rank}
    made: Any = getattr(known[ranking], ranking)(stemmer(_SUMY_NAMES[language]).stemWord)
    made.stop_words = get_stop_words(_SUMY_NAMES[language])
    return made  # type: ignore[no-any-return]  # sumy publishes no types


def _document(sentences: Sequence[str]) -> SimpleNamespace:
    from sumy.models.dom import Sentence  # noqa: PLC0415  (as above)

    ours = SimpleNamespace(to_words=lambda text: words(text).keys[:_WORDS_OF_A_SENTENCE])
    return SimpleNamespace(sentences=tuple(Sentence(sentence, ours) for sentence in sentences))


def _provenance(settings: dict[str, Any], *, seen: float = 1.0, **versions: str) -> Provenance:
    return Provenance(versions={"newslab": version("newslab"), **versions}, settings=settings, seen=seen, finish="stop")
