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
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from ..archetypes import Arm
from ..errors import UnsupportedError
from ..org import Organization
from ..sim import OUTCOMES, Frame, Outcomes, Prior, Sampling, Structure, compile_structure, draw_environments, simulate
from .comparison import Progress, for_arm
from .mixtures import Point, Space

if TYPE_CHECKING:
    import numpy as np

    Evaluate = Callable[[Organization], np.ndarray]
    """An outcome of an organisation by draw, more is better; nan = no number."""

FINALISTS = 3
"""Structures of the library, best first on the draws searched, that the winner is set against on fresh ones."""
FRESH = 1_000_003
"""Added to the seed for the fresh draws."""
POPULATION = 16
"""Of the sampler that crosses points."""
COUNTED_IN_FULL = 0.9
"""Share of the gains of structures, by size, up to which a gain counts in full."""
MISSING = 'mlorg search needs one more package, optuna. Install it: pip install "mlorg[search]".'


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

    arm: Arm
    outcome: str
    quarters: int
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


MIXTURE = "mixture"


def search(
    frame: Frame,
    space: Space,
    arm: Arm,
    sampling: Sampling,
    trials: int,
    table: Mapping[str, Prior],
    asked: tuple[str, int] = ("net_value", 12),
    progress: Progress | None = None,
) -> SearchResult:
    """Look at `trials` points of the space on the draws of `sampling`, for an outcome after so many quarters.

    UnsupportedError without optuna.
    """
    evaluate = simulated(frame, arm, sampling, table, asked)
    found = best_point(space, evaluate, trials, sampling.seed, progress)
    fresh = Sampling(2 * sampling.draws, 2 * sampling.per_draw, sampling.seed + FRESH)
    again = simulated(frame, arm, fresh, table, asked)
    return on_fresh_draws(space, found, again, (arm, *asked), (sampling, fresh))


def simulated(
    frame: Frame, arm: Arm, sampling: Sampling, table: Mapping[str, Prior], asked: tuple[str, int]
) -> Evaluate:
    """The outcome (name, quarters) by draw, always on the same draws and luck; equal structures are simulated once."""
    environments = draw_environments(sampling.seed, sampling.draws, table)
    before = frame.today if arm is Arm.RESTRUCTURED else None
    half = sampling.draws // 2
    halves = (range(half), range(half, sampling.draws))
    known: dict[Structure, np.ndarray] = {}

    def evaluate(org: Organization) -> np.ndarray:
        import numpy as np

        structure = compile_structure(org, frame, before)
        if structure not in known:
            with ThreadPoolExecutor(2) as threads:
                done = threads.map(lambda d: simulate(structure, environments, for_arm(sampling, arm), d).sums, halves)
                known[structure] = _by_draw(Outcomes(np.concatenate(list(done))), sampling, asked)
        return known[structure]

    return evaluate


def _by_draw(outcomes: Outcomes, sampling: Sampling, asked: tuple[str, int]) -> np.ndarray:
    """Means over the luck of each draw, more is better; nan where there is no number."""
    import numpy as np

    values = outcomes.outcome(*asked).reshape(sampling.draws, sampling.per_draw)
    sign = 1.0 if OUTCOMES[asked[0]].more_is_better else -1.0
    means: np.ndarray = sign * np.ma.masked_invalid(values).mean(axis=1).filled(np.nan)
    return means


def best_point(space: Space, evaluate: Evaluate, trials: int, seed: int, progress: Progress | None = None) -> Found:
    """The best option among `trials` points, all structures first, simplified towards the best structure."""
    look = _Look(space, evaluate)
    starts = [space.pure(place) for place in range(len(space.names))]
    structures = tuple(look.known[point] for point in starts)
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
    return Found(best, base, look.known[best] or 0.0, structures, len(look.known), look.dropped)


class _Look:
    """Scores of points already looked at; None for those that are no option.

    The score is the mean gain over today, in which a draw counts at most as much as nine of ten gains of structures:
    the mean of few heavy-tailed gains would choose whoever had the one large success.
    """

    def __init__(self, space: Space, evaluate: Evaluate) -> None:
        import numpy as np

        self.space, self.evaluate = space, evaluate
        self.known: dict[Point, float | None] = {}
        self.dropped: Counter[str] = Counter()
        columns = np.array([evaluate(org) for org in space.organizations])
        self._today = columns[0]
        gains = abs(columns - self._today)
        known = gains[np.isfinite(gains)]
        self._most = float(np.quantile(known, COUNTED_IN_FULL)) if known.size else 0.0
        for place, column in enumerate(columns):
            broken = place > 0 and space.broken(space.organizations[place])
            self.known[space.pure(place)] = None if broken else self._score(column)

    def _score(self, values: np.ndarray) -> float:
        import numpy as np

        gains = np.clip(values - self._today, -self._most, self._most)
        return float(np.mean(gains[np.isfinite(gains)])) if np.isfinite(gains).any() else float("-inf")

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
    asked: tuple[Arm, str, int],
    samplings: tuple[Sampling, Sampling],
) -> SearchResult:
    """Winner, today and the best structures on draws that nobody was chosen on."""
    import numpy as np

    scores = {place: score for place, score in enumerate(found.structures) if score is not None}
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
        *asked,
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
