"""What a pair costs: analysis, all checks and all metrics together, against rouge-score on the same pairs.

Run: ``python benchmarks/checks.py [--articles N]``. Articles of about 600 words are put together from the sample,
each with four summaries of about 60 words. The two run in turn, so that a machine whose speed drifts slows both;
what counts is the ratio. The first round warms both up and is not counted.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import time
from itertools import islice, permutations
from pathlib import Path

from rouge_score.rouge_scorer import RougeScorer

from newslab.checks.examine import examine
from newslab.metrics import METRICS, metric_named
from newslab.records import Article, Pair
from newslab.text.alignment.align import align
from newslab.text.document import analyse

SAMPLE = Path(__file__).parent.parent / "data" / "sample" / "articles.jsonl"
WORDS = 600


def pairs(many: int) -> list[list[Pair]]:
    """Return for each of ``many`` articles its four pairs; no two articles are the same."""
    rows = [json.loads(line) for line in SAMPLE.read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["language"] == "de"]
    made = []
    for number, chosen in enumerate(islice(permutations(rows, 3), many)):
        text = " ".join("\n\n".join(row["text"] for row in chosen).split(" ")[:WORDS])
        first = chosen[0]
        article = Article(
            id=str(number), language="de", text=text, published=first["published"], references=(first["reference"],)
        )
        summaries = (first["summary_faithful"], first["summary_flawed"], first["reference"], text[:420])
        made.append([Pair(id=str(number), article=article, summary=summary) for summary in summaries])
    return made


def ours(group: list[Pair]) -> None:
    """All that newslab does for one article and its summaries, nothing remembered of either."""
    analyse.cache_clear()
    alignments = [align(pair) for pair in group]
    for alignment in alignments:
        examine(alignment)
    for name in METRICS.built_in:
        metric_named(name).measure(alignments)


def theirs(group: list[Pair], scorer: RougeScorer) -> None:
    """rouge-score's four variants on the same pairs."""
    for pair in group:
        scorer.score(pair.article.references[0], pair.summary)


def theirs_on_articles(group: list[Pair], scorer: RougeScorer) -> None:
    """rouge-score's four variants, each summary against its article."""
    for pair in group:
        scorer.score(pair.article.text, pair.summary)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    groups = pairs(arguments.articles)
    scorer = RougeScorer(["rouge1", "rouge2", "rougeL", "rougeLsum"], use_stemmer=True)
    works = {
        "newslab": ours,
        "rouge-score, summary against reference": lambda group: theirs(group, scorer),
        "rouge-score, summary against article": lambda group: theirs_on_articles(group, scorer),
    }
    spent: dict[str, list[float]] = {name: [] for name in works}
    gc.disable()
    for number in range(arguments.rounds + 1):
        for name, work in works.items():
            began = time.process_time()
            for group in groups:
                work(group)
            if number:
                spent[name].append((time.process_time() - began) / (4 * len(groups)) * 1000)
    base = spent["newslab"]
    for name, times in spent.items():
        ratios = [mine / other for mine, other in zip(base, times, strict=True)]
        print(
            f"{name:42} {statistics.median(times):7.2f} ms a pair; newslab takes {statistics.median(ratios):.2f} of it"
        )


if __name__ == "__main__":
    main()
