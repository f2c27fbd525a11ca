"""The compiled kernel counts what plain Python counts, in both modes, in any language, for odd texts too."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslab.metrics.rouge import Scorer, kernels
from newslab.metrics.rouge.batches import batch_of
from newslab.metrics.rouge.tokens import ClassicEncoder, LanguageEncoder
from newslab.text.document import Document
from newslab.text.language import LANGUAGES

WORDS = (
    "der Kanzler sagte SPD-Chefin 1.250 1'250 3,5 20:15 Covid-19-Pandemie geht’s 31-9 a- -b 1. x.y 1,a ß ẞ "
    "\u0663.\u0664 '' _a_ don't decision-making привет 東京 😀 cafe\u0301 news dying \ud800"
).split(" ")
MARKS = [" ", " ", " ", "\n", ". ", "! ", "\n\n", "-", "\u00ad", "\u2028"]


def odd_text(rng):
    words = rng.sample(WORDS, rng.randint(1, 12))
    return "".join(rng.choice(words) + rng.choice(MARKS) for _ in range(rng.choice([0, 1, 5, 20, 90])))


def both(language, summaries, references, **options):
    return [
        Scorer(language, kernel=kernel, ngrams=(1, 2, 4), **options).score_texts(summaries, references)
        for kernel in ("python", "compiled")
    ]


@pytest.mark.parametrize("pooling", ["max", "average"])
@pytest.mark.parametrize(("language", "mode"), [("de", "language"), ("en", "language"), ("en", "classic")])
@pytest.mark.parametrize("stem", [True, False])
def test_both_kernels_agree_on_odd_texts(language, mode, stem, pooling):
    rng = random.Random(11)
    summaries = [odd_text(rng) for _ in range(150)]
    references = [[odd_text(rng) for _ in range(rng.choice([1, 1, 3]))] for _ in summaries]
    plain, compiled = both(language, summaries, references, mode=mode, stem=stem, pooling=pooling)
    assert plain == compiled


@given(texts=st.lists(st.text(max_size=60), min_size=1, max_size=4), language=st.sampled_from(["de", "en"]))
@settings(max_examples=150)
def test_a_batch_has_the_tokens_of_each_document(texts, language):
    for encoder in (LanguageEncoder(language, stem=False), ClassicEncoder(stem=True)):
        batch = batch_of(encoder, [Document(text, language) for text in texts])
        for number, text in enumerate(texts):
            tokens = encoder.encode(Document(text, language))
            words = batch.keys[batch.starts[number] : batch.starts[number + 1]]
            assert words.tolist() == tokens.words
            stops = batch.stops[batch.stop_starts[number] : batch.stop_starts[number + 1]].tolist()
            # lines and sentences without words may be left out by one side; they change no count
            assert set(stops) - {0} == set(tokens.stops) - {0}


PROSE = (
    "Haus Der der die Über über Mai Mai, mai März. Oktober Dr Dr. Mio Mio. Abs Nr z.B. e. V. 19. 3. 12 12. 3,5 No No. "
    "Mr. usw usw. insges. Xyz Yahoo SPD-Chef SPD-Chef. ½ ² Senat stop. stop. stop. Ende. Erdoğan. – -- (so) „Ja.“ 's "
    "don't Not The Sie … .. ! ?"
).split(" ")


@given(
    words=st.lists(st.lists(st.sampled_from(PROSE), min_size=1, max_size=14), min_size=1, max_size=6),
    gap=st.sampled_from([" ", " ", ". ", ".", "  "]),
    language=st.sampled_from(LANGUAGES),
)
@settings(max_examples=400)
def test_a_batch_ends_its_sentences_where_the_segmentation_does(words, gap, language):
    texts = [gap.join(text) for text in words]
    encoder = LanguageEncoder(language, stem=False)
    batch = batch_of(encoder, [Document(text, language) for text in texts])
    for number, text in enumerate(texts):
        stops = batch.stops[batch.stop_starts[number] : batch.stop_starts[number + 1]].tolist()
        assert set(stops) - {0} == set(encoder.encode(Document(text, language)).stops) - {0}


def test_many_words_grow_the_table():
    text = " ".join(f"wort{number}" for number in range(5000))
    plain, compiled = both("de", [text, text], [text, text.upper()])
    assert plain == compiled
    assert plain[0]["rouge1"].f == plain[1]["rouge1"].f == 1.0


def test_a_sentence_longer_than_a_machine_word():
    rng = random.Random(2)
    texts = [". ".join(" ".join(rng.choices("abcdef", k=130)) for _ in range(3)) for _ in range(6)]
    plain, compiled = both("de", texts[:3], texts[3:])
    assert plain == compiled


def test_order_and_company_change_nothing():
    rng = random.Random(4)
    summaries, references = [odd_text(rng) for _ in range(30)], [odd_text(rng) for _ in range(30)]
    together = Scorer("de", kernel="compiled").score_texts(summaries, references)
    alone = [Scorer("de").score_texts([one], [other])[0] for one, other in zip(summaries, references, strict=True)]
    backwards = Scorer("de").score_texts(summaries[::-1], references[::-1])
    assert together == alone == backwards[::-1]


def test_the_compiled_kernel_is_taken_once_plain_python_has_cost_enough(monkeypatch):
    from newslab.metrics.rouge import batches

    asked = []
    monkeypatch.setattr(batches, "hits_of", lambda *_: asked.append(1) or (np.zeros((1, 4), int), np.array([1, 1])))
    monkeypatch.setattr(kernels._Clock, "spent", 0.0)
    Scorer("de").score_texts(["a"], ["a"])
    assert not asked
    monkeypatch.setattr(kernels._Clock, "spent", 10.0)
    Scorer("de").score_texts(["a"], ["a"])
    assert asked


def test_without_numba_plain_python_counts_on(monkeypatch):
    monkeypatch.setattr(kernels, "has_numba", lambda: False)
    monkeypatch.setattr(kernels._Clock, "spent", 10.0)
    assert Scorer("de").score_texts(["ein Satz"], ["ein Satz"])[0]["rouge1"].f == 1.0
