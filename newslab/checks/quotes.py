"""Judges whether what a summary puts in quotation marks was said so in the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule
from newslab.text.align import Alignment
from newslab.text.quote_match import Change, QuotationMatch

_RULES = rules_of("quote")
_QUOTED = 160  # characters of a quotation that a message repeats
_ALTERED = 0.5  # share of words kept from which a quotation is a changed one, not an invented one
_NEARLY = 0.8  # share of words kept from which a paraphrase is "nearly word for word"


class QuoteCheck:
    """Judges whether what a summary puts in quotation marks was said so in the article."""

    name = "quote"
    rules: Sequence[Rule] = tuple(_RULES.values())

    def examine(self, alignment: Alignment) -> Sequence[Finding]:
        """Return the findings in the order of the summary."""
        return [self._finding(match, alignment) for match in alignment.quotation_matches]

    def _finding(self, match: QuotationMatch, alignment: Alignment) -> Finding:
        code = _code(match)
        summary, article = alignment.summary, alignment.article
        details = {"quote": _short(match.quotation.span.of(summary.text))}
        details["changes"] = "; ".join(_told(match)) or "–"
        details["article"] = _short(match.span.of(article.text)) if match.span else ""
        return Finding(
            rule=_RULES[code],
            summary_span=summary.origin(match.quotation.span),
            article_spans=(article.origin(match.span),) if match.span and code != "Q021" else (),
            details=details,
            group=match.quotation.group,
        )


def _code(match: QuotationMatch) -> str:
    if match.quotation.kind == "mention":
        return "Q003"
    if match.span is None or match.kept < _ALTERED:
        return "Q021"
    quoted = match.inside >= 0.5
    if not match.altered:
        if not quoted:
            return "Q010"
        return "Q002" if match.changes else "Q001"
    if quoted:
        return "Q020"
    return "Q022"


def _told(match: QuotationMatch) -> Iterator[str]:
    """Write the changes so that an editor sees them: „nicht“ → „“."""
    for change in match.changes:
        yield _written(change)


def _written(change: Change) -> str:
    return f"{change.article or '∅'} → {change.summary or '∅'}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1] + "…"
