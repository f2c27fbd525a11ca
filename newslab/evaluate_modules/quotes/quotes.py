"""The quote and attribution checks as a module of Hugging Face evaluate."""

from __future__ import annotations

from typing import Any

import datasets
import evaluate

from newslab.evaluate_modules.checked import INPUTS, checked

_DESCRIPTION = "Are the quotations of a summary in its article, word for word and from the same speaker?"
_CHECKS = ("quote", "attribution")


class Quotes(evaluate.Metric):  # type: ignore[misc]  # evaluate publishes no types
    """The module; see ``inputs_description``."""

    def _info(self) -> Any:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation="",
            inputs_description=INPUTS,
            features=datasets.Features({"predictions": text, "sources": text}),
        )

    def _compute(
        self,
        *,
        predictions: list[str],
        sources: list[str],
        language: str = "en",
        published: list[str | None] | None = None,
        ui: str = "en",
    ) -> dict[str, Any]:
        return checked("quotes", _CHECKS, predictions, sources, language=language, published=published, ui=ui)
