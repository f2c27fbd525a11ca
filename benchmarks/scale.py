"""How time and memory grow with the number of pairs, for ``newslab score`` and ``newslab check``.

Run: ``python benchmarks/scale.py [--verb score check] [--sizes 2000 8000 32000] [--workers N] [--engine local dask]``.
Several engines take turns at each size, so that a busy machine is busy for both.
The pairs are invented here: no two are the same, German and English by turns, articles of about 300 words with names,
figures, dates and quotations, summaries of about 45, every other one with a mistake. Memory is that of the command and
all its processes together, resident, looked at five times a second; what the kernel shares between them counts once for
each. A first, small run is not counted: it compiles and fills the disk's cache.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import psutil

FIRST = "Anna Bernd Clara Dieter Elif Frank Greta Hanno Ines Jonas Katrin Lars Mira Nils Olga Paul Rosa Uwe".split()
SUR = (
    "Acker Berg Buch Dorn Eich Feld Gold Heid Kirch Lind Mühl Neu Ober Rosen Stein Wald".split(),
    "mann bauer brink er hauer hof kamp meier stein thal".split(),
)
TOWN = (
    "Alten Breiten Eller Falken Grün Hohen Kalten Linden Mittel Nieder Schön Wolfs".split(),
    "bach berg burg dorf feld hagen hausen moor rode wald".split(),
)
BODY = ("Stadt Kreis Landes Bundes Hafen Schul Verkehrs Umwelt".split(), "rat amt ausschuss verband".split())
THING_DE = (
    "Brücken Bäder Schul Straßen Hafen Wohnungs Klinik Museums".split(),
    "bau plan vertrag umbau haushalt".split(),
)
THING_EN = (
    "bridge pool school harbour housing hospital museum road".split(),
    "plan contract budget repair scheme".split(),
)
BODY_EN = ("town county harbour school transport health".split(), "council board committee office".split())
DAYS_DE = "Montag Dienstag Mittwoch Donnerstag Freitag".split()
DAYS_EN = "Monday Tuesday Wednesday Thursday Friday".split()
MONTHS_DE = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
MONTHS_EN = "January February March April May June July August September October November December".split()

GERMAN = (
    "Der {body} von {town} hat am {day} über den {thing} beraten.",
    "Nach Angaben der Verwaltung kostet das Vorhaben {money} Millionen Euro.",
    "„Wir haben lange über den {thing} gesprochen und {count} Einwände geprüft“, sagte {name} nach der Sitzung.",
    "{name} erklärte, die Arbeiten könnten erst am {date} beginnen.",
    "In {town} leben rund {many} Menschen, {share} Prozent von ihnen sind älter als 65 Jahre.",
    "Im vergangenen Jahr waren es noch {count} Fälle gewesen, in diesem Jahr wurden {more} gezählt.",
    "Die Gegner des Plans hatten {many} Unterschriften gesammelt und dem {body} übergeben.",
    "„Das Geld reicht nicht“, warnte {name} aus {town}.",
    "Der Vertrag läuft über {count} Monate und kann um weitere zwei Jahre verlängert werden.",
    "Laut {name} wird das Gebäude seit {count} Wochen nicht mehr genutzt.",
    "Zuständig ist der {body}, der seit dem {date} von {name} geleitet wird.",
    "Viele Anwohner zeigten sich am {day} überrascht von der Entscheidung.",
    "Bei der Abstimmung gab es {count} Stimmen dafür und {few} dagegen.",
    "Ein Gutachten nennt Schäden an {count} Stellen, die bis zum Winter behoben werden sollen.",
    "Gegen einen Mitarbeiter wird wegen des Verdachts der Untreue ermittelt, wie {name} bestätigte.",
    "Der Umsatz stieg nach vorläufigen Zahlen um {share} Prozent auf {money} Millionen Euro.",
)
ENGLISH = (
    "The {body} of {town} discussed the {thing} on {day}.",
    "Officials put the cost of the project at {money} million euros.",
    "“We talked about the {thing} for weeks and looked at {count} objections,” {name} said after the meeting.",
    "{name} explained that work might not begin before {date}.",
    "About {many} people live in {town}, and {share} per cent of them are older than 65.",
    "There were {count} cases last year, while {more} have been counted so far this year.",
    "Opponents of the plan collected {many} signatures and handed them to the {body}.",
    "“The money will not last,” warned {name} from {town}.",
    "The contract runs for {count} months and may be extended by another two years.",
    "According to {name}, the building has not been used for {count} weeks.",
    "The {body}, which {name} has led since {date}, is in charge.",
    "Many residents said on {day} that the decision had surprised them.",
    "In the vote {count} members were in favour and {few} against.",
    "A report lists damage in {count} places that is to be repaired before the winter.",
    "A member of staff is being investigated on suspicion of fraud, as {name} confirmed.",
    "Turnover rose by {share} per cent to {money} million euros, according to early figures.",
)


@dataclass(frozen=True)
class Tongue:
    """What an invented article of one language is made of."""

    code: str
    sentences: tuple[str, ...]
    body: tuple[list[str], list[str]]
    thing: tuple[list[str], list[str]]
    days: list[str]
    months: list[str]
    date: str
    thousands: str
    comma: str

    def filled(self, sentence: str, rng: random.Random) -> str:
        joint = "" if self.code == "de" else " "
        number = rng.randrange(1_000, 900_000)
        return sentence.format(
            name=f"{rng.choice(FIRST)} {''.join(map(rng.choice, SUR))}",
            town="".join(map(rng.choice, TOWN)),
            body=joint.join(map(rng.choice, self.body)),
            thing=joint.join(map(rng.choice, self.thing)),
            day=rng.choice(self.days),
            date=self.date.format(day=rng.randrange(1, 29), month=rng.choice(self.months)),
            money=f"{rng.randrange(2, 90)}{self.comma}{rng.randrange(1, 10)}",
            share=f"{rng.randrange(2, 60)}{self.comma}{rng.randrange(1, 10)}",
            many=f"{number // 1000}{self.thousands}{number % 1000:03}",
            count=rng.randrange(13, 480),
            more=rng.randrange(481, 990),
            few=rng.randrange(2, 12),
        )


TONGUES = (
    Tongue("de", GERMAN, BODY, THING_DE, DAYS_DE, MONTHS_DE, "{day}. {month}", ".", ","),
    Tongue("en", ENGLISH, BODY_EN, THING_EN, DAYS_EN, MONTHS_EN, "{day} {month}", ",", "."),
)


def pair(number: int) -> dict[str, str]:
    """Return the pair of a number: the same for the same number, and no other's."""
    rng, tongue = random.Random(number), TONGUES[number % 2]
    article = [tongue.filled(sentence, rng) for sentence in rng.choices(tongue.sentences, k=24)]
    told = rng.sample(article, 4)
    if number // 2 % 2:
        told[3] = tongue.filled(rng.choice(tongue.sentences), rng)  # what the article does not say
    return {
        "id": f"pair-{number}",
        "language": tongue.code,
        "published": f"2026-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}",
        "article": " ".join(article),
        "summary": " ".join(told),
        "reference": " ".join([*told[:2], tongue.filled(rng.choice(tongue.sentences), rng)]),
    }


