"""All benchmarks, then what was promised beside what was found.

    make benchmarks ARGS="[PART ...] [--rounds N] [--quick]"
    parts: agreement speed threads memory first model peer load decision scale

Contestants take turns in every round, and only ratios within a round are compared, so that a machine others use too
disturbs both sides alike. Exit code 1 if an output of workload W differs from a contestant's by three standard errors
or more; a bar that is missed is printed and does not fail the run, since a busy machine can miss any.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import decision, default_model, load, peer, scale
from benchmarks.bars import Bar, show_bars
from benchmarks.workload_w import agreement, machine, speed
from benchmarks.workload_w.contestants import all_contestants
from mlorg.errors import UnsupportedError
from mlorg.sim.engine import engine

SEED = 11


def parts(folder: Path, rounds: int, quick: bool) -> dict[str, Callable[[], list[Bar]]]:
    """Every part by name; a call measures it and prints its tables."""
    contestants = list(all_contestants(folder))
    return {
        "agreement": lambda: agreement.show_agreement(contestants, SEED),
        "speed": lambda: speed.show_speed(contestants, rounds, SEED, quick),
        "threads": lambda: machine.show_threads(rounds),
        "memory": lambda: machine.show_memory(contestants[0], quick),
        "first": lambda: machine.show_first_result(rounds),
        "model": lambda: default_model.show_model(rounds, quick),
        "peer": lambda: peer.show_peer(quick),
        "load": lambda: load.show_load(quick),
        "decision": lambda: decision.show_decision(quick),
        "scale": lambda: scale.show_scale(rounds, quick),
    }


def show_machine(when: str) -> None:
    """What this was measured on, and how busy it was."""
    busy = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    print(f"{when}: {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, load {busy}")


def main() -> int:
    """The parts asked for, in order, then the summary."""
    parser = argparse.ArgumentParser(prog="make benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="at most three rounds, without the largest sizes")
    arguments = parser.parse_args()
    try:
        engine("compiled")
    except UnsupportedError as missing:
        sys.exit(f"There is nothing to measure: {missing}")
    rounds = min(3, arguments.rounds) if arguments.quick else arguments.rounds
    with tempfile.TemporaryDirectory() as folder:
        every = parts(Path(folder), rounds, arguments.quick)
        if unknown := set(arguments.parts) - set(every):
            parser.error(f"no part named {', '.join(sorted(unknown))}; there are {', '.join(every)}")
        show_machine("before")
        bars = [bar for name in arguments.parts or every for bar in every[name]()]
    show_machine("\nafter")
    show_bars(bars)
    return int(any(bar.unit == agreement.UNIT and bar.found and not bar.met() for bar in bars))


if __name__ == "__main__":
    sys.exit(main())
