"""The metrics there are. Third parties add theirs by the entry point group ``newslab.metrics``."""

from newslab.plugins import Table
from newslab.protocols import Metric

METRICS: Table[Metric] = Table(kind="metric", group="newslab.metrics", built_in={})

__all__ = ["METRICS"]
