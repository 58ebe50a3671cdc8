"""G7: leaving for competing reasons, and a head count fed by hires: nothing else happens."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from .cases import Case, Point
from .closed.renewal import head_count, left_by_cause
from .estimates import GROWING, Estimate, mean_of, share_of
from .sampling import GROWTH, Effort
from .settings import from_zero, impossible, several
from .toys import Toy, Trial, still_life

CAUSES = ("resigned", "dismissed", "other")
SETTINGS = (several(from_zero("hazards"), len(CAUSES)), from_zero("hires"))
ON_HIRING, ON_LEAVING = 16384, 32768
DAYS_PER_YEAR = 252.0
DEFAULTS: tuple[tuple[list[float], float], ...] = (
    ([0.15, 0.06, 0.03], 6.0),
    ([0.30, 0.06, 0.03], 12.0),
    ([0.24, 0.0, 0.0], 3.0),
)
PEOPLE, REPLICATIONS = 200, 400
YEARS = (1, 5)
STAY = 2.0
"""Mean stay in simulated years, whatever it is in the years of the hazards: both are scaled alike."""

STAYS = 12.0
"""Mean stays after which the head count, which began at 0, is read: all but exp(-12) of its mean is there."""

MOST_PEOPLE = 1500


def points(given: Mapping[str, Any], effort: Effort) -> list[Point]:
    """One organisation each."""
    if not given:
        return [partial(cases, *each, effort) for each in DEFAULTS]
    hazards = [*given.get("hazards", DEFAULTS[0][0]), 0.0, 0.0][: len(CAUSES)]
    hires = given.get("hires", 6.0)
    count = hires / math.fsum(hazards) if any(hazards) else hires
    if count > MOST_PEOPLE:
        message = f"hires={hires:g} with hazards={hazards} means {count:,.0f} people."
        raise impossible(message, f"At most {MOST_PEOPLE:,} are simulated.")
    return [partial(cases, hazards, hires, effort)]


def cases(hazards: list[float], hires: float, effort: Effort) -> Iterator[Case]:
    """Left by cause after one and five years without hiring; mean and variance of the head count with it."""
    for years in YEARS:
        exact = left_by_cause(hazards, years)
        seen = simulated_leavers(hazards, years, exact, effort)
        for cause, share, estimate in zip(CAUSES, exact, seen, strict=True):
            name = f"left within {years} year{'s' if years > 1 else ''}: {cause}, hazards={hazards}"
            yield Case(name, share, estimate)
    count = head_count(hires, hazards)
    mean, variance = simulated_head_count(hires, hazards, effort)
    yield Case(f"mean head count, {hires:g} hires a year, hazards={hazards}", count, mean)
    if math.isfinite(count):
        yield Case(f"variance of the head count, {hires:g} hires a year, hazards={hazards}", count, variance)


def _values(hazards: list[float], **more: float) -> dict[str, float]:
    resign, dismiss, other = hazards
    return still_life(resign_rate=resign, dismiss_rate=dismiss, other_leave_rate=other, **more)


def _scaled(hazards: list[float]) -> tuple[list[float], float]:
    """Hazards per simulated year, and simulated years per year."""
    total = math.fsum(hazards)
    pace = total * STAY if total > 0 else 1.0
    return [h / pace for h in hazards], pace


def simulated_leavers(hazards: list[float], years: float, exact: list[float], effort: Effort) -> list[Estimate]:
    """People who are not replaced: shares that have left, by cause. Nearly all have left after 30 mean stays."""
    slower, pace = _scaled(hazards)
    structure = Toy(teams=[PEOPLE], serves=[[]], idea_share=[1.0]).structure()
    days = min(years * pace, 30 * STAY) * DAYS_PER_YEAR
    trial = Trial(structure, _values(slower), days, mechanisms=ON_LEAVING | ON_HIRING)
    rows = trial.replicate(effort.some(REPLICATIONS), effort.seed, lambda module, world: module.counts(world)[0])
    trials = len(rows) * PEOPLE
    return [share_of(sum(row[cause] for row in rows), trials, exact[cause]) for cause in range(len(CAUSES))]


def simulated_head_count(hires: float, hazards: list[float], effort: Effort) -> tuple[Estimate, Estimate]:
    """Mean and variance. Posts open one by one and are not filled again: hires are a Poisson process."""
    slower, pace = _scaled(hazards)
    count = head_count(hires, hazards)
    if math.isinf(count):
        short, long = (_head_counts(hires, slower, years, 50, effort.seed) for years in (2.0, 16.0))
        grows = math.fsum(long) > GROWTH * math.fsum(short)
        return (GROWING, GROWING) if grows else (mean_of(long), GROWING)
    n = max(100, min(4000, round(1_000_000 / (1 + count) / 20)))
    people = _head_counts(hires / pace, slower, STAYS * STAY, effort.some(n), effort.seed)
    mean = mean_of(people)
    spread = mean_of([(x - mean.value) ** 2 * len(people) / (len(people) - 1) for x in people])
    # What mean and variance of so many Poisson counts must spread by: a sample of a few zeros would show nothing.
    least = (math.sqrt(count / len(people)), math.sqrt((2 * count**2 + count) / len(people)))
    return Estimate(mean.value, max(mean.se, least[0])), Estimate(spread.value, max(spread.se, least[1]))


def _head_counts(hires: float, hazards: list[float], years: float, n: int, seed: int) -> list[float]:
    """Heads after so many years of each replication."""
    if hires == 0:
        return [0.0] * n
    posts = math.ceil(hires * years + 6 * math.sqrt(hires * years) + 10)
    structure = Toy(teams=[posts], serves=[[]], idea_share=[1.0]).structure()
    values, rules = _values(hazards, fill_days=1e12), {"openings": hires}
    mechanisms = ON_LEAVING | ON_HIRING
    trial = Trial(structure, values, years * DAYS_PER_YEAR, mechanisms=mechanisms, rules=rules)
    return [float(row[0]) for row in trial.replicate(n, seed, lambda m, w: [m.counts(w)[2]])]
