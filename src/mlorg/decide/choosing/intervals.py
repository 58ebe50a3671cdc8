"""Intervals of a mean of paired differences, and of a share."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

CONFIDENCE = 0.95
Z = 1.959963984540054
"""The normal distribution lies between -Z and Z with that confidence."""


def paired_interval(differences: np.ndarray, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Student's interval of the mean of independent differences, shape (draws,); nan for fewer than two.

    It holds the truth as often as it says for normal differences; with heavy tails less often.
    """
    n = len(differences)
    if n < 2:
        return float("nan"), float("nan")
    mean = float(differences.mean())
    half = student_quantile((1 + confidence) / 2, n - 1) * float(differences.std(ddof=1)) / n**0.5
    return mean - half, mean + half


def wilson(hits: int, draws: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927), sensible at 0 and 1 too; 0 to 1 without draws."""
    if not draws:
        return 0.0, 1.0
    p, z2 = hits / draws, Z * Z
    middle = (p + z2 / (2 * draws)) / (1 + z2 / draws)
    half = Z * (p * (1 - p) / draws + z2 / (4 * draws * draws)) ** 0.5 / (1 + z2 / draws)
    return max(0.0, middle - half), min(1.0, middle + half)


def student_quantile(p: float, freedom: int) -> float:
    """Quantile of Student's t, p from 0.5: exact for 1 and 2 degrees of freedom, else the expansion in 1/freedom.

    Abramowitz & Stegun 26.7.5, to the fourth order: within 0.004 of the exact value at p = .975 from 3 degrees on.
    """
    if freedom == 1:
        return math.tan(math.pi * (p - 0.5))
    if freedom == 2:
        return (2 * p - 1) * math.sqrt(1 / (2 * p * (1 - p)))
    z, v = NormalDist().inv_cdf(p), float(freedom)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / v**power for power, term in enumerate(terms, start=1))
