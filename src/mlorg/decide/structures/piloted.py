"""Outcomes of a pilot, put together from histories that were simulated: nothing is held beside these."""

from __future__ import annotations

from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from ...sim import HORIZONS, Outcomes
from ...sim.measure_names import MEASURES

if TYPE_CHECKING:
    import numpy as np

REVIEW = 4
"""The quarter after which a pilot is reviewed."""


class _PutTogether(Outcomes):
    """Outcomes whose measures follow from those of others."""

    parts: tuple[Outcomes, ...]
    goes_on: np.ndarray
    share: float

    def __init__(self, goes_on: np.ndarray, parts: tuple[Outcomes, ...], share: float = 1.0) -> None:
        for name, value in (("goes_on", goes_on), ("parts", parts), ("share", share)):
            object.__setattr__(self, name, value)

    @property
    def sums(self) -> np.ndarray:
        """Everything, in memory: shape (replications, horizons, measures)."""
        import numpy as np

        return np.stack([np.stack([self.measure(m, q) for m in MEASURES], axis=1) for q in HORIZONS], axis=1)

    def digest(self) -> bytes:
        """Equal for those put together from equal parts in the same way."""
        told = [type(self).__name__, str(self.share), *(part.digest().hex() for part in self.parts)]
        return blake2b(" ".join(told).encode() + self.goes_on.tobytes(), digest_size=16).digest()


class Either(_PutTogether):
    """Replication by replication those of the first part where it goes on, else of the second."""

    def measure(self, name: str, quarters: int = 12) -> np.ndarray:
        """One measure at one horizon, shape (replications,)."""
        import numpy as np

        there, here = self.parts
        return np.where(self.goes_on, there.measure(name, quarters), here.measure(name, quarters))


class Reviewed(_PutTogether):
    """A pilot that is followed up or given up after the review; parts: the pilot, the whole structure, today.

    `share` of the ideas comes from the lines of the pilot.
    """

    def measure(self, name: str, quarters: int = 12) -> np.ndarray:
        """One measure at one horizon, shape (replications,)."""
        import numpy as np

        pilot, _, today = self.parts
        if quarters <= REVIEW:
            return pilot.measure(name, quarters)
        follows = pilot.measure(name, quarters) + (1.0 - self.share) * self._gain(name, quarters - REVIEW)
        back = (pilot.measure(name, REVIEW) - today.measure(name, REVIEW)) * (1.0 + self._lost)
        return np.where(self.goes_on, follows, today.measure(name, quarters) + back)

    @cached_property
    def _lost(self) -> np.ndarray:
        pilot, _, today = self.parts
        worse: np.ndarray = pilot.outcome("net_value", REVIEW) < today.outcome("net_value", REVIEW)
        return worse

    def _gain(self, name: str, quarters: int) -> np.ndarray:
        """What the whole structure gains in so many quarters, on a straight line between horizons."""
        place = next(place for place, horizon in enumerate(HORIZONS) if horizon >= quarters)
        before, after = (HORIZONS[place - 1] if place else 0), HORIZONS[place]
        weight = (quarters - before) / (after - before)
        line: np.ndarray = weight * self._gain_at(name, after)
        return line + (1.0 - weight) * self._gain_at(name, before) if before else line

    def _gain_at(self, name: str, quarters: int) -> np.ndarray:
        _, whole, today = self.parts
        gain: np.ndarray = whole.measure(name, quarters) - today.measure(name, quarters)
        return gain
