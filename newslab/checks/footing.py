"""Owns whether an error has a footing: it is sure only where the article bears the rest of the sentence that has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newslab.records import Finding, Span
from newslab.text.alignment.align import Alignment

# In a sentence of which the article's own bear less, an error was wrong as often as right (docs/checks.md): what a
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


def with_footing(alignment: Alignment, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings in their order, an error without a footing as a warning: look at it, it may be a rewording."""
    return [
        replace(finding, rule=replace(finding.rule, severity="warning")) if _floats(alignment, finding) else finding
        for finding in findings
    ]


def _floats(alignment: Alignment, finding: Finding) -> bool:
    if finding.severity != "error" or finding.rule.check not in _RESTING:
        return False
    return _borne(alignment, finding) < _LEAST_BORNE and not _is_copied(alignment, finding.summary_span)


def _is_copied(alignment: Alignment, place: Span) -> bool:
    """Tell whether runs of the article's words make up most of a sentence: what is wrong stands in another's place."""
    first, last = alignment.summary.word_ranges[alignment.summary.sentence_at(place.start)]
    within = (min(run.summary_start + run.length, last) - max(run.summary_start, first) for run in alignment.fragments)
    return sum(length for length in within if length >= _RUN) >= _COPIED * (last - first)


def _borne(alignment: Alignment, finding: Finding) -> float:
    """Return the share of a sentence's words, but for those that are found wrong, that its sources bear (0 to 1)."""
    lexis, place = alignment.summary.lexis, finding.summary_span
    sentence = alignment.summary.sentence_at(place.start)
    link = alignment.links[sentence]
    if finding.rule.check in _OF_CLAUSES:
        return link.strength
    others = {
        lexis.lemmas[word]
        for word in range(*lexis.ranges[sentence])
        if lexis.telling[word] and not (lexis.starts[word] < place.end and lexis.ends[word] > place.start)
    }
    weights, places = alignment.article.lexis.weigh(sorted(others)), alignment.article.lexis.sentences_of
    borne = [weight for word, weight in weights.items() if any(there in link.sources for there in places.get(word, ()))]
    return sum(borne) / sum(weights.values()) if len(weights) >= _FEWEST else 1.0
