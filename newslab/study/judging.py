"""Owns a judge at work on many summaries: asked beside the checks, never twice for the same, and what it came to."""

from __future__ import annotations

from collections.abc import Sequence

from newslab.checks.examine import with_judgement
from newslab.checks.judge import Judge
from newslab.protocols import Chat
from newslab.records import Examination
from newslab.study.cache import WorkCache
from newslab.study.replies import KeptChat
from newslab.text.alignment.align import Alignment


class Bench:
    """One judge for one run."""

    def __init__(self, chat: Chat, cache: WorkCache, *, fresh: bool = False) -> None:
        self._chat = KeptChat(chat, cache, fresh=fresh)
        self._judge = Judge(self._chat)

    @property
    def signature(self) -> str:
        """Which model judges, and what it is asked."""
        return self._judge.signature

    def judge(
        self, alignments: Sequence[Alignment], examinations: Sequence[Examination | None]
    ) -> list[Examination | None]:
        """Return the examinations with what the judge says of each pair, or why it says nothing; None stays None."""
        places = [place for place, each in enumerate(examinations) if each is not None]
        outcomes = dict(zip(places, self._judge.outcomes([alignments[place] for place in places]), strict=True))
        return [
            None if examination is None else with_judgement(examination, self._judge, outcomes[place])
            for place, examination in enumerate(examinations)
        ]

    def told(self) -> str:
        """Return in one line what the judge did and cost."""
        tally, chat = self._judge.tally, self._chat
        price = f", price {chat.price:.4f}" if chat.price else ""
        return (
            f"judge {chat.name}: {tally['judged']} judged, {tally['not judged']} not judged; "
            f"{tally['objections']} objections, {tally['dropped']} dropped as not word for word; "
            f"{chat.asked} asked, {chat.kept} kept from before; {chat.tokens} tokens{price}"
        )
