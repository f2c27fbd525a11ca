"""Owns whether an error has a footing: it is sure only where the article bears the rest of the sentence that has it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newslab.records import Finding
from newslab.text.alignment.align import Alignment

# In a sentence of which the article bears less, four errors in five were wrong (docs/checks/first_sight.md): what a
# writer has reckoned, called by another name or told in other words stands in sentences that are reworded throughout.
_LEAST_BORNE = 0.65
# A quotation is held against the article's words wherever they stand, a planted order or a judge's word likewise.
_RESTING = frozenset(["attribution", "entity", "number", "date", "certainty"])
# Fewer other words, as of a byline or a caption, tell nothing of how a sentence was made.
_FEWEST = 3
# Words in a row that the article has, and the share of a sentence that such runs have where it is copied.
_RUN, _COPIED = 2, 0.5
# What these say is wrong is the clause, not a word of it.
_OF_CLAUSES = frozenset(["certainty"])


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a sentence stands on: its words with news and what each weighs, those that its sources bear, and sums."""

    weights: Mapping[str, float]
    borne: frozenset[str]
    whole: float
    held: float
    is_copied: bool

    def bears(self, wrong: frozenset[str]) -> bool:
        """Tell whether the sentence stands without the words that are found wrong."""
        if self.is_copied or len(self.weights) - len(wrong) < _FEWEST:
            return True
        left = self.whole - sum([self.weights[word] for word in sorted(wrong)])
        held = self.held - sum([self.weights[word] for word in sorted(wrong & self.borne)])
        return held >= _LEAST_BORNE * left


def with_footing(alignment: Alignment, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings in their order, an error without a footing as a warning: look at it, it may be a rewording."""
    grounds: dict[int, _Ground] = {}
    weighed: list[Finding] = []
    for finding in findings:
        if finding.severity == "error" and finding.rule.check in _RESTING:
            sentence = alignment.summary.sentence_at(finding.summary_span.start)
            if sentence not in grounds:
                grounds[sentence] = _ground(alignment, sentence)
            if not grounds[sentence].bears(_wrong(alignment, finding)):
                finding = replace(finding, rule=replace(finding.rule, severity="warning"))  # noqa: PLW2901
        weighed.append(finding)
    return weighed


def _wrong(alignment: Alignment, finding: Finding) -> frozenset[str]:
    """Return the words with news that a finding calls wrong; none of a clause, of which all is told otherwise."""
    if finding.rule.check in _OF_CLAUSES:
        return frozenset()
    lexis, place = alignment.summary.lexis, finding.summary_span
    first, last = lexis.ranges[alignment.summary.sentence_at(place.start)]
    words = range(max(first, bisect_left(lexis.ends, place.start + 1)), min(last, bisect_left(lexis.starts, place.end)))
    return frozenset([lexis.lemmas[word] for word in words if lexis.telling[word]])


def _ground(alignment: Alignment, sentence: int) -> _Ground:
    lexis, article = alignment.summary.lexis, alignment.article.lexis
    first, last = lexis.ranges[sentence]
    weights = article.weigh(sorted({lexis.lemmas[word] for word in range(first, last) if lexis.telling[word]}))
    sources = alignment.links[sentence].sources
    borne = frozenset([word for word in weights if any(_has(article.sentences_of.get(word, ()), at) for at in sources)])
    return _Ground(
        weights=weights,
        borne=borne,
        whole=sum(weights.values()),
        held=sum([weight for word, weight in weights.items() if word in borne]),
        is_copied=_is_copied(alignment, sentence),
    )


def _has(ordered: Sequence[int], number: int) -> bool:
    at = bisect_left(ordered, number)
    return at < len(ordered) and ordered[at] == number


def _is_copied(alignment: Alignment, sentence: int) -> bool:
    """Tell whether runs of the article's words make up half of a sentence: what is wrong stands in another's place."""
    first, last = alignment.summary.word_ranges[sentence]
    runs, copied = alignment.fragments, 0
    at = max(0, bisect_left(runs, first, key=lambda run: run.summary_start) - 1)
    while at < len(runs) and runs[at].summary_start < last:
        within = min(runs[at].summary_start + runs[at].length, last) - max(runs[at].summary_start, first)
        copied += within if within >= _RUN else 0
        at += 1
    return copied >= _COPIED * (last - first)
