"""What of the spread between draws is luck, and the spread without it.

Replications within a draw differ by luck alone, so they show how much luck there is in the mean of a draw (one-way
analysis of variance, for differences between alternatives: what all share decides nothing). Chances of being best and
losses from choosing wrongly are counted on the spread that is left, since nobody can find out beforehand what luck will
bring; and with the error of the mean itself, since that is not known either.
"""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def share_of_luck(differences: np.ndarray) -> float:
    """Which share of the variance of draw means is luck, from 0 to 1; shape (draws, replications).

    nan with a single replication per draw, where luck and facts cannot be told apart; 0 where nothing differs.
    """
    import numpy as np

    draws, per_draw = differences.shape
    if per_draw < 2 or draws < 2:
        return float("nan")
    between = float(differences.mean(axis=1).var(ddof=1))
    within = float(differences.var(axis=1, ddof=1).mean()) / per_draw
    return min(1.0, within / between) if between > 1e-24 * float(np.square(differences).max()) else 0.0


def facts_are_seen(luck: float, draws: int, per_draw: int) -> bool:
    """Whether a share of luck is too small to be all there is, with 95 % confidence.

    By the large-sample standard error of a ratio of two variances; False with a single replication per draw.
    """
    if luck != luck:
        return False
    error = (2 / (draws - 1) + 2 / (draws * (per_draw - 1))) ** 0.5
    return bool(luck < 1.0 - NormalDist().inv_cdf(0.95) * error)


def without_luck(table: np.ndarray, error_of_mean: bool = True) -> np.ndarray:
    """Draw means relative to that of all alternatives, without the spread that is luck; shape (alternatives, draws).

    `table` has the shape (alternatives, draws, replications). The deviations from the mean over draws are shrunk, in
    each direction by as much as is luck in it, until their covariance is that of the facts: between draws minus within
    (constrained empirical Bayes, Louis 1984, in many dimensions); negative parts count as 0. With `error_of_mean` the
    covariance of the mean over draws is added. With one replication per draw nothing is taken out.
    """
    import numpy as np

    apart = table - table.mean(axis=0)
    means: np.ndarray = apart.mean(axis=2)
    alternatives, draws, per_draw = table.shape
    if per_draw < 2 or draws < 2:
        return means
    middle = means.mean(axis=1, keepdims=True)
    spread, axes = np.linalg.eigh(np.cov(means))
    seen = spread > 1e-12 * spread[-1]
    whiten, colour = axes[:, seen] / np.sqrt(spread[seen]), axes[:, seen] * np.sqrt(spread[seen])
    within = (apart - means[:, :, None]).reshape(alternatives, -1)
    luck = within @ within.T / (draws * (per_draw - 1) * per_draw)
    shares, turn = np.linalg.eigh(whiten.T @ luck @ whiten)
    kept = np.maximum(0.0, 1.0 - shares) + (1.0 / draws if error_of_mean else 0.0)
    shrink = turn * np.sqrt(np.minimum(1.0, kept)) @ turn.T
    facts: np.ndarray = middle + colour @ shrink @ whiten.T @ (means - middle)
    return facts
