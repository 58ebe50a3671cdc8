"""The finite Bass chain: m users, n of them using, rate (m - n)(p + q n / m). Exact for any number of users."""

from __future__ import annotations


def adopted_share(p: float, q: float, users: int, t: float) -> float:
    """Mean share of users at time t, all starting from none: uniformised pure-birth chain, exact to 1e-12."""
    import math

    rates = [(users - n) * (p + q * n / users) for n in range(users + 1)]
    fastest = max(rates) or 1.0
    state = [1.0] + [0.0] * users
    weight, total, mean, k = math.exp(-fastest * t) if fastest * t < 700 else 0.0, 0.0, 0.0, 0
    if weight == 0.0:
        return _in_steps(p, q, users, t)
    while total < 1 - 1e-13 and k < 100_000:
        mean += weight * sum(n * x for n, x in enumerate(state))
        total += weight
        state = [
            state[n] * (1 - rates[n] / fastest) + (state[n - 1] * rates[n - 1] / fastest if n else 0.0)
            for n in range(users + 1)
        ]
        k += 1
        weight *= fastest * t / k
    return mean / users


def _in_steps(p: float, q: float, users: int, t: float) -> float:
    """The same for rates too fast for one uniformisation: matrix exponential by scipy."""
    import numpy as np
    from scipy.linalg import expm

    rates = np.array([(users - n) * (p + q * n / users) for n in range(users + 1)])
    generator = np.diag(-rates) + np.diag(rates[:-1], 1)
    return float(expm(generator * t)[0] @ np.arange(users + 1) / users)
