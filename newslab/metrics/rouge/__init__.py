"""ROUGE in two modes: right in any language that newslab knows, or bit for bit what rouge-score 0.1.2 says."""

from newslab.metrics.rouge.metric import Rouge
from newslab.metrics.rouge.scorer import Part, Scorer

__all__ = ["Part", "Rouge", "Scorer"]
