"""How many people leave (VT17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..measuring import Check, Evidence, mean_over_draws
from ..populations import Observed

if TYPE_CHECKING:
    import numpy as np

ENGINEERS_LEAVE = "engineer_leave_rate"
"""Name of the prior for people outside ML."""

BASE_RATES = ("resign_rate", "dismiss_rate", "other_leave_rate")


def leaving_per_year(observed: Observed) -> Evidence:
    """VT17 in one firm: leavers per person-year of builders, the same of engineers, and the sum of the base rates."""
    found = observed.histories["firms"]
    years = sum(h.person_years for h in found)
    values = observed.environment.values
    return [
        sum(h.leavers for h in found) / years if years > 0 else float("nan"),
        values.get(ENGINEERS_LEAVE, float("nan")),
        sum(values[name] for name in BASE_RATES),
    ]


def rates_and_ratio(evidence: np.ndarray) -> np.ndarray:
    """Both rates, their ratio, and the sum of the base rates."""
    import numpy as np

    builders, engineers, base = mean_over_draws(evidence)
    return np.array([builders, engineers, builders / engineers, base])


CHECKS = (
    Check(
        "VT17",
        "People who leave per person-year present among those who build models, for whatever reason, over five years; "
        "a firm counts once. Engineers: the prior of their rate.",
        leaving_per_year,
        rates_and_ratio,
        beside=("the same if no circumstance drove anybody away",),
        needs=("firms",),
    ),
)
