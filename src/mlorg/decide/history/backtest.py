"""Fit the first half of a history, predict the second, and say how that went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ...sim import Environment, Structure
from ...workspace.history import Measured
from ..progress import Progress
from .fitting import Moved, Posterior, contradictions, fit, moved, weighted_quantiles
from .half_years import HALF_YEAR, NAMES, HalfYears, observed_half_years, plain, simulated_half_years, transformed

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Draws:
    """Environments drawn from the joint prior, and the seed of the luck in each."""

    environments: Sequence[Environment]
    seed: int

    @property
    def known(self) -> Mapping[str, np.ndarray]:
        """The draws of each assumption."""
        import numpy as np

        return {n: np.array([e.values[n] for e in self.environments]) for n in self.environments[0].values}


@dataclass(frozen=True, slots=True)
class Predicted:
    """A measure in the second half: what came, and the middle and middle 90 % expected before and after the fit."""

    measure: str
    seen_before: float
    came: float
    prior: tuple[float, float, float]
    posterior: tuple[float, float, float] | None

    @property
    def held(self) -> bool:
        """True if what came lies in the middle 90 % of what the fit predicts."""
        return self.posterior is not None and self.posterior[0] <= self.came <= self.posterior[2]


@dataclass(frozen=True)
class Backtest:
    """What a history says of the model: contradictions, predictions of its second half, and what it tells.

    `ends` are the last days of the half-years; `predictions` come from a fit of the first `fitted` of them, `posterior`
    and `moved` from a fit of all. `contradicted` names measures that hardly any draw of the priors produces; `together`
    is True where their combination is out of reach. Nothing is fitted then.
    """

    ends: tuple[date, ...]
    fitted: int
    contradicted: tuple[str, ...]
    together: bool
    predictions: tuple[Predicted, ...]
    posterior: Posterior | None
    moved: tuple[Moved, ...]
    draws: int
    left_out: int = 0
    """Rows of the history before the first half-year or after the last."""

    @property
    def refused(self) -> bool:
        """True if the data contradict the model, so that nothing is fitted."""
        return bool(self.contradicted) or self.together


def backtest(
    measured: Sequence[Measured],
    until: date,
    structure: Structure,
    draws: Draws,
    progress: Progress | None = None,
) -> Backtest:
    """Back-test a history up to a day against the structure of today, in draws from the priors.

    InputError for a history of less than two half-years.
    """
    observed, ends = observed_half_years(measured, until)
    simulated = simulated_half_years(structure, draws.environments, len(ends), draws.seed, progress)
    found = judged_by(observed, ends, simulated, draws.known)
    since = ends[0] - timedelta(days=round(HALF_YEAR))
    return replace(found, left_out=sum(not since < one.day <= until for one in measured))


def judged_by(
    observed: HalfYears, ends: tuple[date, ...], simulated: HalfYears, known: Mapping[str, np.ndarray]
) -> Backtest:
    """What the half-years that end on `ends` say of simulated ones; `known` by assumption, shape (draws,)."""
    import numpy as np

    fitted = (len(ends) + 1) // 2
    kept = observed.numbers > 0
    early = kept & (np.arange(len(ends)) < fitted)
    alone, together = contradictions(*_summaries(simulated, observed, kept))
    names = tuple(name for name, wrong in zip(_kept_names(kept), alone, strict=True) if wrong)
    refused = bool(names) or together
    first = None if refused or not early.any() else fit(*_summaries(simulated, observed, early), known)
    whole = None if refused else fit(*_summaries(simulated, observed, kept), known)
    predictions = tuple(_predictions(observed, simulated, (early, kept & ~early), first))
    found = moved(whole, known) if whole else ()
    return Backtest(ends, fitted, names, together, predictions, whole, found, len(simulated.sums))


def _kept_names(where: np.ndarray) -> list[str]:
    return [name for name, row in zip(NAMES, where, strict=True) if row.any()]


def _summaries(simulated: HalfYears, observed: HalfYears, where: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One number for each measure that was kept, over the half-years `where`: (draws, measures) and (measures,)."""
    kept = where.any(axis=1)
    return transformed(simulated.mean(where))[:, kept], transformed(observed.mean(where))[kept]


def _predictions(
    observed: HalfYears, simulated: HalfYears, halves: tuple[np.ndarray, np.ndarray], first: Posterior | None
) -> Iterator[Predicted]:
    """The second half by measure, for those that were kept in both."""
    import numpy as np

    early, late = halves
    seen, came, expected = observed.mean(early), observed.mean(late), transformed(simulated.mean(late))
    for j, name in enumerate(NAMES):
        if early[j].any() and late[j].any():
            column = expected[:, j]
            prior = weighted_quantiles(plain(column, name), np.ones(len(column)))
            posterior = weighted_quantiles(plain(first.corrected(column), name), first.weights) if first else None
            yield Predicted(name, float(seen[j]), float(came[j]), prior, posterior)
