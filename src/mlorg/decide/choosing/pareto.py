"""Which alternatives nobody beats on every chosen outcome: the Pareto front, for those who will not weigh outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...archetypes import Arm
from .aims import more_is_better, without_gaps

if TYPE_CHECKING:
    import numpy as np

    from ..comparing.comparison import Comparison


@dataclass(frozen=True, slots=True)
class TradeOff:
    """One alternative on the chosen outcomes, in their order: means, 0 where it never has one.

    `beaten_by` are the alternatives that are at least as good on all of them and better on one; empty on the front.
    `p_front` is the share of draws in which it is on the front.
    """

    alternative: str
    means: tuple[float, ...]
    beaten_by: tuple[str, ...]
    p_front: float


def beats(points: np.ndarray) -> np.ndarray:
    """Who beats whom: entry (i, j) is True if i is nowhere worse than j and somewhere better. More is better.

    `points` has the shape (…, alternatives, outcomes); equal points do not beat each other.
    """
    import numpy as np

    one, other = points[..., :, None, :], points[..., None, :, :]
    found: np.ndarray = np.logical_and((one >= other).all(axis=-1), (one > other).any(axis=-1))
    return found


def on_front(points: np.ndarray) -> np.ndarray:
    """Which points no other beats, shape (…, alternatives)."""
    import numpy as np

    front: np.ndarray = np.logical_not(beats(points).any(axis=-2))
    return front


def trade_offs(
    comparison: Comparison, arm: Arm, outcomes: Sequence[str] = (), quarters: int = 12
) -> tuple[TradeOff, ...]:
    """All eligible alternatives on some outcomes, by default those of the aims, in the order of the comparison."""
    import numpy as np

    names = [a.id for a in comparison.alternatives if a.eligible]
    chosen = outcomes or comparison.aims.front
    by_draw = [[_by_draw(comparison, arm, name, outcome, quarters) for outcome in chosen] for name in names]
    levels = np.moveaxis(np.array(by_draw), -1, 0)
    signs = np.array([1.0 if more_is_better(outcome) else -1.0 for outcome in chosen])
    means = levels.mean(axis=0)
    beaten = beats(signs * means)
    shares = on_front(signs * levels).mean(axis=0)
    return tuple(
        TradeOff(
            name,
            tuple(float(value) for value in means[i]),
            tuple(other for other, wins in zip(names, beaten[:, i], strict=True) if wins),
            float(shares[i]),
        )
        for i, name in enumerate(names)
    )


def _by_draw(comparison: Comparison, arm: Arm, alternative: str, outcome: str, quarters: int) -> np.ndarray:
    """Means within draws, gaps filled as the aims fill them."""
    means: np.ndarray = without_gaps(comparison.by_draw(arm, alternative, outcome, quarters)).mean(axis=1)
    return means
