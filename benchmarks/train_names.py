"""Trains the German name model on the development part of GermEval 2014 and says how good it is by cross-validation.

Usage: python benchmarks/train_names.py GERMEVAL.jsonl [--folds 5] [--write newslab/text/languages/de/names.json]

The data: D. Benikova, C. Biemann, M. Reznicek: NoSta-D Named Entity Annotation for German (LREC 2014), CC BY 4.0,
2,200 sentences of German Wikipedia and online news, a JSON object a line with `tokens` and `entities`. The test part
is not touched here. The model is a conditional random field over `newslab.text.names.features`; derivations
("Berliner") and compounds with a name inside ("SPD-Chef") are labels of their own, which the finder then leaves out.
Needs torch.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
from base64 import b64encode
from pathlib import Path

import torch

from newslab.text.names.features import TOKEN, features
from newslab.text.names.sequence import model_of, spans_of

SOURCE = (
    "Trained by benchmarks/train_names.py on the development part of GermEval 2014 "
    "(Benikova, Biemann, Reznicek, LREC 2014; CC BY 4.0)."
)
PLAIN = ("PER", "LOC", "ORG", "OTH")
ASIDE = {"deriv": "DERIV", "part": "PART"}
SCALE = 0.05  # weights are stored as whole numbers of this size
LEARNING_RATE, EPOCHS, BATCH, L2, DROP, RAREST = 0.02, 12, 64, 1e-5, 0.2, 2
SEEDS = (
    0,
    1,
    2,
)  # the mean of models trained in another order, with other features dropped, generalises better than one
# Added to every label but O: recall is worth as much as precision, and the likeliest labelling leans to O.
EAGERNESS = 0.6


def read(path: Path) -> list[dict]:
    """Return sentences with our tokens, their labels, and the gold spans in characters."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        text, starts = "", []
        for token in row["tokens"]:
            text += " " if text else ""
            starts.append(len(text))
            text += token
        gold = []
        for entity in row["entities"]:
            kind = entity["type"] if entity["type"] in PLAIN else ASIDE[entity["type"][3:]]
            last = entity["end"] - 1
            gold.append((starts[entity["start"]], starts[last] + len(row["tokens"][last]), kind))
        matches = list(TOKEN.finditer(text))
        labels = ["O"] * len(matches)
        for start, end, kind in gold:
            inside = [n for n, match in enumerate(matches) if match.start() < end and match.end() > start]
            for n in inside:
                labels[n] = f"{'B' if n == inside[0] else 'I'}-{kind}"
        tokens = [match.group() for match in matches]
        bounds = [match.span() for match in matches]
        found.append(
            {"tokens": tokens, "bounds": bounds, "labels": labels, "gold": gold, "seen": features(tokens, "de")}
        )
    return found


