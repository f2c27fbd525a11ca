"""ROUGE as a module of Hugging Face evaluate: newslab's figures, with precision, recall, F and each summary's own."""

from __future__ import annotations

from typing import Any

import datasets
import evaluate

from newslab.metrics.rouge import Mode, Pooling, Scorer

_DESCRIPTION = "ROUGE that counts words of any script, or, in classic mode, gives the figures of rouge-score 0.1.2."
_INPUTS = """
predictions: the summaries. references: for each a text or a list of texts. language: de or en. mode: language or
classic. stem: compare word stems (by default in classic mode only). pooling: with several references max or average.
Returns for each variant (rouge1, rouge2, rougeL, rougeLsum) the mean F under its own name, the mean precision, recall
and F under variant_precision and so on, each summary's under variant_precisions and so on, and the signature.
"""
_CITATION = "C.-Y. Lin, ROUGE: A Package for Automatic Evaluation of Summaries, 2004"
_PARTS = (("precision", "p"), ("recall", "r"), ("f", "f"))


class Rouge(evaluate.Metric):  # type: ignore[misc]  # evaluate publishes no types
    """The module; see ``inputs_description``."""

    def _info(self) -> Any:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=[
                datasets.Features({"predictions": text, "references": datasets.Sequence(text)}),
                datasets.Features({"predictions": text, "references": text}),
            ],
        )

    def _compute(
        self,
        *,
        predictions: list[str],
        references: list[str] | list[list[str]],
        language: str = "en",
        mode: Mode = "language",
        stem: bool | None = None,
        pooling: Pooling = "max",
    ) -> dict[str, Any]:
        scorer = Scorer(language, mode=mode, stem=stem, pooling=pooling)
        parts = scorer.score_texts(predictions, references)
        sizes = {1 if isinstance(texts, str) else len(texts) for texts in references}
        results: dict[str, Any] = {"signature": scorer.signature(sizes.pop() if len(sizes) == 1 else None)}
        for variant in scorer.variants:
            for name, part in _PARTS:
                values = [getattr(each[variant], part) for each in parts]
                results[f"{variant}_{name}s"] = values
                results[f"{variant}_{name}"] = sum(values) / len(values)
            results[variant] = results[f"{variant}_f"]
        return results
