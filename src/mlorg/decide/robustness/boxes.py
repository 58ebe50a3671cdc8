"""Where in a space of assumptions something happens often: boxes found by the patient rule induction method.

Friedman and Fisher 1999, Statistics and Computing 9: from all draws, peel off a thin slice at a time, always the one
without which the rest holds most hits; choose a box along the way; take back what was peeled for nothing. Conditions
that luck explains are dropped (the quasi-p-values of Bryant and Lempert 2010, Technological Forecasting and Social
Change 77).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

PEEL = 0.1
"""Share of the draws of a box that one peel takes off."""
SMALLEST = 0.1
"""Share of all draws below which a box is too small to say anything."""
MOST_CONDITIONS = 3
LOOKED_AT = 12
"""Assumptions that are peeled: those whose lower, middle or upper third differs most."""
DOUBT = 0.05
"""Chance from which a condition is taken for luck."""


@dataclass(frozen=True)
class Box:
    """Draws between `low` and `high` (shape (assumptions,), infinite where nothing is asked), and how many hits.

    `holds` and `of_them` count the draws inside and the hits among them; `clearly` says by how many standard deviations
    that is more than a random choice of as many draws would hold.
    """

    low: np.ndarray
    high: np.ndarray
    holds: int
    of_them: int
    clearly: float

    @property
    def asked(self) -> list[int]:
        """Which assumptions the box restricts."""
        import numpy as np

        return [int(j) for j in np.flatnonzero(np.isfinite(self.low) | np.isfinite(self.high))]


def find_box(known: np.ndarray, hits: np.ndarray) -> Box:
    """The box that holds hits most clearly; `known` has the shape (draws, assumptions), `hits` is boolean.

    At most three assumptions are restricted, none where nothing is clearer than everything.
    """
    import numpy as np

    columns = _promising(known, hits)
    search = _Search(known[:, columns], hits)
    found = search.pasted(search.pruned(max(search.peeled(), key=lambda box: box.clearly)))
    low, high = np.full(known.shape[1], -np.inf), np.full(known.shape[1], np.inf)
    low[columns], high[columns] = found.low, found.high
    return Box(low, high, found.holds, found.of_them, found.clearly)


def _promising(known: np.ndarray, hits: np.ndarray) -> np.ndarray:
    import numpy as np

    order = np.argsort(known, axis=0, kind="stable")
    thirds = np.array_split(hits[order], 3)
    apart = np.max([abs(third.mean(axis=0) - hits.mean()) for third in thirds], axis=0)
    return np.argsort(-apart, kind="stable")[:LOOKED_AT]


@dataclass(frozen=True)
class _Search:
    """All draws, and boxes among them."""

    known: np.ndarray
    hits: np.ndarray

    def box(self, low: np.ndarray, high: np.ndarray) -> Box:
        inside = ((self.known >= low) & (self.known <= high)).all(axis=1)
        n, share = len(self.hits), self.hits.mean()
        holds, of_them = int(inside.sum()), int(self.hits[inside].sum())
        variance = holds * share * (1 - share) * (n - holds) / max(1, n - 1)
        clearly = float((of_them - holds * share) / variance**0.5) if variance > 0 else 0.0
        return Box(low, high, holds, of_them, clearly)

    def everything(self) -> Box:
        import numpy as np

        width = self.known.shape[1]
        return self.box(np.full(width, -np.inf), np.full(width, np.inf))

    def peeled(self) -> Iterator[Box]:
        """Everything, then ever smaller boxes."""
        box = self.everything()
        smallest = max(2, SMALLEST * len(self.hits))
        while box.holds >= smallest:
            yield box
            smaller = self._peel(box)
            if smaller is None:
                return
            box = smaller

    def _peel(self, box: Box) -> Box | None:
        """Without the slice whose loss leaves most hits; None where no slice can be cut off."""
        import numpy as np

        inside = ((self.known >= box.low) & (self.known <= box.high)).all(axis=1)
        values, hits = self.known[inside], self.hits[inside]
        thin = max(1, int(PEEL * len(hits)))
        ends = np.partition(values, [thin, len(hits) - thin - 1], axis=0)[[thin, -thin - 1]]
        second = np.where(values > values.min(axis=0), values, np.inf).min(axis=0)
        last_but_one = np.where(values < values.max(axis=0), values, -np.inf).max(axis=0)
        cuts = np.array([np.maximum(ends[0], second), np.minimum(ends[1], last_but_one)])
        kept = np.array([values >= cuts[0], values <= cuts[1]])
        sizes = kept.sum(axis=1)
        shares = (kept & hits[:, None]).sum(axis=1) / np.maximum(1, sizes)
        shares[(sizes == len(hits)) | (sizes == 0)] = -1.0
        side, column = np.unravel_index(shares.argmax(), shares.shape)
        if shares[side, column] < 0:
            return None
        low, high = box.low.copy(), box.high.copy()
        (low, high)[side][column] = cuts[side, column]
        return self.box(low, high)

    def pruned(self, box: Box) -> Box:
        """Without the conditions that luck explains, and with at most three."""
        while box.asked:
            freed = {column: self._freed(box, column) for column in box.asked}
            doubts = {column: _by_luck(box, without) for column, without in freed.items()}
            column = max(doubts, key=lambda c: (doubts[c], c))
            if doubts[column] <= DOUBT and len(doubts) <= MOST_CONDITIONS:
                return box
            box = freed[column]
        return box

    def _freed(self, box: Box, column: int) -> Box:
        import numpy as np

        low, high = box.low.copy(), box.high.copy()
        low[column], high[column] = -np.inf, np.inf
        return self.box(low, high)

    def pasted(self, box: Box) -> Box:
        """Grown again by slices, as long as that makes it clearer."""
        while True:
            larger = max(self._grown(box), key=lambda b: b.clearly, default=box)
            if larger.clearly <= box.clearly:
                return box
            box = larger

    def _grown(self, box: Box) -> Iterator[Box]:
        """The box with each of its bounds moved out by one slice, or lifted where no draw is left beyond."""
        import numpy as np

        step = max(1, int(PEEL * box.holds))
        for column in box.asked:
            values = np.sort(self.known[:, column])
            for side, bounds in enumerate((box.low, box.high)):
                if np.isfinite(bounds[column]):
                    beyond = values[values < bounds[column]][::-1] if side == 0 else values[values > bounds[column]]
                    limits = [box.low.copy(), box.high.copy()]
                    limits[side][column] = beyond[step - 1] if len(beyond) > step else (-np.inf, np.inf)[side]
                    yield self.box(*limits)


def _by_luck(box: Box, without: Box) -> float:
    """The chance of so many hits among as many draws of the box without a condition (binomial)."""
    share, n = without.of_them / without.holds, box.holds
    return sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(box.of_them, n + 1))
