"""G1: one team, one stage, nothing else: the engine is M/M/c, M/D/1 or M/H2/1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .closed.queueing import wait_mg1, wait_mmc
from .estimates import Estimate, plus, ratio_of
from .toys import CONSTANT, EXPONENTIAL, HYPEREXPONENTIAL, Toy, Trial, arrivals_per_day, still_life

SETTINGS = ("lambda", "mu", "servers", "law")
LAWS = {"exp": (EXPONENTIAL, 1.0), "det": (CONSTANT, 0.0), "h2": (HYPEREXPONENTIAL, 4.0)}
DEFAULTS: tuple[dict[str, Any], ...] = (
    {"lambda": 0.8, "mu": 1.0, "servers": 1, "law": "exp"},
    {"lambda": 1.6, "mu": 1.0, "servers": 2, "law": "exp"},
    {"lambda": 3.2, "mu": 1.0, "servers": 4, "law": "exp"},
    {"lambda": 6.4, "mu": 1.0, "servers": 8, "law": "exp"},
    {"lambda": 3.6, "mu": 1.0, "servers": 4, "law": "exp"},
    {"lambda": 0.8, "mu": 1.0, "servers": 1, "law": "det"},
    {"lambda": 0.8, "mu": 1.0, "servers": 1, "law": "h2"},
)
CUSTOMERS = 4_000_000
"""Arrivals simulated per case, over all replications."""


def cases(given: Mapping[str, Any], seed: int) -> Iterator[tuple[Any, ...]]:
    """The mean wait in the queue of each case."""
    for setting in [DEFAULTS[0] | dict(given)] if given else DEFAULTS:
        rate, mu, servers = float(setting["lambda"]), float(setting["mu"]), int(setting["servers"])
        law, scv = law_of(setting["law"])
        name = f"wait, {setting['law']} service, lambda={rate:g}, mu={mu:g}, servers={servers}"
        yield name, exact_wait(rate, mu, servers, scv), simulated_wait((rate, mu, servers, law), seed), 0.02


def law_of(name: Any) -> tuple[int, float]:
    """(number of the law, squared coefficient of variation). ValueError for a name that is not known."""
    if str(name) not in LAWS:
        raise ValueError(f"law {name!r} is none of {', '.join(LAWS)}")
    return LAWS[str(name)]


def exact_wait(rate: float, mu: float, servers: int, scv: float) -> float:
    """Closed form; other laws than the exponential only for one server."""
    if scv == 1.0:
        return wait_mmc(rate, mu, servers)
    if servers != 1:
        raise ValueError("laws det and h2 have a closed form for one server only")
    return wait_mg1(rate, mu, scv)


def simulated_wait(queue: tuple[float, float, int, int], seed: int, customers: int = CUSTOMERS) -> Estimate:
    """Mean wait by Little's law over long replications that begin empty and burn in."""
    rate, mu, servers, law = queue
    toy = Toy(teams=[servers], serves=[[0]], idea_share=[1.0])
    values = arrivals_per_day(rate, toy, still_life(experiment_days=1 / mu))
    slack = max(0.02, 1 - rate / (mu * servers))
    burn_in = 60 / (mu * slack**2)
    replications = 100
    days = burn_in + customers / replications / rate
    trial = Trial(toy, values, days, burn_in, law=law)
    rows = trial.replicate(replications, seed, lambda module, world: module.queue_rows(world)[0])
    return plus(ratio_of([r[0] for r in rows], [r[1] for r in rows]), -1 / mu)
