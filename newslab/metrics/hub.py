"""Owns how a module of Hugging Face evaluate, of the hub or of a local folder, stands beside our own metrics."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from inspect import getfile
from numbers import Real
from pathlib import Path
from typing import Any

from newslab.mistakes import UserError
from newslab.records import Measurement, digest_of
from newslab.text.alignment.align import Alignment

VERSION = 1
NO_REFERENCE = "no reference"
# What a module may call its inputs → what we have for it. Modules of the hub agree on the first two.
_INPUTS: Mapping[str, Callable[[Alignment], Any]] = {
    "predictions": lambda alignment: alignment.summary.raw,
    "references": lambda alignment: [reference.raw for reference in alignment.references],
    "sources": lambda alignment: alignment.article.raw,
    "source": lambda alignment: alignment.article.raw,
    "articles": lambda alignment: alignment.article.raw,
    "documents": lambda alignment: alignment.article.raw,
}


class EvaluateModule:
    """Any module of ``evaluate`` (``bertscore``, ``chrf``, a folder) as a metric.

    Scores are named ``module.value``. A module that gives one value for each summary is asked once; one that gives
    a single value for all is asked for each summary alone, so that every score belongs to one summary. ``settings``
    go to the module's ``compute``. Raises ValueError where the module wants something that we do not have.
    """

    def __init__(self, module: str, **settings: Any) -> None:
        self.module = module
        self.name = f"evaluate:{module}"
        self.settings = settings
        self._short = Path(module).name

    def signature(self, language: str) -> str:
        """Return all that changes a figure, as far as the module tells it."""
        import evaluate  # noqa: PLC0415  (heavy, and wanted only where a module is used)

        settings = ",".join(f"{key}={value}" for key, value in sorted(self.settings.items())) or "default"
        return (
            f"{self.name}|lang:{language}|settings:{settings}|source:{self._source}"
            f"|evaluate:{evaluate.__version__}|v:{VERSION}"
        )

    def measure(self, alignments: Sequence[Alignment]) -> list[Measurement]:
        """Return one measurement for each alignment, in order; without a reference what needs one does not apply."""
        needs_reference = "references" in self._columns
        scored = [alignment for alignment in alignments if alignment.references or not needs_reference]
        values = iter(self._values(scored) if scored else [])
        measured = [
            self._measurement(next(values), alignment) if alignment.references or not needs_reference else None
            for alignment in alignments
        ]
        names = {name for each in measured if each for name in each.scores}
        return [
            each or self._not_applicable(names, alignment) for each, alignment in zip(measured, alignments, strict=True)
        ]

    @cached_property
    def _loaded(self) -> Any:
        import evaluate  # noqa: PLC0415  (heavy, and wanted only where a module is used)

        try:
            return evaluate.load(self.module)
        except (OSError, ImportError) as error:
            # evaluate tells of a missing module, of the network and of a module's own requirements in many lines
            raise UserError(f"cannot load {self.name}: {str(error).splitlines()[0]}") from error

    @cached_property
    def _source(self) -> str:
        """Which code it was: the beginning of a hash of the module's source."""
        return digest_of(Path(getfile(type(self._loaded))).read_text(encoding="utf-8"))[:12]

    @cached_property
    def _columns(self) -> Mapping[str, bool]:
        """The module's inputs, each with whether it takes a list of texts for each summary."""
        features = self._loaded.features
        forms = features if isinstance(features, list) else [features]
        unknown = sorted(set(forms[0]) - set(_INPUTS))
        if unknown:
            raise UserError(f"{self.name} asks for {', '.join(unknown)}; we have {', '.join(_INPUTS)}")
        return {
            column: any(not hasattr(form[column], "dtype") or form[column].dtype != "string" for form in forms)
            for column in forms[0]
        }

    def _values(self, alignments: Sequence[Alignment]) -> list[Mapping[str, float]]:
        """Return the module's values for each alignment."""
        first = self._asked(alignments[:1])
        if any(isinstance(value, (list, tuple)) and len(value) == 1 for value in first.values()):
            answer = self._asked(alignments) if len(alignments) > 1 else first
            lists = {key: value for key, value in answer.items() if isinstance(value, (list, tuple))}
            return [
                {key: value[place] for key, value in lists.items() if len(value) == len(alignments)}
                for place in range(len(alignments))
            ]
        return [first, *(self._asked([alignment]) for alignment in alignments[1:])]

    def _asked(self, alignments: Sequence[Alignment]) -> Mapping[str, Any]:
        columns: dict[str, list[Any]] = {}
        for column, listed in self._columns.items():
            values = [_INPUTS[column](alignment) for alignment in alignments]
            # a module that takes one reference gets the first
            columns[column] = values if listed or column != "references" else [value[0] for value in values]
        answer: Mapping[str, Any] = self._loaded.compute(**columns, **self.settings)
        return answer

    def _measurement(self, values: Mapping[str, Any], alignment: Alignment) -> Measurement:
        scores = {f"{self._short}.{key}": float(value) for key, value in values.items() if isinstance(value, Real)}
        return Measurement(scores=scores, signature=self.signature(alignment.summary.language))

    def _not_applicable(self, names: set[str], alignment: Alignment) -> Measurement:
        return Measurement(
            scores=dict.fromkeys(sorted(names)),
            not_applicable=dict.fromkeys(sorted(names), NO_REFERENCE),
            signature=self.signature(alignment.summary.language),
        )
