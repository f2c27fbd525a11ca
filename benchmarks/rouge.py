"""How fast ROUGE is, beside rouge-score and rouge-score-rs on the same invented texts, in interleaved runs.

Run: python benchmarks/rouge.py [--quick]. Every figure is the median over the rounds of the ratio within a round, in
processor time of one thread, so that a busy machine slows all alike. Before anything is timed, the figures of all
programs are compared; a difference ends the run.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import statistics
import sys
import time

os.environ["RAYON_NUM_THREADS"] = "1"  # rouge-score-rs would otherwise use every core; read when it is loaded

from rouge_score import rouge_scorer
from rouge_score_rs import rouge_scorer as rouge_scorer_rs

from newslab.metrics.rouge import Scorer
from newslab.text.segment import WORD

VARIANTS = ["rouge1", "rouge2", "rougeL", "rougeLsum"]
ENDINGS = {
    "en": ["", "s", "ed", "ing", "ly", "ation", "ness", "er", "able"],
    "de": ["", "e", "en", "er", "ung", "ungen", "lich", "keit", "ß", "ö"],
}
ONSETS = "b br d dr f fl g gr h k kl l m n p pl pr r s sch sp st t tr v w z".split(" ")
NUCLEI = "a e i o u ei au ie".split(" ")
CODAS = ["", *"n r s t l nd rt ng st".split(" ")]


def vocabulary(rng: random.Random, size: int, language: str) -> list[str]:
    """Return invented words with the language's endings, a third of them capitalised, in the order of frequency."""
    words: set[str] = set()
    while len(words) < size:
        syllables = [
            rng.choice(ONSETS) + rng.choice(NUCLEI) + rng.choice(CODAS) for _ in range(rng.choice([1, 1, 2, 3]))
        ]
        word = "".join(syllables) + rng.choice(ENDINGS[language])
        words.add(word.capitalize() if rng.random() < 0.3 else word)
    # frequent words are short, in every language (Zipf's law of abbreviation)
    return sorted(sorted(words), key=lambda word: len(word) + rng.gauss(0, 2))


def pairs(count: int, length: int, language: str, *, lines: bool, size: int = 20_000) -> tuple[list[str], list[str]]:
    """Return summaries and references of about ``length`` words, sharing runs; word frequencies fall like Zipf's."""
    rng = random.Random(1)
    words = vocabulary(rng, size, language)
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(size)))

    def drawn(k: int) -> list[str]:
        return rng.choices(words, cum_weights=weights, k=k)

    def prose(text: list[str]) -> str:
        sentences = []
        while text:
            cut = rng.randint(8, 22)
            sentences.append(" ".join(text[:cut]) + ".")
            text = text[cut:]
        return ("\n" if lines else " ").join(sentences)

    summaries, references = [], []
    for _ in range(count):
        reference = drawn(max(5, round(rng.gauss(length, length / 6))))
        summary: list[str] = []
        while len(summary) < length:
            start = rng.randrange(len(reference))
            summary += reference[start : start + rng.randint(1, 8)] if rng.random() < 0.4 else drawn(rng.randint(1, 4))
        summaries.append(prose(summary))
        references.append(prose(reference))
    return summaries, references


def seconds(work) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


class Unicode:
    """A tokenizer for rouge-score that knows all scripts: what a careful user of it writes."""

    def tokenize(self, text: str) -> list[str]:
        return [word.casefold() for word in WORD.findall(text)]


class Peer:
    """rouge-score: so slow that it runs on a part of the texts."""

    def __init__(self, share: float, **settings) -> None:
        self.share = share
        self.scorer = rouge_scorer.RougeScorer(VARIANTS, **settings)

    def __call__(self, summaries, references):
        part = max(2, int(len(summaries) * self.share))
        return [self.scorer.score(r, s) for s, r in zip(summaries[:part], references[:part], strict=True)]


def compare(name: str, texts: tuple[list[str], list[str]], ours: Scorer, peers: dict, *, rounds: int) -> None:
    """Print how many times faster ours is than each peer, per pair of texts."""
    summaries, references = texts
    ours.score_texts(summaries[:50], references[:50])
    expected = ours.score_texts(summaries, references)
    for peer, run in peers.items():
        for have, want in zip(expected, run(summaries, references), strict=False):
            if ours.mode == "classic" and any(tuple(have[key]) != tuple(want[key]) for key in VARIANTS):
                sys.exit(f"{name}: newslab and {peer} differ")
    ratios: dict[str, list[float]] = {peer: [] for peer in peers}
    own: list[float] = []
    for _ in range(rounds):
        fresh = Scorer(ours.language, mode=ours.mode, stem=ours.encoder.stemmer != "none", kernel=ours.kernel)
        mine = seconds(lambda fresh=fresh: fresh.score_texts(summaries, references)) / len(summaries)
        own.append(mine)
        for peer, run in peers.items():
            part = max(2, int(len(summaries) * getattr(run, "share", 1.0)))
            ratios[peer].append(seconds(lambda run=run: run(summaries, references)) / part / mine)
    figures = ", ".join(f"{statistics.median(each):.1f}x {peer}" for peer, each in ratios.items())
    print(f"{name}: {1e6 * statistics.median(own):.0f} µs a pair, {figures}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer texts and rounds")
    quick = parser.parse_args().quick
    rounds = 3 if quick else 7
    for length, count, share in ((60, 500 if quick else 2000, 0.05), (600, 40 if quick else 200, 0.05)):
        for lines in (False, True):
            layout = "a sentence a line" if lines else "one line"
            texts = pairs(count, length, "en", lines=lines)
            for stem in (False, True):
                rs = rouge_scorer_rs.RougeScorer(VARIANTS, use_stemmer=stem)
                peers = {
                    "rouge-score": Peer(share, use_stemmer=stem),
                    "rouge-score-rs": lambda s, r, rs=rs: rs.score_batch(r, s),
                }
                for kernel in ("compiled", "python"):
                    name = f"classic, {length} words, {layout}, {'stemmed' if stem else 'unstemmed'}, {kernel}"
                    scorer = Scorer("en", mode="classic", stem=stem, kernel=kernel)
                    compare(name, texts, scorer, peers, rounds=rounds)
        texts = pairs(count, length, "de", lines=False)
        for kernel in ("compiled", "python"):
            peers = {"rouge-score with a Unicode tokenizer": Peer(share, tokenizer=Unicode())}
            name = f"language (German), {length} words, {kernel}"
            compare(name, texts, Scorer("de", kernel=kernel), peers, rounds=rounds)


if __name__ == "__main__":
    main()
