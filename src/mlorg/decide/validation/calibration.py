"""Which draws of the priors come near the published figures, and what that would change in the priors.

    draws        joint draws of all priors, each simulated on a few firms and one large public organisation
    distance     of a target's part: from the middle of its tolerance, in half widths of it; one-sided tolerances count
                 only what lies beyond; of a target: the root mean square of its parts, so that all targets count alike
    weight       exp(-(1.96 * distance)^2 / 2 / widening^2), multiplied over targets: the tolerance as a 95 % range
    widening     1, or as much more as it takes for the weights to rest on at least 5 % of the draws, and on 50

Bounds, negative controls and checks of the generator alone are not used, and nothing that knows a structure is. The
result is told, never written into the priors. Once with input checks alone, so that the emergent figures remain a test,
and once with both.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...archetypes.firms import firm
from ...sim import Environment, Structure, draw_environments, priors
from ..progress import Progress
from .families import CHECKS
from .histories import histories
from .measuring import Check
from .populations import (
    AGENCY_LINES,
    AGENCY_POSTS,
    AGENCY_SPAN,
    BEGINNER_SPAN,
    FIRM_SPAN,
    Observed,
    compiled,
    firm_number,
    without_models,
)
from .targets import Part, Target, targets

if TYPE_CHECKING:
    import numpy as np

LEAST_EFFECTIVE, LEAST_SHARE = 50.0, 0.05
MOST_WIDENING = 1000.0
SHORTLIST = 10
SIGMAS = 3.0
"""A coefficient counts as moved if it moved by more than so many standard errors of its weighted mean or spread."""

USED = ("input check", "emergent")


@dataclass(frozen=True, slots=True)
class CalibrationEffort:
    """Draws of the priors, firms for each, sizes of the pools of firms and agencies they come from, seed."""

    draws: int = 2000
    firms: int = 4
    pool: int = 60
    agencies: int = 8
    seed: int = 1

    @classmethod
    def quick(cls, seed: int) -> CalibrationEffort:
        """A first look."""
        return cls(400, 3, 20, 2, seed)


@dataclass(frozen=True, slots=True)
class CoefficientShift:
    """A prior before and after: medians and standard deviations, `sd_ratio`, `move` in prior standard deviations."""

    name: str
    structural: bool
    prior_median: float
    posterior_median: float
    prior_sd: float
    posterior_sd: float
    sd_ratio: float
    move: float
    moved: bool


@dataclass(frozen=True, slots=True)
class FigureShift:
    """A part of a target under the priors and under the weights; None where there is no figure."""

    target: str
    part: str
    published: float
    prior: float | None
    posterior: float | None
    inside: bool


@dataclass(frozen=True, slots=True)
class NearDraw:
    """A draw that comes near: its number, its weight, the targets of which it meets every part."""

    draw: int
    weight: float
    meets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Posterior:
    """What follows from some targets.

    `effective` is how many draws the weights rest on, `widening` the factor on all tolerances that this took (1 = as
    published). `nearest` tells by target how near any draw comes to the middle of the tolerance, in half widths: what
    lies beyond 1 no choice within the priors can mend.
    """

    targets: tuple[str, ...]
    widening: float
    effective: float
    nearest: Mapping[str, float]
    coefficients: tuple[CoefficientShift, ...]
    figures: tuple[FigureShift, ...]
    near: tuple[NearDraw, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """The posterior by input checks alone, then by these and the emergent figures."""

    draws: int
    posteriors: tuple[Posterior, ...]


def calibrate(effort: CalibrationEffort, progress: Progress | None = None) -> Calibration:
    """Simulate draws of the priors and weigh them by how near they come to the published figures."""
    environments = draw_environments(effort.seed, effort.draws)
    checks = {name: check for name, check in CHECKS.items() if check.for_priors and targets()[name].kind in USED}
    figures = simulated_figures(effort, environments, tuple(checks.values()), progress)
    inputs = tuple(name for name in checks if targets()[name].kind == USED[0])
    used = (inputs, tuple(checks)) if len(inputs) < len(checks) else (inputs,)
    return Calibration(effort.draws, tuple(posterior(names, figures, effort.seed) for names in used))


def simulated_figures(
    effort: CalibrationEffort, environments: Sequence[Environment], checks: Sequence[Check], progress: Progress | None
) -> Mapping[str, np.ndarray]:
    """The parts of each target in every draw, shape (draws, parts)."""
    import numpy as np

    pool = [compiled(firm(firm_number(effort.seed, i))) for i in range(effort.pool)]
    numbers = (firm_number(effort.seed, i) for i in range(effort.agencies))
    public = [compiled(firm(n, people=AGENCY_POSTS, lines=AGENCY_LINES)) for n in numbers]
    found: dict[str, list[np.ndarray]] = {check.target: [] for check in checks}
    for draw, environment in enumerate(environments):
        firms = [pool[(draw * effort.firms + i) % len(pool)] for i in range(effort.firms)]
        seen = [_observed(one, public[draw % len(public)], environment, (effort.seed, draw)) for one in firms]
        for check in checks:
            evidence = np.array([check.observe(observed) for observed in seen], float)
            found[check.target].append(check.figures(evidence)[: len(targets()[check.target].parts)])
        if progress:
            progress(draw + 1, effort.draws)
    return {name: np.array(rows) for name, rows in found.items()}


def _observed(org: Structure, public: Structure, environment: Environment, key: tuple[int, int]) -> Observed:
    spans = {
        "firms": (org, FIRM_SPAN),
        "beginners": (without_models(org), BEGINNER_SPAN),
        "agencies": (public, AGENCY_SPAN),
    }
    found = {name: tuple(histories(s, environment, span, key, 1)) for name, (s, span) in spans.items()}
    return Observed(environment, found)


def distance(part: Part, values: np.ndarray) -> np.ndarray:
    """How far values lie from the middle of a tolerance, in half widths; nan counts as 0: it says nothing."""
    import numpy as np

    if part.low is None or part.high is None:
        scale = abs(part.published) or 1.0
        far = np.array([abs(part.beyond(float(v))) for v in values]) / scale
    else:
        far = np.abs(values - (part.low + part.high) / 2) / ((part.high - part.low) / 2)
    return np.nan_to_num(far, nan=0.0)


def squared_distance(target: Target, figures: np.ndarray) -> np.ndarray:
    """Mean square of the distances of a target's parts that have figures at all, shape (draws,); 0 without any."""
    import numpy as np

    known = [i for i in range(len(target.parts)) if not np.isnan(figures[:, i]).all()]
    far = [distance(target.parts[i], figures[:, i]) ** 2 for i in known] or [np.zeros(len(figures))]
    found: np.ndarray = np.mean(far, axis=0)
    return found


