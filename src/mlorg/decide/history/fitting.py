"""Which of the assumed environments could have produced what was seen: approximate Bayesian computation.

Draws from the joint prior are simulated; those whose summary numbers come closest to the observed ones are kept, nearer
ones counting more, and what remains of the distance is corrected by linear regression (Beaumont, Zhang and Balding
2002, Genetics 162). Before that it is asked whether the priors could have produced the observation at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from statistics import NormalDist
from typing import TYPE_CHECKING

from ..worth.smoothing import normal_scores

if TYPE_CHECKING:
    import numpy as np

KEPT = 0.1
"""Share of draws that is kept."""
FEWEST_KEPT = 30
NEIGHBOURS = 5
"""An observation is together out of reach if this neighbour of it is farther away than that of almost any draw."""
DOUBT = 0.01
"""An observation that is as far out as fewer than this share of the draws contradicts the model."""
FALSE_ALARM = 0.05
"""Chance that any assumption is said to have moved where the history tells nothing."""


@dataclass(frozen=True)
class Posterior:
    """Draws that fit: their numbers, weights (summing to 1), how far each is from what was observed, shape (kept,
    summaries), and the corrected values of every assumption.
    """

    kept: np.ndarray
    weights: np.ndarray
    apart: np.ndarray
    values: Mapping[str, np.ndarray] = field(default_factory=dict)

    @property
    def effective(self) -> float:
        """How many independent draws would tell a mean as well.

        Fewer than are kept where weights differ, and where the observation lies at the edge of them, so that the
        correction reaches far.
        """
        return float(1 / (_regression(self.apart, self.weights)[0] ** 2).sum())

    def corrected(self, column: np.ndarray) -> np.ndarray:
        """A quantity of every draw, shape (draws,), as it would be in those kept had they shown what was observed.

        Nan where a draw has no value.
        """
        import numpy as np

        values: np.ndarray = column[self.kept].astype(float)
        there = np.isfinite(values) & (self.weights > 0)
        if there.any():
            slopes = (_regression(self.apart[there], self.weights[there]) @ values[there])[1:]
            values -= self.apart @ slopes
        return values


@dataclass(frozen=True, slots=True)
class Moved:
    """What a history tells of an assumption: middle and middle 90 % before and after, and how far that is.

    `shift` is in standard deviations of the prior, `width` the spread relative to it; `clearly` is False where luck
    explains both.
    """

    assumption: str
    before: tuple[float, float, float]
    after: tuple[float, float, float]
    shift: float
    width: float
    clearly: bool


def contradictions(simulated: np.ndarray, observed: np.ndarray) -> tuple[list[bool], bool]:
    """For each column whether hardly any draw reaches the observed value, and whether all together are out of reach.

    `simulated` has the shape (draws, columns), `observed` (columns,); nan where a draw has no value.
    """
    import numpy as np

    alone = [
        _is_out_of_reach(column[np.isfinite(column)], value)
        for column, value in zip(simulated.T, observed, strict=True)
    ]
    complete = simulated[np.isfinite(simulated).all(axis=1)]
    if len(complete) < FEWEST_KEPT:
        return alone, True
    scale = _scale(complete)
    away = np.sort(np.linalg.norm((complete - observed) / scale, axis=1))[NEIGHBOURS - 1]
    some = complete[:: max(1, len(complete) // 500)]
    usual = [np.sort(np.linalg.norm((complete - one) / scale, axis=1))[NEIGHBOURS] for one in some]
    return alone, bool(np.mean(np.array(usual) >= away) <= DOUBT)


def _is_out_of_reach(values: np.ndarray, value: float) -> bool:
    tail = min(int((values >= value).sum()), int((values <= value).sum()))
    return (1 + tail) / (1 + len(values)) <= DOUBT / 2


def fit(simulated: np.ndarray, observed: np.ndarray, known: Mapping[str, np.ndarray]) -> Posterior | None:
    """Keep and correct the draws that come closest; shapes as in `contradictions`, `known` by assumption (draws,).

    None where too few draws have a value in every column.
    """
    import numpy as np

    complete = np.flatnonzero(np.isfinite(simulated).all(axis=1))
    if len(complete) < FEWEST_KEPT:
        return None
    apart = (simulated[complete] - observed) / _scale(simulated[complete])
    distances = np.linalg.norm(apart, axis=1)
    nearest = np.argsort(distances, kind="stable")[: max(FEWEST_KEPT, int(KEPT * len(simulated)))]
    reach = 1.000001 * float(distances[nearest[-1]]) or 1.0
    weights = 1 - (distances[nearest] / reach) ** 2
    found = Posterior(complete[nearest], weights / weights.sum(), apart[nearest])
    columns = ((name, column) for name, column in known.items() if np.ptp(column) > 0)
    return replace(found, values={name: _unscored(found.corrected(normal_scores(c)), c) for name, c in columns})


def _regression(apart: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """What takes values to the intercept and slopes of their weighted regression, shape (1 + summaries, kept)."""
    import numpy as np

    terms = np.column_stack([np.ones(len(apart)), apart])
    weighted = (terms * weights[:, None]).T
    found: np.ndarray = np.linalg.pinv(weighted @ terms) @ weighted
    return found


def _unscored(scores: np.ndarray, column: np.ndarray) -> np.ndarray:
    """Values of an assumption at normal scores; beyond its draws the outermost one."""
    import numpy as np

    found: np.ndarray = np.interp(scores, np.sort(normal_scores(column)), np.sort(column))
    return found


def _scale(values: np.ndarray) -> np.ndarray:
    import numpy as np

    spread = values.std(axis=0)
    return np.where(spread > 0, spread, 1.0)


def moved(posterior: Posterior, known: Mapping[str, np.ndarray]) -> tuple[Moved, ...]:
    """What a history tells of each assumption, what it moves most first."""
    limit = NormalDist().inv_cdf(1 - FALSE_ALARM / 4 / max(1, len(posterior.values)))
    found = [_moved(posterior, name, known[name], limit) for name in posterior.values]
    return tuple(sorted(found, key=lambda m: (not m.clearly, -abs(m.shift) - abs(1 - m.width), m.assumption)))


def _moved(posterior: Posterior, name: str, column: np.ndarray, limit: float) -> Moved:
    import numpy as np

    scores = np.interp(posterior.values[name], np.sort(column), np.sort(normal_scores(column)))
    shift = float(posterior.weights @ scores)
    width = float(posterior.weights @ (scores - shift) ** 2) ** 0.5
    n = posterior.effective
    clearly = abs(shift) * n**0.5 > limit or (1 - width**2) * (n / 2) ** 0.5 > limit
    before = tuple(float(q) for q in np.quantile(column, [0.05, 0.5, 0.95]))
    after = tuple(weighted_quantiles(posterior.values[name], posterior.weights))
    return Moved(name, before, after, shift, width, clearly)  # type: ignore[arg-type]


def weighted_quantiles(values: np.ndarray, weights: np.ndarray) -> tuple[float, float, float]:
    """The 5 %, 50 % and 95 % points of weighted values; nan where none is finite."""
    import numpy as np

    there = np.isfinite(values)
    if not there.any():
        return (float("nan"),) * 3
    order = np.argsort(values[there], kind="stable")
    shares = np.cumsum(weights[there][order])
    at = np.searchsorted(shares / shares[-1], [0.05, 0.5, 0.95])
    low, middle, high = values[there][order][np.minimum(at, len(order) - 1)]
    return float(low), float(middle), float(high)
