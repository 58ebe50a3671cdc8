"""Stochastic dominance: who is better for everybody who likes more, or for everybody who also dislikes risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


def dominance(better: np.ndarray, worse: np.ndarray) -> int:
    """1 or 2 if the first sample dominates the second to that order, else 0; equally many draws, more is better.

    To the first order, it is at least as likely to exceed any amount: every quantile is at least as high. To the
    second, nobody who prefers more and dislikes risk prefers the other: every mean of the lowest so many draws is at
    least as high (Hadar & Russell 1969). Judged on the draws as they are, without an allowance for sampling error.
    """
    import numpy as np

    gaps = np.sort(better) - np.sort(worse)
    rounding = 1e-12 * float(np.abs(better).max(initial=0.0) + np.abs(worse).max(initial=0.0))
    if not (gaps > rounding).any():
        return 0
    if (gaps >= -rounding).all():
        return 1
    return 2 if (np.cumsum(gaps) >= -rounding * len(gaps)).all() else 0
