"""Large public organisations against an inventory of their use cases: days to use (VT29), central intake (VT30)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..histories import CALENDAR, DAYS_PER_YEAR, Case, History
from ..measuring import Check, Evidence, mean_over_draws
from ..populations import Observed

if TYPE_CHECKING:
    import numpy as np

AGES = (0, 76, 114, 168, 216, 259, 319, 397, 442, 534, 622, 715, 807, 990, 1172, 1377, 1540, 1854, 2210, 2947, 11_300)
"""Calendar days from initiation to mid-December 2024 of the 1,212 use cases of the inventory with a usable date,
implemented or not: least, every twentieth part, most. Own count, without dates that a spreadsheet had made out of bare
years."""

WATCHED = 1260.0
"""Use cases taken up in so many working days (five years) are followed for at least as many more."""

BINS = 2521
"""Whole working days from initiated to implemented that are told apart; the last bin holds all longer ones."""

HALF_YEAR = DAYS_PER_YEAR / 2
WAITED = 756.0
"""Requests of the first three years of measuring have at least two years to be answered."""


def chance_of_being_seen(calendar_days: float) -> float:
    """Share of the inventory's use cases that began so long before it was drawn up: only those can have been seen to
    finish in that time."""
    for i in range(len(AGES) - 1):
        if calendar_days <= AGES[i + 1]:
            part = (calendar_days - AGES[i]) / (AGES[i + 1] - AGES[i])
            return 1.0 - (i + part) / (len(AGES) - 1)
    return 0.0


def finishers(cases: Iterable[Case], start: float, since_idea: bool) -> list[float]:
    """Working days from initiated to deployed of new use cases that were deployed.

    Initiated is the day builders took it up, when purpose and requirements are written down; with `since_idea` the day
    on which the idea came up.
    """
    begun = ((c.offered if since_idea else c.taken, c) for c in cases if c.is_new and c.deployed >= 0)
    return [c.deployed - day for day, c in begun if start <= day < start + WATCHED]


def seen_by_days(days: Sequence[float]) -> list[float]:
    """How many of these finishers the inventory would have seen, by whole working days."""
    bins = [0.0] * BINS
    for d in days:
        bins[min(BINS - 1, int(d))] += chance_of_being_seen(d * CALENDAR)
    return bins


def days_to_use(observed: Observed) -> Evidence:
    """VT29 in one agency: finishers seen, by working days since they were taken up, then since the idea came up."""
    found = observed.histories["agencies"]
    days: list[list[float]] = [[d for h in found for d in finishers(h.cases, h.start, idea)] for idea in (False, True)]
    return [*seen_by_days(days[0]), *seen_by_days(days[1])]


def quartiles(evidence: np.ndarray) -> np.ndarray:
    """Quartiles in calendar days over all use cases of all agencies: since taken up, then since the idea came up."""
    import numpy as np

    total = evidence.sum(axis=0)
    return np.concatenate([_quartiles_of(total[:BINS]), _quartiles_of(total[BINS:])])


def _quartiles_of(bins: np.ndarray) -> np.ndarray:
    import numpy as np

    if bins.sum() <= 0:
        return np.full(3, np.nan)
    reached = np.cumsum(bins) / bins.sum()
    days: np.ndarray = np.interp([0.25, 0.5, 0.75], np.concatenate([[0.0], reached]), np.arange(BINS + 1)) * CALENDAR
    return days


def days_waited(history: History) -> list[float]:
    """Working days that new use cases waited for data and machines, if approved in the first three years.

    One whose data never came waits until it ends, or until the end.
    """
    found = []
    for c in history.cases:
        if c.is_new and history.start <= c.approved < history.start + WAITED:
            until = history.end if c.ended < 0 else c.ended
            data = c.data_wait if c.ready >= 0 else until - c.approved
            found.append(data + c.compute_wait)
    return found


def shares_by_length(days: Sequence[float]) -> list[float]:
    """Shares of waits under 6, of 6 to 12 and over 12 months; nan for no wait."""
    if not days:
        return [float("nan")] * 3
    short, long = (sum(test) / len(days) for test in ([d < HALF_YEAR for d in days], [d > DAYS_PER_YEAR for d in days]))
    return [short, 1.0 - short - long, long]


def waits_with_and_without(observed: Observed) -> Evidence:
    """VT30 in one agency: shares of waits by length with central intake, then without."""
    arms = (observed.histories["intake"], observed.histories["no intake"])
    return [s for arm in arms for s in shares_by_length([d for h in arm for d in days_waited(h)])]


def differences(evidence: np.ndarray) -> np.ndarray:
    """Shares with minus shares without, then the shares themselves."""
    import numpy as np

    shares = mean_over_draws(evidence)
    return np.concatenate([shares[:3] - shares[3:], shares])


CHECKS = (
    Check(
        "VT29",
        "Large public organisations (settings of the generator, assumed). Calendar days from the day builders take a "
        "use case up to deployment. Finishers only; each counts with the share of the inventory's use cases that began "
        "long enough before it was drawn up to be seen finishing. Quartiles over all use cases.",
        days_to_use,
        quartiles,
        beside=tuple(f"{q}, days since the idea came up" for q in ("lower quartile", "median", "upper quartile")),
        needs=("agencies",),
        note="Without dates that a spreadsheet had made out of bare years, 584 use cases give quartiles of 91, 263 and "
        "670 days; 98 of them began and ended on one day, and the others have 180, 365 and 811.",
    ),
    Check(
        "VT30",
        "The same organisations twice, same luck: requests for the data of all lines answered by one central unit, or "
        "by each line for itself. Waits for data and machines of use cases approved in the first three years; "
        "difference of the shares.",
        waits_with_and_without,
        differences,
        beside=tuple(f"{arm}, {length}" for arm in ("with", "without") for length in ("< 6", "6-12", "> 12 months")),
        needs=("intake", "no intake"),
        for_priors=False,
    ),
)
