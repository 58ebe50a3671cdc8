"""People who leave for several reasons, projects under a deadline, models that drift, budgets that follow value."""

from __future__ import annotations

import math
from collections.abc import Sequence


def left_by_cause(hazards: Sequence[float], t: float) -> list[float]:
    """Probability of having left by t for each cause, constant hazards (competing risks)."""
    total = sum(hazards)
    return [h / total * (1 - math.exp(-total * t)) if total else 0.0 for h in hazards]


def head_count(hires: float, hazards: Sequence[float]) -> float:
    """Mean (and variance) of the Poisson head count with `hires` a year and exponential stays (M/G/infinity).

    inf where people come and nobody leaves.
    """
    total = sum(hazards)
    if hires == 0:
        return 0.0
    return hires / total if total > 0 else math.inf


def erlang_cdf(rounds: int, mean: float, t: float) -> float:
    """P(sum of `rounds` exponentials of the given mean <= t), to full relative accuracy however small."""
    x = t / mean
    if x > 2 * rounds + 20:
        return 1 - sum(_poisson(k, x) for k in range(rounds))
    return math.fsum(_poisson(k, x) for k in range(rounds, 4 * rounds + 200))


def _poisson(k: int, mean: float) -> float:
    """P(k events) where `mean` > 0 are expected."""
    return math.exp(k * math.log(mean) - mean - math.lgamma(k + 1))


def deadline(rounds: int, mean: float, window: float) -> tuple[float, float]:
    """(probability of finishing all rounds before the deadline, finished per unit of time if one follows another)."""
    ships = erlang_cdf(rounds, mean, window)
    # E[min(T, R)] = integral of P(T > t) from 0 to R, term by term
    spent = sum(mean * erlang_cdf(k + 1, mean, window) for k in range(rounds))
    return ships, ships / spent


def availability(drift: float, detect: float, repair: float) -> float:
    """Long-run share of healthy time: mean times to drift, to detection, of repair (renewal-reward)."""
    return drift / (drift + detect + repair)


def unattended(drift: float, horizon: float) -> float:
    """Share of the value left over a horizon if nobody repairs after the first drift."""
    return drift / horizon * (1 - math.exp(-horizon / drift))


def budget_fixed_point(b0: float, kappa: float, y: float) -> float:
    """Where B <- B + phi (b0 + kappa y B - B) comes to rest; inf if it does not."""
    return b0 / (1 - kappa * y) if kappa * y < 1 else math.inf
