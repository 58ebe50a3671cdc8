"""G1: one team, one stage, nothing else: the engine is M/M/c, M/D/1 or M/H2/1."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from .cases import TOLERANCE_SHARE, Case, Point
from .closed.queueing import wait_mg1, wait_mmc
from .estimates import Estimate, ratio_of, times
from .sampling import Effort, Stretch, columns, excess, grown, relaxation, sampled, stretch
from .settings import impossible, positive, whole, word
from .toys import CONSTANT, EXPONENTIAL, HYPEREXPONENTIAL, Toy, Trial, arrivals_per_day, still_life

LAWS = {"exp": (EXPONENTIAL, 1.0), "det": (CONSTANT, 0.0), "h2": (HYPEREXPONENTIAL, 4.0)}
"""Laws of service: number in the engine, squared coefficient of variation."""

LEAST_WAIT = 0.02
"""Waits below this share of a service need no relative accuracy: their standard error is measured against it."""

GROWTH_DAYS = 3000.0


def law_of(name: str) -> tuple[int, float]:
    """(number of the law, squared coefficient of variation). ValueError for a name that is not known."""
    if name not in LAWS:
        raise ValueError(f"law {name!r} is not known")
    return LAWS[name]


SETTINGS = (
    positive("lambda"),
    positive("mu"),
    whole("servers", 1, 500),
    word("law", f"one of {', '.join(LAWS)}", law_of),
)


@dataclass(frozen=True, slots=True)
class Queue:
    """Arrivals and services per unit of time, servers, law of service."""

    rate: float
    mu: float
    servers: int
    law: str = "exp"

    @property
    def load(self) -> float:
        """Offered work per server."""
        return self.rate / self.mu / self.servers


DEFAULTS = (
    Queue(0.8, 1.0, 1),
    Queue(1.6, 1.0, 2),
    Queue(3.2, 1.0, 4),
    Queue(6.4, 1.0, 8),
    Queue(3.6, 1.0, 4),
    Queue(0.8, 1.0, 1, "det"),
    Queue(0.8, 1.0, 1, "h2"),
)


def points(given: Mapping[str, Any], effort: Effort) -> list[Point]:
    """One queue each."""
    if not given:
        return [partial(cases, queue, effort) for queue in DEFAULTS]
    rate, mu = given.get("lambda", 0.8), given.get("mu", 1.0)
    queue = Queue(rate, mu, given.get("servers", 1), given.get("law", "exp"))
    if queue.servers > 1 and queue.law != "exp":
        raise impossible(
            f"law={queue.law} with servers={queue.servers} has no closed form.", "Use law=exp, or servers=1."
        )
    return [partial(cases, queue, effort)]


def cases(queue: Queue, effort: Effort) -> Iterator[Case]:
    """The mean wait in the queue."""
    rate, mu, servers = queue.rate, queue.mu, queue.servers
    scv = law_of(queue.law)[1]
    name = f"wait, {queue.law} service, lambda={rate:g}, mu={mu:g}, servers={servers}"
    exact = wait_mmc(rate, mu, servers) if scv == 1.0 else wait_mg1(rate, mu, scv)
    yield Case(name, exact, simulated_wait(queue, exact, effort), TOLERANCE_SHARE)


def simulated_wait(queue: Queue, exact: float, effort: Effort) -> Estimate:
    """Mean wait: number waiting, integrated over time, over arrivals (Little's law)."""
    law, scv = law_of(queue.law)

    if math.isinf(exact):

        def seen(days: float) -> Estimate:
            rows = trial_of(queue, law, Stretch(0.0, days)).replicate(64, effort.seed, partial(read, queue, days))
            return ratio_of(*columns(rows, 0, 1))

        return times(grown(seen, GROWTH_DAYS), 1 / queue.rate)
    span = stretch(relaxation(queue.load, scv=scv), effort)

    def wanted(rows: list[list[float]]) -> float:
        return excess(ratio_of(*columns(rows, 0, 1)), exact * queue.rate, LEAST_WAIT * queue.rate / queue.mu)

    rows = sampled(trial_of(queue, law, span), effort, partial(read, queue, span.days), wanted)
    return times(ratio_of(*columns(rows, 0, 1)), 1 / queue.rate)


def trial_of(queue: Queue, law: int, span: Stretch) -> Trial:
    """The queue with one arrival a day."""
    structure = Toy(teams=[queue.servers], serves=[[0]], idea_share=[1.0]).structure()
    values = arrivals_per_day(1.0, structure, still_life(experiment_days=queue.rate / queue.mu))
    return Trial(structure, values, span.burn_in + span.days, span.burn_in, law=law)


def read(queue: Queue, days: float, module: Any, world: Any) -> list[float]:
    """(days waited by all, arrivals) since measuring began."""
    inside, visits = module.queue_rows(world)[0]
    busy = queue.servers * days - module.idle_days(world)
    return [inside - busy, visits]
