"""G2: requests of several teams to one owner, each team in a class of its own: non-preemptive priority."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .closed.queueing import waits_priority
from .estimates import Estimate, plus, ratio_of
from .toys import Toy, Trial, arrivals_per_day, still_life

SETTINGS = ("lambdas", "mus", "servers")
ON_ACCESS = 4
DEFAULTS: tuple[dict[str, Any], ...] = (
    {"lambdas": [0.3, 0.5], "mus": [1.0, 1.0], "servers": 1},
    {"lambdas": [0.2, 0.3, 0.4], "mus": [1.0, 1.0, 1.0], "servers": 1},
    {"lambdas": [0.4, 0.2], "mus": [2.0, 0.5], "servers": 1},
    {"lambdas": [0.6, 1.0], "mus": [1.0, 1.0], "servers": 2},
)
REQUESTS = 4_000_000


def cases(given: Mapping[str, Any], seed: int) -> Iterator[tuple[Any, ...]]:
    """The mean wait of each class, and the conservation law over all of them."""
    for setting in [DEFAULTS[0] | dict(given)] if given else DEFAULTS:
        rates = [float(x) for x in setting["lambdas"]]
        mus = [float(x) for x in _as_list(setting["mus"], len(rates))]
        servers = int(setting["servers"])
        if len(rates) > 3:
            raise ValueError(f"the engine has three classes of requests, lambdas={rates} asks for {len(rates)}")
        exact = waits_priority(rates, mus, servers)
        seen = simulated_waits(rates, mus, servers, seed)
        for k, (wait, estimate) in enumerate(zip(exact, seen, strict=True)):
            yield f"wait of class {k + 1}, lambdas={rates}, mus={mus}, servers={servers}", wait, estimate, 0.02
        loads = [r / m for r, m in zip(rates, mus, strict=True)]
        law = sum(load * wait for load, wait in zip(loads, exact, strict=True))
        total = sum(load * e.value for load, e in zip(loads, seen, strict=True))
        se = sum((load * e.se) ** 2 for load, e in zip(loads, seen, strict=True)) ** 0.5
        yield f"conservation law, lambdas={rates}", law, Estimate(total, se), 0.02


def _as_list(value: Any, n: int) -> list[Any]:
    return value if isinstance(value, list) else [value] * n


def simulated_waits(rates: list[float], mus: list[float], servers: int, seed: int) -> list[Estimate]:
    """One line and team per class; the owner's queue serves them by class."""
    n = len(rates)
    toy = Toy(
        teams=[1] * n,
        serves=[[i] for i in range(n)],
        idea_share=[r / sum(rates) for r in rates],
        pools=[servers],
        warehouse=n,
        ranks=[1 + i for i in range(n)],
        effort=[1 / m for m in mus],
    )
    values = arrivals_per_day(sum(rates), toy, still_life(access_days=1.0, distance_on_class=1.0))
    slack = max(0.02, 1 - sum(r / m for r, m in zip(rates, mus, strict=True)) / servers)
    burn_in, replications = 60 / slack**2, 100
    trial = Trial(toy, values, burn_in + REQUESTS / replications / sum(rates), burn_in, mechanisms=ON_ACCESS)
    rows = trial.replicate(replications, seed, lambda m, w: [x for line in m.line_sums(w) for x in (line[0], line[3])])
    return [plus(ratio_of([r[2 * k + 1] for r in rows], [r[2 * k] for r in rows]), -1 / mus[k]) for k in range(n)]
