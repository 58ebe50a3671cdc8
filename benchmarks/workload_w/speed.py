"""CPU time per replication and per event: a round starts every contestant once with every size, each in a process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.bars import Bar, ratios
from benchmarks.workload_w.contestants import Contestant
from benchmarks.workload_w.sizes import SIZES

REPLICATIONS = {
    "small": {"ours": 1000, "keyed C": 1000, "SimPy": 10, "SimPy lean": 20, "SimPy bench": 10, "heapq": 30},
    "medium": {"ours": 100, "keyed C": 100, "SimPy": 1, "SimPy lean": 2, "SimPy bench": 1, "heapq": 3},
    "large": {"ours": 10, "keyed C": 10, "SimPy": 1, "heapq": 1},
    "huge": {"ours": 1, "keyed C": 1},
}
"""By size and contestant: about half a second each where that is possible. Who is not named does not take part."""

SLOW = {("SimPy", "large"), ("heapq", "large")}
"""Takes part in the first round only."""

SLOWER_THAN_SIMPY = 100.0  # times, at medium
OF_KEYED_C = 1.5
GROWTH = 4.0  # of the time per event from medium to huge
BYTES_PER_PERSON = 2_000.0  # at huge


@dataclass(frozen=True, slots=True)
class Timing:
    """One contestant in one round."""

    round: int
    name: str
    per_replication: float
    per_event: float
    megabytes: float


def show_speed(contestants: Sequence[Contestant], rounds: int, seed: int, quick: bool) -> list[Bar]:
    """A table per size, then the bars."""
    found: dict[str, list[Timing]] = {size: [] for size in (("small", "medium") if quick else REPLICATIONS)}
    for number in range(rounds):
        for size, seen in found.items():
            seen.extend(timings(contestants, size, number, seed))
    for size, seen in found.items():
        show(seen, size)
    absent = "" if {"SimPy", "SimPy bench", "keyed C"} <= {c.name for c in contestants} else "it is not here"
    bars = []
    for name in ("SimPy", "SimPy bench"):
        times = tuple(relative(found["medium"], name))
        bars.append(Bar(f"W medium: time of {name} / ours", SLOWER_THAN_SIMPY, times, at_least=True, why=absent))
    for size, seen in found.items():
        ours = tuple(1 / x for x in relative(seen, "keyed C"))
        bars.append(Bar(f"W {size}: time of ours / keyed C", OF_KEYED_C, ours, why=absent))
    return [*bars, *growth(found)]


def timings(contestants: Sequence[Contestant], size: str, number: int, seed: int) -> Iterator[Timing]:
    """One round of one size."""
    for one in contestants:
        n = REPLICATIONS[size].get(one.name)
        if n is None or (number > 0 and (one.name, size) in SLOW):
            continue
        seen = one.measure(size, n, seed + number)
        yield Timing(number, one.name, seen["sec"] / n, seen["sec"] / seen["events"], seen["rss_mb"])


def relative(found: Sequence[Timing], name: str) -> list[float]:
    """Time of a contestant divided by ours, round by round."""
    ours = {t.round: t.per_event for t in found if t.name == "ours"}
    return [t.per_event / ours[t.round] for t in found if t.name == name]


def show(found: Sequence[Timing], size: str) -> None:
    """One row per contestant: medians, and the range of the ratios."""
    print(
        f"\n{size:<11} {'rounds':>6} {'ms/replication':>15} {'ns/event':>10} {'time / ours':>12} {'from':>7} {'to':>7}"
        f" {'peak MB':>8}"
    )
    for name in dict.fromkeys(t.name for t in found):
        mine, ratios = [t for t in found if t.name == name], relative(found, name)
        each, event = median(t.per_replication for t in mine) * 1e3, median(t.per_event for t in mine) * 1e9
        span = f"{median(ratios):>12.2f} {min(ratios):>7.2f} {max(ratios):>7.2f}"
        peak = max(t.megabytes for t in mine)
        print(f"{name:<11} {len(mine):>6} {each:>15.3f} {event:>10.1f} {span} {peak:>8.0f}")


def growth(by_size: dict[str, list[Timing]]) -> list[Bar]:
    """With the number of people: time per event from medium to huge, memory from small to huge."""
    if "huge" not in by_size:
        return []
    small, medium, huge = ([t for t in by_size[size] if t.name == "ours"] for size in ("small", "medium", "huge"))
    slower = ratios([t.per_event for t in huge], [t.per_event for t in medium])
    people = SIZES["huge"][0] - SIZES["small"][0]
    each = tuple((h.megabytes - s.megabytes) * 2**20 / people for h, s in zip(huge, small, strict=True))
    return [
        Bar("W: time per event, 60,000 people / 600", GROWTH, slower),
        Bar("W: memory per person at 60,000", BYTES_PER_PERSON, each, unit="byte"),
    ]
