"""ROUGE in two modes: right in any language that newslab knows, or bit for bit what rouge-score 0.1.2 says."""

from newslab.metrics.rouge.metric import Rouge
from newslab.metrics.rouge.scorer import Mode, Part, Pooling, Scorer

__all__ = ["Mode", "Part", "Pooling", "Rouge", "Scorer"]
