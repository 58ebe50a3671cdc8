"""The finite Bass chain: m users, n of them using, rate (m - n)(p + q n / m). Exact for any number of users."""

from __future__ import annotations

import math

MOST_PER_STEP = 500.0
"""Expected jumps per step of the uniformised chain: keeps exp(-jumps) well inside the range of a double."""


def adopted_share(p: float, q: float, users: int, t: float) -> float:
    """Mean share of users at time t, all starting from none: uniformised pure-birth chain, exact to 1e-12."""
    rates = [(users - n) * (p + q * n / users) for n in range(users + 1)]
    fastest = max(rates) or 1.0
    steps = max(1, math.ceil(fastest * t / MOST_PER_STEP))
    state = [1.0] + [0.0] * users
    for _ in range(steps):
        state = _after(state, [rate / fastest for rate in rates], fastest * t / steps)
    return math.fsum(n * x for n, x in enumerate(state)) / users


def _after(state: list[float], jump: list[float], expected: float) -> list[float]:
    """The state after a Poisson number of steps of the jump chain with the given expected number."""
    weight, total, k = math.exp(-expected), 0.0, 0
    mixed = [0.0] * len(state)
    while total < 1 - 1e-14 and k < expected + 40 * math.sqrt(expected + 1) + 40:
        mixed = [m + weight * x for m, x in zip(mixed, state, strict=True)]
        total += weight
        state = [state[n] * (1 - jump[n]) + (state[n - 1] * jump[n - 1] if n else 0.0) for n in range(len(state))]
        k += 1
        weight *= expected / k
    return mixed
