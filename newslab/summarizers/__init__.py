"""The summarizers there are. Third parties add theirs by the entry point group ``newslab.summarizers``.

Each is made from its Spec: a class or function that takes ``spec`` and returns an object of the Protocol.
"""

from __future__ import annotations

from collections.abc import Callable

from newslab.plugins import Table
from newslab.protocols import Summarizer
from newslab.records import Article
from newslab.summarizers.function import Function
from newslab.summarizers.oracle import Scoring
from newslab.summarizers.spec import Spec, SpecError, parse_spec, split_specs

SUMMARIZERS: Table[Summarizer] = Table(
    kind="model",
    group="newslab.summarizers",
    built_in={
        "lead": "newslab.summarizers.extractive:Lead",
        "lexrank": "newslab.summarizers.extractive:lexrank",
        "textrank": "newslab.summarizers.extractive:textrank",
        "smollm2": "newslab.summarizers.neural:on_this_machine",
        "hf": "newslab.summarizers.neural:on_this_machine",
        "gguf": "newslab.summarizers.neural:on_this_machine",
        "openai": "newslab.summarizers.server:Server",
        "column": "newslab.summarizers.precomputed:Column",
        "file": "newslab.summarizers.precomputed:File",
        "cmd": "newslab.summarizers.command:Command",
        "oracle": "newslab.summarizers.oracle:Oracle",
    },
)
DEFAULT_MODELS = ("lead-3", "lexrank", "textrank", "smollm2")


def make(model: str | Summarizer | Callable[[Article], str], *, score: Scoring | None = None) -> Summarizer:
    """Return the summarizer that a name means; one that is made already, or a function, is taken as it is.

    ``score`` says how like the references a text is; the oracle needs it. Raises SpecError and UnknownNameError,
    which list what there is.
    """
    if not isinstance(model, str):
        return model if isinstance(model, Summarizer) else Function(model)
    spec = parse_spec(model)
    if spec.name != "oracle":
        return SUMMARIZERS.make(spec.name, spec=spec)
    if score is None:
        raise SpecError("the oracle needs references and a score; `newslab compare` gives it one")
    return SUMMARIZERS.make(spec.name, spec=spec, score=score)


__all__ = ["DEFAULT_MODELS", "SUMMARIZERS", "Spec", "SpecError", "make", "parse_spec", "split_specs"]
