"""Smooth regression on one quantity, or on several together, with a measure of how well it would do on new draws.

A curve is a natural cubic spline of the normal scores of a quantity (so that its own scale does not matter), rough
curves shrunk more than smooth ones; how much is decided by generalised cross-validation (Golub, Heath and Wahba 1979,
Technometrics 21; for splines Wood 2017, "Generalized Additive Models"). Several quantities enter as the sum of their
curves and the products of their pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

DRAWS_PER_BEND, MOST_BENDS = 40, 12
"""A curve has one term for so many draws, and never more than so many."""

BENT = 16.0
"""How much more the simplest bent curve, or a product of two quantities, is shrunk than a straight line."""


@dataclass(frozen=True)
class Fit:
    """What a regression says at each draw: `fitted`, and `left_out` if that draw had not been seen.

    Both have the shape of what was regressed; `freedom` is the number of terms in effect for each column.
    """

    fitted: np.ndarray
    left_out: np.ndarray
    freedom: np.ndarray


@dataclass(frozen=True)
class Smoother:
    """A family of regressions on the same quantities, from a constant to a wiggly curve.

    `directions` are orthonormal columns, shape (draws, terms); `kept` says how much of each is kept, shape (levels of
    smoothness, terms).
    """

    directions: np.ndarray
    kept: np.ndarray

    def fit(self, values: np.ndarray) -> Fit:
        """Regress columns of values, shape (..., draws, columns), each with the smoothness that suits it."""
        import numpy as np

        n = len(self.directions)
        means = values.mean(axis=-2, keepdims=True)
        centred = values - means
        weights = np.swapaxes(centred, -1, -2) @ self.directions
        left = (centred**2).sum(axis=-2)[..., None] - weights**2 @ (2 * self.kept - self.kept**2).T
        freedom = 1 + self.kept.sum(axis=1)
        level = (left / (n - freedom) ** 2).argmin(axis=-1)
        fitted = np.swapaxes((weights * self.kept[level]) @ self.directions.T, -1, -2)
        leverage = np.swapaxes((1 / n + self.kept @ (self.directions**2).T)[level], -1, -2)
        left_out = (fitted - leverage * centred) / (1 - leverage)
        return Fit(fitted + means, left_out + means, freedom[level])


def smoother(columns: Sequence[np.ndarray]) -> Smoother:
    """Regression on these quantities together; each has shape (draws,) and is not constant."""
    import numpy as np

    scores = [normal_scores(column) for column in columns]
    curves = [_curves(score) for score in scores]
    products = [_unit(a * b) for a, b in combinations(scores, 2)]
    terms = np.column_stack([*(terms for terms, _ in curves), *products])
    stiffness = np.concatenate([*(stiffness for _, stiffness in curves), np.full(len(products), BENT)])
    directions, sizes, _ = np.linalg.svd(terms / np.sqrt(stiffness), full_matrices=False)
    real = sizes > 1e-8 * sizes[0]
    directions, powers = directions[:, real], sizes[real] ** 2
    kept = powers / (powers + np.append(np.geomspace(1e-6, 1e2, 17), np.inf)[:, None])
    return Smoother(directions, kept[kept.sum(axis=1) <= len(terms) / 2])


def normal_scores(values: np.ndarray) -> np.ndarray:
    """What values of these ranks would be if they were standard normal; equal values have equal scores."""
    import numpy as np

    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    shares = (np.cumsum(counts) - counts / 2) / len(values)
    return np.array([NormalDist().inv_cdf(float(share)) for share in shares])[which]


def _curves(score: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Orthonormal curves from straight to rough, shape (draws, terms), and how stiff each is (1 for a line)."""
    import numpy as np

    values = np.unique(score)
    terms = min(MOST_BENDS, max(2, len(score) // DRAWS_PER_BEND), len(values) - 1)
    if terms < 2:
        return _unit(score)[:, None], np.ones(1)
    knots = np.quantile(values, np.linspace(0.03, 0.97, terms + 1))
    straight_and_bent = np.column_stack([score, _natural_spline(score, knots)])
    orthonormal, triangle = np.linalg.qr(straight_and_bent - straight_and_bent.mean(axis=0))
    along = np.linspace(knots[0], knots[-1], 20 * terms)
    bends = np.column_stack([np.zeros(len(along)), _bending(along, knots)]) @ np.linalg.inv(triangle)
    roughness, turn = np.linalg.eigh(bends.T @ bends)
    return orthonormal @ turn, 1 + (BENT - 1) * np.maximum(0, roughness) / roughness[1]


def _natural_spline(at: np.ndarray, knots: np.ndarray) -> np.ndarray:
    """Cubic between the knots, straight beyond them: shape (len(at), len(knots) - 2)."""
    return _differences(lambda knot: (at - knot).clip(0) ** 3, knots)


def _bending(at: np.ndarray, knots: np.ndarray) -> np.ndarray:
    """The second derivatives of the natural spline."""
    return _differences(lambda knot: 6 * (at - knot).clip(0), knots)


def _differences(power: Callable[[float], np.ndarray], knots: np.ndarray) -> np.ndarray:
    import numpy as np

    last = power(knots[-1])
    slopes = [(power(knot) - last) / (knots[-1] - knot) for knot in knots[:-1]]
    return np.column_stack([slope - slopes[-1] for slope in slopes[:-1]])


def _unit(column: np.ndarray) -> np.ndarray:
    import numpy as np

    centred = column - column.mean()
    made: np.ndarray = centred / np.linalg.norm(centred)
    return made