def weights_at(squared: np.ndarray, widening: float) -> np.ndarray:
    """Weights of the draws, adding up to 1."""
    import numpy as np

    logs = -0.5 * (1.96 / widening) ** 2 * (squared - squared.min())
    raw = np.exp(logs)
    normed: np.ndarray = raw / raw.sum()
    return normed


def effective(weights: np.ndarray) -> float:
    """How many equal weights would tell as much."""
    return 1.0 / float((weights**2).sum())


def least_widening(squared: np.ndarray) -> float:
    """The smallest factor on the tolerances, from 1 on, at which enough draws count."""
    wanted = min(max(LEAST_EFFECTIVE, LEAST_SHARE * len(squared)), 0.9 * len(squared))
    low, high = 1.0, MOST_WIDENING
    if effective(weights_at(squared, low)) >= wanted:
        return low
    for _ in range(60):
        middle = math.sqrt(low * high)
        low, high = (low, middle) if effective(weights_at(squared, middle)) >= wanted else (middle, high)
    return high


def posterior(names: Sequence[str], figures: Mapping[str, np.ndarray], seed: int) -> Posterior:
    """What the targets with these ids say about the priors; the figures of all targets are told."""
    import numpy as np

    by_target = {name: squared_distance(targets()[name], figures[name]) for name in names}
    squared = np.sum(list(by_target.values()), axis=0)
    widening = least_widening(squared)
    weights = weights_at(squared, widening)
    return Posterior(
        tuple(names),
        widening,
        effective(weights),
        {name: math.sqrt(float(found.min())) for name, found in by_target.items()},
        tuple(_coefficients(seed, weights)),
        tuple(shift for name in figures for shift in _figures(targets()[name], figures[name], weights)),
        tuple(_near(figures, weights)),
    )


def _coefficients(seed: int, weights: np.ndarray) -> list[CoefficientShift]:
    """Shifts of all priors, those that moved most first."""
    samples = {name: prior.sample(seed, len(weights)) for name, prior in priors().items()}
    shifts = [shift_of(name, priors()[name].structural, values, weights) for name, values in samples.items()]
    return sorted(shifts, key=lambda s: (not s.moved, s.sd_ratio - abs(s.move)))


def shift_of(name: str, structural: bool, values: np.ndarray, weights: np.ndarray) -> CoefficientShift:
    """A coefficient's draws before and after weighting."""
    import numpy as np

    before, after = float(values.std()), math.sqrt(float(weights @ (values - weights @ values) ** 2))
    ratio = after / before if before > 0 else 1.0
    move = (weighted_median(values, weights) - float(np.median(values))) / before if before > 0 else 0.0
    n = effective(weights)
    moved = abs(move) > SIGMAS * 1.25 / math.sqrt(n) or ratio < 1.0 - SIGMAS / math.sqrt(2.0 * n)
    medians = float(np.median(values)), weighted_median(values, weights)
    return CoefficientShift(name, structural, *medians, before, after, ratio, move, moved)


def weighted_median(values: np.ndarray, weights: np.ndarray) -> float:
    """The value below which half of the weight lies."""
    import numpy as np

    order = np.argsort(values)
    at = int(np.searchsorted(np.cumsum(weights[order]), 0.5))
    return float(values[order[min(at, len(values) - 1)]])


def _figures(target: Target, table: np.ndarray, weights: np.ndarray) -> list[FigureShift]:
    import numpy as np

    found = []
    for part, column in zip(target.parts, table.T, strict=True):
        known = ~np.isnan(column)
        values, w = column[known], weights[known]
        prior, after = (float(values.mean()), float(values @ w / w.sum())) if known.any() else (None, None)
        inside = after is not None and part.beyond(after) == 0
        found.append(FigureShift(target.id, part.name, part.published, prior, after, inside))
    return found


def _near(figures: Mapping[str, np.ndarray], weights: np.ndarray) -> list[NearDraw]:
    """The draws with the largest weights."""
    import numpy as np

    def meets(name: str, draw: int) -> bool:
        parts = zip(targets()[name].parts, figures[name][draw], strict=True)
        return all(part.beyond(float(value)) == 0 for part, value in parts if not math.isnan(value))

    best = [int(i) for i in np.argsort(-weights)[:SHORTLIST]]
    return [NearDraw(i, float(weights[i]), tuple(n for n in figures if meets(n, i))) for i in best]
