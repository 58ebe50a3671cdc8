"""Ageing of models in use (VT23)."""

from __future__ import annotations

import math

from ..histories import DAYS_PER_YEAR
from ..measuring import Check, Evidence
from ..populations import Observed


def degraded_within(days: float, mean_days: float) -> float:
    """Probability that a model has degraded by an age in working days, if nobody retrains it: an exponential time."""
    return 1.0 - math.exp(-days / mean_days)


def degraded_in_a_year(observed: Observed) -> Evidence:
    """VT23 in one draw: degraded by the age of a year, and beside it by that of half a year."""
    mean_days = observed.environment.values["drift_days"]
    return [degraded_within(days, mean_days) for days in (DAYS_PER_YEAR, DAYS_PER_YEAR / 2)]


CHECKS = (
    Check(
        "VT23",
        "From the prior of drift: probability that a model left alone is noticeably worse by the age of a year.",
        degraded_in_a_year,
        beside=("degraded within half a year",),
    ),
)
