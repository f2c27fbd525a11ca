"""Owns what is on disk of questions to a server: which are under way, and answers whose summaries nobody took yet."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from newslab.files import write_text
from newslab.records import Article, digest_of
from newslab.settings import cache_folder
from newslab.summarizers.asking import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer on disk; ``asked_again`` counts the earlier requests that were under way when their run was stopped.

    Those may have been answered, and so paid, without anybody reading the answer.
    """

    answer: Answer
    asked_again: int


class Answers:
    """The answers of one model, by article. A note is on disk before a request is sent, and until its answer is."""

    def __init__(self, signature: str) -> None:
        self._signature = signature

    def kept(self, article: Article) -> Kept | None:
        """Return the answer that a run left behind which was killed before its summary was taken."""
        try:
            row = json.loads(self._answer(article).read_text("utf-8"))
            return Kept(answer=Answer(**row["answer"]), asked_again=int(row["asked_again"]))
        except (OSError, ValueError, TypeError, LookupError):
            return None

    def begin(self, article: Article) -> int:
        """Note that a request is about to be sent; return how many requests stopped runs left under way."""
        note = self._note(article)
        before = _count(note)
        write_text(note, str(before + 1))
        return before

    def keep(self, article: Article, answer: Answer, asked_again: int) -> Kept:
        """Put an answer on disk, and then the note away: whatever moment a kill picks, one of them stands there."""
        kept = Kept(answer=answer, asked_again=asked_again)
        write_text(self._answer(article), json.dumps(asdict(kept), ensure_ascii=True))
        self._note(article).unlink(missing_ok=True)
        return kept

    def failed(self, article: Article, asked_again: int) -> None:
        """Say that the request came to an end without an answer; what stopped runs left under way still counts."""
        if asked_again:
            write_text(self._note(article), str(asked_again))
        else:
            self._note(article).unlink(missing_ok=True)

    def taken(self, article: Article) -> None:
        """Forget an answer whose summary is kept elsewhere."""
        self._answer(article).unlink(missing_ok=True)

    def _answer(self, article: Article) -> Path:
        return self._place(article).with_suffix(".json")

    def _note(self, article: Article) -> Path:
        return self._place(article).with_suffix(".asked")

    def _place(self, article: Article) -> Path:
        return cache_folder() / "answers" / digest_of(self._signature, article.digest)


def _count(note: Path) -> int:
    try:
        return int(note.read_text("utf-8"))
    except (OSError, ValueError):
        return 0
