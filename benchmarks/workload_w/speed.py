"""CPU time per replication and per event: every round starts every contestant once, in a process of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from contestants import Contestant

REPLICATIONS = {
    "small": {"ours": 1000, "keyed C": 1000, "SimPy": 10, "SimPy lean": 20, "heapq": 30},
    "medium": {"ours": 100, "keyed C": 100, "SimPy": 1, "SimPy lean": 2, "heapq": 3},
    "large": {"ours": 10, "keyed C": 10, "SimPy": 1, "SimPy lean": 1, "heapq": 1},
    "huge": {"ours": 1, "keyed C": 1},
}
"""By size and contestant: about half a second each where that is possible. Who is not named does not take part."""

SLOW = {("SimPy", "large"), ("SimPy lean", "large"), ("heapq", "large")}
"""Takes part in the first round only."""


@dataclass(frozen=True, slots=True)
class Timing:
    """One contestant in one round."""

    round: int
    name: str
    per_replication: float
    per_event: float
    megabytes: float


def timings(contestants: Sequence[Contestant], size: str, rounds: int, seed: int) -> list[Timing]:
    """All rounds."""
    found = []
    for number in range(rounds):
        for one in contestants:
            n = REPLICATIONS[size].get(one.name)
            if n is None or (number > 0 and (one.name, size) in SLOW):
                continue
            seen = one.measure(size, n, seed + number)
            per_event = seen["sec"] / seen["events"]
            found.append(Timing(number, one.name, seen["sec"] / n, per_event, seen["rss_mb"]))
    return found


def relative(found: Sequence[Timing], name: str) -> list[float]:
    """Time of a contestant divided by ours, round by round."""
    ours = {t.round: t.per_event for t in found if t.name == "ours"}
    return [t.per_event / ours[t.round] for t in found if t.name == name]


def show(found: Sequence[Timing], size: str) -> None:
    """One row per contestant: medians, and the range of the ratios."""
    print(
        f"\n{size:<8} {'rounds':>6} {'ms/replication':>15} {'ns/event':>10} {'time / ours':>12} {'from':>7} {'to':>7}"
    )
    for name in dict.fromkeys(t.name for t in found):
        mine, ratios = [t for t in found if t.name == name], relative(found, name)
        each, event = median(t.per_replication for t in mine) * 1e3, median(t.per_event for t in mine) * 1e9
        span = f"{median(ratios):>12.2f} {min(ratios):>7.2f} {max(ratios):>7.2f}"
        print(f"{name:<10} {len(mine):>6} {each:>15.3f} {event:>10.1f} {span}")


def growth(by_size: dict[str, list[Timing]]) -> float:
    """Time per event at huge relative to medium, median over rounds; 0 where one was not measured."""
    per_event = {
        size: {t.round: t.per_event for t in found if t.name == "ours"}
        for size, found in by_size.items()
        if size in ("medium", "huge")
    }
    if len(per_event) < 2:
        return 0.0
    shared = per_event["medium"].keys() & per_event["huge"].keys()
    return median(per_event["huge"][r] / per_event["medium"][r] for r in shared)
