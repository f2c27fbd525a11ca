"""A chat model as one more check: asked for by name, never run by itself, and never the review."""

from newslab.checks.judge.check import Judge, Outcome

__all__ = ["Judge", "Outcome"]
