"""Measures the swaps of the stick `mutations` drawn anew: what is found where the stick's own draw was not tuned on.

    python benchmarks/drawn_anew.py [--sticks ../shared/bench/measure.py] [SEED ...]     by default 31 to 34

The stick puts one name, number or date of a real sentence in another's place; which one is a matter of its seed (7).
"""

import argparse
import importlib.util
import shlex
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# nobody has looked into what these draw; 7 to 12 and 20 to 22 were mended on
SEEDS = (31, 32, 33, 34)
FIGURES = ("entity_recall", "number_recall", "date_recall", "false_alarm_rate", "noise_rate")


def sticks_at(path):
    """Return the module of measuring sticks."""
    spec = importlib.util.spec_from_file_location("measure", path)
    if spec is None:
        raise ValueError("it is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not hasattr(module, "mutations"):
        raise ValueError("it has no stick mutations")
    return module


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", nargs="*", type=int, default=SEEDS, metavar="SEED")
    parser.add_argument("--sticks", type=Path, default=ROOT.parent / "shared" / "bench" / "measure.py")
    arguments = parser.parse_args()
    if not arguments.sticks.is_file():
        parser.error(f"{arguments.sticks} is no file; --sticks says where the measuring sticks are")
    try:
        sticks = sticks_at(arguments.sticks)
    except (SyntaxError, ValueError) as error:
        parser.error(f"{arguments.sticks} holds no measuring sticks: {error}")
    command = f"{shlex.quote(sys.executable)} -m newslab"
    data, told = arguments.sticks.parent.parent / "data", []
    print("seed" + "".join(f"{figure:>18}" for figure in FIGURES))
    for seed in arguments.seeds:
        told.append(sticks.mutations(data, command, 10**9, seed))
        print(f"{seed:4}" + "".join(f"{told[-1][figure]:18.4f}" for figure in FIGURES), flush=True)
    print("mean" + "".join(f"{statistics.mean(one[figure] for one in told):18.4f}" for figure in FIGURES))


if __name__ == "__main__":
    main()
