"""Signs by which to stop and go back, found in the simulated histories that end well.

A history ends well if its plan is worth no less at the horizon than staying on the same luck. For each sign the
threshold is the quantile that `FALSE_ALARM` of them pass. It is set on every other draw; how often it is wrong is
counted on the draws in between, which it has not seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ...sim import COURSE
from .judging import WEEKS_OF_A_QUARTER
from .simulating import BEFORE, STAY, PlansSimulated

if TYPE_CHECKING:
    import numpy as np

FALSE_ALARM = 0.1
"""Share of the histories that end well in which a sign may sound."""
CHECKS = (2, 4)
"""Quarters after the first wave at whose end one looks."""
FEWEST_HISTORIES = 20
"""Histories of either end, in either half, below which nothing is said."""


class Sign(StrEnum):
    """What one looks at; everyone can count it without a simulation."""

    LEAD_TIME = "lead time"
    """Days from approval to use of what came into use since the plan began, relative to the year before."""
    AGE = "age of work in hand"
    """Days since approval of what is under way, mean over ends of quarters since the plan began, relative likewise."""
    OUTPUT = "use cases in use"
    """How many came into use a quarter since the plan began, relative to the year before."""
    RESIGNATIONS = "resignations"
    """How many since the plan began."""


@dataclass(frozen=True, slots=True)
class GuardRail:
    """Stop if the sign is above (or below) the threshold at the end of a week.

    `false_alarm` is the share of histories that end well in which it sounds, `miss` the share of those that end badly
    in which it does not, both on draws that the threshold has not seen. `well` and `badly` are their numbers.
    """

    sign: Sign
    week: int
    above: bool
    threshold: float
    false_alarm: float
    miss: float
    well: int
    badly: int

    @property
    def tells(self) -> float:
        """How much better than a coin it is: 1 if it is always right, 0 if it is idle."""
        return 1.0 - self.false_alarm - self.miss


def guard_rails(simulated: PlansSimulated, plan: str) -> tuple[GuardRail, ...]:
    """All rails of a plan for which there are histories enough, the most telling first."""
    well = (simulated.net(plan) - simulated.net(STAY)).sum(axis=2) >= 0
    found = [
        rail
        for check in CHECKS
        for sign, values in _signs(simulated.courses[plan], check)
        if check <= simulated.quarters and (rail := _rail(sign, check, values, well)) is not None
    ]
    return tuple(sorted(found, key=lambda rail: (-rail.tells, rail.week)))


def _signs(rows: np.ndarray, check: int) -> Iterator[tuple[Sign, np.ndarray]]:
    """Each sign by history; nan where it cannot be judged, infinite where nothing came into use."""
    import numpy as np

    count = COURSE.index("in_use")
    early, late = rows[:, :, :BEFORE].mean(axis=2), rows[:, :, BEFORE : BEFORE + check].mean(axis=2)
    yield Sign.LEAD_TIME, _relative_days(early, late, ("lead_days", "in_use"))
    yield Sign.AGE, _relative_days(early, late, ("open_days", "open"))
    with np.errstate(divide="ignore", invalid="ignore"):
        yield Sign.OUTPUT, np.where(early[..., count] > 0, late[..., count] / early[..., count], np.nan)
    yield Sign.RESIGNATIONS, rows[:, :, BEFORE : BEFORE + check, COURSE.index("resigned")].sum(axis=2)


def _relative_days(early: np.ndarray, late: np.ndarray, names: tuple[str, str]) -> np.ndarray:
    """Mean days late relative to early."""
    import numpy as np

    days, count = map(COURSE.index, names)
    with np.errstate(divide="ignore", invalid="ignore"):
        before = early[..., days] / early[..., count]
        after = np.where(late[..., count] > 0, late[..., days] / late[..., count], np.inf)
        return np.where(before > 0, after / before, np.nan)


def _rail(sign: Sign, check: int, values: np.ndarray, well: np.ndarray) -> GuardRail | None:
    import numpy as np

    above = sign is not Sign.OUTPUT
    judged = ~np.isnan(values)
    halves = [(values[half::2][judged[half::2]], well[half::2][judged[half::2]]) for half in (0, 1)]
    if min(min(int(good.sum()), int((~good).sum())) for _, good in halves) < FEWEST_HISTORIES:
        return None
    (seen, good), (unseen, good_unseen) = halves
    threshold = float(np.quantile(seen[good], 1 - FALSE_ALARM if above else FALSE_ALARM, method="nearest"))
    if not np.isfinite(threshold) or (threshold <= 0 and not above):
        return None  # a sign that could never sound
    sounds = unseen > threshold if above else unseen < threshold
    return GuardRail(
        sign,
        check * WEEKS_OF_A_QUARTER,
        above,
        threshold,
        false_alarm=float(sounds[good_unseen].mean()),
        miss=float((~sounds[~good_unseen]).mean()),
        well=int(good_unseen.sum()),
        badly=int((~good_unseen).sum()),
    )
