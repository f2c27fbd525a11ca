"""Classic mode: no bit differs from rouge-score 0.1.2, on whatever text."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rouge_score import rouge_scorer

from newslab.metrics.rouge import Scorer
from newslab.text.document import Document

VARIANTS = ["rouge1", "rouge2", "rouge3", "rougeL", "rougeLsum"]
WORDS = (
    "the cat sat on a mat running runs happily Müller Möller Straße привет мир 東京 日本 😀 café cafe\u0301 don't "
    "1,250 3.5 İstanbul K ﬁne news dying \ud800"
).split(" ")
MARKS = [" ", " ", " ", "\n", ". ", ".\n", "\n\n", "-", "\r\n", "\u00ad", "\u2028"]


def ours(summary, references, *, stem):
    scorer = Scorer("en", mode="classic", stem=stem, ngrams=(1, 2, 3))
    (parts,) = scorer.score([Document(summary, "en")], [[Document(text, "en") for text in references]])
    return {name: (part.p, part.r, part.f) for name, part in parts.items()}


def theirs(summary, references, *, stem):
    scorer = rouge_scorer.RougeScorer(VARIANTS, use_stemmer=stem)
    return {name: tuple(score) for name, score in scorer.score_multi(references, summary).items()}


def odd_text(rng):
    """A text of few different words, so that many match, over one line or many, sometimes empty or one word."""
    if rng.random() < 0.1:
        return rng.choice(["", "\n", *WORDS])
    words = rng.sample(WORDS, rng.randint(2, 8))
    return "".join(rng.choice(words) + rng.choice(MARKS) for _ in range(rng.randint(1, 60)))


@pytest.mark.parametrize("stem", [True, False])
@pytest.mark.parametrize("seed", range(6))
def test_odd_texts(seed, stem):
    rng = random.Random(seed)
    for _ in range(50):
        summary, references = odd_text(rng), [odd_text(rng) for _ in range(rng.choice([1, 1, 3]))]
        assert ours(summary, references, stem=stem) == theirs(summary, references, stem=stem)


@pytest.mark.parametrize("stem", [True, False])
@settings(max_examples=150)
@given(summary=st.text(max_size=200), reference=st.text(max_size=200))
def test_any_text(stem, summary, reference):
    assert ours(summary, [reference], stem=stem) == theirs(summary, [reference], stem=stem)


def test_one_line_of_more_words_than_a_machine_word_has_bits():
    rng = random.Random(5)
    first, second = (" ".join(rng.choices("abcdefgh", k=300)) for _ in range(2))
    second = second[:250] + "\n" + second[250:]
    assert ours(first, [second], stem=False) == theirs(first, [second], stem=False)
    assert ours(second, [first], stem=False) == theirs(second, [first], stem=False)
