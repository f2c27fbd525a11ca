"""The summarizers there are. Third parties add theirs by the entry point group ``newslab.summarizers``.

Each is made from its Spec: a class or function that takes ``spec`` and returns an object of the Protocol.
"""

from __future__ import annotations

from newslab.plugins import Table
from newslab.protocols import Summarizer
from newslab.summarizers.spec import Spec, SpecError, parse_spec, split_specs

SUMMARIZERS: Table[Summarizer] = Table(
    kind="model",
    group="newslab.summarizers",
    built_in={
        "lead": "newslab.summarizers.extractive:Lead",
        "lexrank": "newslab.summarizers.extractive:lexrank",
        "textrank": "newslab.summarizers.extractive:textrank",
    },
)
DEFAULT_MODELS = ("lead-3", "lexrank", "textrank", "smollm2")


def make(text: str) -> Summarizer:
    """Return the summarizer that ``text`` names. Raises SpecError and UnknownNameError, which list what there is."""
    spec = parse_spec(text)
    return SUMMARIZERS.make(spec.name, spec=spec)


__all__ = ["DEFAULT_MODELS", "SUMMARIZERS", "Spec", "SpecError", "make", "parse_spec", "split_specs"]
