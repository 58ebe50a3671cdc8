"""How the alternatives stand: paired differences, chances of being best, what it costs to be wrong.

Everything is judged by the mean over replications *within* a draw of the environment, then over draws: the draws carry
what we do not know, the replications only luck.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ..archetypes import Arm
from .alternatives import TODAY
from .comparison import Comparison

if TYPE_CHECKING:
    import numpy as np

CLEAR, LEANING = 0.9, 0.75
"""Chance of beating the next best from which a lead is called clear, or a lean; below it is too close to call."""


class Verdict(StrEnum):
    """What can honestly be said of the leader."""

    CLEAR = "clear"
    LEANING = "leaning"
    TOO_CLOSE = "too close to call"


@dataclass(frozen=True, slots=True)
class Standing:
    """One alternative on one outcome, in one arm, at one horizon.

    `mean` and `low`..`high` (middle 90 % of draws) are levels; `difference` is against today, with the 95 % interval
    of its mean (`least`..`most`); `p_best` the share of draws in which it is best among the eligible; `regret` the
    expected loss against always choosing the best; `worst` the mean difference in the worst 10 % of draws.
    """

    alternative: str
    mean: float
    median: float
    low: float
    high: float
    difference: float
    least: float
    most: float
    p_better: float
    p_best: float
    regret: float
    worst: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """All alternatives on one outcome, best first, and what may be said of the leader."""

    arm: Arm
    outcome: str
    quarters: int
    standings: tuple[Standing, ...]
    leader: str
    next_best: str
    p_leader: float
    verdict: Verdict

    def standing(self, alternative: str) -> Standing:
        """The row of one alternative."""
        return next(s for s in self.standings if s.alternative == alternative)


def rank(
    comparison: Comparison, arm: Arm, outcome: str = "net_value", quarters: int = 12, more: bool = True
) -> Ranking:
    """Rank all alternatives on one outcome; `more` = more of it is better."""
    import numpy as np

    names = [a.id for a in comparison.alternatives]
    eligible = [a.eligible for a in comparison.alternatives]
    levels = _by_draw(comparison, arm, names, outcome, quarters)
    sign = 1.0 if more else -1.0
    gains = sign * levels
    best = np.where(eligible, gains.T, -np.inf).T
    regrets = best.max(axis=0) - gains
    standings = [
        _standing(name, levels[i], gains[i] - gains[names.index(TODAY)], best.argmax(axis=0) == i, regrets[i])
        for i, name in enumerate(names)
    ]
    order = sorted(range(len(names)), key=lambda i: (-float(gains[i].sum()), names[i]))
    first, second = [i for i in order if eligible[i]][:2]
    wins, ties = gains[first] > gains[second], gains[first] == gains[second]
    p_leader = float((wins + 0.5 * ties).mean()) if wins.size else 0.5
    ranked = tuple(standings[i] for i in order)
    return Ranking(arm, outcome, quarters, ranked, names[first], names[second], p_leader, _verdict(p_leader))


def _by_draw(comparison: Comparison, arm: Arm, names: Sequence[str], outcome: str, quarters: int) -> np.ndarray:
    """Means within draws, shape (alternatives, draws); draws in which any alternative has none are left out."""
    import numpy as np

    def within(table: np.ndarray) -> np.ndarray:
        counts = np.isfinite(table).sum(axis=1)
        nothing = np.full(counts.shape, np.nan)
        found: np.ndarray = np.divide(np.nansum(table, axis=1), counts, out=nothing, where=counts > 0)
        return found

    means = np.array([within(comparison.by_draw(arm, name, outcome, quarters)) for name in names])
    kept: np.ndarray = means[:, np.isfinite(means).all(axis=0)]
    return kept


def _standing(
    name: str, level: np.ndarray, against_today: np.ndarray, is_best: np.ndarray, regret: np.ndarray
) -> Standing:
    import numpy as np

    nan = float("nan")
    n = len(level)
    if not n:
        return Standing(name, nan, nan, nan, nan, nan, nan, nan, nan, nan, nan, nan)
    half = 1.96 * float(against_today.std(ddof=1)) / n**0.5 if n > 1 else nan
    mean = float(against_today.mean())
    low, high = (float(q) for q in np.quantile(level, [0.05, 0.95]))
    return Standing(
        name,
        mean=float(level.mean()),
        median=float(np.median(level)),
        low=low,
        high=high,
        difference=mean,
        least=mean - half,
        most=mean + half,
        p_better=float(np.mean(against_today > 0)),
        p_best=float(is_best.mean()),
        regret=float(regret.mean()),
        worst=float(np.sort(against_today)[: max(1, n // 10)].mean()),
    )


def _verdict(p: float) -> Verdict:
    if p >= CLEAR:
        return Verdict.CLEAR
    return Verdict.LEANING if p >= LEANING else Verdict.TOO_CLOSE
