"""The metrics there are. Third parties add theirs by the entry point group ``newslab.metrics``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module

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
# What stands before a colon → the class that takes what stands behind it.
_PREFIXES = {
    "evaluate": "newslab.metrics.hub:EvaluateModule",  # a module of Hugging Face evaluate: its name or folder
    "nli": "newslab.metrics.consistency:Consistency",  # an entailment classifier: ORG/NAME[@REVISION] or a folder
}


@cache
def metric_named(spec: str, **settings: object) -> Metric:
    """Return the metric that ``--metrics`` calls ``spec``: a name of the table, ``evaluate:MODULE`` or ``nli:MODEL``.

    It is made once in each process: what it has learned (words, stems, a model) serves every batch.
    """
    prefix, colon, rest = spec.partition(":")
    if colon and prefix in _PREFIXES:
        module, _, name = _PREFIXES[prefix].partition(":")
        made: Metric = getattr(import_module(module), name)(rest, **settings)
        return made
    return METRICS.make(spec, **settings)


def default_metrics() -> Sequence[Metric]:
    """Return every built-in metric with its own settings."""
    return tuple(METRICS.make(name) for name in METRICS.built_in)


__all__ = ["METRICS", "default_metrics", "metric_named"]
