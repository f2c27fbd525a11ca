"""The metrics there are. Third parties add theirs by the entry point group ``newslab.metrics``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from newslab.plugins import Table
from newslab.protocols import Metric

METRICS: Table[Metric] = Table(
    kind="metric",
    group="newslab.metrics",
    built_in={
        "rouge": "newslab.metrics.rouge:Rouge",
        "overlap": "newslab.metrics.overlap:Overlap",
        "readability": "newslab.metrics.readability:Readability",
    },
)
# "evaluate:NAME-OR-FOLDER" is any module of Hugging Face evaluate.
_MODULE_PREFIX = "evaluate:"


@cache
def metric_named(spec: str, **settings: object) -> Metric:
    """Return the metric that ``--metrics`` calls ``spec``: one of the table, or ``evaluate:NAME-OR-FOLDER``.

    It is made once in each process: what it has learned (words, stems, a model) serves every batch.
    """
    if spec.startswith(_MODULE_PREFIX):
        from newslab.metrics.hub import EvaluateModule  # noqa: PLC0415  (the hub's rooms open only to who asks)

        return EvaluateModule(spec.removeprefix(_MODULE_PREFIX), **settings)
    return METRICS.make(spec, **settings)


def default_metrics() -> Sequence[Metric]:
    """Return every built-in metric with its own settings."""
    return tuple(METRICS.make(name) for name in METRICS.built_in)


__all__ = ["METRICS", "default_metrics", "metric_named"]
