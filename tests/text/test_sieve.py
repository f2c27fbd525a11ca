"""The sieve gives the answers of its test, asks of each word once, and keeps a bounded number of answers."""

from newslab.text import sieve
from newslab.text.passage import Passage
from newslab.text.sieve import Sieve


def test_each_word_is_asked_once():
    asked = []
    even = Sieve(lambda word: asked.append(word) or len(word) % 2 == 0)
    assert even.passing({"ab", "abc"}) == {"ab"}
    assert even.passing({"ab", "abcd"}) == {"ab", "abcd"}
    assert sorted(asked) == ["ab", "abc", "abcd"]


def test_answers_are_right_when_the_memory_is_full(monkeypatch):
    monkeypatch.setattr(sieve, "WORDS_KEPT", 2)
    even = Sieve(lambda word: len(word) % 2 == 0)
    for words in ({"ab", "abc"}, {"ab", "abcd"}, {"a", "b", "aa", "bb"}, {"a", "aa"}):
        assert even.passing(words) == {word for word in words if len(word) % 2 == 0}


def test_what_was_asked_is_forgotten_when_the_memory_is_full(monkeypatch):
    monkeypatch.setattr(sieve, "WORDS_KEPT", 2)
    asked = []
    even = Sieve(lambda word: asked.append(word) or len(word) % 2 == 0)
    for words in ({"ab", "abc"}, {"a", "aa"}, {"ab"}):
        even.passing(words)
    assert sorted(asked) == ["a", "aa", "ab", "ab", "abc"]


def test_a_passage_tells_where_words_pass():
    assert Passage("Der Hund sah den anderen Hund.", "de").where(Sieve("hund".__eq__)) == [1, 5]
