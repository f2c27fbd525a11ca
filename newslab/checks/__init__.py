"""The checks there are. Third parties add theirs by the entry point group ``newslab.checks``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from newslab.checks.rules import rules_of
from newslab.plugins import Table
from newslab.protocols import Check
from newslab.records import Rule

CHECKS: Table[Check] = Table(
    kind="check",
    group="newslab.checks",
    built_in={
        "quote": "newslab.checks.quotes:QuoteCheck",
        "attribution": "newslab.checks.attribution.check:AttributionCheck",
        "entity": "newslab.checks.names.check:EntityCheck",
        "number": "newslab.checks.numbers.check:NumberCheck",
        "date": "newslab.checks.dates.check:DateCheck",
        "certainty": "newslab.checks.statements.certainty:CertaintyCheck",
        "support": "newslab.checks.statements.support:SupportCheck",
        "instruction": "newslab.checks.instructions:InstructionCheck",
    },
)
# Checks that run only when somebody asks for them, and bring what they need (a judge its chat model).
ON_REQUEST = ("judge",)


@cache
def default_checks() -> Sequence[Check]:
    """Return every check there is, the built-in ones first, made once in each process."""
    return tuple(CHECKS.make(name) for name in CHECKS.names())


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return every rule of every check there is, by code: what a report or a desk needs to say a finding again."""
    found = {rule.code: rule for name in CHECKS.names() for rule in CHECKS.make(name).rules}
    return found | rules_on_request()


def rules_on_request() -> dict[str, Rule]:
    """Return the rules of the checks that run only when asked for, by code."""
    return {code: rule for name in ON_REQUEST for code, rule in rules_of(name).items()}


__all__ = ["CHECKS", "ON_REQUEST", "all_rules", "default_checks", "rules_on_request"]
