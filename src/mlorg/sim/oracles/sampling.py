"""How much is simulated: long enough for the accuracy that the verdict needs, and no longer.

The queues of the gates run with one arrival a day on average, whatever unit of time was given: so a replication has as
many arrivals as days, and neither tiny nor huge rates cost more than others.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .estimates import GROWING, Estimate
from .toys import Read, Trial

ACCURACY = 0.0048
"""Relative standard error aimed at for queues: four of them are well below the 2 % that are allowed."""

QUICK = 0.1
"""Part of the arrivals that a quick check simulates."""

FIRST, MOST = 4_000_000, 160_000_000
"""Arrivals (visits, in networks) simulated at once, and at most if accuracy needs more."""

FEWEST_REPLICATIONS = 64
GROWTH = 2.0
"""Over a time eight times as long the mean in a queue that does not come to rest at least doubles: it grows by the
square root of 8 at the edge of stability, by 8 beyond it."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Seed of all luck, and whether a rough look is enough."""

    seed: int = 1
    quick: bool = False

    def some(self, n: int, least: int = 50) -> int:
        """n, or a tenth of it in a quick check, but at least `least`."""
        return max(least, round(n * QUICK)) if self.quick else n


@dataclass(frozen=True, slots=True)
class Stretch:
    """One replication of a queue: days that do not count, then days that do."""

    burn_in: float
    days: float


def stretch(relaxation: float, effort: Effort) -> Stretch:
    """Days for a queue that forgets its beginning at the rate of 1 / `relaxation`.

    Six relaxation times leave less than a thousandth of the initial error, and that only at the beginning.
    """
    if effort.quick:
        return Stretch(6 * relaxation + 100, min(60_000.0, max(3_000.0, 15 * relaxation)))
    return Stretch(6 * relaxation + 100, min(300_000.0, max(20_000.0, 60 * relaxation)))


def relaxation(load: float, arrival_days: float = 1.0, scv: float = 1.0) -> float:
    """Days in which a queue with that load forgets, in heavy traffic (reflected Brownian motion).

    `arrival_days` is the mean time between its arrivals, `scv` the squared coefficient of variation of its services.
    """
    return 2 * (1 + scv) * load * arrival_days / (1 - load) ** 2


def sampled(
    trial: Trial, effort: Effort, read: Read, wanted: Callable[[list[list[float]]], float]
) -> list[list[float]]:
    """Rows of replications, more of them until `wanted(rows)` <= 1 or the most that is simulated is reached.

    `wanted` says how many times too large the standard error still is.
    """
    visits = (trial.days - trial.burn_in) * trial.visits
    n = max(FEWEST_REPLICATIONS, math.ceil((FIRST * QUICK if effort.quick else FIRST) / visits))
    most = max(n, int(MOST / visits))
    rows = trial.replicate(n, effort.seed, read)
    for _ in range(4):
        excess = wanted(rows)
        if effort.quick or len(rows) >= most or not excess > 1:
            break
        goal = min(most, math.ceil(len(rows) * min(40.0, 1.1 * excess**2)))
        rows += trial.replicate(goal - len(rows), effort.seed, read, first=len(rows))
    return rows


def excess(estimate: Estimate, exact: float, least: float) -> float:
    """How many times larger than aimed at a standard error is; values below `least` need no relative accuracy."""
    return estimate.se / (ACCURACY * max(abs(exact), least))


def grown(seen: Callable[[float], Estimate], days: float) -> Estimate:
    """GROWING if what is seen over eight times `days` is at least twice what is seen over `days`; else the latter."""
    short, long = seen(days), seen(8 * days)
    return GROWING if long.value > GROWTH * short.value > 0 else long


def columns(rows: Sequence[Sequence[float]], *numbers: int) -> list[list[float]]:
    """Some columns of the rows."""
    return [[row[n] for row in rows] for n in numbers]
