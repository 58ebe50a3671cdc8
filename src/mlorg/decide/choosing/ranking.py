"""How the alternatives stand: paired differences, chances of being best, what it costs to be wrong.

Everything is judged by the mean over replications *within* a draw of the environment, then over draws: the draws carry
what we do not know, the replications only luck. The part of the spread between draws that is luck is taken out before
chances and losses are counted, since nobody can find out beforehand what luck will bring.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...archetypes import Arm
from ..comparing.alternatives import TODAY
from ..comparing.comparison import Comparison
from .aims import AIMED
from .dominance import dominance
from .intervals import paired_interval
from .limits import BrokenLimit, broken_limits, nearest
from .luck import without_luck
from .outlook import Outlook, Verdict, outlook

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Standing:
    """One alternative on one outcome, in one arm, at one horizon.

    `mean` and `low`..`high` (middle 90 % of draws) are levels; `difference` is against today, with the 95 % interval
    of its mean (`least`..`most`). `p_best` is the share of draws in which it is best by expectation among the eligible,
    `p_best_by_luck` the share of replications; `regret` the expected loss against always choosing the best; `worst` the
    mean difference in the worst 10 % of draws. `dominated_by` names an eligible alternative that dominates it
    stochastically, to the order `dominated_to` (1 or 2; 0 = none does).
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
    p_best_by_luck: float
    regret: float
    worst: float
    dominated_by: str = ""
    dominated_to: int = 0


@dataclass(frozen=True, slots=True)
class Ranking:
    """All alternatives on one outcome, best first, and what may be said of the leader.

    `leader` and `next_best` are eligible and keep the limits; where only one does, it is both; where none does, the
    leader is the one that comes nearest. `next_best` is today where the leader can be told from the next best but not
    from doing nothing. `broken` holds the limits that each alternative breaks.
    """

    arm: Arm
    outcome: str
    quarters: int
    standings: tuple[Standing, ...]
    leader: str
    next_best: str
    verdict: Verdict
    outlook: Outlook
    broken: Mapping[str, tuple[BrokenLimit, ...]] = field(default_factory=dict)

    @property
    def p_leader(self) -> float:
        """Chance that the leader is ahead of the next best by expectation."""
        return self.outlook.p_leader

    def standing(self, alternative: str) -> Standing:
        """The row of one alternative."""
        return next(s for s in self.standings if s.alternative == alternative)


def rank(comparison: Comparison, arm: Arm, outcome: str = AIMED, quarters: int = 12, more: bool = True) -> Ranking:
    """Rank all alternatives on one outcome, by default on the aims; `more` = more of it is better."""
    import numpy as np

    names = [a.id for a in comparison.alternatives]
    table = _table(comparison, arm, names, outcome, quarters)
    gains = table if more else -table
    broken = broken_limits(comparison, arm, quarters)
    open_to = {a.id: broken[a.id] for a in comparison.alternatives if a.eligible}
    keeps = [name for name, limits in open_to.items() if not limits]
    eligible = np.isin(names, keeps or list(open_to))
    standings = _standings(names, table, gains, eligible)
    order = sorted(range(len(names)), key=lambda i: (-float(gains[i].sum()), names[i]))
    zone = comparison.aims.zone if outcome == AIMED else 0.0
    first, second, seen = _first_two(gains, [i for i in order if eligible[i]], names.index(TODAY), zone)
    if not keeps:
        first = second = names.index(nearest(open_to))
    return Ranking(
        arm,
        outcome,
        quarters,
        tuple(standings[i] for i in order),
        names[first],
        names[second],
        _verdict(len(keeps), seen, zone),
        seen,
        broken,
    )


def _first_two(gains: np.ndarray, ranked: Sequence[int], today: int, zone: float) -> tuple[int, int, Outlook]:
    """The leader, and the next best; or today, if the leader can be told from the next best but not from that."""
    first, second = ranked[0], ranked[min(1, len(ranked) - 1)]
    seen = outlook(gains, first, second)
    told_apart = seen.verdict(zone) in (Verdict.CLEAR, Verdict.LEANING)
    if told_apart and today in ranked[2:]:
        against_today = outlook(gains, first, today)
        if against_today.verdict(zone) in (Verdict.TOO_CLOSE, Verdict.AS_GOOD):
            return first, today, against_today
    return first, second, seen


def _verdict(keep_limits: int, seen: Outlook, zone: float) -> Verdict:
    if keep_limits == 0:
        return Verdict.NONE_KEEPS
    return Verdict.ONLY_ONE if keep_limits == 1 else seen.verdict(zone)


def _table(comparison: Comparison, arm: Arm, names: Sequence[str], outcome: str, quarters: int) -> np.ndarray:
    """Shape (alternatives, draws, replications); draws in which any alternative has no number are left out.

    Where only some replications of a draw lack it, they count with the mean of the others.
    """
    import numpy as np

    table = np.array([comparison.by_draw(arm, name, outcome, quarters) for name in names])
    there = np.isfinite(table)
    if there.all():
        return table
    counts = there.sum(axis=2, keepdims=True)
    sums = np.where(there, table, 0.0).sum(axis=2, keepdims=True)
    means = np.divide(sums, counts, out=np.zeros(counts.shape), where=counts > 0)
    kept: np.ndarray = np.where(there, table, means)[:, (counts > 0).all(axis=(0, 2))]
    return kept


def _standings(names: Sequence[str], table: np.ndarray, gains: np.ndarray, eligible: np.ndarray) -> list[Standing]:
    import numpy as np

    if not table.shape[1]:
        return [_unknown(name) for name in names]
    levels, means, today = table.mean(axis=2), gains.mean(axis=2), names.index(TODAY)
    facts = without_luck(gains)
    facts = facts - facts[today]
    best = np.where(eligible[:, None], facts, -np.inf)
    by_luck = np.where(eligible[:, None, None], gains, -np.inf).argmax(axis=0)
    rivals = [j for j in range(len(names)) if eligible[j]]
    found = []
    for i, name in enumerate(names):
        least, most = paired_interval(means[i] - means[today])
        low, median, high = (float(q) for q in np.quantile(levels[i], [0.05, 0.5, 0.95]))
        found.append(
            Standing(
                name,
                float(levels[i].mean()),
                median,
                low,
                high,
                float((means[i] - means[today]).mean()),
                least,
                most,
                p_better=float(np.mean(facts[i] > 0)),
                p_best=float((best.argmax(axis=0) == i).mean()),
                p_best_by_luck=float((by_luck == i).mean()),
                regret=float((best.max(axis=0) - facts[i]).mean()),
                worst=float(np.sort(facts[i])[: max(1, facts.shape[1] // 10)].mean()),
                **_dominated(means, i, rivals, names),
            )
        )
    return found


def _unknown(name: str) -> Standing:
    nan = float("nan")
    return Standing(name, nan, nan, nan, nan, nan, nan, nan, nan, nan, nan, nan, nan)


def _dominated(means: np.ndarray, one: int, rivals: Iterable[int], names: Sequence[str]) -> dict[str, Any]:
    """By which rival and to which order; to the first before the second, the better rival before others."""
    ranked = sorted(rivals, key=lambda j: -float(means[j].sum()))
    orders = [(dominance(means[j], means[one]), j) for j in ranked if j != one]
    order, by = min(((o, j) for o, j in orders if o), key=lambda pair: pair[0], default=(0, -1))
    return {"dominated_by": names[by] if order else "", "dominated_to": order}
