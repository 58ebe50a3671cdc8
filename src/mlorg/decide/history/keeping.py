"""What a history tells of the assumptions, as distributions that a workspace can keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ...sim import Prior
from ..answers import family_of
from .fitting import Moved, Posterior

if TYPE_CHECKING:
    import numpy as np


def learned(posterior: Posterior, found: Sequence[Moved], table: Mapping[str, Prior]) -> Mapping[str, str]:
    """A distribution for each assumption that the history moved clearly, of the family of its prior.

    Each by itself: what the history says of several together is not kept.
    """
    return {
        one.assumption: _distribution(table[one.assumption], posterior.values[one.assumption], posterior.weights)
        for one in found
        if one.clearly
    }


def _distribution(prior: Prior, values: np.ndarray, weights: np.ndarray) -> str:
    import numpy as np

    family = family_of(prior)
    on_scale = np.log(values) if family == "lognormal" else values
    mean = float(weights @ on_scale)
    variance = max(float(weights @ (on_scale - mean) ** 2), 1e-9)
    if family == "beta":
        cases = max(2.0, mean * (1 - mean) / variance - 1)
        return f"beta({max(0.01, mean * cases):.4g}, {max(0.01, (1 - mean) * cases):.4g})"
    middle = float(np.exp(mean)) if family == "lognormal" else mean
    return f"{family}({middle:.4g}, {variance**0.5:.3g})"
