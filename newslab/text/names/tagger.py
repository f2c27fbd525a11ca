"""Owns who marks the names of a sentence: HanTa with our own model by default, spaCy or transformers where chosen."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, Protocol, get_args

from newslab.plugins import UnknownNameError
from newslab.records import Span
from newslab.text.language import words_of
from newslab.text.names.capitals import mark_capitals
from newslab.text.names.features import TOKEN, features
from newslab.text.names.sequence import load_model, spans_of

Kind = Literal["PER", "LOC", "ORG", "OTH"]
_KINDS: tuple[Kind, ...] = get_args(Kind)
# What other people's models call the four kinds (spaCy's OntoNotes labels, CoNLL's).
_ALIASES: dict[str, Kind] = {
    "PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "LOCATION": "LOC", "ORGANIZATION": "ORG", "NORP": "OTH",
    "MISC": "OTH", "EVENT": "OTH", "WORK_OF_ART": "OTH", "PRODUCT": "OTH", "LAW": "OTH",
}  # fmt: skip
# Positions of a model that does not tell how many it has, and those that its own marks may take.
_LONGEST, _SPECIAL = 512, 8
# Sentences of one process; the oldest are forgotten.
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A name in a sentence: where it stands there, and of which kind it is, where the tagger tells."""

    span: Span
    kind: Kind | None


class Tagger(Protocol):
    """Marks the names of one sentence, in order and without overlap."""

    def mark(self, sentence: str, language: str) -> Sequence[Mark]:
        """Return the names of ``sentence``."""
        ...


class HantaTagger:
    """The default: our own model over HanTa's readings (German); capitals and word lists where there is no model."""

    def mark(self, sentence: str, language: str) -> Sequence[Mark]:
        """Return the names of ``sentence``; derivations ("Berliner") and compounds around a name are left out."""
        model = load_model(language)
        if model is None:
            return [Mark(span, _kind(kind)) for span, kind in mark_capitals(sentence, language)]
        tokens = list(TOKEN.finditer(sentence))
        labels = model.label(features([token.group() for token in tokens], language))
        found = [
            Mark(Span(tokens[first].start(), tokens[last - 1].end()), _kind(kind))
            for first, last, kind in spans_of(labels)
            if _kind(kind)
        ]
        return _joined(found, sentence, language)


def _joined(marks: Sequence[Mark], sentence: str, language: str) -> list[Mark]:
    """Join what a particle joins: "Ursula", "von der", "Leyen" is one person."""
    particles = words_of(language, "names", "particles")
    found: list[Mark] = []
    for mark in marks:
        before = found[-1] if found else None
        if before and before.kind == "PER" and mark.kind in {"PER", "LOC"} and not mark.span.of(sentence).isupper():
            between = sentence[before.span.end : mark.span.start].split(" ")
            if 3 <= len(between) <= 4 and all(word in particles for word in between[1:-1]):
                found[-1] = Mark(Span(before.span.start, mark.span.end), "PER")
                continue
        found.append(mark)
    return found


class SpacyTagger:
    """A spaCy pipeline that the user has installed, by its name (``spacy:de_core_news_lg``)."""

    def __init__(self, model: str) -> None:
        import spacy  # noqa: PLC0415 - optional and heavy

        self._pipeline: Any = spacy.load(model)

    def mark(self, sentence: str, language: str) -> Sequence[Mark]:  # noqa: ARG002 - a pipeline has its language
        """Return the entities of ``sentence`` that are names, not dates or figures."""
        found = ((entity.start_char, entity.end_char, entity.label_) for entity in self._pipeline(sentence).ents)
        return [Mark(Span(start, end), _kind(label)) for start, end, label in found if _kind(label)]


class TransformersTagger:
    """A transformers token-classification model, by its folder or hub name (``transformers:FOLDER``)."""

    def __init__(self, model: str) -> None:
        import transformers  # noqa: PLC0415 - optional and heavy

        self._pipeline: Any = transformers.pipeline("token-classification", model, aggregation_strategy="simple")

    def mark(self, sentence: str, language: str) -> Sequence[Mark]:  # noqa: ARG002 - a model has its languages
        """Return the entities of ``sentence`` that are names."""
        longest: int = getattr(self._pipeline.model.config, "max_position_embeddings", None) or _LONGEST
        found: list[Mark] = []
        for piece in _pieces(sentence, max(1, longest - _SPECIAL)):
            rows = self._pipeline(piece.of(sentence))
            marks_here = ((Span(row["start"], row["end"]), _kind(row["entity_group"])) for row in rows)
            found += [Mark(span.shifted(piece.start), kind) for span, kind in marks_here if kind]
        return found


def _pieces(sentence: str, longest: int) -> Iterator[Span]:
    """Yield what a model can read at once: no piece has more letters than the model has positions; cut at blanks."""
    start = 0
    while start < len(sentence):
        end = min(len(sentence), start + longest)
        blank = sentence.rfind(" ", start, end) + 1
        if end < len(sentence) and blank > start:
            end = blank
        yield Span(start, end)
        start = end


def _kind(label: str) -> Kind | None:
    upper = label.upper()
    return next((kind for kind in _KINDS if kind == upper), _ALIASES.get(upper))


_TAGGERS: dict[str, type[SpacyTagger] | type[TransformersTagger]] = {
    "spacy": SpacyTagger,
    "transformers": TransformersTagger,
}


@cache
def tagger(spec: str) -> Tagger:
    """Return the tagger ``hanta``, ``spacy:MODEL`` or ``transformers:MODEL``, made once in each process."""
    kind, _, model = spec.partition(":")
    if kind == "hanta" and not model:
        return HantaTagger()
    if kind not in _TAGGERS or not model:
        raise UnknownNameError(f"no tagger is called {spec!r}; there are: hanta, spacy:MODEL, transformers:MODEL")
    return _TAGGERS[kind](model)


def chosen_tagger() -> str:
    """Return which tagger the surroundings ask for: ``NEWSLAB_TAGGER``, else ``hanta``."""
    return os.environ.get("NEWSLAB_TAGGER") or "hanta"


@lru_cache(maxsize=_REMEMBERED)
def marks(sentence: str, language: str, spec: str = "hanta") -> tuple[Mark, ...]:
    """Return the names of a sentence; what a tagger said of a sentence is remembered."""
    return tuple(tagger(spec).mark(sentence, language))
