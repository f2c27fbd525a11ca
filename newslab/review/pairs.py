"""Owns the comparison of two drafts of one article: which pairs there are, how each is shown, what was preferred."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal, get_args

from newslab.review.desk import Item, summary_hash
from newslab.review.events import Event

Choice = Literal["left", "right", "tie"]
CHOICES: tuple[Choice, ...] = get_args(Choice)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPair:
    """Two machine drafts of one article, as they lie before one reviewer."""

    left: Item
    right: Item

    @property
    def key(self) -> frozenset[str]:
        """The two items, whichever lies left."""
        return frozenset({self.left.id, self.right.id})


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """Which draft of a pair an editor preferred; ``left`` and ``right`` are the items as they lay then."""

    left: str
    right: str
    choice: Choice
    reason: str
    editor: str
    time: str
    event: str

    @property
    def key(self) -> frozenset[str]:
        """The two items, whichever lay left."""
        return frozenset({self.left, self.right})

    def of(self, item: str) -> str:
        """Return what the preference means for one of its two items: preferred, other or tie."""
        if self.choice == "tie":
            return "tie"
        return "preferred" if (self.left if self.choice == "left" else self.right) == item else "other"


def pairs_of(items: Iterable[Item], *, seed: int, reviewer: str) -> Sequence[DraftPair]:
    """Return every two drafts of an article, articles in the order of ``items``; what lies left is drawn."""
    by_article: dict[str, list[Item]] = {}
    for item in items:
        by_article.setdefault(item.article_id, []).append(item)
    # an item's id says nothing of its model, so neither does the order of the pairs
    return [
        drawn(first, second, seed=seed, reviewer=reviewer)
        for group in by_article.values()
        for first, second in combinations(sorted(group, key=lambda item: item.id), 2)
    ]


def drawn(one: Item, other: Item, *, seed: int, reviewer: str) -> DraftPair:
    """Return two items as they lie before ``reviewer``: drawn by chance, the same whenever it is asked."""
    items = sorted((one, other), key=lambda item: item.id)
    random.Random(f"{seed}:{reviewer}:{[item.id for item in items]}").shuffle(items)  # noqa: S311  (a fair order, no secret)
    return DraftPair(left=items[0], right=items[1])


def payload_of(pair: DraftPair, choice: str, reason: str) -> Mapping[str, Any]:
    """Return what the record keeps of a choice: how the drafts lay, and of which words they were."""
    return {
        "left": pair.left.id,
        "right": pair.right.id,
        "left_hash": summary_hash(pair.left.machine_text),
        "right_hash": summary_hash(pair.right.machine_text),
        "choice": choice,
        "reason": reason,
    }


def preferences(events: Iterable[Event]) -> dict[tuple[frozenset[str], str], Preference]:
    """Return each editor's last preference on each pair, by pair and editor; what was undone counts for nothing."""
    found: dict[tuple[frozenset[str], str], dict[str, Preference]] = {}
    for event in events:
        if event.kind == "preference":
            made = _preference(event)
            found.setdefault((made.key, made.editor), {})[made.event] = made
        elif event.kind == "undo":
            for given in found.values():
                given.pop(str(event.payload["event"]), None)
    return {key: list(given.values())[-1] for key, given in found.items() if given}


def _preference(event: Event) -> Preference:
    told = event.payload
    return Preference(
        left=str(told["left"]),
        right=str(told["right"]),
        choice=told["choice"],
        reason=str(told.get("reason", "")),
        editor=event.draft.editor,
        time=event.time,
        event=event.draft.id,
    )
