"""The best mixture between the structures, and what it gains over the best of them on draws it was not chosen on.

Three steps. A search over the points of a `Space` starts from every structure of the library and goes on with
neighbours of the best so far and crossings of good ones (optuna's NSGA-II), all on the same draws and luck. Then every
dial of the best point that adds nothing is set back to the best structure, so that what is left is what carries the
gain. Then winner and best structures are simulated on *fresh* draws. Whoever looks best among many on the draws it was
chosen on was also lucky there: only the second figure counts, and if the winner is worse there, that is the result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from ...archetypes import Arm
from ...errors import InputError, Place, Problem, UnsupportedError
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
from ..choosing.limits import limits_broken
from ..chunks import Series
from ..comparing.comparison import Computing, Progress, for_arm, in_rounds, simulate_series
from .mixtures import Point, Space

if TYPE_CHECKING:
    import numpy as np

    Evaluate = Callable[[Organization], np.ndarray]
    """An outcome of an organisation by draw, more is better; nan = no number."""

FINALISTS = 3
"""Structures of the library, best first on the draws searched, that the winner is set against on fresh ones."""
FRESH = 1_000_003
"""Added to the seed for the fresh draws."""
NO_OPTION = float("-inf")
"""Value, in every draw, of what breaks a limit of the aims."""
POPULATION = 16
"""Of the sampler that crosses points."""
COUNTED_IN_FULL = 0.9
"""Share of the gains of structures, by size, up to which a gain counts in full."""
MISSING = 'mlorg search needs one more package, optuna. Install it: pip install "mlorg[search]".'


MIXTURE = "mixture"


@dataclass(frozen=True)
class Question:
    """What is to be best: an outcome, or the aims, in one arm after so many quarters, with what is assumed."""

    arm: Arm
    outcome: str = AIMED
    quarters: int = 12
    aims: Aims = field(default_factory=Aims)
    priors: Mapping[str, Prior] = field(default_factory=priors, repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a search ended: the best point that is an option, and its score on the draws searched (see `_Look`).

    `structures` are the scores of the structures in the order of the space, None where one breaks a limit; `dropped`
    counts points that were no option by the rule they break.
    """

    best: Point
    base: int
    """Place of the best structure in the space."""
    value: float
    structures: tuple[float | None, ...]
    looked_at: int
    dropped: Mapping[str, int]


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


def best_point(space: Space, evaluate: Evaluate, trials: int, seed: int, progress: Progress | None = None) -> Found:
    """The best option among `trials` points, all structures first, simplified towards the best structure."""
    look = _Look(space, evaluate)
    starts = [space.pure(place) for place in range(len(space.names))]
    structures = tuple(None if look.known[point] == NO_OPTION else look.known[point] for point in starts)
    base = starts.index(look.best)
    points = max(trials, len(starts)) if space.dials else 0
    total = points + len(space.dials)
    for done, point in enumerate(_asked(look, starts, points, seed), start=1):
        look.value(point)
        if progress:
            progress(done, total)
    best = _simplified(look, look.best, starts[base])
    if progress:
        progress(total, total)
    if look.known[best] == NO_OPTION:
        message = f"none of {len(look.known)} organisations that were looked at keeps the limits of mlorg.yaml."
        raise InputError([Problem(Place(), message, "Loosen aims.limits, or look longer with --trials.")])
    return Found(best, base, look.known[best] or 0.0, structures, len(look.known), look.dropped)


class _Look:
    """Scores of points already looked at; None for those that are no option.

    The score is the mean gain over today (over the first structure that keeps the limits, if today does not). A draw
    counts in it at most as much as nine of ten gains of structures: the mean of few heavy-tailed gains would choose
    whoever had the one large success.
    """

    def __init__(self, space: Space, evaluate: Evaluate) -> None:
        import numpy as np

        self.space, self.evaluate = space, evaluate
        self.known: dict[Point, float | None] = {}
        self.dropped: Counter[str] = Counter()
        columns = [evaluate(org) for org in space.organizations]
        kept = [column for column in columns if not _no_option(column)] or [np.zeros_like(columns[0])]
        self._reference = kept[0]
        gains = abs(np.array(kept) - self._reference)
        known = gains[np.isfinite(gains)]
        self._most = float(np.quantile(known, COUNTED_IN_FULL)) if known.size else 0.0
        for place, column in enumerate(columns):
            broken = place > 0 and space.broken(space.organizations[place])
            self.known[space.pure(place)] = None if broken else self._score(column)

    def _score(self, values: np.ndarray) -> float:
        import numpy as np

        if _no_option(values):
            return NO_OPTION
        gains = np.clip(values - self._reference, -self._most, self._most)
        return float(np.mean(gains[np.isfinite(gains)])) if np.isfinite(gains).any() else 0.0

    def value(self, point: Point) -> float | None:
        """The score, None where the point is no option."""
        if point not in self.known:
            org = self.space.organization(point)
            broken = self.space.broken(org)
            self.dropped.update(broken)
            self.known[point] = None if broken else self._score(self.evaluate(org))
        return self.known[point]

    @property
    def best(self) -> Point:
        """The best option so far, the first of equals; today is always one."""
        options = {point: value for point, value in self.known.items() if value is not None}
        return max(options, key=lambda point: options[point])


