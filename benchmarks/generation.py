"""How fast SmolLM2 writes on this machine, one by one and in batches, with one thread and with several.

    python benchmarks/generation.py [ARTICLES] [TOKENS]

Prints tokens a second for each way, and whether all ways wrote the same.
"""

import os
import sys
import time
from pathlib import Path

from newslab.corpus.load import load_articles
from newslab.summarizers import make

SAMPLE = Path(__file__).parent.parent / "data" / "sample" / "articles.jsonl"


def main(count: int, tokens: int) -> None:
    articles = list(load_articles(SAMPLE, progress=False))[-count:]
    texts = {}
    for threads in dict.fromkeys((1, os.cpu_count() or 1)):
        for batch in (1, 4, 8):
            model = make(f"smollm2[batch={batch},threads={threads},tokens={tokens}]")
            assert model.engine  # loaded before the clock starts
            began, cpu = time.perf_counter(), time.process_time()
            made = list(model.summarize(articles))
            took, used = time.perf_counter() - began, time.process_time() - cpu
            written = sum(each.provenance.tokens_out for each in made)
            texts[threads, batch] = [each.text for each in made]
            rate = f"{written / took:6.1f} tokens/s, {took:6.1f} s, processor {used:6.1f} s"
            print(f"threads {threads}  batch {batch}: {rate}", flush=True)
    print("the same texts:", all(each == texts[1, 1] for each in texts.values()))


if __name__ == "__main__":
    main(*(int(given) for given in (*sys.argv[1:], "8", "24")[:2]))
