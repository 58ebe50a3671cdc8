"""The finite Bass chain: m users, n of them using, rate (m - n)(p + q n / m). Exact for any number of users."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

MOST_PER_STEP = 500.0
"""Expected jumps per step of the uniformised chain: keeps exp(-jumps) well inside the range of a double."""

SETTLED = 1e-13


def adopted_share(p: float, q: float, users: int, t: float) -> float:
    """Mean share of users at time t, all starting from none: uniformised pure-birth chain, exact to 1e-12."""
    import numpy as np

    n = np.arange(users + 1, dtype=float)
    rates = (users - n) * (p + q * n / users)
    fastest = float(rates.max())
    if p == 0 or t == 0:
        return 0.0
    steps = max(1, math.ceil(fastest * t / MOST_PER_STEP))
    state = np.zeros(users + 1)
    state[0] = 1.0
    for _ in range(steps):
        if state[-1] > 1 - SETTLED:
            return 1.0
        state = _after(state, rates / fastest, fastest * t / steps)
        state /= state.sum()  # what rounding has lost over many steps
    return float((n * state).sum() / users)


def _after(state: np.ndarray, jump: np.ndarray, expected: float) -> np.ndarray:
    """The state after a Poisson number of steps of the jump chain with the given expected number."""
    weight, total, k = math.exp(-expected), 0.0, 0
    mixed = 0.0 * state
    while total < 1 - 1e-14 and k < expected + 40 * math.sqrt(expected + 1) + 40:
        mixed += weight * state
        total += weight
        moving = state * jump
        state = state - moving
        state[1:] += moving[:-1]
        k += 1
        weight *= expected / k
    return mixed
