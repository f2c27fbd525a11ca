"""Owns learned consistency: does the article entail each sentence of the summary, by a model of the user's choice?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.util import find_spec
from itertools import islice
from typing import Any

from newslab.mistakes import UserError
from newslab.records import Measurement
from newslab.text.alignment.align import Alignment
from newslab.text.document import Document

VERSION = 1
_NAMES = ("entailment", "entailment_lowest")
# What the hub's models call the verdict that we want: NLI models, then consistency models.
_LABELS = ("entail", "support", "consistent", "factual", "align")
_BATCH = 16


class Consistency:
    """Any sequence classifier that tells whether a premise entails a hypothesis, from the hub or from a folder.

    Each sentence of the summary is held against every stretch of ``window`` sentences of the article and takes the
    highest chance of entailment; ``entailment`` is the mean over the summary's sentences, ``entailment_lowest`` the
    least (SummaC-ZS: Laban et al. 2022, section 3; with wide windows the chunks of AlignScore: Zha et al. 2023).
    ``label`` is the wanted class where its name does not tell. Such models are trained on English and see little of
    negation, numbers and names: a score beside our checks, never a verdict. Raises UserError where the model cannot be
    loaded or its classes say nothing of entailment.
    """

    def __init__(self, model: str, label: str | None = None, window: int = 1) -> None:
        self.name = f"nli:{model}"
        self._path, _, revision = model.partition("@")
        self._revision = revision or None
        self._label = label
        self.window = window

    def signature(self, language: str) -> str:
        """Return all that changes a figure."""
        config = self._loaded[1].config
        revision = getattr(config, "_commit_hash", None) or self._revision or "none"
        return (
            f"{self.name}|lang:{language}|revision:{revision}|label:{config.id2label[self._class]}|window:{self.window}"
            f"|split:sentences.1|v:{VERSION}"
        )

    def measure(self, alignments: Sequence[Alignment]) -> list[Measurement]:
        """Return one measurement for each alignment, in order."""
        return [self._measured(alignment) for alignment in alignments]

    def _measured(self, alignment: Alignment) -> Measurement:
        signature = self.signature(alignment.summary.language)
        claims = [span.of(alignment.summary.text) for span in alignment.summary.sentences]
        premises = _stretches(alignment.article, self.window)
        if not claims or not premises:
            reason = "no article" if claims else "the summary is empty"
            return Measurement(
                scores=dict.fromkeys(_NAMES), not_applicable=dict.fromkeys(_NAMES, reason), signature=signature
            )
        chances = iter(self._chances([(premise, claim) for claim in claims for premise in premises]))
        best = [max(islice(chances, len(premises))) for _ in claims]
        return Measurement(
            scores={"entailment": sum(best) / len(best), "entailment_lowest": min(best)}, signature=signature
        )

    def _chances(self, pairs: Sequence[tuple[str, str]]) -> Iterator[float]:
        """Yield the chance of entailment of each (premise, hypothesis); what is too long loses the premise's end."""
        import torch  # noqa: PLC0415  (heavy; only who asks for a model needs it)

        tokenizer, model = self._loaded
        for start in range(0, len(pairs), _BATCH):
            batch = pairs[start : start + _BATCH]
            inputs = tokenizer(
                [premise for premise, _ in batch],
                [claim for _, claim in batch],
                truncation="only_first",
                padding=True,
                return_tensors="pt",
            )
            with torch.inference_mode():
                logits = model(**inputs).logits.float()
            # one output is a chance by itself (cross-encoders of two classes), several share it out
            shared = logits.softmax(dim=-1) if logits.shape[-1] > 1 else logits.sigmoid()
            yield from shared[:, self._class].tolist()

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        if find_spec("torch") is None:
            raise UserError(f"{self.name} needs torch, which is not installed; pip install 'newslab[models]' brings it")
        from transformers import AutoModelForSequenceClassification, AutoTokenizer  # noqa: PLC0415  (heavy)

        try:
            tokenizer = AutoTokenizer.from_pretrained(self._path, revision=self._revision)
            model = AutoModelForSequenceClassification.from_pretrained(self._path, revision=self._revision).eval()
        except (OSError, ValueError) as error:
            raise UserError(f"cannot load {self.name}: {str(error).splitlines()[0]}") from error
        return tokenizer, model

    @cached_property
    def _class(self) -> int:
        """The number of the class that means entailment."""
        labels = {int(number): str(label) for number, label in self._loaded[1].config.id2label.items()}
        if len(labels) == 1:
            return 0
        wanted = [self._label] if self._label else _LABELS
        for word in wanted:
            # "not_entailment" and "inconsistent" are the opposite
            fits = [number for number, label in labels.items() if label.lower().startswith(word.lower())]
            if len(fits) == 1:
                return fits[0]
        raise UserError(
            f"{self.name} has the classes {', '.join(labels.values())}; say which means entailment (label=…)"
        )


def _stretches(article: Document, window: int) -> list[str]:
    """Return the article's stretches of ``window`` sentences, the last one perhaps shorter."""
    sentences = article.sentences
    return [
        article.text[sentences[start].start : sentences[min(start + window, len(sentences)) - 1].end]
        for start in range(0, len(sentences), window)
    ]
