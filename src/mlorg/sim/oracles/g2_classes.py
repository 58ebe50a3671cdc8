"""G2: requests of several teams to one owner, each team in a class of its own: non-preemptive priority."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from .cases import TOLERANCE_SHARE, Case, Point
from .closed.queueing import waits_priority
from .estimates import GROWING, Estimate, plus, ratio_of, times, weighted_ratios
from .sampling import GROWTH, Effort, Stretch, columns, excess, relaxation, sampled, stretch
from .settings import for_each, impossible, one_or_several, positive, several, whole
from .toys import Toy, Trial, arrivals_per_day, still_life

CLASSES = 3
"""Classes of requests that the engine knows beside the urgent ones."""

SETTINGS = (
    several(positive("lambdas"), CLASSES),
    one_or_several(positive("mus"), CLASSES),
    whole("servers", 1, 500),
)
ON_ACCESS = 4
LEAST_WAIT = 0.1
"""Waits below this share of a service need no relative accuracy: their standard error is measured against it."""

GROWTH_DAYS = 3000.0


@dataclass(frozen=True, slots=True)
class Classes:
    """Arrivals and services by class, the first served first; servers."""

    rates: tuple[float, ...]
    mus: tuple[float, ...]
    servers: int = 1

    @property
    def total(self) -> float:
        """Arrivals of all classes."""
        return math.fsum(self.rates)

    @property
    def loads(self) -> list[float]:
        """Offered work of each class."""
        return [rate / mu for rate, mu in zip(self.rates, self.mus, strict=True)]

    @property
    def scv(self) -> float:
        """Squared coefficient of variation of a service of any class."""
        mean = math.fsum(self.loads)
        square = math.fsum(2 * rate / mu**2 for rate, mu in zip(self.rates, self.mus, strict=True))
        return square * self.total / mean**2 - 1


DEFAULTS = (
    Classes((0.3, 0.5), (1.0, 1.0)),
    Classes((0.2, 0.3, 0.4), (1.0, 1.0, 1.0)),
    Classes((0.4, 0.2), (2.0, 0.5)),
    Classes((0.6, 1.0), (1.0, 1.0), 2),
)


def points(given: Mapping[str, Any], effort: Effort) -> list[Point]:
    """One queue with classes each."""
    if not given:
        return [partial(cases, queue, effort) for queue in DEFAULTS]
    many = given.get("mus")
    n = len(many) if isinstance(many, list) and "lambdas" not in given else 2
    rates = given.get("lambdas", [0.3, 0.5, 0.1][:n])
    mus = for_each("mus", given.get("mus", 1.0), len(rates), "classes in lambdas")
    servers = given.get("servers", 1)
    if servers > 1 and len(set(mus)) > 1:
        message = f"servers={servers} with mus={mus} has no closed form."
        raise impossible(message, "Several servers need the same rate for all classes.")
    return [partial(cases, Classes(tuple(rates), tuple(mus), servers), effort)]


def cases(queue: Classes, effort: Effort) -> Iterator[Case]:
    """The mean wait of each class, and the conservation law over all of them."""
    exact = waits_priority(queue.rates, queue.mus, queue.servers)
    seen, total = simulated_waits(queue, exact, effort)
    about = f"lambdas={_listed(queue.rates)}, mus={_listed(queue.mus)}, servers={queue.servers}"
    for k, (wait, estimate) in enumerate(zip(exact, seen, strict=True)):
        yield Case(f"wait of class {k + 1}, {about}", wait, estimate, TOLERANCE_SHARE)
    if all(map(math.isfinite, exact)):
        law = math.fsum(load * wait for load, wait in zip(queue.loads, exact, strict=True))
        yield Case(f"conservation law: sum of load * wait, {about}", law, total, TOLERANCE_SHARE)


def _listed(values: tuple[float, ...]) -> str:
    return f"[{', '.join(f'{v:g}' for v in values)}]"


def simulated_waits(queue: Classes, exact: list[float], effort: Effort) -> tuple[list[Estimate], Estimate]:
    """Mean wait by class, and the sum of load * wait."""
    if not all(map(math.isfinite, exact)):
        return _overloaded(queue, exact, effort), GROWING
    span = stretch(relaxation(math.fsum(queue.loads) / queue.servers, scv=queue.scv), effort)

    def wanted(rows: list[list[float]]) -> float:
        limits = (LEAST_WAIT / mu for mu in queue.mus)
        return max(excess(*each) for each in zip(_waits(queue, rows), exact, limits, strict=True))

    rows = sampled(_trial(queue, span), effort, read, wanted)
    parts = []
    for k, load in enumerate(queue.loads):
        waited, offered = columns(rows, 2 * k, 2 * k + 1)
        parts.append((load, waited, offered))
    services = math.fsum(load / mu for load, mu in zip(queue.loads, queue.mus, strict=True))
    summed = plus(times(weighted_ratios(parts), 1 / queue.total), -services)
    return _waits(queue, rows), summed


def _waits(queue: Classes, rows: list[list[float]]) -> list[Estimate]:
    """In the unit of the rates: time in the system without the service."""
    return [
        plus(times(ratio_of(*columns(rows, 2 * k, 2 * k + 1)), 1 / queue.total), -1 / mu)
        for k, mu in enumerate(queue.mus)
    ]


def _overloaded(queue: Classes, exact: list[float], effort: Effort) -> list[Estimate]:
    """What the classes see where the last of them are not served in time."""
    stable = math.fsum(load for load, wait in zip(queue.loads, exact, strict=True) if math.isfinite(wait))
    burn_in = 20 * relaxation(stable / queue.servers, scv=queue.scv) + 300
    short, long = (
        _waits(queue, _trial(queue, Stretch(burn_in, days)).replicate(effort.some(500, 100), effort.seed, read))
        for days in (burn_in, 8 * burn_in)
    )
    growing = (math.isinf(wait) and b.value > GROWTH * a.value for wait, a, b in zip(exact, short, long, strict=True))
    return [GROWING if grows else estimate for grows, estimate in zip(growing, long, strict=True)]


def _trial(queue: Classes, span: Stretch) -> Trial:
    """One line and team per class, with one request a day over all; the owner's queue serves them by class."""
    n = len(queue.rates)
    structure = Toy(
        teams=[1] * n,
        serves=[[i] for i in range(n)],
        idea_share=[rate / queue.total for rate in queue.rates],
        pools=[queue.servers],
        warehouse=n,
        ranks=[1 + i for i in range(n)],
        effort=[queue.total / mu for mu in queue.mus],
    ).structure()
    values = arrivals_per_day(1.0, structure, still_life(access_days=1.0, distance_on_class=1.0))
    return Trial(structure, values, span.burn_in + span.days, span.burn_in, mechanisms=ON_ACCESS, visits=2.0)


def read(module: Any, world: Any) -> list[float]:
    """(days from request to grant, requests) of each class since measuring began."""
    return [x for offered, _, _, waited in module.line_sums(world) for x in (waited, offered)]
