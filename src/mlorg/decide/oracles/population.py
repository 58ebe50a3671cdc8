"""The firms, structures and replications on which the gates about whole organisations look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from ...archetypes import Arm
from ...archetypes.firms import firm
from ...org import Organization, is_ml
from ...sim import Environment, Frame, Structure, compile_structure
from ...sim.engine import engine
from ...sim.outcomes import ALL_MECHANISMS, DAYS_PER_QUARTER, HORIZONS
from ..comparing.alternatives import library_alternatives

FIRMS = ((11, 120), (12, 300), (13, 900))
"""Firms of the default population: (seed, posts)."""

EVERYTHING = ALL_MECHANISMS | 1 << 17
"""All mechanisms, funding too."""

DAYS = HORIZONS[-1] * DAYS_PER_QUARTER + 1e-3


@cache
def firm_of(seed: int, posts: int) -> Organization:
    """A firm of the default population."""
    return firm(seed, people=posts)


def about(org: Organization) -> str:
    """A firm in words."""
    return f"firm of {len(org.posts)} posts, {sum(map(is_ml, org.posts))} of them ML"


def structures_of(today: Organization, arm: Arm = Arm.RESTRUCTURED) -> dict[str, Structure]:
    """Today and every structure of the library, compiled, by id."""
    frame = Frame.of(today)
    return {a.id: compile_structure(a.organizations[arm], frame, today) for a in library_alternatives(today)}


def replicated(
    structure: Structure, environments: Sequence[Environment], seed: int
) -> Iterator[tuple[Any, Sequence[float]]]:
    """(the world at its end, row of outcomes) of one replication in each environment."""
    module = engine()
    world = module.open_world(structure, DAYS)
    for r, environment in enumerate(environments):
        values: Mapping[str, float] = environment.values
        key = (seed, r, r)
        yield world, module.replicate(world, dict(values), list(environment.managers), key, (0.0, EVERYTHING))
