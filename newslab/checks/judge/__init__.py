"""A chat model as one more check: asked for by name, never run by itself, and never the review."""

from newslab.checks.judge.check import Judge, Outcome
from newslab.checks.judge.silence import bare, is_ours, reason_told

__all__ = ["Judge", "Outcome", "bare", "is_ours", "reason_told"]
