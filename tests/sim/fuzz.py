"""Random structures under random environments, from nothing to far beyond all proportion, and what must hold for each.

Case number n is the same for ever: it is drawn from n alone.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from math import isfinite
from types import ModuleType

from mlorg.errors import SimulationError
from mlorg.sim import draw_environments, priors
from mlorg.sim.environment import MANAGER_KINDS, Environment
from mlorg.sim.measure_names import MEASURES, USE_CASE
from mlorg.sim.structure.arrays import (
    FUNCTION_DATA,
    FUNCTION_ENGINEERING,
    FUNCTION_MACHINE,
    FUNCTION_ML,
    FUNCTION_OTHER,
    NONE,
    SHARE_MANAGER,
    UNKNOWN,
    DatasetRow,
    GroupRow,
    HolderRow,
    LineRow,
    SlotRow,
    Structure,
)

DAYS = 21 * 63 + 0.001  # room for 20 quarters after a burn-in of one
MOST_EVENTS = 60_000
ALL = (1 << 19) - 1
EXTREMES = {
    "days": (0.0, 1e-6, 0.5, 1e4, 1e9),
    "fraction": (0.0, 1e-6, 0.5, 1.0),
    "probability": (0.0, 1e-6, 0.5, 1.0),
    "count": (0.0, 1e-6, 50.0, 1e6),
    "ratio": (0.0, 1e-6, 0.9, 3.0, 100.0),
    "per year": (0.0, 1e-6, 12.0, 1e4),
    "per quarter": (0.0, 1e-6, 1.0, 1e4),
    "per day": (0.0, 1e-6, 1.0, 100.0),
    "years of ML pay": (0.0, 1e-9, 1e9),
    "index": (0.2, 1.0, 20.0),
    "weight": (0.0, 1.0),
}
"""Values to try by unit; all other units, and priors without bounds, get SIGNED."""

SIGNED = (-5.0, -1.0, 0.0, 1e-6, 1.0, 5.0)
WAITS = [
    i for i, name in enumerate(MEASURES) if name.endswith("_days") or name in ("offered", "in_use", "live", "cost")
]
STAGES = ("offered", "taken", "approved", "ready", "finished", "deployed", "used")


@dataclass(frozen=True)
class Draft:
    """Numbers of groups by kind; teams first, then pools, desks and perhaps the machines."""

    teams: list[int]
    pools: list[int]
    desks: int
    machines: int
    lines: int

    @property
    def sizes(self) -> list[int]:
        """Slots by group."""
        return [*self.teams, *self.pools, *([1] * self.desks), *([self.machines] if self.machines else [])]


def draft(r: random.Random) -> Draft:
    """How many of everything: mostly few, sometimes none or many."""
    large = r.random() < 0.05
    teams = [r.choice((1, 2, 3, 9, 40) if large else (1, 1, 2, 3, 5)) for _ in range(r.choice((0, 1, 1, 2, 3, 4)))]
    pools = [r.randint(1, 3) for _ in range(r.randint(0, 4))]
    lines = r.choice((0, 1, 1, 2, 3, 12) if large else (1, 1, 2, 3))
    return Draft(teams, pools, r.randint(0, 4), r.choice((0, 2, 5)), lines)


def structure_of(r: random.Random) -> Structure:
    """A random structure of the shape that compiled organisations have."""
    d = draft(r)
    n, teams = len(d.sizes), len(d.teams)
    pools, desks = range(teams, teams + len(d.pools)), range(teams + len(d.pools), teams + len(d.pools) + d.desks)
    serves = [sorted(r.sample(range(d.lines), r.randint(0, d.lines))) for _ in d.teams]
    builders = [[g for g in range(teams) if line in serves[g]] for line in range(d.lines)]
    owners = [NONE, UNKNOWN, *range(teams), *pools]
    datasets = [DatasetRow(r.getrandbits(63), line, tuple(r.choice(owners) for _ in range(4)))
                for line in range(d.lines) for _ in range(r.choice((0, 0, 1, 3)))]  # fmt: skip
    holders = r.randint(1, teams) if teams else 0
    groups = _groups(r, d, serves, holders, desks)
    lines = _lines(r, d, builders, datasets, (list(pools), list(desks)))
    slots = tuple(slot for g in range(n) for slot in _slots(r, d, g))
    return Structure(
        slots,
        groups,
        lines,
        tuple(datasets),
        tuple(HolderRow(r.randint(0, 1), r.random(), r.randrange(teams)) for _ in range(holders)),
        tuple(tuple(o for o in range(teams) if o != g and r.random() < 0.3) for g in range(teams)),
        served=tuple(line for s in serves for line in s),
        builders=tuple(g for b in builders for g in b),
        deploys=tuple(r.choice(owners) for _ in range(n * d.lines)),
        maintains=tuple(r.choice(owners) for _ in range(n * d.lines)),
        acts_for=tuple(int(a < teams and b < desks.start and r.random() < 0.2) for a in range(n) for b in range(n)),
        rank=tuple(r.randint(1, 3) for _ in range(n * n)),
        meeting=tuple(r.choice((NONE, *desks)) for _ in range(n * n)),
        shared=tuple(r.randint(0, 1) for _ in range(n * n)),
        congruent=tuple(r.randint(0, 1) for _ in range(n * n)),
        approver=tuple(d for _ in range(n * d.lines) for d in _path(r, list(desks))),
        inside=tuple(r.choice((0.0, r.random(), 1.0)) for _ in range(n * d.lines)),
        inside_before=tuple(r.choice((0.0, r.random(), 1.0)) for _ in range(n * d.lines)),
        capacity=r.choice((0.0, 1.0, float(sum(d.teams)), 2.0 * sum(d.teams))),
        central=r.choice((NONE, *pools)),
        teams=teams,
        pool=n - 1 if d.machines else NONE,
        allocation=r.randint(0, 2),
    )


def _path(r: random.Random, desks: list[int]) -> list[int]:
    path = r.sample(desks, r.randint(0, len(desks)))
    return (path + [NONE] * 4)[:4]


def _groups(r: random.Random, d: Draft, serves: list[list[int]], holders: int, desks: range) -> tuple[GroupRow, ...]:
    rows, first = [], 0
    for g, size in enumerate(d.sizes):
        team = g < len(d.teams)
        row = GroupRow(
            r.getrandbits(63),
            r.choice((NONE, *range(d.lines))),
            r.randrange(len(MANAGER_KINDS)),
            r.choice((0.01, 0.5, 1.0)) * size if team else 0.0,
            int(r.random() < 0.1),
            r.choice((0.0, r.random(), 1.0)),
            sum(map(len, serves[:g])) if team else 0,
            len(serves[g]) if team else 0,
            r.choice((NONE, *desks)) if team else NONE,
            r.randrange(holders) if team else NONE,
            first,
            size,
            r.choice((NONE, *range(len(MANAGER_KINDS)))),
        )
        rows.append(row)
        first += size
    return tuple(rows)


def _lines(
    r: random.Random, d: Draft, builders: list[list[int]], datasets: list[DatasetRow], who: tuple[list[int], list[int]]
) -> tuple[LineRow, ...]:
    shares = [r.random() + 1e-3 for _ in range(d.lines)]
    of_line = [row.line for row in datasets]
    pools, desks = who
    return tuple(
        LineRow(
            r.getrandbits(63),
            r.choice((0, 1, 7, 100)),
            shares[i] / sum(shares),
            r.choice((NONE, *desks)),
            r.randrange(len(MANAGER_KINDS)),
            r.choice((NONE, *pools)),
            r.choice((0, 0, 1, 20)),
            sum(map(len, builders[:i])),
            len(builders[i]),
            of_line.index(i) if i in of_line else 0,
            of_line.count(i),
            r.choice((0.0, 0.1, 1.0, 1.0, 5.0)),
        )
        for i in range(d.lines)
    )


def _slots(r: random.Random, d: Draft, g: int) -> Iterator[SlotRow]:
    teams, pools = len(d.teams), len(d.pools)
    for _ in range(d.sizes[g]):
        if g < teams:
            extra = {"research": r.choice((0.0, 0.5, 1.0)), "bosses": r.choice((0, 0, 1, 5)), "edges": r.randint(0, 2)}
            skills = (r.uniform(0.1, 1.6), r.uniform(0.1, 1.6), r.uniform(0.1, 1.6))
            yield SlotRow(r.choice((0.01, 0.5, 1.0)), skills, 1.0, g, FUNCTION_ML, 0, r.getrandbits(63), **extra)
        elif g < teams + pools:
            function = r.choice((FUNCTION_ENGINEERING, FUNCTION_DATA, FUNCTION_OTHER))
            yield SlotRow(r.uniform(0.0, 5.0), (1.0, 1.0, 1.0), r.random(), g, function, r.randint(0, 5))
        elif g < teams + pools + d.desks:
            yield SlotRow(1.0, (1.0, 1.0, 1.0), 2.0, g, FUNCTION_OTHER, SHARE_MANAGER)
        else:
            yield SlotRow(1.0, (1.0, 1.0, 1.0), 0.0, g, FUNCTION_MACHINE, 0)


@cache
def drawn_priors() -> tuple[Environment, ...]:
    """Draws to begin with, before some of their values are replaced by extremes."""
    return draw_environments(77, 200)


def environment_of(r: random.Random) -> Environment:
    """A draw of the priors in which up to a dozen quantities, or all of them, have extreme values."""
    return extreme(r, r.choice(drawn_priors()))


def extreme(r: random.Random, drawn: Environment) -> Environment:
    """The same with some values at their extremes; the table of managers now and then as well."""
    names = [name for name in priors() if "." not in name]
    chosen = r.sample(names, r.choice((0, 1, 3, 12, 12, len(names) if r.random() < 0.3 else 2)))
    values = dict(drawn.values) | {name: r.choice(extremes_of(name)) for name in chosen}
    managers = drawn.managers
    if r.random() < 0.2:
        managers = tuple(r.choice((0.0, 1e-3, 0.5, 1.0, 1e3)) if k % 5 in (0, 3) else r.choice((0.0, 0.5, 1.0))
                         for k in range(len(managers)))  # fmt: skip
    return Environment(values, managers)


@cache
def extremes_of(name: str) -> tuple[float, ...]:
    """Values to try: by unit, or of either sign where the prior has no bounds."""
    prior = priors()[name]
    return SIGNED if prior.distribution == "normal" else EXTREMES.get(prior.unit, SIGNED)


@dataclass(frozen=True)
class Finding:
    """What became of one case: refused, or what is wrong with it (nothing, if all is well)."""

    refused: bool
    wrong: tuple[str, ...]


def simulated(module: ModuleType, number: int, structure: Structure | None = None) -> tuple[object, list[float] | None]:
    """(world, outcomes) of case `number`, on a structure of its own unless one is given; None if it is refused."""
    r = random.Random(number)
    own = structure_of(r)
    environment, switches = environment_of(r), r.choice((ALL, ALL, ALL & ~(1 << 17), r.getrandbits(19)))
    values, managers, key = dict(environment.values), list(environment.managers), (number, number, number)
    world = module.open_world(structure or own, DAYS, MOST_EVENTS)
    try:
        return world, list(module.replicate(world, values, managers, key, (r.choice((0.0, 0.0, 63.0)), switches)))
    except SimulationError:
        return world, None


def try_case(module: ModuleType, number: int, structure: Structure | None = None) -> Finding:
    """Simulate case `number` and look at what came out."""
    with unraisable() as complaints:
        world, row = simulated(module, number, structure)
        if row is None:
            return Finding(True, tuple(complaints))
        wrong = [*outcomes_wrong(row), *cases_wrong(module, world), *queues_wrong(module, world)]
    return Finding(False, (*complaints, *wrong))


@contextmanager
def unraisable() -> Iterator[list[str]]:
    """Complaints of the engine that cannot be raised where they arise, such as an index out of range."""
    seen: list[str] = []
    before = sys.unraisablehook
    sys.unraisablehook = lambda u: seen.append(f"{u.exc_type.__name__}: {u.exc_value} in {u.object}")
    try:
        yield seen
    finally:
        sys.unraisablehook = before


def outcomes_wrong(row) -> Iterator[str]:
    """Numbers that are none, and times or counts below nothing."""
    width = len(MEASURES)
    for i, value in enumerate(row):
        if not isfinite(value):
            yield f"{MEASURES[i % width]} is {value}"
    for h in range(4):
        for i in WAITS:
            if row[h * width + i] < -1e-6:
                yield f"{MEASURES[i]} is {row[h * width + i]}"


def cases_wrong(module: ModuleType, world) -> Iterator[str]:
    """Stages in the wrong order, waits below nothing."""
    for row in module.use_case_rows(world):
        case = dict(zip(USE_CASE, row, strict=True))
        days = [case[s] for s in STAGES if case[s] >= 0]
        if days != sorted(days):
            yield f"stages out of order: {days}"
        if case["data_wait"] < 0 or case["compute_wait"] < 0 or not isfinite(case["value"]):
            yield f"impossible use case: {case}"
        if case["ended"] >= 0 and days and case["ended"] < days[-1]:
            yield f"ended before its last stage: {case}"


def queues_wrong(module: ModuleType, world) -> Iterator[str]:
    """Queues whose integral over time differs from the time spent in them."""
    for g, (area, spent) in enumerate(module.little(world)):
        if not abs(area - spent) <= 1e-9 * max(1.0, abs(area), abs(spent)):
            yield f"group {g}: integral {area!r}, time spent {spent!r}"
