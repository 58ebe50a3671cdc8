"""A quiet laboratory for one mechanism at a time: toy structures, and an environment in which nothing else happens.

`day_0` opens an interpreted world for calls of single functions; `shipped` replicates on the engine that users have.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import sqrt
from types import SimpleNamespace
from typing import Any

import pytest

from mlorg.sim.begin import begin
from mlorg.sim.environment import MANAGER_KINDS
from mlorg.sim.flow import run_events
from mlorg.sim.measure_names import USE_CASE
from mlorg.sim.oracles.toys import CONSTANT, Toy, Trial, arrivals_per_day, still_life
from mlorg.sim.replicate import DEFAULT_RULES, open_world, set_environment, set_rules
from mlorg.sim.structure.arrays import Structure

HORIZON = 20 * 63 + 0.001
ALL = (1 << 19) - 1
ONE_TEAM = Toy([1], [[0]], [1.0]).structure()
TWO_LINES = Toy([1], [[0, 1]], [0.75, 0.25]).structure()


def refit(structure: Structure, slots: Mapping = {}, groups: Mapping = {}, lines: Mapping = {}, **tables) -> Structure:
    """A structure with other values in some rows (number -> fields) and other tables."""

    def rows(old: Sequence, new: Mapping[int, Mapping[str, Any]]) -> tuple:
        return tuple(replace(row, **new.get(i, {})) for i, row in enumerate(old))

    changed = {"slots": rows(structure.slots, slots), "groups": rows(structure.groups, groups)}
    return replace(structure, lines=rows(structure.lines, lines), **changed, **tables)


def square(structure: Structure, default: float, **pairs: float) -> tuple:
    """A table by pair of groups: `g0_1=5` is the entry for (group 0, group 1)."""
    n = len(structure.groups)
    table = [default] * (n * n)
    for name, value in pairs.items():
        a, b = map(int, name.removeprefix("g").split("_"))
        table[a * n + b] = value
    return tuple(table)


def managers_of(kinds: Mapping[int, Mapping[str, float]] = {}, **every: float) -> list[float]:
    """The table of managers: the same for all kinds, but for what `kinds` (number -> values) says."""
    columns = ("review", "literacy", "compute", "patience", "panel")
    usual = {"review": 1e12, "literacy": 0.0, "compute": 0.0, "patience": 1e12, "panel": 0.0} | every
    return [({**usual, **kinds.get(k, {})})[c] for k in range(len(MANAGER_KINDS)) for c in columns]


def calm(structure: Structure, ideas_per_day: float, values: Mapping[str, float]) -> dict[str, float]:
    """An environment in which nothing happens but what is asked for."""
    return arrivals_per_day(ideas_per_day, structure, still_life(**values)) if ideas_per_day else still_life(**values)


def day_0(
    structure: Structure,
    on: int = 0,
    managers: Sequence[float] = (),
    *,
    ideas_per_day: float = 0.0,
    seed: int = 1,
    law: int = CONSTANT,
    days: float = HORIZON,
    **values: float,
):
    """An interpreted world on day 0, open to inspection."""
    w = open_world(structure, days)
    set_environment(w, calm(structure, ideas_per_day, values), list(managers or managers_of()))
    set_rules(w, (law, *DEFAULT_RULES[1:]))
    w.start, w.on = 0.0, on
    begin(w, seed, 0, 0)
    return w


def at_horizon(structure: Structure, on: int = 0, managers: Sequence[float] = (), **how: Any):
    """The same world at its horizon."""
    w = day_0(structure, on, managers, **how)
    run_events(w)
    return w


def shipped(structure: Structure, on: int = 0, read: Callable | None = None, n: int = 1, **how: float) -> list:
    """What `read(module, world)` says after each of n replications on the shipped engine; by default the use cases.

    `how` may hold `ideas_per_day`, `days` and values of the environment.
    """
    ideas_per_day, days = how.pop("ideas_per_day", 0.0), how.pop("days", HORIZON)
    trial = Trial(structure, calm(structure, ideas_per_day, how), days, 0.0, on, CONSTANT)
    return trial.replicate(n, 1, read or use_cases)


def use_cases(module, world) -> list[SimpleNamespace]:
    """All use cases of the last replication, improvements too."""
    return [SimpleNamespace(**dict(zip(USE_CASE, row, strict=True))) for row in module.use_case_rows(world)]


def flat(rows: Sequence[Sequence]) -> list:
    """The use cases of several replications in one list."""
    return [case for row in rows for case in row]


def assert_mean(values: Sequence[float], expected: float, sigmas: float = 4.0) -> None:
    """The mean of independent values is as expected, within so many standard errors."""
    n = len(values)
    mean = sum(values) / n
    spread = sqrt(sum((v - mean) ** 2 for v in values) / max(1, n - 1))
    assert n > 30, f"too few values to tell: {n}"
    assert mean == pytest.approx(expected, abs=sigmas * spread / sqrt(n) + 1e-12)


__all__ = [
    "ALL", "CONSTANT", "HORIZON", "ONE_TEAM", "TWO_LINES", "Toy", "assert_mean", "at_horizon", "day_0",
    "flat", "managers_of", "refit", "shipped", "square", "use_cases",
]  # fmt: skip
