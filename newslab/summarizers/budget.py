"""Owns how long a summary may be: so many words, sentences or characters, and how well one kept to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from newslab.summarizers.spec import Spec, SpecError
from newslab.text.passage import Passage
from newslab.text.segment import words

Unit = Literal["words", "sentences", "characters"]
UNITS: tuple[Unit, ...] = get_args(Unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The length that was asked for."""

    unit: Unit
    size: int

    def __str__(self) -> str:
        return f"{self.unit}:{self.size}"

    def fits(self, sentences: Sequence[str]) -> bool:
        """Tell whether these sentences together are within the budget."""
        if self.unit == "sentences":
            return len(sentences) <= self.size
        return sum(map(self._length, sentences)) <= self.size

    def measured(self, text: str, language: str) -> int:
        """Return how long a text is in the budget's unit."""
        passage = Passage(text, language)
        if self.unit == "sentences":
            return len(passage.sentences)
        return self._length(passage.text)

    def filled(self, ranked: Sequence[str]) -> list[int]:
        """Return which sentences fit in together, best first: the first always, a later one if it still does."""
        chosen: list[int] = []
        for place, sentence in enumerate(ranked):
            if not chosen or self.fits([*(ranked[each] for each in chosen), sentence]):
                chosen.append(place)
            if self.unit == "sentences" and len(chosen) == self.size:
                break
        return chosen

    def _length(self, text: str) -> int:
        return len(text) if self.unit == "characters" else len(words(text))


def budget_of(spec: Spec, default: Budget) -> Budget:
    """Return the budget that a model's name asks for. Raises SpecError where it asks for two."""
    asked = [unit for unit in UNITS if unit in spec.options]
    if len(asked) > 1:
        raise SpecError(f"{spec}: both {asked[0]} and {asked[1]} limit the length, expected one")
    return Budget(unit=asked[0], size=spec.number(asked[0], 1)) if asked else default


def budget_told(settings: Mapping[str, Any]) -> Budget | None:
    """Return the budget that a summary's provenance tells, None where none was asked for.

    Where sentences stand beside another unit (``lead-3[words=40]``), they are how much was considered.
    """
    units: Sequence[Unit] = ("words", "characters", "sentences")
    told = [Budget(unit=unit, size=settings[unit]) for unit in units if isinstance(settings.get(unit), int)]
    return told[0] if told and told[0].size > 0 else None
