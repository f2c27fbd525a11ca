"""Owns what lies on the desk: the items of a study, their texts and their findings, read from the study's folder."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from newslab import studyfolder
from newslab.checks import rules_on_request
from newslab.checks.examine import examine, in_order
from newslab.records import Article, Examination, Finding, Pair, Span, digest_of
from newslab.text.alignment.align import align

Order = Literal["risk", "random", "model"]
# The column that an article's row has once its text was removed: the hash it had, when and by whom (see forget.py).
REMOVED = "newslab_removed"
ORDERS: tuple[Order, ...] = ("risk", "random", "model")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One machine summary to review. ``id`` says nothing of the model, so that it may be shown in blind mode."""

    id: str
    article_id: str
    model: str
    machine_text: str
    risk: float


class Desk:
    """The items of a study and the articles they are of. Raises StudyFolderError where the folder is no study."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._articles = {article.id: article for article in studyfolder.read_articles(folder)}
        self._hashes: dict[str, str] = {}
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="newslab-desk")
        self._ahead: tuple[tuple[str, str], Future[Examination] | None] = ("", ""), None
        risks = studyfolder.read_risks(folder)
        self._advice = studyfolder.read_findings(folder, rules_on_request())
        self._not_judged = studyfolder.read_reasons(folder, "judge")
        self.items: Mapping[str, Item] = {
            item.id: item
            for item in (
                Item(
                    id=digest_of("item", summary.model, summary.article_id)[:20],
                    article_id=summary.article_id,
                    model=summary.model,
                    machine_text=summary.text,
                    risk=risks.get((summary.article_id, summary.model), 1.0),
                )
                for summary in studyfolder.read_summaries(folder)
                if summary.text is not None
            )
        }

    def article(self, item: Item) -> Article:
        """Return the article that an item summarises."""
        return self._articles[item.article_id]

    def article_hash(self, item: Item) -> str:
        """Return the hash by which an approval knows the article; computed once, as articles are long."""
        if item.article_id not in self._hashes:
            self._hashes[item.article_id] = article_hash(self.article(item))
        return self._hashes[item.article_id]

    def ordered(self, order: Order, seed: int = 0) -> Sequence[Item]:
        """Return all items: the worst risk first, model by model, or in an order drawn from ``seed``."""
        items = list(self.items.values())
        if order == "random":
            random.Random(seed).shuffle(items)  # noqa: S311  (an order to read in, no secret)
            return items
        if order == "model":
            return sorted(items, key=lambda item: (item.model, -item.risk, item.article_id))
        return sorted(items, key=lambda item: (-item.risk, item.article_id, item.id))

    def prepare(self, item: Item, text: str) -> None:
        """Let the checks run aside on a text that will be asked for next, while the editor reads and clicks on."""
        self._ahead = (item.id, text), self._aside.submit(_examined, self.article(item), text)

    def examined(self, item: Item, text: str) -> Examination:
        """Return what the checks say of ``text`` as this item's summary; they run anew for each text.

        A judge does not: what it said of the draft stays as long as the words that it objected to, and so does the
        reason why it said nothing.
        """
        asked, ahead = self._ahead
        examination = ahead.result() if ahead and asked == (item.id, text) else _examined(self.article(item), text)
        advice = [
            finding
            for said in self._advice.get((item.article_id, item.model), ())
            if (finding := _still_there(said, item.machine_text, text)) is not None
        ]
        if advice:
            examination = replace(examination, findings=in_order([*examination.findings, *advice]))
        reason = self._not_judged.get((item.article_id, item.model))
        told = examination.not_applicable
        return replace(examination, not_applicable={**told, "judge": reason}) if reason else examination


def article_hash(article: Article) -> str:
    """Return the hash by which an approval knows the article's text: title and text, nothing that can be refilled.

    Of an article whose text was removed it is the hash that the text had.
    """
    if removed(article):
        return str(article.extra[REMOVED]["article_hash"])
    return digest_of("article", article.title, article.text)


def removed(article: Article) -> bool:
    """Tell whether the article's text was taken out of the study."""
    return isinstance(article.extra.get(REMOVED), Mapping) and "article_hash" in article.extra[REMOVED]


def summary_hash(text: str) -> str:
    """Return the hash by which an approval knows the summary's text."""
    return digest_of("summary", text)


def _still_there(finding: Finding, draft: str, text: str) -> Finding | None:
    """Return a finding on the draft at the place where its words stand in ``text``; None where they stand nowhere."""
    if text == draft:
        return finding
    words = finding.summary_span.of(draft)
    start = text.find(words)
    return None if start < 0 else replace(finding, summary_span=Span(start, start + len(words)))


@lru_cache(maxsize=32)
def _examined_texts(article_text: str, language: str, published: str | None, text: str) -> Examination:
    article = Article(id="", text=article_text, language=language, published=published)
    return examine(align(Pair(id="", article=article, summary=text)))


def _examined(article: Article, text: str) -> Examination:
    return _examined_texts(article.text, article.language, article.published, text)
