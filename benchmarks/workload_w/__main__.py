"""Workload W: agreement with other simulators, speed against them, growth, threads, memory, first result.

    python benchmarks/workload_w [--rounds N] [--quick] [--skip PART ...]

Only ratios of one and the same round mean anything on a machine that others use too. Exit code 1 if an output differs
from a contestant's by three standard errors or more.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from agreement import LIMIT, compare
from contestants import Contestant, all_contestants
from machine import show_first_result, show_memory, show_threads
from speed import Timing, growth, show, timings

PARTS = ("agreement", "speed", "threads", "memory", "first")
SEED = 11


def measure_speed(contestants: list[Contestant], rounds: int, sizes: list[str]) -> None:
    """A table per size, then the growth from medium to huge."""
    found: dict[str, list[Timing]] = {}
    for size in sizes:
        found[size] = timings(contestants, size, rounds, SEED)
        show(found[size], size)
    if ratio := growth(found):
        print(f"\ntime per event, 60,000 people against 600: {ratio:.2f}")


def main() -> int:
    """All parts that are not skipped, in order."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="three rounds, without large and huge")
    parser.add_argument("--skip", nargs="*", default=[], choices=PARTS)
    arguments = parser.parse_args()
    rounds = 3 if arguments.quick else arguments.rounds
    sizes = ["small", "medium"] if arguments.quick else ["small", "medium", "large", "huge"]
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        contestants = list(all_contestants(Path(folder)))
        if "agreement" not in arguments.skip:
            worst = max(compare(contestants, size, SEED) for size in ("small", "medium"))
        if "speed" not in arguments.skip:
            measure_speed(contestants, rounds, sizes)
    if "threads" not in arguments.skip:
        show_threads(rounds)
    if "memory" not in arguments.skip:
        show_memory(contestants[0])
    if "first" not in arguments.skip:
        show_first_result(rounds)
    return int(worst >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
