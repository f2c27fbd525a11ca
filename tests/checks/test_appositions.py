"""Around which stretches between marks a clause goes on."""

from __future__ import annotations

import pytest

from newslab.checks.statements.appositions import around_appositions
from newslab.text.document import analyse
from newslab.text.statements.clauses import span_of


@pytest.mark.parametrize(
    ("language", "text", "word", "whole"),
    [
        ("en", "Orva, a family firm, has sued its partner, the smelter Kolby, in Oslo.", "sued", "all"),
        ("de", "Im Pokal hat der SV Lohrfeld den Zweiten, den FC Wendau, mit 2:1 besiegt.", "besiegt", "all"),
        ("de", "Als Ek kam, die Tochter von Bo, besiegte Kiel den Gast.", "besiegte", "besiegte Kiel den Gast"),
        (
            "de",
            "Ek hat in „Die Kinder“ den Gast getadelt.",
            "getadelt",
            "den Gast getadelt",
        ),  # a title is no apposition
        ("en", "Orva lost, Kolby won, and Ek left for Oslo.", "won", "Kolby won"),
    ],
)
def test_a_clause_around_appositions(language: str, text: str, word: str, whole: str) -> None:
    document = analyse(text, language)
    clause = document.clause_at(document.lexis.keys.index(word))
    found = span_of(around_appositions(document, clause)[0], document.lexis).of(text)
    assert found == (text.rstrip(".") if whole == "all" else whole)
