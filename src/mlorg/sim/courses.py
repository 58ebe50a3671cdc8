"""Structures that follow each other within one history: what a plan with waves leads to, quarter by quarter.

Everything before the first wave is the same to the last bit whatever comes later, so courses that share a beginning are
compared on the same history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from .engine import engine
from .environment import Environment
from .outcomes import DAYS_PER_QUARTER, Sampling
from .structure import Structure
from .structure.passage import passage

if TYPE_CHECKING:
    import numpy as np

COURSE = ("value", "cost", "resigned", "lead_days", "in_use", "open_days", "open")
"""What is known of each quarter: value in use and cost of people outside ML in years of pay, resignations; days from
approval to use of the use cases that came into use, and how many did; days since approval of those under way at its
end, and how many are."""


@dataclass(frozen=True, slots=True)
class Course:
    """A structure to begin with, and those that take over on later days: `after[k]` on `days[k]`.

    Days are work days (252 a year) from the first day measured, rising. A structure of `after` is to be compiled with
    the organisation before it.
    """

    first: Structure = field(repr=False)
    after: tuple[Structure, ...] = field(default=(), repr=False)
    days: tuple[float, ...] = ()


def simulate_course(
    course: Course,
    environments: Sequence[Environment],
    sampling: Sampling,
    quarters: int,
    draws: range | None = None,
) -> np.ndarray:
    """Replicate a course, shape (replications, quarters, `COURSE`), on the same luck as any other course.

    Rows stand in the order of draws, as in `simulate`; quarters are counted after the burn-in. SimulationError for a
    draw whose rates are out of all proportion.
    """
    import numpy as np

    structures = (course.first, *course.after)
    module = engine()
    start = float(sampling.burn_in_quarters * DAYS_PER_QUARTER)
    horizon = start + quarters * DAYS_PER_QUARTER + 1e-3
    worlds = module.open_course(structures, horizon, [passage(a, b) for a, b in pairwise(structures)])
    window, days = (start, sampling.mechanisms), tuple(start + day for day in course.days)
    times = sampling.per_draw
    rows = range(sampling.draws) if draws is None else draws
    found = np.empty((len(rows), times * quarters * len(COURSE)))
    for row, draw in zip(found, rows, strict=True):
        values, managers = dict(environments[draw].values), list(environments[draw].managers)
        key = (sampling.seed, draw * times, draw)
        row[:] = module.replicate_course(worlds, values, managers, key, window, days, times)
    return found.reshape(-1, quarters, len(COURSE))
