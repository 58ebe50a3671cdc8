"""Whether distance costs more than work across sites has been seen to cost (VT08)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..histories import History
from ..measuring import Check, Evidence, mean, mean_over_draws
from ..populations import Observed

if TYPE_CHECKING:
    import numpy as np

FOLLOWED = 756.0
"""Working days (three years) for which a use case is followed after its approval."""


def elapsed_days(histories: Sequence[History], team: int) -> float:
    """Mean working days from approval to deployment of a team's new use cases, at most `FOLLOWED`.

    Approved in the time measured and early enough to be followed so long. One that ended without being deployed is
    left out: it has no elapsed time.
    """
    found = [
        (case.deployed if case.deployed >= 0 else case.approved + FOLLOWED) - case.approved
        for h in histories
        for case in h.cases
        if case.is_new and case.builder == team and h.start <= case.approved <= h.end - FOLLOWED
        if case.deployed >= 0 or case.ended < 0
    ]
    return mean(min(FOLLOWED, days) for days in found)


def elapsed_near_and_far(observed: Observed) -> Evidence:
    """VT08 in one firm: mean elapsed days of the same team near to everybody and far from everybody."""
    near, far = observed.histories["near"], observed.histories["far"]
    days = [elapsed_days(near, observed.placed_team), elapsed_days(far, observed.placed_team)]
    return days if all(d == d for d in days) else [float("nan")] * 2


def ratio_of_days(evidence: np.ndarray) -> np.ndarray:
    """Mean elapsed days far away relative to near, then both means."""
    import numpy as np

    near, far = mean_over_draws(evidence)
    return np.array([far / near, near, far])


CHECKS = (
    Check(
        "VT08",
        "The largest team of a firm, once next to everybody it asks (nearest queue class, common unit or manager, "
        "seated in every line) and once as far from everybody as can be; same firm, same luck. Mean days from approval "
        "to deployment, at most three years; ratio of the means over firms.",
        elapsed_near_and_far,
        ratio_of_days,
        beside=("days near", "days far away"),
        needs=("near", "far"),
        note="A bound for any effect of distance, not a figure to meet.",
        for_priors=False,
    ),
)
