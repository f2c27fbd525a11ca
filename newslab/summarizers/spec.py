"""Owns how a model is named: ``smollm2[prompt=short,words=60]`` to its parts and back to one canonical text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from newslab.mistakes import UserError

_LEAD = re.compile(r"lead-(\d+)")
_OPTIONS = re.compile(r"\[(\w+=[^,\]]+(?:,\s*\w+=[^,\]]+)*)\]$")
_COMMA = re.compile(r",(?![^\[]*\])")


class SpecError(UserError):
    """A model's name that cannot be read, or an option that it does not take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """A model's name in parts: ``hf`` with argument ``ORG/NAME``, ``lead`` with argument ``3``."""

    name: str
    argument: str = ""
    options: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        options = ",".join(f"{key}={value}" for key, value in sorted(self.options.items()))
        joint = "-" if self.name == "lead" else ":"
        head = f"{self.name}{joint}{self.argument}" if self.argument else self.name
        return f"{head}[{options}]" if options else head

    def known(self, options: Collection[str]) -> None:
        """Refuse options that are not among ``options``. Raises SpecError."""
        for key in self.options:
            if key not in options:
                raise SpecError(f"{self.name} has no option {key!r}; it takes {', '.join(sorted(options)) or 'none'}")

    def number(self, key: str, default: int) -> int:
        """Return a whole number above 0. Raises SpecError for anything else."""
        written = self.options.get(key)
        if written is None:
            return default
        if not written.isdecimal() or int(written) == 0:
            raise SpecError(f"{self}: {key} is {written!r}, expected a whole number above 0")
        return int(written)

    def decimal(self, key: str, default: float) -> float:
        """Return a number that is not negative. Raises SpecError for anything else."""
        written = self.options.get(key)
        if written is None:
            return default
        try:
            value = float(written)
        except ValueError:
            value = -1.0
        if not 0 <= value < float("inf"):
            raise SpecError(f"{self}: {key} is {written!r}, expected a number of 0 or more")
        return value

    def choice(self, key: str, among: Collection[str], default: str) -> str:
        """Return one of a few words. Raises SpecError for any other."""
        written = self.options.get(key, default)
        if written not in among:
            raise SpecError(f"{self}: {key} is {written!r}, expected one of {', '.join(among)}")
        return written


def parse_spec(text: str) -> Spec:
    """Read a model's name. Raises SpecError where it is none."""
    written = text.strip()
    found = _OPTIONS.search(written)
    head = written[: found.start()] if found else written
    options: dict[str, str] = {}
    for pair in found[1].split(",") if found else ():
        key, _, value = pair.strip().partition("=")
        if key in options:
            raise SpecError(f"{text!r} gives {key} twice, expected each option once")
        options[key] = value.strip()
    lead = _LEAD.fullmatch(head)
    name, _, argument = ("lead", "-", str(int(lead[1]))) if lead else head.partition(":")
    if not name or (not found and head.endswith("]") and ":" not in head):
        raise SpecError(f"cannot read the model {text!r}, expected NAME, NAME:WHAT or NAME[option=value,…]")
    return Spec(name=name, argument=argument, options=options)


def split_specs(text: str) -> Iterator[str]:
    """Yield the models of a list: at commas, but not at those inside brackets."""
    return (part.strip() for part in _COMMA.split(text) if part.strip())
