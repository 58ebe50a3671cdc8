"""What happened, half-year by half-year: as it was measured, and as it is simulated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ...errors import InputError, Place, Problem
from ...sim import Environment, Structure
from ...sim.engine import engine
from ...sim.outcomes import ALL_MECHANISMS
from ...workspace.history import MEASURES, Measured
from ..progress import Progress
from ..validation.histories import Case

if TYPE_CHECKING:
    import numpy as np

NAMES = tuple(MEASURES)
COUNTS = frozenset({"deployments", "leavers"})
HALF_YEAR, WORK_DAYS = 365.25 / 2, 126
"""Calendar days, and work days as the simulation counts them."""
MOST_HALF_YEARS = 12
BURN_IN = 8 * 63
"""Work days that the organisation has been as it is today when its history begins: two years, assumed."""


@dataclass(frozen=True)
class HalfYears:
    """Sums and numbers of observations by measure (`NAMES`) and half-year, shape (..., measures, half-years).

    A measure that was not kept in a half-year has no observation there; a count has one, the half-year itself.
    """

    sums: np.ndarray
    numbers: np.ndarray

    def mean(self, where: np.ndarray) -> np.ndarray:
        """Mean per observation by measure over the half-years `where`, shape (measures, half-years); nan of none."""
        import numpy as np

        sums, numbers = (np.where(where, part, 0.0).sum(axis=-1) for part in (self.sums, self.numbers))
        means: np.ndarray = np.divide(sums, numbers, out=np.full(sums.shape, np.nan), where=numbers > 0)
        return means


def observed_half_years(measured: Iterable[Measured], until: date) -> tuple[HalfYears, tuple[date, ...]]:
    """What was measured in the half-years that end on `until`, and the last day of each.

    A count is taken as kept from the first half-year in whose first half it appears. InputError for a history of less
    than two half-years.
    """
    import numpy as np

    rows = [one for one in measured if one.day <= until]
    first = min((one.day for one in rows), default=until)
    periods = min(MOST_HALF_YEARS, round((until - first).days / HALF_YEAR))
    if periods < 2:
        message = f"the history begins on {first} and ends on {until}: that is less than two half-years."
        hint = "A back-test fits the first half of it and predicts the second. Add older rows."
        raise InputError([Problem(Place(), message, hint)])
    found = HalfYears(np.zeros((len(NAMES), periods)), np.zeros((len(NAMES), periods)))
    for one in rows:
        back = int((until - one.day).days / HALF_YEAR)
        if back < periods:
            at = NAMES.index(one.measure), periods - 1 - back
            found.sums[at] += one.value
            found.numbers[at] += 1
    for name in COUNTS:
        _kept_since(found, NAMES.index(name), [one.day for one in rows if one.measure == name], until)
    ends = (until - timedelta(days=round(HALF_YEAR * k)) for k in reversed(range(periods)))
    return found, tuple(ends)


def _kept_since(found: HalfYears, measure: int, days: Sequence[date], until: date) -> None:
    """Each half-year is one observation of a count, from the one in which counting began."""
    found.numbers[measure] = 0.0
    if days:
        kept = min(found.numbers.shape[1], round((until - min(days)).days / HALF_YEAR))
        found.numbers[measure, found.numbers.shape[1] - kept :] = 1.0


def simulated_half_years(
    structure: Structure,
    environments: Sequence[Environment],
    periods: int,
    seed: int,
    progress: Progress | None = None,
) -> HalfYears:
    """One course of luck in each environment, shape (environments, measures, half-years)."""
    import numpy as np

    module = engine()
    worlds = [module.open_world(structure, BURN_IN + k * WORK_DAYS + 1e-3) for k in range(periods + 1)]
    shape = (len(environments), len(NAMES), periods)
    found = HalfYears(np.zeros(shape), np.zeros(shape))
    for number, environment in enumerate(environments):
        left = []
        for world in worlds:
            values, managers = dict(environment.values), list(environment.managers)
            module.replicate(world, values, managers, (seed, number, number), (0.0, ALL_MECHANISMS))
            left.append(sum(module.counts(world)[0]))
        found.sums[number, NAMES.index("leavers")] = np.diff(left)
        cases = (Case(*row[: len(Case._fields)]) for row in module.use_case_rows(worlds[-1]))
        _add_cases(found.sums[number], found.numbers[number], (case for case in cases if case.is_new))
        for name in COUNTS:
            found.numbers[number, NAMES.index(name)] = 1.0
        if progress:
            progress(number + 1, len(environments))
    return found


def _add_cases(sums: np.ndarray, numbers: np.ndarray, cases: Iterable[Case]) -> None:
    deployments, lead, wait = (NAMES.index(name) for name in ("deployments", "lead_time", "data_wait"))
    periods = sums.shape[1]
    for case in cases:
        deployed, ready = _half_year(case.deployed), _half_year(case.ready)
        if 0 <= deployed < periods:
            sums[deployments, deployed] += 1
            sums[lead, deployed] += case.deployed - case.approved
            numbers[lead, deployed] += 1
        if 0 <= ready < periods:
            sums[wait, ready] += case.data_wait
            numbers[wait, ready] += 1


def _half_year(day: float) -> int:
    """The half-year of a day, negative before the first and for what did not happen."""
    return -1 if day < BURN_IN else int((day - BURN_IN) // WORK_DAYS)


def transformed(means: Any) -> Any:
    """On a scale on which luck is about as loud everywhere: roots of counts, logs of days; measures stand last."""
    import numpy as np

    is_count = np.array([name in COUNTS for name in NAMES])
    return np.where(is_count, np.sqrt(means), np.log1p(means))


def plain(values: Any, measure: str) -> Any:
    """From the scale of `transformed` back to that of a measure."""
    import numpy as np

    return np.clip(values, 0, None) ** 2 if measure in COUNTS else np.expm1(np.clip(values, 0, None))
