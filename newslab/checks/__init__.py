"""The checks there are. Third parties add theirs by the entry point group ``newslab.checks``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from newslab.plugins import Table
from newslab.protocols import Check
from newslab.records import Rule

CHECKS: Table[Check] = Table(
    kind="check",
    group="newslab.checks",
    built_in={
        "quote": "newslab.checks.quotes:QuoteCheck",
        "attribution": "newslab.checks.attribution:AttributionCheck",
        "entity": "newslab.checks.entities:EntityCheck",
        "number": "newslab.checks.numbers:NumberCheck",
        "date": "newslab.checks.dates:DateCheck",
        "certainty": "newslab.checks.certainty:CertaintyCheck",
        "support": "newslab.checks.support:SupportCheck",
    },
)


@cache
def default_checks() -> Sequence[Check]:
    """Return every check there is, the built-in ones first, made once in each process."""
    return tuple(CHECKS.make(name) for name in CHECKS.names())


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return every rule of every check there is, by code: what a report or a desk needs to say a finding again."""
    return {rule.code: rule for name in CHECKS.names() for rule in CHECKS.make(name).rules}


__all__ = ["CHECKS", "all_rules", "default_checks"]
