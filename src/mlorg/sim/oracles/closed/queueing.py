"""Waits in queues that have a formula. Rates per unit of time, waits in the same unit; inf where it is unstable."""

from __future__ import annotations

import math
from collections.abc import Sequence


def erlang_c(servers: int, load: float) -> float:
    """Probability of waiting in M/M/c with `load` = arrival rate / service rate (Erlang 1917)."""
    if load >= servers:
        return 1.0
    blocked = 1.0
    for n in range(1, servers + 1):
        blocked = load * blocked / (n + load * blocked)
    return servers * blocked / (servers - load * (1 - blocked))


def wait_mmc(arrivals: float, service: float, servers: int) -> float:
    """Mean wait before service in M/M/c."""
    load = arrivals / service
    if load >= servers:
        return math.inf
    return erlang_c(servers, load) / (servers * service - arrivals)


def wait_mg1(arrivals: float, service: float, scv: float) -> float:
    """Mean wait before service in M/G/1 with squared coefficient of variation `scv` (Pollaczek-Khinchine)."""
    rho = arrivals / service
    return math.inf if rho >= 1 else rho * (1 + scv) / (2 * (service - arrivals))


def waits_priority(arrivals: Sequence[float], services: Sequence[float], servers: int) -> list[float]:
    """Mean waits by class, first class first, non-preemptive, exponential (Cobham 1954).

    Where all classes together are too much, the first ones still wait for a finite time: all servers are then always
    busy, those whom they leave time to with the first class that is not served in time. Several servers need one common
    service rate; ValueError otherwise.
    """
    if servers > 1 and len(set(services)) > 1:
        raise ValueError("with several servers all classes must have the same service rate")
    loads = [a / s / servers for a, s in zip(arrivals, services, strict=True)]
    residual = _residual(loads, services, servers)
    waits, before = [], 0.0
    for load in loads:
        after = before + load
        waits.append(residual / ((1 - before) * (1 - after)) if after < 1 else math.inf)
        before = after
    return waits


def _residual(loads: Sequence[float], services: Sequence[float], servers: int) -> float:
    """Mean time until a server is free, for who finds all of them busy and nobody waiting, times its probability."""
    if servers > 1:
        return erlang_c(servers, sum(loads) * servers) / (servers * services[0])
    total, left = 0.0, 1.0
    for load, service in zip(loads, services, strict=True):
        total += min(load, left) / service
        left = max(0.0, left - load)
    return total


def flows(external: Sequence[float], routing: Sequence[Sequence[float]]) -> list[float]:
    """Arrival rates at the nodes of an open network: solves flow = external + routing' * flow."""
    import numpy as np

    matrix = np.eye(len(external)) - np.array(routing, dtype=float).T
    return [float(x) for x in np.linalg.solve(matrix, np.array(external, dtype=float))]


def jackson(
    external: Sequence[float], services: Sequence[float], servers: Sequence[int], routing: Sequence[Sequence[float]]
) -> tuple[list[float], float]:
    """(mean number at each node, mean time in the network) of a Jackson network (Jackson 1957)."""
    rates = [max(0.0, rate) for rate in flows(external, routing)]
    nodes = zip(rates, services, servers, strict=True)
    numbers = [rate * (wait_mmc(rate, mu, c) + 1 / mu) if rate > 0 else 0.0 for rate, mu, c in nodes]
    return numbers, sum(numbers) / sum(external)


def chain_routing(stages: int, back: float) -> list[list[float]]:
    """A chain of stages; every stage but the first sends back to the one before with probability `back`."""
    table = [[0.0] * stages for _ in range(stages)]
    for stage in range(stages):
        if stage > 0:
            table[stage][stage - 1] = back
        if stage + 1 < stages:
            table[stage][stage + 1] = 1.0 if stage == 0 else 1.0 - back
    return table


def machine_repair(specialists: int, theta: float, mu: float) -> tuple[float, float]:
    """(share of time the specialists work, mean time per decision) in M/M/1//N (Palm 1947)."""
    weights = [1.0]
    for n in range(specialists):
        weights.append(weights[-1] * (specialists - n) * theta / mu)
    total = sum(weights)
    waiting = sum(n * weight for n, weight in enumerate(weights)) / total
    busy = 1 - weights[0] / total
    return 1 - waiting / specialists, waiting / (mu * busy)
