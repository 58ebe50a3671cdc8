"""Means and ratios over replications, with standard errors, and the verdict on them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """A simulated value and its standard error."""

    value: float
    se: float


def mean_of(values: Sequence[float]) -> Estimate:
    """Mean of replications."""
    n = len(values)
    mean = math.fsum(values) / n
    variance = math.fsum((v - mean) ** 2 for v in values) / max(1, n - 1)
    return Estimate(mean, math.sqrt(variance / n))


def ratio_of(tops: Sequence[float], bottoms: Sequence[float]) -> Estimate:
    """Ratio of sums over replications; standard error by linearisation."""
    n, bottom = len(tops), math.fsum(bottoms)
    if bottom == 0:
        return Estimate(math.nan, math.nan)
    ratio = math.fsum(tops) / bottom
    residuals = [t - ratio * b for t, b in zip(tops, bottoms, strict=True)]
    spread = math.fsum(r * r for r in residuals) / max(1, n - 1)
    return Estimate(ratio, math.sqrt(n * spread) / bottom)


def plus(estimate: Estimate, constant: float) -> Estimate:
    """The estimate moved by a constant."""
    return Estimate(estimate.value + constant, estimate.se)
