"""G3: work that goes from the team to the line's engineers and sometimes comes back: Jackson networks.

The first cases run through mechanisms 6 and 7 (experiments, hand-off with returns); a general `routing` or a chain of
`stages` runs on the engine's queues alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .closed.queueing import chain_routing, jackson
from .estimates import Estimate, ratio_of
from .toys import Toy, Trial, arrivals_per_day, still_life

SETTINGS = ("gamma", "mu", "servers", "routing", "stages", "lambda", "back")
ON_HANDOFF = 64
CUSTOMERS = 3_000_000
NEVER_DROP = 1_000_000
RETURNS: tuple[dict[str, Any], ...] = ({"back": 0.25}, {"back": 0.0}, {"back": 0.1})
NETWORKS: tuple[dict[str, Any], ...] = (
    {"gamma": [1.2, 0.4], "mu": [1.0, 1.0], "servers": [2, 2], "routing": [[0.1, 0.7], [0.2, 0.0]]},
    {"lambda": 0.6, "mu": 1.0, "stages": 2, "back": 0.2},
    {"lambda": 0.6, "mu": 1.0, "stages": 3, "back": 0.2},
    {"lambda": 0.5, "mu": 1.0, "stages": 3, "back": 0.3},
)


def cases(given: Mapping[str, Any], seed: int) -> Iterator[tuple[Any, ...]]:
    """Mean time in the network of each case."""
    if not given:
        for setting in RETURNS:
            yield hand_off(1.0, 2.0, float(setting["back"]), seed)
    for setting in [_completed(given)] if given else NETWORKS:
        gamma, mu, servers, routing = network_of(setting)
        exact = jackson(gamma, mu, servers, routing)[1]
        name = f"time in the network, gamma={gamma}, mu={mu}, servers={servers}, routing={routing}"
        if math.isinf(exact):
            yield name, exact, Estimate(math.nan, math.nan)
        else:
            yield name, exact, simulated_time((gamma, mu, servers, routing), exact, seed), 0.02


def _completed(given: Mapping[str, Any]) -> dict[str, Any]:
    base = NETWORKS[0] if "routing" in given or "gamma" in given else NETWORKS[1]
    return {**base, **given}


def network_of(setting: Mapping[str, Any]) -> tuple[list[float], list[float], list[int], list[list[float]]]:
    """External rates, service rates, servers and routing; from `routing`, or from a chain of `stages`."""
    if "routing" in setting and "gamma" in setting:
        routing = [[float(p) for p in row] for row in setting["routing"]]
        n = len(routing)
        return (
            _each(setting["gamma"], n),
            _each(setting["mu"], n),
            [int(c) for c in _each(setting["servers"], n)],
            routing,
        )
    n = int(setting["stages"])
    mu, servers = _each(setting["mu"], n), [int(c) for c in _each(setting.get("servers", 1), n)]
    return [float(setting["lambda"]), *([0.0] * (n - 1))], mu, servers, chain_routing(n, float(setting["back"]))


def _each(value: Any, n: int) -> list[float]:
    return [float(v) for v in value] if isinstance(value, list) else [float(value)] * n


def hand_off(rate: float, mu: float, back: float, seed: int) -> tuple[Any, ...]:
    """One team and one engineer, work comes back with probability `back`: two-node Jackson network."""
    exact = jackson([rate, 0.0], [mu, mu], [1, 1], [[0.0, 1.0], [back, 0.0]])[1]
    toy = Toy(teams=[1], serves=[[0]], idea_share=[1.0], pools=[1], deploys=[1])
    values = still_life(experiment_days=1 / mu, integration_days=1 / mu, send_back=back, rework_share=1.0)
    values = arrivals_per_day(rate, toy, values)
    burn_in, replications = 400.0, 100
    trial = Trial(
        toy,
        values,
        burn_in + CUSTOMERS / replications / rate,
        burn_in,
        mechanisms=ON_HANDOFF,
        rules={"returns": NEVER_DROP},
    )
    rows = trial.replicate(replications, seed, lambda m, w: [x for g in (0, 1) for x in m.queue_rows(w)[g]])
    inside = [r[0] + r[2] for r in rows]
    arrived = [(trial.days - burn_in) * rate] * replications
    name = f"team and engineers through the hand-off, lambda={rate:g}, mu={mu:g}, sent back {back:g}"
    return name, exact, ratio_of(inside, arrived), 0.02


def simulated_time(
    network: tuple[Sequence[float], Sequence[float], Sequence[int], Sequence[Sequence[float]]], exact: float, seed: int
) -> Estimate:
    """Mean time in the network: numbers inside, integrated, over arrivals from outside (Little's law)."""
    gamma, mu, servers, routing = network
    total = sum(gamma)
    toy = Toy(
        teams=list(servers),
        serves=[[i] for i in range(len(gamma))],
        idea_share=[g / total for g in gamma],
        speeds=list(mu),
    )
    values = arrivals_per_day(total, toy, still_life(experiment_days=1.0))
    burn_in, replications = 40 * exact, 100
    days = burn_in + CUSTOMERS / replications / total
    trial = Trial(toy, values, days, burn_in, routing=routing)
    rows = trial.replicate(replications, seed, lambda m, w: [sum(q[0] for q in m.queue_rows(w)), _arrived(m, w)])
    return ratio_of([r[0] for r in rows], [r[1] for r in rows])


def _arrived(module: Any, world: Any) -> float:
    return float(sum(line[0] for line in module.line_sums(world)))
