"""Judges whether what a summary puts in quotation marks was said so in the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newslab.checks.rules import rules_of
from newslab.records import Finding, Rule, Span
from newslab.text.alignment.align import Alignment
from newslab.text.alignment.attitudes import opposite_attitude
from newslab.text.alignment.context import cut_off
from newslab.text.alignment.quotes import Change, QuotationMatch
from newslab.text.alignment.surroundings import TURNING, Cut
from newslab.text.document import Document
from newslab.text.quotations.cues import grammar_of
from newslab.wording import UIS, Ui, Wording

_RULES = rules_of("quote")
_MARKS = "„“”\"»«‚‘’'›‹"
# Marks that touch the words and no others; texts from the web have paragraphs that lost the space between them.
_OPENS = re.compile(rf"[\s(\[–—:.!?][{_MARKS}]$")
_CLOSES = re.compile(rf"[.,!?…][{_MARKS}]|[{_MARKS}](?!\w)")
_WORDED = 3  # words from which marks hold more than a name
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
        summary, article = alignment.summary, alignment.article
        code, cut = _code(match, summary, article), None
        if code in {"Q001", "Q002"}:
            cut = cut_off(match, summary, article)
            code = code if cut is None else "Q023" if cut.loss in TURNING else "Q011"
        opposite = opposite_attitude(match, summary, article) if code in {"Q001", "Q002", "Q011"} else None
        if opposite is not None:
            code, cut = "Q023", Cut(loss="turn", span=opposite)
        details = {"quote": _short(match.quotation.span.of(summary.text))}
        details |= {f"changes_{ui}": _told(match, ui, article.language) for ui in UIS}
        details["frame"] = _short(cut.span.of(article.text)) if cut else "–"
        details["article"] = _short(match.span.of(article.text)) if match.span else ""
        return Finding(
            rule=_RULES[code],
            summary_span=summary.origin(_with_frame(match, summary) if cut else match.quotation.span),
            article_spans=tuple(article.origin(span) for span in _evidence(match, cut)) if code != "Q021" else (),
            details=details,
            group=match.quotation.group,
        )


def _code(match: QuotationMatch, summary: Document, article: Document) -> str:
    quoted = match.inside >= 0.5 or bool(match.span and _in_marks(match.span, article))
    if match.quotation.kind == "mention" and not _is_worded(match, summary, article, quoted=quoted):
        return "Q003"
    if match.span is None or match.kept < _ALTERED:
        return "Q021"
    if not match.altered:
        if not quoted:
            return "Q010"
        return "Q002" if match.changes else "Q001"
    if quoted:
        return "Q020"
    return "Q022"


def _is_worded(match: QuotationMatch, summary: Document, article: Document, *, quoted: bool) -> bool:
    """Tell whether marks that hold no speech by their frame hold more than a name: words that the article quotes and
    that were changed, or small ones of somebody's speech there, or so many that they can only be somebody's.
    """
    words = match.quotation.span.of(summary.text).split()
    if quoted and match.kept >= _ALTERED:
        clausal = words[0].islower() or any(word.endswith(",") for word in words[:-1])
        part = len(words) > _WORDED and not (match.span and _in_marks(match.span, article))
        spoken = match.source is not None and match.source.kind == "direct" and (clausal or part)
        return (spoken or bool(match.altered)) and len(words) >= _WORDED
    return len(words) > _WORDED and words[0].islower()


def _in_marks(span: Span, article: Document) -> bool:
    """Tell whether marks open right before a place and close right behind it, whatever else they may belong to."""
    before, behind = article.text[max(0, span.start - 2) : span.start], article.text[span.end : span.end + 3]
    return bool(_OPENS.search(f" {before}") and _CLOSES.match(behind))


def _evidence(match: QuotationMatch, cut: Cut | None) -> list[Span]:
    return [span for span in (match.span, cut.span if cut else None) if span]


def _with_frame(match: QuotationMatch, summary: Document) -> Span:
    """Return the quotation with the clause it is put into: the two together say what the article does not."""
    sentence = summary.sentences[summary.sentence_at(match.quotation.span.start)]
    before = summary.text[sentence.start : match.quotation.span.start]
    start = sentence.start + max(before.rfind("; "), before.rfind(": ") if before.count(": ") > 1 else -1) + 1
    return Span(start, match.quotation.span.end)


def _told(match: QuotationMatch, ui: Ui, language: str) -> str:
    """Write the changes so that an editor sees them: “not” is missing; licensed ones where there are no others."""
    word = Wording("newslab.checks", "wording/changes.toml", ui)
    told = []
    for change in match.altered or match.changes:
        kind = _kind(change, language)
        how = "replaced" if change.article and change.summary else "lost" if change.article else "added"
        said = word(how, article=change.article, summary=change.summary)
        told.append(f"{said} ({word(kind)})" if kind else said)
    return "; ".join(told) or "–"


def _kind(change: Change, language: str) -> str | None:
    """Name the changes that weigh most: a negation, a figure, a modal verb, a hedge."""
    words = set(f"{change.summary} {change.article}".casefold().split())
    sets = grammar_of(language).sets
    if any(character.isdigit() for word in words for character in word):
        return "number"
    for kind in ("negation", "modal", "hedge"):
        if not words.isdisjoint(sets[f"frame.{kind}s"]):
            return kind
    return change.kind if change.kind in {"punctuation", "case"} else None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[: _QUOTED - 1] + "…"
