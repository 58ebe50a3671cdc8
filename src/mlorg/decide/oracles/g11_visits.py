"""G11: in every queue of every replication, the number inside integrated over time is the total time spent there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from ...archetypes import Arm
from ...sim import draw_environments
from ...sim.engine import engine
from ...sim.oracles import Case, Effort
from ...sim.oracles.cases import Point
from ...sim.oracles.estimates import Estimate
from .population import FIRMS, about, firm_of, replicated, structures_of

DRAWS = 10
RELATIVE = 1e-9


def points(given: Mapping[str, Any], effort: Effort) -> list[Point]:
    """One firm each, from Monday and once settled."""
    firms = FIRMS[: 1 if effort.quick else None]
    return [partial(cases, *each, arm, effort) for each in firms for arm in Arm]


def cases(seed: int, posts: int, arm: Arm, effort: Effort) -> Iterator[Case]:
    """The largest relative difference over all queues, visits that are still open at the end included."""
    today = firm_of(seed, posts)
    environments = draw_environments(effort.seed, effort.some(DRAWS, 3))
    structures = structures_of(today, arm)
    worst, queues = 0.0, 0
    for structure in structures.values():
        for world, _ in replicated(structure, environments, effort.seed):
            for area, spent in engine().little(world):
                worst = max(worst, abs(area - spent) / max(abs(area), abs(spent), RELATIVE))
                queues += 1
    name = (
        f"largest relative difference in {queues:,} queues, {len(structures)} structures ({arm.value}), {about(today)}"
    )
    yield Case(name, 0.0, Estimate(worst, 0.0), within=RELATIVE)
