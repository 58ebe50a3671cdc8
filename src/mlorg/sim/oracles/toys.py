"""The engine configured into textbook cases: tiny structures, an environment in which nothing happens by itself."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ..engine import engine
from ..environment import MANAGER_KINDS, priors
from ..structure.arrays import (
    FUNCTION_ENGINEERING,
    FUNCTION_ML,
    FUNCTION_OTHER,
    NONE,
    SHARE_ALL,
    DatasetRow,
    GroupRow,
    HolderRow,
    LineRow,
    SlotRow,
    Structure,
)
from ..structure.frame import key_of

EXPONENTIAL, CONSTANT, HYPEREXPONENTIAL = 1, 2, 3
FOREVER = 1e12
MOST_APPROVERS = 4
MOST_THREADS = 4


@dataclass(frozen=True)
class Toy:
    """A structure in words: teams that build, with slots and the lines they serve; owners' pools; desks.

    `pools` and `desks` are numbers of slots. Group numbers: teams first, then pools, then desks.
    """

    teams: Sequence[int]
    serves: Sequence[Sequence[int]]
    idea_share: Sequence[float]
    pools: Sequence[int] = ()
    desks: int = 0
    deploys: Sequence[int] = ()  # owner of deployment by line; NONE = the builders
    warehouse: int | None = None  # owner of every line's one data set
    ranks: Sequence[int] = ()  # class of each team's requests
    approvers: Sequence[int] = ()  # desks on everybody's path
    manager_desk: int | None = None
    effort: Sequence[float] = ()
    users: int = 0
    maintained: bool = False  # by the builders; else by nobody
    speeds: Sequence[float] = ()  # of each group's slots, 1 unless stated

    def structure(self) -> Structure:
        """The arrays."""
        lines, n = len(self.idea_share), len(self.teams) + len(self.pools) + self.desks
        served = [line for lines_of in self.serves for line in lines_of]
        builders = [[g for g, lines_of in enumerate(self.serves) if line in lines_of] for line in range(lines)]
        path = (*self.approvers, *([NONE] * MOST_APPROVERS))[:MOST_APPROVERS]
        return Structure(
            slots=tuple(self._slots()),
            groups=tuple(self._groups()),
            lines=tuple(self._lines(builders)),
            datasets=tuple(self._datasets()),
            holders=tuple(HolderRow(0, 0.0, g) for g in range(len(self.teams))),
            linked=tuple(() for _ in self.teams),
            served=tuple(served),
            builders=tuple(g for groups in builders for g in groups),
            deploys=self._by_line(self.deploys or [NONE] * lines, n),
            maintains=tuple(g if self.maintained else NONE for g in range(n) for _ in range(lines)),
            acts_for=(0,) * (n * n),
            rank=tuple(self.ranks[a] if a < len(self.ranks) else 1 for a in range(n) for _ in range(n)),
            meeting=(NONE,) * (n * n),
            shared=(0,) * (n * n),
            congruent=(0,) * (n * n),
            approver=path * (n * lines),
            inside=(0.0,) * (n * lines),
            inside_before=(0.0,) * (n * lines),
            capacity=float(sum(self.teams)),
            central=NONE,
            teams=len(self.teams),
            pool=NONE,
        )

    def _sizes(self) -> list[int]:
        return [*self.teams, *self.pools, *([1] * self.desks)]

    def _slots(self) -> list[SlotRow]:
        rows: list[SlotRow] = []
        for g, size in enumerate(self._sizes()):
            team, pool = g < len(self.teams), g < len(self.teams) + len(self.pools)
            function = FUNCTION_ML if team else FUNCTION_ENGINEERING if pool else FUNCTION_OTHER
            speed = self.speeds[g] if g < len(self.speeds) else 1.0
            for _ in range(size):
                rows.append(SlotRow(1.0, (speed,) * 3, 1.0, g, function, SHARE_ALL, key=key_of(f"slot {len(rows)}")))
        return rows

    def _groups(self) -> list[GroupRow]:
        first, rows = 0, []
        desk = NONE if self.manager_desk is None else self.manager_desk
        for g, size in enumerate(self._sizes()):
            team = g < len(self.teams)
            serves = sum(len(s) for s in self.serves[:g]) if team else 0
            serves_n = len(self.serves[g]) if team else 0
            rows.append(
                GroupRow(
                    key_of(f"group {g}"),
                    NONE,
                    0,
                    float(size),
                    0,
                    0,
                    serves,
                    serves_n,
                    desk if team else NONE,
                    g,
                    first,
                    size,
                )
            )
            first += size
        return rows

    def _lines(self, builders: list[list[int]]) -> list[LineRow]:
        rows, first = [], 0
        for i, share in enumerate(self.idea_share):
            data = (i, 1) if self.warehouse is not None else (0, 0)
            effort = self.effort[i] if self.effort else 1.0
            rows.append(
                LineRow(
                    key_of(f"line {i}"), self.users, share, NONE, 0, NONE, 0, first, len(builders[i]), *data, effort
                )
            )
            first += len(builders[i])
        return rows

    def _datasets(self) -> list[DatasetRow]:
        if self.warehouse is None:
            return []
        owners = (NONE, self.warehouse, NONE, NONE)
        return [DatasetRow(key_of(f"data {i}"), i, owners) for i in range(len(self.idea_share))]

    def _by_line(self, owners: Sequence[int], groups: int) -> tuple[int, ...]:
        return tuple(owners) * groups


def still_life(**values: float) -> dict[str, float]:
    """An environment in which nothing happens that is not asked for: every rate, work and coefficient at nothing."""
    calm = dict.fromkeys((n for n in priors() if "." not in n), 0.0)
    calm |= {
        "shelf_days": FOREVER,
        "worth_scale": 1.0,
        "worth_tail": 1.2,
        "rounds_stop": 1.0,
        "wip_per_post": 1e6,
        "familiarity_halflife": FOREVER,
        "accept_good": 1.0,
        "accept_bad": 1.0,
        "manager_share": 1.0,
        "owner_share": 1.0,
        "path_on_approval": 1.0,
        "data_share": 1.0,
        "overdue_days": FOREVER,
        "experiment_success": 1.0,
        "review_days": FOREVER,
        "patience_days": FOREVER,
        "drift_days": FOREVER,
        "detect_days": FOREVER,
        "life_days": FOREVER,
        "fill_days": FOREVER,
        "ramp_days": 1.0,
        "takeover": 1.0,
        "experiment_days": 1e-9,
        "diversion_days": 1.0,
        "unrest_days": 1.0,
    }
    unknown = values.keys() - calm.keys()
    if unknown:
        raise KeyError(f"not in the environment: {sorted(unknown)}")
    return calm | values


Read = Callable[[Any, Any], Sequence[float]]
"""What is read off (engine, world) after a replication."""


@dataclass(frozen=True)
class Trial:
    """A structure under an environment for so many days, of which the first do not count.

    `visits` is the mean number of visits to queues per day, a measure of the work it takes.
    """

    structure: Structure
    values: Mapping[str, float]
    days: float
    burn_in: float = 0.0
    mechanisms: int = 0
    law: int = EXPONENTIAL
    rules: Mapping[str, float] = field(default_factory=dict)
    routing: Sequence[Sequence[float]] = ()
    visits: float = 1.0

    def replicate(self, n: int, seed: int, read: Read, first: int = 0) -> list[list[float]]:
        """What `read(module, world)` says after each of the replications first .. first + n - 1, in that order."""
        threads = max(1, min(MOST_THREADS, os.cpu_count() or 1, n))
        bounds = [first + n * k // threads for k in range(threads + 1)]
        with ThreadPoolExecutor(threads) as pool:
            parts = pool.map(lambda span: self._some(range(*span), seed, read), pairwise(bounds))
            return [row for part in parts for row in part]

    def _some(self, numbers: range, seed: int, read: Read) -> list[list[float]]:
        module = engine()
        world = module.open_world(self.structure, self.days)
        if self.routing:
            module.set_routing(world, [p for row in self.routing for p in row])
        managers = [self.values[n] for n in ("review_days", "literacy_base")] + [1.0, self.values["patience_days"], 0.0]
        managers *= len(MANAGER_KINDS)
        rules: dict[str, float] = {"law": self.law, "rounds": 0, "returns": 5, "free": 0, "panel": 1, "passes": 1}
        rules |= {"desks": 0, "walking": int(bool(self.routing)), "openings": 0.0}
        window = (self.burn_in, self.mechanisms, *(rules | dict(self.rules)).values())
        rows = []
        for r in numbers:
            module.replicate(world, dict(self.values), managers, (seed, r, r), window)
            rows.append(list(read(module, world)))
        return rows


def arrivals_per_day(rate: float, structure: Structure, values: Mapping[str, float]) -> dict[str, float]:
    """The environment with the load that makes ideas arrive at `rate` per day over all lines."""
    effort = values["experiment_days"] * rounds_expected(values) / values["experiment_success"]
    effort += values["integration_days"]
    if structure.datasets:
        effort += values["prepare_days"] * (1 + values["extra_datasets"])
    effort *= math.exp(0.5 * values["content_sigma"] ** 2)
    return dict(values) | {"load": rate * effort / structure.capacity}


def rounds_expected(values: Mapping[str, float]) -> float:
    """Mean number of rounds under the law of rounds, at most 12."""
    stop = values["rounds_stop"]
    return (1 - (1 - stop) ** 12) / max(1e-9, stop)
