"""Owns what a review came to: for each item its final text, its status now, and everything an auditor would ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newslab.records import Article, Finding
from newslab.review.desk import Desk, Item, article_hash, removed, summary_hash
from newslab.review.events import Event
from newslab.review.gate import Status, status
from newslab.review.pairs import Preference, preferences
from newslab.review.state import ItemState, finding_keys, fold
from newslab.review.store import ReviewStore

# https://cv.iptc.org/newscodes/digitalsourcetype/: made by a model alone, or by a model and then changed by a person
_MACHINE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_COMPOSITE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One item as it stands: ``text`` is what may be published if ``status`` is ``approved``, and only then."""

    item: Item
    article: Article
    text: str
    state: ItemState
    status: Status
    findings: tuple[tuple[str, Finding], ...]
    preferences: tuple[Preference, ...] = ()

    @property
    def edited(self) -> bool:
        """Whether an editor changed the machine's words."""
        return self.text != self.item.machine_text

    @property
    def source_type(self) -> str:
        """The IPTC digital source type of the text."""
        return _COMPOSITE if self.edited else _MACHINE

    @property
    def article_removed(self) -> bool:
        """Whether the article's text was taken out of the study; its hash still proves what was reviewed."""
        return removed(self.article)

    @property
    def article_hash(self) -> str:
        """The hash of the article as it is now."""
        return article_hash(self.article)

    @property
    def summary_hash(self) -> str:
        """The hash of the text as it is now."""
        return summary_hash(self.text)

    @property
    def fact_checked(self) -> bool:
        """Whether a person ticked the facts of this very text against this very article."""
        return self.state.fact_check == (self.article_hash, self.summary_hash)


def outcomes(desk: Desk, store: ReviewStore, *, everything: bool = False, four_eyes: bool = False) -> Iterator[Outcome]:
    """Yield the approved items, in the study's order; with ``everything``, all others too, each with its status."""
    by_item: dict[str, list[Event]] = {}
    events = list(store.events())
    for event in events:
        by_item.setdefault(event.draft.item, []).append(event)
    chosen: dict[str, list[Preference]] = {}
    for preference in preferences(events).values():
        for side in preference.key:
            chosen.setdefault(side, []).append(preference)
    for item in desk.items.values():
        found = _outcome(desk, item, by_item.get(item.id, []), tuple(chosen.get(item.id, ())), four_eyes=four_eyes)
        if everything or found.status == "approved":
            yield found


def _outcome(
    desk: Desk, item: Item, events: list[Event], chosen: tuple[Preference, ...], *, four_eyes: bool
) -> Outcome:
    state = fold(events, item.machine_text)
    text = item.machine_text if state.text is None else state.text
    article = desk.article(item)
    findings = desk.examined(item, text).findings if text.strip() and not removed(article) else ()
    return Outcome(
        item=item,
        article=article,
        text=text,
        state=state,
        status=status(state, article_hash(article), summary_hash(text), four_eyes=four_eyes),
        findings=tuple(zip(finding_keys(findings, text), findings, strict=True)),
        preferences=chosen,
    )
