"""Ageing of models in use (VT23)."""

from __future__ import annotations

import math

from ..histories import DAYS_PER_YEAR
from ..measuring import Check, Evidence
from ..populations import Observed


def degraded_within(days: float, never: float, mean_days: float) -> float:
    """Probability that a model has degraded by an age in working days, if nobody retrains it.

    A share `never` does not drift at all, the others after an exponential time with this mean.
    """
    return (1.0 - never) * (1.0 - math.exp(-days / mean_days))


def degraded_in_a_year(observed: Observed) -> Evidence:
    """VT23 in one draw: degraded by the age of a year, and beside it ever."""
    values = observed.environment.values
    never, days = values["never_drifts"], values["drift_days"]
    return [degraded_within(DAYS_PER_YEAR, never, days), 1.0 - never]


CHECKS = (
    Check(
        "VT23",
        "From the priors of drift: probability that a model left alone is noticeably worse by the age of a year.",
        degraded_in_a_year,
        beside=("degrades at any age",),
    ),
)