class Chain:
    """A conditional random field, trained with Adam; features are dropped at random against over-fitting."""

    def __init__(self, sentences: list[dict]) -> None:
        counts = collections.Counter(name for s in sentences for token in s["seen"] for name in set(token))
        self.features = sorted(name for name, count in counts.items() if count >= RAREST)
        self.rows = {name: n + 1 for n, name in enumerate(self.features)}  # row 0 pads
        self.labels = sorted({label for s in sentences for label in s["labels"]})
        many = len(self.labels)
        inner = [label.startswith("I-") for label in self.labels]
        bars = [[b.startswith("I-") and a[2:] != b[2:] for b in self.labels] for a in self.labels]
        self.bars, self.first_bars = torch.tensor(bars) * -1e4, torch.tensor(inner) * -1e4
        self.bag = torch.nn.EmbeddingBag(len(self.features) + 1, many, mode="sum", padding_idx=0)
        torch.nn.init.zeros_(self.bag.weight)
        self.steps, self.first = torch.nn.Parameter(torch.zeros(many, many)), torch.nn.Parameter(torch.zeros(many))

    def encode(self, sentences: list[dict]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        longest = max(len(s["tokens"]) for s in sentences)
        widest = max(len(token) for s in sentences for token in s["seen"])
        ids = torch.zeros(len(sentences), longest, widest, dtype=torch.long)
        gold = torch.zeros(len(sentences), longest, dtype=torch.long)
        for a, s in enumerate(sentences):
            for b, token in enumerate(s["seen"]):
                known = [self.rows[name] for name in token if name in self.rows]
                ids[a, b, : len(known)] = torch.tensor(known, dtype=torch.long)
                gold[a, b] = self.labels.index(s["labels"][b])
        return ids, gold, torch.tensor([len(s["tokens"]) for s in sentences])

    def loss(self, ids: torch.Tensor, gold: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        batch, longest, widest = ids.shape
        scores = self.bag(ids.view(batch * longest, widest)).view(batch, longest, -1)
        steps, first = self.steps + self.bars, self.first + self.first_bars
        total = first + scores[:, 0]
        right = total.gather(1, gold[:, :1]).squeeze(1)
        for n in range(1, longest):
            running = n < lengths
            ahead = torch.logsumexp(total[:, :, None] + steps[None], 1) + scores[:, n]
            total = torch.where(running[:, None], ahead, total)
            gain = steps[gold[:, n - 1], gold[:, n]] + scores[:, n].gather(1, gold[:, n : n + 1]).squeeze(1)
            right = right + torch.where(running, gain, torch.zeros(()))
        return (torch.logsumexp(total, 1) - right).sum()

    def train(self, sentences: list[dict]) -> None:
        parts = (self.bag.weight, self.steps, self.first)
        sums = [torch.zeros_like(part) for part in parts]
        for seed in SEEDS:
            for part in parts:
                torch.nn.init.zeros_(part)
            self.train_once(sentences, seed)
            sums = [total + part.detach() / len(SEEDS) for total, part in zip(sums, parts, strict=True)]
        for total, part in zip(sums, parts, strict=True):
            part.data.copy_(total)

    def train_once(self, sentences: list[dict], seed: int) -> None:
        torch.manual_seed(seed)
        order = random.Random(seed)
        ranked = sorted(sentences, key=lambda s: len(s["tokens"]))
        batches = [self.encode(ranked[n : n + BATCH]) for n in range(0, len(ranked), BATCH)]
        optimiser = torch.optim.Adam([self.bag.weight, self.steps, self.first], lr=LEARNING_RATE)
        for epoch in range(EPOCHS):
            for group in optimiser.param_groups:
                group["lr"] = LEARNING_RATE * (1 - epoch / EPOCHS) + 1e-4
            order.shuffle(batches)
            for ids, gold, lengths in batches:
                kept = ids * (torch.rand(ids.shape) > DROP)
                loss = self.loss(kept, gold, lengths) / len(lengths) + L2 * (self.bag.weight**2).sum()
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()

    def stored(self, source: str) -> dict:
        """Return the model as its file holds it."""
        weights = self.bag.weight.detach()[1:].clone()
        eager = torch.tensor([0.0 if label == "O" else EAGERNESS for label in self.labels])
        weights[self.features.index("b")] += eager
        whole = (weights / SCALE).round().clamp(-127, 127).to(torch.int8)
        kept = [n for n in range(len(self.features)) if bool(whole[n].any())]
        return {
            "source": source,
            "labels": self.labels,
            "steps": (self.steps.detach() / SCALE).round().int().tolist(),
            "first": (self.first.detach() / SCALE).round().int().tolist(),
            "features": [self.features[n] for n in kept],
            "weights": b64encode(whole[kept].numpy().tobytes()).decode(),
        }


def measure(stored: dict, sentences: list[dict]) -> collections.Counter:
    """Count as the names stick does: what touches a derivation or a compound's part counts neither way."""
    model = model_of(stored)
    count: collections.Counter = collections.Counter()
    for s in sentences:
        found = spans_of(model.label(s["seen"]))
        have = {(s["bounds"][a][0], s["bounds"][b - 1][1]): kind for a, b, kind in found if kind in PLAIN}
        gold = {(start, end): kind for start, end, kind in s["gold"] if kind in PLAIN}
        aside = [(start, end) for start, end, kind in s["gold"] if kind not in PLAIN]
        count["found"] += sum(
            span in gold or not any(span[0] < end and start < span[1] for start, end in aside) for span in have
        )
        count["gold"] += len(gold)
        count["hits"] += len(gold.keys() & have.keys())
        count["typed"] += sum(have.get(span) == kind for span, kind in gold.items())
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    sentences = read(args.data)
    order = list(range(len(sentences)))
    random.Random(1).shuffle(order)
    total: collections.Counter = collections.Counter()
    for fold in range(args.folds):
        held = set(order[fold :: args.folds])
        learn = [s for n, s in enumerate(sentences) if n not in held]
        chain = Chain(learn)
        chain.train(learn)
        total += measure(chain.stored(""), [sentences[n] for n in sorted(held)])
    if args.folds:
        p, r = total["hits"] / total["found"], total["hits"] / total["gold"]
        typed = total["typed"] / total["gold"]
        print(f"{args.folds} folds: precision {p:.4f} recall {r:.4f} F1 {2 * p * r / (p + r):.4f} typed {typed:.4f}")
    if args.write:
        chain = Chain(sentences)
        chain.train(sentences)
        args.write.write_text(json.dumps(chain.stored(SOURCE), ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
