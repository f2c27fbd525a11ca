"""Which words are infinitives with their mark inside."""

from __future__ import annotations

import pytest

from newslab.text.statements.hedges import has_mark_inside


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("de", "abzureißen", True),
        ("de", "abreißen", False),
        ("de", "abzurechnender", False),
        ("en", "customers", False),  # "to" within an English word is no mark
        ("en", "october", False),
    ],
)
def test_the_mark_inside_a_verb(language: str, word: str, expected: bool) -> None:
    assert has_mark_inside(word, language) is expected
