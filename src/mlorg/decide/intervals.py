"""Intervals of a mean of paired differences, and how much of their spread is luck."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

CONFIDENCE = 0.95


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


def student_quantile(p: float, freedom: int) -> float:
    """Quantile of Student's t, p from 0.5: exact for 1 and 2 degrees of freedom, else the expansion in 1/freedom.

    Abramowitz & Stegun 26.7.5, to the fourth order: within 0.002 of the exact value at p = .975 from 3 degrees on.
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


def share_of_luck(table: np.ndarray) -> float:
    """Which share of the variance of draw means, between alternatives, is luck within draws; from 0 to 1.

    `table` has the shape (alternatives, draws, replications). What is common to all alternatives is left out, since it
    decides nothing. One-way analysis of variance; nan with a single replication per draw, where luck and facts cannot
    be told apart.
    """
    import numpy as np

    _, draws, per_draw = table.shape
    if per_draw < 2 or draws < 2:
        return float("nan")
    apart = table - table.mean(axis=0)
    means = apart.mean(axis=2)
    between = float(means.var(axis=1, ddof=1).sum())
    within = float(np.square(apart - means[:, :, None]).sum()) / (draws * (per_draw - 1))
    rounding = 1e-18 * float(np.square(table).mean())
    return min(1.0, within / per_draw / between) if between > rounding else 0.0


def without_luck(means: np.ndarray, luck: float) -> np.ndarray:
    """Draw means drawn together until their spread is that of the facts and of the error of the mean itself.

    Shape (…, draws). Deviations from the mean over draws are shrunk by the root of 1 − luck + 1/draws, which keeps the
    mean and matches the variance (constrained empirical Bayes, Louis 1984). A nan luck leaves them as they are.
    """
    if luck != luck:
        return means
    centre = means.mean(axis=-1, keepdims=True)
    kept: np.ndarray = centre + min(1.0, 1.0 - luck + 1.0 / max(1, means.shape[-1])) ** 0.5 * (means - centre)
    return kept
