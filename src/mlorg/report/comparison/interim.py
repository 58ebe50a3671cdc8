"""How the alternatives stand while a comparison is still being computed: a first look, not a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..rounding import Money

if TYPE_CHECKING:
    from ...archetypes import Arm
    from ...decide import Comparison
    from .building import Request


@dataclass(frozen=True, slots=True)
class InterimRow:
    """One alternative against doing nothing: (difference, half its 95 % interval) by arm, in money of `Interim`."""

    label: str
    against_today: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Interim:
    """Differences to doing nothing after so many of the draws, best from Monday first."""

    draws: int
    of: int
    quarters: int
    money: Money
    rows: tuple[InterimRow, ...]


def interim_of(comparison: Comparison, request: Request, of: int) -> Interim:
    """How the alternatives stand in the draws that are there, of so many in all. Doing nothing must be among them."""
    from ...archetypes import Arm
    from ...decide import TODAY

    arms = (Arm.RESTRUCTURED, Arm.SETTLED)
    rows = {
        a.label: tuple(_against_today(comparison, arm, a.id, request.quarters) for arm in arms)
        for a in comparison.alternatives
        if a.eligible and a.id != TODAY
    }
    most = max((abs(mean) for row in rows.values() for mean, _ in row), default=0.0)
    money = Money.of(request.currency, request.cost_of_ml_person_year, most)
    said = [
        InterimRow(label, tuple((money.of_years(mean), money.of_years(half)) for mean, half in row))
        for label, row in sorted(rows.items(), key=lambda row: -row[1][0][0])
    ]
    return Interim(comparison.sampling.draws, of, request.quarters, money, tuple(said))


def _against_today(comparison: Comparison, arm: Arm, alternative: str, quarters: int) -> tuple[float, float]:
    """(mean difference in what is aimed for over draws, half its 95 % interval), in years of pay."""
    from ...decide import AIMED, TODAY
    from ...decide.choosing.intervals import paired_interval

    ours, today = (comparison.by_draw(arm, name, AIMED, quarters) for name in (alternative, TODAY))
    differences = (ours - today).mean(axis=1)
    mean = float(differences.mean())
    return mean, paired_interval(differences)[1] - mean if len(differences) > 1 else float("inf")
