"""The greedy longest shared runs: against the definition written out naively, and in texts that repeat themselves."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from newslab.text.runs import RunIndex

WORDS = st.lists(st.sampled_from("abc"), max_size=30)


def by_definition(article: Sequence[str], summary: Sequence[str]) -> list[tuple[int, int, int]]:
    """Figure 3 of Grusky et al. 2018, word by word: the longest run at each place, the first of equal ones."""
    found, at = [], 0
    while at < len(summary):
        best = (0, 0)
        for start in range(len(article)):
            length = 0
            while article[start + length : start + length + 1] == summary[at + length : at + length + 1] != []:
                length += 1
            best = max(best, (length, -start))
        if best[0]:
            found.append((at, -best[1], best[0]))
        at += max(1, best[0])
    return found


@given(WORDS, WORDS)
def test_the_index_finds_what_the_definition_finds(article: list[str], summary: list[str]) -> None:
    assert list(RunIndex(article).greedy(summary)) == by_definition(article, summary)


def test_a_run_by_hand_in_german() -> None:
    article = ["der", "minister", "trat", "am", "montag", "zurück", "und", "der", "minister", "schwieg"]
    summary = ["am", "montag", "schwieg", "der", "minister", "schwieg", "er"]
    assert list(RunIndex(article).greedy(summary)) == [(0, 3, 2), (2, 9, 1), (3, 7, 3)]


def test_a_run_by_hand_in_english() -> None:
    article = ["the", "minister", "resigned", "on", "monday", "and", "the", "minister", "was", "silent"]
    summary = ["on", "monday", "the", "minister", "was", "gone"]
    assert list(RunIndex(article).greedy(summary)) == [(0, 3, 2), (2, 6, 3)]


def test_each_word_tells_how_long_a_run_of_the_text_ends_there() -> None:
    article = ["the", "minister", "resigned", "on", "monday", "and", "the", "mayor", "stayed"]
    summary = ["and", "the", "minister", "was", "on", "monday", "and", "the", "mayor"]
    # "and the" stands there, "and the minister" does not, but "the minister" does
    assert RunIndex(article).reaches(summary) == [1, 2, 2, 0, 1, 2, 3, 4, 5]


def test_a_shorter_run_is_told_where_the_longer_one_breaks_off() -> None:
    article = ["rot", "und", "grün", "und", "gelb"]
    assert RunIndex(article).reaches(["rot", "und", "gelb", "rot"]) == [1, 2, 2, 1]
    assert RunIndex([]).reaches(["rot"]) == [0]


class Counted(Sequence[str]):
    """A text that counts how often one of its words is read."""

    def __init__(self, words: list[str]) -> None:
        self.words, self.reads = words, 0

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, at):
        self.reads += 1
        return self.words[at]


def test_a_text_of_one_repeated_word_costs_no_more_than_its_length() -> None:
    article = ["a"] * 20_000 + ["b"]
    summary = Counted((["a"] * 99 + ["c"]) * 200)
    runs = list(RunIndex(article).greedy(summary))
    assert [length for _, _, length in runs] == [99] * 200
    assert summary.reads <= 2 * len(summary)
