"""Owns how it is said that a judge did not judge, and why: in English in files, in either language to people."""

from __future__ import annotations

from newslab.wording import Wording

_WORDING = ("newslab.checks.wording", "not_judged.toml")


def said(key: str, **values: object) -> str:
    """Return a reason as files keep it."""
    return Wording(*_WORDING, "en")(key, **values)


def reason_told(reason: str, ui: str) -> str:
    """Return a reason that a file has in interface language ``ui``; others' words in it stay as they are."""
    found = Wording(*_WORDING, "en").read(reason)
    if found is None:
        return reason
    key, values = found
    if key == "not_judged":
        values = {"reason": reason_told(values["reason"], ui)}
    return Wording(*_WORDING, ui)(key, **values)


def bare(reason: str) -> str:
    """Return what stands behind "not judged"."""
    key, values = Wording(*_WORDING, "en").read(reason) or ("", {})
    return values["reason"] if key == "not_judged" else reason


def is_ours(reason: str) -> bool:
    """Tell whether a reason is one of our own sentences, not what a server or a library said."""
    return Wording(*_WORDING, "en").read(bare(reason)) is not None
