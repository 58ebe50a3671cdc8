"""Counts of persons that were told, exactly or as a range, and what follows from all of them for the cells they add up.

A cell is the least part of people that the counts tell apart. An attacker knows that every cell holds nought or more,
takes differences of counts in every combination, and wins where a cell of one to four has only one size left, or where
something exact is known of the attribute of fewer than five.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .attacker import FEWEST

ROUNDS = 100


@dataclass(frozen=True)
class Count:
    """So many persons, from `least` to `most`, are in the cells together."""

    cells: frozenset[str]
    least: float
    most: float


def ranges(counts: Sequence[Count]) -> Mapping[str, tuple[float, float]]:
    """What each cell may hold, narrowed by every count in turn until nothing changes."""
    cells = sorted({cell for count in counts for cell in count.cells})
    low, high = dict.fromkeys(cells, 0.0), dict.fromkeys(cells, np.inf)
    for _ in range(ROUNDS):
        before = (dict(low), dict(high))
        for count in counts:
            for cell in count.cells:
                others = count.cells - {cell}
                low[cell] = max(low[cell], count.least - sum(high[other] for other in others))
                high[cell] = min(high[cell], count.most - sum(low[other] for other in others))
        if before == (low, high):
            break
    return {cell: (low[cell], high[cell]) for cell in cells}


def solved(counts: Sequence[Count]) -> Mapping[str, float]:
    """Cells whose size follows from the exact counts by linear algebra: they are the same in every solution."""
    exact = [count for count in counts if count.least == count.most]
    cells = sorted({cell for count in exact for cell in count.cells})
    if not cells:
        return {}
    rows = np.array([[cell in count.cells for cell in cells] for count in exact], float)
    sizes, *_ = np.linalg.lstsq(rows, np.array([count.least for count in exact]), rcond=None)
    seen = np.linalg.pinv(rows) @ rows  # a cell is determined if its unit vector lies in the space of the rows
    return {cell: float(sizes[n]) for n, cell in enumerate(cells) if np.isclose(seen[n, n], 1)}


def small_cells(counts: Sequence[Count]) -> set[str]:
    """Cells of one to four persons of which the counts leave one size only."""
    narrowed = {cell: low for cell, (low, high) in ranges(counts).items() if high - low < 0.5}
    known = {**narrowed, **solved(counts)}
    return {cell for cell, size in known.items() if 0.5 < size < FEWEST - 0.5}
