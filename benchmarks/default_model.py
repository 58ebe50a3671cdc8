"""The default model with all mechanisms: time per event beside workload W's, growth with people and replications.

One event here and there is one key of the clock: an arrival, the end of a service or delay, a change of state, a look
at the calendar. Rounds alternate between W (medium) and firms of growing size drawn from the default population; CPU
seconds of one process, `engine().events` for the count.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from benchmarks.bars import Bar, ratios
from benchmarks.processes import apart
from benchmarks.workload_w.contestants import PROJECT
from benchmarks.workload_w.sizes import memory_mb

DAYS = 20 * 63 + 1e-3
ALL = (1 << 19) - 1
DRAWS, PER_DRAW = 8, 4
SIZES = ((100, 5), (1_000, 10), (10_000, 30), (30_000, 100), (30_000, 300), (30_000, 1_000))
"""Posts of the firm and how many of them are of ML people."""
OF_W = 3.0  # times W's time per event
LINEAR = 1.05  # time per event, many replications against few
FLAT_MB = 10.0


@dataclass(frozen=True, slots=True)
class Load:
    """Something to time: a call gives the number of events it went through."""

    name: str
    replications: int
    go: Callable[[], int]


def workload(people: int, units: int, replications: int) -> Load:
    """So many replications of W."""
    from mlorg.sim.engine import engine

    world = engine().open_workload(people, units)

    def go() -> int:
        return sum(engine().replicate_workload(world, 1, r)[5] for r in range(replications))

    return Load("W medium", replications, go)


def model(posts: int, ml_people: int) -> Load:
    """A firm with all mechanisms over five years, on draws of the priors."""
    from mlorg.archetypes.firms import firm
    from mlorg.sim import Frame, compile_structure, draw_environments
    from mlorg.sim.engine import engine

    organization = firm(5, people=posts, ml_people=ml_people)
    structure = compile_structure(organization, Frame.of(organization))
    world = engine().open_world(structure, DAYS)
    environments = draw_environments(1, DRAWS)
    name = f"{posts:,} posts, {sum(slot.function == 0 for slot in structure.slots)} ML"
    return Load(name, DRAWS * PER_DRAW, lambda: events_of(world, environments))


def events_of(world: Any, environments: Any) -> int:
    """Replicate each draw, one by one to count events."""
    from mlorg.sim.engine import engine

    seen = 0
    for draw, e in enumerate(environments):
        for i in range(PER_DRAW):
            key = (1, draw * PER_DRAW + i, draw)
            engine().replicate(world, dict(e.values), list(e.managers), key, (0.0, ALL))
            seen += engine().events(world)
    return seen


def measure(load: Load) -> tuple[float, float]:
    """(seconds per event, events per replication)."""
    began = time.process_time()
    seen = load.go()
    return (time.process_time() - began) / seen, seen / load.replications


def show_model(rounds: int, quick: bool) -> list[Bar]:
    """Time per event by size, over replications, and memory."""
    loads = [workload(600, 20, 20), *(model(*size) for size in (SIZES[:3] if quick else SIZES))]
    found = [[measure(load) for load in loads] for _ in range(rounds)]
    print(
        f"\n{'all mechanisms':<24} {'events/replication':>19} {'ms/replication':>15} {'ns/event':>9} {'/ W':>6} "
        f"{'from':>6} {'to':>6}"
    )
    bars = []
    for i, load in enumerate(loads):
        seconds, events = [row[i][0] for row in found], found[0][i][1]
        of_w = ratios(seconds, [row[0][0] for row in found])
        each = f"{events:>19,.0f} {median(seconds) * events * 1e3:>15.2f} {median(seconds) * 1e9:>9.1f}"
        print(f"{load.name:<24} {each} {median(of_w):>6.2f} {min(of_w):>6.2f} {max(of_w):>6.2f}")
        if i > 0:
            bars.append(Bar(f"all mechanisms / W, time per event: {load.name}", OF_W, of_w))
    return [*bars, over_replications(loads[2], rounds), show_memory(quick)]


def over_replications(load: Load, rounds: int) -> Bar:
    """Time per event does not grow with the number of replications."""
    found = []
    for _ in range(rounds):
        once = measure(load)[0]
        found.append(median(measure(load)[0] for _ in range(10)) / once)
    many, few = 10 * load.replications, load.replications
    return Bar(f"all mechanisms: time per event, {many} replications / {few}", LINEAR, tuple(found))


def show_memory(quick: bool) -> Bar:
    """Peak memory of a process by size of the firm, and over the number of replications."""
    sizes = SIZES[:3] if quick else SIZES
    peaks = [peak(*size, 1) for size in sizes]
    print("peak memory of a process that builds, compiles and simulates the firm:")
    print("  " + ", ".join(f"{posts:,} posts {mb:.0f} MB" for (posts, _), mb in zip(sizes, peaks, strict=True)))
    growth = peak(*SIZES[1], 50) - peak(*SIZES[1], 1)
    many, few = 50 * DRAWS * PER_DRAW, DRAWS * PER_DRAW
    return Bar(f"all mechanisms: memory, {many:,} replications - {few}", FLAT_MB, (growth,), unit="MB")


def peak(posts: int, ml_people: int, times: int) -> float:
    """Megabytes, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.default_model", str(posts), str(ml_people), str(times)]
    seen = subprocess.run(apart(command), capture_output=True, check=True, cwd=PROJECT, env=os.environ)
    return float(json.loads(seen.stdout))


def main(posts: str, ml_people: str, times: str) -> None:
    """The child process of `peak`."""
    load = model(int(posts), int(ml_people))
    for _ in range(int(times)):
        load.go()
    print(json.dumps(memory_mb()))


if __name__ == "__main__":
    main(*sys.argv[1:])
