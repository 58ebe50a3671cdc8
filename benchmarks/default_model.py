"""The default model with all mechanisms: time per event beside workload W's, growth with people and replications.

    python benchmarks/default_model.py [--rounds N]

One event here and there is one key of the clock: an arrival, the end of a service or delay, a change of state, a look
at the calendar. Rounds alternate between W (medium) and firms of growing size drawn from the default population; CPU
seconds of one process, `engine().events` for the count.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from mlorg.archetypes.firms import firm
from mlorg.sim import Frame, compile_structure, draw_environments
from mlorg.sim.engine import engine

DAYS = 20 * 63 + 1e-3
ALL = (1 << 19) - 1
DRAWS, PER_DRAW = 8, 4
SIZES = ((100, 5), (1_000, 10), (10_000, 30), (30_000, 100), (30_000, 300))
"""Posts of the firm and how many of them are of ML people."""


@dataclass(frozen=True, slots=True)
class Load:
    """Something to time: a call gives the number of events it went through."""

    name: str
    replications: int
    go: Callable[[], int]


def workload(people: int, units: int, replications: int) -> Load:
    """So many replications of W."""
    world = engine().open_workload(people, units)

    def go() -> int:
        return sum(engine().replicate_workload(world, 1, r)[5] for r in range(replications))

    return Load("W medium", replications, go)


def model(posts: int, ml_people: int) -> Load:
    """A firm with all mechanisms over five years, on draws of the priors."""
    organization = firm(5, people=posts, ml_people=ml_people)
    structure = compile_structure(organization, Frame.of(organization))
    world = engine().open_world(structure, DAYS)
    environments = draw_environments(1, DRAWS)
    name = f"{posts:,} posts, {sum(slot.function == 0 for slot in structure.slots)} ML"
    return Load(name, DRAWS * PER_DRAW, lambda: events_of(world, environments))


def events_of(world: Any, environments: Any) -> int:
    """Replicate each draw, one by one to count events."""
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


def main() -> None:
    """One row per load; ratios are to W in the same round."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    loads = [workload(600, 20, 20), *(model(*size) for size in SIZES)]
    found = [[measure(load) for load in loads] for _ in range(rounds)]
    print(f"{'':<24} {'events/replication':>19} {'ms/replication':>15} {'ns/event':>9} {'W':>6} {'from':>6} {'to':>6}")
    for i, load in enumerate(loads):
        per_event = median(row[i][0] for row in found)
        ratios = [row[i][0] / row[0][0] for row in found]
        each = f"{found[0][i][1]:>19,.0f} {per_event * found[0][i][1] * 1e3:>15.2f} {per_event * 1e9:>9.1f}"
        print(f"{load.name:<24} {each} {median(ratios):>6.2f} {min(ratios):>6.2f} {max(ratios):>6.2f}")
    show_replications(loads[2])


def show_replications(load: Load) -> None:
    """Time per event does not grow with the number of replications."""
    ratios = []
    for _ in range(3):
        once = measure(load)[0]
        many = median(measure(load)[0] for _ in range(10))
        ratios.append(many / once)
    print(
        f"\ntime per event over {10 * load.replications} replications against {load.replications}: {median(ratios):.2f}"
    )


if __name__ == "__main__":
    main()
