"""Times how quotations are located in an article, against edlib alone, and counts how often both find the same span.

Usage: python benchmarks/locate.py FILE.jsonl [COLUMN]     one JSON object a line, its COLUMN ("text") an article

The needles are stretches of 6 to 40 words of the articles themselves, half of them with one word left out, doubled
or replaced; short texts are about 600 words, long ones 6,000 (articles joined).
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

import edlib

from newslab.text.locate import Locator, even
from newslab.text.passage import Passage
from newslab.text.segment import words

NEEDLES = 10  # for each text


def texts_of(articles: list[str], size: int, count: int) -> list[str]:
    found: list[str] = []
    held: list[str] = []
    for article in articles:
        held.append(article)
        if sum(text.count(" ") for text in held) >= size:
            found.append(" ".join("\n\n".join(held).split(" ")[:size]))
            held = []
    return found[:count]


def needles_of(passage: Passage, rng: random.Random) -> list[str]:
    made = []
    for number in range(NEEDLES):
        length = rng.randint(6, 40)
        first = rng.randrange(len(passage.words) - length)
        needle = passage.words.span(first, first + length).of(passage.text)
        parts = needle.split(" ")
        if number % 2 and len(parts) > 2:
            at = rng.randrange(1, len(parts) - 1)
            parts[at : at + 1] = rng.choice([[], [parts[at], parts[at]], [rng.choice(passage.words.forms)]])
        made.append(" ".join(parts))
    return made


def measure(texts: list[str], rng: random.Random) -> tuple[float, float, int, int]:
    ours = theirs = 0.0
    same = total = 0
    for text in texts:
        passage = Passage(text, "de")
        needles = needles_of(passage, rng)
        keys = [words(needle).keys for needle in needles]
        _ = passage.places  # the index of words serves every check and metric
        began = time.perf_counter()
        locator = Locator(passage)
        places = [locator.find(needle, key) for needle, key in zip(needles, keys, strict=True)]
        ours += time.perf_counter() - began
        haystack, evened = even(text), [even(needle) for needle in needles]
        began = time.perf_counter()
        wanted = [edlib.align(needle, haystack, mode="HW", task="locations") for needle in evened]
        theirs += time.perf_counter() - began
        for place, want in zip(places, wanted, strict=True):
            spans = {(start, end + 1) for start, end in want["locations"]}
            same += place is not None and (place.span.start, place.span.end) in spans
            total += 1
    return ours / total * 1000, theirs / total * 1000, same, total


def main() -> None:
    path, column = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "text"
    with path.open(encoding="utf-8") as lines:
        articles = [json.loads(line)[column] for line in lines]
    rng = random.Random(7)
    for size, count in ((600, 60), (6000, 12)):
        ours, theirs, same, total = measure(texts_of(articles, size, count), rng)
        print(
            f"{size} words: {ours:.3f} ms against edlib's {theirs:.3f} ms for a quotation ({theirs / ours:.1f}×), "
            f"same span {same} of {total} ({same / total:.1%})"
        )


if __name__ == "__main__":
    main()