def _no_option(values: np.ndarray) -> bool:
    return bool((values == NO_OPTION).all())


def _asked(look: _Look, starts: Sequence[Point], trials: int, seed: int) -> Iterator[Point]:
    """Points to look at: the starts, then neighbours of the best so far and, every fourth, what the sampler asks."""
    optuna, space, random = require_optuna(), look.space, Random(f"{seed} neighbours")
    sampler = optuna.samplers.NSGAIISampler(population_size=POPULATION, seed=seed)
    study = optuna.create_study(direction="maximize", sampler=sampler)
    names = [str(number) for number in range(len(space.dials))]
    choices = {name: sorted(set(s)) for name, s in zip(names, space.settings.values(), strict=True)}
    for number in range(trials):
        wanted = starts[number] if number < len(starts) else None
        if wanted is None and number % 4:
            wanted = _neighbour(look.best, list(choices.values()), random)
        if wanted is not None:
            study.enqueue_trial(dict(zip(names, wanted, strict=True)))
        trial = study.ask()
        point = tuple(trial.suggest_categorical(name, choices[name]) for name in names)
        yield point
        value = look.value(point)
        study.tell(trial, value, state=None if value is not None else optuna.trial.TrialState.FAIL)


def _neighbour(point: Point, choices: Sequence[Sequence[int]], random: Random) -> Point:
    """The point with one to three dials at another setting."""
    changed = list(point)
    for number in random.sample(range(len(point)), min(len(point), random.choice((1, 1, 2, 3)))):
        changed[number] = random.choice([c for c in choices[number] if c != point[number]])
    return tuple(changed)


def require_optuna() -> Any:
    """The optuna module, which then only warns; UnsupportedError with how to install it."""
    try:
        import optuna
    except ImportError:
        raise UnsupportedError(MISSING) from None
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    return optuna


def _simplified(look: _Look, best: Point, base: Point) -> Point:
    """The point with every dial set back to the base that is no worse for it, one after the other."""
    for number, setting in enumerate(base):
        if best[number] != setting:
            simpler = (*best[:number], setting, *best[number + 1 :])
            value = look.value(simpler)
            if value is not None and value >= (look.known[best] or 0.0):
                best = simpler
    return best


def on_fresh_draws(
    space: Space,
    found: Found,
    evaluate: Evaluate,
    question: Question,
    samplings: tuple[Sampling, Sampling],
) -> SearchResult:
    """Winner, today and the best structures on draws that nobody was chosen on."""
    import numpy as np

    scores = {0: 0.0} | {place: score for place, score in enumerate(found.structures) if score is not None}
    ranked = sorted(scores.keys() - {0}, key=lambda place: (-scores[place], place))
    places = [0, *ranked[:FINALISTS]]
    mixture = space.organization(found.best) if found.best != space.pure(found.base) else None
    orgs = {space.names[place]: space.organizations[place] for place in places}
    searched = {space.names[place]: scores[place] for place in places}
    if mixture is not None:
        orgs[MIXTURE], searched[MIXTURE] = mixture, found.value
    values = {name: evaluate(org) for name, org in orgs.items()}
    known = np.isfinite(np.array(list(values.values()))).all(axis=0)
    values = {name: column[known] for name, column in values.items()}
    today = space.names[0]
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


def _interval(values: np.ndarray) -> tuple[float, float, float]:
    """Mean, and the ends of its 95 % interval; nan where there are no values."""
    mean = float(values.mean()) if len(values) else float("nan")
    half = 1.96 * float(values.std(ddof=1)) / len(values) ** 0.5 if len(values) > 1 else float("nan")
    return mean, mean - half, mean + half
