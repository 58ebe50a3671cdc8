"""The map: which structure is best where hand-offs lose more or less, and peers count more or less.

Which structure is ahead is mostly the ratio of two families of assumptions that nobody has measured: what hand-offs
between teams lose, which speaks against splitting work up, and what good peers are worth, which speaks for putting
people together. One of each is an axis: the priors `send_back` and `learn_from_peers`. The axes are cut into thirds of
the draws. In a cell, every figure is a smooth surface through all draws (least squares, quadratic in the ranks of the
two), read at the middle of the cell: a dozen draws in a cell alone would be mostly luck. For the same reason what an
alternative gains or loses in a draw counts at most as much as in nine of ten draws: one rare large success would else
decide several cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...archetypes import Arm
from ..choosing.aims import AIMED
from ..choosing.limits import may_be_chosen
from ..choosing.outlook import CLEAR, LEANING, Verdict
from ..comparing.comparison import Comparison

if TYPE_CHECKING:
    import numpy as np

HAND_OFFS, PEERS = "send_back", "learn_from_peers"
"""The priors on the axes."""
THIRDS = 3
TERMS = 6
"""Coefficients of a quadratic surface over two axes."""
COUNTED_IN_FULL = 0.9
"""Share of the gains, by size, up to which a gain counts in full."""
FEWEST_DRAWS = 3 * TERMS
"""Draws below which no surface is fitted."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What holds in one third of either axis: `best` by mean, its chance to be best of all, and to beat `next_best`."""

    hand_offs: int
    peers: int
    best: str
    next_best: str
    p_best: float
    p_ahead: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class AnswerMap:
    """Cells by third of hand-off loss and of peer effects (0 = low), and where the thirds are cut: two values each."""

    arm: Arm
    outcome: str
    quarters: int
    hand_offs: tuple[float, float]
    peers: tuple[float, float]
    cells: tuple[Cell, ...]


def answer_map(
    comparison: Comparison, arm: Arm, outcome: str = AIMED, quarters: int = 12, more: bool = True
) -> AnswerMap | None:
    """The map of a comparison, from its own draws; None where there are too few, or an axis is certain."""
    import numpy as np

    names = may_be_chosen(comparison, arm, quarters)
    sign = 1.0 if more else -1.0
    table = [comparison.by_draw(arm, name, outcome, quarters) for name in names]
    gains = sign * np.ma.masked_invalid(np.array(table)).mean(axis=2).filled(np.nan)
    known = np.isfinite(gains).all(axis=0)
    axes = [_axis(comparison, prior)[known] for prior in (HAND_OFFS, PEERS)]
    if known.sum() < FEWEST_DRAWS or len(names) < 2 or any(axis.std() == 0 for axis in axes):
        return None
    gains = gains[:, known]
    weights = _weights(*(_ranks(axis) for axis in axes))
    tamed = _tamed(gains)
    cells = (_cell(n, names, (gains, tamed), row) for n, row in enumerate(weights))
    cuts = [(float(low), float(high)) for low, high in (np.quantile(axis, [1 / 3, 2 / 3]) for axis in axes)]
    return AnswerMap(arm, outcome, quarters, cuts[0], cuts[1], tuple(cells))


def _axis(comparison: Comparison, prior: str) -> np.ndarray:
    import numpy as np

    return np.array([e.values.get(prior, 0.0) for e in comparison.environments])


def _tamed(gains: np.ndarray) -> np.ndarray:
    """Gains around the middle alternative of each draw, cut where nine of ten lie."""
    import numpy as np

    around = gains - np.median(gains, axis=0)
    most = np.quantile(abs(around), COUNTED_IN_FULL)
    cut: np.ndarray = np.clip(around, -most, most)
    return cut


def _ranks(axis: np.ndarray) -> np.ndarray:
    """Where each draw stands, from 0 to 1."""
    import numpy as np

    return (np.argsort(np.argsort(axis, kind="stable")) + 0.5) / len(axis)


def _weights(hand_offs: np.ndarray, peers: np.ndarray) -> np.ndarray:
    """What each draw counts in each cell, shape (cells, draws): rows of a least-squares fit, each adding up to 1."""
    import numpy as np

    middles = (np.arange(THIRDS) + 0.5) / THIRDS
    at = np.array([(u, v) for u in middles for v in middles]).T
    terms = _terms(hand_offs, peers)
    weights: np.ndarray = _terms(*at).T @ np.linalg.pinv(terms.T)
    return weights


def _terms(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    import numpy as np

    return np.array([np.ones_like(u), u, v, u * u, v * v, u * v])


def _cell(number: int, names: tuple[str, ...], drawn: tuple[np.ndarray, np.ndarray], weights: np.ndarray) -> Cell:
    import numpy as np

    gains, tamed = drawn
    best, second = np.argsort(-(tamed @ weights), kind="stable")[:2]
    wins = (gains[best] > gains[second]) + 0.5 * (gains[best] == gains[second])
    least = 0.5 / len(wins)  # a fit beyond 0 or 1 is not certainty
    p_best, p_ahead = (float(np.clip(x @ weights, least, 1 - least)) for x in (gains.argmax(axis=0) == best, wins))
    verdict = Verdict.CLEAR if p_ahead >= CLEAR else Verdict.LEANING if p_ahead >= LEANING else Verdict.TOO_CLOSE
    return Cell(*divmod(number, THIRDS), names[best], names[second], p_best, p_ahead, verdict)
