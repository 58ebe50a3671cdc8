"""Who the firms are: sizes of teams (VT14), and how far employers have come (VT15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..histories import DAYS_PER_YEAR, History
from ..measuring import Check, Evidence, mean_over_draws
from ..populations import Observed

if TYPE_CHECKING:
    import numpy as np

NONE, EXPLORING, INSIGHTS, YOUNG, OLD = range(5)
STAGE_NAMES = ("none", "exploring", "insights only", "in production for less than two years", "for longer")
TWO_YEARS = 2 * DAYS_PER_YEAR


def teams_drawn(observed: Observed) -> Evidence:
    """VT14 in one draw: sizes of teams by class of company size, one class after the other."""
    return [float(size) for sizes in observed.teams for size in sizes]


def medians_by_class(evidence: np.ndarray) -> np.ndarray:
    """The median size in each of the five classes of company size."""
    import numpy as np

    by_class = evidence.reshape(len(evidence), 5, -1)
    medians: np.ndarray = np.median(by_class, axis=(0, 2))
    return medians


def stage_on(history: History, day: float) -> int:
    """How far an employer with a team has come by a day: exploring until a model is finished, insights until one is
    deployed, then in production, for less than two years or for longer."""
    deployed = [c.deployed for c in history.cases if c.is_new and 0 <= c.deployed <= day]
    if deployed:
        return YOUNG if day - min(deployed) < TWO_YEARS else OLD
    finished = any(c.is_new and 0 <= c.finished <= day for c in history.cases)
    return INSIGHTS if finished else EXPLORING


def shares_of_stages(observed: Observed) -> Evidence:
    """VT15: shares of employers at each stage by the generator's law; then what one employer came to in simulation."""
    drawn = [observed.stages.count(stage) / len(observed.stages) for stage in range(5)]
    begun = observed.histories.get("employers", ())
    simulated = [stage_on(h, observed.employer_age) for h in begun] or [NONE]
    return [*drawn, *(simulated.count(stage) / len(simulated) for stage in range(5))]


CHECKS = (
    Check(
        "VT14",
        "Sizes of teams drawn from the law of the generator of firms, with the share of companies without any; the "
        "default population is the part of it with five people or more. Median by class of company size.",
        teams_drawn,
        medians_by_class,
        for_priors=False,
    ),
    Check(
        "VT15",
        "How far employers have come, drawn from the law of the generator of firms; a firm of the default population "
        "has begun. Beside it what the simulation makes of employers of all sizes that began without a model up to "
        "five years ago (assumed). None: no team; exploring: no model finished; insights only: a model finished, none "
        "ever deployed; then by time since the first deployment.",
        shares_of_stages,
        mean_over_draws,
        beside=tuple(f"simulated: {name}" for name in STAGE_NAMES),
        needs=("employers",),
        note="An input of the generator, read back. In the long run simulated employers come further and sooner: how "
        "slowly employers begin is not modelled.",
        for_priors=False,
    ),
)
