"""Medians and middle ranges over draws, where some draws have no value or an infinite one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

KILLED = 0.25
"""An effect is killed if at most this share of it is left."""


def number(value: float) -> float | None:
    """A finite number, else None."""
    return float(value) if math.isfinite(value) else None


def quantile(values: np.ndarray, p: float) -> float | None:
    """The p-quantile over draws that have a value, by the nearest draw below; None without one or where infinite."""
    import numpy as np

    known = values[~np.isnan(values)]
    return number(float(np.quantile(known, p, method="lower"))) if len(known) else None


def median(values: np.ndarray) -> float | None:
    """The middle draw; None if that has an infinite value."""
    return quantile(values, 0.5)


def middle(values: np.ndarray) -> tuple[float | None, float | None]:
    """The middle 90 % of draws."""
    return quantile(values, 0.05), quantile(values, 0.95)


def killed(full: float | None, left: float | None, least: float = 0.05) -> bool | None:
    """True if at most a quarter of an effect is left; None if there was no effect to kill, or one without a number."""
    if full is None or left is None or full < least:
        return None
    return left <= KILLED * full


def part_left(full: float | None, left: float | None) -> float:
    """The part of an effect that is left; where there was no effect to kill, less than any part."""
    answer = killed(full, left)
    return -math.inf if answer is None or full is None or left is None else left / full
