"""G4: specialists who ask one manager and wait for the answer: machine repair M/M/1//N."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .closed.queueing import machine_repair
from .estimates import Estimate, mean_of, ratio_of
from .toys import Toy, Trial, arrivals_per_day, still_life

SETTINGS = ("specialists", "theta", "mu")
ON_EXCEPTIONS = 512
DEFAULTS: tuple[dict[str, Any], ...] = tuple(
    {"specialists": n, "theta": 0.2, "mu": 2.0} for n in (5, 8, 10, 12, 15, 20)
)
DAYS, REPLICATIONS = 8_000.0, 60


def cases(given: Mapping[str, Any], seed: int) -> Iterator[tuple[Any, ...]]:
    """Share of time at work and days per decision."""
    for setting in [DEFAULTS[0] | dict(given)] if given else DEFAULTS:
        n, theta, mu = int(setting["specialists"]), float(setting["theta"]), float(setting["mu"])
        share, days = machine_repair(n, theta, mu)
        seen_share, seen_days = simulated(n, theta, mu, seed)
        name = f"specialists={n}, theta={theta:g}, mu={mu:g}"
        yield f"productive share, {name}", share, seen_share, 0.02
        yield f"days per decision, {name}", days, seen_days, 0.02


def simulated(n: int, theta: float, mu: float, seed: int) -> tuple[Estimate, Estimate]:
    """n people with endless work who ask at rate theta while they work."""
    toy = Toy(teams=[n], serves=[[0]], idea_share=[1.0], desks=1, manager_desk=1)
    values = still_life(
        experiment_days=1e9, exceptions_per_day=theta, decision_days=1 / mu, ready_ideas=n, wip_per_post=1
    )
    values = arrivals_per_day(1e-9, toy, values)
    burn_in = 50 * n / mu
    trial = Trial(toy, values, burn_in + DAYS, burn_in, mechanisms=ON_EXCEPTIONS)
    rows = trial.replicate(REPLICATIONS, seed, lambda module, world: module.queue_rows(world)[1])
    share = mean_of([1 - area / DAYS / n for area, _ in rows])
    return share, ratio_of([area for area, _ in rows], [asked for _, asked in rows])
