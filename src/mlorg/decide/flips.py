"""Which assumptions would change the answer if they were known.

A first look by splitting the draws into thirds of each assumption: knowing the third, one would choose the best
alternative within it. What that gains over choosing once, minus what the same split gains when the assumption is
shuffled (so: by chance), is the worth of knowing it. Only those that stand out from chance are reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..archetypes import Arm
from .aims import AIMED
from .comparison import Comparison

if TYPE_CHECKING:
    import numpy as np

SHUFFLES = 4000
FALSE_ALARM = 0.1
"""Chance that anything at all is reported where nothing matters, over all assumptions looked at."""


@dataclass(frozen=True, slots=True)
class Flip:
    """An assumption whose low, middle and high third may favour different alternatives."""

    prior: str
    worth: float
    low: float
    high: float
    best_low: str
    best_middle: str
    best_high: str

    @property
    def changes_the_answer(self) -> bool:
        """True if not all thirds favour the same alternative."""
        return len({self.best_low, self.best_middle, self.best_high}) > 1


def flipping_assumptions(
    comparison: Comparison, arm: Arm, outcome: str = AIMED, quarters: int = 12
) -> tuple[Flip, ...]:
    """Assumptions worth knowing, most valuable first; empty if none stands out from chance."""
    import numpy as np

    names = [a.id for a in comparison.alternatives if a.eligible]
    gains = np.array([comparison.by_draw(arm, name, outcome, quarters).mean(axis=1) for name in names])
    looked_at = {name: values for name in comparison.priors if (values := _values(comparison, name)) is not None}
    shuffled = _gains_by_chance(gains, comparison.sampling.seed)
    rounding = 1e-9 * float(abs(gains).max(initial=0.0))
    bar = float(np.quantile(shuffled, 1 - FALSE_ALARM / max(1, len(looked_at)))) + rounding
    chance = float(shuffled.mean())
    found = []
    for name, values in looked_at.items():
        thirds = np.array_split(np.argsort(values, kind="stable"), 3)
        gain, best = _gain_of_knowing(gains, thirds)
        if gain > bar:
            low, high = (float(q) for q in np.quantile(values, [1 / 3, 2 / 3]))
            found.append(Flip(name, gain - chance, low, high, *(names[b] for b in best)))
    return tuple(sorted(found, key=lambda f: (-f.worth, f.prior)))


def _values(comparison: Comparison, name: str) -> np.ndarray | None:
    """The draws of a prior; None for the table of managers, whose rows are judged together elsewhere."""
    import numpy as np

    if name not in comparison.environments[0].values:
        return None
    values = np.array([e.values[name] for e in comparison.environments])
    return values if values.std() > 0 else None


def _gain_of_knowing(gains: np.ndarray, thirds: list[np.ndarray]) -> tuple[float, list[int]]:
    once = float(gains.mean(axis=1).max())
    within = [gains[:, third].mean(axis=1) for third in thirds]
    weights = [len(third) / gains.shape[1] for third in thirds]
    knowing = sum(w * float(m.max()) for w, m in zip(weights, within, strict=True))
    return knowing - once, [int(m.argmax()) for m in within]


def _gains_by_chance(gains: np.ndarray, seed: int) -> np.ndarray:
    import numpy as np

    random = np.random.default_rng(seed)
    splits = (np.array_split(random.permutation(gains.shape[1]), 3) for _ in range(SHUFFLES))
    return np.array([_gain_of_knowing(gains, thirds)[0] for thirds in splits])
