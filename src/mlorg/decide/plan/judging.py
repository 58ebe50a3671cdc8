"""What a simulated plan comes to: worth, regret, dip, break-even, resignations, against staying on the same luck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...sim import COURSE
from ..choosing.intervals import paired_interval, wilson
from .simulating import BEFORE, STAY, PlansSimulated

if TYPE_CHECKING:
    import numpy as np

WEEKS_OF_A_QUARTER = 13


@dataclass(frozen=True, slots=True)
class Judgement:
    """One plan against staying. Amounts are years of one ML person's pay, weeks are counted from the first wave.

    `difference` with its 95 % interval is the mean over draws at the horizon; `p_regret` the share of draws in which
    staying would have been better, with its 95 % interval. `dip` is how far the mean of the sum falls below staying at
    the deepest, `dip_week` when; `dip_low` the same in the worst twentieth of draws. `break_even` is the week from
    which on the mean sum is not below staying, None if that is not within the horizon; `p_break_even` the share of
    draws that get there. `curve` holds (week, mean, low, high) of the sum, the middle 90 % of draws.
    """

    plan: str
    difference: float
    least: float
    most: float
    p_regret: float
    p_least: float
    p_most: float
    dip: float
    dip_week: int
    dip_low: float
    break_even: int | None
    p_break_even: float
    resigned: float
    curve: tuple[tuple[int, float, float, float], ...]


def judge(simulated: PlansSimulated, plan: str) -> Judgement:
    """How a plan does against staying."""
    import numpy as np

    gained = (simulated.net(plan) - simulated.net(STAY)).mean(axis=1)
    sums = np.concatenate([np.zeros((len(gained), 1)), gained.cumsum(axis=1)], axis=1)
    mean, last = sums.mean(axis=0), sums[:, -1]
    least_gain, most_gain = paired_interval(last)
    regrets = int((last < 0).sum())
    low, high = np.quantile(sums, [0.05, 0.95], axis=0)
    deepest = sums.min(axis=1)
    return Judgement(
        plan,
        difference=float(last.mean()),
        least=least_gain,
        most=most_gain,
        p_regret=regrets / len(last),
        **dict(zip(("p_least", "p_most"), wilson(regrets, len(last)), strict=True)),
        dip=float(mean.min()),
        dip_week=int(mean.argmin()) * WEEKS_OF_A_QUARTER,
        dip_low=float(np.quantile(deepest, 0.05)),
        break_even=break_even_week(mean),
        p_break_even=float(np.mean([break_even_week(row) is not None for row in sums])),
        resigned=_resigned(simulated, plan),
        curve=tuple(
            (q * WEEKS_OF_A_QUARTER, float(m), float(least), float(most))
            for q, (m, least, most) in enumerate(zip(mean, low, high, strict=True))
        ),
    )


def break_even_week(sums: np.ndarray) -> int | None:
    """The week from which a sum by quarter stays at or above 0, in straight lines between quarters; None if never."""
    below = [q for q, value in enumerate(sums) if value < 0]
    if not below:
        return 0
    q = below[-1]
    if q == len(sums) - 1:
        return None
    fall, rise = -float(sums[q]), float(sums[q + 1])
    return round((q + fall / (fall + rise)) * WEEKS_OF_A_QUARTER)


def _resigned(simulated: PlansSimulated, plan: str) -> float:
    column = COURSE.index("resigned")
    ours, staying = (simulated.courses[name][:, :, BEFORE:, column].sum(axis=2) for name in (plan, STAY))
    return float((ours - staying).mean())
