"""The best mixture between the structures, and what it gains over the best of them on draws it was not chosen on.

Three steps. A search over the points of a `Space` starts from every structure of the library and goes on with
neighbours of the best so far and crossings of good ones (optuna's NSGA-II), all on the same draws and luck. Then every
dial of the best point that adds nothing is set back to the best structure, so that what is left is what carries the
gain. Then winner and best structures are simulated on *fresh* draws. Whoever looks best among many on the draws it was
chosen on was also lucky there: only the second figure counts, and if the winner is worse there, that is the result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...archetypes import Arm
from ...org import Organization
from ...sim import (
    Frame,
    Outcomes,
    Prior,
    Sampling,
    Structure,
    compile_structure,
    draw_environments,
    priors,
)
from ..choosing.aims import AIMED, Aims, more_is_better
from ..choosing.intervals import paired_interval
from ..choosing.limits import limits_broken
from ..chunks import Series
from ..comparing.comparison import Computing, for_arm, in_rounds, simulate_series
from ..progress import Progress
from .looking import NO_OPTION, Found, best_point
from .mixtures import Space

if TYPE_CHECKING:
    import numpy as np

    from .looking import Evaluate

FINALISTS = 3
"""Structures of the library, best first on the draws searched, that the winner is set against on fresh ones."""
FRESH = 1_000_003
"""Added to the seed for the fresh draws."""
MIXTURE = "mixture"
"""Name of the mixture among the finalists."""


@dataclass(frozen=True)
class Question:
    """What is to be best: an outcome, or the aims, in one arm after so many quarters, with what is assumed."""

    arm: Arm
    outcome: str = AIMED
    quarters: int = 12
    aims: Aims = field(default_factory=Aims)
    priors: Mapping[str, Prior] = field(default_factory=priors, repr=False)


@dataclass(frozen=True, slots=True)
class FreshRow:
    """One finalist: gain over today on the draws searched and on fresh ones, with the 95 % interval of the latter."""

    name: str
    searched: float
    fresh: float
    least: float
    most: float


@dataclass(frozen=True)
class SearchResult:
    """The best mixture, if any beat the structures on the draws searched, and what it is worth on fresh ones.

    `gain` is that of the mixture over the structure that is best of the finalists on the *fresh* draws, `least` to
    `most` its 95 % interval, `p_better` the share of fresh draws in which it is better. Without a mixture all are None.
    """

    question: Question
    space: Space = field(repr=False)
    found: Found
    mixture: Organization | None
    rows: tuple[FreshRow, ...]
    best_structure: str
    gain: float | None
    least: float | None
    most: float | None
    p_better: float | None
    searched: Sampling
    fresh: Sampling


def search(
    frame: Frame,
    space: Space,
    question: Question,
    sampling: Sampling,
    trials: int,
    progress: Progress | None = None,
) -> SearchResult:
    """Look at `trials` points of the space on the draws of `sampling`.

    Raises UnsupportedError without optuna, and InputError if nothing that was looked at keeps the limits of the aims.
    """
    found = best_point(space, _Simulated(frame, question, sampling).within_limits, trials, sampling.seed, progress)
    fresh = Sampling(2 * sampling.draws, 2 * sampling.per_draw, sampling.seed + FRESH)
    return on_fresh_draws(space, found, _Simulated(frame, question, fresh).values, question, (sampling, fresh))


class _Simulated:
    """Organisations on the same draws and luck; equal structures are simulated once."""

    def __init__(self, frame: Frame, question: Question, sampling: Sampling) -> None:
        self._frame, self._question, self._sampling = frame, question, sampling
        self._draws = in_rounds(sampling, draw_environments(sampling.seed, sampling.draws, question.priors))
        self._known: dict[Structure, Outcomes] = {}

    def values(self, org: Organization) -> np.ndarray:
        """What is asked for by draw, more is better; nan where there is no number."""
        import numpy as np

        asked, draws = self._question, self._sampling.draws
        level = asked.aims.level(asked.outcome, self._outcomes(org), self._outcomes(self._frame.today), asked.quarters)
        sign = 1.0 if more_is_better(asked.outcome) else -1.0
        means: np.ndarray = sign * np.ma.masked_invalid(level.reshape(draws, -1)).mean(axis=1).filled(np.nan)
        return means

    def within_limits(self, org: Organization) -> np.ndarray:
        """The same; minus infinity in every draw where a limit of the aims is broken."""
        import numpy as np

        asked, values = self._question, self.values(org)
        broken = limits_broken(asked.aims, self._outcomes(org), self._outcomes(self._frame.today), asked.quarters)
        return np.full_like(values, NO_OPTION) if any(True for _ in broken) else values

    def _outcomes(self, org: Organization) -> Outcomes:
        arm = self._question.arm
        structure = compile_structure(org, self._frame, self._frame.today if arm is Arm.RESTRUCTURED else None)
        if structure not in self._known:
            series = Series(structure, for_arm(self._sampling, arm))
            self._known[structure] = simulate_series(series, self._draws, Computing())
        return self._known[structure]


def on_fresh_draws(
    space: Space,
    found: Found,
    evaluate: Evaluate,
    question: Question,
    samplings: tuple[Sampling, Sampling],
) -> SearchResult:
    """Winner, today and the best structures on draws that nobody was chosen on."""
    import numpy as np

    orgs, searched = _finalists(space, found)
    values = {name: evaluate(org) for name, org in orgs.items()}
    known = np.isfinite(np.array(list(values.values()))).all(axis=0)
    values = {name: column[known] for name, column in values.items()}
    mixture, today = orgs.get(MIXTURE), space.names[0]
    rows = [
        FreshRow(name, searched[name] - searched[today], *_interval(column - values[today]))
        for name, column in values.items()
    ]
    pure = max((name for name in values if name != MIXTURE), key=lambda name: float(values[name].sum()))
    gain = values[MIXTURE] - values[pure] if mixture is not None else None
    interval = _interval(gain) if gain is not None else (None, None, None)
    return SearchResult(
        question,
        space,
        found,
        mixture,
        tuple(sorted(rows, key=lambda row: -row.fresh)),
        pure,
        gain=interval[0],
        least=interval[1],
        most=interval[2],
        p_better=float((gain > 0).sum() / max(1, len(gain))) if gain is not None else None,
        searched=samplings[0],
        fresh=samplings[1],
    )


def _finalists(space: Space, found: Found) -> tuple[dict[str, Organization], dict[str, float]]:
    """Today, the structures that were best, and the mixture where it is none of them; and the score of each by name."""
    scores = {0: 0.0} | {place: score for place, score in enumerate(found.structures) if score is not None}
    ranked = sorted(scores.keys() - {0}, key=lambda place: (-scores[place], place))
    places = [0, *ranked[:FINALISTS]]
    orgs = {space.names[place]: space.organizations[place] for place in places}
    searched = {space.names[place]: scores[place] for place in places}
    if found.best != space.pure(found.base):
        orgs[MIXTURE], searched[MIXTURE] = space.organization(found.best), found.value
    return orgs, searched


def _interval(values: np.ndarray) -> tuple[float, float, float]:
    """Mean, and the ends of its 95 % interval; nan where there are no values."""
    return float(values.mean()) if len(values) else float("nan"), *paired_interval(values)
