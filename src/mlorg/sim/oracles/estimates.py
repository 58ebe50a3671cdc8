"""Means, ratios and shares over replications, with standard errors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """A simulated value and its standard error."""

    value: float
    se: float


EXACT_ZERO = Estimate(0.0, 0.0)
GROWING = Estimate(math.inf, math.nan)
"""What is seen of something that grows without end."""


def mean_of(values: Sequence[float]) -> Estimate:
    """Mean of replications."""
    n = len(values)
    mean = math.fsum(values) / n
    variance = math.fsum((v - mean) ** 2 for v in values) / max(1, n - 1)
    return Estimate(mean, math.sqrt(variance / n))


def ratio_of(tops: Sequence[float], bottoms: Sequence[float]) -> Estimate:
    """Ratio of sums over replications; standard error by linearisation."""
    return weighted_ratios([(1.0, tops, bottoms)])


def weighted_ratios(parts: Sequence[tuple[float, Sequence[float], Sequence[float]]]) -> Estimate:
    """Sum of weight * (sum of tops / sum of bottoms), replication by replication the same; nan without any bottom."""
    n, value = len(parts[0][1]), 0.0
    influence = [0.0] * n
    for weight, tops, bottoms in parts:
        bottom = math.fsum(bottoms)
        if bottom == 0:
            return Estimate(math.nan, math.nan)
        ratio = math.fsum(tops) / bottom
        value += weight * ratio
        for i, (t, b) in enumerate(zip(tops, bottoms, strict=True)):
            influence[i] += weight * (t - ratio * b) / bottom
    return Estimate(value, math.sqrt(math.fsum(x * x for x in influence) * n / max(1, n - 1)))


def share_of(hits: float, trials: float, exact: float) -> Estimate:
    """Share of separate trials; its standard error is the one it must have if `exact` is the probability.

    That keeps a verdict possible where nothing, or everything, was seen.
    """
    if trials <= 0:
        return Estimate(math.nan, math.nan)
    return Estimate(hits / trials, math.sqrt(max(0.0, exact * (1 - exact)) / trials))


def plus(estimate: Estimate, constant: float) -> Estimate:
    """The estimate moved by a constant."""
    return Estimate(estimate.value + constant, estimate.se)


def times(estimate: Estimate, factor: float) -> Estimate:
    """The estimate in another unit."""
    return Estimate(estimate.value * factor, estimate.se * abs(factor))
