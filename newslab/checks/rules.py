"""Owns what the checks can say: reads ``wording/CHECK.toml`` into Rules, by code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from newslab.records import Rule


@cache
def rules_of(check: str) -> Mapping[str, Rule]:
    """Return the rules of one built-in check, by code, in the order of its table."""
    with (files("newslab.checks") / "wording" / f"{check}.toml").open("rb") as stream:
        rows = tomllib.load(stream)
    return {code: Rule(code=code, check=check, **row) for code, row in rows.items()}
