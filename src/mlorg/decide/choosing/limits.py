"""Which alternatives keep the hard limits, and which comes nearest where none does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...archetypes import Arm
from ...sim import Outcomes
from ...workspace import Limit
from ..comparing.alternatives import TODAY
from .aims import Aims, without_gaps

if TYPE_CHECKING:
    from ..comparing.comparison import Comparison


@dataclass(frozen=True, slots=True)
class BrokenLimit:
    """A limit that the mean of an outcome does not keep. `bound` is a number, also where the limit says `today`."""

    outcome: str
    limit: Limit
    bound: float
    mean: float

    @property
    def excess(self) -> float:
        """By which share of the larger of the two the mean misses the bound."""
        return abs(self.mean - self.bound) / (max(abs(self.mean), abs(self.bound)) or 1.0)


def broken_limits(comparison: Comparison, arm: Arm, quarters: int) -> Mapping[str, tuple[BrokenLimit, ...]]:
    """Limits that each alternative breaks on average over all draws; an empty tuple for one that keeps them all."""
    return {a.id: tuple(_broken(comparison, arm, a.id, quarters)) for a in comparison.alternatives}


def may_be_chosen(comparison: Comparison, arm: Arm, quarters: int) -> tuple[str, ...]:
    """The eligible alternatives that keep the limits; all eligible ones where none does, so that there is a nearest."""
    broken = broken_limits(comparison, arm, quarters)
    eligible = tuple(a.id for a in comparison.alternatives if a.eligible)
    return tuple(name for name in eligible if not broken[name]) or eligible


def nearest(broken: Mapping[str, tuple[BrokenLimit, ...]]) -> str:
    """The alternative whose worst excess is least; the first of those that are equally near."""
    return min(broken, key=lambda name: max((one.excess for one in broken[name]), default=0.0))


def _broken(comparison: Comparison, arm: Arm, alternative: str, quarters: int) -> Iterator[BrokenLimit]:
    results = comparison.outcomes[arm]
    return limits_broken(comparison.aims, results[alternative], results[TODAY], quarters)


def limits_broken(aims: Aims, ours: Outcomes, today: Outcomes, quarters: int) -> Iterator[BrokenLimit]:
    """Limits of the aims that a structure with these outcomes breaks on average."""

    def mean(of: Outcomes, outcome: str) -> float:
        """Over all replications that have the outcome; 0 where none has."""
        return float(without_gaps(aims.level(outcome, of, today, quarters)).mean())

    for outcome, limits in aims.limits.items():
        found = mean(ours, outcome)
        for limit in limits:
            bound = mean(today, outcome) if limit.bound is None else limit.bound
            over = found - bound if limit.at_most else bound - found
            if over > 1e-9 * abs(bound):
                yield BrokenLimit(outcome, limit, bound, found)
