"""G7: leaving for competing reasons, and a head count fed by hires: nothing else happens."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from .closed.renewal import head_count, left_by_cause
from .estimates import Estimate, mean_of
from .toys import Toy, Trial, still_life

SETTINGS = ("hazards", "hires")
ON_HIRING, ON_LEAVING = 16384, 32768
DAYS_PER_YEAR = 252.0
CAUSES = ("resigned", "dismissed", "other")
DEFAULTS: tuple[dict[str, Any], ...] = (
    {"hazards": [0.15, 0.06, 0.03], "hires": 6.0},
    {"hazards": [0.30, 0.06, 0.03], "hires": 12.0},
    {"hazards": [0.24, 0.0, 0.0], "hires": 3.0},
)
PEOPLE, REPLICATIONS = 200, 100
STAYS = 8.0
"""The head count is read after so many mean stays, when it has forgotten that it began at 0."""


def cases(given: Mapping[str, Any], seed: int) -> Iterator[tuple[Any, ...]]:
    """Left by cause after one and five years without hiring; mean and variance of the head count with it."""
    for setting in [DEFAULTS[0] | dict(given)] if given else DEFAULTS:
        hazards = [float(h) for h in [*setting["hazards"], 0.0, 0.0][:3]]
        for years in (1, 5):
            exact = left_by_cause(hazards, years)
            seen = simulated_leavers(hazards, years, seed)
            for cause, share, estimate in zip(CAUSES, exact, seen, strict=True):
                if share > 0:
                    yield f"{cause} within {years} years, hazards={hazards}", share, estimate
        hires = float(setting["hires"])
        count = head_count(hires, hazards)
        mean, variance = simulated_head_count(hires, hazards, seed)
        settled = 1 - math.exp(-STAYS)
        yield f"mean head count, {hires:g} hires a year, hazards={hazards}", count * settled, mean
        yield f"variance of the head count, {hires:g} hires a year, hazards={hazards}", count * settled, variance


def _values(hazards: list[float], **more: float) -> dict[str, float]:
    resign, dismiss, other = hazards
    return still_life(resign_rate=resign, dismiss_rate=dismiss, other_leave_rate=other, **more)


def simulated_leavers(hazards: list[float], years: float, seed: int) -> list[Estimate]:
    """People who are not replaced: shares that have left, by cause."""
    toy = Toy(teams=[PEOPLE], serves=[[]], idea_share=[1.0])
    trial = Trial(toy, _values(hazards), years * DAYS_PER_YEAR, mechanisms=ON_LEAVING | ON_HIRING)
    rows = trial.replicate(REPLICATIONS, seed, lambda module, world: module.counts(world)[0])
    return [mean_of([row[cause] / PEOPLE for row in rows]) for cause in range(3)]


def simulated_head_count(hires: float, hazards: list[float], seed: int) -> tuple[Estimate, Estimate]:
    """Posts that open one by one and are not filled again: hires are a Poisson process, stays exponential."""
    years = STAYS / sum(hazards)
    posts = math.ceil(hires * years + 6 * math.sqrt(hires * years) + 10)
    toy = Toy(teams=[posts], serves=[[]], idea_share=[1.0])
    rules = {"openings": hires}
    trial = Trial(toy, _values(hazards), years * DAYS_PER_YEAR, mechanisms=ON_LEAVING | ON_HIRING, rules=rules)
    people = [row[0] for row in trial.replicate(REPLICATIONS * 10, seed, lambda m, w: [m.counts(w)[2]])]
    mean = mean_of([float(n) for n in people])
    return mean, mean_of([(n - mean.value) ** 2 * len(people) / (len(people) - 1) for n in people])
