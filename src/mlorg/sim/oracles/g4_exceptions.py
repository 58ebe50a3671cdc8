"""G4: specialists who ask one manager and wait for the answer: machine repair M/M/1//N."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from .cases import TOLERANCE_SHARE, Case, Point
from .closed.queueing import machine_repair
from .estimates import mean_of, ratio_of, times
from .sampling import Effort, columns, excess, sampled
from .settings import positive, whole
from .toys import Toy, Trial, arrivals_per_day, still_life

SETTINGS = (whole("specialists", 1, 1000), positive("theta"), positive("mu"))
ON_EXCEPTIONS = 512
DEFAULTS = tuple((n, 0.2, 2.0) for n in (5, 8, 10, 12, 15, 20))
DECISIONS = 10_000.0
"""Decisions in one replication."""


def points(given: Mapping[str, Any], effort: Effort) -> list[Point]:
    """One team and manager each."""
    if not given:
        return [partial(cases, *each, effort) for each in DEFAULTS]
    return [partial(cases, given.get("specialists", 5), given.get("theta", 0.2), given.get("mu", 2.0), effort)]


def cases(n: int, theta: float, mu: float, effort: Effort) -> Iterator[Case]:
    """Share of time at work and time per decision, both seen in a team that makes one decision a day."""
    share, decision = machine_repair(n, theta, mu)
    per_unit = n * theta * share
    trial = trial_of(n, theta / per_unit, mu / per_unit)
    days = trial.days - trial.burn_in

    def read(module: Any, world: Any) -> list[float]:
        area, asked = module.queue_rows(world)[1]
        return [area, asked, 1 - area / days / n]

    def wanted(rows: list[list[float]]) -> float:
        waiting, working = ratio_of(*columns(rows, 0, 1)), mean_of(columns(rows, 2)[0])
        return max(excess(waiting, decision * per_unit, 0.0), excess(working, share, 0.0))

    rows = sampled(trial, effort, read, wanted)
    name = f"specialists={n}, theta={theta:g}, mu={mu:g}"
    yield Case(f"productive share, {name}", share, mean_of(columns(rows, 2)[0]), TOLERANCE_SHARE)
    seen = times(ratio_of(*columns(rows, 0, 1)), 1 / per_unit)
    yield Case(f"time per decision, {name}", decision, seen, TOLERANCE_SHARE)


def trial_of(n: int, theta: float, mu: float) -> Trial:
    """n people with endless work who ask at rate theta while they work."""
    structure = Toy(teams=[n], serves=[[0]], idea_share=[1.0], desks=1, manager_desk=1).structure()
    asking = {"exceptions_per_day": theta, "decision_days": 1 / mu}
    values = still_life(experiment_days=1e15, ready_ideas=n, wip_per_post=1, **asking)
    burn_in = 20 * (n / mu + 1 / theta)
    values = arrivals_per_day(1e-12, structure, values)
    return Trial(structure, values, burn_in + DECISIONS, burn_in, mechanisms=ON_EXCEPTIONS, visits=2.0)
