"""One draw: a firm of the default population, its environment, and everything that is simulated on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ...archetypes import Arm, propose
from ...archetypes.firms import firm
from ...org import Organization, apply
from ...sim import Environment, Frame, Structure, compile_structure
from ...sim.engine import engine
from ...sim.measure_names import MEASURES
from ...sim.outcomes import DAYS_PER_QUARTER, HORIZONS
from ...sim.structure.arrays import FUNCTION_ML
from .changes import changed
from .metrics import BUILDERS, EARNED, EARNED_UNMOVED, QUARTERS, REPLICATIONS, WIDTH
from .variants import Variant

if TYPE_CHECKING:
    import numpy as np

MOST_POSTS, MOST_ML_PEOPLE = 3000, 60
"""Posts and ML people of a firm on which sentences are tried, at most (assumed): larger ones would take most of the
time. A larger firm keeps its lines and has fewer people outside ML, who act through pools anyway."""

FIRMS_PER_SEED = 1_000_000
"""Firms of one seed do not meet those of the next."""


@dataclass(frozen=True, slots=True)
class Task:
    """One structure under one variant, in every `every`-th draw."""

    structure: str
    variant: Variant
    every: int = 1


@dataclass(frozen=True, slots=True)
class Luck:
    """Seed, draw and replications per draw: what fixes every random number of a draw's runs."""

    seed: int
    draw: int
    replications: int

    @property
    def key(self) -> tuple[int, int, int]:
        """What the engine keys its streams by: the same for every structure and variant."""
        return (self.seed, self.draw * self.replications, self.draw)


class Company:
    """A firm with its structures, each proposed and compiled once, when it is first needed."""

    def __init__(self, seed: int, draw: int) -> None:
        self.today: Organization = firm(seed * FIRMS_PER_SEED + draw, most=(MOST_POSTS, MOST_ML_PEOPLE))
        self._compiled: dict[tuple[str, bool], tuple[Structure, Structure]] = {}
        self._organizations: dict[tuple[str, Arm], Organization] = {}

    @cached_property
    def frame(self) -> Frame:
        """What all its structures share."""
        return Frame.of(self.today)

    @cached_property
    def structure_of_today(self) -> Structure:
        """The firm as it is."""
        return compile_structure(self.today, self.frame)

    def organization(self, structure: str, arm: Arm) -> Organization:
        """The firm under a structure of the library."""
        key = (structure, arm)
        if key not in self._organizations:
            self._organizations[key] = apply(self.today, propose(self.today, structure, arm).overlay)
        return self._organizations[key]

    def structures(self, name: str, moved: bool) -> tuple[Structure, Structure]:
        """(what is run, the same if nobody had to move) for one structure of the library."""
        if (name, moved) not in self._compiled:
            org = self.organization(name, Arm.RESTRUCTURED if moved else Arm.SETTLED)
            still = compile_structure(org, self.frame)
            run = compile_structure(org, self.frame, self.today) if moved else still
            self._compiled[name, moved] = (run, still)
        return self._compiled[name, moved]


def simulate_company(
    company: Company, environment: Environment, tasks: Iterable[Task], luck: Luck, stopped: Callable[[], bool]
) -> dict[tuple[str, Variant], np.ndarray]:
    """A row of numbers (see `metrics`) for every task, on the same luck. Empty handed once `stopped` says so."""
    rows: dict[tuple[str, Variant], np.ndarray] = {}
    ordered = sorted(tasks, key=lambda t: (*_place(t), repr(t.variant)))
    for (name, moved, changes, burn_in), same in groupby(ordered, key=_place):
        run, still = company.structures(name, moved)
        structures = [changed(s, company.structure_of_today, changes) for s in ((run, still) if moved else (run,))]
        worlds = [_Opened(s, burn_in) for s in structures]
        for task in same:
            if stopped():
                return {}
            rows[name, task.variant] = _row(worlds, task.variant, task.variant.environment(environment), luck)
    return rows


def _place(task: Task) -> tuple[str, bool, tuple[str, ...], int]:
    return (task.structure, task.variant.moved, task.variant.changes, task.variant.burn_in)


class _Opened:
    """A structure in the engine's tables, ready for any environment."""

    def __init__(self, structure: Structure, burn_in: int) -> None:
        self.start = float(burn_in * DAYS_PER_QUARTER)
        self.world: Any = engine().open_world(structure, self.start + QUARTERS * DAYS_PER_QUARTER + 1e-3)
        self.builders = sum(s.function == FUNCTION_ML for s in structure.slots)

    def replicate(self, variant: Variant, environment: Environment, luck: Luck) -> np.ndarray:
        """Measures after the window, summed over replications."""
        import numpy as np

        window = (self.start, variant.mechanisms)
        flat = engine().replicate_draw(
            self.world, dict(environment.values), list(environment.managers), luck.key, window, luck.replications
        )
        table = np.frombuffer(flat).reshape(luck.replications, len(HORIZONS), len(MEASURES))
        sums: np.ndarray = table[:, HORIZONS.index(QUARTERS), :].sum(axis=0)
        return sums

    def earnings(self, variant: Variant, environment: Environment, luck: Luck) -> Sequence[float]:
        """What each quarter has earned, summed over replications."""
        import numpy as np

        window, total = (self.start, variant.mechanisms), np.zeros(QUARTERS)
        values, managers = dict(environment.values), list(environment.managers)
        seed, first, draw = luck.key
        for r in range(luck.replications):
            engine().replicate(self.world, values, managers, (seed, first + r, draw), window)
            total += np.diff([0.0, *engine().quarterly_value(self.world)[:QUARTERS]])
        return total.tolist()


def _row(worlds: Sequence[_Opened], variant: Variant, environment: Environment, luck: Luck) -> np.ndarray:
    import numpy as np

    row = np.full(WIDTH, np.nan)
    row[: len(MEASURES)] = worlds[0].replicate(variant, environment, luck)
    row[BUILDERS], row[REPLICATIONS] = worlds[0].builders * luck.replications, luck.replications
    if variant.moved:
        row[EARNED:EARNED_UNMOVED] = worlds[0].earnings(variant, environment, luck)
        row[EARNED_UNMOVED:] = worlds[1].earnings(variant, environment, luck)
    return row


Runs = Mapping[tuple[str, Variant], "np.ndarray"]
"""Rows of all draws by (structure, variant), each of shape (draws, numbers)."""
