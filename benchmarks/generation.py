"""How fast SmolLM2 reads and writes on this machine, one by one and in batches.

    python benchmarks/generation.py [--articles 8] [--letters 400] [--tokens 64] [--batches 1,8] [--threads 1]

First the two halves of the work on drawn tokens: reading (all tokens of an input at once) and writing (one token after
the other), in processor time for a token. Then summaries of the sample's articles, cut after so many letters, through
the same code as a study's, how much of the time went into reading and how much into writing, and whether all ways wrote
the same.
"""

import argparse
import random
import time
from dataclasses import replace
from pathlib import Path

from newslab.corpus.load import load_articles
from newslab.summarizers import make

SAMPLE = Path(__file__).parent.parent / "data" / "sample" / "articles.jsonl"
READ, STEPS = 150, 7


def halves(model, batch: int) -> tuple[float, float]:
    """Return the processor seconds for a token read and for a token written, the median of a few steps."""
    import torch

    drawn = random.Random(0)
    ids = torch.tensor([[drawn.randrange(10, 4000) for _ in range(READ)] for _ in range(batch)])
    mask, steps = torch.ones_like(ids), []
    with torch.inference_mode():
        began = time.process_time()
        out = model(input_ids=ids, attention_mask=mask, use_cache=True, logits_to_keep=1)
        read = time.process_time() - began
        for _ in range(STEPS):
            mask = torch.cat([mask, mask.new_ones(batch, 1)], 1)
            last = out.logits[:, -1:].argmax(-1)
            began = time.process_time()
            out = model(input_ids=last, attention_mask=mask, past_key_values=out.past_key_values, logits_to_keep=1)
            steps.append(time.process_time() - began)
    return read / batch / READ, sorted(steps)[STEPS // 2] / batch


class Shares:
    """Processor seconds that a model spends reading inputs and writing on, and how many places of inputs it reads."""

    def __init__(self, model) -> None:
        self.read = self.wrote = self.places = 0.0
        model.register_forward_pre_hook(self._begin, with_kwargs=True)
        model.register_forward_hook(self._end, with_kwargs=True)

    def _begin(self, _model, _arguments, _told) -> None:
        self._began = time.process_time()

    def _end(self, _model, _arguments, told, _outcome) -> None:
        took = time.process_time() - self._began
        if told["input_ids"].shape[1] > 1:
            self.read += took
            self.places += told["input_ids"].numel()
        else:
            self.wrote += took


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("articles", 8), ("letters", 400), ("tokens", 64), ("threads", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--batches", default="1,8")
    asked = parser.parse_args()
    articles = [replace(each, text=each.text[: asked.letters]) for each in load_articles(SAMPLE, progress=False)][
        -asked.articles :
    ]
    texts, first = [], None
    for batch in map(int, asked.batches.split(",")):
        model = make(f"smollm2[batch={batch},threads={asked.threads},tokens={asked.tokens}]")
        import torch

        torch.set_num_threads(asked.threads)
        read, wrote = halves(model.engine.model, batch)
        print(f"batch {batch}: {1000 * read:.1f} ms for a token read, {1000 * wrote:.1f} for one written", flush=True)
        shares = Shares(model.engine.model)
        began, used = time.perf_counter(), time.process_time()
        made = list(model.summarize(articles))
        used, took = time.process_time() - used, time.perf_counter() - began
        first = first or used
        texts.append([each.text for each in made])
        told = [each.provenance for each in made]
        print(
            f"  {sum(each.tokens_in for each in told)} tokens in, {sum(each.tokens_out for each in told)} out: "
            f"processor {used:.1f} s ({first / used:.2f} times as fast), {took:.1f} s on the clock",
            flush=True,
        )
        print(
            f"  of it reading {shares.read:.1f} s ({shares.read / used:.0%}; {shares.places:.0f} places with padding), "
            f"writing {shares.wrote:.1f} s ({shares.wrote / used:.0%})",
            flush=True,
        )
    print("the same texts:", all(each == texts[0] for each in texts))


if __name__ == "__main__":
    main()
