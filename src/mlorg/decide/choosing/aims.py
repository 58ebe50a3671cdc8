"""What is to be reached: outcomes on one scale of money, limits that must hold, discounting.

A weight is the money that *one unit better* of an outcome is worth: one day less of `lead_time`, one resignation less,
all of a share (so a percentage point is a hundredth of the weight). Outcomes that are money themselves weigh as a plain
factor. Without any aims, net value counts and nothing else.

The engine keeps sums at 4, 8, 12 and 20 quarters. So money is discounted in the steps between these, each as if it came
in the middle of its step; and a dip is the worst step against doing nothing, not the worst quarter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from ...sim import HORIZONS, OUTCOMES, Outcomes
from ...workspace import Limit

if TYPE_CHECKING:
    import numpy as np

AIMED = "aims"
"""Name under which the weighted sum of all aims is asked for, wherever a name of an outcome is."""

DIP = "dip"
"""Largest yearly shortfall of net value against doing nothing in any step between horizons."""

MONEY = ("value", "cost", "net_value")
"""Outcomes counted in money: their weights are plain factors, and they are discounted."""

ZONE = 0.5
"""Years of one ML person's pay, over the whole horizon, below which a difference does not matter; assumed."""

FRONT = ("net_value", "time_to_first_use", "resigned", DIP)
"""Outcomes whose trade-offs are shown unless others are asked for."""


@dataclass(frozen=True)
class Aims:
    """Weights in years of one ML person's pay per unit better, limits by outcome, yearly discount rate, zone."""

    weights: Mapping[str, float] = field(default_factory=lambda: {"net_value": 1.0})
    limits: Mapping[str, tuple[Limit, ...]] = field(default_factory=dict)
    discount_rate: float = 0.0
    zone: float = ZONE
    front: tuple[str, ...] = FRONT

    @property
    def net_value_alone(self) -> bool:
        """True if money in use net of cost is all that counts."""
        return dict(self.weights) == {"net_value": 1.0}

    def score(self, ours: Outcomes, today: Outcomes, quarters: int) -> np.ndarray:
        """Weighted sum in years of pay, more is better; shape (replications,).

        Where a replication lacks an outcome (nothing handed over, so nothing to send back), it counts with the mean of
        the others, and with 0 where none has it.
        """
        import numpy as np

        parts = []
        for name, weight in self.weights.items():
            sign = 1.0 if more_is_better(name) else -1.0
            parts.append(sign * weight * without_gaps(self.level(name, ours, today, quarters)))
        total: np.ndarray = np.sum(parts, axis=0)
        return total

    def level(self, name: str, ours: Outcomes, today: Outcomes, quarters: int) -> np.ndarray:
        """An outcome, money discounted, shape (replications,); nan where a replication lacks it."""
        if name == AIMED:
            return self.score(ours, today, quarters)
        if name == DIP:
            return _dip(ours, today, quarters)
        if name in MONEY and self.discount_rate:
            return _discounted(name, ours, quarters, self.discount_rate)
        return ours.outcome(name, quarters)


def more_is_better(name: str) -> bool:
    """Whether more of an outcome, of the aims or of less dip is better."""
    return name == AIMED or (name != DIP and OUTCOMES[name].more_is_better)


def unit_of(name: str) -> str:
    """`money`, `days`, `share`, `count` or `ratio`; a dip is money per year."""
    return "money" if name in (DIP, AIMED) else OUTCOMES[name].unit


def _steps(name: str, outcomes: Outcomes, quarters: int) -> list[tuple[int, int, np.ndarray]]:
    """(from quarter, to quarter, what an outcome counted in money gains between), up to the horizon."""
    ends = [q for q in HORIZONS if q <= quarters]
    totals = [outcomes.outcome(name, q) for q in ends]
    gains = [totals[0], *(b - a for a, b in pairwise(totals))]
    return list(zip([0, *ends], ends, gains, strict=False))


def _discounted(name: str, outcomes: Outcomes, quarters: int, rate: float) -> np.ndarray:
    import numpy as np

    worth = [gain * (1.0 + rate) ** -((start + end) / 8.0) for start, end, gain in _steps(name, outcomes, quarters)]
    total: np.ndarray = np.sum(worth, axis=0)
    return total


def _dip(ours: Outcomes, today: Outcomes, quarters: int) -> np.ndarray:
    import numpy as np

    pairs = zip(_steps("net_value", ours, quarters), _steps("net_value", today, quarters), strict=True)
    short = [(theirs - gain) / ((end - start) / 4.0) for (start, end, gain), (_, _, theirs) in pairs]
    worst: np.ndarray = np.maximum(0.0, np.max(short, axis=0))
    return worst


def mean_of_known(values: np.ndarray) -> float | None:
    """The mean of the values that are finite; None where none is."""
    import numpy as np

    finite = values[np.isfinite(values)]
    return float(finite.mean()) if finite.size else None


def without_gaps(values: np.ndarray) -> np.ndarray:
    """The values with the mean of those that are finite in place of the others; 0 where none is."""
    import numpy as np

    there = np.isfinite(values)
    return np.where(there, values, values[there].mean() if there.any() else 0.0)
