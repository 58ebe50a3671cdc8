"""What is read from one simulated history: its use cases, the time diary of builders, and who left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ...sim import HORIZONS, Environment, Structure
from ...sim.engine import engine
from ...sim.measure_names import MEASURES
from ...sim.outcomes import ALL_MECHANISMS, DAYS_PER_QUARTER

DAYS_PER_YEAR = 252.0
"""Working days."""

CALENDAR = 365.25 / DAYS_PER_YEAR
"""Calendar days per working day."""

WEEK, MONTH = 5.0, 21.0
"""Working days in 7 and in 30 calendar days."""

QUARTERS_MEASURED = HORIZONS[-1]
_LEAVING = ("resigned", "dismissed", "left_otherwise")
_ML = 0


class Case(NamedTuple):
    """A use case as the engine leaves it; days are working days, -1 for what did not happen.

    The order is that of `measure_names.USE_CASE`. `parent` is -1 unless it is an improvement of another.
    """

    line: int
    parent: int
    rounds: int
    rounds_done: int
    experiments: int
    automated: int
    worth: float
    offered: float
    taken: float
    approved: float
    ready: float
    finished: float
    deployed: float
    used: float
    ended: float
    end: int
    builder: int
    deployer: int
    maintainer: int
    returns: int
    data_wait: float
    compute_wait: float
    value: float

    @property
    def is_new(self) -> bool:
        """True for a use case of its own, False for an improvement and for what was in use on day 0."""
        return self.parent < 0 and self.offered >= 0


@dataclass(frozen=True, slots=True)
class History:
    """One replication from day `start`, when measuring began, to day `end`.

    `diary` holds the builders' person-days by kind of task since day 0, `leavers` and `person_years` those of the first
    20 quarters of measuring.
    """

    cases: tuple[Case, ...]
    diary: tuple[float, ...]
    leavers: float
    person_years: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Span:
    """How long is simulated: quarters before measuring begins, and quarters measured."""

    burn_in: int = 0
    quarters: int = QUARTERS_MEASURED


def histories(
    structure: Structure, environment: Environment, span: Span, key: tuple[int, int], times: int
) -> Iterator[History]:
    """`times` replications of a structure in one environment; `key` = (seed, number of the draw)."""
    seed, draw = key
    start = float(span.burn_in * DAYS_PER_QUARTER)
    module = engine()
    world = module.open_world(structure, start + span.quarters * DAYS_PER_QUARTER + 1e-3)
    values, managers = dict(environment.values), list(environment.managers)
    heads = sum(slot.function == _ML for slot in structure.slots)
    for i in range(times):
        outcome = module.replicate(world, values, managers, (seed, draw * times + i, draw), (start, ALL_MECHANISMS))
        yield _history(module, world, outcome, heads, (start, start + span.quarters * DAYS_PER_QUARTER))


def _history(module: Any, world: Any, outcome: Sequence[float], heads: int, days: tuple[float, float]) -> History:
    last = dict(zip(MEASURES, outcome[-len(MEASURES) :], strict=True))
    years = QUARTERS_MEASURED * DAYS_PER_QUARTER / DAYS_PER_YEAR
    return History(
        tuple(Case(*row[: len(Case._fields)]) for row in module.use_case_rows(world)),
        tuple(module.diary(world)),
        sum(last[name] for name in _LEAVING),
        heads * years - last["vacant_days"] / DAYS_PER_YEAR,
        *days,
    )
