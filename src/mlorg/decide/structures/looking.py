"""Looking for the best point of a space: from every structure on, by neighbours, crossings, and setting dials back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from ...errors import InputError, Place, Problem, UnsupportedError
from ...org import Organization
from ..progress import Progress
from .mixtures import Point, Space

if TYPE_CHECKING:
    import numpy as np

    Evaluate = Callable[[Organization], np.ndarray]
    """An outcome of an organisation by draw, more is better; nan = no number."""

NO_OPTION = float("-inf")
"""Value, in every draw, of what breaks a limit of the aims."""
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
