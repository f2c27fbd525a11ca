"""Owns what the page is told of an item or a pair, in the interface's language and as the wire can carry it."""

from __future__ import annotations

import re
from typing import Any

from newslab.checks.judge import bare, is_ours, reason_told
from newslab.records import Article, Finding, Span
from newslab.review.blind import unnamed
from newslab.review.changes import changes
from newslab.review.desk import removed
from newslab.review.entries import RefusedError
from newslab.review.pairs import DraftPair
from newslab.review.session import ReviewSession, View
from newslab.wording import UIS, Wording, table

# Enough of the sentence around the evidence to judge it by.
_CONTEXT = 60
_HALF = re.compile("[\ud800-\udfff]")


class Showing:
    """A session's items as plain values in one interface language. Raises RefusedError for a language it has not."""

    def __init__(self, session: ReviewSession, ui: str) -> None:
        if ui not in UIS:
            raise RefusedError(f"the interface speaks {', '.join(UIS)}; got {ui!r:.80}")
        self.ui = ui
        self._session = session
        self._wording = Wording("newslab.review", "wording.toml", ui)
        self.words = {
            key: entry[ui] for key, entry in table("newslab.review", "wording.toml").items() if isinstance(entry, dict)
        }

    def say(self, key: str, otherwise: str = "", **values: object) -> str:
        """Return one of the interface's sentences."""
        return self._wording(key, **values) if key in self.words else otherwise

    def article(self, item: str) -> dict[str, Any]:
        """Return the article of an item, as it is read beside the summary."""
        return self._heading(self._session.desk.article(self._session.desk.items[item]))

    def texts(self, view: View) -> dict[str, Any]:
        """Return the summary with what changed in it and what the checks say of it."""
        edited = view.text != view.machine_text
        found = zip(view.finding_keys, view.examination.findings, strict=True)
        return {
            "summary": view.text,
            "edited": edited,
            "changes": [[each.kind, each.text] for each in changes(view.machine_text, view.text)] if edited else [],
            "not_judged": self._not_judged(view),
            "findings": [self._finding(key, each, view.article, hidden=view.model is None) for key, each in found],
        }

    def standing(self, view: View) -> dict[str, Any]:
        """Return what editors made of an item, and where it stands."""
        state = view.state
        return {
            "revision": state.revision,
            "model": view.model,
            "handled": {
                key: [state.dispositions[key].handling, state.dispositions[key].reason]
                for key in view.finding_keys
                if key in state.dispositions
            },
            "marks": [
                {
                    "id": mark.id,
                    "span": None if mark.span is None else mark.span.pair(),
                    "type": mark.type,
                    "severity": mark.severity,
                    "comment": mark.comment,
                }
                for mark in state.marks.values()
            ],
            "ratings": dict(state.ratings),
            "fact_checked": not any(reason.obstacle == "fact_check_missing" for reason in view.obstacles),
            "status": view.status,
            "reason": state.decision.reason if state.decision else "",
            "obstacles": [self.say(reason.obstacle, count=reason.count) for reason in view.obstacles],
        }

    def pair(self, pair: DraftPair) -> dict[str, Any]:
        """Return two drafts as they lie before the reviewer; their models only once the choice is made."""
        made = self._session.preference(pair)
        models = self._session.pair_models(pair)
        return {
            "article": self.article(pair.left.id),
            "left": pair.left.id,
            "right": pair.right.id,
            "texts": [pair.left.machine_text, pair.right.machine_text],
            "models": list(models) if models else None,
            "choice": made.choice if made else None,
            "reason": made.reason if made else "",
        }

    def _heading(self, article: Article) -> dict[str, Any]:
        return {
            "title": article.title or article.id,
            "published": article.published,
            "language": article.language,
            "disclosure": article.disclosure,
            "text": self.say("article_removed") if removed(article) else article.text,
        }

    def _not_judged(self, view: View) -> str:
        """Say that a model was asked and gave no judgement: silence would look like having no objection."""
        reason = view.examination.not_applicable.get("judge")
        if not reason:
            return ""
        # what a server said may hold a model's name
        if view.model is None and not is_ours(reason):
            return self.say("not_judged_hidden")
        return self.say("not_judged", reason=reason_told(bare(reason), self.ui))

    def _finding(self, key: str, finding: Finding, article: Article, *, hidden: bool) -> dict[str, Any]:
        finding = unnamed(finding, self.ui) if hidden else finding
        spans = finding.article_spans
        check, asked = finding.rule.check, finding.details.get("judge", "")
        return {
            "key": key,
            "code": finding.rule.code,
            "check": self.say(f"check_{check}", otherwise=check, model=asked),
            "severity": finding.severity,
            "title": finding.rule.title[self.ui],
            "message": finding.message(self.ui),
            "evidence": _around(article.text, spans[0]) if spans else "",
            "summary_span": finding.summary_span.pair(),
            "article_spans": [span.pair() for span in spans],
        }


def sendable(value: Any) -> Any:
    """Return ``value`` as the wire can carry it: half of a surrogate pair, which no UTF-8 holds, as U+FFFD."""
    if isinstance(value, str):
        return value if value.isascii() else _HALF.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: sendable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [sendable(each) for each in value]
    return value


def _around(text: str, span: Span) -> str:
    """Return the evidence with the few words around it, on one line."""
    before, after = text[max(0, span.start - _CONTEXT) : span.start], text[span.end : span.end + _CONTEXT]
    cut_before, cut_after = span.start > _CONTEXT, span.end + _CONTEXT < len(text)
    # a word that is cut says nothing
    kept_before = before.partition(" ")[2] if cut_before else before
    kept_after = after.rpartition(" ")[0] if cut_after else after
    piece = " ".join(f"{kept_before}{span.of(text)}{kept_after}".split())
    return f"{'… ' if cut_before else ''}{piece}{' …' if cut_after else ''}"
