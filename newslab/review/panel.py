"""The desk in a notebook cell: a widget that carries messages between the page and the session, and holds no rule."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import anywidget

from newslab.review.desk import Desk, Order
from newslab.review.messages import Conversation
from newslab.review.session import Reviewer, ReviewSession
from newslab.review.store import ReviewStore
from newslab.studyfolder import REVIEWS
from newslab.wording import default_ui

_STATIC = files("newslab.review") / "static"
_SCRIPTS = ("texts", "wire", "findings", "editing", "deciding", "pairs", "desk")  # each builds on those before it


class ReviewDesk(anywidget.AnyWidget):  # type: ignore[misc]  # anywidget publishes no types
    """The editor's desk on a study's folder: ``ReviewDesk("reports/sample", reviewer="K. Albers", role="CvD")``.

    All that is done at the desk is stored in the study's folder at once; show the desk again, in this notebook or
    another, and it opens where it was left. No text travels in the widget's state, so a saved notebook holds none.
    Raises StudyFolderError where the folder is no study, StoreError where its reviews cannot be opened.
    """

    _esm = "\n".join((_STATIC / f"{name}.js").read_text("utf-8") for name in _SCRIPTS)
    _css = (_STATIC / "desk.css").read_text("utf-8")

    def __init__(
        self,
        study: str | Path,
        *,
        reviewer: str,
        role: str = "",
        blind: bool = False,
        four_eyes: bool = False,
        order: Order = "risk",
        seed: int = 0,
        ui: str | None = None,
    ) -> None:
        super().__init__()
        folder = Path(study)
        self.session = ReviewSession(
            Desk(folder),
            ReviewStore(folder / REVIEWS),
            Reviewer(name=reviewer, role=role),
            blind=blind,
            four_eyes=four_eyes,
            order=order,
            seed=seed,
        )
        self._conversation = Conversation(self.session, ui or default_ui())
        self.on_msg(self._receive)

    def _receive(self, _: Any, message: Any, __: Any) -> None:
        self.send(self._conversation.answer(message))