def write_pairs(path: Path, count: int) -> None:
    """Write the first ``count`` pairs: JSON Lines, or Parquet in groups of 10,000 rows."""
    if path.suffix != ".parquet":
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(pair(number), ensure_ascii=False) + "\n" for number in range(count))
        return
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema = pa.Table.from_pylist([pair(0)]).schema
    with ParquetWriter(path, schema) as writer:
        for start in range(0, count, 10_000):
            rows = [pair(number) for number in range(start, min(count, start + 10_000))]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def resident(process: psutil.Process) -> float:
    """Return the memory of a process and all below it, in MB."""
    total = 0
    for each in (process, *process.children(recursive=True)):
        try:
            total += each.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 1e6


@dataclass(frozen=True)
class Run:
    """What one run took: wall and processor seconds, megabytes at most and after a quarter of the time."""

    pairs: int
    seconds: float
    processor: float
    peak: float
    early: float


def adopt() -> None:
    """Let what the command leaves behind become ours, so that its processor time is counted: Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def bury() -> None:
    """Wait for all that is ours and has ended or will at once: the process that the workers are copies of."""
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass


def run(command: list[str], count: int) -> Run:
    adopt()
    began = time.perf_counter()
    before = os.times()
    seen: list[float] = []
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    watched = psutil.Process(started.pid)
    while started.poll() is None:
        try:
            seen.append(resident(watched))
        except psutil.NoSuchProcess:
            break
        time.sleep(0.2)
    if started.wait() != 0:
        sys.exit(f"{' '.join(command)} left with {started.returncode}")
    seconds = time.perf_counter() - began
    bury()
    after = os.times()
    return Run(
        pairs=count,
        seconds=seconds,
        processor=after.children_user + after.children_system - before.children_user - before.children_system,
        peak=max(seen),
        early=max(seen[: max(1, len(seen) // 4)]),
    )


def told(verb: str, runs: list[Run]) -> Iterator[str]:
    """Yield the lines of a table, and what they come to."""
    yield f"{verb}: pairs, wall s, processor s, ms of a core a pair, peak MB, peak MB in the first quarter"
    for each in runs:
        yield (
            f"  {each.pairs:9,} {each.seconds:9.1f} {each.processor:9.1f} {1000 * each.processor / each.pairs:8.3f} "
            f"{each.peak:8.0f} {each.early:8.0f}"
        )
    further = [(second.processor - first.processor) / (second.pairs - first.pairs) for first, second in pairwise(runs)]
    for (first, second), cost in zip(pairwise(runs), further, strict=True):
        yield f"  {first.pairs:,} to {second.pairs:,}: {1000 * cost:.3f} ms of a core for each further pair"
    if further:
        yield (
            f"  a further pair at the end costs {further[-1] / further[0]:.2f} of one at the beginning (1 is linear); "
            f"peak memory of the largest is {runs[-1].peak / runs[0].peak:.2f} of the smallest's"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verb", nargs="+", default=["score", "check"], choices=["score", "check"])
    parser.add_argument("--sizes", nargs="+", type=int, default=[2_000, 8_000, 32_000])
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--engine", nargs="+", default=["local"], choices=["local", "dask"])
    parser.add_argument("--form", default="jsonl", choices=["jsonl", "parquet"])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        turns = [(verb, engine) for verb in arguments.verb for engine in arguments.engine]
        runs: dict[tuple[str, str], list[Run]] = {turn: [] for turn in turns}
        for count in (300, *sorted(arguments.sizes)):
            source, target = (Path(folder) / f"{name}.{arguments.form}" for name in ("pairs", "answers"))
            write_pairs(source, count)
            for verb, engine in turns:
                command = [sys.executable, "-m", "newslab", verb, str(source), "-o", str(target)]
                command += ["--engine", engine, "--workers", str(arguments.workers)]
                found = run(command, count)
                if count >= min(arguments.sizes):
                    runs[verb, engine].append(found)
                print(f"{verb}, {engine}: {found}", file=sys.stderr, flush=True)
        for turn, several in runs.items():
            print(*told(", ".join(turn), several), sep="\n")


if __name__ == "__main__":
    main()
