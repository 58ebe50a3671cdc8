"""What a check is: evidence from each draw, and the figures that follow from the evidence of many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .populations import Observed

if TYPE_CHECKING:
    import numpy as np

Evidence = Sequence[float]
"""Numbers read from one draw, always as many; nan where a draw says nothing."""


def mean_over_draws(evidence: np.ndarray) -> np.ndarray:
    """The mean of each column over the draws that say something; nan where none does. Shape (draws, k) -> (k,)."""
    import numpy as np

    known = ~np.isnan(evidence)
    sums = np.where(known, evidence, 0.0).sum(axis=0)
    counts = known.sum(axis=0)
    means: np.ndarray = np.divide(sums, counts, out=np.full(len(sums), np.nan), where=counts > 0)
    return means


@dataclass(frozen=True, slots=True)
class Check:
    """How a target is measured.

    `observe` gives the evidence of one draw; `figures` turns that of many, shape (draws, k), into the parts of the
    target in their order, followed by one number for each name in `beside`: figures that are shown and not judged.
    `needs` are the populations it looks at, `definition` says in words what is measured, `note` what to bear in mind.
    `for_priors` is False where no prior of the environment is involved, so that there is nothing to calibrate.
    """

    target: str
    definition: str
    observe: Callable[[Observed], Evidence]
    figures: Callable[[np.ndarray], np.ndarray] = mean_over_draws
    beside: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    note: str = ""
    for_priors: bool = True


def share(trues: Iterable[bool]) -> float:
    """Share of true ones; nan of nothing."""
    found = list(trues)
    return sum(found) / len(found) if found else float("nan")


def mean(values: Iterable[float]) -> float:
    """Mean; nan of nothing."""
    found = list(values)
    return sum(found) / len(found) if found else float("nan")
