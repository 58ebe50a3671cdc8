"""Do the contestants simulate the same model? Differences of means in standard errors, for every output."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, stdev

from benchmarks.bars import Bar
from benchmarks.workload_w.contestants import Contestant
from benchmarks.workload_w.sizes import OUTPUTS

REPLICATIONS = {"small": 200, "medium": 20}
LIMIT = 3.0
UNIT = "se"


def distances(ours: Sequence[Sequence[float]], theirs: Sequence[Sequence[float]]) -> list[float]:
    """(our mean - their mean) / its standard error, by output."""
    return [distance(a, b) for a, b in zip(zip(*ours, strict=True), zip(*theirs, strict=True), strict=True)]


def distance(a: Sequence[float], b: Sequence[float]) -> float:
    """Between the means of two independent samples, in standard errors."""
    error = sqrt(stdev(a) ** 2 / len(a) + stdev(b) ** 2 / len(b))
    return (fmean(a) - fmean(b)) / error


def show_agreement(contestants: Sequence[Contestant], seed: int) -> list[Bar]:
    """Both sizes; one bar each."""
    if len(contestants) == 1:
        return [Bar("W: largest distance of a mean", LIMIT, (), unit=UNIT, why="no other simulator is here")]
    return [compare(contestants, size, seed) for size in REPLICATIONS]


def compare(contestants: Sequence[Contestant], size: str, seed: int) -> Bar:
    """Print a row per contestant; the largest distance.

    Among some sixty distances one beyond the limit is no wonder. So such a contestant is looked at once more, with five
    times as many replications and another seed: a bias grows, chance does not. The bar says how many were.
    """
    n = REPLICATIONS[size]
    ours = contestants[0].rows(size, n, seed)
    means = "  ".join(f"{name} {fmean(x):.6g}" for name, x in zip(OUTPUTS, zip(*ours, strict=True), strict=True))
    print(f"\nagreement, {size}, {n} replications each; ours: {means}")
    worst, twice = 0.0, 0
    for other in contestants[1:]:
        found = distances(ours, other.rows(size, n, seed))
        show(other.name, found)
        if max(map(abs, found)) >= LIMIT:
            twice += 1
            again = 5 * n
            found = distances(contestants[0].rows(size, again, seed + 1), other.rows(size, again, seed + 1))
            show(f"  n = {again:,}", found)
        worst = max(worst, *map(abs, found))
    looks = f" ({twice} looked at twice)" if twice else ""
    return Bar(f"W {size}: largest distance of a mean{looks}", LIMIT, (worst,), unit=UNIT)


def show(name: str, found: Sequence[float]) -> None:
    """One row."""
    print(f"  {name:<12} " + "  ".join(f"{output} {z:+.1f}" for output, z in zip(OUTPUTS, found, strict=True)))
